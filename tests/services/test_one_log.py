"""What is one in a log is counted as one, however it was written; what stands there twice is counted once and said."""

from datetime import date, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from planner.rules.facts import Answer, Contact, Event, Log
from planner.services.answers import Known, with_answers
from planner.services.checking import check_log
from planner.services.contact_log_file import COLUMNS, read_contact_log
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.log_checks import LogChecks
from planner.services.one_log import in_one_spelling, name_key
from planner.services.week_counts import count_week

TODAY = date(2026, 11, 24)
CALL = {
    "channel": "call",
    "outcome": "rang-out",
    "recipient": "self",
    "collector": "Acme",
    "role": "agency",
    "debt": "Card",
}
NOON = datetime(2026, 11, 2, 12, tzinfo=ZoneInfo("America/New_York"))
HOURS = [f"2026-11-{day:02} {hour}:00" for day in (2, 3, 4, 5) for hour in (10, 15)]


@pytest.fixture
def check(tmp_path):
    """Check rows; return what a rule finds, and all that is open."""

    def run(rows, rule, place="united_states", zone="America/New_York", answers=()):
        path = tmp_path / "log.csv"
        lines = [",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in rows)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        log = with_answers(read_contact_log(str(path), ZoneInfo(zone), TODAY), answers)
        run.checked = check_log(log, place, "en")
        return [one.finding for one in run.checked.found if one.rule.id == rule]

    return run


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    opened.change_settings(zone="America/New_York", country="US")
    yield opened
    opened.close()


def calls(**spelled):
    """Eight calls in four days; what is ``spelled`` is written in another way in every second one."""
    return [
        {**CALL, "at": at, **{part: ways[place % 2] for part, ways in spelled.items()}}
        for place, at in enumerate(HOURS)
    ]


@pytest.mark.parametrize(
    "spelled",
    [
        {},
        {"collector": ("Acme", "ACME")},
        {"collector": ("Acme Credit", "ＡｃｍｅCredit")},
        {"debt": ("Card", "card")},
        {"debt": ("卡 1", "卡１")},
        {"collector": ("", ""), "number": ("+1 617 555 0142", "(617) 555-0142")},
        {"collector": ("", ""), "number": ("16175550142", "617 555 0142")},
    ],
)
def test_calls_are_counted_together_however_name_debt_and_number_are_written(check, spelled):
    (found,) = check(calls(**spelled), "us.regf.call-frequency")
    assert found.counted == tuple(range(1, 9))


@pytest.mark.parametrize(
    "spelled",
    [
        {"collector": ("Acme", "Acme Two")},
        {"debt": ("Card 1 1", "Card 11")},
        {"debt": ("Card", "Loan")},
        {"collector": ("", ""), "number": ("+1 617 555 0142", "+44 617 555 0142")},
        {"collector": ("", ""), "number": ("5550142", "617 555 0142")},
    ],
)
def test_what_may_be_two_stays_two(check, spelled):
    assert check(calls(**spelled), "us.regf.call-frequency") == []


def test_dials_to_one_number_of_the_borrower_are_counted_together(check):
    rows = [
        {**CALL, "at": f"2026-11-10 {hour}:00", "role": "bank", "dialed": dialed}
        for hour, dialed in zip(range(9, 16), ["13800000000", "138 0000 0000", "+86 138-0000-0000"] * 3, strict=False)
    ]
    (found,) = check(rows, "cn.cba.unanswered", "china", "Asia/Shanghai")
    assert found.counted == tuple(range(1, 8))


def test_a_request_and_an_answer_hold_however_who_it_was_is_written(check):
    rows = [
        {"at": "2026-11-02 10:00", "event": "asked-stop-all:written", "collector": "ACME "},
        {**CALL, "at": "2026-11-04 10:00", "outcome": "conversation"},
        {"at": "2026-11-02 10:00", "event": "asked-not-at-place:(617) 555-0142"},
        {**CALL, "at": "2026-11-05 10:00", "dialed": "+16175550142"},
    ]
    assert [one.contacts for one in check(rows, "us.regf.cease")] == [(2,), (4,)]
    assert [one.contacts for one in check(rows, "us.regf.asked-time-place")] == [(4,)]
    night = [{**CALL, "at": "2026-11-04 22:30", "role": "bank", "outcome": "conversation"}]
    for name, outcome in (("acme", "possible_breach"), ("Other", "worth_checking")):
        said = [Known(answers=(Answer("cn.member.cba", True, name),))]
        (found,) = check(night, "cn.cba.hours", "china", "Asia/Shanghai", said)
        assert found.outcome.value == outcome


def test_a_name_is_shown_as_it_was_first_written_and_nothing_else_is_changed():
    first = Contact(1, NOON, collector="Acme Credit", debts=("Card",), number="617 555 0142", said="ACME")
    second = first._replace(row=2, collector="ACME  credit", debts=("CARD", "card"), number="+16175550142")
    event = Event(3, NOON, "third-refused", "Family", "acme credit", "card")
    log, spelling = in_one_spelling(Log((first, second), (event,)))
    assert log.contacts == (first, first._replace(row=2))
    assert log.events == (event._replace(collector="Acme Credit", debt="Card", value="family"),)
    assert in_one_spelling(log)[0] == log
    assert spelling.contact(second) == log.contacts[1]


def test_names_that_differ_in_more_than_writing_have_keys_of_their_own():
    names = ["Acme", "Acme 2", "Acme 1 2", "Acme 12", "Acme-2", "Ácme", "招商银行", "招商银行卡"]
    assert all(name_key(one) != name_key(other) for one, other in combinations(names, 2))
    assert name_key("招商 银行") == name_key("招商银行")


UNNAMED = {"collector": "", "role": "", "number": "617 555 0142"}


def test_calls_of_a_number_that_one_collector_has_ask_whether_it_was_the_same_caller(check):
    rows = [{**row, **UNNAMED} for row in calls()]
    rows[0] = {**rows[0], "collector": "Acme", "role": "agency", "number": "+16175550142"}
    (found,) = check(rows, "us.regf.call-frequency")
    assert (found.outcome.value, found.counted) == ("worth_checking", tuple(range(1, 9)))
    assert found.is_of_nobody_known
    assert {one.id: one.rows for one, _ in check.checked.questions}["who-called"] == tuple(range(2, 9))


@pytest.mark.parametrize(
    "first",
    [
        {"collector": "Acme", "role": "agency", "number": "617 555 0143"},
        {"collector": "Acme", "role": "bank"},
    ],
)
def test_nothing_is_supposed_of_another_number_or_of_a_caller_who_is_not_bound(check, first):
    rows = [{**row, **UNNAMED} for row in calls()]
    assert check([{**rows[0], **first}, *rows[1:]], "us.regf.call-frequency") == []


def test_a_number_of_two_collectors_supposes_nothing_and_what_was_found_anyway_stays(check):
    rows = [{**row, **UNNAMED, "outcome": "conversation"} for row in calls()]
    rows[0] |= {"collector": "Acme", "role": "agency"}
    rows[7]["at"] = "2026-11-05 22:00"
    (supposed,) = check(rows, "us.regf.hours")
    assert (supposed.contacts, supposed.outcome.value) == ((8,), "worth_checking")
    rows[1] |= {"collector": "Other", "role": "agency"}
    assert check(rows, "us.regf.hours") == [supposed]
    assert all(len(one.finding.counted) < 3 for one in check.checked.found)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"debt": "卡1", "debt_kind": "card"}, {"debt": "卡1"}, False),
        ({"debt": "卡1", "debt_kind": "Card"}, {"debt": "卡１"}, False),
        ({"debt": "卡1", "debt_kind": "card"}, {"debt": "卡2"}, True),
        ({"debt": "卡1; 卡2", "debt_kind": "card"}, {"debt": "卡1"}, True),
        ({"debt": "卡1", "debt_kind": "other"}, {"debt": "卡1"}, True),
        ({"debt": "卡1", "debt_kind": "card"}, {"debt": "卡1", "debt_kind": "online-loan"}, True),
    ],
)
def test_what_kind_a_debt_is_holds_for_all_about_it(check, first, second, expected):
    rows = [
        {**CALL, "role": "bank", "at": "2026-11-02 12:00", **first},
        {**CALL, "role": "bank", "outcome": "conversation", "at": "2026-11-03 22:30", "debt": "", **second},
    ]
    assert bool(check(rows, "cn.gbt45251.hours", "china", "Asia/Shanghai")) == expected


def test_a_debt_of_two_kinds_has_none(check):
    rows = [
        {**CALL, "role": "bank", "at": f"2026-11-0{day} 12:00", "debt": "卡1", "debt_kind": kind}
        for day, kind in ((2, "card"), (3, "online-loan"))
    ]
    rows.append({**CALL, "role": "bank", "outcome": "conversation", "at": "2026-11-03 22:30", "debt": "卡1"})
    (found,) = check(rows, "cn.gbt45251.hours", "china", "Asia/Shanghai")
    assert found.outcome.value == "worth_checking"


def test_a_row_that_stands_twice_is_counted_once_and_said(check):
    seven = calls()[:7]
    assert check([*seven, seven[-1]], "us.regf.call-frequency") == []
    assert check.checked.twice == ((8, 7),)
    assert check.checked.checked == 8
    (found,) = check([*calls(), calls()[0]], "us.regf.call-frequency")
    assert found.counted == tuple(range(1, 9))
    assert [tuple(one) for one in found.left_out] == [(9, "duplicate")]


@pytest.mark.parametrize(
    "more",
    [{"note": "again"}, {"at": "2026-11-05 10:00:30"}, {"outcome": "voicemail"}, {"dialed": "work"}, {"said": "pay"}],
)
def test_a_row_that_says_more_is_another_contact(check, more):
    seven = calls()[:7]
    (found,) = check([*seven, {**seven[-1], **more}], "us.regf.call-frequency")
    assert len(found.counted) == 8


def test_a_time_that_came_twice_is_two_times(check):
    twice = [{**calls()[0], "at": f"2026-11-01T01:30{offset}"} for offset in ("-05:00", "-04:00")]
    (found,) = check([*calls()[:6], *twice], "us.regf.call-frequency")
    assert check.checked.twice == ()
    assert found.counted == (8, 7, *range(1, 7))


def test_one_instant_on_two_clocks_is_said_twice(check):
    clocks = [("2026-11-02 06:30", "America/Los_Angeles"), ("2026-11-02 09:30", "America/New_York")]
    rows = [{**CALL, "at": at, "tz": zone} for at, zone in clocks]
    assert [one.contacts for one in check(rows, "us.regf.hours")] == [(1,)]
    assert check.checked.twice == ()


def test_days_without_a_time_may_be_alike_and_several(check):
    rows = [{**CALL, "at": "2026-11-05"}] * 8
    (found,) = check(rows, "us.regf.call-frequency")
    assert len(found.counted) == 8


def test_an_entry_that_was_added_twice_is_counted_once_everywhere(household):
    log, checks = ContactLog(household), LogChecks(household)
    seven = [log.add(row, TODAY) for row in calls()[:7]]
    checks.check("united_states")
    again = log.add(calls()[6], TODAY)
    assert [log.same_as(row) for row in (seven[5], seven[6], again)] == [None, None, seven[6].entry]
    quick = checks.check_entry(again, "united_states").findings
    assert {one.rule for one in quick} == {one.rule for one in checks.check("united_states").of(again.entry).findings}
    assert "us.regf.call-frequency" not in {one.rule for one in checks.latest.report.findings}
    assert log.check("united_states", "en").twice == ((again.entry, seven[6].entry),)
    assert [one.total for one in count_week(checks, "united_states", date(2026, 11, 8))] == [7]
    told = log.correct(again, {"at": "2026-11-05 10:00:20"}, TODAY)
    assert log.same_as(told) is None
    assert "us.regf.call-frequency" in {one.rule for one in checks.check("united_states").report.findings}


def test_a_new_entry_is_spelled_like_the_log_it_comes_to(household):
    log, checks = ContactLog(household), LogChecks(household)
    for row in calls()[:7]:
        log.add(row, TODAY)
    checks.check("united_states")
    new = log.add({**calls()[7], "collector": "ACME", "debt": "card"}, TODAY)
    quick = checks.check_entry(new, "united_states").findings
    assert "us.regf.call-frequency" in {one.rule for one in quick}
    assert quick == checks.check("united_states").of(new.entry).findings
