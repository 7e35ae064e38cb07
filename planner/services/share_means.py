"""Whether the plan of a share asks for more each month than the budget in it has: its date holds only if that can be paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.services.household_plan import choice_of, plan_household
from planner.services.plan_means import means_of
from planner.services.share_sections import budget_of_share, debts_of, plan_of_share


def asked_beyond_means(share: Mapping[str, Any]) -> int | None:
    """Return what the plan of a share asks each month, minor units, where that is more than its budget has; else None."""
    plan, budget, debts = plan_of_share(share), budget_of_share(share), debts_of(share)
    if plan is None or budget is None or budget.currency != plan.currency or not budget.result.income:
        return None
    choice = choice_of(plan, plan.currency)
    made = plan_household(debts, plan.currency, date.fromisoformat(share["made_on"]), choice, keep_rows=False)
    if made is None or made.plan.budget <= means_of(budget, [debt.name for debt in debts]).total:
        return None
    return made.plan.budget
