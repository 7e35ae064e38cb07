"""Monthly interest in exact integers: balance x APR / 12, half-up to the minor unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planner.dates import add_months
from planner.payoff.debts import ASSUMED_APR, DebtTerms


class MonthlyRate(NamedTuple):
    """A yearly rate as an exact fraction a month: ``numerator / denominator``, plus ``half`` to round half-up."""

    numerator: int
    half: int
    denominator: int

    def charge(self, balance: int) -> int:
        """Return one month's interest on ``balance``, half-up."""
        return (balance * self.numerator + self.half) // self.denominator


def monthly_rate(apr: Decimal) -> MonthlyRate:
    """Return the monthly rate of ``apr`` per cent a year, exact (no binary float)."""
    numerator, denominator = apr.as_integer_ratio()
    denominator *= 1200
    return MonthlyRate(numerator, denominator // 2, denominator)


def apr_on(debt: DebtTerms, day: date) -> Decimal:
    """Return the rate that ``debt`` is charged on ``day``, in per cent a year; a fee plan costs its fees alone."""
    if debt.special is not None and debt.special.fee_percent is not None:
        return Decimal(0)
    apr = ASSUMED_APR if debt.apr is None else debt.apr
    for step in debt.rate_steps:
        if step.day <= day:
            apr = step.apr
    return apr


def rate_changes(debts: Sequence[DebtTerms], start: date, horizon: int) -> dict[int, dict[int, Decimal]]:
    """Return {month: {debt index: new apr}} for months 2..horizon+1.

    Month k runs from start + k-1 months to start + k months and uses the rate of its first day.
    """
    changes: dict[int, dict[int, Decimal]] = {}
    for index, debt in enumerate(debts):
        for step in debt.rate_steps:
            month = first_month_from(start, step.day, horizon)
            if month is not None:
                changes.setdefault(month, {})[index] = step.apr
    return changes


def first_month_from(start: date, day: date, horizon: int) -> int | None:
    """Return the first month whose first day is on or after ``day`` (None: at the start, or never)."""
    if day <= start:
        return None
    month = max(1, (day.year - start.year) * 12 + day.month - start.month)
    if add_months(start, month - 1) < day:
        month += 1
    if add_months(start, month - 1) < day:
        month += 1
    return month if month <= horizon + 1 else None
