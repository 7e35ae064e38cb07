"""``deadlines``: by when a paper must be answered, counted from the day it came. No store."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.i18n import format_day
from planner.services.paper_deadlines import (
    READ_THE_PAPER,
    THEY,
    Counted,
    Deadline,
    NotListed,
    deadline,
    deadline_as_json,
    deadlines_of,
    read_how,
    read_kind,
    read_place,
    rule_as_json,
    step_in_words,
)
from ui.cli.options import read_option
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, option


def register(app: Program) -> None:
    """Add ``deadlines``."""
    app.add("deadlines", Text("By when a paper must be answered. Without --kind: the papers of a place."), deadlines)


def deadlines(
    jurisdiction: Annotated[str, option(Text("The place: china, united_states/texas, germany ..."))],
    kind: Annotated[str | None, option(Text("The paper or event, such as lawsuit or payment-order."))] = None,
    came: Annotated[str | None, option(Text("The day it came, such as 2026-11-22."), "--from")] = None,
    how: Annotated[
        str | None, option(Text("How it came, where that changes the days; the list names the words."))
    ] = None,
    on: Annotated[str | None, option(Text("The day asked about; today by default."))] = None,
) -> None:
    """Read, count, print."""
    out = output_of()
    found: list[Problem] = []
    place = read_option("--jurisdiction", jurisdiction, read_place, found)
    paper = read_option("--kind", kind, read_kind, found)
    started = read_option("--from", came, parse_day, found)
    day = read_option("--on", on, parse_day, found) or date.today()
    if started is not None and started > max(day, date.today()):
        found.append(
            Problem("--from", Text("is in the future; look at the year and the day, or give that day to --on"))
        )
    if kind is not None and came is None:
        found.append(Problem("--from", Text("is missing: the day the paper came")))
    way = read_option("--how", how, lambda text: read_how(text, place or "", paper or ""), found) if not found else None
    if found or place is None:
        raise InputProblems(found)
    if "/" in place and "/" not in jurisdiction:
        out.note(Text("Read as England and Wales. For Scotland or Northern Ireland name the part."))
    if paper is None or started is None:
        _list(place, out)
        return
    try:
        counted = deadline(place, paper, started, "" if way == "usual" else way)
    except NotListed:
        _not_listed(place, paper, out)
        return
    if out.json:
        out.print_json(deadline_as_json(counted, day, out.lang))
    else:
        _print(counted, day, out)


def _list(place: str, out: Output) -> None:
    rules = deadlines_of(place)
    value = {"jurisdiction": place, "deadlines": [rule_as_json(rule, out.lang) for rule in rules]}
    rows = [(rule.kind, rule.title[out.lang], rule.start[out.lang]) for rule in rules]
    if out.json or rows:
        out.result(
            value, Text("Deadlines"), (Text("Paper"), Text("What it is"), Text("Count from")), rows, words=(1, 2)
        )
    else:
        out.say(READ_THE_PAPER)


def _not_listed(place: str, kind: str, out: Output) -> None:
    if out.json:
        out.print_json({"jurisdiction": place, "kind": kind, "due_on": None, "message": out.tr(READ_THE_PAPER)})
    else:
        out.say(READ_THE_PAPER)


def _print(found: Deadline, on: date, out: Output) -> None:
    rule = found.rule
    out.say(Text("{title}: by {day}.", {"title": rule.title[out.lang], "day": _day(found.day, out)}))
    left = (found.day - on).days
    if rule.who == THEY:
        out.say(Text("Others must act by then; you need not."))
    elif left >= 0:
        out.say(Text("Days left: {days}.", {"days": str(left)}))
    else:
        out.say(Text("That day has passed. Act today all the same, and ask a free adviser."))
        if rule.late:
            out.say(Text(rule.late[out.lang]))
    out.say(Text(rule.do[out.lang]))
    out.say(_how_counted(found.counted, rule.start[out.lang], _day(found.started, out), out))
    if found.day.weekday() >= 5:
        out.say(Text("It falls on a weekend. Whether it moves on was not checked: act before it."))
    if not found.counted.holidays_known:
        out.say(Text("Holidays of that year are not known here and were not skipped, so it may be a little later."))
    for one in found.others:
        words = one.words.get(out.lang) or out.tr(Text("otherwise"))
        out.say(Text("Another count ({how}): {day}.", {"how": words, "day": _day(one.day, out)}))
    out.say(Text("Rests on: {sources}", {"sources": out.source(rule.citation, rule.confidence)}))
    out.say(
        Text(
            "The paper itself comes first: if it names another day, that one counts. This is information, not legal advice."
        )
    )


def _how_counted(counted: Counted, start: str, day: str, out: Output) -> Text:
    steps = [out.tr(step_in_words(step.unit, step.number)) for step in counted.steps]
    return Text(
        "Counted from {day} ({start}), that day itself left out: {steps}.",
        {"day": day, "start": start, "steps": ", ".join(steps)},
    )


def _day(day: date, out: Output) -> str:
    return format_day(day, out.lang)
