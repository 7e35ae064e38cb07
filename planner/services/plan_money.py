"""What a person said of the money behind a plan: what a bad month costs, and whether the plan follows their pay days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.payoff.purse import Money

if TYPE_CHECKING:
    from planner.services.household import Household

PAY_DAYS = "pay-days"


class PlanMoney(NamedTuple):
    """``shock``: what a bad month costs, minor units, None where that is not known; ``follows``: whether by pay days."""

    shock: int | None = None
    follows: bool = False


def plan_money_of(settings: Mapping[str, str], currency: str) -> PlanMoney:
    """Return what was said for plans in ``currency``."""
    code, _, minor = settings.get("plan_shock", "").partition(":")
    known = code == currency and minor.isdecimal()
    return PlanMoney(int(minor) if known else None, settings.get("plan_income") == PAY_DAYS)


def settings_of_shock(minor: int | None, currency: str) -> dict[str, str]:
    """Return the settings that keep what a bad month costs."""
    return {"plan_shock": "" if minor is None else f"{currency}:{minor}"}


def settings_of_income(*, follows: bool) -> dict[str, str]:
    """Return the settings that keep whether a plan follows pay days."""
    return {"plan_income": PAY_DAYS if follows else ""}


def budget_money(household: Household, currency: str, start: date) -> Money | None:
    """Return what real pay days leave each month; None where the budget has no income with a day."""
    from planner.services.pay_days import household_money

    return household_money(household, currency, start)
