"""What can still be read of a damaged store, saved into a new file under the same key.

SQLCipher refuses a whole connection after one bad page, so each failed read goes on with a new one. Rows are read in the
order of their numbers up to the bad page; past it the next good row is looked for in growing leaps, and what was leapt
over is halved until only the rows on the bad page are missing.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import StoreError, Text
from planner.store.connection import PLAIN_FILE, STORE_FILE, Connector, is_read_only, sentence_for
from planner.store.files import discard, empty_draft, is_no_room, not_written, put_in_place, sync_file
from planner.store.log_heads import rebuild_heads
from planner.store.migrations import MIGRATIONS, migrate

SAVED_FILE = "saved.db"
_LEAPS = tuple(1 << power for power in range(40))
"""How far past the last good row the next one is looked for."""
_MOST_FAILURES = 3000
"""How often a read may fail in one table: a bad page of rows takes a few hundred, one of the tree above it far more."""


class Rescued(NamedTuple):
    """``saved``: rows by table that could be read. ``lost``: tables of which a part could not."""

    path: Path
    saved: dict[str, int]
    lost: tuple[str, ...]


def rescue(folder: Path, key: bytes | None) -> Rescued:
    """Save what can be read of the store in ``folder`` beside it; an earlier saved file is replaced.

    Where there is only a store from before encryption, it is that one. Raises ``StoreError`` where nothing can be written.
    """
    if is_read_only(folder):
        raise _nowhere_to_save()
    path = folder / SAVED_FILE
    draft = None
    saved: dict[str, int] = {}
    lost: list[str] = []
    maker = Connector(folder, key, path=path, make=True)
    try:
        draft = maker.path = empty_draft(path)
        with closing(maker()) as target, closing(_Source(folder, key)) as source:
            target.isolation_level = None
            migrate(target, min(source.version(), len(MIGRATIONS)))  # its rows go into tables of their own time
            target.execute("PRAGMA foreign_keys = OFF")
            target.execute("BEGIN")
            for table in _tables(target):
                columns = source.columns(table, _columns(target, table))
                names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
                if columns:
                    rows = source.rows(table, names)
                    target.executemany(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', rows)
                saved[table] = target.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
                if source.failed:
                    lost.append(table)
            target.execute("COMMIT")
            migrate(target)
            target.execute("BEGIN")
            rebuild_heads(target)
            target.execute("COMMIT")
        sync_file(draft)
        put_in_place(draft, path)
    except maker.driver.DatabaseError as error:
        raise sentence_for(error) from None
    except OSError as error:
        raise (not_written(error) if is_no_room(error) else _nowhere_to_save()) from None
    finally:
        if draft is not None:
            discard(draft)
    return Rescued(path, saved, tuple(lost))


def _nowhere_to_save() -> StoreError:
    return StoreError(
        Text(
            "Your list is damaged, and what can be read of it cannot be saved here. Copy the whole folder to a place you can write to, and open it there."
        )
    )


class _Source:
    """The damaged store, opened anew after each failure; nothing is written, and what is in its log is read too."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        store, plain = folder / STORE_FILE, folder / PLAIN_FILE
        self._connector = Connector(folder, key, look_only=True)
        if plain.exists() and not store.exists():
            self._connector = Connector(folder, None, path=plain, look_only=True)
        self._connection: Any = None
        self._failures = 0
        self.failed = False

    def version(self) -> int:
        """Return the number of its last migration; today's where that cannot be read."""
        found = self._ask("SELECT max(number) FROM migration")
        return found[0][0] if found and isinstance(found[0][0], int) and found[0][0] > 0 else len(MIGRATIONS)

    def columns(self, table: str, wanted: list[str]) -> list[str]:
        """Return which of the columns ``wanted`` it has; none where that cannot be read."""
        there = self._ask(f'PRAGMA table_info("{table}")')
        self.failed, self._failures = there is None, 0
        have = {row[1] for row in there or ()}
        return [name for name in wanted if name in have]

    def rows(self, table: str, wanted: str) -> list[tuple[Any, ...]]:
        """Return the rows of a table that can be read, with the columns ``wanted``."""
        found: dict[int, tuple[Any, ...]] = {}
        query, start = f'SELECT rowid, {wanted} FROM "{table}" WHERE rowid', 0
        while not self._scan(f"{query} >= ? ORDER BY rowid", start, found):
            self.failed = True
            last = max(found, default=start - 1)
            for far in (last + step for step in _LEAPS):
                first = self._ask(f"{query} >= ? LIMIT 1", (far,))
                if first is not None:
                    break
            else:
                break  # the end of the table is on the bad page
            # The first row past the gap is taken at once: the driver reads one ahead, and may fail before it gives it.
            for row in (*self._halved(f"{query} BETWEEN ? AND ?", last + 1, far - 1), *first):
                found[row[0]] = row[1:]
            start = (first[0][0] if first else far) + 1
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
        if low >= high or self._failures > _MOST_FAILURES:
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
            self._failures += 1
            return None


def _tables(connection: Any) -> list[str]:
    """Return the tables that hold the person's facts, in an order in which each refers to earlier ones."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in found if name != "migration" and not name.startswith("sqlite_")]


def _columns(connection: Any, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
