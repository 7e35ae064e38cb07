"""The timeline gives every entry once, by months, the newest first; a search finds any words, and nothing else."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.timeline import Narrowing, Timeline

ZONE = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 24)
BORDERS = [
    datetime(2026, 10, 31, 23, 59),
    datetime(2026, 11, 1, 0, 0),
    datetime(2026, 11, 1, 0, 59),
    datetime(2026, 11, 1, 3, 0),  # clocks were put back in the night
    datetime(2026, 3, 8, 1, 59),
    datetime(2026, 3, 8, 3, 0),  # and forward
    datetime(2026, 2, 28, 12, 0),
    datetime(2025, 12, 31, 23, 59),
    datetime(2026, 1, 1, 0, 0),
]


@pytest.fixture(scope="module")
def household(tmp_path_factory):
    opened = open_household(tmp_path_factory.mktemp("timeline"))
    opened.change_settings(zone="America/New_York", country="US")
    yield opened
    opened.close()


def cells(at, **more):
    return {"at": at.strftime("%Y-%m-%d %H:%M"), "channel": "call", "outcome": "rang-out", **more}


def log_of(household, entries):
    """Write entries into a log that has no others; return their numbers."""
    log = ContactLog(household)
    for row in log.rows():
        log.withdraw(row)
    return log.add_all(entries, TODAY) if entries else []


ALL = Narrowing()


def walk(timeline, narrowing=ALL, most=60):
    """Return every page."""
    pages, place = [], None
    while True:
        page = timeline.page(narrowing, place, most=most)
        pages.append(page.entries)
        place = page.then
        if place is None:
            return pages


moments = st.one_of(
    st.sampled_from(BORDERS),
    st.integers(0, 400).map(lambda days: datetime(2026, 11, 20, 12, 0) - timedelta(days=days)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.lists(moments, max_size=25), most=st.integers(1, 9))
def test_all_entries_come_exactly_once_and_the_newest_first(household, at, most):
    numbers = log_of(household, [cells(one) for one in at])
    found = [entry for page in walk(Timeline(household), most=most) for entry in page]
    assert sorted(entry.row.entry for entry in found) == sorted(numbers)
    keys = [(entry.day, datetime.fromisoformat(entry.facts["at"]).astimezone(UTC), entry.row.entry) for entry in found]
    assert keys == sorted(keys, reverse=True)


def test_entries_of_the_same_minute_are_not_lost_between_two_pages(household):
    at = datetime(2026, 11, 1, 12, 0)
    numbers = log_of(household, [cells(at) for _ in range(7)])
    found = [entry.row.entry for page in walk(Timeline(household), most=2) for entry in page]
    assert found == sorted(numbers, reverse=True)


def test_a_month_begins_and_ends_on_the_clock_of_the_borrower(household):
    log_of(household, [cells(one) for one in BORDERS])
    timeline = Timeline(household)
    assert timeline.months() == [date(2026, month, 1) for month in (11, 10, 3, 2, 1)] + [date(2025, 12, 1)]
    (first,) = timeline.page(Narrowing(until=date(2026, 10, 31)), most=1).entries
    assert first.facts["at"].startswith("2026-10-31T23:59")
    later = timeline.page(Narrowing(), from_month=date(2026, 1, 1), most=1)
    assert later.entries[0].facts["at"].startswith("2026-01-01")


SAID = {
    "龑": {"agent_name": "龑"},
    "O'Neil": {"said": "This is O'Neil speaking"},
    "100%": {"said": "I want 100% today"},
    "a_b": {"said": "reference a_b"},
    "axb": {"said": "reference axb"},
    "100 of": {"said": "100 of them"},
    'quoted "word"': {"said": 'a quoted "word" of theirs'},
    "back\\slash": {"said": "a back\\slash"},
    "ÉCOLE": {"collector": "École Finance"},
    "今天还": {"said": "下午不还，今天还也行"},
    "note of mine": {"witness": "a note of mine"},
}


@pytest.fixture(scope="module")
def said(household):
    at = datetime(2026, 11, 2, 12, 0)
    entries = [cells(at - timedelta(days=i * 9), **more) for i, more in enumerate(SAID.values())]
    entries.append(cells(at, number="+1 (646) 555-0142"))
    numbers = log_of(household, entries)
    return dict(zip([*SAID, "number"], numbers, strict=True))


def search(household, words):
    return [entry.row.entry for page in walk(Timeline(household), Narrowing(words=words)) for entry in page]


@pytest.mark.parametrize("words", SAID)
def test_a_search_finds_the_words_and_takes_no_sign_for_a_wildcard(household, said, words):
    assert search(household, words) == [said[words]]


@pytest.mark.parametrize("words", ["o'neil", "O'NEIL SPEAKING", "école", "Ｏ'Ｎeil"])
def test_a_search_is_the_same_in_either_case_and_width(household, said, words):
    assert search(household, words) in ([said["O'Neil"]], [said["ÉCOLE"]])


@pytest.mark.parametrize("words", ["6465550142", "646 555 0142", "+1 646-555-0142", "0142", "５５５０１４２"])
def test_a_number_is_found_however_it_is_written(household, said, words):
    assert search(household, words) == [said["number"]]


@pytest.mark.parametrize("words", ["rang-out", "channel", "outcome", "New_York", '"', "%%", "__", "\\\\"])
def test_what_nobody_wrote_is_not_found(household, said, words):
    expected = [said['quoted "word"']] if words == '"' else []
    assert search(household, words) == expected


def test_a_search_is_narrowed_by_who_how_and_when(household, said):
    timeline = Timeline(household)
    all_of = lambda **narrowed: [e.row.entry for page in walk(timeline, Narrowing(**narrowed)) for e in page]  # noqa: E731
    assert all_of(collector="École Finance") == [said["ÉCOLE"]]
    assert all_of(channels=("sms",)) == []
    assert {"École Finance"} <= set(timeline.collectors())
    assert len(all_of(channels=("call",))) == len(said)
    assert all_of(entries=frozenset({said["龑"]})) == [said["龑"]]
    assert set(all_of(since=date(2026, 11, 2))) == {said["龑"], said["number"]}


def test_a_withdrawn_entry_is_not_in_the_timeline(household, said):
    log = ContactLog(household)
    row = log.find(said["龑"])
    before = Timeline(household).version()
    log.withdraw(row)
    assert search(household, "龑") == []
    assert Timeline(household).version() > before
    log.bring_back(log.find(said["龑"]))
    assert search(household, "龑") == [said["龑"]]


def test_a_stopped_search_ends(household, said):
    page = Timeline(household).page(Narrowing(words="nothing"), stopped=lambda: True)
    assert page.entries == ()
