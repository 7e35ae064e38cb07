"""Where the money does not reach: what to miss last, three numbers, what pressure costs; and a transfer beside a plan."""

from datetime import date
from decimal import Decimal

from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.plan import build_plan
from planner.payoff.shortfall import miss_last, pressed_payment, reaches, short_numbers
from planner.payoff.special import Special
from planner.payoff.strategies import Strategy
from planner.payoff.transfer import Offer, transfer

START = date(2026, 1, 1)


def debt(name, balance=100000, apr="18", minimum=5000, kind="card", **terms):
    special = {key: terms.pop(key) for key in list(terms) if key in Special._fields}
    return DebtTerms(name, balance, Decimal(apr), kind, MinimumRule(fixed=minimum), special=Special(**special) if special else None, **terms)  # fmt: skip


def plan(debts, budget, strategy=Strategy.AVALANCHE):
    return build_plan(debts, currency="USD", start=START, strategy=strategy, budget=budget)


def test_what_to_miss_last_goes_by_damage_and_not_by_rate():
    debts = [
        debt("shop", apr="35"),
        debt("fee", late_fee=3500),
        debt("penalty", penalty_apr=Decimal(30)),
        debt("promise", deferred_until=date(2026, 9, 1)),
        debt("car", apr="5", kind="instalment", term_months=20, secured=True),
        debt("rent", apr="0", kind="rent"),
        debt("power", apr="0", kind="other", priority=True),
        debt("not mine", apart=True),
        debt("nothing due", minimum=0),
    ]
    found = [debts[one.debt].name for one in miss_last(debts, START)]
    assert found == ["power", "rent", "car", "penalty", "promise", "fee", "shop"]
    assert {one.rank for one in miss_last(debts, START)} == {0, 1, 2, 3, 4}


def test_three_numbers_stand_beside_offers():
    assert short_numbers([debt("A", 2500000, "0")], 25000) == (100, 100)
    stops, runs = short_numbers([debt("A", 2500000, "24")], 25000)
    assert (stops, runs) == (100, None)
    assert short_numbers([debt("A", 2500000, "24")], 20000).is_long
    assert not short_numbers([debt("A", 2500000, "24")], 25000).is_long
    assert short_numbers([debt("A", 2500000, "24")], 0) == (None, None)
    assert short_numbers([debt("A", apart=True)], 100) == (0, 0)


def test_a_pressed_payment_says_which_least_payments_it_takes():
    debts = [debt("rent", kind="rent", apr="0"), debt("card", late_fee=3500, apr="20"), debt("pressing", apr="10")]
    made = pressed_payment(debts, START, Strategy.AVALANCHE, 20000, 2, 12000)
    assert made.missing == 2000  # 200 less 120 leaves 80 for 50 and 50; the 120 stand for the pressed debt's own 50
    assert [debts[i].name for i in made.missed] == ["card"]
    assert made.late_fees == 3500
    assert made.cost > 3500


def test_a_pressed_payment_that_leaves_the_least_ones_alone_costs_interest_only():
    debts = [debt("card", 300000, "29"), debt("pressing", 300000, "5")]
    made = pressed_payment(debts, START, Strategy.AVALANCHE, 60000, 1, 40000)
    assert (made.missing, made.missed, made.late_fees) == (0, (), 0)
    assert made.cost > 0
    assert made.months >= 0


def test_a_pressed_payment_below_its_own_least_payment_leaves_the_rest_of_that_due():
    debts = [debt("card", apr="20"), debt("pressing", apr="10")]
    made = pressed_payment(debts, START, Strategy.AVALANCHE, 10000, 1, 3000)
    assert (made.missing, [debts[i].name for i in made.missed]) == (3000, ["pressing"])


def test_paying_the_least_payment_of_a_debt_today_takes_nothing_from_the_others():
    debts = [debt("card", apr="20"), debt("pressing", apr="10")]
    made = pressed_payment(debts, START, Strategy.AVALANCHE, 10000, 1, 5000)
    assert (made.missing, made.missed, made.late_fees) == (0, (), 0)


def test_whether_a_budget_reaches():
    assert reaches([debt("A")], START, 5000)
    assert not reaches([debt("A")], START, 4999)


def test_a_transfer_counts_its_fee_and_its_later_rate():
    made = plan([debt("A", 300000, "29"), debt("B", 300000, "25"), debt("C", 100000, "5")], 40000)
    good = transfer(made, {0, 1}, Offer(Decimal(0), Decimal(3)), "new", start=START, strategy=Strategy.AVALANCHE)
    assert (good.moved, good.fee, good.is_worth_it) == (("A", "B"), 18000, True)
    assert good.plan.paid == made.paid - good.saved
    steps = (RateStep(date(2026, 4, 1), Decimal(36)),)
    bad = transfer(made, {0, 1}, Offer(Decimal(0), Decimal(5), steps), "new", start=START, strategy=Strategy.AVALANCHE)
    assert bad.saved < 0
    assert not bad.is_worth_it


def test_a_longer_term_is_never_taken_for_a_gain():
    made = plan([debt("A", 300000, "9", 30000)], 30000)
    longer = transfer(made, {0}, Offer(Decimal(8), term=60), "new", start=START, strategy=Strategy.MINIMUM_ONLY)
    assert longer.longer > 0
    assert not longer.is_worth_it
