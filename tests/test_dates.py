"""Days that exist, months that do not drift, leap days that come back."""

from datetime import date

import pytest

from planner.dates import add_months, due_in_month, parse_day
from planner.money import BadValue


def test_months_are_counted_from_the_start():
    assert [add_months(date(2023, 1, 31), k) for k in (1, 2, 3)] == [
        date(2023, 2, 28),
        date(2023, 3, 31),
        date(2023, 4, 30),
    ]
    assert [add_months(date(2024, 2, 29), k) for k in (12, 48)] == [date(2025, 2, 28), date(2028, 2, 29)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-31",
        "2026年2月31日",
        "2026年2月",
        "2025-02-29",
        "31.12.2026",
        "2026-13-01",
        "0001-01-01",
        "",
        "tomorrow",
    ],
)
def test_days_that_do_not_exist_are_refused(text):
    with pytest.raises(BadValue):
        parse_day(text)


def test_the_due_day_falls_inside_the_month_that_ends():
    assert due_in_month(date(2026, 2, 1), 12) == date(2026, 1, 12)
    assert due_in_month(date(2024, 2, 29), 31) == date(2024, 2, 29)
    assert due_in_month(date(2026, 3, 15), 15) == date(2026, 3, 15)


@pytest.mark.parametrize("text", ["2026-11-22", "2026年11月22日", " ２０２６年11月22日 "])
def test_a_day_is_read_as_people_write_it(text):
    assert parse_day(text) == date(2026, 11, 22)
