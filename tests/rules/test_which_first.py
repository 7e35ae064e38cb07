"""A fact of which only the day is known, and contacts of that day: it is asked which was first, in every place."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.rules.facts import Answer, Contact, Event, Log
from planner.rules.findings import Outcome
from planner.rules.law import load_law
from planner.rules.runner import run_checks

ZONE = ZoneInfo("Europe/London")
DAY = datetime(2026, 11, 20, tzinfo=ZONE)
DEMAND = {"role": "agency", "purpose": "demand", "debt_kind": "card", "channel": "letter"}
AFTER = {
    "us.regf.cease": ("united_states", "asked-stop-all:written", {"role": "agency"}),
    "us.regf.attorney": ("united_states", "attorney", {"role": "agency"}),
    "us.regf.workplace": ("united_states", "workplace-forbidden", {"role": "agency", "dialed": "work"}),
    "us.regf.asked-time-place": ("united_states", "asked-not-at-time:08:00-13:00", {"role": "agency"}),
    "us.regf.channel-stop": ("united_states", "asked-stop-channel:call", {"role": "agency"}),
    "us.ma.work": ("united_states/massachusetts", "asked-not-at-place:work", {"role": "bank", "dialed": "work"}),
    "uk.breathing": ("united_kingdom/england_wales", "moratorium-start", DEMAND),
    "on.lawyer-only": ("canada_ontario", "attorney", {"role": "agency"}),
    "cn.card.70-stop": ("china", "plan-signed", DEMAND | {"role": "bank"}),
    "cn.gbt45251.third-refused": (
        "china",
        "third-refused:family",
        {"role": "bank", "debt_kind": "online-loan", "recipient": "family"},
    ),
}


def found(rule, at, answers=(), **fact):
    place, event, other = AFTER[rule]
    contact = Contact(1, at, outcome="conversation", collector="C", debts=("D",), **other)
    event = Event(2, DAY, *event.split(":", 1), **{"collector": "C", **fact})
    report = run_checks(Log((contact,), (event,), answers=answers), load_law(place))
    return next((one for one in report.findings if one.rule == rule), None)


@pytest.mark.parametrize("rule", AFTER)
def test_a_contact_of_that_very_day_is_asked_about_and_one_of_the_next_is_not(rule):
    noon = DAY + timedelta(hours=12)
    known = found(rule, noon)
    assert known is not None
    assert "which-first" not in known.questions
    for fact in ({"precision": "day"}, {"received": date(2026, 11, 20)}):
        open_ = found(rule, noon, **fact)
        assert open_.outcome is Outcome.WORTH_CHECKING
        assert "which-first" in open_.questions
        assert "which-first" not in found(rule, noon + timedelta(days=1), **fact).questions


@pytest.mark.parametrize("rule", AFTER)
def test_the_answer_settles_it(rule):
    noon = DAY + timedelta(hours=12)
    before, after = (Answer("which-first", said, row=1) for said in (True, False))
    assert found(rule, noon, (before,), precision="day").outcome is found(rule, noon).outcome
    assert found(rule, noon, (after,), precision="day") is None
