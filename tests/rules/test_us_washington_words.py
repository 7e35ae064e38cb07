"""Washington's week: a finding says what the law leaves open, and no more than decides it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.rules.facts import Contact, Log
from planner.rules.law import load_law
from planner.rules.runner import run_checks

MONDAY = datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
WASHINGTON = load_law("united_states/washington")


@pytest.mark.parametrize(
    ("days", "outcome", "says", "not_said"),
    [
        ((0, 1, 2, 3), "conversation", (), ("nobody answered", "any seven days")),
        ((3, 4, 7, 8), "conversation", ("any seven days",), ("nobody answered",)),
        ((0, 1, 2, 3), "rang-out", ("nobody answered",), ("any seven days",)),
        ((3, 4, 7, 8), "rang-out", ("nobody answered", "any seven days"), ()),
    ],
)
def test_what_is_open_is_said_and_nothing_else(days, outcome, says, not_said):
    calls = [
        Contact(row, MONDAY + timedelta(days=day), outcome=outcome, collector="North", role="agency", debts=("card",))
        for row, day in enumerate(days, 1)
    ]
    (found,) = (one for one in run_checks(Log(tuple(calls)), WASHINGTON).findings if one.rule == "us.wa.freq")
    words = WASHINGTON.rule("us.wa.freq").say[found.case]["en"]
    assert all(some in words for some in says)
    assert not any(some in words for some in not_said)
