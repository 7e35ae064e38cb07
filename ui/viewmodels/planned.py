"""The plan as the person has chosen it, in its totals: what Today and the table of debts both say of it."""

from __future__ import annotations

from planner.services.household_plan import HouseholdPlan, choice_of, plan_currency, plan_household
from planner.services.plan_money import budget_money, plan_money_of
from ui.viewmodels.session import Session


def currency_of_plan(session: Session) -> str:
    """Return the currency that is planned in."""
    return plan_currency(session.debts, session.settings.get("currency")) or session.currency


def plan_as_chosen(session: Session) -> HouseholdPlan | None:
    """Return the plan in its totals; None where there is nothing to plan."""
    currency = currency_of_plan(session)
    said = plan_money_of(session.settings, currency)
    return plan_household(
        session.debts,
        currency,
        session.today,
        choice_of(session.chosen, currency),
        keep_rows=False,
        money=budget_money(session.household, currency, session.today) if said.follows else None,
        shock=said.shock,
    )
