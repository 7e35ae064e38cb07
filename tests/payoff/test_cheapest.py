"""The cheapest plan: near the exact optimum where rates change, highest interest first where they do not, never dearer."""

import random
import statistics
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates import add_months
from planner.payoff.cheapest import _search_prices, cheapest_policy
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.plan import build_plan
from planner.payoff.purse import Money
from planner.payoff.schedule import compile_debts, simulate
from planner.payoff.strategies import Strategy
from tests.payoff.optimum import START, instance, least_paid

OTHERS = (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.QUICK_WINS)


def step(months, apr):
    return RateStep(add_months(START, months), Decimal(str(apr)))


def plan(debts, budget, strategy=Strategy.CHEAPEST):
    return build_plan(debts, currency="USD", start=START, strategy=strategy, budget=budget)


LOOKAHEAD = [DebtTerms("A", 600000, Decimal(0), rate_steps=(step(9, 29.9),)), DebtTerms("B", 600000, Decimal("18.9"))]


def test_a_rate_that_steps_up_is_seen_before_it_does():
    made = plan(LOOKAHEAD, 50000)
    assert made.paid <= 1423949
    assert plan(LOOKAHEAD, 50000, Strategy.AVALANCHE).paid > made.paid + 15000


def test_two_promises_of_no_interest_are_split_between_by_their_deadlines():
    debts = [
        DebtTerms("P1", 300000, Decimal(0), rate_steps=(step(10, 29),)),
        DebtTerms("P2", 300000, Decimal(0), rate_steps=(step(14, 31),)),
        DebtTerms("C", 400000, Decimal("19")),
    ]
    pytest.importorskip("scipy")
    made = plan(debts, 42000)
    least = least_paid(debts, 42000, made.months + 6)
    owed = sum(debt.balance for debt in debts)
    assert (made.paid - least) / (least - owed) < 0.03
    assert {"target", "minimum"} <= {row[6] for row in made.rows} | {"minimum"}


def test_it_is_within_a_tenth_of_a_per_cent_of_the_exact_optimum_on_average():
    pytest.importorskip("scipy")
    gaps = []
    dice = random.Random(20)
    for _ in range(25):
        debts, budget = instance(dice)
        made = plan(debts, budget)
        least = least_paid(debts, budget, made.months + 6)
        gaps.append((made.paid - least) / (least - sum(debt.balance for debt in debts)) * 100)
    assert statistics.mean(gaps) <= 0.10
    assert max(gaps) <= 3
    assert min(gaps) > -0.05  # nothing is cheaper than the optimum but by the rounding of cents


money = st.integers(1, 2_000_000)
rates = st.decimals(0, 40, places=2)
constant = st.builds(
    lambda number, balance, apr, percent, floor: DebtTerms(
        f"D{number}", balance, apr, minimum=MinimumRule(floor=floor, percent=percent)
    ),
    st.integers(0, 99),
    money,
    rates,
    st.sampled_from([Decimal(0), Decimal(2)]),
    st.integers(0, 3000),
)


def changing(debt, months, apr):
    return debt._replace(rate_steps=(step(months, apr),))


any_debt = st.one_of(constant, st.builds(changing, constant, st.integers(1, 30), rates))


@settings(max_examples=60, deadline=None)
@given(st.lists(constant, min_size=1, max_size=6), st.integers(1000, 300_000))
def test_at_constant_rates_it_is_highest_interest_first_to_the_cent_a_debt_and_month(debts, budget):
    made, other = plan(debts, budget), plan(debts, budget, Strategy.AVALANCHE)
    assert made.feasible == other.feasible
    if made.feasible:
        assert other.paid - len(debts) * other.months <= made.paid <= other.paid


@settings(max_examples=60, deadline=None)
@given(st.lists(any_debt, min_size=1, max_size=6), st.integers(1000, 300_000))
def test_no_other_order_is_cheaper(debts, budget):
    made = plan(debts, budget)
    for strategy in OTHERS:
        other = plan(debts, budget, strategy)
        if other.feasible:
            assert made.feasible
            assert made.paid <= other.paid


@pytest.mark.parametrize("case", range(24))
def test_no_other_order_is_cheaper_where_money_is_kept_aside_or_months_differ(case):
    dice = random.Random(case)
    debts = [
        DebtTerms(
            f"D{i}",
            dice.randint(50_000, 900_000),
            Decimal(dice.randint(0, 30)),
            rate_steps=(step(dice.randint(2, 11), dice.randint(0, 40)),),
            minimum=MinimumRule(fixed=dice.randint(2000, 15_000)),
        )
        for i in range(dice.randint(2, 4))
    ]
    budget = dice.randint(60_000, 150_000)
    money = Money(buffer=dice.randint(1, 300_000))
    if case % 2:
        money = Money(budgets=tuple(dice.randint(budget // 2, 2 * budget) for _ in range(12)))

    def cost(strategy):
        made = build_plan(
            debts,
            currency="USD",
            start=START,
            strategy=strategy,
            budget=budget,
            money=money,
            keep_rows=False,
            find_needed=False,
        )
        return made.interest + made.fees if made.feasible else float("inf")

    assert cost(Strategy.CHEAPEST) <= min(map(cost, OTHERS))


def test_an_order_of_ones_own_is_not_cheaper_either():
    debts = [one._replace(order=2 - i) for i, one in enumerate(LOOKAHEAD)]
    assert plan(debts, 50000).paid <= plan(debts, 50000, Strategy.CUSTOM).paid


@settings(max_examples=40, deadline=None)
@given(st.lists(any_debt, min_size=2, max_size=6), st.integers(5000, 300_000))
def test_the_search_reckons_in_the_same_cents_as_the_plan(debts, budget):
    compiled = compile_debts(debts, START)
    first = simulate(compiled, Strategy.AVALANCHE, budget)
    if not first.ended:
        return
    found = _search_prices(compiled, budget, first.months)
    if found is not None:
        run = simulate(compiled, Strategy.CHEAPEST, budget, policy=found.policy)
        assert (sum(run.paid), run.months) == (found.paid, found.months)


@settings(max_examples=40, deadline=None)
@given(st.lists(any_debt, min_size=1, max_size=5), st.integers(1000, 200_000))
def test_every_month_stays_within_the_budget_and_every_debt_gets_its_least(debts, budget):
    made = plan(debts, budget)
    if not made.feasible:
        return
    by_month = {}
    for month, _i, opening, interest, payment, closing, _ in made.rows:
        by_month[month] = by_month.get(month, 0) + payment
        assert opening + interest - payment == closing >= 0
    assert max(by_month.values(), default=0) <= budget
    assert sum(made.run.paid) == sum(debt.balance for debt in debts) + made.interest


def test_debts_set_apart_get_no_extra_money_from_it_either():
    debts = [*LOOKAHEAD, DebtTerms("Not mine", 100000, Decimal(36), apart=True)]
    made = plan(debts, 50000)
    assert made.feasible
    assert made.run.paid[2] == 0


@pytest.mark.parametrize("budget", [0, 1, 9000])
def test_a_budget_that_is_not_enough_is_said_with_what_would_be(budget):
    made = plan(LOOKAHEAD, budget)
    assert not made.feasible
    (warning,) = [one for one in made.warnings if one.code == "never"]
    assert plan(LOOKAHEAD, warning.needed).feasible
    assert not plan(LOOKAHEAD, warning.needed - 1).feasible


def test_quick_wins_close_what_two_months_could_and_then_go_by_rate():
    debts = [
        DebtTerms("Big", 900000, Decimal(28)),
        DebtTerms("Small", 30000, Decimal(5)),
        DebtTerms("Smaller", 20000, Decimal(9)),
        DebtTerms("Middle", 90000, Decimal(12)),
    ]
    made = plan(debts, 40000, Strategy.QUICK_WINS)
    order = sorted(range(4), key=lambda i: made.run.payoff_months[i])
    assert [debts[i].name for i in order][:2] == ["Smaller", "Small"]
    assert made.run.payoff_months[2] == 1
    assert made.run.payoff_months[3] >= made.run.payoff_months[0]
    cost = made.interest - plan(debts, 40000, Strategy.AVALANCHE).interest
    assert 0 <= cost <= plan(debts, 40000, Strategy.SNOWBALL).interest - plan(debts, 40000, Strategy.AVALANCHE).interest


def test_no_debt_no_plan_and_one_debt_one_plan():
    assert plan([], 1000).months == 0
    assert cheapest_policy(compile_debts([], date(2026, 1, 1)), 1000) is not None
