"""When a notice of a debt may be taken to have come, and until when one may dispute it (12 CFR 1006.34(b)(5))."""

from datetime import date

import pytest

from planner.rules.checks.united_states.days import assumed_receipt_on, dispute_until, is_working_day
from planner.rules.holidays import UnknownYear
from planner.rules.law import NotCovered


def test_a_notice_mailed_on_a_monday_is_taken_to_have_come_on_the_next():
    assert assumed_receipt_on(date(2026, 10, 19)) == date(2026, 10, 26)


def test_the_dispute_period_ends_thirty_days_after_that():
    assert dispute_until(date(2026, 10, 26)) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("sent", "came"),
    [
        (date(2026, 11, 6), date(2026, 11, 16)),  # a weekend, Veterans Day on Wednesday, a weekend
        (date(2026, 11, 20), date(2026, 11, 30)),  # Thanksgiving Day on Thursday
        (date(2026, 12, 18), date(2026, 12, 28)),  # Christmas Day on Friday
        (date(2026, 12, 24), date(2027, 1, 4)),  # Christmas Day, New Year's Day
        (date(2026, 10, 24), date(2026, 10, 30)),  # sent on a Saturday
        (date(2026, 6, 18), date(2026, 6, 26)),  # Juneteenth on Friday
    ],
)
def test_saturdays_sundays_and_legal_holidays_are_not_counted(sent, came):
    assert assumed_receipt_on(sent) == came


def test_the_day_on_which_offices_close_instead_of_a_holiday_is_counted():
    """July 4, 2026 is a Saturday; Friday, July 3 is a holiday for pay and leave alone (5 USC 6103(b))."""
    assert is_working_day(date(2026, 7, 3))
    assert assumed_receipt_on(date(2026, 6, 29)) == date(2026, 7, 6)


def test_a_year_whose_holidays_nobody_looked_up_is_not_guessed():
    with pytest.raises(UnknownYear):
        assumed_receipt_on(date(2041, 3, 1))


def test_before_regulation_f_there_was_no_such_count():
    with pytest.raises(NotCovered):
        assumed_receipt_on(date(2021, 11, 29))
