"""The true yearly rate of a stored debt, always by name: nominal, and effective with interest on interest."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from planner.model.entry import DebtEntry
from planner.payoff.apr import FeePlan, NoRate, Rates, fee_plan_rates
from planner.services.household_plan import rate_on

PLACES = Decimal("0.01")


def true_rates(debt: DebtEntry, on: date) -> Rates | None:
    """Return the rates of a debt in per cent; None where the list does not know enough.

    A fee plan is reckoned over its whole contract: how many instalments there were is read from what is left of the first
    amount. Any other debt is charged each month by a twelfth of its rate.
    """
    if debt.fee_percent is not None:
        return fee_rates(debt.principal or debt.balance, debt.balance, debt.term_months, debt.fee_percent)
    rate = rate_on(debt, on)
    if rate is None or rate == 0:
        return None
    periodic = rate / 1200
    return Rates(rate, ((1 + periodic) ** 12 - 1) * 100, periodic * 100)


def fee_rates(first: int | None, left: int | None, months_left: int | None, fee: Decimal) -> Rates | None:
    """Return the rates of instalments with ``fee`` per cent of the ``first`` amount each; amounts in minor units."""
    if not first or not left or not months_left or left > first:
        return None
    months = int((Decimal(first) * months_left / left).quantize(Decimal(1), ROUND_HALF_UP))
    if not 1 <= months <= 600:
        return None
    try:
        return fee_plan_rates(FeePlan(Decimal(first), months, fee))
    except NoRate:
        return None


def shown_rate(rate: Decimal) -> str:
    """Return a rate with two decimals and its sign."""
    return f"{rate.quantize(PLACES, ROUND_HALF_UP)}%"
