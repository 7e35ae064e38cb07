"""The month-by-month simulation, in integers: interest first, then minimums, then the rest down the order.

Everything that does not change inside a run is compiled once (``compile_debts``), so that searching for a budget
runs the loop alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planner.payoff.debts import DebtTerms, Repayment
from planner.payoff.interest import MonthlyRate, apr_on, monthly_rate, rate_changes
from planner.payoff.minimums import CompiledMinimum, compile_minimum, equal_instalment, minimum_due
from planner.payoff.offers import share_pro_rata
from planner.payoff.policy import Policy, pay_for_deadlines, paying_order_in, rate_tables
from planner.payoff.strategies import QUICK_MONTHS, Strategy, rank

HORIZON = 600
"""Months after which a plan counts as one that never ends."""

_BY_RATE = (Strategy.AVALANCHE, Strategy.CHEAPEST, Strategy.QUICK_WINS)

Row = tuple[int, int, int, int, int, int, str]
"""month, debt index, opening, interest, payment, closing (minor units), reason."""


class CompiledDebts(NamedTuple):
    """Debts ready for the loop; all sequences run parallel to ``debts``."""

    debts: Sequence[DebtTerms]
    start: date
    aprs: list[Decimal]
    rates: list[MonthlyRate]
    minimums: list[CompiledMinimum]
    instalments: list[int]
    changes: dict[int, dict[int, Decimal]]


class Run(NamedTuple):
    """What one simulation found. Per-debt lists in minor units and months (None: not paid off in the run)."""

    months: int
    ended: bool
    short_at: int | None
    stuck: int | None
    balances: list[int]
    interest: list[int]
    paid: list[int]
    payoff_months: list[int | None]
    rows: list[Row]


def compile_debts(debts: Sequence[DebtTerms], start: date) -> CompiledDebts:
    """Return ``debts`` compiled for plans that begin on ``start``."""
    aprs = [apr_on(debt, start) for debt in debts]
    return CompiledDebts(
        debts=debts,
        start=start,
        aprs=aprs,
        rates=[monthly_rate(apr) for apr in aprs],
        minimums=[compile_minimum(debt) for debt in debts],
        instalments=[
            equal_instalment(debt.balance, apr, debt.term_months or 0) for debt, apr in zip(debts, aprs, strict=True)
        ],
        changes=rate_changes(debts, start, HORIZON),
    )


def first_minimums(compiled: CompiledDebts) -> int:
    """Return the sum of the first month's minimums."""
    return sum(
        minimum_due(rule, 1, debt.balance, rate.charge(debt.balance), instalment)
        for rule, debt, rate, instalment in zip(
            compiled.minimums, compiled.debts, compiled.rates, compiled.instalments, strict=True
        )
    )


def paying_order(compiled: CompiledDebts, strategy: Strategy, budget: int = 0) -> list[int]:
    """Return debt indices in the order in which ``strategy`` gives extra money at the start."""
    next_aprs = _after(compiled.aprs, compiled.changes.get(2))
    balances = [debt.balance for debt in compiled.debts]
    return rank(strategy, compiled.debts, balances, next_aprs, quick_wins(compiled, strategy, budget))


def quick_wins(compiled: CompiledDebts, strategy: Strategy, budget: int) -> frozenset[int]:
    """Return the debts that two months of spare money could close; none for another strategy."""
    if strategy is not Strategy.QUICK_WINS:
        return frozenset()
    spare = QUICK_MONTHS * max(0, budget - first_minimums(compiled))
    return frozenset(i for i, debt in enumerate(compiled.debts) if debt.balance <= spare)


def simulate(
    compiled: CompiledDebts,
    strategy: Strategy,
    budget: int,
    *,
    keep_rows: bool = False,
    months: int = HORIZON,
    offer_when_short: bool = False,
    order: Sequence[int] | None = None,
    policy: Policy | None = None,
) -> Run:
    """Pay the debts down with ``budget`` minor units a month and return what happened.

    Stops when all debts that are not set apart are paid, after ``months``, or, unless ``offer_when_short``, in the
    first month whose minimums are above the budget. With ``offer_when_short`` such a month pays priority debts
    first and shares the rest pro-rata (plan-engine.md 1.4). ``order``: debt indices, the kept order of a stored plan,
    in place of the one that ``strategy`` gives today. ``policy``: prices in place of an order.
    """
    if policy is not None and policy.plain is not None:
        strategy, policy = policy.plain, None
    debts, rules, changes = compiled.debts, compiled.minimums, compiled.changes
    aprs, rates, instalments = list(compiled.aprs), list(compiled.rates), list(compiled.instalments)
    count = len(debts)
    balances = [debt.balance for debt in debts]
    apart = [debt.apart for debt in debts]
    order = [i for i in (paying_order(compiled, strategy, budget) if order is None else order) if not apart[i]]
    quick = quick_wins(compiled, strategy, budget)
    growth = rate_tables(rates, changes, months)[1] if policy is not None else []
    rolls = strategy is not Strategy.MINIMUM_ONLY
    interest_sums, paid_sums = [0] * count, [0] * count
    payoff: list[int | None] = [0 if balance == 0 else None for balance in balances]
    open_debts = [i for i in range(count) if balances[i]]
    rows: list[Row] = []
    interest, least, pays = [0] * count, [0] * count, [0] * count
    month, short_at, stuck = 0, None, None

    while month < months and any(not apart[i] for i in open_debts):
        month += 1
        if month > 1 and month in changes:
            for i, apr in changes[month].items():
                aprs[i], rates[i] = apr, monthly_rate(apr)
                if rules[i].repayment is Repayment.EQUAL_INSTALMENT:
                    instalments[i] = equal_instalment(balances[i], apr, rules[i].term - month + 1)
        if month > 1 and month + 1 in changes:
            next_aprs = _after(aprs, changes[month + 1])
            if strategy in _BY_RATE:
                order = [i for i in rank(strategy, debts, balances, next_aprs, quick) if not apart[i]]

        due = 0
        for i in open_debts:
            opening = balances[i]
            rate = rates[i]
            interest[i] = charged = (opening * rate.numerator + rate.half) // rate.denominator
            least[i] = pays[i] = minimum_due(rules[i], month, opening, charged, instalments[i])
            if not apart[i]:
                due += least[i]

        reasons = None
        if rolls:
            left = budget - due
            if left < 0 and left + _rounding_left(rules, month, open_debts, least, instalments) >= 0:
                left = 0
            if left < 0:
                if not offer_when_short:
                    short_at, stuck = month, _first_not_covered(order, open_debts, least, budget)
                    month -= 1
                    break
                reasons = _share_short_month(compiled, budget, order, open_debts, balances, interest, least, pays)
                left = 0
            for i in open_debts:
                if apart[i]:
                    pays[i] = min(pays[i], left)
                    left -= pays[i]
            if left and policy is not None:
                order = [i for i in paying_order_in(policy, growth, month, open_debts) if not apart[i]]
                if policy.deadlines:
                    reasons = _pay_deadlines(policy, budget, month, open_debts, balances, interest, pays, left, apart)
                    left = budget - sum(pays[i] for i in open_debts)
            if left:
                for i in order:
                    room = balances[i] + interest[i] - pays[i] if balances[i] else 0
                    if room:
                        extra = room if room < left else left
                        pays[i] += extra
                        left -= extra
                        if not left:
                            break

        closed = False
        for i in open_debts:
            opening, charged, payment = balances[i], interest[i], pays[i]
            balances[i] = closing = opening + charged - payment
            interest_sums[i] += charged
            paid_sums[i] += payment
            if keep_rows:
                reason = reasons[i] if reasons and i in reasons else "target" if payment > least[i] else "minimum"
                rows.append((month, i, opening, charged, payment, closing, reason))
            if not closing:
                payoff[i] = month
                closed = True
        if closed:
            open_debts = [i for i in open_debts if balances[i]]

    ended = all(apart[i] for i in open_debts)
    if not ended and stuck is None:
        stuck = next(i for i in order if balances[i])
    return Run(month, ended, short_at, stuck, balances, interest_sums, paid_sums, payoff, rows)


def _pay_deadlines(
    policy: Policy,
    budget: int,
    month: int,
    open_debts: list[int],
    balances: list[int],
    interest: list[int],
    pays: list[int],
    left: int,
    apart: list[bool],
) -> dict[int, str]:
    """Pay what deadlines need this month; return the reason of each such payment."""
    owed = {i: balances[i] + interest[i] for i in open_debts}
    now = {i: pays[i] for i in open_debts}
    pay_for_deadlines(budget, policy.deadlines, month, open_debts, owed, now, left)
    reasons = {i: "deadline" for i in open_debts if now[i] > pays[i]}
    for i, amount in now.items():
        pays[i] = amount
    return reasons


def _after(aprs: list[Decimal], changes: dict[int, Decimal] | None) -> list[Decimal]:
    return [changes.get(i, apr) for i, apr in enumerate(aprs)] if changes else aprs


def _rounding_left(
    rules: list[CompiledMinimum], month: int, open_debts: list[int], least: list[int], instalments: list[int]
) -> int:
    """Return the cents by which last instalments exceed the level ones: they may go over the budget.

    Half a cent of rounding a month gathers in the last instalment; without this a loan paid exactly as agreed
    would count as one that its own instalment cannot pay.
    """
    over = 0
    for i in open_debts:
        if rules[i].repayment is Repayment.EQUAL_INSTALMENT and month == rules[i].term:
            residue = least[i] - max(instalments[i], rules[i].base)
            over += residue if 0 < residue <= rules[i].term else 0
    return over


def _first_not_covered(order: list[int], open_debts: list[int], least: list[int], budget: int) -> int:
    """Return the first debt, in paying order, whose minimum no longer fits into the budget."""
    for i in order:
        if i in open_debts:
            budget -= least[i]
            if budget < 0:
                return i
    return order[0]


def _share_short_month(
    compiled: CompiledDebts,
    budget: int,
    order: list[int],
    open_debts: list[int],
    balances: list[int],
    interest: list[int],
    least: list[int],
    pays: list[int],
) -> dict[int, str]:
    """Fill ``pays`` for a month whose minimums are above the budget; return the reason of each payment.

    A priority debt gets its agreed minimum (all it can take where none is agreed); what remains goes pro-rata by
    balance to the rest.
    """
    reasons: dict[int, str] = {}
    left = budget
    ordinary = []
    for i in order:
        if i not in open_debts:
            continue
        if compiled.debts[i].priority:
            pays[i] = min(left, least[i] or balances[i] + interest[i])
            left -= pays[i]
            reasons[i] = "priority"
        else:
            ordinary.append(i)
            reasons[i] = "offer"
    # Equal remainders go by name, so that the order of the rows changes nothing.
    ordinary.sort(key=lambda i: compiled.debts[i].name)
    owed = [balances[i] + interest[i] for i in ordinary]
    for i, share in zip(ordinary, share_pro_rata(left, owed), strict=True):
        pays[i] = share
    return reasons
