"""Rates that change on a day are charged from the first month that begins on or after it, and looked at ahead."""

from datetime import date
from decimal import Decimal

import pytest

from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.plan import build_plan


def promo(start, day):
    steps = (RateStep(day, Decimal(24)),)
    debt = DebtTerms("promo", 300000, Decimal(0), minimum=MinimumRule(fixed=15000), rate_steps=steps)
    return build_plan([debt], currency="USD", start=start)


def test_promo_of_six_months_then_24_percent_vector():
    plan = promo(date(2026, 1, 1), date(2026, 7, 1))
    assert (plan.months, plan.interest, plan.rows[-1][4]) == (23, 38871, 8871)
    assert (plan.rows[5][5], plan.rows[11][5]) == (210000, 141873)


@pytest.mark.parametrize(
    ("start", "day", "first_charged"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), 1),
        (date(2026, 1, 1), date(2026, 1, 2), 2),
        (date(2026, 1, 1), date(2026, 2, 1), 2),
        (date(2026, 1, 1), date(2026, 2, 2), 3),
        (date(2026, 1, 31), date(2026, 2, 28), 2),
        (date(2026, 1, 31), date(2026, 3, 1), 3),
        (date(2026, 1, 31), date(2026, 3, 31), 3),
    ],
)
def test_the_first_month_charged_at_the_new_rate(start, day, first_charged):
    assert next(row[0] for row in promo(start, day).rows if row[3]) == first_charged


def test_avalanche_ranks_by_the_rate_from_next_month_on():
    steps = (RateStep(date(2026, 4, 1), Decimal("29.9")),)
    debts = [
        DebtTerms("promo", 600000, Decimal(0), rate_steps=steps),
        DebtTerms("card", 600000, Decimal("18.9")),
    ]
    plan = build_plan(debts, currency="USD", start=date(2026, 1, 1), budget=50000)
    targets = {row[0]: plan.debts[row[1]].name for row in plan.rows if row[6] == "target"}
    assert [targets[month] for month in (1, 2, 3, 4)] == ["card", "card", "promo", "promo"]
