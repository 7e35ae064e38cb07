"""Papers that came: which it is, the day it came, by when it must be answered, and how that day was counted."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.services.paper_deadlines import READ_THE_PAPER, THEY, Deadline, Rule, deadlines_of
from planner.services.papers import OTHER, Paper, Papers
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import begun

SOON, NEAR = 60, 2
"""Days from which on a deadline stands on Today, and from which on it is marked."""


class PaperRow(NamedTuple):
    """One paper. ``about``: who sent it and which debt it names; ``counted``: how its day came about.

    ``open``: it can still be said that it was answered.

    While it is open and the person must act: ``letter`` which of ours is the objection and ``write`` the words of its button,
    ``page`` the kind of paper that tells of it, ``free`` whom to ask and ``free_note`` who that is and how fresh the number is.
    ``near``: its day is at hand; ``days``: how many are left.
    """

    id: int
    title: str
    when: str
    do: str
    counted: str
    left: str
    open: bool
    soon: bool
    letter: str = ""
    page: str = ""
    free: str = ""
    free_note: str = ""
    write: str = ""
    near: bool = False
    about: str = ""
    days: int = 0


class PapersState(NamedTuple):
    """The page. ``kinds``: (id, words) of the papers listed for the place; ``adding``: the sheet is open.

    ``debts``: (name, words) of what it can be about, of which ``debt`` is chosen; the first leaves it open.
    """

    rows: tuple[PaperRow, ...]
    adding: bool
    kinds: tuple[tuple[str, str], ...]
    kind: str
    came: str
    came_label: str
    due: str
    asks_due: bool
    note: str
    debts: tuple[tuple[str, str], ...]
    debt: str
    hint: str
    problems: dict[str, str]
    problem: str
    said: str


class PapersViewModel:
    """Shows the papers, writes one down, says that one was answered."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._adding = False
        self._kind = ""
        self._cells = {"came": "", "due": "", "note": "", "debt": ""}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._said: Text | None = None

    def state(self) -> PapersState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        listed = self._listed()
        rule = listed.get(self._kind)
        kinds = tuple((kind, one.paper[session.language]) for kind, one in listed.items())
        return PapersState(
            rows=tuple(_with_ways(session, paper) for paper in papers_of(session)),
            adding=self._adding,
            kinds=(*kinds, (OTHER, say(Text("Another paper")))),
            kind=self._kind,
            came=self._cells["came"],
            came_label=begun(rule.start[session.language]) if rule else say(Text("The day it came")),
            due=self._cells["due"],
            asks_due=rule is None,
            note=self._cells["note"],
            debts=(
                ("", say(Text("Another one, or not known"))),
                *((debt.name, debt.name) for debt in session.debts if debt.balance != 0),
            ),
            debt=self._cells["debt"],
            hint="" if rule else say(READ_THE_PAPER),
            problems={field: session.fault(words) for field, words in self._problems.items()},
            problem=say(self._problem) if self._problem else "",
            said=say(self._said) if self._said else "",
        )

    def add(self, adding: bool, kind: str = "", note: str = "") -> PapersState:
        """Open or close the sheet of a new paper; ``kind`` and ``note`` where it is known already which it is."""
        self._adding, self._kind = adding, kind or next(iter(self._listed()), OTHER)
        self._cells = {"came": self._session.today.isoformat(), "due": "", "note": note, "debt": ""}
        self._problems, self._problem = {}, None
        return self.state()

    def choose(self, kind: str) -> PapersState:
        """Choose which paper it is."""
        self._kind, self._problems = kind, {}
        return self.state()

    def type(self, field: str, text: str) -> PapersState:
        """Take what was typed."""
        self._cells[field] = text
        self._problems.pop(field, None)
        return self.state()

    def save(self) -> PapersState:
        """Write it down; what is missing is said beside its field."""
        session = self._session
        try:
            Papers(session.household).add(
                session.jurisdiction or "",
                self._kind or OTHER,
                self._cells["came"],
                due=self._cells["due"],
                note=self._cells["note"],
                debt=self._cells["debt"],
                today=session.today,
            )
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        session.refresh()
        return self.add(False)

    def done(self, id_: int) -> PapersState:
        """Say that it was answered."""
        session = self._session
        papers = Papers(session.household)
        try:
            papers.done(papers.find(id_), session.today)
            self._said = Text("Written down: answered.")
        except PlannerError as error:
            self._problem = error.message
        session.refresh()
        return self.state()

    def _listed(self) -> dict[str, Rule]:
        place = self._session.jurisdiction
        return {} if place is None else {rule.kind: rule for rule in deadlines_of(place)}


def papers_of(session: Session) -> list[Paper]:
    """Return open papers by the day that counts, then those that were answered."""
    return sorted(session.papers, key=lambda paper: (paper.done_on is not None, paper.due_on))


def row_of(session: Session, paper: Paper) -> PaperRow:
    """Return a paper as a line."""
    say, counted = session.say, paper.counted
    days = (paper.due_on - session.today).days
    title = counted.rule.title[session.language] if counted else paper.note or say(Text("A paper"))
    if paper.done_on is not None:
        left = say(Text("answered"))
    elif days < 0:
        left = say(Text("That day has passed. Act today all the same, and ask a free adviser."))
    else:
        near = {0: Text("today"), 1: Text("tomorrow")}
        left = say(near.get(days) or Text("in {days} days", {"days": str(days)}))
    they = counted is not None and counted.rule.who == THEY
    return PaperRow(
        id=paper.entry,
        title=title,
        when=say(Text("by {day}", {"day": session.day(paper.due_on)})),
        do=counted.rule.do[session.language] if counted else say(READ_THE_PAPER),
        counted=_how(session, paper, counted),
        left=left,
        open=paper.done_on is None and paper.entry > 0,
        soon=paper.done_on is None and not they and days <= SOON,
        near=paper.done_on is None and not they and days <= NEAR,
        about=session.join(paper.collector, paper.debt if paper.debt != paper.collector else ""),
        days=days,
    )


def _with_ways(session: Session, paper: Paper) -> PaperRow:
    """Return a paper as its card: with the ways to answer it, and who helps for free."""
    from planner.services.paper_check import page_of
    from ui.viewmodels.paper_check import ask_first

    row, counted = row_of(session, paper), paper.counted
    if not row.open or (counted is not None and counted.rule.who == THEY):
        return row
    letter = counted.rule.letter if counted else ""
    write = _WRITE.get(letter, Text("Write the dispute letter")) if letter else None
    free, note = ask_first(session)
    return row._replace(
        letter=letter,
        page=page_of(paper.kind, session.jurisdiction),
        free=free,
        free_note=note,
        write=session.say(write) if write else "",
    )


_WRITE = {"objection-note": Text("How to write the objection")}
"""What is no letter but a note of how to write one by hand is called so."""


def soon(session: Session) -> list[PaperRow]:
    """Return the papers that the person must act on within two months, the nearest first."""
    return [row for row in (row_of(session, paper) for paper in papers_of(session)) if row.soon]


def _how(session: Session, paper: Paper, counted: Deadline | None) -> str:
    if counted is None:
        return session.say(Text("The paper names this day."))
    from planner.rules.citations import cited_in

    language = session.language
    blanks = {"day": session.day(paper.came_on), "start": counted.rule.start[language]}
    source = cited_in(language, counted.rule.citation)
    return session.say(Text("Counted from {day}: {start}. {source}", {**blanks, "source": source}))
