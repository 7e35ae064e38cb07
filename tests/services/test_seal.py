"""The log of this device is sealed as it is written; whatever is changed in the store behind its back is found and named."""

import random
import shutil
from contextlib import closing
from datetime import date

import pytest

from planner.errors import InputProblems, StoreError
from planner.services.backups import make_backup, restore
from planner.services.contacts import ContactLog
from planner.services.household import open_household, open_saved_household
from planner.services.promises import Promises
from planner.services.seal import check_seal
from planner.store.connection import STORE_FILE, Connector
from planner.store.file_vault import FileVault
from planner.store.head_apart import head_name, read_heads
from planner.store.rescue import rescue
from tests.store.households import KEY, device_household

CALL = {
    "at": "2026-11-02 22:30",
    "channel": "call",
    "outcome": "conversation",
    "collector": "North Star",
    "said": "Pay.",
}
DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A household with five entries: one corrected, one withdrawn; made once."""
    folder = device_household(tmp_path_factory.mktemp("made") / "data")
    household = open_household(folder, KEY)
    household.change_settings(zone="America/New_York", country="US")
    log = ContactLog(household)
    first = log.add(CALL)
    log.correct(first, {"number": "555"})
    log.withdraw(log.add({**CALL, "said": "今天必须还。"}))
    log.add_all([{"at": "2026-11-03", "event": "asked-stop-all:written"}, {**CALL, "at": "2026-11-04 08:00"}])
    Promises(household).add({"amount": "50", "due": "2026-12-01"}, "USD")
    household.close()
    return folder


@pytest.fixture
def folder(made, tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(made, copy)
    return copy


def checked(folder):
    household = open_household(folder, KEY)
    try:
        return check_seal(household)
    finally:
        household.close()


def run(folder, *statements):
    """Change the store behind Ashore's back, as somebody with its key could."""
    with closing(Connector(folder, KEY)()) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_what_is_written_is_sealed_with_corrections_and_withdrawals(folder):
    found = checked(folder)
    assert (found.why, found.length, found.found) == (None, 7, 0)
    assert read_heads(folder, KEY).heads == ((7, found.head),)


def test_a_household_without_a_log_has_a_seal_of_nothing(tmp_path):
    household = open_household(tmp_path)
    assert (check_seal(household).why, check_seal(household).length) == (None, 0)
    assert not (tmp_path / "files").exists()
    household.close()


def test_what_is_not_stored_is_not_sealed(folder):
    household = open_household(folder, KEY)
    with pytest.raises(InputProblems):
        ContactLog(household).add_all([CALL, {"at": "never"}])
    row = ContactLog(household).find(1)
    ContactLog(household).correct(row, {"number": "1"})
    with pytest.raises(StoreError):
        ContactLog(household).correct(row, {"number": "2"})  # it was corrected elsewhere meanwhile
    assert (check_seal(household).why, check_seal(household).length) == (None, 8)
    household.close()


CHANGES = {
    "a word": ("UPDATE log_version SET body = replace(body, 'Pay.', 'Pay!') WHERE seq = 2", 1),
    "a blank that changes no fact": ("UPDATE log_version SET body = replace(body, '{', '{ ') WHERE seq = 5", 5),
    "the kind": ("UPDATE log_version SET kind = 'event' WHERE seq = 1", 1),
    "when it was written": (
        "UPDATE log_version SET written_at = replace(written_at, '+00:00', '+01:00') WHERE seq = 3",
        3,
    ),
    "a thousandth of a second": ("UPDATE log_version SET written_at = replace(written_at, '+', '1+') WHERE seq = 5", 5),
    "whose version it is": ("UPDATE log_version SET entry = 5, version = 9 WHERE seq = 2", 5),
    "that it was withdrawn": ("UPDATE seal_link SET withdrawn = 0 WHERE seq = 4", 3),
    "the salt": ("UPDATE seal_link SET salt = replace(salt, '1', '2') || 'f' WHERE number = 5", 5),
    "a leaf": (
        "UPDATE seal_link SET leaf = CASE substr(leaf, 1, 1) WHEN '0' THEN 'f' ELSE '0' END || substr(leaf, 2) WHERE number = 5",
        5,
    ),
    "a link": (
        "UPDATE seal_link SET link = CASE substr(link, 1, 1) WHEN '0' THEN 'f' ELSE '0' END || substr(link, 2) WHERE number = 5",
        5,
    ),
    "since when": ("UPDATE seal_link SET found_on = '2026-01-01' WHERE number = 5", 5),
    "a version that is no number": ("UPDATE log_version SET version = 1.5 WHERE seq = 5", 5),
    "bytes for facts": ("UPDATE log_version SET body = CAST(body AS BLOB) WHERE seq = 5", 5),
    "bytes for a kind": ("UPDATE log_version SET kind = x'00ff' WHERE seq = 5", 5),
    "bytes for a time": ("UPDATE log_version SET written_at = x'01' WHERE seq = 5", 5),
    "bytes for a leaf": ("UPDATE seal_link SET leaf = x'00' WHERE number = 5", 5),
    "bytes for a salt": ("UPDATE seal_link SET salt = x'00' WHERE number = 5", 5),
    "a count that is none": ("UPDATE seal_head SET count = 'x'", 1),
    "a number": ("UPDATE seal_link SET number = 77 WHERE number = 7", 7),
    "two seals": ("UPDATE seal_link SET seq = 11 - seq WHERE seq IN (5, 6)", 6),
    "the head": (
        "UPDATE seal_head SET link = CASE substr(link, 1, 1) WHEN '0' THEN 'f' ELSE '0' END || substr(link, 2)",
        7,
    ),
    "the count up": ("UPDATE seal_head SET count = count + 1", 7),
    "the count down": ("UPDATE seal_head SET count = count - 1", 7),
    "a version gone": ("DELETE FROM log_version WHERE seq = 5", None),
    "the first link gone": ("DELETE FROM seal_link WHERE number = 1", None),
    "the last link gone": ("DELETE FROM seal_link WHERE number = 7", 6),
    "all links gone": ("DELETE FROM seal_link", None),
    "a version put in": (
        "INSERT INTO log_version (entry, version, kind, body, written_at) VALUES (8, 1, 'contact', '{}', '2026-01-01')",
        8,
    ),
    "a withdrawn one shown": ("UPDATE log_head SET withdrawn = 0 WHERE entry = 3", 3),
    "one hidden": ("UPDATE log_head SET withdrawn = 1 WHERE entry = 5", 5),
    "an older version shown": ("UPDATE log_head SET seq = 1 WHERE entry = 1", 1),
    "one out of every list": ("DELETE FROM log_head WHERE entry = 6", 6),
    "listed as another kind": ("UPDATE log_head SET kind = 'paper' WHERE entry = 5", 5),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_behind_its_back_is_found_and_the_first_entry_is_named(folder, change):
    statement, entry = CHANGES[change]
    run(folder, statement.replace("seq = 11 - seq WHERE seq IN (5, 6)", "seq = -seq WHERE seq IN (5, 6)"))
    if change == "two seals":
        run(folder, "UPDATE seal_link SET seq = 11 + seq WHERE seq < 0")
    found = checked(folder)
    assert found.why is not None
    assert found.entry == entry or (entry is None and found.entry != 7)


def test_a_tail_that_was_cut_with_its_seals_and_its_head_is_found_by_the_head_that_lies_apart(folder):
    cut = (
        "DELETE FROM log_version WHERE seq = 7",
        "DELETE FROM log_head WHERE entry = 7",
        "DELETE FROM seal_link WHERE number = 7",
        "UPDATE seal_head SET count = 6, link = (SELECT link FROM seal_link WHERE number = 6)",
    )
    run(folder, *cut)
    assert checked(folder).entry == 6
    household = open_household(folder, KEY)
    ContactLog(household).add(CALL)
    assert "earlier time" in check_seal(household).why.id  # the next write covers nothing up
    ContactLog(household).add(CALL)
    assert "earlier time" in check_seal(household).why.id
    household.close()


def test_an_older_store_file_put_back_is_found_and_so_is_a_head_taken_away(folder, tmp_path):
    older = (folder / STORE_FILE).read_bytes()
    household = open_household(folder, KEY)
    ContactLog(household).add(CALL)
    household.close()
    newer = (folder / STORE_FILE).read_bytes()
    (folder / STORE_FILE).write_bytes(older)
    assert checked(folder).why is not None
    (folder / STORE_FILE).write_bytes(newer)
    assert checked(folder).why is None
    FileVault(folder, KEY).remove(head_name(KEY))
    assert "kept apart" in checked(folder).why.id
    household = open_household(folder, KEY)
    ContactLog(household).add(CALL)
    assert check_seal(household).why is not None  # that it was gone is not covered up
    household.close()


def test_a_head_that_lags_behind_is_no_fault(folder):
    """A program that was ended between the write and the head left it so."""
    vault = FileVault(folder, KEY)
    lagging = vault.read(head_name(KEY))
    household = open_household(folder, KEY)
    ContactLog(household).add(CALL)
    vault.put_as(head_name(KEY), lagging)
    assert check_seal(household).why is None
    ContactLog(household).add(CALL)
    assert read_heads(folder, KEY).heads[0][0] == 9
    assert check_seal(household).why is None
    household.close()


@pytest.mark.parametrize("where", ["here", "a new folder"])
def test_a_backup_brings_the_chain_back_whole(folder, tmp_path, where):
    out = make_backup(folder, KEY, tmp_path / "out.bin")[0]
    before = checked(folder)
    household = open_household(folder, KEY)
    ContactLog(household).add(CALL)
    household.close()
    target = folder if where == "here" else tmp_path / "new"
    done = restore(target, out, DAY, KEY if where == "here" else None)
    assert checked(target) == before
    assert all(change.table in ("debt", "payment", "log_version", "log_head") for change in done.preview.tables)
    household = open_household(target, KEY)
    ContactLog(household).add(CALL)
    assert check_seal(household).why is None
    household.close()


def test_a_backup_of_somebody_else_brings_its_chain_and_not_a_second_head(folder, tmp_path):
    other = device_household(tmp_path / "other", bytes(32))
    household = open_household(other, bytes(32))
    ContactLog(household).add(CALL)
    household.close()
    out = make_backup(other, bytes(32), tmp_path / "out.bin")[0]
    restore(folder, out, DAY, KEY)
    assert (checked(folder).why, checked(folder).length) == (None, 1)
    assert FileVault(folder, KEY).names() == [head_name(KEY)]


def test_what_can_be_read_of_a_damaged_store_brings_its_seal(folder):
    rescue(folder, KEY)
    saved = open_saved_household(folder, KEY)
    assert (check_seal(saved).why, check_seal(saved).length) == (None, 7)
    saved.close()


def test_thousands_of_entries_are_sealed_in_one_transaction(tmp_path):
    household = open_household(tmp_path)
    ContactLog(household).add_all([{**CALL, "said": str(n)} for n in range(300)])
    assert (check_seal(household).why, check_seal(household).length) == (None, 300)
    household.close()


def test_any_digit_of_any_row_that_is_changed_is_found(folder):
    """Every text and number of the tables the log stands in, a sample of their characters."""
    dice = random.Random(5)
    with closing(Connector(folder, KEY)()) as connection:
        cells = [
            (table, column, rowid, value)
            for table in ("log_version", "seal_link", "seal_head")
            for column in [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for rowid, value in connection.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
            if isinstance(value, str) and (table, column) != ("seal_link", "found_on")
        ]
    household = open_household(folder, KEY)
    for table, column, rowid, value in dice.sample(cells, 40):
        place = dice.randrange(len(value))
        changed = value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
        with closing(Connector(folder, KEY)()) as connection:
            for text, fine in ((changed, False), (value, True)):
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, rowid))
                connection.commit()
                assert (check_seal(household).why is None) is fine, (table, column, rowid, changed)
    household.close()
