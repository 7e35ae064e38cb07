"""Why the date moved: every event is named with what it did, and together they are the whole difference."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.payoff.compare import Situation, effect_text, why_moved
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.plan import build_plan
from planner.payoff.strategies import Strategy

START, LATER = date(2026, 1, 1), date(2026, 7, 1)


def debt(name, balance, apr="18", minimum=2000, **terms):
    return DebtTerms(name, balance, Decimal(apr), minimum=MinimumRule(fixed=minimum), **terms)


def situation(debts, budget=30000, start=START, strategy=Strategy.AVALANCHE):
    return Situation(tuple(debts), budget, start, strategy, "USD")


def rolled(old, months):
    """Return the debts as the plan itself leaves them after ``months``."""
    made = build_plan(old.debts, currency="USD", start=old.start, strategy=old.strategy, budget=old.budget)
    closing = {row[1]: row[5] for row in made.rows if row[0] == months}
    paid = {d.name: sum(row[4] for row in made.rows if row[1] == i and row[0] <= months) for i, d in enumerate(old.debts)}  # fmt: skip
    return [d._replace(balance=closing.get(i, 0)) for i, d in enumerate(old.debts)], paid


OLD = situation([debt("A", 300000), debt("B", 200000, "24")])


def test_a_plan_that_was_kept_moves_nothing():
    debts, paid = rolled(OLD, 6)
    moved = why_moved(OLD, situation(debts, start=LATER), paid)
    assert (moved.causes, moved.months) == ((), 0)
    assert moved.before == moved.after


def test_a_payment_less_and_a_new_charge_are_told_apart_where_payments_are_known():
    debts, paid = rolled(OLD, 6)
    debts[1] = debts[1]._replace(balance=debts[1].balance + 20000 + 15000)
    paid["B"] -= 20000
    moved = why_moved(OLD, situation(debts, start=LATER), paid)
    assert [(one.code, one.debt, one.amount) for one in moved.causes] == [
        ("paid", "B", -20000),
        ("charges", "B", 15000),
    ]
    assert all(one.months >= 0 and one.cost > 0 for one in moved.causes)
    assert moved.months == sum(one.months for one in moved.causes)
    assert why_moved(OLD, situation(debts, start=LATER)).causes[0].amount == 35000


def test_rate_new_debt_gone_debt_budget_and_order_each_stand_alone():
    debts, paid = rolled(OLD, 6)
    debts[0] = debts[0]._replace(apr=Decimal("26.5"))
    new = situation([debts[0], debt("C", 50000)], 28000, LATER, Strategy.SNOWBALL)
    moved = why_moved(OLD, new, paid)
    assert [(one.code, one.debt) for one in moved.causes] == [
        ("rate", "A"),
        ("gone", "B"),
        ("new-debt", "C"),
        ("budget", None),
        ("strategy", None),
    ]
    assert moved.causes[0].message.blanks == {"debt": "A", "before": "18.00", "after": "26.50"}
    assert moved.causes[3].amount == -2000
    assert {effect_text(one, "USD").id[:8] for one in moved.causes} <= {"The date", "{months}", "1 month "}


def test_a_dated_step_that_was_foreseen_is_no_event():
    old = situation([debt("A", 300000, rate_steps=(RateStep(date(2026, 4, 1), Decimal(29)),))])
    debts, paid = rolled(old, 6)
    moved = why_moved(old, situation(debts, start=LATER), paid)
    assert moved.causes == ()
    plain = [debts[0]._replace(apr=Decimal(29), rate_steps=())]
    assert why_moved(old, situation(plain, start=LATER), paid).causes == ()


def test_a_plan_that_never_ends_is_said_without_numbers():
    new = situation([debt("A", 300000, "40", 100), debt("B", 200000, "24", 100)], 9000, LATER)
    moved = why_moved(OLD, new)
    assert (moved.after, moved.months) == (None, None)
    assert any(one.months is None for one in moved.causes)
    assert effect_text(moved.causes[-1], "USD").id.startswith("Without an end")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(20_000, 400_000), st.integers(500, 3000)), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(20_000, 400_000), st.integers(500, 3000)), min_size=1, max_size=4),
    st.integers(40_000, 90_000),
    st.integers(40_000, 90_000),
)
def test_the_events_together_are_the_whole_difference(before, after, budget, budget_now):
    def household(rows):
        return [debt(f"D{i}", balance, str(Decimal(apr) / 100)) for i, (balance, apr) in enumerate(rows)]

    old, new = situation(household(before), budget), situation(household(after), budget_now, LATER)
    moved = why_moved(old, new)
    made = build_plan(new.debts, currency="USD", start=LATER, budget=budget_now)
    assert made.feasible
    if all(one.months is not None for one in moved.causes):
        assert moved.months == sum(one.months for one in moved.causes)
    assert (moved.after.year - LATER.year) * 12 + moved.after.month - LATER.month == made.months
