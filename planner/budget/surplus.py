"""What is left each month once everything that comes first is paid: the only figure that offers and plans may use.

Order (guards.md 5): income, then what the household lives on, then agreed instalments on priority debts, then a small
saving. Money that others owe the household counts when it has come, not before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from planner.budget.lines import ESSENTIALS, BudgetLine, Section, in_month, monthly, unknown


class BudgetResult(NamedTuple):
    """Monthly sums in minor units. ``surplus`` may be below zero: what is missing each month.

    ``tight_month``: the calendar month with the least left, and ``tight_left`` what is left in it.
    """

    income: int
    essentials: int
    arrears: int
    savings: int
    surplus: int
    by_section: Mapping[Section, int]
    owed: int
    unknown: tuple[BudgetLine, ...]
    tight_month: int
    tight_left: int

    @property
    def for_debts(self) -> int:
        """What offers may use: never below zero."""
        return max(0, self.surplus)

    @property
    def missing(self) -> int:
        """What is short each month, zero where it is enough."""
        return max(0, -self.surplus)


def budget_of(lines: Sequence[BudgetLine]) -> BudgetResult:
    """Return the budget of a household; a line that is not known yet counts as zero and is named in ``unknown``."""
    by_section = {section: sum(monthly(line) for line in lines if line.section is section) for section in Section}
    income, arrears, savings = by_section[Section.INCOME], by_section[Section.ARREARS], by_section[Section.SAVINGS]
    essentials = sum(by_section[section] for section in ESSENTIALS)
    left = {month: _left_in(lines, month) for month in range(1, 13)}
    tight = min(left, key=lambda month: (left[month], month))
    return BudgetResult(
        income,
        essentials,
        arrears,
        savings,
        income - essentials - arrears - savings,
        by_section,
        by_section[Section.OWED],
        unknown(lines),
        tight,
        left[tight],
    )


def _left_in(lines: Sequence[BudgetLine], month: int) -> int:
    signs = {Section.INCOME: 1, Section.OWED: 0}
    return sum(signs.get(line.section, -1) * in_month(line, month) for line in lines)
