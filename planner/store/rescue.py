"""What can still be read of a damaged store, saved into a new file under the same key.

SQLCipher refuses a whole connection after one bad page, so each failed read goes on with a new one. Rows are read in the
order of their numbers up to the bad page; past it the next good row is looked for in growing leaps, and what was leapt
over is halved until only the rows on the bad page are missing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from planner.store.connection import STORE_FILE, Connector
from planner.store.files import publish, sync_file, wipe
from planner.store.migrations import migrate

SAVED_FILE = "saved.db"
_LEAPS = tuple(1 << power for power in range(15))
"""How far past the last good row the next one is looked for; a page of 4096 bytes holds fewer than 400 rows."""


class Rescued(NamedTuple):
    """``saved``: rows by table that could be read. ``lost``: tables of which a part could not."""

    path: Path
    saved: dict[str, int]
    lost: tuple[str, ...]


def rescue(folder: Path, key: bytes | None) -> Rescued:
    """Save what can be read of the store in ``folder`` beside it; an earlier saved file is replaced."""
    path, draft = folder / SAVED_FILE, folder / f"{SAVED_FILE}.{os.getpid()}.new"
    draft.unlink(missing_ok=True)
    saved: dict[str, int] = {}
    lost: list[str] = []
    target = Connector(folder, key, path=draft, make=True)()
    try:
        target.isolation_level = None
        migrate(target)
        target.execute("PRAGMA foreign_keys = OFF")
        target.execute("BEGIN")
        source = _Source(folder, key)
        for table in _tables(target):
            target.execute(f'DELETE FROM "{table}"')
            rows = source.rows(table, _columns(target, table))
            for row in rows:
                marks = ", ".join("?" * len(row))
                target.execute(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', row)
            saved[table] = len(rows)
            if source.failed:
                lost.append(table)
        source.close()
        target.execute("COMMIT")
    finally:
        target.close()
    sync_file(draft)
    wipe(path)
    publish(draft, path)
    return Rescued(path, saved, tuple(lost))


class _Source:
    """The damaged store, opened anew after each failure."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self._connector = Connector(folder, key)
        # What is in the write-ahead log is read too; nothing is written.
        self._connector.path = folder / STORE_FILE
        self._connection: Any = None
        self.failed = False

    def rows(self, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
        """Return the rows of a table that can be read, in the order of ``columns``."""
        self.failed = False
        there = self._ask(f"PRAGMA table_info({table})")
        if there is None:
            self.failed = True
            return []
        have = {row[1] for row in there}
        if not have:
            return []
        wanted = ", ".join(f'"{column}"' if column in have else "NULL" for column in columns)
        found: dict[int, tuple[Any, ...]] = {}
        query, start = f'SELECT rowid, {wanted} FROM "{table}" WHERE rowid', 0
        while True:
            ended = self._scan(f"{query} >= ? ORDER BY rowid", start, found)
            if ended:
                break
            self.failed = True
            last = max(found, default=start - 1)
            far = next(
                (last + step for step in _LEAPS if self._ask(f"{query} >= ? LIMIT 1", (last + step,)) is not None), 0
            )
            if not far:
                break  # the end of the table is on the bad page
            for row in self._halved(f"{query} BETWEEN ? AND ?", last + 1, far - 1):
                found[row[0]] = row[1:]
            start = far
        return [found[rowid] for rowid in sorted(found)]

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _scan(self, query: str, start: int, found: dict[int, tuple[Any, ...]]) -> bool:
        """Read rows from ``start`` on into ``found``; return False where a bad page ended it."""
        try:
            if self._connection is None:
                self._connection = self._connector()
            for row in self._connection.execute(query, (start,)):
                found[row[0]] = tuple(row[1:])
        except self._connector.driver.DatabaseError:
            self.close()
            return False
        return True

    def _halved(self, query: str, low: int, high: int) -> list[tuple[Any, ...]]:
        found = self._ask(query, (low, high))
        if found is not None:
            return found
        if low >= high:
            return []
        middle = (low + high) // 2
        return [*self._halved(query, low, middle), *self._halved(query, middle + 1, high)]

    def _ask(self, query: str, given: tuple[Any, ...] = ()) -> list[tuple[Any, ...]] | None:
        try:
            if self._connection is None:
                self._connection = self._connector()
            return list(self._connection.execute(query, given).fetchall())
        except self._connector.driver.DatabaseError:
            self.close()
            return None


def _tables(connection: Any) -> list[str]:
    """Return the tables that hold the person's facts, in an order in which each refers to earlier ones."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in found if name != "migration" and not name.startswith("sqlite_")]


def _columns(connection: Any, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
