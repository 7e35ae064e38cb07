"""The day is the one where the person is: a minute before and after midnight, ahead of UTC and behind it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from planner.services.here import today_of
from planner.services.papers import OTHER, Papers
from planner.services.promises import DUE, LATER, Promises
from ui.viewmodels.papers import PapersViewModel
from ui.viewmodels.session import Session

ZONES = ("Pacific/Auckland", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Honolulu")


@pytest.fixture(params=ZONES)
def opened(request, tmp_path):
    """A sitting whose device runs on UTC, and what sets the time where the person is."""
    zone, now = ZoneInfo(request.param), []
    session = Session(tmp_path / "data", now=lambda: now[-1])

    def at(day: int, hour: int, minute: int) -> None:
        now.append(datetime(2026, 11, day, hour, minute, tzinfo=zone).astimezone(ZoneInfo("UTC")))

    at(10, 12, 0)
    session.protect(None)
    session.change_settings(welcomed="yes", zone=request.param, currency="USD")
    yield session, at
    session.close()


def test_the_deadline_of_a_paper_turns_at_the_midnight_of_the_person(opened):
    session, at = opened
    Papers(session.household).add("", OTHER, "2026-11-09", due="2026-11-15", note="claim")
    session.refresh()
    said = []
    for moment in ((13, 23, 59), (14, 0, 1), (14, 23, 59), (15, 0, 1), (15, 23, 59), (16, 0, 1)):
        at(*moment)
        said.append(PapersViewModel(session).state().rows[0].left)
    assert said[:5] == ["in 2 days", "tomorrow", "tomorrow", "today", "today"]
    assert said[5].startswith("That day has passed.")


def test_a_promise_falls_due_at_the_midnight_of_the_person(opened):
    session, at = opened
    Promises(session.household).add({"whose": "mine", "what": "50", "due": "2026-11-15"}, "USD")
    session.refresh()
    states = []
    for moment in ((14, 23, 59), (15, 0, 1), (15, 23, 59)):
        at(*moment)
        states.append(session.promises[0].state(session.today))
    assert states == [LATER, DUE, DUE]


def test_a_paper_that_came_today_is_taken_although_the_device_is_at_another_day(opened):
    session, at = opened
    for moment in ((14, 23, 59), (15, 0, 1)):
        at(*moment)
        assert session.today.day == moment[0]
        assert today_of(session.household, session.now()) == session.today
        page = PapersViewModel(session)
        page.add(True, OTHER, "claim")
        page.type("due", "2026-12-01")
        state = page.save()
        assert (state.adding, state.problems) == (False, {})
        page.add(True, OTHER, "claim")
        page.type("came", f"2026-11-{moment[0] + 1}")
        page.type("due", "2026-12-01")
        assert "came" in page.save().problems  # tomorrow is refused, wherever the device is
