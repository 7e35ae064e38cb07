"""How late a debt is."""

from __future__ import annotations

from datetime import date

from planner.model.entry import DebtEntry


def days_past_due(debt: DebtEntry, today: date) -> int | None:
    """Return how many days a debt is late: since its due day that was not paid, or as it was written down, the longer one.

    0: it is not late. None: that is not known.
    """
    if debt.arrears == 0 or debt.balance == 0:
        return 0
    if debt.due_since is not None:
        return max((today - debt.due_since).days, debt.days_past_due or 0, 0)
    return debt.days_past_due
