"""What the log knows of a debt moves its time limit only as far as it is surely about that debt; till then the warning stays."""

from datetime import date

import pytest

from planner.rules.limitation.clock import State
from planner.services.contacts import ContactLog
from planner.services.debt_limits import clock_of, warning_before
from planner.services.household import open_household

ON = date(2026, 4, 1)
DEMAND = {"at": "2024-05-01 10:00", "channel": "call", "outcome": "conversation", "purpose": "demand", "debt": "Card"}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    opened.change_settings(zone="Asia/Shanghai", country="CN")
    yield opened
    opened.close()


def clock_after(household, cells, place, due):
    debt = household.add({"name": "Card", "balance": "100", "due_since": due}, "CNY")
    log = ContactLog(household)
    log.add(cells, date(2026, 11, 27))
    return clock_of(debt, place, log.demands(), [], [], ON)


def test_a_demand_that_names_the_debt_and_reached_the_borrower_makes_it_young_again(household):
    clock = clock_after(household, DEMAND, "china", "2021-06-01")
    assert (clock.state, clock.not_before) == (State.RUNNING, date(2027, 5, 1))
    assert warning_before("ask-for-instalments", clock) is None


@pytest.mark.parametrize(
    "other",
    [{"debt": ""}, {"recipient": "colleague"}, {"outcome": "voicemail"}, {"outcome": "answered-hangup"}],
    ids=str,
)
def test_a_demand_that_may_be_about_another_debt_or_did_not_surely_reach_them_leaves_the_warning_on(household, other):
    clock = clock_after(household, {**DEMAND, **other}, "china", "2021-06-01")
    assert (clock.not_before, clock.ends_on) == (date(2024, 6, 1), date(2027, 5, 1))
    assert clock.state is State.UNKNOWN
    assert [event.kind for event in clock.unsure] == ["demand"]
    assert "which-debt" in [ask.id for ask in clock.ask]
    assert warning_before("ask-for-instalments", clock) is not None


def test_a_breathing_space_without_an_end_leaves_the_warning_on(household):
    started = {"at": "2022-01-01", "event": "moratorium-start"}
    clock = clock_after(household, started, "united_kingdom/england_wales", "2019-01-01")
    assert (clock.state, clock.not_before, clock.ends_on) == (State.UNKNOWN, date(2025, 1, 1), None)
    assert warning_before("promise", clock) is not None


def test_a_dated_fact_about_a_debt_of_a_longer_name_is_not_about_this_one(household):
    started = {"at": "2022-01-01", "event": "moratorium-start", "debt": "Old Card; Card of the shop"}
    clock = clock_after(household, started, "united_kingdom/england_wales", "2019-01-01")
    assert clock.ends_on == date(2025, 1, 1)
