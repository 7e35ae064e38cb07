"""The one way to write: an engine factory that a key can be given to."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, create_engine

from planner.errors import StoreError, Text
from planner.store.backup import BEFORE, bad_pages, keep_backup, kept_backups, not_written
from planner.store.connection import (
    PLAIN_FILE,
    Connector,
    damaged_store,
    newer_store,
    read_only_notice,
    sentence_for,
)
from planner.store.files import OWNER_ONLY, publish, sync_file
from planner.store.migrations import MIGRATIONS, migrate, version_of
from planner.store.plain import remove_plain, take_over
from planner.store.rescue import SAVED_FILE

EXAMINED = 64 * 1024 * 1024
"""Up to this size, in bytes, every page is checked whenever the store is opened (2.5 ms a megabyte); larger ones daily."""


class Store(NamedTuple):
    """An open store. ``read_only`` comes with a ``notice`` that says so."""

    engine: Engine
    folder: Path
    read_only: bool
    notice: Text | None

    def close(self) -> None:
        """Give back every connection; the write-ahead log is folded in when the last one closes."""
        self.engine.dispose()


def open_store(folder: Path, *, key: bytes | None = None, timeout: float = 4.0) -> Store:
    """Open, or make, the store in ``folder``; with a 32-byte ``key`` it is encrypted by SQLCipher.

    ``timeout`` in seconds is how long to wait for another program. Raises ``StoreError`` with one sentence, or
    ``DamagedStore`` where a page of the file is not as it was written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise StoreError(
            Text("The folder {folder} cannot be made or read. Nothing was changed.", {"folder": str(folder)})
        ) from None
    connector = Connector(folder, key, timeout)
    try:
        _make_ready(connector, folder)
        first = connector()
        try:
            _examine(first, connector)
            if version_of(first) > len(MIGRATIONS):
                raise newer_store()
            if not connector.read_only:
                first.isolation_level = None  # each migration opens and ends its own transaction
                if version_of(first) < len(MIGRATIONS):
                    keep_backup(folder, key, BEFORE, date.today())
                migrate(first)
        finally:
            first.close()
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    except OSError as error:
        raise not_written(error) from None
    if not connector.read_only:
        remove_plain(folder)
    engine = create_engine("sqlite://", creator=connector, module=connector.driver, poolclass=QueuePool)
    return Store(engine, folder, connector.read_only, read_only_notice(folder))


def open_saved(folder: Path, key: bytes | None, notice: Text) -> Store:
    """Open what was saved of a damaged store, to be read only."""
    connector = Connector(folder, key, path=folder / SAVED_FILE)
    connector.read_only = True
    engine = create_engine("sqlite://", creator=connector, module=connector.driver, poolclass=QueuePool)
    return Store(engine, folder, True, notice)


def _make_ready(connector: Connector, folder: Path) -> None:
    """See to it that there is a store file that may be opened: an older one is taken over, a new one made whole."""
    path = connector.path
    if path.exists():
        if not path.stat().st_size:
            raise damaged_store()
        return
    if kept_backups(folder):
        raise damaged_store()  # the file is gone, and there was one
    if connector.key and (folder / PLAIN_FILE).exists() and not connector.read_only:
        take_over(folder, connector.key)
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    try:
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
        making = Connector(folder, connector.key, connector.timeout, path=draft, make=True)()
        try:
            making.isolation_level = None
            migrate(making)
        finally:
            making.close()
        sync_file(draft)
        publish(draft, path)
    except FileExistsError:
        pass  # another program made one just now
    finally:
        draft.unlink(missing_ok=True)


def _examine(connection: Any, connector: Connector) -> None:
    """Raise ``DamagedStore`` where a page is bad. While a write-ahead log waits, the file alone says nothing."""
    log = connector.path.with_name(connector.path.name + "-wal")
    if connector.path.stat().st_size > EXAMINED or (log.exists() and log.stat().st_size):
        return
    if bad_pages(connection, connector.key):
        raise damaged_store()


@contextmanager
def writing(store: Store) -> Iterator[Session]:
    """Give a session whose work is one transaction: all of it is kept, or nothing. Raises ``StoreError``."""
    if store.notice is not None:
        raise StoreError(store.notice)
    try:
        with Session(store.engine) as session, session.begin():
            yield session
    except DatabaseError as error:
        raise sentence_for(error) from None
