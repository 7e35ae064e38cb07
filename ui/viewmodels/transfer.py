"""Move debts into one: a new loan or card with its fee and rates, beside the plan as it stands. A scenario, never an advice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from planner.dates import add_months, parse_day
from planner.errors import Text
from planner.money import BadValue, parse_rate
from planner.payoff.debts import RateStep
from planner.payoff.transfer import Offer, Transfer, transfer
from planner.services.household_plan import HouseholdPlan, choice_of, plan_currency, plan_household
from planner.services.plan_means import household_means
from planner.services.plan_money import plan_money_of
from ui.viewmodels.form import Asked, Spec, asked, summary
from ui.viewmodels.plan_money import beyond_means
from ui.viewmodels.session import Session

T = TypeVar("T")
MOST_MONTHS = 600
_FIELDS = (
    Spec("apr", Text("Interest per year (APR)"), "rate"),
    Spec("fee", Text("Fee, as a % of what is moved"), "rate", Text("Leave it empty if there is none.")),
    Spec("until", Text("This rate ends on"), "day", Text("Only if it changes later.")),
    Spec("later", Text("Interest per year after that"), "rate"),
    Spec("months", Text("Months to pay it back"), "whole", Text("Only if it is paid in equal instalments.")),
)


class TransferState(NamedTuple):
    """The page. ``choices``: (id, name, ticked); ``rows``: (label, as it stands, with the new one), the first empty where there is no such; ``verdict``: a sentence; ``beyond``: by how much the plan asks for more than the budget has."""

    empty: bool
    choices: tuple[tuple[str, str, bool], ...]
    fields: tuple[Asked, ...]
    summary: str
    working: bool
    rows: tuple[tuple[str, str, str], ...]
    verdict: str
    beyond: str
    risks: tuple[str, ...]


class _Made(NamedTuple):
    plan: HouseholdPlan
    found: Transfer


class TransferViewModel:
    """Asks which debts and what is offered; compares on the worker."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._currency = plan_currency(session.debts, session.settings.get("currency")) or session.currency
        self._debts = [debt for debt in session.debts if debt.balance and debt.currency == self._currency]
        self._chosen: set[str] = set()
        self._typed: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._offer: Offer | None = None
        self._made: _Made | None = None
        self._working = False

    def state(self) -> TransferState:
        """Return the page as it stands."""
        session = self._session
        made = self._made
        return TransferState(
            not self._debts,
            tuple((str(debt.id), debt.name, str(debt.id) in self._chosen) for debt in self._debts),
            tuple(asked(session, spec, self._typed, self._problems) for spec in _FIELDS),
            summary(session, self._problems, _FIELDS),
            self._working,
            () if made is None else self._rows(made),
            "" if made is None else self._verdict(made),
            "" if made is None else self._beyond(made),
            () if made is None else tuple(session.say(risk) for risk in made.found.risks),
        )

    def tick(self, debt_id: str) -> TransferState:
        """Take a debt in, or leave it out again."""
        self._chosen ^= {debt_id}
        self._made = None
        self._problems.pop("debts", None)
        return self.state()

    def type(self, column: str, value: str) -> TransferState:
        """Keep what a field holds."""
        self._typed[column] = value
        self._problems.pop(column, None)
        self._made = None
        return self.state()

    def compare(self) -> Callable[[Callable[[float], None], Callable[[], bool]], Any] | None:
        """Return the comparison, which may run on another thread; None where something is to be looked at first."""
        self._made, self._problems = None, {}
        self._offer = self._read_offer()
        if not self._chosen:
            self._problems["debts"] = Text("tick the debts that would be moved")
        if self._problems or self._offer is None:
            return None
        self._working = True
        session, currency, offer, chosen = self._session, self._currency, self._offer, set(self._chosen)
        debts, today, choice = tuple(session.debts), session.today, choice_of(session.chosen, currency)
        name = session.say(Text("The new one"))

        def work(_report: Callable[[float], None], _stopped: Callable[[], bool]) -> _Made | None:
            made = plan_household(debts, currency, today, choice, keep_rows=False)
            if made is None:
                return None
            places = [place for place, entry in enumerate(made.entries) if str(entry.id) in chosen]
            return _Made(made, transfer(made.plan, places, offer, name, start=today, strategy=choice.strategy))

        return work

    def take(self, made: Any) -> TransferState:
        """Take what the comparison found."""
        self._made, self._working = made, False
        return self.state()

    # Its parts

    @property
    def pick_problem(self) -> str:
        """What is wrong with the ticks; empty where nothing is."""
        fault = self._problems.get("debts")
        return self._session.fault(fault) if fault else ""

    def _read(self, column: str, read: Callable[[str], T]) -> T | None:
        typed = self._typed.get(column, "").strip()
        if not typed:
            return None
        try:
            return read(typed)
        except BadValue as bad:
            self._problems[column] = bad.message
            return None

    def _read_offer(self) -> Offer | None:
        apr, fee, later = self._read("apr", parse_rate), self._read("fee", parse_rate), self._read("later", parse_rate)
        until, months = self._read("until", parse_day), self._read("months", _whole)
        if apr is None and "apr" not in self._problems:
            self._problems["apr"] = Text("is empty; it stands in the offer")
        if until is not None and later is None and "later" not in self._problems:
            self._problems["later"] = Text("is empty; ask what the rate is after that day")
        if later is not None and until is None and "until" not in self._problems:
            self._problems["until"] = Text("is empty; ask until which day the first rate holds")
        if until is not None and until <= self._session.today:
            self._problems["until"] = Text("has passed; write the rate that holds now")
        if self._problems or apr is None:
            return None
        steps = (RateStep(until, later),) if until is not None and later is not None else ()
        return Offer(apr, fee or Decimal(0), steps, months)

    def _rows(self, made: _Made) -> tuple[tuple[str, str, str], ...]:
        say, now, new = self._session.say, made.plan.plan, made.found.plan
        never = say(Text("no end"))

        def money(minor: int) -> str:
            return self._session.money(minor, self._currency)

        def ends(plan: Any) -> str:
            return self._session.month(add_months(plan.start, plan.months)) if plan.months is not None else never

        cost = money(now.interest + now.fees) if now.feasible else "-"
        new_cost = money(new.interest + new.fees + made.found.fee) if new.feasible else "-"
        return (
            (say(Text("Ashore by")), ends(now), ends(new)),
            (say(Text("Interest and fees")), cost, new_cost),
            (say(Text("Its fee alone")), "", money(made.found.fee)),
        )

    def _verdict(self, made: _Made) -> str:
        say, found = self._session.say, made.found
        if found.saved is None:
            if found.is_worth_it:
                return say(Text("With it the plan has an end. Without it there is none at this sum."))
            return say(Text("At this sum the plan would have no end with it."))
        amount = {"amount": self._session.money(abs(found.saved), self._currency)}
        if found.is_worth_it:
            return say(self._gain(amount, made))
        if found.saved > 0:
            if found.longer:
                return say(Text("It costs {amount} less, but takes longer. Look at both before you sign.", amount))
            return say(Text("It costs {amount} less. That is little for a new contract.", amount))
        return say(Text("It costs {amount} more by the end. Leaving the debts where they are costs less.", amount))

    def _beyond(self, made: _Made) -> str:
        session = self._session
        if plan_money_of(session.settings, self._currency).follows:
            return ""
        means = household_means(session.household, self._currency, [debt.name for debt in session.debts])
        return beyond_means(session, means, made.plan.plan.budget, self._currency)

    def _gain(self, amount: dict[str, str], made: _Made) -> Text:
        """Return what it would save, and on which two conditions that hangs."""
        sooner = -(made.found.longer or 0)
        sums = {"sum": self._session.money(made.plan.plan.budget, self._currency)}
        blanks = {**amount, **sums, "months": str(sooner)}
        if sooner == 1:
            return Text(
                "If you get this rate and keep paying {sum} a month: {amount} less, and a month sooner.", blanks
            )
        if sooner > 1:
            return Text(
                "If you get this rate and keep paying {sum} a month: {amount} less, and {months} months sooner.", blanks
            )
        return Text("If you get this rate and keep paying {sum} a month: {amount} less, in the same time.", blanks)


def _whole(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= MOST_MONTHS:
        return int(text)
    blanks = {"text": text[:40], "least": "1", "most": str(MOST_MONTHS)}
    raise BadValue(Text('"{text}" should be a whole number from {least} to {most}', blanks))
