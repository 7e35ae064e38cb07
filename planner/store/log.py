"""Writes of the contact log. Versions are only ever added, and each is sealed as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from planner.errors import StoreError, Text
from planner.model.log import LogHead, LogVersion
from planner.model.log_entry import NewEntry
from planner.store.chain import seal, seal_rows
from planner.store.database import Store, writing


class CorrectedElsewhere(StoreError):
    """The entry has a newer version than the one that was read."""

    def __init__(self) -> None:
        super().__init__(
            Text("This entry was corrected in another window meanwhile. Look at it again; nothing was overwritten.")
        )


def add_entries(store: Store, entries: Iterable[NewEntry]) -> list[int]:
    """Write new entries, all or none; return their numbers."""
    with writing(store) as session:
        return [put_entry(session, new) for new in entries]


def add_version(store: Store, entry: int, of_version: int, new: NewEntry, *, withdrawn: bool = False) -> None:
    """Write another version of an entry; raises ``CorrectedElsewhere`` unless ``of_version`` is its newest."""
    with writing(store) as session:
        newest = session.exec(
            select(LogVersion).where(col(LogVersion.entry) == entry).order_by(col(LogVersion.version).desc()).limit(1)
        ).first()
        if newest is None or newest.version != of_version:
            raise CorrectedElsewhere
        put_version(session, entry, of_version + 1, new, withdrawn=withdrawn)


def put_entry(session: Session, new: NewEntry) -> int:
    """Write a new entry within a transaction; return its number."""
    version = LogVersion(entry=0, version=1, kind=new.kind, body=new.body, written_at=_now())
    session.add(version)
    session.flush()
    assert version.seq is not None
    version.entry = version.seq  # an entry is called by the number of its first version
    session.add(_head(version.seq, version.seq, new))
    seal(session, version, withdrawn=False)
    return version.seq


def put_version(session: Session, entry: int, number: int, new: NewEntry, *, withdrawn: bool = False) -> None:
    """Write the version ``number`` of an entry within a transaction."""
    version = LogVersion(entry=entry, version=number, kind=new.kind, body=new.body, written_at=_now())
    session.add(version)
    session.flush()
    assert version.seq is not None
    session.merge(_head(entry, version.seq, new, withdrawn=withdrawn))
    seal(session, version, withdrawn=withdrawn)


def put_entries(session: Session, news: Sequence[NewEntry]) -> list[int]:
    """Write many new entries within a transaction, past the objects that one alone is made of; return their numbers."""
    first = _next_seq(session)
    numbers = list(range(first, first + len(news)))
    _put_rows(session, [(number, number, 1, new) for number, new in zip(numbers, news, strict=True)], withdrawn=False)
    return numbers


def put_versions(session: Session, versions: Sequence[tuple[int, int, NewEntry]], *, withdrawn: bool = False) -> None:
    """Write many further versions within a transaction: (entry, number of the version, what it holds) of each."""
    first = _next_seq(session)
    rows = [(seq, entry, number, new) for seq, (entry, number, new) in enumerate(versions, first)]
    _put_rows(session, rows, withdrawn=withdrawn)


def _next_seq(session: Session) -> int:
    session.flush()
    row = _plain(session).execute("SELECT seq FROM sqlite_sequence WHERE name = 'log_version'").fetchone()
    return 1 if row is None else int(row[0]) + 1


def _put_rows(session: Session, rows: Sequence[tuple[int, int, int, NewEntry]], *, withdrawn: bool) -> None:
    connection, written_at = _plain(session), _now().isoformat()
    versions = [(seq, entry, number, new.kind, new.body, written_at) for seq, entry, number, new in rows]
    connection.executemany(
        "INSERT INTO log_version (seq, entry, version, kind, body, written_at) VALUES (?, ?, ?, ?, ?, ?)", versions
    )
    connection.executemany(
        "INSERT OR REPLACE INTO log_head (entry, seq, kind, day, at, collector, withdrawn, of_entry) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (entry, seq, new.kind, new.day.isoformat(), new.at, new.collector, int(withdrawn), new.of_entry)
            for seq, entry, _, new in rows
        ],
    )
    seal_rows(session, versions, withdrawn=withdrawn)


def _plain(session: Session) -> Any:
    return session.connection().connection.driver_connection


def _head(entry: int, seq: int, new: NewEntry, *, withdrawn: bool = False) -> LogHead:
    return LogHead(
        entry=entry,
        seq=seq,
        kind=new.kind,
        day=new.day,
        at=new.at,
        collector=new.collector,
        withdrawn=withdrawn,
        of_entry=new.of_entry,
    )


def _now() -> datetime:
    """Return this moment in whole milliseconds: that is how exactly it is sealed."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
