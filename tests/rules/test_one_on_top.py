"""One new contact on top of a long log: what it hangs together with is found, however far back."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from planner.rules.facts import Contact, Event, Log
from planner.rules.law import covered_places, load_law
from planner.rules.runner import Standing, run_checks

DAYS = 900


def a_long_log(seed, count=260):
    dice = random.Random(seed)
    start = datetime(2024, 5, 1, tzinfo=UTC)
    minutes = sorted(dice.sample(range(DAYS * 24 * 60), count))
    contacts = tuple(
        Contact(
            row,
            start + timedelta(minutes=at),
            from_collector=dice.random() > 0.08,
            channel=dice.choice("call call call sms im email letter visit-home".split()),
            outcome=dice.choice(["conversation", "rang-out", "delivered", "voicemail", "busy"]),
            recipient=dice.choice(["", "", "", "self", "spouse", "family", "employer"]),
            dialed=dice.choice(["", "", "work", "home"]),
            number="5550100",
            collector=f"C{row % 2}",
            role=("agency", "bank")[row % 2],
            debts=dice.choice([(), ("A",), ("A",), ("B",), ("A", "B")]),
            debt_kind=("card", "")[row % 2],
            purpose=dice.choice(["", "", "demand", "locate", "notice"]),
            tactics=frozenset(
                dice.sample(["insult", "deadline-pressure", "legal-claim", "following"], dice.random() < 0.2)
            ),
        )
        for row, at in enumerate(minutes, 1)
    )
    kinds = ["asked-stop-all:written", "third-refused:family", "disputed:written", "asked-not-at-place:work"]
    events = tuple(
        Event(1000 + place, start + timedelta(days=700 + 20 * place), *kind.split(":"), "C0")
        for place, kind in enumerate(kinds)
    )
    return Log(contacts, events)


@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize("place", covered_places())
def test_the_rules_find_the_same_in_what_is_near_as_in_years(place, seed):
    law, log = load_law(place), a_long_log(seed)
    whole = run_checks(log, law).findings
    assert whole
    standing = Standing(log)
    for contact in log.contacts[-40:]:
        mine = {repr(one) for one in whole if contact.row in (*one.contacts, *one.counted)}
        assert {repr(one) for one in standing.report_with(contact, law).findings} == mine


def a_call(row, day, outcome, **other):
    at = datetime.fromisoformat(day).replace(hour=10, tzinfo=UTC)
    return Contact(row, at, outcome=outcome, **{"collector": "C", "role": "agency", "debts": ("D",)} | other)


@pytest.mark.parametrize(
    ("fact", "outcomes"),
    [("hardship-notice", ["rang-out", "conversation", "conversation"]), ("disputed:written", ["rang-out"] * 3)],
)
def test_the_first_talk_and_all_that_followed_on_a_fact_are_seen_from_months_later(fact, outcomes):
    days = ["2026-06-05", "2026-06-10", "2026-11-01"]
    calls = [a_call(row, *one) for row, one in enumerate(zip(days, outcomes, strict=True), 1)]
    log = Log(tuple(calls), (Event(9, datetime(2026, 6, 1, tzinfo=UTC), *fact.split(":"), "C"),))
    law = load_law("united_states")
    whole = run_checks(log, law).findings
    assert whole
    found = Standing(log).report_with(calls[-1], law).findings
    assert found == tuple(one for one in whole if 3 in (*one.contacts, *one.counted))


def test_what_kind_of_debt_it_is_may_have_been_said_a_year_before():
    first = a_call(1, "2025-06-05", "rang-out", debt_kind="tax")
    late = a_call(2, "2026-06-05", "conversation")._replace(at=datetime(2026, 6, 5, 23, tzinfo=UTC))
    law = load_law("united_states")
    assert Standing(Log((first, late))).report_with(late, law).findings == ()
    assert Standing(Log((first._replace(debt_kind="card"), late))).report_with(late, law).findings


@pytest.mark.parametrize("place", ["china", "united_kingdom/scotland"])
def test_a_course_of_conduct_is_found_with_what_lies_years_back(place):
    rule, tactic = ("cn.crim.293", "insult") if place == "china" else ("uk.pha", "insult")
    log = Log(
        tuple(
            Contact(
                row,
                datetime(2023 + row, 5, 1, 12, tzinfo=UTC),
                collector="C",
                role="agency",
                tactics=frozenset({tactic}),
            )
            for row in (1, 2, 3)
        )
    )
    (found,) = (one for one in Standing(log).report_with(log.contacts[2], load_law(place)).findings if one.rule == rule)
    assert found.contacts == (1, 2, 3)


SMS = {"channel": "sms", "outcome": "delivered"}
NOBODY_SAID = {"outcome": "rang-out", "from_collector": False}
AT_FIRST = [
    ("china", "cn.cba.identify", [NOBODY_SAID, {"outcome": "voicemail"}]),
    ("canada_ontario", "on.notice-wait", [{**SMS, "from_collector": False}, {"outcome": "rang-out"}]),
    ("germany", "de.rdg13a.info", [{"outcome": "conversation"}, {"outcome": "conversation", "purpose": "demand"}]),
    ("united_kingdom", "uk.conc.times", [SMS, {**SMS, "from_collector": False}, SMS]),
]


@pytest.mark.parametrize(("place", "rule", "first"), AT_FIRST)
def test_what_came_months_ago_is_not_taken_to_be_what_comes_now(place, rule, first):
    before = [a_call(row, f"2026-03-0{row}", **one) for row, one in enumerate(first, 1)]
    late = [a_call(row, f"2026-11-0{row}", **SMS, purpose="demand") for row in (4, 5)]
    asked = Event(9, datetime(2026, 2, 1, tzinfo=UTC), "asked-stop-channel", "sms", "C")
    log = Log((*before, *late), (asked,) if place == "united_kingdom" else ())
    law = load_law(place)
    whole = run_checks(log, law).findings
    assert rule in {one.rule for one in whole}
    standing = Standing(log)
    for contact in log.contacts:
        mine = {repr(one) for one in whole if contact.row in (*one.contacts, *one.counted)}
        assert {repr(one) for one in standing.report_with(contact, law).findings} == mine


def test_until_when_a_notice_could_have_come_is_read_in_the_whole_log():
    calls = [a_call(1, "2026-03-01", "conversation"), a_call(2, "2026-11-01", "rang-out", collector="D")]
    log, law = Log(tuple(calls)), load_law("united_states")
    whole = [one for one in run_checks(log, law).findings if one.contacts == (1,)]
    assert "us.regf.validation" in {one.rule for one in whole}
    assert list(Standing(log).report_with(calls[0], law).findings) == whole
