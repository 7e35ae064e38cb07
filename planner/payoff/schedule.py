"""The month-by-month simulation, in integers: interest first, then minimums, then the rest down the order.

Everything that does not change inside a run is compiled once (``compile_debts``), so that searching for a budget
runs the loop alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from planner.payoff.contracts import (
    Account,
    Contract,
    Running,
    compile_accounts,
    compile_contract,
    instalment_from,
    is_flat,
)
from planner.payoff.debts import DebtTerms, Repayment
from planner.payoff.interest import MonthlyRate, apr_on, monthly_rate, rate_changes
from planner.payoff.minimums import CompiledMinimum, compile_minimum, minimum_due
from planner.payoff.short_month import first_not_covered, rounding_left, share_short_month
from planner.payoff.special import DUE
from planner.payoff.strategies import QUICK_MONTHS, Strategy, rank

if TYPE_CHECKING:
    from planner.payoff.policy import Policy
    from planner.payoff.purse import Money, Purse

HORIZON = 600
"""Months after which a plan counts as one that never ends."""

_FAR = 1e9
_BY_RATE = (Strategy.AVALANCHE, Strategy.CHEAPEST, Strategy.QUICK_WINS)

Row = tuple[int, int, int, int, int, int, str]
"""month, debt index, opening, interest, payment, closing (minor units), reason."""


class CompiledDebts(NamedTuple):
    """Debts ready for the loop; all sequences run parallel to ``debts``.

    ``contracts``: the rarer terms, None for a debt without. ``accounts``: cards with rows of their own.
    """

    debts: Sequence[DebtTerms]
    start: date
    aprs: list[Decimal]
    rates: list[MonthlyRate]
    minimums: list[CompiledMinimum]
    instalments: list[int]
    changes: dict[int, dict[int, Decimal]]
    contracts: list[Contract | None]
    accounts: list[Account]

    @property
    def is_plain(self) -> bool:
        """Whether every debt is balance, rate and least payment alone."""
        return not self.accounts and not any(self.contracts)


class Run(NamedTuple):
    """What one simulation found. Per-debt lists in minor units and months (None: not paid off in the run).

    ``row_fees`` and ``row_forgiven``: by (month, debt index), where there are any. ``lowest``: for each month the lowest
    price at which a policy gave extra money.
    """

    months: int
    ended: bool
    short_at: int | None
    stuck: int | None
    balances: list[int]
    interest: list[int]
    paid: list[int]
    payoff_months: list[int | None]
    rows: list[Row]
    fees: list[int]
    forgiven: list[int]
    row_fees: dict[tuple[int, int], int]
    row_forgiven: dict[tuple[int, int], int]
    lowest: list[float]


def compile_debts(debts: Sequence[DebtTerms], start: date) -> CompiledDebts:
    """Return ``debts`` compiled for plans that begin on ``start``."""
    aprs = [apr_on(debt, start) for debt in debts]
    changes = rate_changes(debts, start, HORIZON)
    contracts = [compile_contract(debt, i, start, aprs, changes, HORIZON) for i, debt in enumerate(debts)]
    return CompiledDebts(
        debts=debts,
        start=start,
        aprs=aprs,
        rates=[
            monthly_rate(apr) if contract is None or not contract.plan_fee else monthly_rate(Decimal(0))
            for apr, contract in zip(aprs, contracts, strict=True)
        ],
        minimums=[compile_minimum(debt, flat=is_flat(debt, start)) for debt in debts],
        instalments=[
            instalment_from(contract, debt.balance, apr, 1, debt.term_months or 0)
            for debt, apr, contract in zip(debts, aprs, contracts, strict=True)
        ],
        changes=changes,
        contracts=contracts,
        accounts=compile_accounts(debts),
    )


def first_minimums(compiled: CompiledDebts) -> int:
    """Return the sum of the first month's minimums."""
    return sum(least_payments(compiled))


def least_payments(compiled: CompiledDebts) -> list[int]:
    """Return each debt's least payment of the first month."""
    running = Running(compiled.contracts, compiled.accounts, compiled.minimums)
    balances = [debt.balance for debt in compiled.debts]
    interest, fees, least = [0] * len(balances), [0] * len(balances), [0] * len(balances)
    instalments = list(compiled.instalments)
    for i, opening in enumerate(balances):
        if compiled.contracts[i] is None:
            interest[i] = compiled.rates[i].charge(opening)
            least[i] = minimum_due(compiled.minimums[i], 1, opening, interest[i], instalments[i])
        elif opening:
            found = running.month(i, 1, opening, compiled.rates[i], instalments, compiled.aprs[i])
            interest[i], fees[i], least[i] = found
    if compiled.accounts:
        running.share_minimums(1, balances, interest, fees, compiled.aprs, least)
    return least


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
    money: Money | None = None,
    growth: Sequence[Sequence[float]] | None = None,
) -> Run:
    """Pay the debts down with ``budget`` minor units a month and return what happened.

    Stops when all debts that are not set apart are paid, after ``months``, or, unless ``offer_when_short``, in the
    first month whose minimums are above the budget. With ``offer_when_short`` such a month pays priority debts
    first and shares the rest pro-rata (plan-engine.md 1.4). ``order``: debt indices, the kept order of a stored plan,
    in place of the one that ``strategy`` gives today. ``policy``: prices in place of an order. ``money``: what is not the
    same each month. ``growth``: the policy's table, where it is made already.
    """
    if policy is not None and policy.plain is not None:
        strategy, policy = policy.plain, None
    debts, rules, changes, contracts = compiled.debts, compiled.minimums, compiled.changes, compiled.contracts
    aprs, rates, instalments = list(compiled.aprs), list(compiled.rates), list(compiled.instalments)
    count = len(debts)
    balances = [debt.balance for debt in debts]
    apart = [debt.apart for debt in debts]
    order = [i for i in (paying_order(compiled, strategy, budget) if order is None else order) if not apart[i]]
    quick = quick_wins(compiled, strategy, budget)
    if policy is not None:  # only the cheapest plan loads this
        from planner.payoff.policy import paying_order_in, rate_tables

        growth = rate_tables(compiled, months)[1] if growth is None else growth
    growth = growth or []
    rolls = strategy is not Strategy.MINIMUM_ONLY
    running = None if compiled.is_plain else Running(contracts, compiled.accounts, rules)
    purse: Purse | None = None
    if money is not None:
        from planner.payoff.purse import Purse

        purse = Purse(money, budget)
    no_gain = {i for i, one in enumerate(contracts) if one is not None and one.early == DUE}
    interest_sums, paid_sums = [0] * count, [0] * count
    fee_sums, forgiven_sums = [0] * count, [0] * count
    row_fees: dict[tuple[int, int], int] = {}
    row_forgiven: dict[tuple[int, int], int] = {}
    lowest: list[float] = [_FAR]
    payoff: list[int | None] = [0 if balance == 0 else None for balance in balances]
    open_debts = [i for i in range(count) if balances[i]]
    rows: list[Row] = []
    interest, fees, least, pays = [0] * count, [0] * count, [0] * count, [0] * count
    month, short_at, stuck = 0, None, None
    settling: dict[int, int] = {}

    while month < months and any(not apart[i] for i in open_debts):
        month += 1
        if month > 1 and month in changes:
            for i, apr in changes[month].items():
                aprs[i], rates[i] = apr, monthly_rate(apr)
                if rules[i].repayment is Repayment.EQUAL_INSTALMENT:
                    shift = running.shift[i] if running is not None else 0
                    left_months = rules[i].term - month + 1 + shift
                    instalments[i] = instalment_from(contracts[i], balances[i], apr, month, left_months)
        if month > 1 and month + 1 in changes:
            next_aprs = _after(aprs, changes[month + 1])
            if strategy in _BY_RATE:
                order = [i for i in rank(strategy, debts, balances, next_aprs, quick) if not apart[i]]

        due = 0
        for i in open_debts:
            opening = balances[i]
            if contracts[i] is None:
                rate = rates[i]
                interest[i] = charged = (opening * rate.numerator + rate.half) // rate.denominator
                least[i] = pays[i] = minimum_due(rules[i], month, opening, charged, instalments[i])
            else:
                assert running is not None
                interest[i], fees[i], least[i] = running.month(i, month, opening, rates[i], instalments, aprs[i])
                pays[i] = least[i]
            if not apart[i]:
                due += least[i]
        if running is not None and running.accounts:
            running.share_minimums(month, balances, interest, fees, aprs, least)
            due = 0
            for i in open_debts:
                pays[i] = least[i]
                due += 0 if apart[i] else least[i]
        if purse is not None:
            budget = purse.of_month(month)
            settling = {i: sum_ for i, sum_ in purse.settling(month).items() if balances[i]}
            for i, amount in settling.items():
                due += min(amount, balances[i] + interest[i] + fees[i]) - least[i]
                least[i] = pays[i] = min(amount, balances[i] + interest[i] + fees[i])

        reasons = None
        low = _FAR
        if rolls:
            left = budget - due
            if left < 0 and left + rounding_left(rules, month, open_debts, least, instalments, fees) >= 0:
                left = 0
            if left < 0 and purse is not None and purse.cover(-left):
                left = 0
            if left < 0:
                if not offer_when_short:
                    short_at, stuck = month, first_not_covered(order, open_debts, least, budget)
                    month -= 1
                    break
                owed = [balances[i] + interest[i] + fees[i] for i in range(count)]
                reasons = share_short_month(debts, budget, order, open_debts, balances, owed, least, pays)
                left = 0
            for i in open_debts:
                if apart[i]:
                    pays[i] = min(pays[i], left)
                    left -= pays[i]
            if purse is not None and left:
                left = purse.keep(month, left)
            if left and policy is not None:
                order = [i for i in paying_order_in(policy, growth, month, open_debts) if not apart[i]]
                if policy.deadlines:
                    before = sum(pays[i] for i in open_debts)
                    reasons = _pay_deadlines(
                        policy, left + before, month, open_debts, balances, interest, fees, pays, left
                    )
                    left -= sum(pays[i] for i in open_debts) - before
            if left:
                for i in order:
                    if not balances[i] or i in settling or i in no_gain:
                        continue
                    room = balances[i] + interest[i] + fees[i] - pays[i]
                    if room:
                        on_top = running.surcharge(i, room) if running is not None else 0
                        extra = room + on_top if room + on_top < left else left
                        pays[i] += extra
                        left -= extra
                        if on_top:
                            assert running is not None
                            fees[i] += on_top if extra == room + on_top else running.surcharge_within(i, extra)
                        if policy is not None:
                            low = policy.prices[i] - growth[i][min(month, len(growth[i]) - 1)]
                        if not left:
                            break
        if policy is not None:
            lowest.append(low)

        closed = False
        for i in open_debts:
            opening, charged, payment = balances[i], interest[i], pays[i]
            closing = opening + charged - payment
            if contracts[i] is not None or settling:
                closing += fees[i]
                if closing and i in settling:
                    row_forgiven[month, i] = forgiven_sums[i] = closing
                    closing = 0
                if closing and running is not None and (added := running.added_after(i, month)):
                    charged += added
                    closing += added
                if fees[i]:
                    fee_sums[i] += fees[i]
                    row_fees[month, i] = fees[i]
            balances[i] = closing
            interest_sums[i] += charged
            paid_sums[i] += payment
            if keep_rows:
                if reasons and i in reasons:
                    reason = reasons[i]
                else:
                    reason = "settlement" if i in settling else "target" if payment > least[i] else "minimum"
                rows.append((month, i, opening, charged, payment, closing, reason))
            if not closing:
                payoff[i] = month
                closed = True
        if closed:
            open_debts = [i for i in open_debts if balances[i]]

    ended = all(apart[i] for i in open_debts)
    if not ended and stuck is None:
        stuck = next(i for i in order if balances[i])
    return Run(
        month,
        ended,
        short_at,
        stuck,
        balances,
        interest_sums,
        paid_sums,
        payoff,
        rows,
        fee_sums,
        forgiven_sums,
        row_fees,
        row_forgiven,
        lowest,
    )


def paid_in(compiled: CompiledDebts, run: Run) -> int:
    """Return what is paid in a run on the debts that are not set apart."""
    return sum(paid for paid, debt in zip(run.paid, compiled.debts, strict=True) if not debt.apart)


def _pay_deadlines(
    policy: Policy,
    budget: int,
    month: int,
    open_debts: list[int],
    balances: list[int],
    interest: list[int],
    fees: list[int],
    pays: list[int],
    left: int,
) -> dict[int, str]:
    """Pay what deadlines need this month; return the reason of each such payment."""
    from planner.payoff.policy import pay_for_deadlines

    owed = {i: balances[i] + interest[i] + fees[i] for i in open_debts}
    now = {i: pays[i] for i in open_debts}
    pay_for_deadlines(budget, policy.deadlines, month, open_debts, owed, now, left, policy.careful)
    reasons = {i: "deadline" for i in open_debts if now[i] > pays[i]}
    for i, amount in now.items():
        pays[i] = amount
    return reasons


def _after(aprs: list[Decimal], changes: dict[int, Decimal] | None) -> list[Decimal]:
    return [changes.get(i, apr) for i, apr in enumerate(aprs)] if changes else aprs
