"""The rarer terms of a debt: every money case of vectors.json that a schedule can hold, and what stands beside it."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from planner.budget.rhythm import Rhythm, times_a_month
from planner.money import half_up
from planner.payoff.charges import late_charge, payment_to_end_in, penalty_interest, rule_of_78_rebate
from planner.payoff.day_counts import days_rate
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.minimums import compile_minimum, minimum_due
from planner.payoff.plan import build_plan
from planner.payoff.special import Special
from planner.payoff.statement import Posting, statement_interest
from planner.payoff.strategies import Strategy

START = date(2026, 1, 1)
DATA = Path(__file__).parent.parent / "data"
VECTORS = {one["id"]: one for one in json.loads((DATA / "vectors.json").read_text("utf-8"))["vectors"]}


def cents(amount):
    return int(Decimal(str(amount)) * 100)


def plan(debts, budget=None, strategy=Strategy.AVALANCHE, start=START):
    return build_plan(list(debts), currency="USD", start=start, strategy=Strategy(strategy), budget=budget)


def debt(name="A", balance=100000, apr=12, **terms):
    special = {k: terms.pop(k) for k in list(terms) if k in Special._fields}
    apr = None if apr is None else Decimal(str(apr))
    return DebtTerms(name, balance, apr, special=Special(**special) if special else None, **terms)


def fixed(amount):
    return MinimumRule(fixed=amount)


def test_regulation_z_m2_is_right_in_months_total_and_payment():
    expected = VECTORS["REGZ-M2"]["expected"]
    rule = MinimumRule(floor=2000, percent=Decimal(2), of_principal=True)
    step = (RateStep(date(2026, 6, 1), Decimal(17)),)
    rows = [
        debt("promotion", 50000, 0, kind="card", rate_steps=step, minimum=rule, account="card"),
        debt("purchases", 25000, 17, kind="card", minimum=rule, account="card", allocation="lowest-first"),
        debt("cash", 25000, 21, kind="card", minimum=rule, account="card"),
    ]
    made = plan(rows, strategy="minimum-only")
    assert (made.months, made.paid) == (expected["months_minimum_only"], cents(expected["total_minimum_only"]))
    closing = {k: sum(row[5] for row in made.rows if row[0] == k) for k in (1, 12)}
    assert closing == {
        1: cents(expected["balance_after_month_1"]),
        12: cents(expected["balance_after_month_12"]),
    }
    promotion = Decimal(17) * 30 / 36  # the promotion's last six months of 36 count at nothing
    payment = payment_to_end_in([(50000, promotion), (25000, Decimal(17)), (25000, Decimal(21))], 36)
    assert payment == cents(expected["payment_36"])
    assert payment * 36 == cents(expected["total_36"])


def test_the_payment_of_36_months():
    expected = VECTORS["REGZ-36-1000"]["expected"]
    payment = payment_to_end_in([(100000, Decimal(17))], 36)
    assert (payment, payment * 36) == (cents(expected["payment"]), cents(expected["total"]))
    assert payment_to_end_in([(36000, Decimal(0))], 36) == 1000
    assert payment_to_end_in([], 36) == 0


def test_deferred_interest_is_added_whole_where_a_cent_is_left_and_not_at_all_where_none_is():
    expected = VECTORS["DEFER-1"]["expected"]
    card = debt("store card", 240000, "29.99", minimum=fixed(20000), deferred_until=date(2027, 1, 1))
    made = plan([card])
    assert (made.months, made.interest, made.warnings) == (12, cents(expected["a_interest"]), ())
    made = plan([card._replace(minimum=fixed(19000))])
    (row,) = [row for row in made.rows if row[0] == 12]
    added = cents(expected["b_retro_interest"])
    assert row[3] == added
    assert row[5] == cents(expected["b_left_before_interest"]) + added
    (warning,) = made.warnings
    assert (warning.code, warning.message.blanks["each"]) == ("deferred", expected["monthly_needed"])


def test_cheapest_pays_a_deferred_debt_in_time_with_a_least_payment_to_spare():
    rule = MinimumRule(floor=2500, percent=Decimal(2))
    debts = [
        debt("store card", 240000, "29.99", minimum=rule, deferred_until=date(2027, 1, 1)),
        debt("card", 450000, 24, minimum=rule),
    ]
    made = plan(debts, 40000, "cheapest")
    assert made.run.payoff_months[0] <= 12
    assert made.paid <= 797578 + 600  # the exact optimum of this case, and what the margin may cost
    assert any(row[6] == "deadline" and row[1] == 0 for row in made.rows)
    for other in (Strategy.AVALANCHE, Strategy.SNOWBALL):
        assert plan(debts, 40000, other).paid > made.paid + 20000


def test_an_account_fee_is_ended_first_where_that_is_cheaper():
    rule = MinimumRule(floor=2500, percent=Decimal(2))
    debts = [debt("big", 400000, 28, minimum=rule), debt("small", 60000, 12, minimum=rule, account_fee=1200)]
    made = plan(debts, 26000, "cheapest")
    assert made.paid <= 604571 + 324
    assert plan(debts, 26000).paid == 616519
    assert made.fees == 1200 * made.run.payoff_months[1]


def test_fee_plans_of_real_cents_and_what_paying_them_early_saves():
    expected = VECTORS["CN-FEE-CENTS"]["expected"]
    bill = debt("bill", 1000000, None, kind="fee-instalment", term_months=12, fee_percent=Decimal("0.6"))
    made = plan([bill])
    assert (made.rows[0][4], made.rows[-1][4]) == (cents(expected["first_payment"]), cents(expected["last_payment"]))
    assert (made.fees, made.interest, made.feasible, made.warnings) == (cents(expected["total_fee"]), 0, True, ())
    early = {}
    for way in ("due", "waived", Decimal(3)):
        made = plan([bill._replace(special=Special(fee_percent=Decimal("0.6"), early=way))], 200000)
        early[way] = (made.months, made.fees)
        assert made.paid == 1000000 + made.fees
    assert early["due"] == (12, 72000)
    assert early["waived"] == (6, 36000)
    assert early[Decimal(3)][1] > 36000


def test_a_deferral_whose_rate_is_known_assumes_none():
    special = Special(deferred_until=date(2026, 7, 1), deferred_apr=Decimal(12))
    made = plan([DebtTerms("A", 60_000, None, "card", special=special)], 9_000)
    assert made.warnings[0].code == "deferred"
    assert len(made.warnings) == 1
    # 6.00, 5.10, 4.20, 3.30, 2.40, 1.50 gather aside; then a hundredth a month of what is left
    assert [row[3] for row in made.rows][5:] == [2_250, 83]


def test_the_charge_for_paying_early_is_of_what_is_paid_early():
    special = Special(fee_percent=Decimal(1), early=Decimal(3))
    made = plan([DebtTerms("A", 120_000, None, "fee-instalment", term_months=12, special=special)], 30_000)
    # 300 = 100 and its fee of 12, then 182.52 and its 3 %, 5.48
    assert [row[5] for row in made.rows] == [91_748, 63_496, 35_244, 6_992, 0]
    assert made.fees == 4 * 1_748 + 1_200


def test_money_goes_past_a_fee_plan_whose_fees_stay_due():
    bill = debt("bill", 600000, None, kind="fee-instalment", term_months=12, fee_percent=Decimal("0.75"))
    card = debt("card", 600000, 3)
    made = plan([bill, card], 150000)
    assert {row[6] for row in made.rows if row[1] == 0} == {"minimum"}
    waived = bill._replace(special=bill.special._replace(early="waived"))
    made = plan([waived, card], 150000)
    assert "target" in {row[6] for row in made.rows if row[1] == 0}


def test_the_fee_is_of_the_sum_at_the_start():
    bill = debt(balance=500000, apr=None, kind="fee-instalment", term_months=6, fee_percent=Decimal("0.6"), principal=1000000)  # fmt: skip
    assert plan([bill]).fees == 6 * 6000


def test_sixty_months_agreed_without_interest_floor_and_the_last_takes_the_rest():
    expected = VECTORS["CN-60"]["expected"]
    for balance, first, last in (
        (3600000, expected["payment"], expected["payment"]),
        (3610000, expected["alt_36100_payment"], expected["alt_36100_last"]),
    ):
        agreed = debt("agreed", balance, "18.25", kind="card", term_months=60, waived_until=date(2031, 1, 1))
        made = plan([agreed])
        assert (made.months, made.interest, made.feasible) == (60, 0, True)
        assert (made.rows[0][4], made.rows[-1][4]) == (cents(first), cents(last))


def test_interest_runs_again_from_the_day_on():
    made = plan([debt(apr=12, minimum=fixed(10000), waived_until=date(2026, 4, 1))])
    assert [row[3] for row in made.rows[:4]] == [0, 0, 0, 700]


@pytest.mark.parametrize(("waived", "interest"), [(None, [1000, 1010, 1020]), (date(2026, 4, 1), [0, 0, 0])])
def test_in_a_pause_nothing_is_due_and_interest_runs_unless_it_is_waived(waived, interest):
    paused = debt(minimum=fixed(10000), pause_from=date(2026, 2, 1), pause_until=date(2026, 5, 1), waived_until=waived)
    made = plan([paused], strategy="minimum-only")
    assert [row[4] for row in made.rows[:4]] == [0, 0, 0, 10000]
    assert [row[3] for row in made.rows[:3]] == interest


def test_a_loan_goes_on_after_a_pause_in_level_instalments():
    loan = debt(balance=200000, kind="instalment", term_months=12, pause_from=date(2026, 3, 1), pause_until=date(2026, 5, 1))  # fmt: skip
    made = plan([loan], strategy="minimum-only")
    paid = [row[4] for row in made.rows]
    assert (made.months, paid[1:3]) == (14, [0, 0])
    assert len(set(paid[3:-1])) == 1
    assert paid[3] > paid[0]


@pytest.mark.parametrize(
    ("day_count", "start", "interest"),
    [
        ("act/365-compound", date(2026, 4, 1), "94.97"),
        ("act/365", date(2026, 4, 1), "94.11"),
        ("act/360", date(2026, 4, 1), "95.42"),
        ("act/365", date(2026, 2, 1), "87.84"),
        ("act/365", date(2028, 2, 1), "90.97"),
        ("monthly", date(2026, 2, 1), "95.42"),
    ],
)
def test_days_make_the_interest_of_a_month(day_count, start, interest):
    expected = VECTORS["CARD-DAILYCOMP"]["expected"]
    assert (expected["interest_compound"], expected["interest_simple"]) == ("94.97", "94.11")
    made = plan([debt(balance=500000, apr="22.9", day_count=day_count)], 50000, start=start)
    assert made.rows[0][3] == cents(interest)


def test_a_year_of_daily_compounding_is_the_effective_rate():
    rate = days_rate(Decimal("22.9"), "act/365-compound", 365)
    effective = Decimal(rate.numerator) / rate.denominator * 100
    assert f"{effective:.4f}" == VECTORS["CARD-DAILYCOMP"]["expected"]["ear_pct"]


@pytest.mark.parametrize(
    ("balance", "rule", "due"),
    [
        ("1191.80", MinimumRule(floor=2500, percent=Decimal(1), plus="interest+fees"), "55.11"),
        ("1191.80", MinimumRule(floor=2500, percent=Decimal("2.5")), "30.86"),
        ("1191.80", MinimumRule(floor=500, percent=Decimal(1), plus="interest+fees", of_principal=True), "54.68"),
        ("1191.80", MinimumRule(percent=Decimal(10), plus="interest+fees", of_principal=True), "161.94"),
        ("1191.80", MinimumRule(percent=Decimal(5), plus="interest+fees", of_principal=True), "102.35"),
        ("18.40", MinimumRule(floor=2500), "18.40"),
    ],
)
def test_least_payments_of_a_card(balance, rule, due):
    assert due in VECTORS["CARD-MIN"]["expected"].values()
    interest, fees = (3076, 1200) if balance != "18.40" else (0, 0)
    assert minimum_due(compile_minimum(debt(minimum=rule)), 1, cents(balance), interest, 0, fees) == cents(due)


def test_single_charges_by_formula():
    late = VECTORS["CN-CARD-LATE"]
    special = Special(late_percent=Decimal(5))
    assert late_charge(special, cents(late["inputs"]["min_due"]), cents(late["inputs"]["paid"])) == cents(late["expected"]["late_fee"])  # fmt: skip
    assert late_charge(special, 100, 100) == 0
    assert late_charge(Special(late_fee=3500), 100, 0) == 3500
    assert penalty_interest(1000000, Decimal(12), Decimal(50), 45) == cents(VECTORS["CN-PENALTY"]["expected"]["penalty"])  # fmt: skip
    assert rule_of_78_rebate(60000, 12, 6) == cents(VECTORS["R78"]["expected"]["rebate"])


def test_interest_of_the_whole_bill_and_of_the_average_balance():
    full = VECTORS["CN-CARD-FULL"]["expected"]
    year = Decimal("18.25")
    to_due = statement_interest(1000000, year, date(2026, 3, 3), date(2026, 4, 3), [], compound=False)
    after = statement_interest(10000, year, date(2026, 4, 4), date(2026, 4, 14), [], compound=False)
    assert to_due.interest + after.interest == cents(full["interest_full_amount"])
    part = statement_interest(10000, year, date(2026, 3, 3), date(2026, 4, 14), [], compound=False)
    assert part.interest == cents(full["interest_unpaid_part_only"])
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    postings = [Posting(date(2026, 1, 11), -30000), Posting(date(2026, 1, 21), 20000)]
    made = statement_interest(100000, Decimal("24.99"), first, last, postings, compound=False)
    assert made.interest == cents(VECTORS["US-CARD-ADB"]["expected"]["interest"])


def test_pay_by_the_week_comes_to_so_much_a_month():
    expected = VECTORS["FREQ"]["expected"]
    for rhythm, name in (
        (Rhythm.WEEKLY, "weekly"),
        (Rhythm.FORTNIGHTLY, "fortnightly"),
        (Rhythm.FOUR_WEEKLY, "four_weekly"),
        (Rhythm.TWICE_A_MONTH, "semi_monthly"),
    ):
        month = 5000 * Fraction(times_a_month(rhythm))
        assert half_up(month.numerator, month.denominator) == cents(expected[name])


def test_where_the_least_payment_of_a_card_goes():
    def first_payments(allocation):
        rows = [
            debt("low", 30000, 0, account="card", allocation=allocation, minimum=fixed(10000)),
            debt("high", 10000, 24, account="card"),
        ]
        made = plan(rows, strategy="minimum-only")
        return [row[4] for row in made.rows if row[0] == 1]

    assert first_payments("lowest-first") == [10000, 0]
    assert first_payments("highest-first") == [0, 10000]
    assert first_payments("pro-rata") == [7463, 2537]


def test_an_offer_to_settle_is_shown_with_its_risks_and_never_taken():
    debts = [debt("x", 500000, 26), debt("y", 600000, 18, settlement=270000, settlement_until=date(2026, 11, 1))]
    made = plan(debts, 48000)
    assert made.paid == 1390227
    assert made.forgiven == 0
    (offer,) = made.alternatives
    assert offer.kind == "settlement"
    assert sum(offer.run.paid) <= 898145 + 1907
    assert offer.saved == made.paid - sum(offer.run.paid)
    assert offer.months_paid[0] <= 10
    assert offer.risks
    assert sum(offer.run.paid) == 1100000 + sum(offer.run.interest) - sum(offer.run.forgiven)


def test_two_offers_are_taken_together_where_the_money_reaches():
    debts = [
        debt("x", 300000, 20, settlement=100000, settlement_until=date(2026, 12, 1)),
        debt("y", 400000, 22, settlement=120000, settlement_until=date(2026, 12, 1)),
    ]
    found = plan(debts, 40000).alternatives
    assert {one.debts for one in found} == {(0,), (1,), (0, 1)}
    assert found[0].debts == (0, 1)


def test_an_offer_that_cannot_be_saved_up_for_is_not_shown():
    assert plan([debt("x", 600000, 0, settlement=300000, settlement_until=date(2026, 3, 1))], 20000).alternatives == ()
    assert plan([debt("x", 1000, 0, settlement=3000)], 500).alternatives == ()


def test_what_a_missed_payment_costs_is_said_where_the_money_does_not_reach():
    debts = [
        debt("car", 500000, 9, minimum=fixed(20000), secured=True),
        debt("card", 300000, 20, minimum=fixed(20000), late_fee=3500, penalty_apr=Decimal("29.99"), grace_days=5),
        debt("bank card", 300000, 18, minimum=fixed(20000), late_percent=Decimal(5)),
    ]
    codes = [(warning.code, warning.debt) for warning in plan(debts, 30000).warnings]
    assert codes[1:] == [("secured", "car"), ("missed", "card"), ("missed", "card"), ("missed", "bank card")]
    assert [warning.code for warning in plan(debts, 90000).warnings] == []


def test_one_day_of_grace_is_said_as_one():
    late = [
        debt("car", 500000, 9, minimum=fixed(20000), late_fee=3500, grace_days=1),
        debt("card", 300000, 20, minimum=fixed(20000), late_percent=Decimal(5), grace_days=1),
    ]
    said = [warning.message.id for warning in plan(late, 30000).warnings if warning.code == "missed"]
    assert ["more than 1 day costs" in words for words in said] == [True, True]


def test_a_limit_that_is_passed_is_said():
    (warning,) = plan([debt(balance=100000, credit_limit=90000)], 50000).warnings
    assert (warning.code, warning.message.blanks["over"]) == ("over-limit", "100.00")


@pytest.mark.parametrize("day_count", ["act/365", "act/360", "act/365-compound"])
def test_a_loan_reckoned_by_days_ends_in_level_instalments(day_count):
    loan = debt(balance=2000000, apr=9, kind="instalment", term_months=36, day_count=day_count)
    made = plan([loan], start=date(2026, 1, 31))
    paid = [row[4] for row in made.rows]
    assert (made.feasible, made.months, len(set(paid[:-1]))) == (True, 36, 1)
    assert abs(paid[-1] - paid[0]) <= 36
    stepped = loan._replace(rate_steps=(RateStep(date(2027, 1, 31), Decimal(3)),))
    made = plan([stepped], strategy="minimum-only", start=date(2026, 1, 31))
    paid = [row[4] for row in made.rows]
    assert (made.months, len(set(paid[:12])), len(set(paid[12:-1]))) == (36, 1, 1)


def test_days_that_have_passed_are_said_and_change_nothing():
    late = debt(minimum=fixed(10000), deferred_until=START, settlement=100, settlement_until=date(2025, 12, 31))
    made = plan([late])
    assert [warning.code for warning in made.warnings] == ["deferral-over", "offer-over"]
    assert made.interest == plan([late._replace(special=None)]).interest
    assert made.alternatives == ()
