"""True rates: the published answers of Appendix J, of Directive 98/7/EC and of fee plans; real statements to the cent."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.payoff.apr import (
    FeePlan,
    Flow,
    NoRate,
    fee_plan_flows,
    fee_plan_rates,
    periodic_rate,
    rates,
    rates_by_years,
    saved_by_settling,
)
from planner.payoff.clearing import months_to_clear
from planner.payoff.statement import Posting, statement_interest

DATA = Path(__file__).parent.parent / "data"
VECTORS = {one["id"]: one for one in json.loads((DATA / "vectors.json").read_text("utf-8"))["vectors"]}
STATEMENTS = json.loads((DATA / "statements.json").read_text("utf-8"))["statements"]
ZERO = Decimal(0)


def named(prefix):
    return pytest.mark.parametrize("case", [one for name, one in VECTORS.items() if name.startswith(prefix)], ids=lambda one: one["id"])  # fmt: skip


@named("REGZ-J")
def test_appendix_j_is_right_to_six_decimals(case):
    given_, expected = case["inputs"], case["expected"]
    paid, part = given_["payments"], Decimal(given_["payments"]["f"])
    count, first = paid["count"], paid["first"]["t"]
    amounts = [paid["first"]["amount"], *[paid["regular"]] * (count - 2), paid["last"]]
    flows = [Flow(ZERO, Decimal(given_["advance"]))]
    flows += [Flow(Decimal(first + k), -Decimal(amount), part) for k, amount in enumerate(amounts)]
    found = rates(flows, Decimal(given_["unit_periods_per_year"]))
    assert f"{found.nominal:.2f}" == expected["apr_pct_2dp"]
    assert abs(found.nominal - Decimal(expected["apr_pct_6dp"])) < Decimal("0.000002")


def test_appendix_j_irregular_first_period_needs_its_part_of_a_period():
    flows = [Flow(ZERO, Decimal(6000))] + [Flow(Decimal(k), Decimal(-200)) for k in range(1, 37)]
    assert f"{rates(flows, Decimal(12)).nominal:.2f}" != "11.82"


@pytest.mark.parametrize("case", [one for one in VECTORS.values() if "irr_month_pct" in one["expected"]], ids=lambda one: one["id"])  # fmt: skip
def test_a_fee_plan_says_its_true_rate_and_not_the_adverts(case):
    given_, expected = case["inputs"], case["expected"]
    plan = FeePlan(
        Decimal(10000),
        given_["months"],
        Decimal(given_.get("fee_rate_per_period", 0)) * 100,
        Decimal(given_.get("upfront_fee_rate", 0)) * 100,
        Decimal(given_.get("first_bill_fee_rate", 0)) * 100,
    )
    found = fee_plan_rates(plan)
    assert f"{found.periodic:.6f}" == expected["irr_month_pct"]
    assert f"{found.nominal:.4f}" == expected["apr_nominal_pct"]
    assert f"{found.effective:.4f}" == expected["apr_effective_pct"]


def test_settling_early_saves_only_what_is_waived():
    expected = VECTORS["CN-FEE-EARLY"]["expected"]
    for early, letter in (("waived", "a"), ("due", "b"), (Decimal(3), "c")):
        plan = FeePlan(Decimal(10000), 12, Decimal("0.6"), settle_at=6, early=early)
        assert f"{fee_plan_rates(plan).nominal:.4f}" == expected[f"{letter}_apr_nominal_pct"]
        assert f"{saved_by_settling(plan, 6):.2f}" == expected[f"{letter}_saving"]


@pytest.mark.parametrize("case", [one for one in VECTORS.values() if "flows" in one["inputs"]], ids=lambda one: one["id"])  # fmt: skip
def test_the_effective_rate_of_the_directive_and_of_the_uk(case):
    flows = [Flow(Decimal(t), Decimal(amount)) for amount, t in case["inputs"]["flows"]]
    found = rates_by_years(flows).effective
    assert abs(found - Decimal(case["expected"]["apr_pct_6dp"])) < Decimal("0.000005")


def test_no_rate_is_said_where_money_goes_one_way_only():
    for flows in ([], [Flow(ZERO, Decimal(1))], [Flow(ZERO, Decimal(-1)), Flow(Decimal(1), Decimal(-1))]):
        with pytest.raises(NoRate):
            periodic_rate(flows)


def test_paying_back_what_was_lent_is_no_interest_and_less_is_below_zero():
    def of(back):
        return periodic_rate([Flow(ZERO, Decimal(1000)), Flow(Decimal(1), -Decimal(back))])

    assert of(1000) == 0
    assert of(900) == Decimal("-0.1")


@settings(max_examples=60)
@given(st.integers(1, 60), st.integers(0, 400), st.integers(0, 60))
def test_the_rate_found_makes_the_flows_balance(months, fee, upfront):
    flows = fee_plan_flows(FeePlan(Decimal(10000), months, Decimal(fee) / 100, Decimal(upfront)))
    rate = periodic_rate(flows)
    value = sum(flow.amount / (1 + rate) ** flow.t for flow in flows)
    assert abs(value) < Decimal("1e-12")


@pytest.mark.parametrize("case", STATEMENTS, ids=lambda one: f"{one['issuer']}-{one['start']}")
def test_the_interest_of_a_real_statement(case):
    def cents(text):
        return int(Decimal(text) * 100)

    postings = [Posting(date.fromisoformat(day), cents(amount)) for day, amount in case["transactions"]]
    first, last = date.fromisoformat(case["start"]), date.fromisoformat(case["end"])
    made = statement_interest(cents(case["opening"]), Decimal(case["apr"]) * 100, first, last, postings)
    apart = abs(made.interest - cents(case["interest"]))
    assert apart <= (51 if case["issuer"] == "discover" else 1)


def test_a_posting_outside_the_period_is_left_out_and_named():
    day = date(2026, 1, 1)
    outside = Posting(date(2026, 2, 1), -100)
    made = statement_interest(10000, Decimal("36.5"), day, day, [outside])
    assert (made.interest, made.closing, made.left_out) == (10, 10010, (outside,))


def test_both_days_count_interest_earns_interest_and_a_credit_earns_none():
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    compound = statement_interest(100000, Decimal("36.5"), first, last, [])
    simple = statement_interest(100000, Decimal("36.5"), first, last, [], compound=False)
    assert simple.interest == 3100  # 31 days at a tenth of a per cent
    assert compound.interest == 3147
    assert statement_interest(-500, Decimal("36.5"), first, last, []).interest == 0


def test_months_to_clear_with_and_without_interest():
    assert months_to_clear(25000_00, 250_00) == 100
    assert months_to_clear(10000, 10000, Decimal(24)) == 2
    assert months_to_clear(10000, 200, Decimal(24)) is None
    assert months_to_clear(0, 0) == 0
    assert months_to_clear(100, 0) is None
    assert months_to_clear(10**9, 1) is None
