"""How often money comes or goes, and what that is a month, exactly; a line is rounded half-up to the cent.

A year has 12 months, 52 weeks, 26 fortnights and 13 four-week periods here, as the household budget forms of debt advisers
count (Standard Financial Statement, "calculating monthly figures"). Real days stand in ``days``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from planner.dates import add_months


class Rhythm(StrEnum):
    """How often an amount comes."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four-weekly"
    TWICE_A_MONTH = "twice-a-month"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    IRREGULAR = "irregular"
    ONCE = "once"


_A_MONTH = {
    Rhythm.WEEKLY: Fraction(52, 12),
    Rhythm.FORTNIGHTLY: Fraction(26, 12),
    Rhythm.FOUR_WEEKLY: Fraction(13, 12),
    Rhythm.TWICE_A_MONTH: Fraction(2),
    Rhythm.MONTHLY: Fraction(1),
    Rhythm.QUARTERLY: Fraction(1, 3),
    Rhythm.YEARLY: Fraction(1, 12),
    Rhythm.ONCE: Fraction(0),
}
_WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2, Rhythm.FOUR_WEEKLY: 4}
_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.YEARLY: 12}


def times_a_month(rhythm: Rhythm) -> Fraction:
    """Return how many times a month on average; ``IRREGULAR`` has no number and raises ``KeyError``."""
    return _A_MONTH[rhythm]


def low_month(amounts: Sequence[int]) -> int:
    """Return the month to count on of an income that changes: the lower quartile, no month invented.

    ``amounts``: whole months, minor units, zero months among them. Under four months the lowest one.
    """
    if not amounts:
        return 0
    ordered = sorted(amounts)
    return ordered[(len(ordered) - 1) // 4] if len(ordered) >= 4 else ordered[0]


def days(rhythm: Rhythm, first_on: date, since: date, until: date, second_day: int | None = None) -> Iterator[date]:
    """Yield the days on which it comes, from ``since`` to ``until``, both included; ``first_on`` is one of them.

    Months are counted from ``first_on``: the 31st becomes the last day of a shorter month and comes back after it.
    ``TWICE_A_MONTH``: the day of ``first_on`` and ``second_day`` (15 days later where none is given).
    """
    if rhythm in _WEEKS:
        step = 7 * _WEEKS[rhythm]
        ahead = max(0, -(-(since - first_on).days // step))
        day = first_on + timedelta(days=ahead * step)
        while day <= until:
            yield day
            day += timedelta(days=step)
    elif rhythm is Rhythm.TWICE_A_MONTH:
        yield from _twice(first_on, since, until, second_day)
    elif rhythm in _MONTHS:
        step = _MONTHS[rhythm]
        apart = (since.year - first_on.year) * 12 + since.month - first_on.month
        turn = max(0, apart // step - 1)
        while (day := add_months(first_on, turn * step)) <= until:
            if day >= since:
                yield day
            turn += 1
    elif since <= first_on <= until:
        yield first_on


def _twice(first_on: date, since: date, until: date, second_day: int | None) -> Iterator[date]:
    other = second_day or (first_on.day + 15 if first_on.day <= 15 else first_on.day - 15)
    month = date(max(since, first_on).year, max(since, first_on).month, 1)
    while month <= until:
        for number in sorted({first_on.day, other}):
            day: date = month + relativedelta(day=number)
            if max(since, first_on) <= day <= until:
                yield day
        month = add_months(month, 1)
