"""A policy of paying: the log price of each debt, and debts held back until their rate steps up (plan-engine.md 2.4, 2.5)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from planner.payoff.contracts import Contract
from planner.payoff.interest import MonthlyRate, monthly_rate
from planner.payoff.strategies import Strategy


class Policy(NamedTuple):
    """Who gets extra money: in month t the debt with the highest price less its log growth until then.

    ``deadlines``: (debt, the last month at its low rate), the earliest first: it gets what it needs just before.
    ``careful``: those of them that one least payment more is paid on in time, for all interest would be added.
    ``plain``: a plain strategy in place of the prices, where no policy was cheaper.
    """

    prices: tuple[float, ...] = ()
    deadlines: tuple[tuple[int, int], ...] = ()
    plain: Strategy | None = None
    careful: frozenset[int] = frozenset()


class _Compiled(Protocol):
    """What is read of compiled debts here: rates, changes by month, and rarer terms, by debt index."""

    @property
    def rates(self) -> list[MonthlyRate]: ...
    @property
    def aprs(self) -> list[Decimal]: ...
    @property
    def changes(self) -> dict[int, dict[int, Decimal]]: ...
    @property
    def contracts(self) -> list[Contract | None]: ...


def rate_tables(compiled: _Compiled, months: int) -> tuple[list[list[MonthlyRate]], list[list[float]]]:
    """Return rate and log growth of each debt by month, index 0 unused: growth[i][t] after t accruals.

    A fee plan grows by what paying it early saves.
    """
    all_rates, growth, changes = [], [], compiled.changes
    for i, first in enumerate(compiled.rates):
        contract = compiled.contracts[i]
        worth = monthly_rate(compiled.aprs[i]) if contract is not None and contract.plan_fee else first
        now, log = first, math.log1p(worth.numerator / worth.denominator)
        row, grown = [now], [0.0]
        for month in range(1, months + 1):
            change = changes.get(month) if month > 1 else None
            if change is not None and i in change:
                now = monthly_rate(change[i])
                log = math.log1p(now.numerator / now.denominator)
            if contract is not None and contract.rates:
                now = contract.rates[month]
                log = math.log1p(now.numerator / now.denominator)
            row.append(now)
            grown.append(grown[-1] + log)
        all_rates.append(row)
        growth.append(grown)
    return all_rates, growth


def paying_order_in(policy: Policy, growth: Sequence[Sequence[float]], month: int, debts: Sequence[int]) -> list[int]:
    """Return ``debts`` in the order in which the policy gives extra money in ``month``; those held back come last."""
    held = dict(policy.deadlines)
    last = len(growth[0]) - 1 if growth else 0
    at = min(month, last)
    free = [i for i in debts if month > held.get(i, 0)]
    ranked = sorted(free, key=lambda i: (policy.prices[i] - growth[i][at], i), reverse=True)
    return [*ranked, *(i for i, _ in policy.deadlines if i in debts and month <= held[i])]


def pay_for_deadlines(
    budget: int,
    deadlines: Sequence[tuple[int, int]],
    month: int,
    open_debts: Sequence[int],
    owed: Mapping[int, int],
    pays: dict[int, int],
    left: int,
    careful: frozenset[int] = frozenset(),
) -> int:
    """Pay on debts held back what the months until their step can no longer carry; return what is left.

    ``owed``: with this month's interest; ``pays``: so far this month, raised in place. The earliest deadline first.
    """
    waiting = [(i, last) for i, last in deadlines if i in pays and month <= last]
    if not waiting:
        return left
    among = {i for i, _ in waiting}
    margin = {i: pays[i] for i in careful if i in pays}
    carried = max(0, budget - sum(pays[i] for i in open_debts if i not in among))
    for place, (_, last) in enumerate(waiting):
        need = sum(owed[j] - pays[j] for j, _ in waiting[: place + 1])
        need += sum(margin.get(j, 0) for j, _ in waiting[: place + 1])
        force = need - (last - month) * carried
        for j, _ in waiting[: place + 1]:
            if force <= 0 or not left:
                break
            extra = min(left, force, owed[j] - pays[j])
            pays[j] += extra
            left -= extra
            force -= extra
    return left
