"""Whether the plan of a share asks for more each month than the budget in it has: its date holds only if that can be paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from planner.dates import add_months
from planner.services.household_plan import choice_of, plan_household
from planner.services.plan_means import means_of
from planner.services.share_sections import budget_of_share, debts_of, plan_of_share


class BeyondMeans(NamedTuple):
    """Minor units a month: what the plan asks, and what the budget has for it; ``ends``: when that comes to an end, if it does."""

    asked: int
    has: int
    ends: date | None


def beyond_means_of(share: Mapping[str, Any]) -> BeyondMeans | None:
    """Return what the plan of a share asks where that is more than its budget has; else None."""
    plan, budget, debts = plan_of_share(share), budget_of_share(share), debts_of(share)
    if plan is None or budget is None or budget.currency != plan.currency or not budget.result.income:
        return None
    choice, start = choice_of(plan, plan.currency), date.fromisoformat(share["made_on"])
    made = plan_household(debts, plan.currency, start, choice, keep_rows=False)
    has = means_of(budget, [debt.name for debt in debts]).total
    if made is None or made.plan.budget <= has:
        return None
    within = plan_household(debts, plan.currency, start, choice._replace(budget=has), keep_rows=False) if has else None
    months = within.plan.months if within else None
    return BeyondMeans(made.plan.budget, has, None if months is None else add_months(start, months))
