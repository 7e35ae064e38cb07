"""The order in which extra money goes to debts. To add a strategy: a member, and its line in ``rank``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum

from planner.payoff.debts import DebtTerms


class Strategy(StrEnum):
    """Orders of paying; the value is the word of the command line."""

    AVALANCHE = "avalanche"
    SNOWBALL = "snowball"
    CUSTOM = "custom"
    MINIMUM_ONLY = "minimum-only"


def rank(
    strategy: Strategy, debts: Sequence[DebtTerms], balances: Sequence[int], next_rates: Sequence[Decimal]
) -> list[int]:
    """Return debt indices, first to get extra money first.

    ``balances`` in minor units and ``next_rates`` in per cent a year (the rate charged from next month on: this
    month's interest is charged already, so this month's rate must not rank; plan-engine.md finding 2).
    Ties: avalanche smaller balance, snowball higher rate, then name; custom falls back on the order given.
    """
    keys: dict[Strategy, Callable[[int], tuple[object, ...]]] = {
        Strategy.AVALANCHE: lambda i: (-next_rates[i], balances[i], debts[i].name),
        Strategy.MINIMUM_ONLY: lambda i: (-next_rates[i], balances[i], debts[i].name),
        Strategy.SNOWBALL: lambda i: (balances[i], -next_rates[i], debts[i].name),
        Strategy.CUSTOM: lambda i: (debts[i].order is None, debts[i].order or 0, i),
    }
    return sorted(range(len(debts)), key=keys[strategy])
