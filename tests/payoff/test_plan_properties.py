"""What must hold for every household (plan-engine.md 3.2)."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.payoff.debts import DebtTerms, MinimumRule
from planner.payoff.plan import build_plan
from planner.payoff.strategies import Strategy

START = date(2024, 1, 31)
debt_values = st.tuples(st.integers(1, 3_000_000), st.integers(0, 4000), st.integers(0, 60_000))
households = st.lists(debt_values, min_size=1, max_size=6)
larger_households = st.lists(
    st.tuples(st.integers(10_000, 3_000_000), st.integers(0, 4000), st.integers(0, 60_000)), min_size=1, max_size=6
)
strategies = st.sampled_from([Strategy.AVALANCHE, Strategy.SNOWBALL])


def household(rows, scale=1):
    return [
        DebtTerms(f"d{i}", balance * scale, Decimal(apr) / 100, minimum=MinimumRule(fixed=minimum * scale))
        for i, (balance, apr, minimum) in enumerate(rows)
    ]


def make(debts, strategy, extra):
    return build_plan(debts, currency="USD", start=START, strategy=strategy, extra=extra)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(households, strategies, st.integers(0, 200_000))
def test_money_paid_is_balances_plus_interest_less_what_is_left(rows, strategy, extra):
    plan = make(household(rows), strategy, extra)
    assert plan.paid + sum(plan.run.balances) == sum(row[0] for row in rows) + plan.interest
    assert sum(row[4] for row in plan.rows) == plan.paid
    assert all(row[5] >= 0 and row[4] >= 0 for row in plan.rows)
    if plan.feasible:
        assert not any(plan.run.balances)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(households, strategies, st.integers(0, 200_000))
def test_outlay_is_constant_until_the_last_month(rows, strategy, extra):
    plan = make(household(rows), strategy, extra)
    outlay = {}
    for row in plan.rows:
        outlay[row[0]] = outlay.get(row[0], 0) + row[4]
    last = max(outlay)
    assert all(paid == plan.budget for month, paid in outlay.items() if month < last)
    assert outlay[last] <= plan.budget


@settings(max_examples=40, deadline=None, derandomize=True)
@given(households, strategies, st.integers(0, 200_000), st.randoms())
def test_the_order_of_rows_changes_nothing(rows, strategy, extra, random):
    debts = household(rows)
    shuffled = list(debts)
    random.shuffle(shuffled)
    one, other = make(debts, strategy, extra), make(shuffled, strategy, extra)

    def payments(plan):
        return sorted((row[0], plan.debts[row[1]].name, *row[2:]) for row in plan.rows)

    assert (one.months, payments(one), one.warnings) == (other.months, payments(other), other.warnings)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(larger_households, strategies, st.integers(100_000, 400_000))
def test_a_hundred_times_the_money_takes_the_same_time(rows, strategy, extra):
    # Below some units of money, and over decades, half a cent a posting compounds into more than a cent.
    one = make(household(rows), strategy, extra)
    other = make(household(rows, 100), strategy, extra * 100)
    if not one.feasible or one.months > 60:
        return
    assert abs(one.months - other.months) <= 1
    postings = max(len(one.rows), len(other.rows))
    assert abs(one.interest * 100 - other.interest) <= 100 * postings


@settings(max_examples=25, deadline=None, derandomize=True)
@given(households, strategies)
def test_the_amount_needed_is_enough_and_a_cent_less_is_not(rows, strategy):
    debts = household(rows)
    plan = make(debts, strategy, 0)
    if not plan.feasible:
        needed = plan.warnings[-1].needed
        assert build_plan(debts, currency="USD", start=START, strategy=strategy, budget=needed).feasible
        assert not build_plan(debts, currency="USD", start=START, strategy=strategy, budget=needed - 1).feasible
