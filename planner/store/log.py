"""Writes and reads of the contact log. Versions are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlmodel import col, select

from planner.errors import StoreError, Text
from planner.model.log import LogHead, LogRow, LogVersion
from planner.store.database import Store, writing

_COLUMNS = "v.entry, v.version, v.kind, v.body, v.written_at, h.withdrawn"


class NewEntry(NamedTuple):
    """An entry to be written: its facts in canonical form, and what it is looked up by."""

    kind: str
    body: str
    day: date
    at: str
    collector: str


class CorrectedElsewhere(StoreError):
    """The entry has a newer version than the one that was read."""

    def __init__(self) -> None:
        super().__init__(
            Text("This entry was corrected in another window meanwhile. Look at it again; nothing was overwritten.")
        )


def add_entries(store: Store, entries: Iterable[NewEntry]) -> list[int]:
    """Write new entries, all or none; return their numbers."""
    now, numbers = datetime.now(UTC), []
    with writing(store) as session:
        for new in entries:
            version = LogVersion(entry=0, version=1, kind=new.kind, body=new.body, written_at=now)
            session.add(version)
            session.flush()
            assert version.seq is not None
            version.entry = version.seq  # an entry is called by the number of its first version
            session.add(_head(version.seq, version.seq, new))
            numbers.append(version.seq)
    return numbers


def add_version(store: Store, entry: int, of_version: int, new: NewEntry, *, withdrawn: bool = False) -> None:
    """Write another version of an entry; raises ``CorrectedElsewhere`` unless ``of_version`` is its newest."""
    with writing(store) as session:
        newest = session.exec(
            select(LogVersion).where(col(LogVersion.entry) == entry).order_by(col(LogVersion.version).desc()).limit(1)
        ).first()
        if newest is None or newest.version != of_version:
            raise CorrectedElsewhere
        version = LogVersion(
            entry=entry, version=of_version + 1, kind=new.kind, body=new.body, written_at=datetime.now(UTC)
        )
        session.add(version)
        session.flush()
        assert version.seq is not None
        session.merge(_head(entry, version.seq, new, withdrawn=withdrawn))


def _head(entry: int, seq: int, new: NewEntry, *, withdrawn: bool = False) -> LogHead:
    return LogHead(
        entry=entry, seq=seq, kind=new.kind, day=new.day, at=new.at, collector=new.collector, withdrawn=withdrawn
    )


def read_log(
    connection: Any,
    kinds: Sequence[str] = (),
    *,
    since: date | None = None,
    until: date | None = None,
    collector: str | None = None,
    entry: int | None = None,
    withdrawn: bool = False,
) -> list[LogRow]:
    """Return entries as they stand, in the order of time; ``withdrawn`` ones only where asked for."""
    where: list[str] = ["1"]
    given: list[object] = []
    if kinds:
        where.append(f"h.kind IN ({', '.join('?' * len(kinds))})")
        given += list(kinds)
    for condition, value in (
        ("h.day >= ?", since and since.isoformat()),
        ("h.day <= ?", until and until.isoformat()),
        ("h.collector = ?", collector),
        ("h.entry = ?", entry),
    ):
        if value is not None:
            where.append(condition)
            given.append(value)
    if not withdrawn:
        where.append("h.withdrawn = 0")
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM log_head h JOIN log_version v ON v.seq = h.seq WHERE {' AND '.join(where)} "
        "ORDER BY h.at, h.entry",
        given,
    )
    return [LogRow(*row) for row in rows]


def read_versions(connection: Any, entry: int) -> list[LogRow]:
    """Return every version of an entry, the first one first."""
    rows = connection.execute(
        "SELECT entry, version, kind, body, written_at, 0 FROM log_version WHERE entry = ? ORDER BY version", (entry,)
    )
    return [LogRow(*row) for row in rows]


def read_collectors(connection: Any) -> list[tuple[str, int, str]]:
    """Return (collector, contacts, last day), the one that called last first."""
    return [
        (name, count, day)
        for name, count, day in connection.execute(
            "SELECT collector, count(*), max(day) FROM log_head WHERE kind = 'contact' AND withdrawn = 0 "
            "GROUP BY collector ORDER BY max(day) DESC"
        )
    ]


__all__ = ["CorrectedElsewhere", "NewEntry", "add_entries", "add_version", "read_collectors", "read_log", "read_versions"]
