"""Which way of counting gives the interest on a statement: each common convention, and how near it comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planner.money import half_up
from planner.payoff.statement import Posting, statement_interest

LONGEST = 366
"""Days that a statement covers at most."""
_YEARS = {"365": Decimal(1), "360": Decimal(365) / Decimal(360)}


class Fit(NamedTuple):
    """One convention, by the word of ``day_count``: its ``interest`` in minor units, and how far it is ``off`` what is stated."""

    day_count: str
    interest: int
    off: int


def fits(
    opening: int, apr: Decimal, first: date, last: date, postings: Sequence[Posting], stated: int
) -> tuple[Fit, ...]:
    """Return every convention, the nearest first. Both days are included; amounts in minor units, ``apr`` in per cent.

    ``monthly``: a twelfth of the yearly rate on what was owed at the start, whatever was posted.
    """
    numerator, denominator = apr.as_integer_ratio()
    found = [("monthly", half_up(max(0, opening) * numerator, denominator * 1200))]
    for year, times in _YEARS.items():
        for ending, compound in (("-compound", True), ("", False)):
            made = statement_interest(opening, apr * times, first, last, postings, compound=compound)
            found.append((f"act/{year}{ending}", made.interest))
    order = {"act/365-compound": 0, "act/365": 1, "monthly": 2, "act/360-compound": 3, "act/360": 4}
    made_fits = (Fit(name, interest, abs(interest - stated)) for name, interest in found)
    return tuple(sorted(made_fits, key=lambda fit: (fit.off, order[fit.day_count])))
