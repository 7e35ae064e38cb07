"""The exact optimum that the cheapest plan is measured against: random debts whose rates change, and their linear program.

Generator and program: plan-engine.md 2.2 and 2.4. ``scipy`` is a test dependency; HiGHS solves the program.
"""

import math
import random
from datetime import date
from decimal import Decimal

from planner.dates import add_months
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.schedule import compile_debts

START = date(2026, 1, 1)


def instance(dice: random.Random) -> tuple[list[DebtTerms], int]:
    """Return 3 to 10 debts, and a monthly budget in minor units that pays them off in some years."""
    debts, highest = [], []
    for number in range(dice.randint(3, 10)):
        balance = round(math.exp(dice.uniform(6.0, 9.6)) * 100)
        apr = round(dice.uniform(5, 33), 2)
        first, steps, chance = apr, [], dice.random()
        if chance < 0.40:
            first = 0.0 if dice.random() < 0.7 else 2.9
            steps = [(dice.randint(3, 18), apr)]
        elif chance < 0.55:
            steps = [(dice.randint(3, 14), round(apr * 0.35, 2))]
        elif chance < 0.70:
            second = max(0.0, round(apr + dice.uniform(-3, 3), 2))
            steps = [(12, second), (24, max(0.0, round(second + dice.uniform(-4, 4), 2)))]
        share = dice.choice([0, 0, 1, 2, 3])
        debts.append(
            DebtTerms(
                f"Debt {number}",
                balance,
                Decimal(str(first)),
                minimum=MinimumRule(percent=Decimal(share)),
                rate_steps=tuple(RateStep(add_months(START, month), Decimal(str(rate))) for month, rate in steps),
            )
        )
        highest.append(max(first, *(rate for _, rate in steps)) if steps else first)
    total = sum(debt.balance for debt in debts)
    monthly = sum(debt.balance * rate / 1200 for debt, rate in zip(debts, highest, strict=True))
    least = sum(float(debt.minimum.percent) / 100 * 1.03 * debt.balance for debt in debts)
    return debts, int(max(total / dice.randint(20, 55) + 0.62 * monthly, 1.05 * least))


def least_paid(debts: list[DebtTerms], budget: int, months: int) -> float:
    """Return the least that can be paid in all, minor units, by the linear program over ``months``."""
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix

    count, rates = len(debts), monthly_rates(debts, months)
    shares = [float(debt.minimum.percent) / 100 for debt in debts]

    def pays(i: int, t: int) -> int:
        return i * months + t

    def owes(i: int, t: int) -> int:
        return count * months + i * months + t

    equal, equal_to, under, under_to = _Rows(), [], _Rows(), []
    for i, debt in enumerate(debts):
        for t in range(months):
            grown = 1 + rates[t][i]
            equal.start({owes(i, t): 1, pays(i, t): 1} | ({owes(i, t - 1): -grown} if t else {}))
            equal_to.append(0 if t else grown * debt.balance)
        equal.start({owes(i, months - 1): 1})
        equal_to.append(0)
    for t in range(months):
        under.start({pays(i, t): 1 for i in range(count)})
        under_to.append(budget)
    for i, debt in enumerate(debts):
        for t in range(months if shares[i] else 0):
            least = shares[i] * (1 + rates[t][i])
            under.start({pays(i, t): -1} | ({owes(i, t - 1): least} if t else {}))
            under_to.append(0 if t else -least * debt.balance)
    cost = numpy.zeros(2 * count * months)
    cost[: count * months] = 1

    def matrix(rows: "_Rows"):
        return coo_matrix((rows.values, (rows.rows, rows.columns)), shape=(rows.count, 2 * count * months))

    solved = linprog(cost, matrix(under), under_to, matrix(equal), equal_to, method="highs")
    assert solved.status == 0, solved.message
    return float(solved.fun)


def monthly_rates(debts: list[DebtTerms], months: int) -> list[list[float]]:
    """Return the monthly rate of each debt, month by month."""
    compiled = compile_debts(debts, START)
    now, rows = list(compiled.aprs), []
    for month in range(1, months + 1):
        if month > 1 and month in compiled.changes:
            for i, apr in compiled.changes[month].items():
                now[i] = apr
        rows.append([float(apr) / 1200 for apr in now])
    return rows


class _Rows:
    def __init__(self) -> None:
        self.rows, self.columns, self.values, self.count = [], [], [], 0

    def start(self, cells: dict[int, float]) -> None:
        """Add a row."""
        self.rows += [self.count] * len(cells)
        self.columns += cells
        self.values += cells.values()
        self.count += 1
