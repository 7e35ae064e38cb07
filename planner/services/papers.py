"""Papers that came and the days they leave: entered by the person, or derived from dated facts of the log."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.model.log_entry import EVENT, PAPER, LogRow
from planner.money import BadValue
from planner.rules.deadlines import Deadline, NotListed, deadline
from planner.services.here import today_of
from planner.services.log_entries import NoSuchEntry, entry_by_day, facts_of, same_again
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

OTHER = "other"
"""A paper that is not listed for the place: the day it names itself is entered."""
FROM_EVENTS = {
    "validation-received": "validation-notice",
    "plan-being-prepared": "plan-being-prepared",
    "moratorium-start": "breathing-space",
    "hardship-notice": "hardship-notice",
}
"""Dated facts of the log that start a count, and the paper they stand for."""
ANSWERED_BY = {
    "validation-notice": "disputed:written",
    "plan-being-prepared": "plan-signed",
    "breathing-space": "moratorium-end",
}
"""Dated facts that end such a count."""


class Paper(NamedTuple):
    """A paper, or a dated fact that counts like one. ``due_on``: the day that counts. ``entry`` 0: derived, not entered.

    ``collector`` and ``debt``: whose it is and what it is about, as far as that was said.
    """

    entry: int
    kind: str
    place: str
    came_on: date
    how: str
    due_on: date
    note: str
    done_on: date | None
    row: LogRow | None = None
    collector: str = ""
    debt: str = ""

    @property
    def counted(self) -> Deadline | None:
        """How the day was counted; None where the paper itself named it."""
        try:
            return deadline(self.place, self.kind, self.came_on, self.how or None)
        except NotListed:
            return None


class Papers:
    """The papers of an open household."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def add(
        self,
        place: str,
        kind: str,
        came: str,
        *,
        how: str = "",
        due: str = "",
        note: str = "",
        debt: str = "",
        today: date | None = None,
    ) -> Paper:
        """Write a paper down; its day is counted, or for an unlisted one the day it names is taken.

        ``today``: the day where the borrower is, which may not be the device's.

        Raises ``InputProblems`` with every fault.
        """
        found: list[Problem] = []
        came_on, due_on = _day("came", came, found), _day("due", due, found) if due.strip() else None
        if not came.strip():
            found = [Problem("came", Text("is missing: the day the paper came"))]
        if came_on is not None and came_on > (today or today_of(self._household)):
            found.append(Problem("came", Text("is in the future; look at the year and the day")))
        if came_on is not None and due_on is None:
            try:
                due_on = deadline(place, kind, came_on, how or None).day
            except NotListed:
                found.append(Problem("due", Text("is missing; read the paper, it names the day")))
        if found or came_on is None or due_on is None:
            raise InputProblems(found)
        facts = {"kind": kind, "place": place, "came": came_on.isoformat(), "due": due_on.isoformat()}
        said = (("how", how), ("note", note), ("debt", debt))
        facts |= {name: value.strip() for name, value in said if value.strip()}
        (number,) = self._store.add_entries(self._household.store, [entry_by_day(PAPER, facts)])
        return self.find(number)

    def done(self, paper: Paper, on: date) -> Paper:
        """Say that it was answered."""
        if paper.row is None:
            return paper
        facts = {**facts_of(paper.row), "done": on.isoformat()}
        self._store.add_version(self._household.store, paper.row.entry, paper.row.version, entry_by_day(PAPER, facts))
        return self.find(paper.entry)

    def withdraw(self, paper: Paper) -> None:
        """Take a paper out of the list; it stays written."""
        if paper.row is not None:
            row = paper.row
            self._store.add_version(self._household.store, row.entry, row.version, same_again(row), withdrawn=True)

    def find(self, entry: int) -> Paper:
        """Return the paper of this number; raises ``NoSuchEntry``."""
        for paper in self.entered():
            if paper.entry == entry:
                return paper
        raise NoSuchEntry(str(entry))

    def entered(self) -> list[Paper]:
        """Return the papers that were entered, by the day that counts."""

        def read(connection: Any) -> list[LogRow]:
            return log_reads.read_log(connection, (PAPER,))

        return [paper_of(row) for row in self._household.read(read)]


def paper_of(row: LogRow) -> Paper:
    """Return a kept paper."""
    facts = facts_of(row)
    done = facts.get("done")
    return Paper(
        row.entry,
        facts["kind"],
        facts["place"],
        date.fromisoformat(facts["came"]),
        facts.get("how", ""),
        date.fromisoformat(facts["due"]),
        facts.get("note", ""),
        date.fromisoformat(done) if done else None,
        row,
        debt=facts.get("debt", ""),
    )


def derived_from(rows: list[LogRow], place: str | None) -> list[Paper]:
    """Return the deadlines that dated facts among ``rows`` start in a place."""
    found = []
    for row in rows:
        kind = FROM_EVENTS.get(facts_of(row)["event"].partition(":")[0]) if row.kind == EVENT else None
        if kind is None or place is None:
            continue
        came_on = _received(row)
        try:
            due_on = deadline(place, kind, came_on).day
        except NotListed:
            continue
        of, done_on = facts_of(row), _answered_on(row, kind, rows)
        whose = {name: of.get(name, "") for name in ("collector", "debt")}
        found.append(Paper(0, kind, place, came_on, "", due_on, "", done_on, **whose))
    return sorted(found, key=lambda paper: paper.due_on)


def _answered_on(paper: LogRow, kind: str, rows: list[LogRow]) -> date | None:
    """Return the day on which a dated fact about the same collector and debt answered a paper."""
    of = facts_of(paper)
    for row in rows:
        facts = facts_of(row) if row.kind == EVENT else {}
        if facts.get("event") != ANSWERED_BY.get(kind, "") or _at(facts) < _at(of):
            continue
        if all(not (facts.get(one) and of.get(one)) or facts[one] == of[one] for one in ("collector", "debt")):
            return _received(row)
    return None


def _at(facts: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(facts["at"])


def _received(row: LogRow) -> date:
    facts = facts_of(row)
    note = facts.get("note", "")
    if note.startswith("received:"):
        return date.fromisoformat(note.removeprefix("received:"))
    return datetime.fromisoformat(facts["at"]).date()


def _day(field: str, text: str, found: list[Problem]) -> date | None:
    try:
        return parse_day(text)
    except BadValue as bad:
        found.append(Problem(field, bad.message))
        return None
