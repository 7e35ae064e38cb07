"""The cap on agreed interest: private loans of mainland China by the LPR at signing, Taiwan by its Civil Code."""

from datetime import date
from decimal import Decimal

import pytest

from planner.rules.interest_cap import china_cap, lpr_of_china, taiwan_cap
from planner.rules.law import load_law

PUBLISHED = [
    # law-details.md section 9: from, one-year LPR, four times
    ("2019-08-20", "4.25", "17.00"),
    ("2019-09-20", "4.20", "16.80"),
    ("2019-11-20", "4.15", "16.60"),
    ("2020-02-20", "4.05", "16.20"),
    ("2020-04-20", "3.85", "15.40"),
    ("2021-12-20", "3.80", "15.20"),
    ("2022-01-20", "3.70", "14.80"),
    ("2022-08-22", "3.65", "14.60"),
    ("2023-06-20", "3.55", "14.20"),
    ("2023-08-21", "3.45", "13.80"),
    ("2024-07-22", "3.35", "13.40"),
    ("2024-10-21", "3.10", "12.40"),
    ("2025-05-20", "3.00", "12.00"),
]


def test_the_table_is_the_one_that_was_checked():
    rows = [(one.from_on.isoformat(), one.value) for one in lpr_of_china().published]
    assert rows == [(day, Decimal(percent)) for day, percent, _ in PUBLISHED]
    assert lpr_of_china().until == date(2026, 4, 20)
    assert lpr_of_china().confidence == "V2"


@pytest.mark.parametrize(("day", "percent", "four_times"), [row for row in PUBLISHED if row[0] >= "2020-08-20"])
def test_the_last_figure_published_on_or_before_the_day_of_signing_counts(day, percent, four_times):
    cap = china_cap("individual", date.fromisoformat(day), Decimal("10"))
    assert (cap.lpr, cap.cap, cap.state) == (Decimal(percent), Decimal(four_times), "within")
    before = china_cap("individual", date.fromisoformat(day).replace(day=1), Decimal("10"))
    assert before.lpr != Decimal(percent)


@pytest.mark.parametrize(
    ("rate", "state"), [("14.79", "within"), ("14.80", "within"), ("14.81", "above"), ("36", "above"), ("0", "within")]
)
def test_above_begins_beyond_four_times_not_at_it(rate, state):
    cap = china_cap("individual", date(2022, 3, 1), Decimal(rate))
    assert cap.state == state
    assert (cap.cap, cap.lpr, cap.lpr_from) == (Decimal("14.80"), Decimal("3.70"), date(2022, 1, 20))
    assert cap.confidence == "V2"


@pytest.mark.parametrize("lender", ["bank", "consumer-finance-co", "microloan-co"])
def test_no_such_cap_is_claimed_for_licensed_lenders(lender):
    cap = china_cap(lender, date(2022, 3, 1), Decimal("36"))
    assert (cap.state, cap.rule, cap.cap) == ("no-cap", "cn.rate.scope", None)


@pytest.mark.parametrize("lender", ["", "agency", "debt-buyer", "online-platform", "original-creditor", "law-firm"])
def test_who_lent_is_asked_where_it_is_not_known(lender):
    cap = china_cap(lender, date(2022, 3, 1), Decimal("36"))
    assert (cap.state, cap.case) == ("unknown", "ask_lender")


def test_the_transition_before_20_august_2020_is_unknown():
    assert china_cap("individual", date(2020, 8, 19), Decimal("36")).case == "transition"
    assert china_cap("individual", date(2020, 8, 20), Decimal("15.41")).state == "above"


def test_after_the_last_checked_day_the_borrower_looks_the_figure_up():
    assert china_cap("individual", date(2026, 4, 20), Decimal("12.01")).state == "above"
    later = china_cap("individual", date(2026, 4, 21), Decimal("36"))
    assert (later.state, later.case) == ("unknown", "check_figure")
    typed = china_cap("individual", date(2026, 9, 1), Decimal("12.01"), figure=Decimal("3.00"))
    assert (typed.state, typed.confidence, typed.cap) == ("above", "yours", Decimal("12"))


def test_what_is_missing_is_asked():
    assert china_cap("unlicensed", None, Decimal("36")).case == "ask_date"
    assert china_cap("unlicensed", date(2022, 3, 1), None).case == "ask_rate"
    assert taiwan_cap(None, Decimal("18")).case == "ask_date"
    assert taiwan_cap(date(2022, 1, 1), None).case == "ask_rate"


def test_in_taiwan_above_16_per_cent_since_20_july_2021():
    assert taiwan_cap(date(2021, 7, 20), Decimal("16")).state == "within"
    assert taiwan_cap(date(2021, 7, 20), Decimal("16.01")).state == "above"
    assert taiwan_cap(date(2021, 7, 19), Decimal("20")).case == "transition"


def answers():
    day = date(2022, 3, 1)
    yield "china", china_cap("individual", day, Decimal("36"))
    yield "china", china_cap("individual", day, Decimal("3"))
    yield "china", china_cap("bank", day, Decimal("36"))
    yield "china", china_cap("", day, Decimal("36"))
    yield "china", china_cap("individual", None, Decimal("36"))
    yield "china", china_cap("individual", day, None)
    yield "china", china_cap("individual", date(2019, 1, 1), Decimal("36"))
    yield "china", china_cap("individual", date(2026, 9, 1), Decimal("36"))
    yield "taiwan", taiwan_cap(date(2022, 1, 1), Decimal("18"))
    yield "taiwan", taiwan_cap(date(2022, 1, 1), Decimal("15.5"))
    yield "taiwan", taiwan_cap(date(2020, 1, 1), Decimal("18"))
    yield "taiwan", taiwan_cap(None, Decimal("18"))
    yield "taiwan", taiwan_cap(date(2022, 1, 1), None)


@pytest.mark.parametrize(("place", "cap"), list(answers()), ids=lambda one: getattr(one, "case", one))
def test_every_answer_can_be_said_in_both_languages(place, cap):
    for language in ("en", "zh"):
        said = load_law(place).rule(cap.rule).say[cap.case][language].format(**cap.blanks)
        assert said
        assert "{" not in said
    assert cap.citation


def test_the_words_name_the_figures_plainly():
    cap = china_cap("individual", date(2022, 3, 1), Decimal("24"))
    assert cap.blanks == {"rate": "24", "lpr": "3.70", "lpr_from": "2022-01-20", "cap": "14.80"}
