"""``contacts list|add|check|correct`` and ``promises list|add|keep|break``: the stored log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, StoreError, Text
from planner.money import to_major
from planner.services.answers import Answers
from planner.services.contact_words import how_it_was, who_it_was
from planner.services.contacts import ContactLog, LogRow, facts_of
from planner.services.here import today_of
from planner.services.household import Household
from planner.services.log_facts import KEPT
from planner.services.promise_room import room_for
from planner.services.promises import COLUMNS, MINE, Promise, Promises
from planner.services.timeline import Narrowing, Timeline
from ui.cli import contact_counts, contact_files, log_columns
from ui.cli.check import as_json, print_checked
from ui.cli.debts import default_currency
from ui.cli.old_debts import warn_before
from ui.cli.opening import open_for
from ui.cli.options import read_option, takes_columns
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_WHICH = argument(Text("The entry's number, as in the list."))
_SINCE = option(Text("From this day on, such as 2026-11-01."))
_UNTIL = option(Text("Up to this day."))
_ON = option(Text("The day, such as 2026-11-22; today by default."))
NO_END = 10**9
WHOSE = {"mine": Text("mine"), "theirs": Text("theirs")}
STATES = {"kept": Text("kept"), "broken": Text("broken"), "due": Text("due now"), "later": Text("to come")}


def register(app: Program) -> None:
    """Add ``contacts`` to ``app``."""
    group = Program(Text("Your log of collectors' contacts, stored on this device."))
    group.add("list", Text("Show them."), list_contacts)
    group.add("add", Text("Write one down. Leave out what you don't know."), add)
    group.add("check", Text("Check them against the rules of your place."), check)
    group.add("answer", Text("Answer a question that the check leaves open."), answer)
    group.add("correct", Text("Correct one; what was written first stays beside it."), correct)
    contact_files.add_commands(group)
    contact_counts.add_commands(group)
    app.add_typer(group, name="contacts")


def register_promises(app: Program) -> None:
    """Add ``promises`` to ``app``."""
    group = Program(Text("Promises: yours to pay, theirs to waive or wait."))
    group.add("list", Text("Show them."), list_promises)
    group.add("add", Text("Write one down."), add_promise)
    group.add("keep", Text("It was kept."), keep)
    group.add("break", Text("It was not kept. A fact, no more."), break_)
    app.add_typer(group, name="promises")


def list_contacts(
    since: Annotated[str | None, _SINCE] = None,
    until: Annotated[str | None, _UNTIL] = None,
    collector: Annotated[str | None, option(Text("Only of this collector."))] = None,
    find: Annotated[str, option(Text("Only with these words in them: said, names, numbers."))] = "",
    words: Annotated[bool, option(Text("With the words that were said."))] = False,
) -> None:
    """Print contacts and dated facts."""
    out = output_of()
    found: list[Problem] = []
    first, last = read_option("--since", since, parse_day, found), read_option("--until", until, parse_day, found)
    if found:
        raise InputProblems(found)
    with open_for(out) as household:
        narrowing = Narrowing(words=find, since=first, until=last, collector=collector)
        rows = [entry.row for entry in reversed(Timeline(household).page(narrowing, most=NO_END).entries)]
    _print_rows(rows, out, words=words)


@takes_columns(KEPT, log_columns.CONTACT)
def add(*, cells: dict[str, str]) -> None:
    """Write one down."""
    out = output_of()
    with open_for(out) as household:
        log = ContactLog(household)
        zone, _ = log.zone()
        cells.setdefault("at", datetime.now(zone).strftime("%Y-%m-%d %H:%M"))  # just now
        if cells.get("from", "").strip().lower() == "borrower":
            warn_before("send-letter", household, cells.get("debt", "").split(";"), out)
        row = log.add(cells)
        _print_rows([row], out, one=True)
        same = log.same_as(row)
    if same is not None:
        words = Text(
            "Entry {entry} says the same, so a check counts the two as one. If they were two, add the seconds to this one.",
            {"entry": str(same)},
        )
        out.note(words)


@takes_columns(KEPT, log_columns.CONTACT)
def correct(which: Annotated[str, _WHICH], *, cells: dict[str, str]) -> None:
    """Correct one."""
    out = output_of()
    with open_for(out) as household:
        log = ContactLog(household)
        _print_rows([log.correct(log.find(which), cells)], out, one=True)


def check(
    jurisdiction: Annotated[str | None, option(Text("The place; that of your settings by default."))] = None,
) -> None:
    """Check the stored log."""
    out = output_of()
    with open_for(out) as household:
        checked = ContactLog(household).check(jurisdiction or _place(household), out.lang)
    if out.json:
        out.print_json(as_json(checked))
    else:
        print_checked(checked, out, Text("Number"))


def answer(
    question: Annotated[str, argument(Text("The question's id, as the check shows it."))],
    value: Annotated[str, argument(Text("yes, no, unknown, or one of the question's choices."))],
    contact: Annotated[int | None, option(Text("The contact at which it is asked, by its number."))] = None,
    collector: Annotated[str, option(Text("For all contacts of this collector."))] = "",
) -> None:
    """Keep an answer."""
    out = output_of()
    with open_for(out) as household:
        given = Answers(household).give(question, value, contact=contact, collector=collector)
    held = {"collector": given.collector, "debts": list(given.debts or ()), "contact": given.contact}
    if out.json:
        out.print_json({"answer": {"id": given.row.entry, "question": given.question, "value": given.value, **held}})
    else:
        out.say(Text("{question}: {value}. Kept.", {"question": given.question, "value": given.value}))


def list_promises() -> None:
    """Print every promise."""
    out = output_of()
    with open_for(out) as household:
        _print_promises(Promises(household).all(), out, today_of(household))


@takes_columns(COLUMNS, log_columns.PROMISE)
def add_promise(*, cells: dict[str, str]) -> None:
    """Write a promise down."""
    out = output_of()
    with open_for(out) as household:
        currency, room = default_currency(household.settings(), out), None
        if cells.get("debt", "").strip().isdecimal():  # a number of the list stands for its debt
            cells["debt"] = household.find(cells["debt"]).name
        if cells.get("whose", MINE) == MINE:
            warn_before("promise", household, [cells.get("debt", "")], out)
            room = room_for(household, currency, today_of(household), cells.get("debt", ""))
        others = Promises(household).all() if room else ()
        promise, today = Promises(household).add(cells, currency), today_of(household)
    _print_promises([promise], out, today, one=True)
    room = room.in_month(promise.due_on, others, promise.debt) if room else None
    word = room.word_on(cells.get("amount", ""), promise.currency, out.money) if room else None
    if word is not None:
        out.note(word)


def keep(which: Annotated[str, _WHICH], on: Annotated[str | None, _ON] = None) -> None:
    """Say that a promise was kept."""
    _end(which, on, kept=True)


def break_(which: Annotated[str, _WHICH], on: Annotated[str | None, _ON] = None) -> None:
    """Say that a promise was not kept."""
    _end(which, on, kept=False)


def _end(which: str, on: str | None, *, kept: bool) -> None:
    out = output_of()
    found: list[Problem] = []
    said = read_option("--on", on, parse_day, found)
    if found:
        raise InputProblems(found)
    with open_for(out) as household:
        promises, today = Promises(household), today_of(household)
        day = said or today
        promise = promises.find(which)
        ended = promises.keep(promise, day) if kept else promises.break_(promise, day)
    _print_promises([ended], out, today, one=True)


def _place(household: Household) -> str:
    from planner.services.places import jurisdiction_of

    settings = household.settings()
    place = jurisdiction_of(settings.get("country", ""), settings.get("part", ""))
    if place is None:
        raise StoreError(Text("Say which place's rules: --jurisdiction china, or set the country in your settings."))
    return place


def _print_rows(rows: list[LogRow], out: Output, *, one: bool = False, words: bool = False) -> None:
    """Print entries; what was said only where it was asked for: it is not for re-reading (guard 20)."""
    shown = [{"id": row.entry, "version": row.version, "kind": row.kind, **facts_of(row)} for row in rows]
    if out.json:
        out.print_json({"contact": shown[0]} if one else {"contacts": shown})
        return
    columns = [Text("When"), Text("Number"), Text("Who"), Text("How")]
    comma = "，" if out.lang == "zh" else ", "
    table = [
        [
            _when(facts),
            str(facts["id"]),
            who if isinstance(who := who_it_was(facts), str) else out.tr(who),
            comma.join(map(out.tr, how_it_was(facts))),
        ]
        for facts in shown
    ]
    if one or words:
        columns.append(Text("Words"))
        for line, facts in zip(table, shown, strict=True):
            line.append(facts.get("said", ""))
    out.result({}, Text("Contact log"), columns, table, words=(2, 3, 4))


def _when(facts: dict[str, Any]) -> str:
    at: str = facts["at"]
    return at[:10] if facts.get("precision") == "day" else at[:16].replace("T", " ")


def _print_promises(promises: list[Promise], out: Output, today: date, *, one: bool = False) -> None:
    shown: list[dict[str, Any]] = [
        {
            "id": promise.row.entry,
            "whose": promise.whose,
            "what": promise.what,
            "amount": None if promise.amount is None else to_major(promise.amount, promise.currency),
            "currency": promise.currency,
            "due": promise.due_on.isoformat(),
            "debt": promise.debt,
            "collector": promise.collector,
            "state": promise.state(today),
            "ended_on": promise.ended_on and promise.ended_on.isoformat(),
            "note": promise.note,
        }
        for promise in promises
    ]
    if out.json:
        out.print_json({"promise": shown[0]} if one else {"promises": shown})
        return
    columns = (Text("Day"), Text("Number"), Text("Whose"), Text("Promise"), Text("State"))
    comma = "，" if out.lang == "zh" else ", "
    rows = []
    for promise, facts in zip(promises, shown, strict=True):
        money = "" if promise.amount is None else out.money(promise.amount, promise.currency)
        words = comma.join(filter(None, (money, promise.what, promise.debt or promise.collector)))
        whose = out.tr(WHOSE[promise.whose])
        rows.append((str(facts["due"]), str(facts["id"]), whose, words, out.tr(STATES[str(facts["state"])])))
    out.result({}, Text("Promises"), columns, rows, words=(2, 3, 4))
