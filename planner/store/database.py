"""The one way to write: an engine factory that a key can be given to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, create_engine

from planner.errors import StoreError, Text
from planner.store.backup import BEFORE, SMALL, begin, is_due, is_in_order, keep_backup, kept_backups
from planner.store.chain import SEALED
from planner.store.connection import (
    PLAIN_FILE,
    STORE_FILE,
    Connector,
    damaged_store,
    log_of,
    log_waits,
    newer_store,
    read_only_notice,
    sentence_for,
)
from planner.store.file_vault import FILES
from planner.store.files import (
    discard,
    empty_draft,
    is_no_room,
    make_folder,
    no_room,
    publish,
    remove_left_drafts,
    sync_file,
    unusable_folder,
)
from planner.store.head_apart import HeadsApart, heads_after, write_heads
from planner.store.migrations import MIGRATIONS, migrate, version_of
from planner.store.plain import remove_plain, take_over
from planner.store.rescue import SAVED_FILE
from planner.store.vault import BACKUPS


class Store(NamedTuple):
    """An open store. ``read_only`` comes with a ``notice`` that says so."""

    engine: Engine
    folder: Path
    read_only: bool
    notice: Text | None
    key: bytes | None = None

    def close(self) -> None:
        """Give back every connection; the write-ahead log is folded in when the last one closes."""
        self.engine.dispose()


def open_store(folder: Path, *, key: bytes | None = None, timeout: float = 4.0) -> Store:
    """Open, or make, the store in ``folder``; with a 32-byte ``key`` it is encrypted by SQLCipher.

    ``timeout`` in seconds is how long to wait for another program. Raises ``StoreError`` with one sentence, or
    ``DamagedStore`` where a page of the file is not as it was written.
    """
    try:
        make_folder(folder)
    except OSError:
        raise unusable_folder(folder) from None
    connector, today = Connector(folder, key, timeout), date.today()
    try:
        if not connector.read_only:
            for place in (folder, folder / BACKUPS, folder / FILES):
                remove_left_drafts(place)
        _make_ready(connector, folder)
        first = connector()
        try:
            first.isolation_level = None  # each migration opens and ends its own transaction
            _examine(first, connector, folder, today)
            if version_of(first) > len(MIGRATIONS):
                raise newer_store()
            if not connector.read_only:
                if 0 < version_of(first) < len(MIGRATIONS):
                    keep_backup(folder, key, BEFORE, today)
                migrate(first)
        finally:
            first.close()
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    except OSError as error:
        raise (no_room() if is_no_room(error) else unusable_folder(folder)) from None
    if key is not None and not connector.read_only:
        remove_plain(folder, key, today)
    engine = create_engine("sqlite://", creator=connector, module=connector.driver, poolclass=QueuePool)
    return Store(engine, folder, connector.read_only, read_only_notice(folder), key)


def open_saved(folder: Path, key: bytes | None, notice: Text) -> Store:
    """Open what was saved of a damaged store, to be read only."""
    connector = Connector(folder, key, path=folder / SAVED_FILE)
    connector.read_only = True
    engine = create_engine("sqlite://", creator=connector, module=connector.driver, poolclass=QueuePool)
    return Store(engine, folder, True, notice, key)


def _make_ready(connector: Connector, folder: Path) -> None:
    """See to it that there is a store file that may be opened: an older one is taken over, a new one made whole."""
    path = connector.path
    if path.exists():
        return
    if kept_backups(folder) or log_of(path).exists() or any(folder.glob(f"damaged.*.{STORE_FILE}")):
        raise damaged_store()  # the file is gone, and there was one
    plain = folder / PLAIN_FILE
    if connector.key and plain.exists() and plain.stat().st_size and not connector.read_only:
        take_over(folder, connector.key)
        return
    draft = empty_draft(path)
    try:
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
        discard(draft)


def _examine(connection: Any, connector: Connector, folder: Path, today: date) -> None:
    """Raise ``DamagedStore`` where a page is bad: always in a small store, in a larger one once a day.

    What is read is checked by SQLCipher anyway; this finds damage where nobody looked yet.
    """
    if connector.key is None or (connector.path.stat().st_size > SMALL and not is_due(folder, today)):
        return
    if log_waits(connector.path) and not connector.read_only:
        connection.execute("PRAGMA busy_timeout = 100")  # who reads just now need not be waited for
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute(f"PRAGMA busy_timeout = {int(connector.timeout * 1000)}")
    begin(connection)
    try:
        # While a write-ahead log waits, or another program is about to fold one in, the file alone says nothing.
        if not log_waits(connector.path) and not is_in_order(connection, connector.key):
            raise damaged_store()
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def writing(store: Store) -> Iterator[Session]:
    """Give a session whose work is one transaction: all of it is kept, or nothing. Raises ``StoreError``.

    Nobody else writes from its beginning on, so that what it reads still holds when it writes. What it sealed is kept
    outside the tables too.
    """
    if store.notice is not None:
        raise StoreError(store.notice)
    heads: HeadsApart | None = None
    try:
        with Session(store.engine) as session, session.begin():
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session
            if store.key is not None and session.info.get(SEALED):
                session.flush()
                heads = heads_after(store.folder, store.key, session.connection().connection.driver_connection)
    except DatabaseError as error:
        raise sentence_for(error) from None
    if heads is not None and store.key is not None:
        with suppress(StoreError):  # what was written is stored; the next write keeps its head
            write_heads(store.folder, store.key, heads)
