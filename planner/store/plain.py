"""A store from before encryption: taken over in place, and removed once the encrypted one has opened well."""

from __future__ import annotations

import os
import re
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from planner.errors import DamagedStore, Text
from planner.store.backup import OLDER, kept_backups
from planner.store.connection import PLAIN_FILE, STORE_FILE, sentence_for, speak_sqlcipher
from planner.store.files import discard, empty_draft, make_folder, not_removed, not_written, publish, sync_file, wipe
from planner.store.vault import BACKUPS

_GONE = ".gone"
"""What is about to be overwritten is called so first: else, ended in between, it would look like a damaged list."""
_OWN = re.compile(r"ashore(\.before-\d+)?\.db(-wal|-shm|-journal)?(\.gone)?")
"""The files that Ashore made before it encrypted: the store, and copies from before its tables changed."""


def take_over(folder: Path, key: bytes) -> None:
    """Write the plain store of ``folder`` into an encrypted one under ``key``; the plain one stays.

    Raises ``StoreError``; ``DamagedStore`` for one that is damaged, which stays as it is: what it holds is not cut short by
    being taken over.
    """
    _seal(folder, key, folder / STORE_FILE)


def remove_plain(folder: Path, key: bytes, today: date) -> None:
    """Remove every file of the plain store, which was taken over.

    Where it holds anything that is not in the encrypted one, an older Ashore was used beside this one, or somebody put it
    there: it is kept as a backup, encrypted, that can be restored.
    """
    try:
        if (folder / PLAIN_FILE).exists() and not _is_in(folder, key):
            make_folder(folder / BACKUPS)
            number = max((one.number for one in kept_backups(folder)), default=0) + 1
            _seal(folder, key, folder / BACKUPS / f"{number:06}.{today.isoformat()}.{OLDER}.db")
    except DamagedStore:
        return  # it stays, and the list that is open here is none the worse for it
    try:
        for path in plain_files(folder):
            gone = path if path.name.endswith(_GONE) else path.with_name(path.name + _GONE)
            os.replace(path, gone)
            wipe(gone)
    except OSError:
        raise not_removed(folder) from None


def plain_files(folder: Path) -> list[Path]:
    """Return the files of the plain store."""
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if _OWN.fullmatch(name)]
    except OSError:
        return []


def _seal(folder: Path, key: bytes, target: Path) -> None:
    import sqlcipher3.dbapi2 as driver

    draft = None
    try:
        draft = empty_draft(target)
        with closing(_connected(folder, driver)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise damaged_plain()
        with closing(_alone(folder, driver)) as connection:
            connection.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(draft), f"x'{key.hex()}'"))
            connection.execute("SELECT sqlcipher_export('sealed')")
            if _differs(connection, "main", "sealed"):
                raise damaged_plain()
            connection.execute("PRAGMA sealed.journal_mode = WAL")
            connection.execute("DETACH DATABASE sealed")
        sync_file(draft)
        publish(draft, target)
    except FileExistsError:
        pass  # another program took it over just now
    except driver.DatabaseError as error:
        sentence = sentence_for(error)
        raise damaged_plain() if isinstance(sentence, DamagedStore) else sentence from None
    except OSError as error:
        raise not_written(error) from None
    finally:
        if draft is not None:
            discard(draft)


def _alone(folder: Path, driver: Any) -> Any:
    """Return a connection to the plain store that keeps everybody else out; an older Ashore that is open is told of."""
    connection = _connected(folder, driver)
    try:
        connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        # Folds its log in, and fails while anyone else has it open.
        connection.execute("PRAGMA main.journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(folder: Path, driver: Any) -> Any:
    where = f"{(folder / PLAIN_FILE).absolute().as_uri()}?mode=rw"  # what a killed program left half done is undone
    connection = driver.connect(where, uri=True, timeout=1.0, isolation_level=None)
    speak_sqlcipher(connection, None)
    return connection


def _is_in(folder: Path, key: bytes) -> bool:
    """Return whether all rows of the plain store are in the encrypted one."""
    import sqlcipher3.dbapi2 as driver

    try:
        with closing(_alone(folder, driver)) as connection:
            there = f"{(folder / STORE_FILE).absolute().as_uri()}?mode=rw"
            connection.execute("ATTACH DATABASE ? AS sealed KEY ?", (there, f"x'{key.hex()}'"))
            return not _differs(connection, "main", "sealed")
    except driver.DatabaseError as error:
        sentence = sentence_for(error)
        if isinstance(sentence, DamagedStore):
            raise damaged_plain() from None
        raise sentence from None


def _differs(connection: Any, one: str, other: str) -> bool:
    """Return whether there is a row in ``one`` that is not in ``other``, columns that came later left out."""
    for (table,) in connection.execute(f"SELECT name FROM {one}.sqlite_master WHERE type = 'table'").fetchall():
        names = [row[1] for row in connection.execute(f'PRAGMA {one}.table_info("{table}")')]
        there = {row[1] for row in connection.execute(f'PRAGMA {other}.table_info("{table}")')}
        if not there.issuperset(names):
            return True
        columns = ", ".join(f'"{name}"' for name in names)
        only_here = f'SELECT {columns} FROM {one}."{table}" EXCEPT SELECT {columns} FROM {other}."{table}"'
        if connection.execute(f"{only_here} LIMIT 1").fetchone():
            return True
    return False


def damaged_plain() -> DamagedStore:
    """Return what is said of a damaged store from before encryption."""
    return DamagedStore(
        Text(
            "The list from before is damaged and was left as it is. Keep a copy of it, and begin a new list in another folder."
        )
    )
