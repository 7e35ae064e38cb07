"""A whole plan: budget, schedule, totals, warnings, and the amount needed where a budget is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from planner.errors import Text
from planner.money import to_major
from planner.payoff.cheapest import cheapest_policy
from planner.payoff.debts import DebtTerms
from planner.payoff.schedule import CompiledDebts, Row, Run, compile_debts, first_minimums, simulate
from planner.payoff.strategies import Strategy

MONTHS_SHOWN_WHEN_SHORT = 12

REASONS = {
    ("target", Strategy.AVALANCHE): Text("highest interest, takes what is left"),
    ("target", Strategy.SNOWBALL): Text("smallest debt, takes what is left"),
    ("target", Strategy.CHEAPEST): Text("saves the most interest by the end, takes what is left"),
    ("target", Strategy.QUICK_WINS): Text("a quick win, then the highest interest; takes what is left"),
    ("target", Strategy.CUSTOM): Text("next in your own order, takes what is left"),
}
_PLAIN_REASONS = {
    "minimum": Text("least you must pay"),
    "priority": Text("comes first: your home, power or liberty depends on it"),
    "offer": Text("fair share of what there is, to offer"),
    "deadline": Text("its interest goes up soon, so it is paid just before"),
}


class Warning(NamedTuple):
    """Something the plan must say: ``code`` for programs, ``message`` for people, ``needed`` in minor units."""

    code: str
    debt: str | None
    message: Text
    needed: int | None = None


class Plan(NamedTuple):
    """A repayment plan. Money in minor units; ``run`` holds per-debt sums, parallel to ``debts``."""

    strategy: Strategy
    currency: str
    start: date
    debts: Sequence[DebtTerms]
    budget: int
    feasible: bool
    run: Run
    warnings: tuple[Warning, ...]

    @property
    def months(self) -> int | None:
        """Months until the last debt ends; None when it never does at this budget."""
        return self.run.months if self.feasible else None

    @property
    def rows(self) -> list[Row]:
        """One row per debt and month."""
        return self.run.rows

    @property
    def interest(self) -> int:
        """Interest of the months shown."""
        return sum(self.run.interest)

    @property
    def paid(self) -> int:
        """Money paid in the months shown."""
        return sum(self.run.paid)


def reason_text(reason: str, strategy: Strategy) -> Text:
    """Return why a payment is made, in words."""
    return REASONS.get((reason, strategy)) or _PLAIN_REASONS[reason]


def build_plan(
    debts: Sequence[DebtTerms],
    *,
    currency: str,
    start: date,
    strategy: Strategy = Strategy.AVALANCHE,
    budget: int | None = None,
    extra: int = 0,
    keep_rows: bool = True,
    order: Sequence[int] | None = None,
    find_needed: bool = True,
) -> Plan:
    """Return the plan for ``debts``.

    ``budget``: money for debts each month in all, minor units; None means the first month's minimums plus ``extra``,
    held constant. ``order``: the kept order of a stored plan. Without ``find_needed`` (a search of some thirty runs) an
    infeasible plan only says that it is one. Else an infeasible plan holds 12 months and a warning with the whole monthly budget from which every
    debt ends within 600 months.
    """
    compiled = compile_debts(debts, start)
    if strategy is Strategy.MINIMUM_ONLY:
        budget, extra = None, 0
    monthly = first_minimums(compiled) + extra if budget is None else budget
    warnings = _assumptions(debts)
    policy = cheapest_policy(compiled, monthly) if strategy is Strategy.CHEAPEST else None
    run = simulate(compiled, strategy, monthly, keep_rows=keep_rows, order=order, policy=policy)
    if not run.ended and not find_needed:
        return Plan(strategy, currency, start, debts, monthly, False, run, warnings)
    if not run.ended:
        stuck = debts[run.stuck or 0].name
        needed = needed_budget(compiled, strategy, monthly, order)
        blanks = {"debt": stuck, "needed": to_major(needed, currency), "currency": currency}
        sentence = (
            Text(
                "At this budget {debt} would never be paid off. From {needed} {currency} a month, all of it ends.",
                blanks,
            )
            if run.short_at is None
            else Text(
                "This budget does not cover the least payments ({debt}). From {needed} {currency} a month, all of it ends.",
                blanks,
            )
        )
        warnings += (Warning("never", stuck, sentence, needed),)
        shown = simulate(
            compiled,
            strategy,
            monthly,
            keep_rows=keep_rows,
            months=MONTHS_SHOWN_WHEN_SHORT,
            offer_when_short=True,
            order=order,
        )
        return Plan(strategy, currency, start, debts, monthly, False, shown, warnings)
    return Plan(strategy, currency, start, debts, monthly, True, run, warnings)


def needed_budget(
    compiled: CompiledDebts, strategy: Strategy, too_little: int, order: Sequence[int] | None = None
) -> int:
    """Return the whole monthly budget, in minor units, from which every debt ends within 600 months.

    Bisection between a budget that fails and one that clears everything in the first month. Paying minimums alone
    uses no budget, so for it the answer is the one of highest interest first.
    """
    if strategy is Strategy.MINIMUM_ONLY:
        strategy, too_little = Strategy.AVALANCHE, -1
    low = too_little
    high = sum(
        debt.balance + rate.charge(debt.balance)
        for debt, rate in zip(compiled.debts, compiled.rates, strict=True)
        if not debt.apart
    )
    while high - low > 1:
        middle = (low + high) // 2
        if simulate(compiled, strategy, middle, order=order).ended:
            high = middle
        else:
            low = middle
    return high


def _assumptions(debts: Sequence[DebtTerms]) -> tuple[Warning, ...]:
    warnings = []
    for debt in debts:
        if debt.apr is None and debt.balance:
            message = Text("The interest of {debt} is not known, so the plan assumes 24 % a year.", {"debt": debt.name})
            warnings.append(Warning("assumed-apr", debt.name, message))
        if debt.apart and debt.balance:
            message = Text(
                "{debt} may not be yours to pay, so it stands apart and gets no extra money.", {"debt": debt.name}
            )
            warnings.append(Warning("apart", debt.name, message))
    return tuple(warnings)
