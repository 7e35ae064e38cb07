"""What is counted for a week is what the check of the same rule counts, and it is shown below the limit too."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.rules.counts import UNCOUNTED, can_count, count_days, uncounted
from planner.rules.facts import Contact, Event, Log
from planner.rules.law import covered_places, load_law
from planner.rules.runner import run_checks

ZONE = ZoneInfo("America/New_York")
LAST = date(2026, 11, 22)


def call(row, days_ago, hour, outcome="rang-out", **more):
    at = datetime(2026, 11, 22, hour, row % 60, tzinfo=ZONE) - timedelta(days=days_ago)
    facts = {"collector": "Summit", "role": "agency", "debts": ("Store card",), "outcome": outcome} | more
    return Contact(row, at, **facts)


def of_rule(log, place, rule, last=LAST):
    return [one for one in count_days(log, load_law(place), last) if one.rule.id == rule]


def test_the_eighth_call_is_beyond_the_limit_and_what_is_left_out_has_its_reason():
    calls = [call(n, 6 - n % 7, 9 + n) for n in range(1, 9)]
    left_out = [call(20, 5, 14, "busy"), call(21, 2, 19, "not-in-service")]
    log = Log(tuple(sorted([*calls, *left_out], key=lambda one: one.at)))
    (count,) = of_rule(log, "united_states", "us.regf.call-frequency")
    assert (count.caller, count.debt, count.total, count.limit) == ("Summit", "Store card", 8, 7)
    assert [one.contact.row for one in count.contacts if one.over] == [max(calls, key=lambda one: one.at).row]
    assert {one.contact.row: one.why for one in count.contacts if one.why} == {20: "busy", 21: "not-in-service"}


def test_a_week_below_the_limit_is_counted_too_and_nothing_is_beyond_it():
    (count,) = of_rule(Log((call(1, 3, 9), call(2, 1, 10))), "united_states", "us.regf.call-frequency")
    assert count.total == 2
    assert not any(one.over for one in count.contacts)


def test_a_talk_closes_seven_days():
    (count,) = of_rule(Log((call(1, 3, 9, "conversation"),)), "united_states", "us.regf.call-frequency")
    assert (count.talk_on, count.clear_on) == (date(2026, 11, 19), date(2026, 11, 26))


def test_each_day_has_its_own_limit_in_china():
    calls = [call(n, 0, 9 + n, "conversation", role="bank", debt_kind="online-loan") for n in range(4)]
    (count,) = of_rule(
        Log((*calls, calls[0]._replace(row=9, at=calls[0].at - timedelta(days=2)))),
        "china",
        "cn.gbt45251.calls-per-day",
    )
    assert (count.total, count.limit, count.by_day) == (4, 3, True)
    assert [one.contact.row for one in count.contacts if one.over] == [3]


@pytest.mark.parametrize("seed", range(30))
def test_the_week_and_the_check_count_the_same(seed):
    dice = random.Random(seed)
    outcomes = ("rang-out", "conversation", "voicemail", "busy", "not-in-service")
    calls = sorted(
        (
            call(n, dice.randint(0, 12), dice.randint(9, 20), dice.choice(outcomes))
            for n in range(1, dice.randint(8, 26))
        ),
        key=lambda one: (one.at, one.row),
    )
    consent = Event(99, datetime(2026, 11, dice.randint(10, 22), 9, tzinfo=ZONE), "consent-next-call", "", "Summit", "")
    log, law = Log(tuple(calls), (consent,)), load_law("united_states")
    counted = {}
    for finding in run_checks(log, law).findings:
        if finding.rule == "us.regf.call-frequency" and finding.case == "found":
            counted[finding.window[1]] = (finding.counted, finding.contacts)
    for days in range(13):
        last = LAST - timedelta(days=days)
        for count in of_rule(log, "united_states", "us.regf.call-frequency", last):
            inside = tuple(one.contact.row for one in count.contacts if not one.why)
            over_today = tuple(one.contact.row for one in count.contacts if one.over and one.contact.day == last)
            assert counted.get(last, (inside, ())) == (inside, over_today)


@pytest.mark.parametrize(
    ("place", "has"),
    [("united_states", True), ("china", True), ("australia", True), ("canada_ontario", True), ("germany", False)],
)
def test_only_places_with_a_number_can_count(place, has):
    assert can_count(load_law(place)) is has


@pytest.mark.parametrize("place", ["united_states/washington", "australia", "china"])
def test_any_log_is_counted_without_a_fault(place):
    dice = random.Random(3)
    calls = tuple(
        call(
            n,
            dice.randint(0, 40),
            dice.randint(0, 23),
            dice.choice(("conversation", "rang-out", "")),
            recipient=dice.choice(("", "self", "family")),
        )
        for n in range(200)
    )
    assert count_days(Log(calls), load_law(place), LAST)
    assert count_days(Log(()), load_law(place), LAST) == []


def test_a_rule_that_is_not_shown_is_a_rule():
    ids = {rule.id for place in covered_places() for rule in load_law(place).rules}
    assert ids >= UNCOUNTED
    assert {rule.id for rule in uncounted(load_law("united_states/massachusetts"), LAST)} >= {"us.ma.freq"}
