"""``recognise``: what a message sounds like, or each message of a file. Nothing is stored."""

from __future__ import annotations

from typing import Annotated

from planner.errors import InputProblems, Problem, Text
from planner.services.contact_words import TACTICS
from planner.services.recognising import messages_of, read_messages, read_speaker, suggestions
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option


def register(app: Program) -> None:
    """Add the command to ``app``."""
    app.add("recognise", Text("What a message of a collector sounds like, or each message of a file."), recognise)


def recognise(
    text: Annotated[str | None, argument(Text("The message, in quotes."))] = None,
    file: Annotated[
        str | None, option(Text("A file: one message a line, or one JSON object with text a line."))
    ] = None,
    speaker: Annotated[str | None, option(Text("Who says it: collector, me or other."))] = None,
) -> None:
    """Read, recognise, print."""
    out = output_of()
    found: list[Problem] = []
    who = read_option("--speaker", speaker, read_speaker, found)
    if (text is None) == (file is None):
        out.note(Text("Give either the message itself or --file with a file of messages."))
        raise SystemExit(2)
    if found:
        raise InputProblems(found)
    texts = (text,) if text is not None else read_messages(file or "")
    if out.json:
        out.print_json({"messages": list(messages_of(texts, who))})
    else:
        print_messages(texts, who, out)


def print_messages(texts: tuple[str, ...], speaker: str | None, out: Output) -> None:
    """Print a table of what was suggested, with the words that sound like it."""
    rows = []
    for number, text in enumerate(texts, 1):
        for one in suggestions(text, speaker):
            often = out.tr(Text("pressure, not a breach")) if one.lawful else ""
            rows.append((str(number), out.tr(TACTICS[one.id]), one.words, often))
    if rows:
        columns = (Text("Message"), Text("What this sounds like"), Text("In the words"), Text("What it is"))
        out.result({}, Text("What this sounds like"), columns, rows, words=(1, 2, 3))
        out.note(Text("Only you know what was said and meant. Words alone decide nothing."))
    else:
        out.say(Text("Nothing here sounds like one of the known ways of pressing people."))
