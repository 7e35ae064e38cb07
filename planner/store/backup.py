"""Backups that are made without being asked for: encrypted copies of the store file, in ``backups`` beside it.

A copy is taken under a read lock, with nothing left in the write-ahead log: SQLite puts no page into the store file while
somebody reads from it, so the file stands still. It gets its name only once every page of it was checked.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from planner.errors import StoreError, Text
from planner.store.connection import Connector, damaged_store, log_waits, sentence_for
from planner.store.files import make_folder, not_written, whole_file
from planner.store.migrations import version_of
from planner.store.pages import checked
from planner.store.standing_file import Readable, standing_file
from planner.store.vault import BACKUPS

DAILY, BEFORE, OLDER = "day", "before", "older"
"""Why a backup was made: a day's, before a large change, or of a list from before encryption that lay beside this one."""
DAYS, WEEKS, STEPS = 7, 4, 5
"""How many are kept: of the last days, of the last weeks, from before an import, a restore or new tables."""
SMALL = 1024 * 1024
"""Up to this size, in bytes, everything that can be checked is checked whenever there is reason to: it takes 7 ms."""
_ATTEMPTS, _PAUSE = 40, 0.05


class Kept(NamedTuple):
    """One backup. ``number`` counts up with each, so that a clock set back puts none in a wrong place."""

    path: Path
    number: int
    made_on: date
    kind: str


def kept_backups(folder: Path) -> list[Kept]:
    """Return the backups beside the store in ``folder``, newest first."""
    found = []
    try:
        names = [name for name in os.listdir(folder / BACKUPS) if name.endswith(".db")]
    except OSError:
        return []
    for path in (folder / BACKUPS / name for name in names):
        number, _, rest = path.stem.partition(".")
        day, _, kind = rest.partition(".")
        with suppress(ValueError):
            found.append(Kept(path, int(number), date.fromisoformat(day), kind))
    return sorted(found, key=lambda one: (-one.number, one.path.name))


def is_due(folder: Path, today: date) -> bool:
    """Return whether the backup of ``today`` is still to be made; a clock that was set makes it due."""
    newest = next((one for one in kept_backups(folder) if one.kind == DAILY), None)
    return newest is None or newest.made_on != today


def keep_backup(folder: Path, key: bytes | None, kind: str, today: date) -> Kept:
    """Copy the store and let go of copies that are no longer needed. Raises ``StoreError``, or ``DamagedStore``."""
    connector = Connector(folder, key)
    try:
        with standing_still(connector) as store:
            return keep_copy(folder, key, kind, today, store)
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None


def keep_copy(folder: Path, key: bytes | None, kind: str, today: date, store: Readable) -> Kept:
    """Keep what can be read of ``store``, which stands still, as a backup. Raises ``StoreError`` or ``DamagedStore``."""

    def look_again(draft: Path) -> None:
        if draft.stat().st_size <= SMALL and not is_whole(draft, key):
            raise damaged_store()

    number = max((one.number for one in kept_backups(folder)), default=0) + 1
    path = folder / BACKUPS / f"{number:06}.{today.isoformat()}.{kind}.db"
    try:
        make_folder(path.parent)
        with (
            newest_file(folder) as known,
            whole_file(path, replace=False, check=look_again) as file,
        ):
            file.writelines(checked(store, key, known))
    except FileExistsError:
        pass  # another program made this very one just now
    except OSError as error:
        raise not_written(error) from None
    for old in no_longer_needed(kept_backups(folder)):
        with suppress(OSError):  # one that is open elsewhere goes another day
            old.path.unlink(missing_ok=True)
    return Kept(path, number, today, kind)


@contextmanager
def newest_file(folder: Path) -> Iterator[BinaryIO | None]:
    """Give the newest backup to be read; None where there is none."""
    kept = kept_backups(folder)
    try:
        file = kept[0].path.open("rb") if kept else None
    except OSError:
        file = None
    with file or nullcontext() as found:
        yield found


@contextmanager
def standing_still(connector: Connector) -> Iterator[Readable]:
    """Give the store file to be read from its beginning, with everything in it, while nobody can change it."""
    connection = connector()
    try:
        connection.isolation_level = None
        if connector.read_only:
            begin(connection)
        else:
            hold_still(connection, connector.path)
        with standing_file(connector.path) as file:
            yield file
    finally:
        connection.close()


def hold_still(connection: Any, path: Path, how: str = "BEGIN") -> None:
    """Begin a transaction of ``connection`` while which the store file holds everything and does not change."""
    for _ in range(_ATTEMPTS):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        begin(connection, how)
        if not log_waits(path):
            return
        connection.execute("ROLLBACK")  # something wrote or reads in between: let it end, and fold that in too
        gc.collect()  # a reading that nobody holds any more may still keep the log open
        time.sleep(_PAUSE)
    raise StoreError(Text("Another program is using the store. Close it and try again; nothing was changed."))


def begin(connection: Any, how: str = "BEGIN") -> None:
    """Begin a transaction that reads: until it ends, nobody writes into the store file."""
    connection.execute(how)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def is_whole(path: Path, key: bytes | None) -> bool:
    """Return whether every page of a store file that nobody uses is as it was written, and its tables are in order.

    A file of nothing is none: SQLite would take it for an empty store.
    """
    connector = Connector(path.parent, key, path=path)
    connector.read_only = True
    try:
        connection = connector()
        try:
            return version_of(connection) > 0 and is_in_order(connection, key)
        finally:
            connection.close()
    except connector.driver.DatabaseError:
        return False


def is_in_order(connection: Any, key: bytes | None) -> bool:
    """Return whether every page is as it was written, and the tables are in order; raises the driver's errors."""
    return not bad_pages(connection, key) and connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)


def bad_pages(connection: Any, key: bytes | None) -> bool:
    """Return whether a page of an encrypted store fails its authentication code."""
    return key is not None and connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None


def no_longer_needed(kept: list[Kept]) -> list[Kept]:
    """Return which of ``kept`` (newest first) may go: all but 7 days, one of each of 4 earlier weeks, 5 from before a step."""
    days: dict[date, Kept] = {}
    for one in kept:
        if one.kind == DAILY:
            days.setdefault(one.made_on, one)
    daily = list(days.values())
    weeks: dict[tuple[int, int], Kept] = {}
    for one in daily[DAYS:]:
        weeks.setdefault(one.made_on.isocalendar()[:2], one)
    steps = [one for one in kept if one.kind == BEFORE]
    keep = {*daily[:DAYS], *list(weeks.values())[:WEEKS], *steps[:STEPS]}
    return [one for one in kept if one.kind in (DAILY, BEFORE) and one not in keep]


def newest_whole(folder: Path, key: bytes | None) -> Kept | None:
    """Return the newest backup that can be read whole."""
    return next((one for one in kept_backups(folder) if is_whole(one.path, key)), None)
