"""A damaged store shows its log: what leads to the entries is made anew from what was written."""

import random
from contextlib import closing
from datetime import date

import pytest

from planner.services.contacts import ContactLog, facts_of
from planner.services.household import open_household, open_saved_household
from planner.services.promises import Promises
from planner.store.connection import STORE_FILE, Connector
from planner.store.pages import PAGE
from planner.store.rescue import rescue
from tests.store.households import KEY, device_household

TODAY = date(2026, 11, 24)
COUNT = 1500


@pytest.fixture
def folder(tmp_path):
    folder = device_household(tmp_path / "home")
    household = open_household(folder, KEY)
    log = ContactLog(household)
    cells = {"channel": "call", "outcome": "rang-out", "collector": "North Star", "said": "x" * 60}
    log.add_all([{**cells, "at": f"2026-0{1 + place % 9}-11 10:{place % 60:02}"} for place in range(COUNT)], TODAY)
    log.withdraw(log.rows()[0])
    log.correct(log.rows()[1], {"said": "what was said"}, TODAY)
    Promises(household).add({"due": "2026-12-01", "amount": "50"}, "USD")
    household.close()
    return folder


def shown(household):
    rows = ContactLog(household).rows()
    return [(row.entry, row.version, row.body) for row in rows], [one.row.body for one in Promises(household).all()]


def saved(folder):
    household = open_saved_household(folder, KEY)
    found = shown(household)
    household.close()
    return found


def test_a_store_that_lost_what_leads_to_its_log_shows_the_whole_log(folder):
    household = open_household(folder, KEY)
    before = shown(household)
    household.close()
    with closing(Connector(folder, KEY)()) as connection:
        connection.execute("DELETE FROM log_head")
        connection.commit()
    assert saved(folder) == before  # the corrected version, and not what was withdrawn


def test_an_entry_whose_newest_version_is_lost_is_shown_as_it_was_before(folder):
    household = open_household(folder, KEY)
    corrected = next(row for row in ContactLog(household).rows() if row.version == 2)
    household.close()
    with closing(Connector(folder, KEY)()) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM log_version WHERE entry = ? AND version = 2", (corrected.entry,))
        connection.commit()
    household = open_saved_household(folder, KEY)
    row = ContactLog(household).find(corrected.entry)
    household.close()
    assert (row.version, facts_of(row)["said"]) == (1, "x" * 60)


def test_every_version_that_can_be_read_is_shown_whatever_page_is_bad(folder):
    with closing(Connector(folder, KEY)()) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store = folder / STORE_FILE
    whole = store.read_bytes()
    harmed_heads = 0
    for number in random.Random(4).sample(range(10, len(whole) // PAGE), 12):
        harmed = bytearray(whole)
        harmed[number * PAGE + 50] ^= 1
        store.write_bytes(harmed)
        done = rescue(folder, KEY)
        harmed_heads += "log_head" in done.lost
        with closing(Connector(folder, KEY, path=done.path, look_only=True)()) as connection:
            (entries,) = connection.execute("SELECT count(DISTINCT entry) FROM log_version").fetchone()
            (led,) = connection.execute(
                "SELECT count(*) FROM log_head h JOIN log_version v ON v.seq = h.seq"
            ).fetchone()
        assert led == entries
    assert harmed_heads
