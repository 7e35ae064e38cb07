"""The published and recomputed plans of peers.md 4A and vectors.json come out to the cent."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.payoff.debts import DebtTerms, MinimumRule
from planner.payoff.plan import build_plan
from planner.payoff.strategies import Strategy

START = date(2026, 1, 1)
VECTORS = {
    v["id"]: v for v in json.loads((Path(__file__).parent.parent / "data/vectors.json").read_text("utf-8"))["vectors"]
}


def cents(amount):
    return int(Decimal(str(amount)) * 100)


def debts(*rows):
    return [
        DebtTerms(f"D{i}", cents(balance), Decimal(str(apr)), minimum=MinimumRule(fixed=cents(minimum)))
        for i, (balance, apr, minimum) in enumerate(rows)
    ]


def plan(rows, strategy="avalanche", **money):
    money = {name: cents(amount) for name, amount in money.items()}
    return build_plan(debts(*rows), currency="USD", start=START, strategy=Strategy(strategy), **money)


A1 = [(5000, 22.99, 150), (3500, 18.99, 100), (12000, 6.5, 350)]
A2 = [(10000, 20, 180), (30000, 5, 150), (5000, 3, 20)]
A3 = [(10000, 20, 250)]
A4 = [(50, 20, 25), (1000, 15, 30)]
A10 = [(1000, 14.99, 75), (7500, 4.75, 150)]
A11 = [("962.91", 3.03, "25.08"), ("3288.67", 5.96, "43.82")]
A12 = [(5000, 29.99, 100), (800, 9.9, 40)]


@pytest.mark.parametrize(
    ("rows", "strategy", "money", "months", "interest"),
    [
        (A1, "minimum-only", {}, 54, "5997.06"),
        (A1, "snowball", {"extra": 200}, 30, "3230.11"),
        (A1, "avalanche", {"extra": 200}, 30, "3075.23"),
        (A2, "avalanche", {"budget": 350}, 254, "43668.79"),
        (A2, "snowball", {"budget": 350}, 255, "44168.68"),
        (A3, "avalanche", {"budget": 500}, 25, "2266.06"),
        (A4, "snowball", {"extra": 100}, 8, "54.31"),
        (A10, "avalanche", {"extra": 100}, 28, "524.01"),
        (A11, "avalanche", {"extra": 50}, 39, "384.66"),
        (A11, "snowball", {"extra": 50}, 40, "421.10"),
        (A12, "avalanche", {"extra": 160}, 26, "1969.07"),
        (A12, "snowball", {"extra": 160}, 27, "2158.95"),
    ],
)
def test_months_and_interest_of_the_reference_portfolios(rows, strategy, money, months, interest):
    made = plan(rows, strategy, **money)
    assert (made.months, made.interest) == (months, cents(interest))


def test_a4_first_month_to_the_cent():
    made = plan(A4, "snowball", extra=100)
    first = {row[1]: row for row in made.rows if row[0] == 1}
    assert (first[0][5], first[1][5]) == (0, 90833)
    assert first[0][4] + first[1][4] == 15500


def test_a9_row_by_row():
    made = plan([(10000, 4, 1000), (20000, 25, 0)], "minimum-only")
    whole = {(row[0], row[1]): (round(row[5] / 100), round(row[3] / 100)) for row in made.rows}

    def balance_then_its_interest(debt):
        return [(whole[month, debt][0], whole[month + 1, debt][1]) for month in range(1, 9)]

    paid_down, growing = balance_then_its_interest(0), balance_then_its_interest(1)
    assert paid_down[:3] == [(9033, 30), (8063, 27), (7090, 24)]
    assert paid_down[7] == (2176, 7)
    assert (growing[0], growing[7]) == ((20417, 425), (23587, 491))


def test_a10_first_two_months():
    made = plan(A10, extra=100)
    closing = {(row[0], row[1]): row[5] for row in made.rows}
    assert (closing[1, 0], closing[1, 1]) == (83749, 737969)
    assert (closing[2, 0], closing[2, 1]) == (67295, 725890)


def test_a13_says_never_and_the_amount_needed():
    made = plan([(5000, 29.99, 50)])
    assert (made.feasible, made.months) == (False, None)
    assert [(w.code, w.debt, w.needed) for w in made.warnings] == [("never", "D0", 12497)]
    assert made.run.months == 12
    assert plan([(5000, 29.99, 50)], budget="124.97").feasible
    assert not plan([(5000, 29.99, 50)], budget="124.96").feasible


def test_plan_avalanche_vector():
    expected = VECTORS["PLAN-AVALANCHE"]["expected"]
    percent = MinimumRule(floor=2500, percent=Decimal(2))
    made = build_plan(
        [
            DebtTerms("a", 250000, Decimal("24.90"), minimum=percent),
            DebtTerms("b", 120000, Decimal("12.90"), minimum=percent),
            DebtTerms("c", 60000, Decimal("6.90"), minimum=MinimumRule(fixed=3000)),
        ],
        currency="USD",
        start=START,
        budget=30000,
    )
    assert made.months == expected["months"]
    assert made.interest == expected["total_interest_cents"]
    assert made.paid == expected["total_paid_cents"]
    assert [row[4] for row in made.rows if row[0] == 1] == expected["first_month_payments_cents"]
    assert made.run.payoff_months == expected["payoff_month"]


@pytest.mark.parametrize("case", ["CN-EI-1", "CN-EI-2", "CN-EI-3", "CN-EI-5"])
def test_equal_instalments_as_the_contract_says(case):
    given, expected = VECTORS[case]["inputs"], VECTORS[case]["expected"]
    apr = Decimal(given["apr"]) * 100
    debt = DebtTerms("loan", cents(given["principal"]), apr, "instalment", term_months=given["months"])
    made = build_plan([debt], currency="CNY", start=START, strategy=Strategy.MINIMUM_ONLY)
    assert made.rows[0][4] == cents(expected["payment"])
    assert made.rows[-1][4] == cents(expected["final_payment"])
    assert made.interest == cents(expected["total_interest"])
    held = build_plan([debt], currency="CNY", start=START)
    assert (held.feasible, held.months) == (True, given["months"])


def test_equal_principal_and_interest_only_as_the_contract_says():
    principal = DebtTerms("p", 12000000, Decimal(6), "equal-principal", term_months=12)
    made = build_plan([principal], currency="CNY", start=START, strategy=Strategy.MINIMUM_ONLY)
    assert [made.rows[k][4] for k in (0, 1, -1)] == [1060000, 1055000, 1005000]
    only = DebtTerms("i", 5000000, Decimal(12), "interest-only", term_months=12)
    made = build_plan([only], currency="CNY", start=START, strategy=Strategy.MINIMUM_ONLY)
    assert [made.rows[k][4] for k in (0, -1)] == [50000, 5050000]


def test_minimum_only_on_a_card_and_a_card_that_never_ends():
    def card(balance, apr, floor):
        return DebtTerms("card", balance, Decimal(apr), minimum=MinimumRule(floor=floor, percent=Decimal(2)))

    made = build_plan([card(300000, 18, 2500)], currency="USD", start=START, strategy=Strategy.MINIMUM_ONLY)
    assert (made.months, made.interest) == (258, 602819)
    never = build_plan([card(200000, 30, 500)], currency="USD", start=START, strategy=Strategy.MINIMUM_ONLY)
    assert (never.feasible, never.rows[11][5]) == (False, 211074)
