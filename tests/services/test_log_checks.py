"""The check of the whole log is kept until something changes, here or in another program; a new entry is checked quickly."""

from datetime import UTC, date, datetime

import pytest

from planner.rules.facts import Contact
from planner.rules.findings import Outcome
from planner.services.contacts import ContactLog
from planner.services.debt_kinds import kinds_by_name, with_kind
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


def test_the_kind_of_a_debt_on_the_list_answers_what_the_rules_would_ask_of_a_contact(household, log):
    contact = {**LATE, "collector": "北辰", "debt": "速叶网贷", "purpose": "demand"}
    row = log.add(contact, TODAY)
    checks = LogChecks(household)
    ids = lambda: {one.id for one in checks.check("china").of(row.entry).questions}  # noqa: E731
    assert "cn.online-credit" in ids()
    household.add({"name": "速叶网贷", "balance": "100", "kind": "online-loan"}, "CNY")
    assert checks.current("china") is None, "the list is part of what a check hangs on"
    assert "cn.online-credit" not in ids()
    assert log.check("china", "en").questions == tuple(checks.check("china").of(row.entry).asked("en"))
    fresh = log.add({**contact, "at": "2026-11-03 22:30"}, TODAY)
    quick = checks.check_entry(fresh, "china")
    assert quick.findings == checks.check("china").of(fresh.entry).findings


@pytest.mark.parametrize(
    ("debts", "said", "kind"),
    [
        (("Card",), "", "card"),
        (("card ",), "", "card"),
        (("Card", "Rent"), "", ""),
        (("Card", "Unlisted"), "", ""),
        (("Twice",), "", ""),
        (("Any",), "", ""),
        (("Card",), "online-loan", "online-loan"),
        ((), "", ""),
    ],
)
def test_a_kind_is_taken_from_the_list_only_where_it_is_one_and_known(debts, said, kind):
    kinds = kinds_by_name(
        [("Card", "card"), ("Rent", "rent"), ("Twice", "card"), ("twice", "rent"), ("Twice", "card"), ("Any", "other")]
    )
    contact = Contact(1, datetime(2026, 11, 2, 10, tzinfo=UTC), debts=debts, debt_kind=said)
    assert with_kind(contact, kinds).debt_kind == kind


def test_a_number_nobody_has_identified_has_its_question_and_no_mark(household, log):
    """Guard 15: it breaks no rule yet, so nothing marks it and nothing counts it."""
    unknown = log.add({**LATE, "collector": "", "role": "", "number": "555 0100", "said": "Pay or we break in."}, TODAY)
    known = log.add(LATE, TODAY)
    checked = LogChecks(household).check(PLACE)
    assert checked.strongest == {known.entry: Outcome.POSSIBLE_BREACH}
    assert checked.counts[Outcome.WORTH_CHECKING] == 0
    assert unknown.entry in checked.with_questions()
    assert checked.of(unknown.entry).findings
