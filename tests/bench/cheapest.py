"""How far the cheapest plan is from the exact optimum, and how long it takes to find."""

from __future__ import annotations

import random
import statistics
import time
from decimal import Decimal

from planner.dates import add_months
from planner.payoff.cheapest import cheapest_policy
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.plan import build_plan
from planner.payoff.schedule import compile_debts
from planner.payoff.strategies import Strategy
from tests.payoff.optimum import START, instance, least_paid

CASES = 200


def cheapest_figures() -> dict[str, float]:
    """Return gaps in per cent of the least interest for seeds 1, 2 and 3, and milliseconds for 12 debts."""
    figures: dict[str, float] = {}
    for seed in (1, 2, 3):
        gaps = []
        dice = random.Random(seed)
        for _ in range(CASES):
            debts, budget = instance(dice)
            made = build_plan(debts, currency="USD", start=START, strategy=Strategy.CHEAPEST, budget=budget)
            least = least_paid(debts, budget, (made.months or 0) + 6)
            gaps.append((made.paid - least) / (least - sum(debt.balance for debt in debts)) * 100)
        gaps.sort()
        for name, gap in (
            ("mean (bar 0.10)", statistics.mean(gaps)),
            ("p95 (bar 0.50)", gaps[int(0.95 * CASES)]),
            ("max (bar 3)", gaps[-1]),
        ):
            figures[f"cheapest over the optimum, seed {seed}, {name}, %"] = round(gap, 3)
    debts = twelve_debts()
    compiled = compile_debts(debts, START)
    times = []
    for _ in range(9):
        begun = time.process_time()
        policy = cheapest_policy(compiled, 105_000)
        times.append((time.process_time() - begun) * 1000)
        assert policy is not None
    months = build_plan(debts, currency="USD", start=START, strategy=Strategy.CHEAPEST, budget=105_000).months
    figures[f"cheapest, 12 debts over {months} months (ms, bar 80)"] = round(statistics.median(times), 1)
    return figures


def twelve_debts() -> list[DebtTerms]:
    """Return 12 debts, half of them with a rate that changes."""
    dice = random.Random(12)
    return [
        DebtTerms(
            f"Debt {i}",
            dice.randint(100_000, 600_000),
            Decimal(dice.randint(0, 2900)) / 100,
            minimum=MinimumRule(percent=Decimal(dice.choice([0, 1, 2]))),
            rate_steps=(RateStep(add_months(START, dice.randint(4, 18)), Decimal(dice.randint(1500, 3100)) / 100),)
            if i % 2
            else (),
        )
        for i in range(12)
    ]


if __name__ == "__main__":
    for name, figure in cheapest_figures().items():
        print(f"{name}: {figure}")
