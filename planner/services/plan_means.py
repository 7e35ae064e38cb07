"""What the budget has for debts each month, to be held against a plan: a plan that asks for more is no plan to live on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from planner.budget.lines import Section, monthly
from planner.services.budget import BudgetBook, StoredBudget

if TYPE_CHECKING:
    from planner.services.household import Household


class Means(NamedTuple):
    """Minor units a month: what the budget leaves, and the agreed instalments, which come first; ``agreed``: {debt: its own}."""

    left: int
    instalments: int
    agreed: Mapping[str, int]

    @property
    def total(self) -> int:
        """All that a plan can pay without taking from what the household lives on."""
        return self.left + self.instalments


def means_of(budget: StoredBudget, debts: Collection[str]) -> Means:
    """Return what a budget has for ``debts``, by name."""
    agreed: dict[str, int] = {}
    for line in budget.lines:
        if line.section is Section.ARREARS and line.debt and line.debt in debts:
            agreed[line.debt] = agreed.get(line.debt, 0) + monthly(line)
    return Means(budget.result.for_debts, sum(agreed.values()), agreed)


def household_means(household: Household, currency: str, debts: Collection[str]) -> Means | None:
    """Return what the budget of an open household has; None without one in ``currency`` that knows an income."""
    budget = BudgetBook(household, currency).read()
    if budget.currency != currency or not budget.result.income:
        return None
    return means_of(budget, debts)
