"""A whole plan: budget, schedule, totals, warnings, and the amount needed where a budget is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import Text
from planner.money import to_major
from planner.payoff.cautions import Warning, assumptions, costs_of_missing, missed_deadlines
from planner.payoff.debts import DebtTerms
from planner.payoff.schedule import CompiledDebts, Row, Run, compile_debts, first_minimums, simulate
from planner.payoff.strategies import Strategy

if TYPE_CHECKING:
    from planner.payoff.alternatives import Alternative
    from planner.payoff.policy import Policy
    from planner.payoff.purse import Money

MONTHS_SHOWN_WHEN_SHORT = 12

REASONS = {
    ("target", Strategy.AVALANCHE): Text("highest interest, takes what is left"),
    ("target", Strategy.SNOWBALL): Text("smallest debt, takes what is left"),
    ("target", Strategy.CHEAPEST): Text("next in the cheapest order, takes what is left"),
    ("target", Strategy.QUICK_WINS): Text("a quick win, then the highest interest; takes what is left"),
    ("target", Strategy.CUSTOM): Text("next in your own order, takes what is left"),
}
_PLAIN_REASONS = {
    "minimum": Text("least you must pay"),
    "priority": Text("comes first: your home, power or liberty depends on it"),
    "offer": Text("fair share of this sum"),
    "deadline": Text("its interest goes up soon, so it is paid just before"),
}


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
    alternatives: tuple[Alternative, ...] = ()

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
    def fees(self) -> int:
        """Fees of the months shown."""
        return sum(self.run.fees)

    @property
    def forgiven(self) -> int:
        """What lenders let off in the months shown."""
        return sum(self.run.forgiven)

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
    money: Money | None = None,
    look_round: bool = True,
    compiled: CompiledDebts | None = None,
) -> Plan:
    """Return the plan for ``debts``.

    ``budget``: money for debts each month in all, minor units; None means the first month's minimums plus ``extra``,
    held constant. ``order``: the kept order of a stored plan. Without ``find_needed`` (a search of some thirty runs) an
    infeasible plan only says that it is one. Else an infeasible plan holds 12 months and a warning with the whole monthly budget from which every
    debt ends within 600 months. ``money``: what is not the same each month; minimums alone do not use it. ``look_round``:
    seek alternatives too, which takes many runs; only with rows. ``compiled``: the debts, where they are compiled already.
    """
    compiled = compiled or compile_debts(debts, start)
    if strategy is Strategy.MINIMUM_ONLY:
        budget, extra, money = None, 0, None
    monthly = first_minimums(compiled) + extra if budget is None else budget
    warnings = assumptions(debts, start, currency)
    policy = None
    if strategy is Strategy.CHEAPEST:
        from planner.payoff.cheapest import cheapest_policy

        policy = cheapest_policy(compiled, monthly, money)
    run = simulate(compiled, strategy, monthly, keep_rows=keep_rows, order=order, policy=policy, money=money)
    if not run.ended and not find_needed:
        return Plan(strategy, currency, start, debts, monthly, False, run, warnings)
    if not run.ended:
        stuck = debts[run.stuck or 0].name
        needed = needed_budget(compiled, strategy, monthly, order, money)
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
        if run.short_at is not None:
            warnings += costs_of_missing(debts, currency)
        shown = simulate(
            compiled,
            strategy,
            monthly,
            keep_rows=keep_rows,
            months=MONTHS_SHOWN_WHEN_SHORT,
            offer_when_short=True,
            order=order,
            money=money,
        )
        others = _alternatives(compiled, strategy, monthly, None, order, policy) if keep_rows and look_round else ()
        return Plan(strategy, currency, start, debts, monthly, False, shown, warnings, others)
    warnings += missed_deadlines(compiled, run, currency)
    others = _alternatives(compiled, strategy, monthly, run, order, policy) if keep_rows and look_round else ()
    return Plan(strategy, currency, start, debts, monthly, True, run, warnings, others)


def _alternatives(
    compiled: CompiledDebts,
    strategy: Strategy,
    budget: int,
    base: Run | None,
    order: Sequence[int] | None,
    policy: Policy | None,
) -> tuple[Alternative, ...]:
    if strategy is Strategy.MINIMUM_ONLY or not any(
        debt.special and debt.special.settlement for debt in compiled.debts
    ):
        return ()
    from planner.payoff.alternatives import settlements

    return settlements(compiled, strategy, budget, base, order=order, policy=policy)


def needed_budget(
    compiled: CompiledDebts,
    strategy: Strategy,
    too_little: int,
    order: Sequence[int] | None = None,
    money: Money | None = None,
) -> int:
    """Return the whole monthly budget, in minor units, from which every debt ends within 600 months.

    Bisection between a budget that fails and one that clears everything in the first month. Paying minimums alone
    uses no budget, so for it the answer is the one of highest interest first.
    """
    if strategy is Strategy.MINIMUM_ONLY:
        strategy, too_little = Strategy.AVALANCHE, -1
    if money is not None:
        money = money._replace(budgets=())  # the answer is one sum for every month
    low = too_little
    high = sum(
        debt.balance + rate.charge(debt.balance)
        for debt, rate in zip(compiled.debts, compiled.rates, strict=True)
        if not debt.apart
    )
    if not compiled.is_plain:
        high = 2 * high + 2 * first_minimums(compiled)
    while high - low > 1:
        middle = (low + high) // 2
        if simulate(compiled, strategy, middle, order=order, money=money).ended:
            high = middle
        else:
            low = middle
    return high
