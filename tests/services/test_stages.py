"""Where a late debt usually stands: by its days late, never worse than the days say, and asked for where they are unknown."""

from datetime import date

import pytest

from planner.model.entry import DebtEntry
from planner.services.lateness import days_past_due
from planner.services.stages import COURT, STAGES, is_large_card, stage_of

TODAY = date(2026, 11, 24)


def debt(**facts):
    return DebtEntry("Card", "CNY", **{"kind": "card", "balance": 6_000_000, **facts})


@pytest.mark.parametrize(
    ("days", "stage"),
    [
        (1, "early"),
        (5, "early"),
        (6, "middle"),
        (18, "middle"),
        (19, "late"),
        (28, "late"),
        (29, "special"),
        (90, "special"),
        (91, "agency"),
        (9000, "agency"),
    ],
)
def test_the_stage_follows_from_the_days_late(days, stage):
    assert stage_of(days).id == stage


def test_a_debt_that_is_not_late_is_in_no_stage_and_court_is_never_reached_by_days_alone():
    assert stage_of(0) is None
    assert COURT not in [stage_of(days) for days in range(1, 4000)]
    assert STAGES[-1] is COURT


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"due_since": date(2026, 9, 22)}, 63),
        ({"due_since": date(2026, 9, 22), "days_past_due": 10}, 63),
        ({"due_since": date(2026, 11, 20), "days_past_due": 63}, 63),
        ({"days_past_due": 63}, 63),
        ({"due_since": date(2026, 11, 20), "late_since": date(2026, 9, 22)}, 63),
        ({"late_since": date(2026, 9, 22)}, 63),
        ({"due_since": date(2026, 12, 1)}, 0),
        ({"due_since": date(2026, 9, 22), "arrears": 0}, 0),
        ({"due_since": date(2026, 9, 22), "balance": 0}, 0),
        ({}, None),
        ({"arrears": 5000}, None),
    ],
)
def test_days_late_come_from_the_due_day_that_was_not_paid(facts, days):
    assert days_past_due(debt(**facts), TODAY) == days


def test_every_stage_says_who_what_and_what_helps():
    for stage in STAGES:
        assert stage.who.id
        assert stage.usual.id
        assert stage.next.id
        assert 2 <= len(stage.helps) <= 3


@pytest.mark.parametrize(
    ("facts", "days", "place", "large"),
    [
        ({}, 91, "china", True),
        ({}, 90, "china", False),
        ({"balance": 4_999_999}, 200, "china", False),
        ({"balance": 5_000_000}, 200, "china", True),
        ({"balance": None}, 200, "china", False),
        ({"kind": "online-loan"}, 200, "china", False),
        ({"currency": "USD"}, 200, "china", False),
        ({}, 200, "united_states", False),
        ({}, 200, None, False),
    ],
)
def test_a_large_card_debt_is_spoken_of_only_where_a_place_has_something_to_say(facts, days, place, large):
    assert is_large_card(debt()._replace(**facts), days, place) is large
