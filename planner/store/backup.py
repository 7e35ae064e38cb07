"""Backups that are made without being asked for: encrypted copies of the store file, in ``backups`` beside it.

A copy is taken under a read lock, with nothing left in the write-ahead log: SQLite puts no page into the store file while
somebody reads from it, so the file stands still. It counts only once it was read back whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from planner.errors import DamagedStore, StoreError, Text
from planner.store.connection import Connector, damaged_store, sentence_for
from planner.store.files import whole_file
from planner.store.vault import BACKUPS

DAILY, BEFORE = "day", "before"
DAYS, WEEKS, STEPS = 7, 4, 5
"""How many are kept: of the last days, of the last weeks, from before an import, a restore or new tables."""
_ATTEMPTS = 5


class Kept(NamedTuple):
    """One backup. ``number`` counts up with each, so that a clock set back puts none in a wrong place."""

    path: Path
    number: int
    made_on: date
    kind: str


def kept_backups(folder: Path) -> list[Kept]:
    """Return the backups beside the store in ``folder``, newest first."""
    found = []
    for path in (folder / BACKUPS).glob("*.db"):
        number, _, rest = path.stem.partition(".")
        day, _, kind = rest.partition(".")
        try:
            found.append(Kept(path, int(number), date.fromisoformat(day), kind))
        except ValueError:
            continue
    return sorted(found, key=lambda one: -one.number)


def is_due(folder: Path, today: date) -> bool:
    """Return whether the backup of ``today`` is still to be made."""
    return not any(one.kind == DAILY and one.made_on == today for one in kept_backups(folder))


def keep_backup(folder: Path, key: bytes | None, kind: str, today: date) -> Kept:
    """Copy the store, read the copy back, and let go of copies that are no longer needed. Raises ``StoreError``."""
    connector = Connector(folder, key)
    place = folder / BACKUPS
    try:
        place.mkdir(exist_ok=True, mode=0o700)
        number = max((one.number for one in kept_backups(folder)), default=0) + 1
        path = place / f"{number:06}.{today.isoformat()}.{kind}.db"
        with whole_file(path, replace=False) as file, standing_still(connector) as store:
            shutil.copyfileobj(store, file, 1 << 20)
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    except OSError as error:
        raise not_written(error) from None
    if not is_whole(path, key):
        path.unlink()
        raise damaged_store()
    for old in no_longer_needed(kept_backups(folder)):
        old.path.unlink(missing_ok=True)
    return Kept(path, number, today, kind)


@contextmanager
def standing_still(connector: Connector) -> Iterator[BinaryIO]:
    """Give the store file to be read from its beginning, with everything in it, while nobody can change it."""
    connection = connector()
    log = connector.path.with_name(connector.path.name + "-wal")
    try:
        connection.isolation_level = None
        for _ in range(_ATTEMPTS):
            if not connector.read_only:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if connector.read_only or not log.exists() or not log.stat().st_size:
                break
            connection.execute("ROLLBACK")  # another program wrote in between: fold that in too
        else:
            raise StoreError(Text("Another program is using the store. Close it and try again; nothing was changed."))
        with connector.path.open("rb") as file:
            yield file
    finally:
        connection.close()


def is_whole(path: Path, key: bytes | None) -> bool:
    """Return whether every page of a store file is as it was written, and its tables are in order."""
    connector = Connector(path.parent, key, path=path)
    connector.read_only = True
    try:
        connection = connector()
    except connector.driver.DatabaseError:
        return False
    try:
        return not bad_pages(connection, key) and connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except connector.driver.DatabaseError:
        return False
    finally:
        connection.close()


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
    steps = [one for one in kept if one.kind != DAILY]
    keep = {*daily[:DAYS], *list(weeks.values())[:WEEKS], *steps[:STEPS]}
    return [one for one in kept if one not in keep]


def newest_whole(folder: Path, key: bytes | None) -> Kept | None:
    """Return the newest backup that can be read whole."""
    return next((one for one in kept_backups(folder) if is_whole(one.path, key)), None)


def not_written(error: OSError) -> StoreError:
    """Return what is said where a copy could not be written."""
    if isinstance(error, FileExistsError):
        return StoreError(Text("There is a file of this name already, and it stays. Choose another name."))
    if error.errno in (28, 122):  # ENOSPC, EDQUOT
        return StoreError(
            Text("There is no room left on this disk. Make some room and try again; nothing was changed.")
        )
    return StoreError(Text("The copy cannot be written there. Choose a folder you can write to; nothing was changed."))


__all__ = ["BEFORE", "DAILY", "DamagedStore", "Kept", "keep_backup", "kept_backups", "newest_whole"]
