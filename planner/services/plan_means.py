"""What the budget has for debts each month, to be held against a plan: a plan that asks for more is no plan to live on."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from planner.budget.lines import Section, monthly
from planner.services.budget import BudgetBook, StoredBudget

if TYPE_CHECKING:
    from planner.services.household import Household


class Means(NamedTuple):
    """Minor units a month: what the budget leaves, and the agreed instalments of ``agreed`` debts, which come first."""

    left: int
    instalments: int
    agreed: frozenset[str]

    @property
    def total(self) -> int:
        """All that a plan can pay without taking from what the household lives on."""
        return self.left + self.instalments


def means_of(budget: StoredBudget, debts: Collection[str]) -> Means:
    """Return what a budget has for ``debts``, by name."""
    agreed = [line for line in budget.lines if line.section is Section.ARREARS and line.debt in debts]
    names = frozenset(line.debt for line in agreed if line.debt)
    return Means(budget.result.for_debts, sum(monthly(line) for line in agreed), names)


def household_means(household: Household, currency: str, debts: Collection[str]) -> Means | None:
    """Return what the budget of an open household has; None without one in ``currency`` that knows an income."""
    budget = BudgetBook(household, currency).read()
    if budget.currency != currency or not budget.result.income:
        return None
    return means_of(budget, debts)
