"""What messages sound like: one, or a file of them, one a line. It suggests; only the borrower says what was so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from planner.errors import InputProblems, Problem, Text
from planner.imports.text_lines import read_lines
from planner.money import BadValue
from planner.tactics.recogniser import Recognised, recognise, tactics_in
from planner.tactics.silence import COLLECTOR, SPEAKERS

__all__ = ["Recognised", "heard_in", "messages_of", "read_messages", "read_speaker", "suggestions"]
MOST_BYTES = 60_000_000


def suggestions(text: str, speaker: str | None = None) -> tuple[Recognised, ...]:
    """Return what ``text`` sounds like; ``speaker``: ``collector``, ``me`` or ``other``, None where it is not known."""
    return recognise(text, speaker)


def heard_in(said: str, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the tactics that the words of a collector's contact sound like, without those the borrower spoke about.

    They were read and never confirmed: the rules make at most something worth checking of them.
    """
    return tactics_in(said, COLLECTOR) - known if said else frozenset()


def read_speaker(text: str) -> str:
    """Return who speaks; raises ``BadValue``."""
    said = text.strip().lower()
    if said not in SPEAKERS:
        known = ", ".join(SPEAKERS)
        raise BadValue(Text('"{said}" is not known; it is one of: {known}', {"said": text[:40], "known": known}))
    return said


def read_messages(path: str) -> tuple[str, ...]:
    """Return the messages of a file: one a line, or one JSON object with ``text`` a line. Empty lines are none.

    Raises ``InputProblems`` with every line that cannot be read.
    """
    lines = read_lines(
        path,
        MOST_BYTES,
        folder=Text("is a folder; name a file with one message a line"),
        no_text=Text("is no text; save it as text, one message a line (UTF-8 or GB18030)"),
    )
    first = next((line for line in lines if line.strip()), "")
    messages, found = [], []
    as_json = _is_object(first)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        text = _text_of(line) if as_json else line.strip()
        if text is None:
            found.append(Problem("text", Text("is missing; each line is a JSON object with text"), number))
        else:
            messages.append(text)
    if not messages and not found:
        found.append(Problem("file", Text("is empty; write one message a line"), 1))
    if found:
        raise InputProblems(found, path)
    return tuple(messages)


def messages_of(texts: tuple[str, ...], speaker: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield each message with its tactics under the keys of the contract of ``recognise``."""
    for text in texts:
        yield {
            "text": text,
            "tactics": [
                {"id": one.id, "words": one.words, "lawful": one.lawful, "sure": float(one.sure)}
                for one in suggestions(text, speaker)
            ],
        }


def _is_object(line: str) -> bool:
    said = line.strip()
    return said.startswith("{") and said[1:].lstrip()[:1] in ('"', "}")


def _text_of(line: str) -> str | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    text = value.get("text") if isinstance(value, dict) else None
    return text if isinstance(text, str) else None
