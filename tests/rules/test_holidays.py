"""Public holidays: read as written, each year covered or honestly unknown."""

import tomllib
from datetime import date

import pytest

from planner.rules.holidays import FOLDER, UnknownYear, load_holidays

FILES = sorted(FOLDER.glob("*.toml"))


def test_a_holiday_has_its_name_in_both_languages_and_the_day_after_has_none():
    holidays = load_holidays("australia")
    assert holidays.name_on(date(2026, 4, 3)) == {"en": "Good Friday", "zh": "耶稣受难日"}
    assert holidays.name_on(date(2026, 4, 2)) is None


def test_a_year_nobody_looked_up_is_unknown_and_not_free_of_holidays():
    holidays = load_holidays("australia")
    assert not holidays.knows(date(2019, 12, 25))
    with pytest.raises(UnknownYear):
        holidays.name_on(date(2019, 12, 25))


def test_of_a_place_without_a_file_no_year_is_known():
    with pytest.raises(UnknownYear):
        load_holidays("germany").name_on(date(2026, 12, 25))


def test_the_day_a_holiday_was_moved_to_is_kept_and_the_sunday_it_was_moved_from_is_not():
    holidays = load_holidays("australia")
    assert holidays.name_on(date(2025, 1, 27)) is not None
    assert holidays.name_on(date(2025, 1, 26)) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_day_is_in_a_covered_year_once_named_in_both_languages_and_sourced(path):
    data = tomllib.loads(path.read_text("utf-8"))
    assert data["source"]
    days = [entry["on"] for entry in data["day"]]
    assert days == sorted(set(days))
    assert {day.year for day in days} == set(data["covers"])
    assert all(set(entry["name"]) == {"en", "zh"} for entry in data["day"])
