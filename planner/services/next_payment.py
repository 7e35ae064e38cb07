"""The next payment of a debt: its day, and what of it is still to pay. What was paid for this due day is not asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from planner.dates import due_in_month, next_due
from planner.model.entry import DebtEntry
from planner.services.household_plan import least_due


class NextPayment(NamedTuple):
    """``amount`` in minor units, None where nothing says it; ``is_stated``: as it was written down, not worked out."""

    day: date | None
    amount: int | None
    is_stated: bool


def next_payment_of(debt: DebtEntry, today: date, paid_since: Callable[[date], int]) -> NextPayment:
    """Return the next payment of ``debt`` from today on. ``paid_since``: what was paid on it after a day."""
    stated = debt.minimum is not None
    amount = debt.minimum if stated else least_due(debt, today)
    day = next_due(today, debt.due_day) if debt.due_day else None
    if day is not None and debt.due_day and amount:
        left = amount - paid_since(due_in_month(day - timedelta(days=1), debt.due_day))
        if left > 0:
            amount = left
        else:
            day = next_due(day + timedelta(days=1), debt.due_day)
    if amount is not None and debt.balance is not None:
        amount = min(amount, debt.balance)
    return NextPayment(day, amount, stated)
