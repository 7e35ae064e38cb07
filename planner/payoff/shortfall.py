"""When the money does not reach: which least payment to miss last, three numbers beside the offers, what pressure costs the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from planner.dates import add_months, due_in_month
from planner.errors import Text
from planner.payoff.charges import late_charge
from planner.payoff.clearing import months_to_clear
from planner.payoff.debts import ASSUMED_APR, DebtTerms
from planner.payoff.interest import monthly_rate
from planner.payoff.offers import share_pro_rata
from planner.payoff.purse import Money
from planner.payoff.schedule import compile_debts, first_minimums, least_payments, simulate
from planner.payoff.special import PLAIN
from planner.payoff.strategies import Strategy

LONG_MONTHS = 120
"""Over ten years even with interest stopped: a debt solution may fit better (plan-engine.md 1.4)."""
HOME = frozenset({"rent", "mortgage", "utility", "fine", "tax"})

DAMAGE = (
    Text("your home, power, liberty or work can depend on it"),
    Text("something of yours can be taken for it"),
    Text("a missed payment raises its interest, or ends a promise of none"),
    Text("a missed payment mostly costs a fee"),
    Text("a missed payment mostly brings more calls and letters"),
)
"""What missing a least payment can do, the heaviest first (plan-engine.md 1.4)."""


class Damage(NamedTuple):
    """What missing this month's least payment of a debt (by index) does; ``rank`` into ``DAMAGE``; ``fee`` minor units."""

    debt: int
    rank: int
    due: int
    fee: int
    penalty_apr: Decimal | None

    @property
    def words(self) -> Text:
        """What it does, in words."""
        return DAMAGE[self.rank]


def miss_last(debts: Sequence[DebtTerms], start: date) -> list[Damage]:
    """Return the debts with a least payment, the one to miss last first: by damage, not by rate.

    Within a rank the dearer miss comes first, then the smaller payment: more of them can be kept.
    """
    compiled = compile_debts(debts, start)
    found = []
    for i, due in enumerate(least_payments(compiled)):
        debt, special = debts[i], debts[i].special or PLAIN
        if not due or debt.apart:
            continue
        fee = late_charge(special, due, 0)
        contract = compiled.contracts[i]
        promise = contract is not None and contract.closes_by > 0
        if debt.priority or debt.kind in HOME:
            rank = 0
        elif special.secured:
            rank = 1
        elif special.penalty_apr is not None or promise:
            rank = 2
        else:
            rank = 3 if fee else 4
        found.append(Damage(i, rank, due, fee, special.penalty_apr))
    return sorted(found, key=lambda one: (one.rank, -one.fee, one.due, debts[one.debt].name))


class ShortNumbers(NamedTuple):
    """Beside offers: months until all is paid where interest stops, and where it does not (None: never)."""

    if_it_stops: int | None
    if_it_runs: int | None

    @property
    def is_long(self) -> bool:
        """Whether a debt solution may fit better than paying: ask a free adviser."""
        return self.if_it_stops is None or self.if_it_stops > LONG_MONTHS


def short_numbers(debts: Sequence[DebtTerms], available: int, agreed: Mapping[str, int] | None = None) -> ShortNumbers:
    """Return how long it takes at ``available`` a month where each lender takes its offer; debts set apart are left out.

    As offers are made (plan-engine.md 1.4): the ``agreed`` instalments ({debt: minor units a month}) come first, then the
    debts with priority, one after the other, then the rest get fair shares. An unknown rate is reckoned as ``ASSUMED_APR``.
    """
    agreed = agreed or {}
    own = [debt for debt in debts if debt.balance and not debt.apart]
    settled = [debt for debt in own if debt.name in agreed]
    rest = max(0, available - sum(agreed[debt.name] for debt in settled))
    first = [debt for debt in own if debt.priority and debt.name not in agreed]
    shared = [debt for debt in own if not debt.priority and debt.name not in agreed]
    shares = share_pro_rata(rest, [debt.balance for debt in shared])

    def longest(runs: bool) -> int | None:
        """Return the months of the debt that takes longest; None where one never ends."""
        found = [months_to_clear(debt.balance, agreed[debt.name], _rate(debt, runs)) for debt in settled]
        waited = 0
        for debt in first:
            months = months_to_clear(_grown(debt, waited, runs), rest, _rate(debt, runs))
            if months is None:
                return None
            waited += months
        found.append(waited)
        for debt, share in zip(shared, shares, strict=True):
            months = months_to_clear(_grown(debt, waited, runs), share, _rate(debt, runs))
            found.append(None if months is None else waited + months)
        known = [months for months in found if months is not None]
        return max(known, default=0) if len(known) == len(found) else None

    return ShortNumbers(longest(False), longest(True))


def _rate(debt: DebtTerms, runs: bool) -> Decimal | None:
    if not runs:
        return None
    return ASSUMED_APR if debt.apr is None else debt.apr


def _grown(debt: DebtTerms, months: int, runs: bool) -> int:
    """Return what a debt has grown to after ``months`` in which nothing was paid on it."""
    balance, rate = debt.balance, _rate(debt, runs)
    if rate:
        charge = monthly_rate(rate).charge
        for _ in range(months):
            balance += charge(balance)
    return balance


class Pressed(NamedTuple):
    """What paying ``amount`` now on one debt, because somebody presses, does to the rest. Money in minor units.

    ``missing``: by how much this month's other least payments would not be covered, and ``missed`` which they are (by index,
    those to miss first). ``months`` later and ``cost`` more in interest and fees than the plan; None where one never ends.
    """

    missing: int
    missed: tuple[int, ...]
    late_fees: int
    months: int | None
    cost: int | None


def pressed_payment(
    debts: Sequence[DebtTerms], start: date, strategy: Strategy, budget: int, pressed: int, amount: int
) -> Pressed:
    """Return what a payment of ``amount`` on the debt ``pressed`` today, out of this month's ``budget``, costs the others.

    A payment that reaches its own least payment of this month stands for it.
    """
    amount = min(amount, debts[pressed].balance)
    own = least_payments(compile_debts(debts, start))[pressed]
    after = list(debts)
    after[pressed] = _paid_now(debts[pressed], start, amount, covers=amount >= own)
    compiled = compile_debts(after, start)
    left = budget - amount
    least = least_payments(compiled)
    missing = max(0, sum(due for due, debt in zip(least, debts, strict=True) if not debt.apart) - max(0, left))
    missed, fees, uncovered = [], 0, missing
    for one in reversed(miss_last(after, start)):
        if uncovered <= 0:
            break
        short = min(uncovered, one.due)
        missed.append(one.debt)
        fees += late_charge(debts[one.debt].special or PLAIN, one.due, one.due - short)
        uncovered -= short
    plain = simulate(compile_debts(debts, start), strategy, budget)
    tried = simulate(compiled, strategy, budget, offer_when_short=True, money=Money(budgets=(max(0, left),)))
    if not plain.ended or not tried.ended:
        return Pressed(missing, tuple(missed), fees, None, None)
    cost = sum(tried.interest) + sum(tried.fees) + fees - sum(plain.interest) - sum(plain.fees)
    return Pressed(missing, tuple(missed), fees, tried.months - plain.months, cost)


def _paid_now(debt: DebtTerms, start: date, amount: int, *, covers: bool) -> DebtTerms:
    """Return ``debt`` after a payment today; where that ``covers`` this month's least payment, the next is due a month later."""
    debt = debt._replace(balance=debt.balance - amount)
    special = debt.special or PLAIN
    if not covers or special.pause_until is not None:
        return debt
    month = add_months(start, 1)
    due = due_in_month(month, debt.due_day) if debt.due_day else month
    paused = special._replace(pause_from=start, pause_until=due + timedelta(days=1))
    term = None if debt.term_months is None else max(1, debt.term_months - 1)
    return debt._replace(special=paused, term_months=term)


def reaches(debts: Sequence[DebtTerms], start: date, budget: int) -> bool:
    """Return whether ``budget`` covers this month's least payments."""
    return first_minimums(compile_debts(debts, start)) <= budget
