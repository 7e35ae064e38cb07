"""Files that belong to entries: each content is kept once in the file vault, and every use of it is an entry of the log."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlmodel import Session

from planner.model.log_entry import ATTACHMENT, LogRow, NewEntry
from planner.store.database import Store, writing
from planner.store.log import put_entry

_ROWS = (
    "SELECT v.entry, v.version, v.kind, v.body, v.written_at, h.withdrawn FROM log_head h "
    f"JOIN log_version v ON v.seq = h.seq WHERE h.kind = '{ATTACHMENT}' AND h.withdrawn = 0"
)


class Kept(NamedTuple):
    """A file as it is kept. ``name``: its name in the file vault; ``digest``: SHA-256 of its content."""

    digest: str
    sha512: str
    name: str
    size: int
    media: str


def add_attachment(store: Store, kept: Kept, new: NewEntry) -> int:
    """Write down that a kept file belongs to an entry; return the number of the entry that says so."""
    with writing(store) as session:
        return put_attachment(session, kept, new)


def put_attachment(session: Session, kept: Kept, new: NewEntry) -> int:
    """Write it down within a transaction. A file that belongs to the entry already is not written down again.

    Where the same content was kept meanwhile under another name, that one stays, and the caller's is not needed.
    """
    connection = session.connection().connection.driver_connection
    assert connection is not None
    session.flush()
    connection.execute("INSERT INTO kept_file VALUES (?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING", kept)
    again = connection.execute(
        "SELECT h.entry FROM log_head h JOIN log_version v ON v.seq = h.seq WHERE h.of_entry = ? AND h.kind = ? "
        "AND h.withdrawn = 0 AND json_extract(v.body, '$.sha256') = ?",
        (new.of_entry, ATTACHMENT, kept.digest),
    ).fetchone()
    return put_entry(session, new) if again is None else int(again[0])


def read_attachments(connection: Any, entry: int) -> list[LogRow]:
    """Return the files that belong to an entry, in the order in which they came."""
    return [LogRow(*row) for row in connection.execute(f"{_ROWS} AND h.of_entry = ? ORDER BY h.entry", (entry,))]


def read_all_attachments(connection: Any) -> list[tuple[int, LogRow]]:
    """Return (entry, file) of every file that belongs to an entry, in the order in which they came."""
    rows = connection.execute(_ROWS.replace("SELECT ", "SELECT h.of_entry, ", 1) + " ORDER BY h.entry")
    return [(of, LogRow(*row)) for of, *row in rows]


def read_attachment(connection: Any, number: int) -> LogRow | None:
    """Return the file of this number."""
    row = connection.execute(f"{_ROWS} AND h.entry = ?", (number,)).fetchone()
    return None if row is None else LogRow(*row)


def read_kept(connection: Any, digest: str) -> Kept | None:
    """Return how a content is kept; None where it is not."""
    row = connection.execute(
        "SELECT digest, sha512, name, size, media FROM kept_file WHERE digest = ?", (digest,)
    ).fetchone()
    return None if row is None else Kept(*row)
