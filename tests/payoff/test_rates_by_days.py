"""True rates of short loans, and of one contract under two legal units of time (vectors.json): both right, not the same."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.dates import add_months
from planner.payoff.apr import Flow, rates, rates_by_years

DATA = Path(__file__).parent.parent / "data"
VECTORS = {one["id"]: one for one in json.loads((DATA / "vectors.json").read_text("utf-8"))["vectors"]}


def test_a_payday_loan_has_a_nominal_rate_and_a_far_higher_effective_one():
    given, expected = VECTORS["US-PAYDAY"]["inputs"], VECTORS["US-PAYDAY"]["expected"]
    principal, fee = Decimal(given["principal"]), Decimal(given["fee"])
    flows = [Flow(Decimal(0), principal), Flow(Decimal(1), -(principal + fee))]
    found = rates(flows, Decimal(365) / given["days"])
    assert f"{found.nominal:.4f}" == expected["apr_nominal_pct"]
    assert f"{found.effective:.2f}" == expected["apr_effective_pct"]


def test_the_uk_cap_of_a_day_as_a_rate_of_a_year():
    given, expected = VECTORS["UK-HCSTC"]["inputs"], VECTORS["UK-HCSTC"]["expected"]
    principal = Decimal(given["principal"])
    back = principal * (1 + Decimal(given["daily"]) * given["days"])
    assert f"{back:.2f}" == expected["repay"]
    found = rates_by_years([Flow(Decimal(0), principal), Flow(Decimal(given["days"]) / 365, -back)])
    assert f"{found.effective:.2f}" == expected["apr_pct"]


def test_equal_months():
    given, expected = VECTORS["UK-20NOM"]["inputs"], VECTORS["UK-20NOM"]["expected"]
    payment = Decimal(expected["payment_unrounded"])
    flows = [Flow(Decimal(0), Decimal(given["principal"]))]
    flows += [Flow(Decimal(k) / 12, -payment) for k in range(1, given["months"] + 1)]
    found = rates_by_years(flows).effective
    assert f"{found:.1f}" == expected["apr_display_1dp"]
    assert abs(found - Decimal(expected["apr_pct_6dp"])) < Decimal("0.00001")


@pytest.mark.parametrize("case", ["UK-20NOM-DAYS", "UK-20FEE-DAYS"])
def test_real_days(case):
    given, expected = VECTORS[case]["inputs"], VECTORS[case]["expected"]
    start = date(2025, 1, 1)
    flows = [Flow(Decimal(0), Decimal(given["net_advance"]))]
    flows += [
        Flow(Decimal((add_months(start, k) - start).days) / 365, -Decimal(given["payment"])) for k in range(1, 13)
    ]
    assert f"{rates_by_years(flows).effective:.4f}" == expected["apr_pct_4dp"]
