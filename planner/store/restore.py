"""Bringing a backup back: what would change is counted first, then everything is put in place in one transaction.

The rows of the backup take the place of those in the store through SQLite itself, so that a window that is open elsewhere
sees all of it or nothing, and a backup under another key needs no detour. Where the store is damaged or gone, the backup
becomes the store, and the damaged file is kept beside it. Only rows are taken, into tables of our own making: whatever else
a file from somewhere may bring along stays out.
"""

from __future__ import annotations

import gc
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import DamagedStore, StoreError, Text
from planner.store.archive_reader import Archive, damaged_archive
from planner.store.backup import BEFORE, hold_still, is_in_order, is_whole, keep_copy
from planner.store.chain import read_head
from planner.store.connection import STORE_FILE, Connector, log_of, newer_store, sentence_for, speak_sqlcipher
from planner.store.file_vault import FILES, FileVault
from planner.store.files import discard, draft_of, empty_draft, make_folder, put_in_place, sync_file, sync_folder
from planner.store.head_apart import expect_head, head_name, settle_head
from planner.store.keys import Keys
from planner.store.migrations import MIGRATIONS, migrate, version_of
from planner.store.standing_file import standing_file
from planner.store.vault import find_keys, made_elsewhere, set_keys_aside, store_new_keys

_NOT_COMPARED = {"version"}
"""What says how often a debt was changed here, not anything about it."""


class TableChange(NamedTuple):
    """What a restore does to one table: rows that would ``come``, rows that would ``go`` (a changed row is in both)."""

    table: str
    come: int
    go: int


@contextmanager
def unpacked(folder: Path, archive: Archive, key: bytes) -> Iterator[Path]:
    """Give the store of a backup as a file with today's tables, and its kept files in a folder beside it."""
    place = draft_of(folder / "restore")
    try:
        make_folder(place)
        archive.unpack(key, place / STORE_FILE, place / FILES)
        _make_of_today(place / STORE_FILE, key)
        yield place
    except OSError:
        raise StoreError(Text("The backup cannot be read, or there is no room for it. Nothing was changed.")) from None
    finally:
        shutil.rmtree(place, ignore_errors=True)


def changes(folder: Path, key: bytes, place: Path, backup_key: bytes) -> list[TableChange]:
    """Return what restoring would change, by table; raises ``DamagedStore`` where the store of now cannot be read."""
    with _side_by_side(folder, key, place, backup_key) as connection:
        found = []
        for table in _tables(connection):
            columns = _columns(connection, table, _NOT_COMPARED)
            rows = [
                connection.execute(
                    f'SELECT count(*) FROM (SELECT {columns} FROM {one}."{table}"'
                    f' EXCEPT SELECT {columns} FROM {other}."{table}")'
                ).fetchone()[0]
                for one, other in (("backup", "main"), ("main", "backup"))
            ]
            found.append(TableChange(table, rows[0], rows[1]))
        return [change for change in found if change.come or change.go]


def names_in(folder: Path, key: bytes, place: Path, backup_key: bytes) -> tuple[set[str], set[str]]:
    """Return the names of the debts in the store and in the backup."""
    with _side_by_side(folder, key, place, backup_key) as connection:
        now, then = (
            {name for (name,) in connection.execute(f"SELECT name FROM {where}.debt")} for where in ("main", "backup")
        )
    return now, then


def put_back(folder: Path, key: bytes, place: Path, backup_key: bytes, today: date) -> str:
    """Put the backup in the place of what is stored, after a backup of that; return the name of the latter.

    Nobody can write in between. Raises ``DamagedStore`` where what is stored cannot be copied whole.
    """
    path = folder / STORE_FILE
    _bring_files(folder, key, place, backup_key)
    with _side_by_side(folder, key, place, backup_key) as connection:
        if version_of(connection) != len(MIGRATIONS):
            raise newer_store()
        connection.execute("PRAGMA foreign_keys = OFF")
        hold_still(connection, path, "BEGIN IMMEDIATE")
        try:
            with standing_file(path) as store:
                before = keep_copy(folder, key, BEFORE, today, store)
            _copy_rows(connection)
            # A form that is open elsewhere must notice that its debt was replaced.
            connection.execute("UPDATE main.debt SET version = abs(random() % 1099511627776) + 1")
            head = read_head(connection)[:2]
            expect_head(folder, key, head)
            connection.execute("COMMIT")
            settle_head(folder, key, head)
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return before.path.name


def become_store(folder: Path, key: bytes, place: Path, backup_key: bytes, keys: Keys | None = None) -> None:
    """Make the backup the store of ``folder``, under ``keys`` where they are new here.

    A damaged file that stood there is kept under another name, and keys files that cannot be read too. Whatever the moment
    the program is ended at, the store is what it was, or the backup, or one that says it is damaged.
    """
    path = folder / STORE_FILE
    draft = empty_draft(path)
    connector = Connector(folder, key, path=draft, make=True)
    try:
        with closing(connector()) as connection:
            connection.isolation_level = None
            migrate(connection)
            _attach(connection, place, backup_key)
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN IMMEDIATE")
            _copy_rows(connection)
            connection.execute("COMMIT")
            head = read_head(connection)[:2]
        sync_file(draft)
        if not is_whole(draft, key):
            raise damaged_archive()
        _bring_files(folder, key, place, backup_key)
        _nobody_has_it(folder, key)
        expect_head(folder, key, head)
        mark = secrets.token_hex(4)
        _set_aside(path, mark)
        if keys is not None:
            take_keys(folder, keys, mark)
        put_in_place(draft, path)
        settle_head(folder, key, head)
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    finally:
        discard(draft)


def take_keys(folder: Path, keys: Keys, mark: str = "") -> None:
    """Make ``keys`` those of ``folder``, where there are none, or none that can be read."""
    if find_keys(folder) is None:
        set_keys_aside(folder, mark or secrets.token_hex(4))
    if not store_new_keys(folder, keys):
        raise made_elsewhere()


def _nobody_has_it(folder: Path, key: bytes) -> None:
    """Raise ``StoreError`` where another window or program has the store open: what it writes would go astray."""
    if not (folder / STORE_FILE).exists():
        return
    try:
        _have_alone(folder, key)
    except StoreError:
        gc.collect()  # a look at the damaged store that nobody holds any more may still keep it open
        _have_alone(folder, key)


def _have_alone(folder: Path, key: bytes) -> None:
    connector = Connector(folder, key, timeout=0.5)
    connection = None
    try:
        connection = connector.driver.connect(f"{connector.path.absolute().as_uri()}?mode=rw", uri=True, timeout=0.5)
        speak_sqlcipher(connection, key)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except connector.driver.DatabaseError as error:
        sentence = sentence_for(error)
        if "locked" in str(error).lower() or "busy" in str(error).lower():
            raise sentence from None
    finally:
        if connection is not None:
            connection.close()


def _set_aside(path: Path, mark: str) -> None:
    """Keep a damaged store file, with its log, under another name."""
    for one in (path, log_of(path), path.with_name(path.name + "-shm")):
        if one.exists():
            os.replace(one, one.with_name(f"damaged.{mark}.{one.name}"))
    sync_folder(path.parent)


def _bring_files(folder: Path, key: bytes, place: Path, backup_key: bytes) -> None:
    """Bring the kept files that are not here whole; one that the backup holds damaged cannot be had."""
    there, here = FileVault(place, backup_key), FileVault(folder, key)
    have = set(here.names())
    for name in there.names():
        if name == head_name(backup_key):
            continue  # the head of the chain here is kept as the rows come
        if there.is_whole(name) and not (name in have and here.is_whole(name)):
            here.put_as(name, there.chunks(name))


def _make_of_today(store: Path, key: bytes) -> None:
    connector = Connector(store.parent, key, path=store, make=True)
    try:
        with closing(connector()) as connection:
            connection.isolation_level = None
            if not is_in_order(connection, key):
                raise damaged_archive()
            if version_of(connection) > len(MIGRATIONS):
                raise newer_store()
            if not version_of(connection):
                raise damaged_archive()
            migrate(connection)
    except connector.driver.DatabaseError as error:
        sentence = sentence_for(error)
        raise damaged_archive() if isinstance(sentence, DamagedStore) else sentence from None


@contextmanager
def _side_by_side(folder: Path, key: bytes, place: Path, backup_key: bytes) -> Iterator[Any]:
    connector = Connector(folder, key)
    try:
        with closing(connector()) as connection:
            connection.isolation_level = None
            _attach(connection, place, backup_key)
            yield connection
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None


def _attach(connection: Any, place: Path, backup_key: bytes) -> None:
    connection.execute("ATTACH DATABASE ? AS backup KEY ?", (str(place / STORE_FILE), f"x'{backup_key.hex()}'"))


def _copy_rows(connection: Any) -> None:
    for table in _tables(connection):
        columns = _columns(connection, table)
        connection.execute(f'DELETE FROM main."{table}"')
        connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM backup."{table}"')


def _tables(connection: Any) -> list[str]:
    found = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return [name for (name,) in found if name != "migration" and not name.startswith("sqlite_")]


def _columns(connection: Any, table: str, without: frozenset[str] | set[str] = frozenset()) -> str:
    names = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    return ", ".join(f'"{name}"' for name in names if name not in without)
