"""Writes of what was read in from files: which file, which entries came of it, the piece of the file that each rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from planner.model.log_entry import NewEntry
from planner.store.database import Store, writing
from planner.store.log import put_entries, put_versions


class NewBatch(NamedTuple):
    """A file that is read in. ``chosen``: the numbers that were, in JSON; "" where all were."""

    format: str
    name: str
    sha256: str
    size: int
    zone: str
    chosen: str


class Imported(NamedTuple):
    """An entry that comes from a file. ``identity``: what it is known again by; ``raw``: its piece of the file.

    ``attach`` is called with the session and the entry's number, for what came with it.
    """

    new: NewEntry
    identity: str
    place: str
    raw: str
    attach: Callable[[Session, int], None] | None = None


class Counts(NamedTuple):
    """How much of a file was read, how much of it is in the log already, and how much was not taken."""

    read: int
    added: int
    duplicates: int
    skipped: int


def add_imports(
    store: Store,
    batches: Sequence[NewBatch],
    *,
    begin: Callable[[Any], None],
    choose: Callable[[Any, int], Iterator[Imported]],
    counts: Callable[[int], Counts],
) -> list[int]:
    """Store the entries of several files, all or none; return the numbers of their batches.

    ``begin`` is called with a plain connection once nobody else can write; ``choose`` yields the entries of the file at a
    place, ``counts`` is asked for its figures behind them. What they raise leaves nothing behind.
    """
    numbers = []
    with writing(store) as session:
        connection = _connection(session)
        begin(connection)
        for place, batch in enumerate(batches):
            number: int = connection.execute(
                "INSERT INTO import_batch (format, name, sha256, size, zone, chosen, made_at, read, added, duplicates, "
                "skipped) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)",
                (*batch, _now()),
            ).lastrowid
            for some in _some_at_a_time(choose(connection, place)):
                _put(session, number, some)
            connection.execute(
                "UPDATE import_batch SET read = ?, added = ?, duplicates = ?, skipped = ? WHERE id = ?",
                (*counts(place), number),
            )
            numbers.append(number)
    return numbers


def _put(session: Session, batch: int, some: Sequence[Imported]) -> None:
    entries = put_entries(session, [one.new for one in some])
    _connection(session).executemany(
        "INSERT INTO import_entry (entry, batch, identity, place, raw) VALUES (?, ?, ?, ?, ?)",
        [(entry, batch, one.identity, one.place, one.raw) for entry, one in zip(entries, some, strict=True)],
    )
    for entry, one in zip(entries, some, strict=True):
        if one.attach is not None:
            one.attach(session, entry)


def undo_import(store: Store, batch: int) -> int:
    """Withdraw the entries of a batch, in one transaction; return how many were corrected since and stay."""
    with writing(store) as session:
        connection = _connection(session)
        connection.execute("UPDATE import_batch SET undone_at = ? WHERE id = ? AND undone_at IS NULL", (_now(), batch))
        of_batch = "(SELECT entry FROM import_entry WHERE batch = :batch)"
        stay: int = connection.execute(
            f"SELECT count(*) FROM log_head h WHERE h.entry IN {of_batch} AND h.withdrawn = 0 AND h.seq <> h.entry",
            {"batch": batch},
        ).fetchone()[0]
        rows = connection.execute(
            "SELECT h.entry, v.version, h.kind, v.body, h.day, h.at, h.collector, h.of_entry "
            "FROM log_head h JOIN log_version v ON v.seq = h.seq WHERE h.withdrawn = 0 AND h.seq = h.entry "
            f"AND (h.entry IN {of_batch} OR h.of_entry IN (SELECT o.entry FROM log_head o "
            f"WHERE o.entry IN {of_batch} AND (o.seq = o.entry OR o.withdrawn = 1))) ORDER BY h.entry DESC",
            {"batch": batch},
        ).fetchall()
        put_versions(
            session,
            [
                (entry, version + 1, NewEntry(kind, body, date.fromisoformat(day), at, collector, of_entry))
                for entry, version, kind, body, day, at, collector, of_entry in rows
            ],
            withdrawn=True,
        )
    return stay


def _connection(session: Session) -> Any:
    return session.connection().connection.driver_connection


def _some_at_a_time(entries: Iterator[Imported], most: int = 500) -> Iterator[list[Imported]]:
    some: list[Imported] = []
    for one in entries:
        some.append(one)
        if len(some) == most:
            yield some
            some = []
    if some:
        yield some


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
