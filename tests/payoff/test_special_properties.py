"""What must hold for every plan with rarer terms (plan-engine.md 3.2)."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates import add_months
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.plan import build_plan
from planner.payoff.purse import Money
from planner.payoff.schedule import compile_debts, least_payments
from planner.payoff.special import DAY_COUNTS, Special
from planner.payoff.strategies import Strategy

START = date(2024, 1, 31)
rates = st.decimals(0, 36, places=2)
later = st.integers(1, 30).map(lambda months: add_months(START, months))
sometimes = st.one_of(st.none(), later)


@st.composite
def debts(draw):
    balance = draw(st.integers(2_000, 2_000_000))
    pause = draw(st.one_of(st.none(), st.integers(0, 12)))
    shape = draw(st.sampled_from(["open", "instalment", "fee", "agreed"]))
    special = Special(
        day_count=draw(st.sampled_from(DAY_COUNTS)),
        deferred_until=draw(sometimes) if shape == "open" else None,
        waived_until=draw(sometimes),
        account_fee=draw(st.sampled_from([0, 0, 50])),
        pause_from=None if pause is None else add_months(START, pause),
        pause_until=None if pause is None else add_months(START, pause + draw(st.integers(1, 4))),
        account=draw(st.sampled_from(["", "", "card"])) if shape == "open" else "",
        allocation=draw(st.sampled_from(["", "pro-rata", "highest-first"])),
        settlement=draw(st.sampled_from([None, None, balance // 2])),
        settlement_until=draw(sometimes),
    )
    term = draw(st.integers(2, 48))
    if shape == "fee":
        early = draw(st.sampled_from(["due", "waived", Decimal(3)]))
        special = special._replace(fee_percent=draw(st.decimals(0, 1, places=2)), early=early)
        return DebtTerms("", balance, None, "fee-instalment", term_months=term, special=special)
    if shape == "agreed":
        special = special._replace(waived_until=add_months(START, term))
        return DebtTerms("", balance, draw(rates), "card", term_months=term, special=special)
    kind = "instalment" if shape == "instalment" else "card"
    rule = MinimumRule(floor=draw(st.integers(0, 3000)), percent=Decimal(draw(st.sampled_from([0, 2]))))
    steps = (RateStep(draw(later), draw(rates)),) if draw(st.booleans()) and not special.deferred_until else ()
    return DebtTerms(
        "", balance, draw(rates), kind, rule, steps, term if shape == "instalment" else None, special=special
    )


households = st.lists(debts(), min_size=1, max_size=4).map(
    lambda found: [debt._replace(name=f"D{i}") for i, debt in enumerate(found)]
)
strategies = st.sampled_from([Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.QUICK_WINS, Strategy.MINIMUM_ONLY])
extras = st.integers(0, 300_000)


def make(found, strategy, extra=0, budget=None, **how):
    return build_plan(found, currency="USD", start=START, strategy=strategy, extra=extra, budget=budget, **how)


def whole(made, run):
    owed = sum(debt.balance for debt in made.debts)
    return owed + sum(run.interest) + sum(run.fees) - sum(run.forgiven) - sum(run.balances)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(households, strategies, extras)
def test_paid_is_principal_interest_and_fees_less_what_is_forgiven(found, strategy, extra):
    made = make(found, strategy, extra)
    assert made.paid == whole(made, made.run)
    assert made.forgiven == 0
    for one in made.alternatives:
        assert sum(one.run.paid) == whole(made, one.run)
        assert one.run.ended


@settings(max_examples=30, deadline=None, derandomize=True)
@given(households, strategies, extras)
def test_every_row_adds_up_and_goes_on_from_the_one_before(found, strategy, extra):
    made = make(found, strategy, extra)
    now = {i: debt.balance for i, debt in enumerate(found)}
    for month, i, opening, interest, payment, closing, _ in made.rows:
        fees = made.run.row_fees.get((month, i), 0)
        assert opening == now[i]
        assert opening + interest + fees - payment == closing >= 0
        assert min(interest, fees, payment) >= 0
        now[i] = closing
    assert sum(made.run.row_fees.values()) == made.fees


@settings(max_examples=30, deadline=None, derandomize=True)
@given(households, strategies, extras)
def test_a_month_never_takes_more_than_the_budget_but_for_the_cents_of_last_instalments(found, strategy, extra):
    made = make(found, strategy, extra)
    outlay = {}
    for row in made.rows:
        outlay[row[0]] = outlay.get(row[0], 0) + row[4]
    if strategy is not Strategy.MINIMUM_ONLY:
        assert all(paid <= made.budget + 60 * len(found) for paid in outlay.values())


@settings(max_examples=30, deadline=None, derandomize=True)
@given(households, extras)
def test_the_least_is_paid_wherever_the_budget_reaches(found, extra):
    made = make(found, Strategy.AVALANCHE, extra)
    if made.feasible:
        least = least_payments(compile_debts(found, START))
        first = {row[1]: row[4] for row in made.rows if row[0] == 1}
        assert all(first[i] >= amount for i, amount in enumerate(least))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(households, st.integers(10_000, 400_000))
def test_no_other_order_is_cheaper_than_cheapest(found, budget):
    made = make(found, Strategy.CHEAPEST, budget=budget)
    for strategy in (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.QUICK_WINS):
        other = make(found, strategy, budget=budget, keep_rows=False, find_needed=False)
        if other.feasible:
            assert made.feasible
            assert made.paid <= other.paid


@settings(max_examples=30, deadline=None, derandomize=True)
@given(households, strategies, extras, st.randoms())
def test_the_order_of_rows_changes_nothing(found, strategy, extra, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    if any(debt.special.account for debt in found):
        return  # cents of a card's least payment go by the order of its rows
    one, other = make(found, strategy, extra), make(shuffled, strategy, extra)

    def payments(made):
        return sorted((row[0], made.debts[row[1]].name, *row[2:]) for row in made.rows)

    assert (one.months, payments(one)) == (other.months, payments(other))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(households, strategies, extras)
def test_the_amount_needed_is_enough(found, strategy, extra):
    made = make(found, strategy, extra)
    for warning in made.warnings:
        if warning.code == "never":
            order = Strategy.AVALANCHE if strategy is Strategy.MINIMUM_ONLY else strategy
            assert make(found, order, budget=warning.needed, keep_rows=False, find_needed=False).feasible


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(2_000, 900_000), st.integers(0, 2000)), min_size=1, max_size=5), extras)
def test_without_interest_and_fees_the_total_is_the_principal(rows, extra):
    found = [
        DebtTerms(f"D{i}", balance, Decimal(20), minimum=MinimumRule(fixed=least), special=Special(waived_until=date(2199, 1, 1)))
        for i, (balance, least) in enumerate(rows)
    ]  # fmt: skip
    made = make(found, Strategy.AVALANCHE, extra)
    if made.feasible:
        assert made.paid == sum(debt.balance for debt in found)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(households, st.integers(0, 60_000), st.lists(st.integers(0, 400_000), max_size=30))
def test_a_buffer_and_pay_days_lose_no_money(found, buffer, budgets):
    made = make(found, Strategy.AVALANCHE, budget=300_000, money=Money(tuple(budgets), buffer))
    assert made.paid == whole(made, made.run)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(50_000, 900_000), st.integers(0, 3000)), min_size=1, max_size=5), st.integers(5_000, 90_000))  # fmt: skip
def test_one_more_a_month_never_takes_longer(rows, extra):
    found = [DebtTerms(f"D{i}", balance, Decimal(apr) / 100, minimum=MinimumRule(fixed=1000)) for i, (balance, apr) in enumerate(rows)]  # fmt: skip
    less, more = make(found, Strategy.AVALANCHE, extra), make(found, Strategy.AVALANCHE, extra + 100)
    if less.feasible:
        assert more.months <= less.months


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(50_000, 900_000), st.integers(0, 3000)), min_size=2, max_size=5), st.integers(20_000, 200_000), st.integers(1, 8))  # fmt: skip
def test_a_plan_taken_up_again_from_a_later_month_ends_the_same_way(rows, budget, month):
    found = [DebtTerms(f"D{i}", balance, Decimal(apr) / 100) for i, (balance, apr) in enumerate(rows)]
    made = make(found, Strategy.AVALANCHE, budget=budget)
    if not made.feasible or made.months <= month:
        return
    closing = {row[1]: row[5] for row in made.rows if row[0] == month}
    left = [debt._replace(balance=closing.get(i, 0)) for i, debt in enumerate(found)]
    order = sorted(range(len(found)), key=lambda i: (-found[i].apr, found[i].balance, found[i].name))
    again = build_plan(left, currency="USD", start=add_months(START, month), budget=budget, order=order)
    tail = [(row[0] - month, *row[1:6]) for row in made.rows if row[0] > month]
    assert [row[:6] for row in again.rows] == tail
