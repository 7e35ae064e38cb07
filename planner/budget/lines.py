"""The lines of a household's budget as frozen values, and what each is a month.

Sections follow the shape of the Standard Financial Statement (income; fixed costs; flexible costs; savings); they hold none
of its figures and are not it. Amounts are minor units of one currency.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from planner.budget.rhythm import Rhythm, low_month, times_a_month


class Section(StrEnum):
    """Where a line stands. ``ARREARS``: an agreed instalment on a priority debt; ``OWED``: money that should reach me."""

    INCOME = "income"
    HOME = "home"
    ENERGY = "energy"
    FOOD = "food"
    CHILDREN = "children"
    TRAVEL = "travel"
    HEALTH = "health"
    PHONE = "phone"
    INSURANCE = "insurance"
    PERSONAL = "personal"
    OTHER = "other"
    ARREARS = "arrears"
    SAVINGS = "savings"
    OWED = "owed"


ESSENTIALS = tuple(
    section for section in Section if section not in (Section.INCOME, Section.ARREARS, Section.SAVINGS, Section.OWED)
)


class BudgetLine(NamedTuple):
    """One line. ``amount`` None: not known yet, a blank row in print. ``months``: the months in which it comes (1-12),
    empty for all. ``recent``: whole months of an irregular income, the newest last. ``debt``: for arrears, whose.
    """

    section: Section
    name: str
    amount: int | None = None
    rhythm: Rhythm = Rhythm.MONTHLY
    next_on: date | None = None
    second_day: int | None = None
    months: tuple[int, ...] = ()
    recent: tuple[int, ...] = ()
    debt: str = ""
    note: str = ""
    id: int | None = None


def _exact(line: BudgetLine) -> Fraction:
    if line.rhythm is Rhythm.IRREGULAR:
        return Fraction(low_month(line.recent) if line.recent else line.amount or 0)
    share = Fraction(len(line.months), 12) if line.months else Fraction(1)
    return (line.amount or 0) * times_a_month(line.rhythm) * share


def monthly(line: BudgetLine) -> int:
    """Return what a line is a month on average, half-up to the cent as the household forms count."""
    return math.floor(_exact(line) + Fraction(1, 2))


def in_month(line: BudgetLine, month: int) -> int:
    """Return what a line is in a calendar month (1-12): a seasonal line is whole in its months, and nothing in others."""
    if line.months and line.rhythm is Rhythm.MONTHLY:
        return (line.amount or 0) if month in line.months else 0
    return monthly(line)


def unknown(lines: Sequence[BudgetLine]) -> tuple[BudgetLine, ...]:
    """Return the lines whose amount is not known yet."""
    return tuple(line for line in lines if line.amount is None and not line.recent)
