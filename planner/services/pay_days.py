"""What real pay days leave for debts, month of the plan by month: a fifth week is not lost, a lean month is not hidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.budget.lines import BudgetLine, Section, in_month, monthly
from planner.budget.rhythm import Rhythm, days
from planner.dates import add_months
from planner.payoff.purse import Money

if TYPE_CHECKING:
    from planner.services.household import Household

MONTHS = 60
"""How far ahead days are followed; later months have the average."""


def is_dated(lines: Sequence[BudgetLine]) -> bool:
    """Return whether some income has a day to count from."""
    return any(line.section is Section.INCOME and _follows_days(line) for line in lines)


def money_by_month(lines: Sequence[BudgetLine], start: date, months: int = MONTHS, buffer: int = 0) -> Money:
    """Return what is left for debts in each of ``months`` from ``start``, minor units, never below zero.

    Income with a day comes on its days; what has none, and what goes out, counts as its month. Money that others owe the
    household counts when it has come. An income that changes counts at its low month (plan-engine.md 1.3).
    """
    budgets = []
    for month in range(1, months + 1):
        first, last = add_months(start, month - 1) + timedelta(days=1), add_months(start, month)
        left = 0
        for line in lines:
            if line.section is Section.OWED:
                continue
            sign = 1 if line.section is Section.INCOME else -1
            left += sign * _in(line, first, last)
        budgets.append(max(0, left))
    return Money(tuple(budgets), buffer)


def household_money(household: Household, currency: str, start: date) -> Money | None:
    """Return what the budget of an open household leaves each month; None where no income of it has a day."""
    from planner.services.budget import BudgetBook

    budget = BudgetBook(household, currency).read()
    if budget.currency != currency or not is_dated(budget.lines):
        return None
    return money_by_month(budget.lines, start)


def buffer_of(shock: int | None, minimums: int, budget: int) -> int:
    """Return the buffer to keep: a typical shock and the least payments, less the budget; nothing while no shock is known.

    Below that a shock still costs a payment, above it only costs (plan-engine.md 2.6).
    """
    return 0 if shock is None else max(0, shock + minimums - budget)


def _follows_days(line: BudgetLine) -> bool:
    return line.next_on is not None and line.rhythm is not Rhythm.IRREGULAR and line.amount is not None


def _in(line: BudgetLine, first: date, last: date) -> int:
    if line.next_on is None or line.amount is None or line.rhythm is Rhythm.IRREGULAR:
        return 0 if line.rhythm is Rhythm.ONCE else in_month(line, last.month) if line.months else monthly(line)
    if line.section is not Section.INCOME and line.rhythm is not Rhythm.ONCE:
        return in_month(line, last.month)
    found = days(line.rhythm, line.next_on, first, last, line.second_day)
    return line.amount * sum(1 for day in found if not line.months or day.month in line.months)
