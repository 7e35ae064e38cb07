"""Interest by days, compiled to one factor a month from the real days of that month (plan-engine.md 1.3, 4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache

from planner.dates import add_months
from planner.payoff.interest import MonthlyRate

_SCALE = 10**24


@lru_cache(maxsize=8)
def month_days(start: date, months: int) -> tuple[int, ...]:
    """Return the days of month k, from start + k-1 months to start + k months, at index k; index 0 is unused."""
    ends = [add_months(start, month) for month in range(months + 1)]
    return (0, *((after - before).days for before, after in zip(ends, ends[1:], strict=False)))


@lru_cache(maxsize=512)
def days_rate(apr: Decimal, day_count: str, days: int) -> MonthlyRate:
    """Return what ``days`` at ``apr`` per cent a year come to; ``-compound``: interest earns interest day by day."""
    convention, _, compound = day_count.partition("-")
    year = 360 if convention == "act/360" else 365
    if not compound:
        numerator, denominator = apr.as_integer_ratio()
        return _rate(numerator * days, denominator * 100 * year)
    with localcontext() as context:
        context.prec = 50
        factor = (1 + apr / 100 / year) ** days - 1
    return _rate(int(factor * _SCALE), _SCALE)


def _rate(numerator: int, denominator: int) -> MonthlyRate:
    if denominator % 2:
        numerator, denominator = numerator * 2, denominator * 2
    return MonthlyRate(numerator, denominator // 2, denominator)
