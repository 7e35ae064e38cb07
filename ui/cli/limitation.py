"""``limitation``: until when a debt can be taken to court, as far as can be said. No store."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.i18n import format_day
from planner.services.time_limits import (
    ACT_WORDS,
    EVENT_WORDS,
    LEFT_OUT,
    Clock,
    Event,
    ask_in_words,
    clock_as_json,
    limitation_clock,
    read_contract,
    read_event,
    read_holder,
    read_place,
    sentences,
)
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, option


def register(app: Program) -> None:
    """Add ``limitation``."""
    app.add("limitation", Text("Until when a debt can be taken to court, as far as can be said."), limitation)


def limitation(
    jurisdiction: Annotated[str, option(Text("The place: china, united_states/new_york, united_kingdom/scotland ..."))],
    due: Annotated[str, option(Text("The day the last payment was due, such as 2022-03-01."))],
    event: Annotated[
        list[str] | None,
        option(Text("What happened since, such as 2023-05-01:demand; as often as needed."), metavar="DAY:KIND"),
    ] = None,
    on: Annotated[str | None, option(Text("The day asked about; today by default."))] = None,
    contract: Annotated[
        str | None, option(Text("written, card, open, oral, periodic, demand-note or medical, where known."))
    ] = None,
    holder: Annotated[str | None, option(Text("creditor or debt-buyer, where known."))] = None,
) -> None:
    """Read, count, print."""
    out = output_of()
    found: list[Problem] = []
    place = read_option("--jurisdiction", jurisdiction, read_place, found)
    due_day = read_option("--due", due, parse_day, found)
    events = [read_option("--event", text, read_event, found) for text in event or []]
    day = read_option("--on", on, parse_day, found) or date.today()
    kind = read_option("--contract", contract, read_contract, found)
    held_by = read_option("--holder", holder, read_holder, found)
    if found or place is None or due_day is None:
        raise InputProblems(found)
    known = [one for one in events if one is not None]
    clock = limitation_clock(place, due_day, known, on=day, contract=kind, holder=held_by)
    for left in clock.left_out:
        blanks: dict[str, str | Text] = {
            "event": EVENT_WORDS[left.event.kind],
            "day": _day(left.event.on, out),
            "why": LEFT_OUT[left.why],
        }
        out.note(Text("Left out: {event}, {day}: {why}.", blanks))
    if out.json:
        out.print_json(clock_as_json(clock, out.lang))
    else:
        _print_clock(clock, out)


def _print_clock(clock: Clock, out: Output) -> None:
    for sentence in sentences(clock, lambda day: _day(day, out)):
        out.say(sentence)
    _list(out, Text("What moved it:"), [_event(event, out) for event in clock.restarted_by])
    _list(out, Text("What may have moved it:"), [_event(event, out) for event in clock.unsure])
    _list(out, Text("Until an adviser has looked at it, better not:"), [ACT_WORDS[act] for act in clock.avoid])
    _list(out, Text("Ask an adviser:"), [ask_in_words(ask, lambda day: _day(day, out)) for ask in clock.ask])
    for note in clock.law.notes:
        out.say(Text(note[out.lang]))
    if clock.basis:
        semicolon = "；" if out.lang == "zh" else "; "
        sources = semicolon.join(out.source(source.citation, source.confidence) for source in clock.basis)
        out.say(Text("Rests on: {sources}", {"sources": sources}))
    out.say(Text("This is information, not legal advice."))


def _list(out: Output, heading: Text, lines: list[Text]) -> None:
    if lines:
        out.say(heading)
        for line in lines:
            out.say(Text("- {line}", {"line": line}))


def _event(event: Event, out: Output) -> Text:
    blanks: dict[str, str | Text] = {"day": _day(event.on, out), "event": EVENT_WORDS[event.kind]}
    return Text("{day}: {event}", blanks)


def _day(day: date, out: Output) -> str:
    return format_day(day, out.lang)
