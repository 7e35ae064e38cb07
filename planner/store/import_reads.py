"""Reads of what came from files, through a plain connection, without SQLModel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple


class Batch(NamedTuple):
    """A file that was read in, as it is stored."""

    id: int
    format: str
    name: str
    sha256: str
    size: int
    made_at: str
    read: int
    added: int
    duplicates: int
    skipped: int
    undone_at: str | None


class RawPiece(NamedTuple):
    """The piece of a file that an entry rests on, and which file that is."""

    entry: int
    batch: int
    place: str
    raw: str
    file_name: str
    file_sha256: str


def read_identities(connection: Any) -> Iterator[str]:
    """Yield what every entry that came from a file is known again by; those of a batch that was undone are not."""
    for (identity,) in connection.execute(
        "SELECT identity FROM import_entry WHERE batch NOT IN (SELECT id FROM import_batch WHERE undone_at IS NOT NULL)"
    ):
        yield identity


def read_bodies(connection: Any, *, typed_only: bool) -> Iterator[str]:
    """Yield the facts of every contact and dated fact that stands, or only of those that came from no file."""
    condition = " AND h.entry NOT IN (SELECT entry FROM import_entry)" if typed_only else ""
    for (body,) in connection.execute(
        "SELECT v.body FROM log_head h JOIN log_version v ON v.seq = h.seq "
        f"WHERE h.kind IN ('contact', 'event') AND h.withdrawn = 0{condition}"
    ):
        yield body


def read_numbers(connection: Any) -> list[tuple[str, str, str]]:
    """Return (number, collector, role) of every contact whose collector is known."""
    return [
        (number, collector, role or "")
        for number, collector, role in connection.execute(
            "SELECT DISTINCT json_extract(v.body, '$.number'), h.collector, json_extract(v.body, '$.role') "
            "FROM log_head h JOIN log_version v ON v.seq = h.seq "
            "WHERE h.kind = 'contact' AND h.withdrawn = 0 AND h.collector <> '' "
            "AND json_extract(v.body, '$.number') IS NOT NULL"
        )
    ]


def read_batches(connection: Any) -> list[Batch]:
    """Return every file that was read in, the last one first."""
    return [
        Batch(*row)
        for row in connection.execute(
            "SELECT id, format, name, sha256, size, made_at, read, added, duplicates, skipped, undone_at "
            "FROM import_batch ORDER BY id DESC"
        )
    ]


def read_raw(connection: Any, entry: int) -> RawPiece | None:
    """Return the piece of a file that an entry rests on; None where it came from no file."""
    row = connection.execute(
        "SELECT e.entry, e.batch, e.place, e.raw, b.name, b.sha256 FROM import_entry e "
        "JOIN import_batch b ON b.id = e.batch WHERE e.entry = ?",
        (entry,),
    ).fetchone()
    return None if row is None else RawPiece(*row)
