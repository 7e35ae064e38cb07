"""The check of the whole log is kept until something changes, here or in another program; a new entry is checked quickly."""

from datetime import date

import pytest

from planner.rules.findings import Outcome
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.log_checks import LogChecks

TODAY = date(2026, 11, 24)
PLACE = "united_states"
LATE = {"at": "2026-11-02 22:30", "channel": "call", "outcome": "conversation", "collector": "North", "role": "agency"}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    opened.change_settings(zone="America/New_York", country="US")
    yield opened
    opened.close()


@pytest.fixture
def log(household):
    return ContactLog(household)


def test_a_check_holds_until_the_log_changes_in_this_program_or_another(household, log):
    checks = LogChecks(household)
    assert checks.current(PLACE) is None
    row = log.add(LATE, TODAY)
    checked = checks.check(PLACE)
    assert checks.current(PLACE) is checked
    assert checks.check(PLACE) is checked
    assert checked.strongest == {row.entry: Outcome.POSSIBLE_BREACH}
    assert checks.current("united_states/washington") is None
    other = open_household(household.folder)
    ContactLog(other).withdraw(ContactLog(other).find(row.entry))
    other.close()
    assert checks.current(PLACE) is None
    assert checks.check(PLACE).strongest == {}


def test_a_new_entry_is_checked_on_top_of_the_last_check_with_the_same_result(household, log):
    checks = LogChecks(household)
    for hour in range(9, 16):
        log.add({**LATE, "at": f"2026-11-05 {hour:02}:00", "outcome": "rang-out"}, TODAY)
    row = log.add(LATE, TODAY)
    assert checks.check_entry(row, PLACE) is None
    checks.check(PLACE)
    row = log.add({**LATE, "at": "2026-11-06 22:00"}, TODAY)
    quick = checks.check_entry(row, PLACE)
    assert quick.findings
    assert checks.current(PLACE) is None
    assert quick.findings == checks.check(PLACE).of(row.entry).findings
    assert checks.check_entry(row, PLACE).findings == quick.findings


def test_a_stopped_check_leaves_the_last_one(household, log):
    checks = LogChecks(household)
    log.add(LATE, TODAY)
    parts = []
    first = checks.check(PLACE, parts.append)
    assert parts == sorted(parts)
    assert 0 <= parts[0] <= parts[-1] <= 1
    log.add(LATE, TODAY)
    assert checks.check(PLACE, stopped=lambda: True) is None
    assert checks.latest is first
    assert checks.current(PLACE) is None


def test_what_is_said_of_an_entry_is_said_in_both_languages(household, log):
    row = log.add({**LATE, "role": ""}, TODAY)
    entry = LogChecks(household).check(PLACE).of(row.entry)
    (english,), (chinese,) = entry.in_words("en"), entry.in_words("zh")
    assert english.message != chinese.message
    assert {question.id for question, _ in entry.asked("zh")} == {"role"}


def test_a_question_answered_with_dont_know_is_not_counted_as_open_and_can_be_answered_later(household, log):
    row = log.add({**LATE, "role": "individual"}, TODAY)
    other = log.add({**LATE, "role": "individual", "collector": "South"}, TODAY)
    checks = LogChecks(household)
    (question,) = checks.check(PLACE).of(row.entry).questions
    household.answer(question.id, "unknown", contact=row.entry)
    assert checks.current(PLACE) is None
    checked = checks.check(PLACE)
    assert checked.with_questions() == {other.entry}
    assert checked.of(row.entry).questions
    household.answer(question.id, "no", contact=row.entry)
    assert not checks.check(PLACE).of(row.entry).questions
