"""Windows of days, counted once more the slow way: every window by itself, every set of debts, nothing carried along."""

import random
from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations

import pytest

from planner.rules.checks.united_states.counting import Counted, Limits, find_over, find_surely_or_maybe
from planner.rules.facts import Contact, Log
from planner.rules.ground import Ground, Index
from planner.rules.law import load_law

START = datetime(2026, 2, 20, tzinfo=UTC)
DOUBT = "unanswered"
RULES = {"us.ma.freq": ("personal_calls", "personal_days"), "us.regf.call-frequency": ("calls", "days")}


def counted_at_random(dice, debts):
    minutes = sorted(dice.sample(range(dice.choice((3, 9, 40)) * 24 * 60), dice.choice((3, 4, 30, 90))))
    return [
        Counted(
            Contact(row, START + timedelta(minutes=at)),
            frozenset(dice.sample(debts, dice.randint(1, min(2, len(debts)))))
            if dice.random() < 0.8
            else frozenset(debts),
            dice.random() < 0.6,
            dice.choice(("", "", "", "busy", DOUBT)),
        )
        for row, at in enumerate(minutes, 1)
    ]


def limits_of(rule):
    law = load_law("united_states/massachusetts")
    return Limits(Ground(law.rule(rule), Index(Log(()))), *RULES[rule])


def put_down_to(debts, one):
    """Return how many a contact puts down to some debts, however the collector spreads those that it may spread."""
    return len(one.debts & debts) if one.for_each else int(one.debts <= debts)


def counted_slowly(contacts, limits, also=""):
    """Return by day and debts: those that are too many, all that count, those left out, the first day, how many there are."""
    found = {}
    for place, one in enumerate(contacts):
        on = one.contact.at.toordinal()
        first, most = limits[on]
        counts = [other for other in contacts if not other.why or other.why == also]
        until_now = [
            other for other in contacts[: place + 1] if other in counts and other.contact.at.toordinal() >= first
        ]
        known = sorted(frozenset().union(*(other.debts for other in counts)))
        sets = [frozenset(some) for size in range(1, len(known) + 1) for some in combinations(known, size)]
        for debts in sets if one in counts else ():
            total = sum(put_down_to(debts, other) for other in until_now)
            if put_down_to(debts, one) and total > most * len(debts):
                found.setdefault((on, debts), []).append(one.contact.row)
                break
    for (on, debts), too_many in found.items():
        first, most = limits[on]
        window = [other for other in contacts if first <= other.contact.at.toordinal() <= on]
        inside = [other for other in window if other in counts and put_down_to(debts, other)]
        yield (
            on,
            debts,
            too_many,
            [other.contact.row for other in inside],
            [other.contact.row for other in window if other not in counts],
            sum(put_down_to(debts, other) for other in inside),
            most * len(debts),
        )


def as_rows(over):
    rows = [[one.row for one in some] for some in (over.contacts, over.counted, over.left_out)]
    return (over.window[1].toordinal(), over.debts, *rows, over.total, over.limit)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("debts", ["A", "AB", "ABC", "ABCD"])
@pytest.mark.parametrize("seed", range(9))
def test_what_is_too_many_is_what_a_slow_count_of_every_window_finds(rule, debts, seed):
    limits = limits_of(rule)
    contacts = counted_at_random(random.Random(f"{rule}{debts}{seed}"), list(debts))
    sure = list(counted_slowly(contacts, limits))
    assert [as_rows(over) for over in find_over(contacts, limits)] == sure
    found = list(find_surely_or_maybe(contacts, DOUBT, limits))
    assert [as_rows(over) for over, is_sure in found if is_sure] == sure
    days = {one[0] for one in sure}
    maybe = [one for one in counted_slowly(contacts, limits, DOUBT) if one[0] not in days]
    assert [as_rows(over) for over, is_sure in found if not is_sure] == maybe


@pytest.mark.parametrize("debts", ["A", "ABC"])
@pytest.mark.parametrize("seed", range(5))
def test_on_a_way_westward_the_days_are_counted_in_their_own_order(debts, seed):
    limits = limits_of("us.ma.freq")
    dice = random.Random(f"westward{debts}{seed}")
    zones = [timezone(timedelta(hours=dice.choice((-10, -5, 0, 9, 13)))) for _ in range(4)]
    travelled = [
        one._replace(contact=one.contact._replace(at=one.contact.at.astimezone(dice.choice(zones))))
        for one in counted_at_random(dice, list(debts))
    ]
    by_day = sorted(travelled, key=lambda one: one.contact.at.toordinal())
    assert by_day != travelled or len(travelled) < 5
    assert [as_rows(over) for over in find_over(travelled, limits)] == list(counted_slowly(by_day, limits))


def test_a_slow_count_finds_something_in_logs_such_as_these():
    found = [
        len(
            list(
                counted_slowly(
                    counted_at_random(random.Random(f"us.ma.freq{debts}{seed}"), list(debts)), limits_of("us.ma.freq")
                )
            )
        )
        for debts in ("A", "ABC")
        for seed in range(9)
    ]
    assert sum(found) > 20
