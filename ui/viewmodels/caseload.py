"""A helper's caseload: the people, what is next for each, the own code, a file put in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from planner.errors import InputProblems, LockedStore, PlannerError, Text
from planner.services.caseload import (
    ALL,
    DEADLINE,
    DELETE,
    FLAGS,
    NEW,
    OFFERS,
    PAGE,
    SOON,
    STUCK_ONES,
    Case,
    Caseload,
    Opened,
    days_in_state,
)
from planner.services.caseload_copy import Came, bring_copy_back, looks_like_copy, save_copy
from planner.services.caseload_lists import STATE_WORDS, caseload_csv, caseload_pdf, statistics, words_of_state
from planner.services.sharing import own_public
from planner.services.words import KINDS
from planner.sharing.keys import code_of, code_squares, fingerprint
from planner.sharing.package import asks_passphrase, steps
from ui.viewmodels.places import readable
from ui.viewmodels.saving import own_folder, save, saved_with_key
from ui.viewmodels.session import Session
from ui.viewmodels.share import Work, in_two_lines

CHIPS = {
    "new": "info",
    "on-plan": "ok",
    "waiting": "neutral",
    "stuck": "neutral",
    "paused": "neutral",
    "closed": "neutral",
}
FILTERS = {
    ALL: Text("All ({count})"),
    DEADLINE: Text("Deadline in 14 days ({count})"),
    FLAGS: Text("Possible breach ({count})"),
    OFFERS: Text("Offers open ({count})"),
    STUCK_ONES: Text("Stuck ({count})"),
    DELETE: Text("To delete ({count})"),
}


class CaseRow(NamedTuple):
    """One person: alias, name where it is kept, what is next; ``chip``: (kind, words) of the state.

    ``cells``: the same for a wide table: review, deadline, flags, open offers.
    """

    id: int
    who: str
    under: str
    chip: tuple[str, str]
    name: str = ""
    cells: tuple[str, str, str, str] = ("", "", "", "")


class CaseloadState(NamedTuple):
    """The page. ``code``: the helper's own, with the digits to read aloud and the squares of its picture.

    ``asks``: the file that was chosen opens with a passphrase; ``working``: what is done just now, ``part``: how far.
    """

    rows: tuple[CaseRow, ...]
    filters: tuple[tuple[str, str], ...]
    chosen: str
    search: str
    more: int
    path: str
    asks: bool
    secret: str
    working: str
    part: float
    said: str
    problem: str
    code: str
    digits: str
    squares: tuple[tuple[bool, ...], ...]
    figures: tuple[tuple[str, str], ...] = ()


class CaseloadViewModel:
    """Shows a page of people; what is chosen and searched stays as one comes back."""

    def __init__(self, session: Session) -> None:
        self._session, self._caseload = session, Caseload(session.household)
        self._chosen, self._search, self._count = ALL, "", PAGE
        self._path = self._secret = ""
        self._asks = self._unfolded = False
        self._said: str = ""
        self._problem: Text | None = None
        self._working: Text | None = None
        self._part = 0.0
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
            asks=self._asks,
            secret=self._secret,
            working=say(self._working) if self._working else "",
            part=self._part,
            said=self._said,
            problem=say(self._problem) if self._problem else "",
            code=code_of(self._public),
            digits=in_two_lines(fingerprint(self._public)),
            squares=code_squares(self._public),
            figures=self._figures() if self._unfolded else (),
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
        self._path, self._secret, self._problem, self._said = path, "", None, ""
        try:
            self._asks = asks_passphrase(Path(path)) if path.strip() else False
        except PlannerError:
            self._asks = False  # a copy of a caseload, or none of ours: what it is is said when it is opened
        return self.state()

    def type_secret(self, text: str) -> CaseloadState:
        """Take the passphrase of the file that was chosen."""
        self._secret, self._problem = text, None
        return self.state()

    @property
    def folder(self) -> str:
        """Where to look for files first."""
        return str(own_folder(self._session))

    def open_file(self) -> tuple[CaseloadState, Work]:
        """Return the page, and the work that puts the chosen file in, or brings back a copy of a caseload."""
        session, path, secret = self._session, Path(self._path), self._secret or None
        self._begin(Text("Opening the file"))
        if looks_like_copy(path):
            return self.state(), lambda *_: bring_copy_back(session.household, path, session.today, secret)
        return self.state(), lambda report, stopped: self._caseload.receive(
            path, session.today, secret, step=steps(report, stopped)
        )

    def opened(self, result: Opened | Came) -> int:
        """Return the number of the person whose file it was; 0 after a copy, of which it is said what came back."""
        self._working, self._path, self._secret, self._asks = None, "", "", False
        if isinstance(result, Opened):
            return result.case.id or 0
        say = self._session.say
        parts = [say(Text("Come back: {count}.", {"count": str(len(result.came))}))]
        if result.stayed:
            parts.append(say(Text("Here already, and as they were: {count}.", {"count": str(len(result.stayed))})))
        if result.over:
            parts.append(
                say(Text("Left out, their day to be deleted has passed: {count}.", {"count": str(len(result.over))}))
            )
        self._said = self._session.sentences(*parts)
        return 0

    def save_copy(self) -> tuple[CaseloadState, Work]:
        """Return the page, and the work that writes the whole caseload into one encrypted file."""
        session = self._session
        folder = own_folder(session)
        self._begin(Text("Writing a safety copy"))
        return self.state(), lambda report, stopped: save_copy(
            session.household, folder, report=report, stopped=stopped
        )

    def copied(self, files: tuple[Path, ...]) -> CaseloadState:
        """Say where the copy is, and where its key."""
        self._working = None
        if files:
            self._said = self._session.say(saved_with_key(files))
        return self.state()

    def progress(self, part: float) -> CaseloadState:
        """Show how far it is."""
        self._part = part
        return self.state()

    def stopped(self) -> CaseloadState:
        """Say that it was stopped."""
        self._working, self._said = None, self._session.say(Text("Stopped. Nothing was written."))
        return self.state()

    def failed(self, error: BaseException) -> CaseloadState:
        """Say why not; where a passphrase is needed, ask for it."""
        self._working = None
        if not isinstance(error, PlannerError):
            raise error
        self._asks = self._asks or isinstance(error, LockedStore)
        self._problem = error.problems[0].message if isinstance(error, InputProblems) else error.message
        return self.state()

    def _begin(self, words: Text) -> None:
        self._working, self._part, self._problem, self._said = words, 0.0, None, ""

    def unfold_figures(self) -> CaseloadState:
        """Show counts in which nobody can be found again, or fold them."""
        self._unfolded = not self._unfolded
        return self.state()

    def save_table(self) -> CaseloadState:
        """Write everybody as a table."""
        data = caseload_csv(self._caseload.all()).encode("utf-8-sig")
        self._said = save(self._session, self._session.today.isoformat(), "csv", data).words
        return self.state()

    def print_blank_budget(self) -> CaseloadState:
        """Write a budget with empty rows, to be filled in by hand with somebody who has no figures yet (peers.md, W25)."""
        from planner.services.budget import StoredBudget
        from planner.services.budget_print import budget_pdf

        session = self._session
        data = budget_pdf(StoredBudget(session.currency), session.language, session.today, blank=True)
        self._said = save(session, session.today.isoformat(), "pdf", data).words
        return self.state()

    def add(self, alias: str) -> int:
        """Add a person of whom no file came yet; return the number, 0 where that cannot be, which is said then."""
        self._problem = None
        try:
            return self._caseload.add({"alias": alias}, self._session.today).id or 0
        except InputProblems as faults:
            self._problem = faults.problems[0].message
            return 0

    def _figures(self) -> tuple[tuple[str, str], ...]:
        say, counts = self._session.say, statistics(self._caseload.all())

        def shown(count: int | None) -> str:
            return say(Text("fewer than 5")) if count is None else str(count)

        rows = [(say(Text("People")), counts["people"])]
        rows += [(say(STATE_WORDS[state]), count) for state, count in counts["states"].items() if count != 0]
        rows += [(say(KINDS[kind]) if kind in KINDS else kind, count) for kind, count in counts["kinds"].items()]
        rows += [
            (say(Text("With a possible breach")), counts["with_flags"]),
            (say(Text("With open offers")), counts["with_offers"]),
            (say(Text("Short each month")), counts["short_each_month"]),
        ]
        return tuple((name, shown(count)) for name, count in rows)

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
        one = Text("1 possible breach")
        parts.append(say(one if case.flags == 1 else Text("{count} possible breaches", {"count": str(case.flags)})))
    if case.offers_open:
        one, many = Text("1 open offer"), Text("{count} open offers", {"count": str(case.offers_open)})
        parts.append(say(one if case.offers_open == 1 else many))
    cells = (
        _near(session, case.review_on) if case.review_on else "–",
        _near(session, case.deadline_on) if case.deadline_on else "–",
        str(case.flags),
        str(case.offers_open),
    )
    return CaseRow(case.id or 0, case.alias, session.join(*parts), state_chip(session, case), case.name, cells)


def state_chip(session: Session, case: Case) -> tuple[str, str]:
    """Return (kind, words): a deadline that is near goes before the state; to be stuck is grey."""
    say = session.say
    days = (case.deadline_on - session.today).days if case.deadline_on else None
    if days is not None and 0 <= days <= SOON and case.state != "new":
        near = {0: Text("deadline today"), 1: Text("deadline tomorrow")}
        words = say(near.get(days, Text("deadline in {days} days", {"days": str(days)})))
        return ("warn" if days <= 2 else "neutral"), words
    words = say(words_of_state(case))
    since = days_in_state(case, session.today)
    if since > 1 and case.state in ("stuck", "waiting"):
        words = say(Text("{state}, {days} days", {"state": words, "days": str(since)}))
    return ("neutral" if case.state == NEW and not case.share else CHIPS[case.state]), words


def _near(session: Session, day: date) -> str:
    return session.say(Text("today")) if day == session.today else session.short_day(day)
