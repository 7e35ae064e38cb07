"""The contact log keeps what it was told, adds and never overwrites, and gives it to the rules as it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.canonical import canonical
from planner.errors import InputProblems
from planner.services.contacts import ContactLog, NoSuchEntry, cells_of, facts_of
from planner.services.debt_limits import clock_of, warning_before
from planner.services.household import open_household
from planner.services.log_facts import event_of
from planner.services.papers import OTHER, Papers, derived_from
from planner.services.promises import BROKEN, DUE, KEPT, LATER, NoSuchPromise, Promises

TODAY = date(2026, 11, 24)
CALL = {
    "at": "2026-11-02 22:30",
    "channel": "call",
    "outcome": "conversation",
    "collector": "North Star",
    "role": "agency",
    "said": "O'Neil said: 今天还 龑",
    "agent_name": "龑",
}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    opened.change_settings(zone="America/New_York", country="US")
    yield opened
    opened.close()


@pytest.fixture
def log(household):
    return ContactLog(household)


def test_what_was_said_comes_back_to_the_letter_with_its_clock(log):
    facts = facts_of(log.add(CALL, TODAY))
    assert facts["said"] == "O'Neil said: 今天还 龑"
    assert (facts["at"], facts["tz"], facts["precision"]) == ("2026-11-02T22:30:00-05:00", "America/New_York", "min")


def test_a_day_of_receipt_begins_by_the_clock_as_it_was_on_that_day(log):
    letter = {"at": "2026-10-30 09:00", "event": "asked-stop-all:written", "note": "received:2026-11-02"}
    assert event_of(log.add(letter, TODAY)).from_on.isoformat() == "2026-11-02T00:00:00-05:00"


def test_a_correction_is_another_version_and_the_first_one_stays(log):
    row = log.correct(log.add(CALL, TODAY), {"at": "2026-11-02 20:30", "number": "555"}, TODAY)
    first, second = log.versions(row.entry)
    assert facts_of(first)["at"].startswith("2026-11-02T22:30")
    assert facts_of(second)["at"].startswith("2026-11-02T20:30")
    assert "number" not in facts_of(first)
    assert [one.entry for one in log.rows()] == [row.entry]


def test_two_windows_that_correct_one_entry_do_not_overwrite_each_other(log):
    row = log.add(CALL, TODAY)
    log.correct(row, {"number": "1"}, TODAY)
    with pytest.raises(Exception, match="corrected in another window"):
        log.correct(row, {"number": "2"}, TODAY)
    assert facts_of(log.find(row.entry))["number"] == "1"


def test_a_withdrawn_entry_is_in_no_list_and_no_check_and_can_come_back(log):
    row = log.add(CALL, TODAY)
    log.withdraw(row)
    assert log.rows() == []
    assert log.check("united_states", "en").found == ()
    log.bring_back(log.find(row.entry))
    assert len(log.rows()) == 1
    assert log.check("united_states", "en").found


def test_reading_an_entry_into_cells_and_writing_it_again_changes_nothing(log):
    for at in ("2026-11-02", "2026-11-02 22:30", "2026-11-02 22:30:15"):
        row = log.add({**CALL, "at": at, "tactics": "insult; guilt", "debt": "A; B"}, TODAY)
        again = log.correct(row, cells_of(row), TODAY)
        assert facts_of(again) == facts_of(row)


def test_every_fault_is_said_at_once_and_nothing_is_written(log):
    with pytest.raises(InputProblems) as faults:
        log.add_all([CALL, {"at": "2026-03-08 02:30", "channel": "cal", "from": "him", "mood": "bad"}], TODAY)
    assert {(one.field, one.line) for one in faults.value.problems} == {
        ("at", 2),
        ("channel", 2),
        ("from", 2),
        ("mood", 2),
    }
    assert log.rows() == []


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2027-01-01 10:00", "future"),
        ("2026-03-08 02:30", "did not exist"),
        ("2026-11-01 01:30", "came twice"),
        ("2026-02-30 10:00", "no day"),
        ("2026-11-02 25:00", "no time"),
        ("", "missing"),
    ],
)
def test_a_time_that_cannot_be_is_asked_about(log, at, words):
    problems = log.problems_of({**CALL, "at": at}, TODAY)
    assert words in " ".join(problem.message.id for problem in problems)


def test_an_unknown_number_is_no_entry(log):
    with pytest.raises(NoSuchEntry):
        log.find("77")


@given(st.dictionaries(st.text("abcdef", min_size=1), st.text() | st.integers() | st.none(), max_size=6))
def test_the_same_facts_have_the_same_bytes(facts):
    assert canonical(facts) == canonical(dict(reversed(facts.items())))


@pytest.mark.parametrize("value", [{"a": 1.5}, {"a": {1, 2}}, {"a": b"x"}, {"é": 1}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_a_promise_is_due_on_its_day_and_ends_once(household):
    promises = Promises(household)
    mine = promises.add({"amount": "50", "due": "2026-11-24"}, "USD")
    theirs = promises.add({"whose": "theirs", "what": "waive the fee", "due": "2026-12-01"}, "USD")
    assert (mine.state(TODAY), theirs.state(TODAY)) == (DUE, LATER)
    assert promises.keep(mine, TODAY).state(TODAY) == KEPT
    assert promises.break_(theirs, TODAY).state(TODAY) == BROKEN
    assert [one.amount for one in promises.all()] == [5000, None]


def test_the_number_of_a_contact_is_no_promise(household, log):
    contact = log.add(CALL, TODAY)
    with pytest.raises(NoSuchPromise) as wrong:
        Promises(household).find(str(contact.entry))
    assert "promises list" in str(wrong.value)


def test_a_promise_without_sum_day_or_sense_says_all_that_is_missing(household):
    with pytest.raises(InputProblems) as faults:
        Promises(household).add({"whose": "ours", "mood": "x"}, "USD")
    assert {one.field for one in faults.value.problems} == {"whose", "mood", "amount", "due"}


def test_a_paper_is_counted_by_the_place_and_an_unlisted_one_by_itself(household):
    papers = Papers(household)
    order = papers.add("china", "payment-order", "2026-11-10")
    assert order.due_on == date(2026, 11, 25)
    assert order.counted.rule.citation
    with pytest.raises(InputProblems):
        papers.add("china", OTHER, "2026-11-10")
    other = papers.add("china", OTHER, "2026-11-10", due="2026-12-24", note="summons")
    assert (other.due_on, other.counted) == (date(2026, 12, 24), None)
    assert papers.done(order, TODAY).done_on == TODAY


def test_a_dated_fact_of_the_log_starts_a_deadline_by_itself(log):
    log.add({"at": "2026-11-02 10:00", "event": "validation-received"}, TODAY)
    (paper,) = derived_from(log.dated_facts(), "united_states")
    assert (paper.kind, paper.due_on, paper.entry) == ("validation-notice", date(2026, 12, 2), 0)
    assert derived_from(log.dated_facts(), "germany") == []


def test_a_young_debt_is_not_warned_about_and_an_old_one_is(household, log):
    cells = {"name": "Card", "balance": "100", "due_since": "2022-12-01"}
    old = household.add(cells, "CNY")
    young = household.add({**cells, "name": "New", "due_since": "2026-09-01"}, "CNY")
    clocks = [clock_of(debt, "china", log.rows(), [], [], TODAY) for debt in (old, young)]
    assert warning_before("pay", clocks[0]) is not None
    assert warning_before("pay", clocks[1]) is None
    assert clock_of(household.add({"name": "X"}, "CNY"), "china", [], [], [], TODAY) is None


def test_a_demand_in_the_log_moves_the_time_limit_where_the_law_says_so(household, log):
    debt = household.add({"name": "Card", "balance": "100", "due_since": "2022-12-01"}, "CNY")
    before = clock_of(debt, "china", log.rows(), [], [], TODAY)
    log.add({**CALL, "at": "2025-05-02 10:00", "purpose": "demand", "debt": "Card"}, TODAY)
    after = clock_of(debt, "china", log.rows(), [], [], TODAY)
    assert before.not_before == date(2025, 12, 1)
    assert after.not_before == date(2028, 5, 2)


def checked(household, rule, place):
    found = ContactLog(household).check(place, "en").found
    return [(one.finding.outcome.value, one.finding.contacts) for one in found if one.rule.id == rule]


@pytest.mark.parametrize(
    ("identified", "expected"),
    [
        ("firm", []),
        ("name; creditor", []),
        ("name", ["worth_checking"]),
        ("nothing", ["worth_checking"]),
        ("", ["worth_checking"]),
    ],
)
def test_what_they_said_of_themselves_is_what_the_rules_look_at(household, identified, expected):
    ContactLog(household).add({**CALL, "collector": "Bank", "role": "bank", "identified": identified}, TODAY)
    assert [outcome for outcome, _ in checked(household, "cn.cba.identify", "china")] == expected
    asked = {question.id for question, _ in ContactLog(household).check("china", "en").questions}
    assert ("firm-named" in asked) == (identified == "")


def test_a_caller_who_said_nothing_of_themselves_is_found_as_one_who_hides(household):
    log = ContactLog(household)
    log.add({**CALL, "collector": "A", "role": "agency", "identified": "name"}, TODAY)
    entry = log.add({**CALL, "collector": "A", "role": "agency", "identified": "nothing"}, TODAY).entry
    assert checked(household, "us.fdcpa.identify-call", "united_states") == [("possible_breach", (entry,))]


def test_the_lender_an_agency_names_decides_which_rules_bind_it(household):
    log = ContactLog(household)
    log.add({**CALL, "collector": "Quick Loans", "role": "microloan-co"}, TODAY)
    known = log.add(
        {**CALL, "collector": "A", "role": "agency", "principal": "Quick Loans", "tactics": "insult"}, TODAY
    )
    other = log.add({**CALL, "collector": "A", "role": "agency", "principal": "Someone", "tactics": "insult"}, TODAY)
    found = checked(household, "cn.microloan.six-bans", "china")
    assert found == [("possible_breach", (known.entry,)), ("worth_checking", (other.entry,))]
    assert checked(household, "cn.bicp.collection", "china") == []


def test_only_what_may_move_a_time_limit_is_read_for_it(log):
    log.add(CALL, TODAY)
    log.add({**CALL, "said": 'They wrote "purpose":"demand"'}, TODAY)
    demand = log.add({**CALL, "purpose": "demand", "debt": "Loan"}, TODAY)
    heard = log.add({**CALL, "tactics": "deadline-pressure"}, TODAY)
    fact = log.add({"at": "2026-11-03 09:00", "event": "moratorium-start"}, TODAY)
    assert {row.entry for row in log.demands()} == {demand.entry, heard.entry, fact.entry}
    gone = log.add({**CALL, "purpose": "demand"}, TODAY)
    log.withdraw(gone)
    assert gone.entry not in {row.entry for row in log.demands()}


def test_what_a_letter_speaks_of_is_read_by_the_debt_or_who_collects_it(log):
    other = log.add({**CALL, "collector": "Harbour"}, TODAY)
    named = log.add({**CALL, "collector": "Harbour", "debt": 'Loan "A" 龑'}, TODAY)
    theirs = log.add(CALL, TODAY)
    assert [row.entry for row in log.about('Loan "A" 龑', {"North Star"})] == [named.entry, theirs.entry]
    assert [row.entry for row in log.about("Loan", set())] == []
    assert [row.entry for row in log.naming_no_debt()] == [other.entry, theirs.entry]
