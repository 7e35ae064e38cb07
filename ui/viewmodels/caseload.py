"""A helper's caseload: the people, what is next for each, the own code, a file put in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from planner.errors import PlannerError, Text
from planner.services.caseload import (
    ALL,
    DEADLINE,
    DELETE,
    OFFERS,
    PAGE,
    SOON,
    STUCK_ONES,
    Case,
    Caseload,
    days_in_state,
)
from planner.services.caseload_lists import STATE_WORDS, caseload_pdf
from planner.services.sharing import own_public
from planner.sharing.keys import code_of, code_squares, fingerprint
from ui.viewmodels.places import readable
from ui.viewmodels.saving import own_folder, save
from ui.viewmodels.session import Session
from ui.viewmodels.share import in_two_lines

CHIPS = {
    "new": "info",
    "on-plan": "ok",
    "waiting": "neutral",
    "stuck": "neutral",
    "paused": "neutral",
    "closed": "neutral",
}
FILTERS = {
    ALL: Text("All {count}"),
    DEADLINE: Text("Deadline in 14 days {count}"),
    OFFERS: Text("Offers open {count}"),
    STUCK_ONES: Text("Stuck {count}"),
    DELETE: Text("To delete {count}"),
}


class CaseRow(NamedTuple):
    """One person: alias, name where it is kept, what is next; ``chip``: (kind, words) of the state."""

    id: int
    who: str
    under: str
    chip: tuple[str, str]


class CaseloadState(NamedTuple):
    """The page. ``code``: the helper's own, with the digits to read aloud and the squares of its picture."""

    rows: tuple[CaseRow, ...]
    filters: tuple[tuple[str, str], ...]
    chosen: str
    search: str
    more: int
    path: str
    said: str
    problem: str
    code: str
    digits: str
    squares: tuple[tuple[bool, ...], ...]


class CaseloadViewModel:
    """Shows a page of people; what is chosen and searched stays as one comes back."""

    def __init__(self, session: Session) -> None:
        self._session, self._caseload = session, Caseload(session.household)
        self._chosen, self._search, self._count = ALL, "", PAGE
        self._path = ""
        self._said: str = ""
        self._problem: Text | None = None
        self._public = own_public(session.household)

    def state(self) -> CaseloadState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        page = self._caseload.page(session.today, self._chosen, self._search, 0, self._count)
        return CaseloadState(
            rows=tuple(case_row(session, case) for case in page.rows),
            filters=tuple(
                (id_, say(words._replace(blanks={"count": str(page.counts[id_])}))) for id_, words in FILTERS.items()
            ),
            chosen=self._chosen,
            search=self._search,
            more=max(0, page.found - len(page.rows)),
            path=readable(self._path),
            said=self._said,
            problem=say(self._problem) if self._problem else "",
            code=code_of(self._public),
            digits=in_two_lines(fingerprint(self._public)),
            squares=code_squares(self._public),
        )

    def choose(self, id_: str) -> CaseloadState:
        """Show those of a filter."""
        self._chosen, self._count = id_, PAGE
        return self.state()

    def search(self, words: str) -> CaseloadState:
        """Show those who are found by words."""
        self._search, self._count = words, PAGE
        return self.state()

    def show_more(self) -> CaseloadState:
        """Show the next page below."""
        self._count += PAGE
        return self.state()

    def take(self, path: str) -> CaseloadState:
        """Take the file that was chosen."""
        self._path, self._problem = path, None
        return self.state()

    @property
    def folder(self) -> str:
        """Where to look for files first."""
        return str(own_folder(self._session))

    def open_file(self) -> int:
        """Put the file in; return the person's number, 0 where it cannot be opened, which is said then."""
        try:
            opened = self._caseload.receive(Path(self._path), self._session.today)
        except PlannerError as error:
            self._problem = error.message
            return 0
        self._path = ""
        return opened.case.id or 0

    def print_list(self) -> CaseloadState:
        """Write the list to print."""
        session = self._session
        cases = self._caseload.page(session.today, self._chosen, self._search, 0, 1_000_000).rows
        data = caseload_pdf(cases, session.language, session.today)
        self._said = save(session, session.today.isoformat(), "pdf", data).words
        return self.state()


def case_row(session: Session, case: Case) -> CaseRow:
    """Return a person as a line."""
    say = session.say
    parts = [case.name]
    if case.review_on:
        parts.append(say(Text("review {day}", {"day": _near(session, case.review_on)})))
    if case.deadline_on:
        parts.append(say(Text("deadline {day}", {"day": _near(session, case.deadline_on)})))
    if case.flags:
        parts.append(say(Text("flags: {count}", {"count": str(case.flags)})))
    if case.offers_open:
        parts.append(say(Text("open offers: {count}", {"count": str(case.offers_open)})))
    return CaseRow(case.id or 0, case.alias, session.join(*parts), state_chip(session, case))


def state_chip(session: Session, case: Case) -> tuple[str, str]:
    """Return (kind, words): a deadline that is near goes before the state; to be stuck is grey."""
    say = session.say
    days = (case.deadline_on - session.today).days if case.deadline_on else None
    if days is not None and 0 <= days <= SOON and case.state != "new":
        return ("warn" if days <= 2 else "neutral"), say(Text("deadline in {days} days", {"days": str(days)}))
    words = say(STATE_WORDS[case.state])
    since = days_in_state(case, session.today)
    if since > 1 and case.state in ("stuck", "waiting"):
        words = say(Text("{state}, {days} days", {"state": words, "days": str(since)}))
    return CHIPS[case.state], words


def _near(session: Session, day: date) -> str:
    return session.say(Text("today")) if day == session.today else session.short_day(day)
