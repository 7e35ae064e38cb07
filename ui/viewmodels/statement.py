"""Does this match your statement: its interest counted anew in each usual way, and which way fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Text
from planner.money import BadValue, parse_money, parse_rate, rate_text
from planner.payoff.statement import Posting
from planner.payoff.statement_fit import LONGEST, Fit, fits
from planner.services.household import DebtEntry
from planner.services.household_plan import rate_on
from planner.services.words import DAY_COUNTS
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look, summary
from ui.viewmodels.session import Session

T = TypeVar("T")
_FIELDS = (
    Spec("opening", Text("Owed at its start"), "money"),
    Spec("apr", Text("Interest per year (APR)"), "rate"),
    Spec("first", Text("First day of the statement"), "day"),
    Spec("last", Text("Last day of the statement"), "day"),
    Spec("stated", Text("Interest on the statement"), "money"),
)
_ROWS = {
    "paid": (Text("Paid on"), Text("How much you paid")),
    "bought": (Text("Charged on"), Text("How much was charged")),
}
NEAR = 1
"""Minor units a posting that rounding explains."""


class FitState(NamedTuple):
    """One way of counting, with its interest and how far it is off."""

    id: str
    words: str
    interest: str
    off: str
    fits: bool


class StatementState(NamedTuple):
    """The page. ``rows``: the fields of what was paid or charged in the period; ``verdict``: what comes out, in a sentence.

    ``rate``: that another rate was typed than the list has, which plans go on with.
    """

    gone: bool
    name: str
    fields: tuple[Asked, ...]
    rows: tuple[tuple[Asked, Asked], ...]
    summary: str
    verdict: str
    found: tuple[FitState, ...]
    use: str
    said: str
    rate: str = ""


class StatementViewModel:
    """Takes one statement of one debt, and compares."""

    def __init__(self, session: Session, debt_id: int) -> None:
        self._session, self._id = session, debt_id
        self._rows: list[str] = []
        self._problems: dict[str, Text] = {}
        self._found: tuple[Fit, ...] = ()
        self._used = self._said = ""
        self._covered = CoveredFields(session)
        debt = session.find(debt_id)
        rate = rate_on(debt, session.today) if debt else None
        self._typed = {"apr": rate_text(rate)} if rate is not None else {}

    def state(self) -> StatementState:
        """Return the page as it stands."""
        session, debt = self._session, self._session.find(self._id)
        if debt is None:
            return StatementState(True, "", (), (), "", "", (), "", "")
        look(self._covered, self._specs(), self._typed)

        def field(spec: Spec) -> Asked:
            return asked(session, spec, self._typed, self._problems, debt.currency, self._covered)

        return StatementState(
            False,
            debt.name,
            tuple(field(spec) for spec in _FIELDS),
            tuple((field(day), field(amount)) for day, amount in self._row_specs()),
            summary(session, self._problems, self._specs()),
            self._verdict(),
            tuple(self._fit(fit, debt.currency) for fit in self._found),
            self._use(debt.day_count),
            self._said,
            self._rate(debt) if self._found else "",
        )

    def type(self, column: str, value: str) -> StatementState:
        """Keep what a field holds."""
        self._typed[column] = self._covered.typed(column, value)
        self._problems.pop(column, None)
        self._found, self._said = (), ""
        return self.state()

    def add_row(self, kind: str) -> StatementState:
        """Ask for one more payment ("paid") or charge ("bought") of the period."""
        self._rows.append(kind)
        self._found = ()
        return self.state()

    def compare(self) -> StatementState:
        """Count the interest in each way; faults stand beside their fields."""
        debt = self._session.find(self._id)
        self._problems, self._found, self._said = {}, (), ""
        if debt is None:
            return self.state()
        money = lambda text: parse_money(text, debt.currency)  # noqa: E731
        opening, stated = self._read("opening", money), self._read("stated", money)
        apr = self._read("apr", parse_rate)
        first, last = self._read("first", parse_day), self._read("last", parse_day)
        if first is not None and last is not None and "last" not in self._problems:
            if last < first:
                self._problems["last"] = Text("is before the first day")
            elif (last - first).days > LONGEST:
                self._problems["last"] = Text("is over a year after the first day; a statement is shorter")
        postings = []
        for (day, amount), kind in zip(self._row_specs(), self._rows, strict=True):
            if not self._typed.get(day.column, "").strip() and not self._typed.get(amount.column, "").strip():
                continue
            on, minor = self._read(day.column, parse_day), self._read(amount.column, money)
            if on is None or minor is None:
                continue
            if first is not None and last is not None and not first <= on <= last:
                self._problems[day.column] = Text("is not a day of this statement")
            postings.append(Posting(on, minor if kind == "bought" else -minor))
        if self._problems or opening is None or stated is None or apr is None or first is None or last is None:
            return self.state()
        self._found = fits(opening, apr, first, last, postings, stated)
        self._near = NEAR + len(postings)
        return self.state()

    def use(self) -> StatementState:
        """Let plans count this debt in the way that fits best."""
        session, debt = self._session, self._session.find(self._id)
        if debt is not None and self._found:
            try:
                session.household.edit(debt, {"day_count": self._found[0].day_count})
                self._said = session.say(Text("Plans count it this way from now on."))
            except InputProblems as faults:
                self._said = session.fault(faults.problems[0].message)
            except PlannerError as error:
                self._said = session.say(error.message)
            session.refresh()
        return self.state()

    # Its parts

    _near = NEAR

    def _read(self, column: str, read: Callable[[str], T]) -> T | None:
        typed = self._typed.get(column, "").strip()
        if not typed:
            self._problems[column] = Text("is empty; it stands on the statement")
            return None
        try:
            return read(typed)
        except BadValue as bad:
            self._problems[column] = bad.message
            return None

    def _specs(self) -> list[Spec]:
        return [*_FIELDS, *(spec for pair in self._row_specs() for spec in pair)]

    def _row_specs(self) -> list[tuple[Spec, Spec]]:
        return [
            (Spec(f"day {place}", _ROWS[kind][0], "day"), Spec(f"amount {place}", _ROWS[kind][1], "money"))
            for place, kind in enumerate(self._rows)
        ]

    def _verdict(self) -> str:
        if not self._found:
            return ""
        say = self._session.say
        if self._found[0].off <= self._near:
            return say(Text("It matches. The way that fits stands first."))
        return say(
            Text(
                "No usual way gives this interest. The nearest stands first. Ask the lender in writing how it was counted."
            )
        )

    def _fit(self, fit: Fit, currency: str) -> FitState:
        session = self._session
        off = session.say(Text("to the cent"))
        if fit.off:
            off = session.say(Text("{amount} off", {"amount": session.money(fit.off, currency)}))
        words, interest = session.say(DAY_COUNTS[fit.day_count]), session.money(fit.interest, currency)
        return FitState(fit.day_count, words, interest, off, fit.off <= self._near)

    def _rate(self, debt: DebtEntry) -> str:
        """Return that the statement was counted with another rate than the list has, where it was."""
        kept, typed = rate_on(debt, self._session.today), parse_rate(self._typed["apr"])
        if kept is None or kept == typed:
            return ""
        blanks = {"typed": rate_text(typed), "kept": rate_text(kept)}
        return self._session.say(
            Text("Counted with {typed}% a year. Your list has {kept}%, and plans go on with that.", blanks)
        )

    def _use(self, now: str | None) -> str:
        if not self._found or self._found[0].off > self._near or self._found[0].day_count == (now or "monthly"):
            return ""
        return self._session.say(Text("Count it this way in plans"))
