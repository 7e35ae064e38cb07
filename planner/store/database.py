"""The one way to write: an engine factory that a key can be given to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, create_engine

from planner.errors import StoreError, Text
from planner.store.connection import Connector, newer_store, read_only_notice, sentence_for
from planner.store.migrations import MIGRATIONS, migrate, version_of


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

    ``timeout`` in seconds is how long to wait for another program. Raises ``StoreError`` with one sentence.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StoreError(
            Text("The folder {folder} cannot be made or read. Nothing was changed.", {"folder": str(folder)})
        ) from None
    connector = Connector(folder, key, timeout)
    try:
        first = connector()
        try:
            if version_of(first) > len(MIGRATIONS):
                raise newer_store()
            if not connector.read_only:
                first.isolation_level = None  # each migration opens and ends its own transaction
                _keep_copy(first, connector.path)
                migrate(first)
        finally:
            first.close()
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    engine = create_engine("sqlite://", creator=connector, module=connector.driver, poolclass=QueuePool)
    return Store(engine, folder, connector.read_only, read_only_notice(folder))


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


def _keep_copy(connection: Any, path: Path) -> None:
    """Keep a copy of a store beside it before its tables change."""
    version = version_of(connection)
    copy = path.with_name(f"{path.stem}.before-{len(MIGRATIONS)}.db")
    if 0 < version < len(MIGRATIONS) and not copy.exists():
        connection.execute("VACUUM INTO ?", (str(copy),))
