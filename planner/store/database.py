"""The one way into the store: an engine factory that a key can be given to, and what may go wrong, in sentences."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool
from sqlmodel import create_engine

from planner.errors import StoreError, Text
from planner.store.glance import STORE_FILE
from planner.store.migrations import MIGRATIONS, migrate, version_of


class Store(NamedTuple):
    """An open store. ``read_only`` comes with a ``notice`` that says so."""

    engine: Engine
    read_only: bool
    notice: Text | None

    def close(self) -> None:
        """Give back every connection; the write-ahead log is folded in when the last one closes."""
        self.engine.dispose()


def open_store(folder: Path, *, key: bytes | None = None, timeout: float = 4.0) -> Store:
    """Open, or make, the store in ``folder``; with a 32-byte ``key`` it is encrypted by SQLCipher.

    ``timeout`` in seconds is how long to wait for another program. Raises ``StoreError`` with one sentence.
    """
    path = folder / STORE_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        read_only = not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK))
    except OSError:
        raise StoreError(
            Text("The folder {folder} cannot be made or read. Nothing was changed.", {"folder": str(folder)})
        ) from None
    driver = importlib.import_module("sqlcipher3.dbapi2" if key else "sqlite3")
    creator = _Connector(driver, path, key, timeout, read_only)
    try:
        first = creator()
        try:
            if version_of(first) > len(MIGRATIONS):
                raise StoreError(
                    Text("This store was made by a newer Ashore. Please update Ashore; nothing was changed.")
                )
            if not read_only:
                first.isolation_level = None  # each migration opens and ends its own transaction
                migrate(first)
        finally:
            first.close()
    except driver.DatabaseError as error:
        raise _sentence_for(error) from None
    engine = create_engine("sqlite://", creator=creator, module=driver, poolclass=QueuePool)
    return Store(engine, read_only, _read_only_notice(path) if read_only else None)


class _Connector:
    """Makes connections with the same settings, whoever asks."""

    def __init__(self, driver: Any, path: Path, key: bytes | None, timeout: float, read_only: bool) -> None:
        self.driver, self.path, self.key = driver, path, key
        self.timeout, self.read_only = timeout, read_only

    def __call__(self) -> Any:
        mode = "mode=ro&immutable=1" if self.read_only else "mode=rwc"
        connection = self.driver.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=self.timeout,
            check_same_thread=False,
            isolation_level=None,
        )
        try:
            if self.key:
                connection.execute("PRAGMA cipher_log_level = NONE")
                connection.execute(f"PRAGMA key = \"x'{self.key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_master")
            if not self.read_only:
                connection.execute("PRAGMA journal_mode = WAL")
            for setting in ("synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        connection.isolation_level = ""
        return connection


def _sentence_for(error: Exception) -> StoreError:
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return StoreError(Text("Another program is using the store. Close it and try again; nothing was changed."))
    if "not a database" in said or "malformed" in said:
        return StoreError(
            Text("The store file cannot be read as Ashore's, or the key is not its own. Nothing was changed.")
        )
    return StoreError(Text("The store cannot be opened just now. Nothing was changed."))


def _read_only_notice(path: Path) -> Text:
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return Text(
            "The store can only be read here, and its newest changes may be missing. Copy the whole folder to a place you can write to."
        )
    return Text("The store can only be read here, so nothing can be added or changed.")
