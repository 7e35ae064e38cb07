"""Complaints of a person: the list, and one with its days, its words, and what came back."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Text
from planner.money import BadValue
from planner.services.complaints import ANSWERS, Complaint, ComplaintDesk
from planner.services.log_entries import NoSuchEntry
from ui.viewmodels.session import Session

SENDING, ANSWERING = "sending", "answering"


class ComplaintRow(NamedTuple):
    """One complaint as a line."""

    id: int
    title: str
    under: str
    state: str
    is_draft: bool


class ComplaintsState(NamedTuple):
    """The list."""

    rows: tuple[ComplaintRow, ...]


class ComplaintsViewModel:
    """Shows the complaints, the newest first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> ComplaintsState:
        """Return the list."""
        found = reversed(ComplaintDesk(self._session.household).all())
        return ComplaintsState(tuple(row_of(self._session, one) for one in found))


class ComplaintState(NamedTuple):
    """The page. ``days``: (day, words) that count; ``parts``: (heading, words) as they stand; ``open``: which sheet is open.

    ``hand_in``: of a draft, how it gets to them; ``address``: of their page, empty where there is none.
    """

    title: str
    under: str
    state: str
    is_draft: bool
    days: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    frozen: str
    hand_in: str
    address: str
    open: str
    kinds: tuple[tuple[str, str], ...]
    kind: str
    cells: dict[str, str]
    problems: dict[str, str]
    problem: str
    gone: bool = False


class ComplaintViewModel:
    """Holds one complaint, and the sheet that is open."""

    def __init__(self, session: Session, entry: int) -> None:
        self._session, self._entry = session, entry
        self._open, self._kind = "", "accepted"
        self._cells: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None

    def state(self) -> ComplaintState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        problem = say(self._problem) if self._problem else ""
        try:
            one = self._desk.find(str(self._entry))
        except NoSuchEntry as error:
            gone = say(error.message)
            return ComplaintState("", "", "", False, (), (), (), "", "", "", "", (), "", {}, {}, gone, gone=True)
        row = row_of(session, one)
        frozen = ""
        if one.sent_on:
            blanks = {"day": session.day(one.sent_on)}
            frozen = say(Text("Handed in on {day}. Its text stays as it is.", blanks))
        return ComplaintState(
            title=row.title,
            under=row.under,
            state=row.state,
            is_draft=row.is_draft,
            days=tuple(self._days(one)),
            answers=tuple(
                (session.join(session.day(a.on), say(ANSWERS[a.what])), session.quote(a.note))
                for a in one.answers
                if a.what in ANSWERS
            ),
            parts=tuple((say(words), session.quote(one.words[name])) for name, words in _PARTS if one.words.get(name)),
            frozen=frozen,
            hand_in=self._hand_in(one),
            address=one.form.url if one.sent_on is None and one.form is not None else "",
            open=self._open,
            kinds=tuple((id_, say(words)) for id_, words in ANSWERS.items()),
            kind=self._kind,
            cells=dict(self._cells),
            problems={field: session.fault(words) for field, words in self._problems.items()},
            problem=problem,
        )

    def text(self) -> str:
        """Return the whole text of the complaint, to copy."""
        return "\n\n".join("\n".join(part) for part in self.state().parts)

    def show(self, sheet: str) -> ComplaintState:
        """Open a sheet, or close it with "" ."""
        self._open = sheet
        self._cells = {"on": self._session.today.isoformat(), "reference": "", "note": ""}
        self._problems, self._problem = {}, None
        return self.state()

    def choose(self, kind: str) -> ComplaintState:
        """Choose what came back."""
        self._kind = kind
        return self.state()

    def type(self, field: str, text: str) -> ComplaintState:
        """Take what was typed."""
        self._cells[field] = text
        self._problems.pop(field, None)
        return self.state()

    def save(self) -> ComplaintState:
        """Write down that it was sent, or what came back; what is wrong is said beside its field."""
        try:
            on = parse_day(self._cells["on"])
        except BadValue as bad:
            self._problems = {"on": bad.message}
            return self.state()
        cells = self._cells
        try:
            one = self._desk.find(str(self._entry))
            if self._open == SENDING:
                self._desk.send(one, on, "", cells["reference"])
            else:
                self._desk.answer(one, self._kind, on, cells["note"], cells["reference"])
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
            other = [problem for problem in faults.problems if problem.field not in ("on", "note", "reference")]
            if other:
                self._problem = Text("Still missing: what happened, and what you ask for.")
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        self._session.refresh()
        return self.show("")

    def withdraw(self) -> ComplaintState:
        """Take a draft out of the list."""
        try:
            self._desk.withdraw(self._desk.find(str(self._entry)))
        except PlannerError as error:
            self._problem = error.message
        return self.state()

    def _hand_in(self, one: Complaint) -> str:
        session, form = self._session, one.form
        if one.sent_on is not None or form is None or not form.where[session.language]:
            return ""
        way = form.where[session.language]
        return session.say(Text("How to hand it in: {way} You can read these words out, or copy them.", {"way": way}))

    @property
    def _desk(self) -> ComplaintDesk:
        return ComplaintDesk(self._session.household)

    def _days(self, one: Complaint) -> list[tuple[str, str]]:
        session = self._session
        starts = {
            "accepted": Text("Once they take it in"),
            "final": Text("Once their final answer is there"),
        }
        found = []
        for clock in sorted(one.clocks, key=lambda clock: clock.on or date.max):
            when = session.say(starts[clock.start]) if clock.on is None else session.day(clock.on)
            if clock.on is not None and clock.earliest:
                when = session.say(Text("by {day}, or some days later", {"day": when}))
            found.append((when, clock.say[session.language]))
        if one.sent_on is not None and not found and not one.is_answered:
            words = Text("Ask them, and look again in two weeks.")
            found.append((session.say(Text("How long they take was not checked")), session.say(words)))
        return found


_PARTS = (
    ("issue", Text("Issue")),
    ("sub_issue", Text("Sub-issue")),
    ("story", Text("What happened")),
    ("tried", Text("What I tried already")),
    ("effects", Text("What it did to me")),
    ("wanted", Text("What I ask for")),
)


def row_of(session: Session, one: Complaint) -> ComplaintRow:
    """Return a complaint as a line of a list."""
    say = session.say
    form = one.form
    title = form.title[session.language] if form is not None else one.body
    if one.sent_on is None:
        state = say(Text("draft"))
    elif one.is_answered:
        state = say(Text("answered"))
    else:
        state = say(Text("handed in"))
    number = say(Text("their number {number}", {"number": one.reference})) if one.reference else ""
    when = session.day(one.sent_on or one.written_on)
    return ComplaintRow(
        one.row.entry, title, session.join(one.words.get("to", ""), when, number), state, one.sent_on is None
    )
