"""Connections to the store file, through the plain DB-API, with or without a key; what may go wrong, in sentences.

No SQLModel here: a command or a first frame that only reads must come at once.
"""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planner.errors import DamagedStore, StoreError, Text
from planner.store.files import no_room, unusable_folder

STORE_FILE = "main.db"
PLAIN_FILE = "ashore.db"
"""What the store was called while it was not encrypted yet."""
CARE = "side"
"""The folder beside the store in which check-ins lie, apart from everything else."""


def is_read_only(folder: Path) -> bool:
    """Return whether the store in ``folder`` can be read but not written."""
    path = folder / STORE_FILE
    return not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK))


_SMALLEST = 512
"""SQLite takes a file of a few bytes for an empty store, and makes it one."""


_NEEDED = 64 * 1024
"""Bytes that must be free for the index of the write-ahead log, without which SQLite says no more than "I/O error"."""


class Connector:
    """Makes connections with the same settings, whoever asks; ``driver`` is the DB-API module it uses.

    ``path`` is the store's own file, unless another is named; one that is not there yet is made only when ``make`` says so.
    With ``look_only`` nothing is written, not even what waits in the write-ahead log.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes | None = None,
        timeout: float = 4.0,
        *,
        path: Path | None = None,
        make: bool = False,
        look_only: bool = False,
    ) -> None:
        self.path = path or folder / STORE_FILE
        self.make = make
        self.look_only = look_only
        self.key = key
        self.timeout = timeout
        self.read_only = is_read_only(folder)
        self.driver: Any = importlib.import_module("sqlcipher3.dbapi2" if key else "sqlite3")

    def __call__(self) -> Any:
        """Return a new connection; raises the driver's ``DatabaseError``."""
        if not self.make and self.path.exists() and self.path.stat().st_size < _SMALLEST:
            raise self.driver.DatabaseError("file is not a database")
        if self.read_only and log_waits(self.path):
            try:
                return self._connect("mode=ro")
            except self.driver.OperationalError:  # the log cannot be read without its index: what is in the store file
                return self._connect("mode=ro&immutable=1")
        if self.read_only:
            return self._connect("mode=ro&immutable=1")
        return self._connect("mode=rwc" if self.make else "mode=ro" if self.look_only else "mode=rw")

    def _connect(self, mode: str) -> Any:
        connection = self.driver.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=self.timeout,
            check_same_thread=False,
            isolation_level=None,
        )
        try:
            if self.key:
                speak_sqlcipher(connection, self.key)
            connection.execute("SELECT count(*) FROM sqlite_master")
            if mode in ("mode=rw", "mode=rwc"):
                connection.execute("PRAGMA journal_mode = WAL")
            for setting in ("synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {setting}")
        except BaseException as error:
            connection.close()
            if "disk i/o" in str(error).lower() and shutil.disk_usage(self.path.parent).free < _NEEDED:
                raise self.driver.OperationalError("database or disk is full") from None
            raise
        connection.isolation_level = ""
        return connection


def speak_sqlcipher(connection: Any, key: bytes | None) -> None:
    """Give a SQLCipher connection the store's key, None for a plain one; the format stays that of version 4 for good."""
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA cipher_default_compatibility = 4")  # holds for what is attached too
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def log_of(path: Path) -> Path:
    """Return where the write-ahead log of a store file lies."""
    return path.with_name(path.name + "-wal")


def log_waits(path: Path) -> bool:
    """Return whether a write-ahead log holds what the store file does not."""
    try:
        return log_of(path).stat().st_size > 0
    except OSError:
        return False


@contextmanager
def reading(folder: Path, key: bytes | None = None) -> Iterator[Any]:
    """Give a connection to read with, where a store exists; else None. Raises ``StoreError`` with one sentence."""
    try:
        is_there = (folder / STORE_FILE).exists()
    except OSError:
        raise unusable_folder(folder) from None
    if not is_there:
        yield None
        return
    connector = Connector(folder, key)
    try:
        connection = connector()
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    try:
        yield connection
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    finally:
        connection.close()


def sentence_for(error: Exception) -> StoreError:
    """Return what a database error means to the person, in one sentence."""
    # SQLAlchemy adds the statement and what the person typed, in which any word may stand.
    error = getattr(error, "orig", None) or error
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return StoreError(Text("Another program is using the store. Close it and try again; nothing was changed."))
    if "not a database" in said or "malformed" in said:
        return damaged_store()
    if "readonly" in said or "read-only" in said:
        return StoreError(Text("The store can only be read here, so nothing can be added or changed."))
    if "unique" in said:
        return StoreError(
            Text("Something of this name is in your list already. Choose another name; nothing was changed.")
        )
    if "full" in said or "no space" in said:
        return no_room()
    return StoreError(Text("The store cannot be opened just now. Nothing was changed."))


def damaged_store() -> DamagedStore:
    """Return what is said of a store file that is not as Ashore left it."""
    return DamagedStore(
        Text("A part of your list cannot be read: the file is damaged, or the key is not its own. Nothing was changed.")
    )


def newer_store() -> StoreError:
    """Return what is said of a store that a newer Ashore made."""
    return StoreError(Text("This store was made by a newer Ashore. Please update Ashore; nothing was changed."))


def read_only_notice(folder: Path) -> Text | None:
    """Return what must be said of a store that can only be read; None where it can be written."""
    if not is_read_only(folder):
        return None
    path = folder / STORE_FILE
    if log_waits(path) and not path.with_name(path.name + "-shm").exists():
        return Text(
            "The store can only be read here, and its newest changes may be missing. Copy the whole folder to a place you can write to."
        )
    return Text("The store can only be read here, so nothing can be added or changed.")
