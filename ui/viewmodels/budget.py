"""The budget: what comes in, what you live on, what is left. What is short leads with what is safe (guards.md 5, 6)."""

from __future__ import annotations

from typing import NamedTuple

from planner.budget.lines import BudgetLine, monthly
from planner.budget.rhythm import Rhythm
from planner.errors import InputProblems, PlannerError, Text
from planner.i18n import month_name
from planner.services.budget import BudgetBook, Section, StoredBudget, budget_csv
from planner.services.budget_reader import RHYTHMS
from planner.services.plan_means import means_of
from ui.viewmodels.saving import save
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import apart

ICONS = {
    Section.INCOME: "cash",
    Section.HOME: "home",
    Section.ENERGY: "power",
    Section.FOOD: "food",
    Section.CHILDREN: "school",
    Section.TRAVEL: "travel",
    Section.HEALTH: "medicine",
    Section.PHONE: "contacts",
    Section.INSURANCE: "shield",
    Section.PERSONAL: "family",
    Section.OTHER: "receipt",
    Section.ARREARS: "promise",
    Section.SAVINGS: "wallet",
    Section.OWED: "undo",
}
_LIVING = tuple(s for s in Section if s not in (Section.INCOME, Section.ARREARS, Section.SAVINGS, Section.OWED))
NOW, BEFORE = "now", "before"


class LineRow(NamedTuple):
    """One line. ``amount``: what it is a month; ``known``: whether an amount was given."""

    id: int
    icon: str
    name: str
    under: str
    amount: str
    known: bool


class Block(NamedTuple):
    """Lines under a heading with their sum; ``section``: what a new line here begins with."""

    id: str
    title: str
    total: str
    rows: tuple[LineRow, ...]
    add: str
    section: str


class BudgetState(NamedTuple):
    """The page. ``short``: what is missing each month, in words; ``months``: segments, empty without an earlier month."""

    empty: bool
    months: tuple[tuple[str, str], ...]
    month: str
    blocks: tuple[Block, ...]
    left_label: str
    left: str
    left_words: str
    short: str
    safe: tuple[str, ...]
    notes: tuple[str, ...]
    debits: str
    saving: bool
    said: str
    problem: str
    undo: str


class BudgetViewModel:
    """Shows the budget; takes lines out, saves, prints and imports it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._book = BudgetBook(session.household, session.currency)
        self._view = NOW
        self._saving = False
        self._said = ""
        self._problem: Text | None = None
        self._undo: tuple[str, StoredBudget] | None = None

    def state(self) -> BudgetState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        now, before = self._book.read(), self._book.before_month(session.today.replace(day=1))
        budget = before if self._view == BEFORE and before is not None else now
        result = budget.result
        blanks = {
            "income": session.money(result.income, budget.currency),
            "out": session.money(result.essentials + result.arrears + result.savings, budget.currency),
        }
        return BudgetState(
            empty=not now.lines,
            months=((NOW, say(Text("Now"))), (BEFORE, say(Text("Last month")))) if before is not None else (),
            month=self._view if before is not None else NOW,
            blocks=self._blocks(budget),
            left_label=say(Text("Left over each month")),
            left=session.money(result.for_debts, budget.currency),
            left_words="" if result.missing else say(Text("{income} less {out}. Offers never go above this.", blanks)),
            short=self._short(budget),
            safe=tuple(say(words) for words in _SAFE) if result.missing else (),
            notes=self._notes(budget),
            debits=self._debit_words(now),
            saving=self._saving,
            said=self._said,
            problem=say(self._problem) if self._problem else "",
            undo=self._undo[0] if self._undo else "",
        )

    # Actions

    def look_at(self, view: str) -> BudgetState:
        """Show the budget of now, or as it stood when the month began."""
        self._view = view
        return self.state()

    def remove(self, id_: int) -> BudgetState:
        """Take a line out; it can be put back."""
        before = self._book.read()
        try:
            line = before.find(str(id_))
            self._book.remove(line)
        except PlannerError as error:
            self._problem = error.message
        else:
            self._undo = self._session.say(Text("{name} is taken out", {"name": line.name})), before
        return self.state()

    def put_back(self) -> BudgetState:
        """Make the budget what it was before the last change."""
        if self._undo is not None:
            self._book.put_back(self._undo[1])
        return self.let_go()

    def let_go(self) -> BudgetState:
        """Let the offer to undo go."""
        self._undo = None
        return self.state()

    def changed(self, words: str, before: StoredBudget) -> None:
        """Take note of what a form changed, so that it can be undone here."""
        self._undo = words, before

    def files(self, open_: bool) -> BudgetState:
        """Open or close the ways to save it and to bring one in."""
        self._saving = open_
        return self.state()

    def save_csv(self) -> BudgetState:
        """Save the lines as a table."""
        data = budget_csv(self._book.read()).encode("utf-8-sig")
        return self._save("csv", data)

    def print(self, *, blank: bool) -> BudgetState:
        """Save it as PDF, with empty rows where ``blank``."""
        from planner.services.budget_print import budget_pdf

        session = self._session
        american = (session.jurisdiction or "").startswith("united_states")
        data = budget_pdf(self._book.read(), session.language, session.today, blank=blank, american=american)
        return self._save("pdf", data)

    def take(self, path: str) -> None:
        """Add the lines of a file."""
        before = self._book.read()
        self._saving, self._problem = False, None
        try:
            after = self._book.import_file(path)
        except InputProblems as faults:
            first = faults.problems[0]
            say = self._session.say
            where = Text("line {line}", {"line": str(first.line)}) if first.line else Text("the file")
            self._problem = Text(
                "Nothing was added. {where}: {what}", {"where": say(where), "what": say(first.message)}
            )
        except PlannerError as error:
            self._problem = error.message
        else:
            count = str(len(after.lines) - len(before.lines))
            self._undo = self._session.say(Text("{count} lines added", {"count": count})), before

    def use_in_plan(self) -> BudgetState:
        """Let the plan pay what is left each month, with the agreed instalments of debts that are in it."""
        from ui.viewmodels.plan import PlanViewModel

        session, budget = self._session, self._book.read()
        plan = PlanViewModel(session)
        if plan.currency != budget.currency:
            self._problem = Text("The plan is in another currency than your budget.")
            return self.state()
        amount = means_of(budget, {debt.name for debt in session.debts}).total
        plan.choose_budget(amount)
        blanks = {"amount": session.money(amount, budget.currency)}
        self._said = session.say(
            Text("The plan pays {amount} a month now: what is left, and agreed instalments.", blanks)
        )
        return self.state()

    # Its parts

    def _save(self, ending: str, data: bytes) -> BudgetState:
        saved = save(self._session, f"budget-{self._session.today.isoformat()}", ending, data)
        self._said, self._saving = saved.words, False
        return self.state()

    def _blocks(self, budget: StoredBudget) -> tuple[Block, ...]:
        say, result = self._session.say, budget.result
        blocks = (
            (Text("Coming in"), (Section.INCOME,), result.income, Text("Add an income")),
            (
                Text("What you live on"),
                _LIVING,
                result.essentials,
                Text("Add a cost – heating in winter is easy to forget"),
            ),
            (Text("Agreed instalments that come first"), (Section.ARREARS,), result.arrears, Text("Add an instalment")),
            (Text("A small saving"), (Section.SAVINGS,), result.savings, Text("Add a saving")),
            (Text("Money that should reach you"), (Section.OWED,), result.owed, Text("Add wages, a deposit, a refund")),
        )
        out = []
        for title, sections, total, add in blocks:
            lines = [line for section in sections for line in budget.lines if line.section is section]
            owed = sections == (Section.OWED,)
            sum_ = sum(line.amount or 0 for line in lines) if owed else total
            out.append(
                Block(
                    sections[0].value,
                    say(title),
                    self._session.money(sum_, budget.currency) if lines else "",
                    tuple(self._row(line, budget.currency) for line in lines),
                    say(add),
                    sections[0].value,
                )
            )
        return tuple(out)

    def _row(self, line: BudgetLine, currency: str) -> LineRow:
        session, say = self._session, self._session.say
        known = line.amount is not None or bool(line.recent)
        amount = line.amount or 0 if line.section is Section.OWED else monthly(line)
        return LineRow(
            line.id or 0,
            ICONS[line.section],
            line.name,
            apart(session.language, session.join(*self._under(line, currency)), line.note),
            session.money(amount, currency) if known else say(Text("not known yet")),
            known,
        )

    def _under(self, line: BudgetLine, currency: str) -> list[str]:
        """Return what a line says of itself: how often, when next, in which months; a plain monthly cost says nothing."""
        session, say = self._session, self._session.say
        parts = []
        if line.rhythm is not Rhythm.MONTHLY or line.next_on:
            parts.append(say(RHYTHMS[line.rhythm]))
        if line.rhythm not in (Rhythm.MONTHLY, Rhythm.IRREGULAR, Rhythm.ONCE) and line.amount is not None:
            parts.append(session.money(line.amount, currency))
        if line.next_on:
            words = Text("by {day}") if line.section is Section.OWED else Text("next {day}")
            parts.append(say(Text(words.id, {"day": session.short_day(line.next_on)})))
        if line.months:
            names = session.listed(*(month_name(month, session.language) for month in line.months))
            amount = session.money(line.amount or 0, currency)
            parts.append(say(Text("{amount} in {months}, spread over the year", {"amount": amount, "months": names})))
        return parts

    def _short(self, budget: StoredBudget) -> str:
        if not budget.result.missing:
            return ""
        amount = self._session.money(budget.result.missing, budget.currency)
        return self._session.say(
            Text(
                "What you live on takes {amount} more than comes in. Many people have been there, and there are ways forward.",
                {"amount": amount},
            )
        )

    def _notes(self, budget: StoredBudget) -> tuple[str, ...]:
        session, say, result = self._session, self._session.say, budget.result
        notes = []
        if result.unknown:
            names = session.listed(*(line.name for line in result.unknown))
            notes.append(say(Text("Still counted as zero, its amount is not known: {names}.", {"names": names})))
        if result.tight_left != result.surplus and not result.missing and budget.lines:
            month, left = (
                month_name(result.tight_month, session.language),
                session.money(result.tight_left, budget.currency),
            )
            notes.append(say(Text("The tightest month is {month}: {left} left.", {"month": month, "left": left})))
        if result.owed or any(line.section is Section.OWED for line in budget.lines):
            notes.append(say(Text("Money that should reach you counts once it has come, not before.")))
        return tuple(notes)

    def _debit_words(self, budget: StoredBudget) -> str:
        marked = sum(1 for note in budget.debit_notes() if note.warnings)
        if not budget.debits:
            return self._session.say(Text("Which account pays which debt, and what can be stopped."))
        return self._session.say(Text("{count} worth a look", {"count": str(marked)}))


_SAFE = (
    Text("Keep rent, food, medicine, warmth and the way to work. They come before every debt."),
    Text("Where nothing is left, ask each lender in writing for time, before you promise anything."),
    Text("A free adviser can look at it with you, and knows what you may be owed."),
)
