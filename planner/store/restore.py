"""Bringing a backup back: what would change is counted first, then everything is put in place in one transaction.

The rows of the backup take the place of those in the store through SQLite itself, so that a window that is open elsewhere
sees all of it or nothing, and a backup under another key needs no detour. Where the store is damaged or gone, the backup
becomes the store, and the damaged file is kept beside it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import DamagedStore, StoreError, Text
from planner.store.archive import Archive, damaged_archive
from planner.store.backup import BEFORE, bad_pages, is_whole, keep_backup
from planner.store.connection import STORE_FILE, Connector, newer_store, sentence_for
from planner.store.file_vault import FILES, FileVault
from planner.store.files import OWNER_ONLY, sync_file, sync_folder
from planner.store.migrations import MIGRATIONS, migrate, version_of


class TableChange(NamedTuple):
    """What a restore does to one table: rows that would ``come``, rows that would ``go`` (a changed row is in both)."""

    table: str
    come: int
    go: int


@contextmanager
def unpacked(folder: Path, archive: Archive, key: bytes) -> Iterator[Path]:
    """Give the store of a backup as a file with today's tables, and its kept files in a folder beside it."""
    place = folder / f"restore.{os.getpid()}.{secrets.token_hex(4)}.new"
    store = place / STORE_FILE
    try:
        place.mkdir(parents=True, mode=0o700)
        archive.unpack(key, store, place / FILES)
        _make_of_today(store, key)
        yield place
    except OSError:
        raise StoreError(Text("The backup cannot be read, or there is no room for it. Nothing was changed.")) from None
    finally:
        for path in sorted(place.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        if place.exists():
            place.rmdir()


def changes(folder: Path, key: bytes, place: Path, backup_key: bytes) -> list[TableChange]:
    """Return what restoring would change, by table; raises ``DamagedStore`` where the store of now cannot be read."""
    with _side_by_side(folder, key, place, backup_key) as connection:
        found = []
        for table in _tables(connection, "main"):
            rows = [
                connection.execute(
                    f'SELECT count(*) FROM (SELECT * FROM {one}."{table}" EXCEPT SELECT * FROM {other}."{table}")'
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
    """Put the backup in the place of what is stored, after a backup of that; return the name of the latter."""
    before = keep_backup(folder, key, BEFORE, today)
    with _side_by_side(folder, key, place, backup_key) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            for table in _tables(connection, "main"):
                connection.execute(f'DELETE FROM main."{table}"')
                connection.execute(f'INSERT INTO main."{table}" SELECT * FROM backup."{table}"')
            # A form that is open elsewhere must notice that its debt was replaced.
            connection.execute("UPDATE main.debt SET version = abs(random()) % 1099511627776 + 1")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    _bring_files(folder, key, place, backup_key)
    return before.path.name


def become_store(folder: Path, key: bytes, place: Path, backup_key: bytes) -> None:
    """Make the backup the store of ``folder``; a damaged file that stood there is kept under another name."""
    path, draft = folder / STORE_FILE, folder / f"{STORE_FILE}.{os.getpid()}.new"
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
    source = Connector(place, backup_key, make=True)
    try:
        connection = source()
        try:
            connection.isolation_level = None
            connection.execute("ATTACH DATABASE ? AS target KEY ?", (str(draft), f"x'{key.hex()}'"))
            connection.execute("SELECT sqlcipher_export('target')")
            connection.execute("DETACH DATABASE target")
        finally:
            connection.close()
        sync_file(draft)
        if not is_whole(draft, key):
            raise damaged_archive()
        _set_aside(path)
        os.replace(draft, path)
        sync_folder(folder)
    except source.driver.DatabaseError as error:
        raise sentence_for(error) from None
    finally:
        draft.unlink(missing_ok=True)
    _bring_files(folder, key, place, backup_key)


def _set_aside(path: Path) -> None:
    """Keep a damaged store file, with its log, under another name."""
    for one in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if one.exists():
            os.replace(one, one.with_name(f"damaged.{secrets.token_hex(4)}.{one.name}"))


def _bring_files(folder: Path, key: bytes, place: Path, backup_key: bytes) -> None:
    there, here = FileVault(place, backup_key), FileVault(folder, key)
    have = set(here.names())
    for name in there.names():
        if name not in have:
            here.put_as(name, there.chunks(name))


def _make_of_today(store: Path, key: bytes) -> None:
    connector = Connector(store.parent, key, make=True)
    try:
        connection = connector()
        try:
            connection.isolation_level = None
            if bad_pages(connection, key) or connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise damaged_archive()
            if version_of(connection) > len(MIGRATIONS):
                raise newer_store()
            if not version_of(connection):
                raise damaged_archive()
            migrate(connection)
        finally:
            connection.close()
    except connector.driver.DatabaseError as error:
        sentence = sentence_for(error)
        raise damaged_archive() if isinstance(sentence, DamagedStore) else sentence from None


@contextmanager
def _side_by_side(folder: Path, key: bytes, place: Path, backup_key: bytes) -> Iterator[Any]:
    connector = Connector(folder, key)
    try:
        connection = connector()
        try:
            connection.isolation_level = None
            connection.execute("ATTACH DATABASE ? AS backup KEY ?", (str(place / STORE_FILE), f"x'{backup_key.hex()}'"))
            yield connection
        finally:
            connection.close()
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None


def _tables(connection: Any, where: str) -> list[str]:
    found = connection.execute(f"SELECT name FROM {where}.sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in found if name != "migration" and not name.startswith("sqlite_")]
