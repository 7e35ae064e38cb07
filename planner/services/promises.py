"""Promises: mine to pay, theirs to waive or freeze. Kept, broken, or still due; each change is a version of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.model.log_entry import PROMISE, LogRow, NewEntry
from planner.money import BadValue, parse_currency, parse_money
from planner.services.log_entries import NoSuchEntry, entry_by_day, facts_of, same_again
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

COLUMNS = ("whose", "what", "amount", "currency", "due", "debt", "collector", "contact", "note")
MINE, THEIRS = "mine", "theirs"
KEPT, BROKEN, DUE, LATER = "kept", "broken", "due", "later"


class NoSuchPromise(NoSuchEntry):
    """No promise has this number."""

    def __init__(self, said: str) -> None:
        PlannerError.__init__(
            self,
            Text(
                'There is no promise "{name}" in your list. "promises list" shows their numbers.', {"name": said[:40]}
            ),
        )


class Promise(NamedTuple):
    """One promise as it stands. ``amount`` in minor units of ``currency``, None where it is not about a sum."""

    row: LogRow
    whose: str
    what: str
    amount: int | None
    currency: str
    due_on: date
    debt: str
    collector: str
    note: str
    ended: str
    ended_on: date | None

    def state(self, today: date) -> str:
        """Return ``kept``, ``broken``, ``due`` (its day has come), or ``later``."""
        return self.ended or (DUE if self.due_on <= today else LATER)


class Promises:
    """The promises of an open household."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def add(self, cells: Mapping[str, str], currency: str) -> Promise:
        """Write a promise down; raises ``InputProblems`` with every fault. ``currency`` is used where none is given."""
        (number,) = self._store.add_entries(self._household.store, [promise_entry(cells, currency)])
        return self.find(str(number))

    def keep(self, promise: Promise, on: date) -> Promise:
        """Say that it was kept on a day."""
        return self._end(promise, KEPT, on)

    def break_(self, promise: Promise, on: date) -> Promise:
        """Say that it could not be kept, or was not: a fact, without blame."""
        return self._end(promise, BROKEN, on)

    def withdraw(self, promise: Promise) -> None:
        """Take a promise out of the list; it stays written."""
        self._store.add_version(
            self._household.store, promise.row.entry, promise.row.version, same_again(promise.row), withdrawn=True
        )

    def find(self, which: str) -> Promise:
        """Return the promise of this number; raises ``NoSuchPromise``."""
        for promise in self.all():
            if str(promise.row.entry) == which.strip():
                return promise
        raise NoSuchPromise(which)

    def all(self) -> list[Promise]:
        """Return every promise, the earliest day first."""

        def read(connection: Any) -> list[LogRow]:
            rows: list[LogRow] = log_reads.read_log(connection, (PROMISE,))
            return rows

        return [promise_of(row) for row in self._household.read(read)]

    def _end(self, promise: Promise, how: str, on: date) -> Promise:
        ended = ended_entry(promise.row, how, on)
        self._store.add_version(self._household.store, promise.row.entry, promise.row.version, ended)
        return self.find(str(promise.row.entry))


def next_of(promises: Sequence[Promise], debt: str, today: date) -> Promise | None:
    """Return my promise on a debt that is spoken of next: the first one still to come, else the last one that is open."""
    mine = [one for one in promises if one.whose == MINE and one.debt == debt and not one.ended]
    coming = [one for one in mine if one.due_on >= today]
    return coming[0] if coming else (mine[-1] if mine else None)


def promise_entry(cells: Mapping[str, str], currency: str) -> NewEntry:
    """Return the promise that ``cells`` describe, to be written; raises ``InputProblems`` with every fault."""
    facts, found = _read(cells, currency)
    if found:
        raise InputProblems(found)
    return entry_by_day(PROMISE, facts)


def ended_entry(promise: LogRow | NewEntry, how: str, on: date) -> NewEntry:
    """Return the next version of a promise: ``KEPT`` or ``BROKEN`` on a day."""
    return entry_by_day(PROMISE, {**facts_of(promise), "ended": how, "ended_on": on.isoformat()})


def _read(cells: Mapping[str, str], currency: str) -> tuple[dict[str, Any], list[Problem]]:
    given = {column: cell.strip() for column, cell in cells.items() if cell.strip()}
    found = [Problem(column, Text("is not a part of a promise")) for column in given if column not in COLUMNS]
    facts: dict[str, Any] = {c: given[c] for c in ("what", "debt", "collector", "contact", "note") if c in given}
    whose = given.get("whose", MINE)
    if whose not in (MINE, THEIRS):
        found.append(Problem("whose", Text('is "mine" or "theirs"')))
    facts["whose"] = whose
    try:
        facts["currency"] = parse_currency(given.get("currency", currency))
        if "amount" in given:
            facts["amount"] = parse_money(given["amount"], facts["currency"])
    except BadValue as bad:
        found.append(Problem("amount" if "currency" in facts else "currency", bad.message))
    if "amount" not in given and "what" not in given:
        found.append(Problem("amount", Text("is missing; write how much was promised, or what")))
    try:
        facts["due"] = parse_day(given["due"]).isoformat()
    except KeyError:
        found.append(Problem("due", Text("is missing; write the day, such as 2026-12-01")))
    except BadValue as bad:
        found.append(Problem("due", bad.message))
    return facts, found


def promise_of(row: LogRow) -> Promise:
    """Return a kept promise as it stands."""
    facts = facts_of(row)
    get = facts.get
    ended = get("ended_on")
    return Promise(
        row,
        facts["whose"],
        get("what", ""),
        get("amount"),
        facts["currency"],
        date.fromisoformat(facts["due"]),
        get("debt", ""),
        get("collector", ""),
        get("note", ""),
        get("ended", ""),
        date.fromisoformat(ended) if ended else None,
    )
