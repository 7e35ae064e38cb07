"""Sharing with a helper: what is ticked, for whose code, the file that is made; and the reviews that came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.money import BadValue
from planner.services.share_words import SharePage, about_share, pages_of
from planner.services.sharing import ENDING, KeptReview, Shared, SharingDesk
from planner.sharing.contents import SECTIONS, Choice
from planner.sharing.keys import BadCode, fingerprint, read_code
from planner.sharing.package import steps
from ui.viewmodels.places import readable
from ui.viewmodels.saving import new_path, own_folder, saved_at
from ui.viewmodels.session import Session
from ui.viewmodels.share_care import NamedCheckIns, NamedState

SHARE_ENDINGS = (ENDING,)
BY_CODE, BY_PASSPHRASE = "code", "passphrase"
TITLES = {
    "debts": (Text("Debts"), "list"),
    "budget": (Text("Budget"), "wallet"),
    "plan": (Text("Plan"), "plan"),
    "contacts": (Text("Contacts"), "contacts"),
    "letters": (Text("Letters"), "letter"),
    "evidence": (Text("Evidence"), "bundle"),
}
Work = Callable[[Callable[[float], None], Callable[[], bool]], object]


class Section(NamedTuple):
    """One section that can be ticked."""

    id: str
    title: str
    under: str
    on: bool


class ShareField(NamedTuple):
    """A field of the page."""

    id: str
    label: str
    kind: str
    value: str
    hint: str
    error: str


class ShareState(NamedTuple):
    """The page. ``ways``: (id, words) of a code and a passphrase; ``digits``: what both read aloud, once the code is right.

    ``missing``: what the file still waits for, ``waits`` the same in few words. ``working``: what is done just now, "" while nothing is; ``part``: how far; ``said``: that the file is made.
    """

    ways: tuple[tuple[str, str], ...]
    way: str
    fields: tuple[ShareField, ...]
    digits: str
    sections: tuple[Section, ...]
    check_ins: NamedState
    account_numbers: bool
    missing: str
    waits: str
    can_make: bool
    working: str
    part: float
    said: str
    problem: str
    path: str
    reviews: tuple[tuple[int, str, str], ...]


class ShareViewModel:
    """Holds what is ticked; nothing is, until the borrower does."""

    def __init__(self, session: Session) -> None:
        self._session, self._desk = session, SharingDesk(session.household)
        self._cells: dict[str, str] = {}
        self._errors: dict[str, Text] = {}
        self._ticked: set[str] = set()
        self._account_numbers = False
        self._way = BY_CODE
        self._working: Text | None = None
        self._part = 0.0
        self.check_ins = NamedCheckIns(session)
        self._said: Text | None = None
        self._problem: Text | None = None
        self._path = ""
        self._counts = self._desk.counts()

    def state(self) -> ShareState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        code = self._code() if self._way == BY_CODE else None
        key = {
            BY_CODE: ("code", Text("Their code"), "long", Text("They find it under Share, Caseload.")),
            BY_PASSPHRASE: (
                "passphrase",
                Text("A passphrase for this file"),
                "secret",
                Text("Say it to them by voice. Never send it along with the file."),
            ),
        }
        ready = code is not None if self._way == BY_CODE else bool(self._cells.get("passphrase"))
        fields = (
            ("to", Text("Who helps you"), "text", Text("Stays in your list.")),
            key[self._way],
            ("delete_by", Text("Please delete after"), "day", Text("A wish, written into the file.")),
            ("reach", Text("Safe ways to reach me"), "text", Text("Such as: texts only, after six.")),
        )
        return ShareState(
            ways=((BY_CODE, say(Text("With their code"))), (BY_PASSPHRASE, say(Text("With a passphrase")))),
            way=self._way,
            fields=tuple(
                ShareField(id_, say(label), kind, self._cells.get(id_, ""), say(hint), self._error(id_))
                for id_, label, kind, hint in fields
            ),
            digits=in_two_lines(fingerprint(code)) if code else "",
            sections=tuple(
                Section(id_, say(TITLES[id_][0]), self._under(id_), id_ in self._ticked) for id_ in SECTIONS
            ),
            check_ins=self.check_ins.state(),
            account_numbers=self._account_numbers,
            missing=self._missing(ready),
            waits=self._waits(ready),
            can_make=ready and self.is_ticked and self._working is None,
            working=say(self._working) if self._working else "",
            part=self._part,
            said=say(self._said) if self._said else "",
            problem=say(self._problem) if self._problem else "",
            path=readable(self._path),
            reviews=tuple(
                (one.row.entry, one.review.by, say(Text("Made {day}", {"day": session.short_day(one.review.made_on)})))
                for one in reversed(self._desk.reviews())
            ),
        )

    def type(self, id_: str, text: str) -> ShareState:
        """Take what was typed."""
        self._cells[id_], self._said = text, None
        self._errors.pop(id_, None)
        if id_ == "code" and text.strip():
            try:
                read_code(text)
            except BadCode as bad:
                self._errors["code"] = bad.message
        return self.state()

    @property
    def is_ticked(self) -> bool:
        """Whether anything is ticked."""
        return bool(self._ticked or self.check_ins.ticked)

    def choose_way(self, way: str) -> ShareState:
        """Make it for a code, or with a passphrase; what was typed for the other is forgotten."""
        self._way, self._said, self._problem = way, None, None
        self._cells.pop("passphrase", None)
        self._errors.pop("passphrase", None)
        return self.state()

    def turn_check_in(self, name: str) -> ShareState:
        """Tick one check-in by its name, or take the tick away."""
        self.check_ins.turn(name)
        self._said = None
        return self.state()

    def turn(self, id_: str) -> ShareState:
        """Tick a section, or take the tick away."""
        self._ticked ^= {id_}
        self._said = None
        return self.state()

    def turn_numbers(self) -> ShareState:
        """Tick account numbers, or take the tick away."""
        self._account_numbers = not self._account_numbers
        return self.state()

    def choice(self) -> Choice | None:
        """Return what is ticked; None where a field cannot be used, which is said then."""
        until: date | None = None
        said = self._cells.get("delete_by", "").strip()
        try:
            until = parse_day(said) if said else None
        except BadValue as bad:
            self._errors["delete_by"] = bad.message
            return None
        return Choice(
            frozenset(self._ticked),
            self._account_numbers,
            self.check_ins.ticked,
            until,
            self._cells.get("reach", ""),
        )

    def start(self) -> tuple[ShareState, Work | None]:
        """Return the page, and the work that makes the file."""
        choice = self.choice()
        code = self._code() if self._way == BY_CODE else None
        if choice is None or (self._way == BY_CODE and code is None):
            return self.state(), None
        session, to, secret = self._session, self._cells.get("to", ""), self._cells.get("passphrase", "")
        out = new_path(own_folder(session), session.today.isoformat(), ENDING)
        named = self.check_ins.rows()
        self._begin(Text("Making the file"))

        def work(report: Callable[[float], None], stopped: Callable[[], bool]) -> object:
            made = self._desk.make(
                choice,
                out,
                code=code,
                passphrase=secret,
                to=to,
                language=session.language,
                today=session.today,
                step=steps(report, stopped),
                check_ins=named,
            )
            return made, out

        return self.state(), work

    def progress(self, part: float) -> ShareState:
        """Show how far it is."""
        self._part = part
        return self.state()

    def stopped(self) -> ShareState:
        """Say that it was stopped."""
        self._working, self._said = None, Text("Stopped. Nothing was written.")
        return self.state()

    def made(self, result: tuple[Shared, Path]) -> ShareState:
        """Say where the file is."""
        self._working = None
        self._cells.pop("passphrase", None)
        self._said = saved_at(result[1])
        return self.state()

    def failed(self, error: BaseException) -> ShareState:
        """Say why there is none."""
        self._working = None
        if isinstance(error, InputProblems):
            for problem in error.problems:
                self._take_fault(problem)
        elif isinstance(error, PlannerError):
            self._problem = error.message
        else:
            raise error
        return self.state()

    def take(self, path: str) -> ShareState:
        """Take the file of a review."""
        self._path, self._problem = path, None
        return self.state()

    @property
    def folder(self) -> str:
        """Where to look for files first."""
        return str(own_folder(self._session))

    def open_review(self) -> tuple[ShareState, Work]:
        """Return the page, and the work that opens the review whose file was chosen and keeps it."""
        session, path = self._session, Path(self._path)
        self._begin(Text("Opening the review"))
        return self.state(), lambda report, stopped: self._desk.take_in(
            path, session.today, step=steps(report, stopped)
        )

    def opened(self, kept: KeptReview) -> int:
        """Return the number of the review that was opened."""
        self._working, self._path = None, ""
        return kept.row.entry

    def _begin(self, words: Text) -> None:
        self._working, self._part, self._problem, self._said = words, 0.0, None, None

    def _take_fault(self, problem: Problem) -> None:
        field = problem.field.removeprefix("--").removeprefix("with-").replace("-", "_")
        if field in ("delete_by", "code", "passphrase"):
            self._errors[field] = problem.message
        else:
            self._problem = problem.message

    def _code(self) -> bytes | None:
        try:
            return read_code(self._cells.get("code", ""))
        except BadCode:
            return None

    def _error(self, id_: str) -> str:
        error = self._errors.get(id_)
        return self._session.fault(error) if error else ""

    def _waits(self, ready: bool) -> str:
        """Return why the file cannot be made yet, short enough for its button."""
        if ready:
            return "" if self.is_ticked else self._session.say(Text("Tick something first"))
        return self._session.say(Text("Needs their code") if self._way == BY_CODE else Text("Needs a passphrase"))

    def _missing(self, ready: bool) -> str:
        """Return in one sentence what the file still waits for; empty where nothing is missing."""
        by_code, say = self._way == BY_CODE, self._session.say
        if ready:
            return "" if self.is_ticked else say(Text("Tick what they may read."))
        if self.is_ticked:
            return say(Text("It still needs their code.") if by_code else Text("It still needs a passphrase."))
        if by_code:
            return say(Text("It still needs their code, and a tick at what they may read."))
        return say(Text("It still needs a passphrase, and a tick at what they may read."))

    def _under(self, id_: str) -> str:
        say, counts = self._session.say, self._counts
        count = {"count": str(counts.get(id_, 0))}
        with_numbers, without = Text("{count}, with account numbers"), Text("{count}, without account numbers")
        words = {
            "debts": (with_numbers if self._account_numbers else without)._replace(blanks=count),
            "budget": Text("What you earn and live on"),
            "plan": Text("And its reasons"),
            "contacts": Text("{count} entries with their words", count),
            "letters": Text("{count}, drafts and sent ones", count),
            "evidence": Text("{count} files", count),
        }
        return say(words[id_])


class SeenState(NamedTuple):
    """What the helper will see: what the share says of itself, and a page for each section."""

    about: tuple[str, ...]
    pages: tuple[SharePage, ...]


class SeenViewModel:
    """Shows a share as its reader sees it: it is packed and read back first."""

    def __init__(self, session: Session, choice: Choice, check_ins: Sequence[Mapping[str, str]] = ()) -> None:
        self._session, self._choice, self._check_ins = session, choice, check_ins

    def state(self) -> SeenState:
        """Return the pages."""
        session = self._session
        desk, choice = SharingDesk(session.household), self._choice
        share = desk.what_they_will_see(choice, session.language, session.today, self._check_ins)
        return seen_state(session, share)


def in_two_lines(digits: str) -> str:
    """Return digits to be read aloud, half of the groups a line."""
    groups = digits.split()
    half = len(groups) // 2
    return f"{' '.join(groups[:half])}\n{' '.join(groups[half:])}"


def seen_state(session: Session, share: Mapping[str, object]) -> SeenState:
    """Return a share for reading; amounts are stars where the person hides them."""
    quote = session.quote
    pages = tuple(
        page._replace(
            lines=tuple(
                line._replace(
                    title=quote(line.title), under=quote(line.under), amount=quote(line.amount), words=quote(line.words)
                )
                for line in page.lines
            )
        )
        for page in pages_of(share, session.language)
    )
    return SeenState(about_share(share, session.language), pages)
