"""Sharing with a helper: what is ticked, for whose code, the file that is made; and the reviews that came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Problem, StoreError, Text
from planner.money import BadValue
from planner.services.share_words import SharePage, about_share, pages_of
from planner.services.sharing import ENDING, Shared, SharingDesk
from planner.sharing.contents import SECTIONS, Choice
from planner.sharing.keys import BadCode, fingerprint, read_code
from ui.viewmodels.places import readable
from ui.viewmodels.saving import own_folder
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARE_ENDINGS = (ENDING,)
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
    """The page. ``digits``: what both read aloud, once the code is right; ``said``: that the file is made."""

    fields: tuple[ShareField, ...]
    digits: str
    sections: tuple[Section, ...]
    account_numbers: bool
    can_make: bool
    working: bool
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
        self._account_numbers = self._working = False
        self._said: Text | None = None
        self._problem: Text | None = None
        self._path = ""
        self._counts = self._desk.counts()

    def state(self) -> ShareState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        code = self._code()
        fields = (
            ("to", Text("Who helps you"), "text", Text("Stays in your list.")),
            ("code", Text("Their code"), "text", Text("They find it under Share, Caseload.")),
            ("delete_by", Text("Please delete after"), "day", Text("A wish, written into the file.")),
            ("reach", Text("Safe ways to reach me"), "text", Text("Such as: texts only, after six.")),
        )
        return ShareState(
            fields=tuple(
                ShareField(id_, say(label), kind, self._cells.get(id_, ""), say(hint), self._error(id_))
                for id_, label, kind, hint in fields
            ),
            digits=in_two_lines(fingerprint(code)) if code else "",
            sections=tuple(
                Section(id_, say(TITLES[id_][0]), self._under(id_), id_ in self._ticked) for id_ in SECTIONS
            ),
            account_numbers=self._account_numbers,
            can_make=bool(code and self._ticked) and not self._working,
            working=self._working,
            said=say(self._said) if self._said else "",
            problem=say(self._problem) if self._problem else "",
            path=readable(self._path),
            reviews=tuple(
                (one.row.entry, one.review.by, say(Text("made {day}", {"day": session.short_day(one.review.made_on)})))
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
            frozenset(self._ticked), self._account_numbers, delete_by=until, reach=self._cells.get("reach", "")
        )

    def start(self) -> tuple[ShareState, Work | None]:
        """Return the page, and the work that makes the file."""
        choice, code = self.choice(), self._code()
        if choice is None or code is None:
            return self.state(), None
        session, to = self._session, self._cells.get("to", "")
        out = _new_path(own_folder(session), session.today)
        self._working, self._problem, self._said = True, None, None

        def work(report: Callable[[float], None], _: Callable[[], bool]) -> object:
            made = self._desk.make(
                choice, out, code=code, to=to, language=session.language, today=session.today, report=report
            )
            return made, out

        return self.state(), work

    def made(self, result: tuple[Shared, Path]) -> ShareState:
        """Say where the file is."""
        self._working = False
        self._said = Text("Saved as {path}", {"path": readable(str(result[1]))})
        return self.state()

    def failed(self, error: BaseException) -> ShareState:
        """Say why there is none."""
        self._working = False
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

    def open_review(self) -> int:
        """Keep the review whose file was chosen; return its number, 0 where it cannot be opened, which is said then."""
        try:
            kept = self._desk.take_in(Path(self._path), self._session.today)
        except (PlannerError, StoreError) as error:
            self._problem = error.message
            return 0
        self._path = ""
        return kept.row.entry

    def _take_fault(self, problem: Problem) -> None:
        field = problem.field.removeprefix("--").replace("-", "_")
        if field in ("delete_by", "code"):
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
        return self._session.say(error) if error else ""

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

    def __init__(self, session: Session, choice: Choice) -> None:
        self._session, self._choice = session, choice

    def state(self) -> SeenState:
        """Return the pages."""
        session = self._session
        share = SharingDesk(session.household).what_they_will_see(self._choice, session.language, session.today)
        return seen_state(session, share)


def in_two_lines(digits: str) -> str:
    """Return digits to be read aloud, half of the groups a line."""
    groups = digits.split()
    half = len(groups) // 2
    return f"{' '.join(groups[:half])}\n{' '.join(groups[half:])}"


def seen_state(session: Session, share: Mapping[str, object]) -> SeenState:
    """Return a share for reading; amounts are stars where the person hides them."""
    pages = tuple(
        page._replace(
            lines=tuple(
                line._replace(amount=session.quote(line.amount), words=session.quote(line.words)) for line in page.lines
            )
        )
        for page in pages_of(share, session.language)
    )
    return SeenState(about_share(share, session.language), pages)


def _new_path(folder: Path, today: date) -> Path:
    """Return a plain name that says nothing of what is in it, not used yet."""
    number, path = 1, folder / f"{today.isoformat()}{ENDING}"
    while path.exists():
        number += 1
        path = folder / f"{today.isoformat()}-{number}{ENDING}"
    return path
