"""One line of the budget: what it is for, how much, how often, in which months; what changes gives its last months."""

from __future__ import annotations

from typing import NamedTuple

from planner.budget.rhythm import Rhythm
from planner.errors import InputProblems, PlannerError, Text
from planner.i18n import month_name
from planner.services.budget import BudgetBook, NoSuchLine, Section, StoredBudget
from planner.services.budget_reader import RHYTHMS, SECTIONS, cells_of_line, read_line
from planner.services.spread_words import spread_words
from ui.viewmodels.budget import ICONS
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look, summary
from ui.viewmodels.session import Session

_NAME = Spec("name", Text("What it is for"))
_CALLED = Spec("name", Text("What you call it"))
_AMOUNT = Spec("amount", Text("How much each time"), "money", Text("Not known yet? Leave it empty."))
_RECENT = Spec(
    "recent",
    Text("What came in the last months"),
    "text",
    Text("One amount a month with ; between them, 0 for a month without. A low one is counted on."),
)
_NEXT = Spec("next_on", Text("Next on"), "day", Text("A day, such as 2026-12-15. It may stay empty."))
_DUE = Spec("next_on", Text("When it should come"), "day", Text("A day, such as 2026-12-15. It may stay empty."))
_NOTE = Spec("note", Text("A note"))
_OWED_RHYTHMS = (Rhythm.ONCE, Rhythm.MONTHLY)
_SEASONAL = (Rhythm.MONTHLY,)


class LineState(NamedTuple):
    """The form. ``spread``: how the monthly figure comes about, where the amount does not come each month. ``sections`` and ``rhythms``: (id, icon, words, chosen); ``months``: (number, name, chosen), empty where
    the line has none; ``debts``: (name, chosen) for an agreed instalment. ``done``: it was stored, or is gone.
    """

    title: str
    is_new: bool
    sections: tuple[tuple[str, str, str, bool], ...]
    section: str
    fields: tuple[Asked, ...]
    rhythms: tuple[tuple[str, str], ...]
    rhythm: str
    rhythm_words: str
    months: tuple[tuple[int, str, bool], ...]
    debts: tuple[tuple[str, bool], ...]
    summary: str
    problem: str
    done: bool
    spread: str = ""


class BudgetLineViewModel:
    """Asks for a new line of ``section``, or changes the one of number ``line``."""

    def __init__(self, session: Session, line: int = 0, section: str = "") -> None:
        self._session = session
        self._book = BudgetBook(session.household, session.currency)
        self._line = line
        self.before: StoredBudget = self._book.read()
        self.said = ""
        self._cells: dict[str, str] = {"section": section or Section.HOME.value, "rhythm": Rhythm.MONTHLY.value}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._cover = CoveredFields(session)
        self._done = False
        if self._cells["section"] == Section.OWED.value:
            self._cells["rhythm"] = Rhythm.ONCE.value
        if line:
            try:
                self._cells = dict(cells_of_line(self.before.find(str(line)), self.before.currency))
            except NoSuchLine:
                self._done = True

    def state(self) -> LineState:
        """Return the form as it stands."""
        session, say = self._session, self._session.say
        section, rhythm = Section(self._cells["section"]), Rhythm(self._cells.get("rhythm") or "monthly")
        chosen = set(self._cells.get("months", "").split(";"))
        look(self._cover, _specs(section, rhythm), self._cells)
        return LineState(
            title=say(Text("Change a line")) if self._line else say(_TITLES.get(section, Text("A cost"))),
            is_new=not self._line,
            sections=tuple((one.value, ICONS[one], say(words), one is section) for one, words in SECTIONS.items()),
            section=say(SECTIONS[section]),
            fields=tuple(
                asked(session, spec, self._cells, self._problems, self.before.currency, self._cover)
                for spec in _specs(section, rhythm)
            ),
            rhythms=tuple(
                (one.value, say(words))
                for one, words in RHYTHMS.items()
                if section is not Section.OWED or one in _OWED_RHYTHMS
            ),
            rhythm=rhythm.value,
            rhythm_words=say(RHYTHMS[rhythm]),
            months=tuple(
                (number, month_name(number, session.language), str(number) in chosen) for number in range(1, 13)
            )
            if rhythm in _SEASONAL and section not in (Section.INCOME, Section.ARREARS, Section.SAVINGS, Section.OWED)
            else (),
            debts=tuple((debt.name, debt.name == self._cells.get("debt")) for debt in session.debts)
            if section is Section.ARREARS
            else (),
            summary=summary(session, self._problems, _specs(section, rhythm)),
            problem=say(self._problem) if self._problem else "",
            done=self._done,
            spread=self._spread(),
        )

    def _spread(self) -> str:
        session, currency = self._session, self.before.currency
        cells = {**self._cells, "name": self._cells.get("name") or "–"}  # the figure does not wait for a name
        line, _ = read_line(cells, currency)
        words = spread_words(line, currency, session.language) if line else None
        return session.quote(session.say(words)) if words else ""

    def type(self, column: str, text: str) -> LineState:
        """Take what was typed."""
        self._cells[column] = self._cover.typed(column, text)
        self._problems.pop(column, None)
        return self.state()

    def choose(self, column: str, value: str) -> LineState:
        """Choose section, rhythm or debt."""
        self._cells[column] = value
        return self.state()

    def turn_month(self, month: int) -> LineState:
        """Turn a month of a seasonal cost on or off."""
        chosen = {part for part in self._cells.get("months", "").split(";") if part}
        chosen ^= {str(month)}
        self._cells["months"] = ";".join(sorted(chosen, key=int))
        return self.state()

    def save(self) -> LineState:
        """Store it; what is wrong is said beside its field."""
        section, rhythm = Section(self._cells["section"]), Rhythm(self._cells["rhythm"])
        wanted = {spec.column for spec in _specs(section, rhythm)} | {"section", "rhythm", "second_day"}
        wanted |= {"months"} if rhythm in _SEASONAL else set()
        wanted |= {"debt"} if section is Section.ARREARS else set()
        cells = {column: text if column in wanted else "" for column, text in self._cells.items()}
        name = cells.get("name", "").strip()
        try:
            if self._line:
                self._book.edit(self.before.find(str(self._line)), cells)
            else:
                self._book.add(cells)
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
        except PlannerError as error:
            self._problem = error.message
        else:
            words = Text("{name} is changed") if self._line else Text("{name} is added")
            self.said = self._session.say(Text(words.id, {"name": name}))
            self._done = True
        return self.state()


_TITLES = {
    Section.INCOME: Text("An income"),
    Section.ARREARS: Text("An agreed instalment"),
    Section.SAVINGS: Text("A small saving"),
    Section.OWED: Text("Money that should reach you"),
}


def _specs(section: Section, rhythm: Rhythm) -> tuple[Spec, ...]:
    name = _CALLED if section in (Section.INCOME, Section.OWED) else _NAME
    if section is Section.OWED:
        return name, _AMOUNT, _DUE, _NOTE
    if rhythm is Rhythm.IRREGULAR:
        return name, _RECENT, _NOTE
    return name, _AMOUNT, _NEXT, _NOTE
