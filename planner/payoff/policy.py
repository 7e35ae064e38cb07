"""A policy of paying: the log price of each debt, and debts held back until their rate steps up (plan-engine.md 2.4, 2.5)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from planner.payoff.interest import MonthlyRate, monthly_rate
from planner.payoff.strategies import Strategy


class Policy(NamedTuple):
    """Who gets extra money: in month t the debt with the highest price less its log growth until then.

    ``deadlines``: (debt, the last month at its low rate), the earliest first: it gets what it needs just before.
    ``plain``: a plain strategy in place of the prices, where no policy was cheaper.
    """

    prices: tuple[float, ...] = ()
    deadlines: tuple[tuple[int, int], ...] = ()
    plain: Strategy | None = None


def rate_tables(
    rates: Sequence[MonthlyRate], changes: Mapping[int, Mapping[int, Decimal]], months: int
) -> tuple[list[list[MonthlyRate]], list[list[float]]]:
    """Return rate and log growth of each debt by month, index 0 unused: growth[i][t] after t accruals."""
    all_rates, growth = [], []
    for i, first in enumerate(rates):
        now, log = first, math.log1p(first.numerator / first.denominator)
        row, grown = [now], [0.0]
        for month in range(1, months + 1):
            change = changes.get(month) if month > 1 else None
            if change is not None and i in change:
                now = monthly_rate(change[i])
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
) -> int:
    """Pay on debts held back what the months until their step can no longer carry; return what is left.

    ``owed``: with this month's interest; ``pays``: so far this month, raised in place. The earliest deadline first.
    """
    waiting = [(i, last) for i, last in deadlines if i in pays and month <= last]
    if not waiting:
        return left
    among = {i for i, _ in waiting}
    carried = max(0, budget - sum(pays[i] for i in open_debts if i not in among))
    for place, (_, last) in enumerate(waiting):
        need = sum(owed[j] - pays[j] for j, _ in waiting[: place + 1])
        force = need - (last - month) * carried
        for j, _ in waiting[: place + 1]:
            if force <= 0 or not left:
                break
            extra = min(left, force, owed[j] - pays[j])
            pays[j] += extra
            left -= extra
            force -= extra
    return left
