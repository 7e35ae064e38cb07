"""The time limit for court against case tables a lawyer can read: ``tests/rules/limitation/<place>.toml``.

A table has ``place``, ``years``, a ``matrix`` (each event, before and after the end), and cases with ``due``, ``events``, ``on``
and what must come out; a day left out is unknown. ``contract``, ``holder``: where they are known.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dates import add_months
from planner.i18n import translator
from planner.rules.limitation.clock import State, limitation_clock
from planner.rules.limitation.places import EVENTS, Source, covered_places, load_place
from planner.rules.limitation.places import FOLDER as DATA
from planner.rules.limitation.walk import Event, Reading, walk
from planner.rules.limitation.words import ACT_WORDS, ASKS, EVENT_WORDS, LEFT_OUT, ask_in_words, sentences, warning_for

FOLDER = Path(__file__).parent / "limitation"
TABLES = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.rglob("*.toml"))]
CASES = [
    pytest.param(table, case, id=f"{table['place']}: {case['name']}")
    for table in TABLES
    for case in table.get("case", ())
]
ON = date(2026, 11, 22)
WHOLE = "china taiwan germany india australia united_kingdom/england_wales united_kingdom/scotland".split()
"""The columns of the matrix of the dossier; of the United States each state has its own."""


def event(text):
    day, kind = text.split()
    return Event(date.fromisoformat(day), kind)


def written(one):
    return f"{one.on} {one.kind}"


def cells():
    for table in TABLES:
        for line in table.get("matrix", "").strip().splitlines()[1:]:
            kind, before, after = line.split()
            yield pytest.param(table, kind, "before", before, id=f"{table['place']} {kind} before: {before}")
            yield pytest.param(table, kind, "after", after, id=f"{table['place']} {kind} after: {after}")


def clock_of(table, case):
    return limitation_clock(
        case.get("place", table["place"]),
        case["due"],
        [event(text) for text in case.get("events", ())],
        on=case["on"],
        contract=case.get("contract"),
        holder=case.get("holder"),
    )


@pytest.mark.parametrize(("table", "case"), CASES)
def test_a_case_comes_out_as_it_is_written(table, case):
    clock = clock_of(table, case)
    ends_on = case.get("ends_on")
    assert clock.state.value == case["state"]
    assert clock.ends_on == ends_on
    assert clock.not_before == case.get("not_before", ends_on)
    if "restarted_by" in case:
        assert [written(one) for one in clock.restarted_by] == case["restarted_by"]
    if "asks" in case:
        assert [ask.id for ask in clock.ask] == case["asks"]
    if "left_out" in case:
        assert [f"{written(left.event)} {left.why}" for left in clock.left_out] == case["left_out"]
    if "old" in case:
        assert (clock.is_old, bool(clock.avoid)) == (case["old"], case["old"])


@pytest.mark.parametrize(("table", "kind", "side", "effect"), list(cells()))
def test_an_event_does_what_the_matrix_says_before_and_after_the_end(table, kind, side, effect):
    due, years = table.get("due", date(2008, 7, 1)), table["years"]
    start = date(due.year, 12, 31) if table.get("from_year_end") else due
    end = add_months(start, 12 * years)
    happened = add_months(end, -6) if side == "before" else end + timedelta(days=40)
    events = [Event(happened, kind)]
    if kind == "moratorium-start":
        events.append(Event(happened + timedelta(days=60), "moratorium-end"))
    clock = limitation_clock(table["place"], due, events, on=end + timedelta(days=50), contract=table.get("contract"))
    again = add_months(happened, 12 * years)
    expected = {
        "restart": (again, again),
        "revive": (again, again),
        "suspend": (end + timedelta(days=60), end + timedelta(days=60)),
        "none": (end, end),
        "stop": (end, None),
    }
    if effect == "unknown":
        assert clock.not_before == end
        assert clock.ends_on is None or clock.ends_on > end
        assert clock.state is State.UNKNOWN
        assert clock.unsure
        assert clock.ask
    else:
        assert (clock.not_before, clock.ends_on) == expected[effect]


def test_every_place_with_a_file_has_its_table():
    asked = {table["place"] for table in TABLES} | {
        case.get("place") for table in TABLES for case in table.get("case", ())
    }
    files = {path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.toml")}
    assert files <= asked


@pytest.mark.parametrize("place", WHOLE)
def test_every_cell_of_the_matrix_of_the_dossier_is_tested(place):
    table = next(one for one in TABLES if one["place"] == place)
    kinds = {line.split()[0] for line in table["matrix"].strip().splitlines()[1:]}
    apart = {"negotiation"} if place == "germany" else set()  # its three months have cases of their own
    assert kinds == set(EVENTS) - {"moratorium-end"} - apart


@pytest.mark.parametrize("place", covered_places())
def test_every_source_is_cited_dated_and_of_a_known_confidence_and_notes_are_in_both_languages(place):
    law = load_place(place)
    for period in law.periods:
        assert period.source.citation
        assert period.source.confidence in ("V1", "V2")
    for row in law.rows:
        source = Source(row["citation"], row["confidence"], row["verified_on"])
        assert source.confidence in ("V1", "V2", "V2-", "M")
        assert set(row["event"]) <= set(EVENTS)
        assert {row.get("before"), row.get("after")} <= {
            None,
            "restart",
            "suspend",
            "stop",
            "none",
            "revive",
            "unknown",
        }
        assert row.get("ask", "effect") in ASKS
    for note in law.notes:
        assert set(note) == {"en", "zh"}
    assert law.part_question in ("", *ASKS)


@pytest.mark.parametrize(("table", "case"), CASES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_whatever_comes_out_is_said_in_both_languages_and_never_as_over(table, case, language):
    say = translator(language)
    clock = clock_of(table, case)
    said = [say(text) for text in sentences(clock, str)] + [say(ask_in_words(ask, str)) for ask in clock.ask]
    assert said
    whole = " ".join(said).lower()
    assert "{" not in whole
    for word in ("expired", "illegal", "time-barred", "已过时效", "过期", "违法", "has ended."):
        assert word not in whole.replace("whether it has ended is not known", "")


def test_a_warning_stands_before_an_act_on_an_old_debt_and_none_on_a_young_one():
    old = limitation_clock("china", date(2021, 1, 10), on=ON)
    young = limitation_clock("china", date(2026, 1, 10), on=ON)
    for act in ("pay", "promise", "ask-for-instalments", "sign", "send-letter"):
        warning = warning_for(act, old)
        assert warning is not None
        assert "free adviser" in warning.id
        assert warning_for(act, young) is None
    with pytest.raises(KeyError):
        warning_for("dance", old)


def test_an_unclear_debt_is_warned_about_too():
    assert warning_for("pay", limitation_clock("united_states", date(2019, 1, 10), on=ON)) is not None
    assert warning_for("pay", limitation_clock("united_states", date(2026, 1, 10), on=ON)) is None


def test_the_order_of_events_changes_nothing_and_a_demand_never_shortens():
    events = [
        Event(date(2023, 1, 1), "demand"),
        Event(date(2024, 1, 1), "part-payment"),
        Event(date(2022, 6, 1), "demand"),
    ]
    clocks = [limitation_clock("china", date(2022, 1, 1), order, on=ON) for order in (events, events[::-1])]
    assert clocks[0] == clocks[1]
    without = limitation_clock("china", date(2022, 1, 1), on=ON)
    assert clocks[0].ends_on > without.ends_on


def test_every_word_that_can_be_needed_is_there():
    assert set(EVENT_WORDS) == set(EVENTS)
    assert set(LEFT_OUT) == {"before-due", "after-day-asked", "no-start"}
    assert set(ACT_WORDS) == {"sign", "promise", "pay-part", "ask-for-instalments", "new-agreement"}


def test_the_days_asked_about_move_from_running_to_may_have_ended_and_never_back():
    states = [
        limitation_clock("china", date(2022, 3, 1), on=date(2025, 2, 1) + timedelta(days=day)).state
        for day in range(60)
    ]
    changes = [later for earlier, later in zip(states, states[1:], strict=False) if earlier is not later]
    assert changes == [State.MAY_HAVE_ENDED]


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
HAPPENED = st.lists(st.builds(Event, DAYS, st.sampled_from(EVENTS)), max_size=6)


@given(st.sampled_from(covered_places()), DAYS, HAPPENED, DAYS)
def test_the_two_days_never_cross_and_the_state_follows_from_them(place, due, events, on):
    clock = limitation_clock(place, due, events, on=on)
    if clock.not_before and clock.ends_on:
        assert clock.not_before <= clock.ends_on
    assert (clock.state is State.RUNNING) == (clock.not_before is not None and on <= clock.not_before)
    if clock.state is State.MAY_HAVE_ENDED:
        assert clock.ends_on is not None
        assert on > clock.ends_on
    assert bool(clock.avoid) <= clock.is_old
    assert not {one for one in clock.restarted_by if one in clock.unsure}


@given(DAYS, HAPPENED, st.dates(date(2000, 1, 1), date(2026, 11, 22)))
def test_one_more_demand_never_brings_the_end_nearer(due, events, demand):
    fewer = limitation_clock("china", due, events, on=ON)
    more = limitation_clock("china", due, [*events, Event(demand, "demand")], on=ON)
    assert more.not_before >= fewer.not_before


COMPUTED = [place for place in covered_places() if load_place(place).periods_for(None, ON)]
DUE = st.dates(date(2000, 1, 1), date(2022, 12, 31))
LATER = st.integers(0, 60).map(lambda steps: timedelta(50 * steps))
KINDS = st.sampled_from([kind for kind in EVENTS if kind != "moratorium-end"])
LITTLE = st.lists(st.tuples(LATER, KINDS), max_size=3)
MOVED_BY_PAUSES = ["united_kingdom/england_wales", "germany", "united_kingdom/northern_ireland", "china"]


def nothing_is_surer(place, due, events, more, on):
    """With one event more nothing is said that was not said without it, and no warning goes off."""
    known = [Event(due + after, kind) for after, kind in events]
    without, clock = (limitation_clock(place, due, happened, on=on) for happened in (known, [*known, more]))
    if without.not_before is not None:  # a place has no years for what was due before its law
        assert clock.not_before <= without.not_before
    assert clock.ends_on is None or (without.ends_on is not None and clock.ends_on >= without.ends_on)
    for sure in (State.RUNNING, State.MAY_HAVE_ENDED):
        assert clock.state is not sure or without.state is sure
    assert clock.is_old >= without.is_old
    assert set(clock.avoid) >= set(without.avoid)


@settings(max_examples=250)
@given(
    st.sampled_from(MOVED_BY_PAUSES), DUE, LITTLE, LATER, st.sampled_from(["moratorium-start", "negotiation"]), LATER
)
def test_a_pause_or_talks_without_an_end_make_nothing_surer(place, due, events, opened, kind, later):
    nothing_is_surer(place, due, events, Event(due + opened, kind), due + later)


@given(st.sampled_from(COMPUTED), DUE, LITTLE, LATER, KINDS, LATER)
def test_what_may_be_about_another_debt_makes_nothing_surer(place, due, events, happened, kind, later):
    nothing_is_surer(place, due, events, Event(due + happened, kind, sure=False), due + later)


PAUSING = load_place("united_kingdom/england_wales")._replace(
    rows=({"event": ["moratorium-start"], "before": "suspend", "citation": "x", "confidence": "V1", "verified_on": ON},)
)
"""A place where it is sure that a pause adds its days."""


def end_where_a_pause_surely_counts(*events, trusting=False):
    due = date(2020, 1, 1)
    period = PAUSING.periods[0]
    return walk(Reading(PAUSING, period, "card", None, due, ON, trusting), [event(text) for text in events]).end


def test_where_a_pause_surely_adds_its_days_only_those_between_its_start_and_its_end_are_sure():
    assert end_where_a_pause_surely_counts("2021-06-01 moratorium-start") == date(2026, 1, 1)
    assert end_where_a_pause_surely_counts("2021-06-01 moratorium-start", trusting=True) is None
    whole = ["2021-06-01 moratorium-start", "2021-07-31 moratorium-end"]
    assert end_where_a_pause_surely_counts(*whole) == date(2026, 3, 2)
    twice = [whole[0], "2021-07-21 moratorium-start", whole[1]]
    assert end_where_a_pause_surely_counts(*twice) == date(2026, 1, 11), "the first may have ended on any day"
    assert end_where_a_pause_surely_counts(*twice, trusting=True) == date(2026, 3, 2)


def test_behind_something_unsure_an_event_may_fall_on_either_side_of_the_end():
    paid_and_signed = [Event(date(2020, 6, 1), "part-payment"), Event(date(2021, 6, 1), "signed-acknowledgment")]
    clock = limitation_clock("united_states/arizona", date(2015, 1, 1), paid_and_signed, on=date(2026, 11, 27))
    assert clock.not_before == date(2021, 1, 1), (
        "if the payment moved the end, nobody read what a signature before it does"
    )
    assert limitation_clock("united_states/arizona", date(2015, 1, 1), paid_and_signed[1:], on=ON).not_before == date(
        2027, 6, 1
    )


def test_a_pause_that_may_have_moved_the_end_brings_no_cap_back_over_a_promise_after_it():
    demands = "2004-05-01 2006-04-01 2008-03-01 2010-02-01 2012-01-01 2013-12-01 2015-11-01 2018-10-01".split()
    promised = [Event(date(2002, 6, 1), "signed-acknowledgment"), *(event(f"{day} demand") for day in demands)]
    without = limitation_clock("china", date(2000, 1, 3), promised, on=ON)
    paused = [Event(date(2001, 6, 1), "moratorium-start"), *promised]
    assert limitation_clock("china", date(2000, 1, 3), paused, on=ON).ends_on >= without.ends_on
