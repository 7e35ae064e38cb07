"""A store from any earlier version opens with every value it held, encrypted or not; nothing of it stays readable.

``old/version_N.sql`` is what a store of version N held, as a dump. A new migration comes with one of its own.
"""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from planner.errors import DamagedStore, StoreError
from planner.evidence.chain import Head, Link, first_fault
from planner.services.household import open_household, open_saved_household
from planner.services.opening import Protection, key_for, protection_of
from planner.store.backup import BEFORE, OLDER, keep_backup, kept_backups
from planner.store.chain import read_head, read_links, unsealed_entry
from planner.store.connection import PLAIN_FILE, STORE_FILE, Connector
from planner.store.database import open_store
from planner.store.migrations import MIGRATIONS
from tests.store.households import DAY, KEY, PASSPHRASE, stored

OLD = Path(__file__).parent / "old"
VERSIONS = range(1, len(list(OLD.glob("*.sql"))) + 1)
PLAIN = (1, 2, 3)
"""Those from before encryption."""
LATER = {
    "payment": {"off_arrears": 0, "off_to_bring_current": 0},
    "debt": {"due_since": None, "late_since": None}
    | dict.fromkeys(
        "day_count fee_percent early_fees deferred_until deferred_apr interest_waived_until account_fee late_fee "
        "late_percent grace_days penalty_apr credit_limit pause_from pause_until account allocation settlement_amount "
        "settlement_until".split()
    )
    | {"secured": 0},
    "log_head": {"of_entry": None},
    "plan": {"made_of": None},
}
"""Columns that came later, and what they hold for what was stored before."""
SEALED_SINCE = 6
SEAL = ("seal_link", "seal_head")
"""Tables that are made from what was stored before, with salts that are drawn."""


def dump_of(version):
    return (OLD / f"version_{version}.sql").read_text("utf-8")


def make_plain(folder, version):
    """Make the store as the program of that time left it when it was ended."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / PLAIN_FILE)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(dump_of(version))
    return folder


def make_encrypted(folder, version):
    folder.mkdir(parents=True)
    with closing(Connector(folder, KEY, make=True)()) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # a dump has its tables in the order of their names
        connection.executescript(dump_of(version))
    return folder


def rows(connection):
    """Return every row of every table, by column name."""
    found = {}
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for table in sorted(name for (name,) in tables if name != "migration" and not name.startswith("sqlite_")):
        names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        found[table] = [dict(zip(names, row, strict=True)) for row in connection.execute(f'SELECT * FROM "{table}"')]
    return found


def expected(version):
    """Return what the store of ``version`` holds once its tables are today's."""
    held = of_its_time(version)
    for payment in held["payment"]:
        payment.setdefault("taken_off", payment["amount"])
    for table, columns in LATER.items():
        held[table] = [columns | row for row in held.get(table, ())]
    return of_its_time(VERSIONS[-1], empty=True) | held


def of_its_time(version, *, empty=False):
    """Return what the store of ``version`` held; with ``empty`` only which tables it had."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(dump_of(version))
        held = rows(connection)
    return dict.fromkeys(held, []) if empty else held


def without_seal(held, version):
    """Return what is held without the seal, where that was made on opening."""
    return {table: rows for table, rows in held.items() if version >= SEALED_SINCE or table not in SEAL}


def rows_of(path, key=KEY):
    connector = Connector(path.parent, key, path=path)
    connector.read_only = True
    with closing(connector()) as connection:
        return rows(connection)


def test_every_version_has_its_stored_file():
    assert set(OLD.glob("*.sql")) == {OLD / f"version_{version}.sql" for version, _ in enumerate(MIGRATIONS, 1)}


@pytest.mark.parametrize(
    ("make", "version"),
    [*((make_plain, version) for version in PLAIN), *((make_encrypted, version) for version in VERSIONS)],
)
def test_every_value_of_an_older_store_is_there(tmp_path, make, version):
    folder = make(tmp_path / "data", version)
    open_store(folder, key=KEY).close()
    assert without_seal(rows_of(folder / STORE_FILE), version) == without_seal(expected(version), version)
    kept = kept_backups(folder)
    assert [one.kind for one in kept] == [BEFORE] * (version < len(MIGRATIONS))
    for one in kept:
        assert rows_of(one.path) == of_its_time(version)
    debts, payments, plan, settings = stored(folder)
    assert (len(debts), len(payments), plan.strategy, settings["language"]) == (3, 2, "snowball", "zh")


@pytest.mark.parametrize("version", VERSIONS)
def test_what_an_older_store_held_is_sealed_as_it_was_found(tmp_path, version):
    folder = make_encrypted(tmp_path / "data", version)
    open_store(folder, key=KEY).close()
    versions = of_its_time(version).get("log_version", [])
    with closing(Connector(folder, KEY)()) as connection:
        links, (count, link, _) = list(read_links(connection)), read_head(connection)
        assert unsealed_entry(connection) is None
    chain = [Link(one.number, one.leaf, one.link, one.content) for one in links]
    assert first_fault(chain, Head(count, link)) is None
    assert [one.seq for one in links] == [one["seq"] for one in versions]
    assert [one.entry for one in links if one.withdrawn] == ([2] if version >= 4 else [])
    if version < SEALED_SINCE:
        assert {one.found_on for one in links} <= {date.today().isoformat()}


@pytest.mark.parametrize("protected", [None, PASSPHRASE])
def test_a_plain_store_is_protected_and_nothing_of_it_stays(tmp_path, protected):
    folder = make_plain(tmp_path / "data", 1)
    (folder / "ashore.before-2.db").write_bytes((folder / PLAIN_FILE).read_bytes())
    (folder / "ashore.db-wal").touch()
    mine = folder / "ashore trip.db"
    mine.write_bytes(b"my own")
    assert protection_of(folder) is Protection.PLAIN
    opened = key_for(folder, protected)
    household = open_household(folder, opened.key)
    assert [debt.name for debt in household.debts()][0] == "Lakeside card"
    household.close()
    assert not [path for path in folder.glob("ashore*") if path != mine]
    assert mine.read_bytes() == b"my own"
    for path in folder.rglob("*"):
        if path.is_file() and path != mine:
            assert b"Lakeside" not in path.read_bytes()
            assert b"SQLite format" not in path.read_bytes()


def test_what_still_waits_in_the_log_of_a_plain_store_is_taken_over(tmp_path):
    folder = make_plain(tmp_path / "data", 2)
    with closing(sqlite3.connect(folder / PLAIN_FILE, isolation_level=None)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("INSERT INTO creditor VALUES (9, 'in the log')")
        held = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name, content in held.items():  # as a program that was killed leaves them
        (folder / name).write_bytes(content)
    assert (folder / "ashore.db-wal").stat().st_size
    open_store(folder, key=KEY).close()
    assert {"id": 9, "name": "in the log"} in rows_of(folder / STORE_FILE)["creditor"]


OLDER_ASHORE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM debt").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


def test_a_plain_store_that_an_older_ashore_has_open_waits(tmp_path):
    folder = make_plain(tmp_path / "data", 2)
    with subprocess.Popen(
        [sys.executable, "-c", OLDER_ASHORE, str(folder / PLAIN_FILE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as older:
        assert older.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match="Another program"):
            open_store(folder, key=KEY)
        older.stdin.close()
    assert not (folder / STORE_FILE).exists()
    open_store(folder, key=KEY).close()
    assert without_seal(rows_of(folder / STORE_FILE), 2) == without_seal(expected(2), 2)


def test_a_plain_list_that_turns_up_beside_the_encrypted_one_is_kept_as_a_backup(tmp_path):
    """An older Ashore was used once more, or somebody copied its file here: it is neither lost nor left readable."""
    folder = make_plain(tmp_path / "data", 3)
    open_store(folder, key=KEY).close()
    held = rows_of(folder / STORE_FILE)
    for one in kept_backups(folder):
        one.path.unlink()
    make_plain(folder, 2)
    with closing(sqlite3.connect(folder / PLAIN_FILE, isolation_level=None)) as older:
        older.execute("UPDATE debt SET balance = 7 WHERE id = 1")
    open_store(folder, key=KEY).close()
    assert rows_of(folder / STORE_FILE) == held
    (kept,) = kept_backups(folder)
    assert kept.kind == OLDER
    assert rows_of(kept.path)["debt"][0]["balance"] == 7
    assert not list(folder.glob("ashore*"))
    for _ in range(20):
        keep_backup(folder, KEY, BEFORE, DAY)
    assert kept.path.exists()


def test_a_plain_list_that_was_taken_over_whole_leaves_no_second_copy(tmp_path):
    folder = make_plain(tmp_path / "data", 3)
    open_store(folder, key=KEY).close()
    kept = kept_backups(folder)
    make_plain(folder, 3)  # as if the program was ended before it could remove it
    open_store(folder, key=KEY).close()
    assert kept_backups(folder) == kept
    assert not list(folder.glob("ashore*"))


@pytest.mark.parametrize("harm", ["cut", "garbage", "page"])
def test_a_damaged_plain_store_stays_and_what_can_be_read_is_shown(tmp_path, harm):
    folder = make_plain(tmp_path / "data", 3)
    path = folder / PLAIN_FILE
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'payment'").fetchone()[0]
    if harm == "page":
        whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes({"cut": whole[:5000], "garbage": b"x" * 9000, "page": whole}[harm])
    held = path.read_bytes()
    key = key_for(folder).key
    with pytest.raises(DamagedStore, match="from before is damaged"):
        open_household(folder, key)
    assert path.read_bytes() == held
    assert not (folder / STORE_FILE).exists()
    saved = open_saved_household(folder, key)
    assert saved.notice is not None
    if harm == "page":
        assert [debt.id for debt in saved.debts()] == [1, 2, 5]
        assert saved.payments() == []
    saved.close()
    assert path.read_bytes() == held


def test_a_damaged_plain_file_beside_the_encrypted_list_stays_and_hinders_nobody(tmp_path):
    folder = make_plain(tmp_path / "data", 3)
    open_store(folder, key=KEY).close()
    held = rows_of(folder / STORE_FILE)
    (folder / PLAIN_FILE).write_bytes(bytes(9000))
    open_store(folder, key=KEY).close()
    assert rows_of(folder / STORE_FILE) == held
    assert (folder / PLAIN_FILE).read_bytes() == bytes(9000)


def test_an_empty_plain_file_is_an_empty_list(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / PLAIN_FILE).touch()
    open_store(folder, key=KEY).close()
    assert stored(folder) == ([], [], None, {})
    assert not (folder / PLAIN_FILE).exists()


def test_a_plain_store_of_a_newer_ashore_stays_as_it_is(tmp_path):
    folder = make_plain(tmp_path / "data", 3)
    with closing(sqlite3.connect(folder / PLAIN_FILE, isolation_level=None)) as newer:
        newer.execute("INSERT INTO migration VALUES (99, 'later', '')")
    with pytest.raises(StoreError, match="newer Ashore"):
        open_store(folder, key=KEY)
    assert (folder / PLAIN_FILE).exists()


def test_the_stored_files_are_what_their_time_wrote():
    for version in VERSIONS:
        assert len(re.findall('INSERT INTO "migration"', dump_of(version))) == version
