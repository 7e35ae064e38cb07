"""The order in which extra money goes to debts. To add a strategy: a member, and its line in ``rank``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from enum import StrEnum

from planner.payoff.debts import DebtTerms


class Strategy(StrEnum):
    """Orders of paying; the value is the word of the command line."""

    AVALANCHE = "avalanche"
    SNOWBALL = "snowball"
    CHEAPEST = "cheapest"
    QUICK_WINS = "quick-wins"
    CUSTOM = "custom"
    MINIMUM_ONLY = "minimum-only"


QUICK_MONTHS = 2
"""Quick wins: a debt that two months of spare money could close goes first; half the gain of the smallest first, a tenth of
its cost (plan-engine.md 2.7)."""


def rank(
    strategy: Strategy,
    debts: Sequence[DebtTerms],
    balances: Sequence[int],
    next_rates: Sequence[Decimal],
    quick: Collection[int] = (),
) -> list[int]:
    """Return debt indices, first to get extra money first.

    ``balances`` in minor units and ``next_rates`` in per cent a year (the rate charged from next month on: this
    month's interest is charged already, so this month's rate must not rank; plan-engine.md finding 2).
    Ties: avalanche smaller balance, snowball higher rate, then name; custom falls back on the order given.
    ``quick``: the debts that count as quick wins, the smallest first; the rest by rate.
    """

    def by_rate(i: int) -> tuple[object, ...]:
        return (-next_rates[i], balances[i], debts[i].name)

    keys: dict[Strategy, Callable[[int], tuple[object, ...]]] = {
        Strategy.AVALANCHE: by_rate,
        Strategy.MINIMUM_ONLY: by_rate,
        Strategy.CHEAPEST: by_rate,
        Strategy.QUICK_WINS: lambda i: (0, debts[i].balance, *by_rate(i)) if i in quick else (1, 0, *by_rate(i)),
        Strategy.SNOWBALL: lambda i: (balances[i], -next_rates[i], debts[i].name),
        Strategy.CUSTOM: lambda i: (debts[i].order is None, debts[i].order or 0, i),
    }
    return sorted(range(len(debts)), key=keys[strategy])
