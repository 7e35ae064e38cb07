"""What is typed into the log and what stands in a file are read by one reading, also where it was kept long ago as it was typed."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.canonical import canonical
from planner.errors import InputProblems
from planner.model.log_entry import CONTACT, EVENT, LogRow, NewEntry
from planner.rules.facts import Log
from planner.services.checking import check_log
from planner.services.contact_log_file import COLUMNS, read_contact_log
from planner.services.contacts import ContactLog, cells_of, facts_of
from planner.services.household import open_household
from planner.services.import_entries import plain_identity
from planner.services.log_facts import contact_of, event_of, read_cells
from planner.store import log as store_log

TODAY = date(2026, 11, 24)
NEW_YORK = ZoneInfo("America/New_York")
CALL = {"at": "2026-11-20 22:00", "channel": "call", "outcome": "conversation", "collector": "Z", "role": "agency"}
EARLIER = {**CALL, "at": "2026-11-19 10:00"}
STOP = {"at": "2026-11-03 10:00", "event": "asked-stop-all:written", "collector": "Z"}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    opened.change_settings(zone="America/New_York", country="US")
    yield opened
    opened.close()


@pytest.fixture
def log(household):
    return ContactLog(household)


@pytest.fixture
def kept(household):
    """Keep an entry as it was kept before the log's own words were read: as it was typed."""

    def keep(kind, **facts):
        at = datetime.fromisoformat(facts["at"])
        body = canonical({"precision": "min", "tz": "America/New_York", **facts})
        new = NewEntry(kind, body, at.date(), at.astimezone(UTC).isoformat(), facts.get("collector", ""))
        (number,) = store_log.add_entries(household.store, [new])
        return ContactLog(household).find(number)

    return keep


def in_file(tmp_path, *rows):
    path = tmp_path / "log.csv"
    lines = [",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return read_contact_log(str(path), NEW_YORK, TODAY)


def what_is_found(checked):
    return [(one.rule.id, one.finding.outcome.value, one.finding.contacts, one.message) for one in checked.found]


@pytest.mark.parametrize(
    "note",
    [
        "received:2026-11-5",
        "received: 2026-11-05",
        "received:2026年11月5日",
        "received：2026-11-05",
        "Received: 2026-11-05",
    ],
)
def test_the_day_a_letter_was_received_is_kept_as_it_was_understood(log, note):
    row = log.add({**STOP, "note": note}, TODAY)
    assert (facts_of(row)["note"], facts_of(row)["received"]) == (note, "2026-11-05")
    assert event_of(row).received == date(2026, 11, 5)
    assert facts_of(log.correct(row, cells_of(row), TODAY)) == facts_of(row)
    log.add({**CALL, "at": "2026-11-04 10:00"}, TODAY)
    assert "us.regf.cease" not in {one.rule.id for one in log.check("united_states", "en").found}


def test_a_day_that_is_none_is_asked_about_in_both(log, tmp_path):
    for problems in (
        log.problems_of({**STOP, "note": "received:2026-02-30"}, TODAY),
        pytest.raises(InputProblems, in_file, tmp_path, {**STOP, "note": "received:2026-02-30"}).value.problems,
    ):
        assert [one.field for one in problems] == ["note"]


def test_what_was_kept_as_it_was_typed_is_read_and_keeps_its_bytes(log, kept):
    rows = [
        kept(EVENT, at="2026-11-03T10:00:00-05:00", event="asked-stop-all: Written", note="received: 2026-11-5"),
        kept(EVENT, at="2026-11-03T10:00:00-05:00", event="asked-not-at-time:9:00-12:00", note="received:soon"),
        kept(CONTACT, at="2026-11-20T22:00:00-05:00", channel="call", outcome="Conversation", role="Debt Buyer"),
    ]
    bodies = [row.body for row in rows]
    stop, window = map(event_of, rows[:2])
    assert (stop.kind, stop.value, stop.received) == ("asked-stop-all", "written", date(2026, 11, 5))
    assert (window.value, window.received) == ("09:00-12:00", None)
    assert (contact_of(rows[2]).role, facts_of(rows[2])["outcome"]) == ("debt-buyer", "conversation")
    found = {one.rule.id for one in log.check("united_states", "en").found}
    assert {"us.regf.hours", "us.regf.cease"} <= found
    assert [row.body for row in log.rows()] == bodies
    log.withdraw(rows[2])
    log.bring_back(log.find(rows[2].entry))
    assert log.find(rows[2].entry).body == bodies[2]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([{**CALL, "role": "Agency"}], {"us.regf.hours"}),
        ([{**CALL, "role": "Debt Buyer", "outcome": "Conversation"}], {"us.regf.hours"}),
        ([{**CALL, "recipient": "Self"}], {"us.regf.hours"}),
        ([{**CALL, "recipient": "Spouse", "purpose": "demand"}], {"us.regf.hours"}),
        ([{**CALL, "recipient": "ＦＡＭＩＬＹ", "purpose": "Demand"}], {"us.regf.third-party"}),
        ([{**STOP, "event": "asked-stop-all: written"}, CALL], {"us.regf.hours", "us.regf.cease"}),
        ([{**STOP, "event": "Asked_stop_all：Written", "note": "received：2026-11-20"}, EARLIER], set()),
        ([{**STOP, "event": "asked-not-at-time: 9:00 – 12:00"}, EARLIER], {"us.regf.asked-time-place"}),
        ([{**STOP, "event": "asked-stop-channel:SMS"}, {**EARLIER, "channel": "Sms"}], {"us.regf.channel-stop"}),
        ([{**CALL, "tactics": "Contact List Threat；insult", "debt": "Card；Loan"}], {"us.fdcpa.harass"}),
        ([{**CALL, "collector": "Ｚ", "number": "１３８００００００００", "debt_kind": "Card"}], {"us.regf.hours"}),
    ],
)
def test_what_is_kept_and_what_stands_in_a_file_are_checked_alike(tmp_path, rows, found):
    entries = [read_cells(row, NEW_YORK, "America/New_York", TODAY)[0] for row in rows]
    kept = [LogRow(number, 1, one.kind, one.body, "") for number, one in enumerate(entries, 1)]
    contacts = tuple(contact_of(row) for row in kept if row.kind == CONTACT)
    log = Log(contacts, tuple(event_of(row) for row in kept if row.kind == EVENT))
    assert log == in_file(tmp_path, *rows)
    for place in ("united_states", "china"):
        said = check_log(log, place, "en")
        assert what_is_found(said) == what_is_found(check_log(in_file(tmp_path, *rows), place, "en"))
    rules = {one.rule.id for one in check_log(log, "united_states", "en").found}
    assert found <= rules
    assert ("us.regf.third-party" in rules) == ("us.regf.third-party" in found)


def test_what_was_said_and_who_it_was_stay_as_they_were_typed(log):
    row = log.add({**CALL, "said": "Ｐａｙ  now", "collector": "Ｚ & Co", "note": "Ｎ", "role": "AGENCY"}, TODAY)
    facts = facts_of(row)
    assert (facts["said"], facts["collector"], facts["note"]) == ("Ｐａｙ  now", "Ｚ & Co", "Ｎ")
    assert facts["role"] == "agency"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Shanghai", "America/New_York", "Pacific/Pago_Pago"])
def test_the_future_is_one_on_every_clock(zone):
    now = datetime(2026, 11, 27, 23, 13, tzinfo=UTC)

    def faults(at):
        return [one.message.id for one in read_cells({**CALL, "at": at, "tz": zone}, NEW_YORK, "", now)[1]]

    for minutes, expected in ((-600, 0), (0, 0), (30, 1), (600, 1)):
        there = (now + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
        assert len([words for words in faults(f"{there:%Y-%m-%d %H:%M}") if "future" in words]) == expected
    today = now.astimezone(ZoneInfo(zone)).date()
    assert faults(today.isoformat()) == []
    assert len(faults((today + timedelta(days=1)).isoformat())) == 1


def test_without_a_day_that_is_said_it_is_now_that_counts(log, tmp_path):
    soon = datetime.now(UTC) + timedelta(hours=1)
    row = {**CALL, "at": soon.isoformat(timespec="minutes")}
    assert [one.field for one in log.problems_of(row)] == ["at"]
    path = tmp_path / "log.csv"
    path.write_text(f"at,channel\n{row['at']},call\n", "utf-8")
    with pytest.raises(InputProblems):
        read_contact_log(str(path), NEW_YORK)


@pytest.mark.parametrize("at", ["2026-11-03 21:30", "2026-11-03 21:30:15", "2026-11-03"])
def test_another_zone_leaves_the_clock_as_it_was_read(log, at):
    row = log.add({**CALL, "at": at, "tz": "Europe/London"}, TODAY)
    moved = log.correct(row, {"tz": "America/New_York"}, TODAY)
    before, after = facts_of(row), facts_of(moved)
    assert after["at"][:19] == before["at"][:19]
    assert after["at"].endswith("-05:00")
    assert (after["tz"], after["precision"]) == ("America/New_York", before["precision"])


def test_another_time_is_one_on_the_clock_of_the_entry(log):
    row = log.add({**CALL, "at": "2026-11-03 21:30", "tz": "Europe/London"}, TODAY)
    facts = facts_of(log.correct(row, {"at": "2026-11-03 21:35"}, TODAY))
    assert (facts["at"], facts["tz"]) == ("2026-11-03T21:35:00+00:00", "Europe/London")


def test_a_dated_fact_that_was_kept_as_it_was_typed_is_known_again(kept):
    typed = {"at": "2026-11-03T10:00:00-05:00", "event": "asked-not-at-time: 9:00-12:00", "collector": "Z"}
    old = json.loads(kept(EVENT, **typed).body)
    new = facts_of(read_cells({**typed, "at": "2026-11-03 10:00"}, NEW_YORK, "America/New_York", TODAY)[0])
    assert new["event"] == "asked-not-at-time:09:00-12:00"
    assert plain_identity(old) == plain_identity(new) != plain_identity({**new, "event": "attorney"})
