"""Any log, of any day, is checked without a fault, and all that is found can be said in both languages."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.rules.facts import (
    CHANNELS,
    EVENTS,
    FLAGS,
    OUTCOMES,
    PURPOSES,
    RECIPIENTS,
    ROLES,
    TACTICS,
    Contact,
    Event,
    Log,
)
from planner.rules.law import load_law, parts_of
from planner.rules.questions import question_words
from planner.rules.runner import run_checks

ZONE = ZoneInfo("America/New_York")
PLACES = ["united_states", *(f"united_states/{part}" for part in parts_of("united_states"))]
STARTS = [datetime(year, 12, 28, tzinfo=ZONE) for year in (1999, 2018, 2021, 2025, 2026)]
VALUES = {
    "form": ["written", "spoken"],
    "channel": CHANNELS,
    "window": ["18:00-20:00"],
    "text": ["work", "home"],
    "": [""],
}

start = st.sampled_from(STARTS)
later = st.integers(0, 12 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
some = st.sampled_from


def maybe(words):
    return st.one_of(st.just(""), some(words))


contact = st.builds(
    Contact,
    row=st.just(0),
    at=st.builds(lambda day, by: day + by, start, later),
    precision=some(["min", "day"]),
    from_collector=some([True, True, True, False]),
    channel=some(CHANNELS),
    outcome=maybe(OUTCOMES),
    recipient=maybe(RECIPIENTS),
    dialed=maybe(["work", "home", "cell", "5550101"]),
    number=maybe(["5550100"]),
    collector=maybe(["North"]),
    role=maybe(ROLES),
    debts=some([(), ("card",), ("card", "loan")]),
    purpose=maybe(PURPOSES),
    tactics=st.frozensets(some(TACTICS), max_size=2),
    heard=st.frozensets(some(TACTICS), max_size=2),
    flags=st.frozensets(some(FLAGS), max_size=1),
)
event = some(list(EVENTS)).flatmap(
    lambda kind: st.builds(
        Event,
        row=st.just(0),
        at=st.builds(lambda day, by: day + by, start, later),
        kind=st.just(kind),
        value=some(VALUES[EVENTS[kind]]),
        collector=maybe(["North"]),
        debt=maybe(["card"]),
    )
)


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=60, deadline=None)
@given(contacts=st.lists(contact, max_size=40), events=st.lists(event, max_size=5))
def test_any_log_is_checked_and_what_is_found_can_be_said(place, contacts, events):
    law = load_law(place)
    rows = iter(range(1, 100))
    log = Log(
        tuple(one._replace(row=next(rows)) for one in contacts), tuple(one._replace(row=next(rows)) for one in events)
    )
    for finding in run_checks(log, law).findings:
        for language in ("en", "zh"):
            assert "{" not in law.rule(finding.rule).say[finding.case][language].format(**finding.blanks)
            for question in finding.questions:
                assert question_words(question)[language]


def test_a_sixth_debt_named_on_a_day_that_is_too_many_already_leaves_what_was_found():
    named = [("A", "B")] * 4 + [("B", "C")] * 3 + [("D", "E", "F")]
    log = Log(
        tuple(
            Contact(
                row,
                STARTS[3] + timedelta(hours=9, minutes=row),
                outcome="rang-out",
                collector="North",
                role="agency",
                debts=debts,
            )
            for row, debts in enumerate(named, 1)
        )
    )
    found = run_checks(log, load_law("united_states/massachusetts")).findings
    (seven,) = (one for one in found if one.rule == "us.ma.freq")
    assert seven.blanks == {"count": "7", "limit": "6", "debts": "3"}
    assert (seven.contacts, seven.counted) == ((7,), tuple(range(1, 8)))
