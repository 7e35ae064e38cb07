"""How long a steady payment takes to clear one debt: with interest, and with interest frozen."""

from __future__ import annotations

from decimal import Decimal

from planner.payoff.interest import monthly_rate

HORIZON = 600


def months_to_clear(balance: int, payment: int, apr: Decimal | None = None) -> int | None:
    """Return the months until ``balance`` is paid at ``payment`` a month (minor units); None where it never is.

    ``apr`` in per cent a year, interest first each month, half-up; None: interest is frozen. Horizon 600 months.
    """
    if balance <= 0:
        return 0
    if payment <= 0:
        return None
    if not apr:
        months = -(-balance // payment)
        return months if months <= HORIZON else None
    rate = monthly_rate(apr)
    for month in range(1, HORIZON + 1):
        owed = balance + rate.charge(balance)
        if owed <= payment:
            return month
        if owed - payment >= balance:
            return None
        balance = owed - payment
    return None
