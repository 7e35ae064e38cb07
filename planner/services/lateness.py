"""How late a debt is."""

from __future__ import annotations

from datetime import date

from planner.model.entry import DebtEntry


def days_past_due(debt: DebtEntry, today: date) -> int | None:
    """Return how many days a debt is late: since its oldest due day that was not paid, or as it was written down, the longer one.

    Where the oldest is not known, the last one tells how late it is at least.

    0: it is not late. None: that is not known.
    """
    if debt.arrears == 0 or debt.balance == 0:
        return 0
    since = debt.late_since or debt.due_since
    if since is not None:
        return max((today - since).days, debt.days_past_due or 0, 0)
    return debt.days_past_due
