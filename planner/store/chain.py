"""The chain of the log in the store: each version of an entry is sealed in the transaction that writes it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.sealing import GENESIS, SALT_BYTES, leaf_of, link_of, sealed_content

if TYPE_CHECKING:
    from sqlmodel import Session

    from planner.model.log import LogVersion

SEALED = "sealed"
"""Under this name a session remembers that something was sealed in it."""
_ROWS = (
    "SELECT l.number, l.seq, l.withdrawn, l.found_on, l.salt, l.leaf, l.link, "
    "v.entry, v.version, v.kind, v.body, v.written_at "
    "FROM seal_link l LEFT JOIN log_version v ON v.seq = l.seq ORDER BY l.number"
)


class SealedRow(NamedTuple):
    """A link as it is stored, with its content reckoned anew from the version it seals; None where that is gone.

    ``removed``: the owner removed the content, as a later link of the same entry says; its leaf and link stay.
    """

    number: int
    seq: int
    leaf: str
    link: str
    content: str | None
    entry: int | None
    kind: str | None
    withdrawn: bool
    found_on: str | None
    removed: bool = False


def seal(session: Session, version: LogVersion, *, withdrawn: bool) -> None:
    """Seal a version that was written within this transaction."""
    assert version.seq is not None
    row = (version.seq, version.entry, version.version, version.kind, version.body, version.written_at.isoformat())
    seal_rows(session, [row], withdrawn=withdrawn)


def seal_rows(session: Session, versions: Iterable[Sequence[Any]], *, withdrawn: bool) -> None:
    """Seal versions that were written within this transaction: (seq, entry, version, kind, body, written at) of each."""
    connection = session.connection().connection.driver_connection
    assert connection is not None
    _hang(connection, ((version, withdrawn) for version in versions))
    session.info[SEALED] = True


def seal_as_found(connection: Any) -> None:
    """Seal every version from before there was a seal, over a plain connection, as it is found today."""
    rows = connection.execute(
        "SELECT v.seq, v.entry, v.version, v.kind, v.body, v.written_at, coalesce(h.withdrawn, 0) "
        "FROM log_version v LEFT JOIN log_head h ON h.seq = v.seq ORDER BY v.seq"
    ).fetchall()
    _hang(connection, ((version, bool(withdrawn)) for *version, withdrawn in rows), date.today().isoformat())


def _hang(connection: Any, versions: Iterable[tuple[Sequence[Any], bool]], found_on: str | None = None) -> None:
    """Hang versions, each with whether it was withdrawn, on the chain."""
    number, link, _ = read_head(connection)
    rows = []
    for (seq, entry, which, kind, body, written_at), withdrawn in versions:
        number, salt = number + 1, secrets.token_hex(SALT_BYTES)
        content = sealed_content(
            number=number,
            salt=salt,
            entry=entry,
            version=which,
            kind=kind,
            body=body,
            written_at=written_at,
            withdrawn=withdrawn,
            found_on=found_on,
        )
        leaf = leaf_of(content)
        link = link_of(link, leaf)
        rows.append((number, seq, int(withdrawn), found_on, salt, leaf, link))
    if not rows:
        return
    connection.executemany(
        "INSERT INTO seal_link (number, seq, withdrawn, found_on, salt, leaf, link) VALUES (?, ?, ?, ?, ?, ?, ?)", rows
    )
    connection.execute(
        "INSERT INTO seal_head (id, count, link, apart) VALUES (1, ?, ?, 0) "
        "ON CONFLICT (id) DO UPDATE SET count = excluded.count, link = excluded.link",
        (number, link),
    )


def read_links(connection: Any) -> Iterator[SealedRow]:
    """Yield every link over a plain connection, the first one first."""
    removals = _removals(connection)
    for number, seq, withdrawn, found_on, salt, leaf, link, entry, version, kind, body, written in connection.execute(
        _ROWS
    ):
        content = None
        by, marker = removals.get(entry, (0, ""))
        removed = salt == "" and seq < by and body == marker
        if entry is not None and not removed:
            content = _content(number, salt, entry, version, kind, body, written, bool(withdrawn), found_on)
        yield SealedRow(number, seq, _text(leaf), _text(link), content, entry, kind, bool(withdrawn), found_on, removed)


def _content(
    number: int,
    salt: str,
    entry: int,
    version: int,
    kind: str,
    body: str,
    written_at: str,
    withdrawn: bool,
    found_on: str | None,
) -> str:
    """Return what a link seals; "", which no leaf is of, where somebody put there what has no canonical form."""
    try:
        return sealed_content(
            number=number,
            salt=salt,
            entry=entry,
            version=version,
            kind=kind,
            body=body,
            written_at=written_at,
            withdrawn=withdrawn,
            found_on=found_on,
        )
    except TypeError:
        return ""


def _text(value: object) -> str:
    """Return a text as it stands in the tables, "" for what is none."""
    return value if isinstance(value, str) else ""


def _removals(connection: Any) -> dict[int, tuple[int, str]]:
    """Return, by entry, the sealed version that says that the content of those before was removed, and its facts."""
    rows = connection.execute(
        "SELECT v.entry, v.seq, v.body FROM log_version v JOIN seal_link l ON l.seq = v.seq "
        'WHERE l.withdrawn = 1 AND l.salt <> \'\' AND v.body LIKE \'{"at":%,"removed":"%"}\' ORDER BY v.seq'
    )
    return {entry: (seq, body) for entry, seq, body in rows}


def read_head(connection: Any) -> tuple[int, str, bool]:
    """Return how many links there are by the head, the last one, and whether it lies outside the tables too."""
    row = connection.execute("SELECT count, link, apart FROM seal_head WHERE id = 1").fetchone()
    if row is None:
        return 0, GENESIS, False
    count, link, apart = row
    return count if type(count) is int else -1, _text(link), bool(apart)


def link_at(connection: Any, number: int) -> str | None:
    """Return the link of this number; that of genesis for 0, None where there is none."""
    if number == 0:
        return GENESIS
    row = connection.execute("SELECT link FROM seal_link WHERE number = ?", (number,)).fetchone()
    return None if row is None else row[0]


def unsealed_entry(connection: Any) -> int | None:
    """Return the first entry that is not as the chain has it though every link is whole; None where there is none.

    One whose version no link seals was put in; one that lists a version other than its newest, or as withdrawn what was
    not, or the other way round, hides or shows what the chain does not say.
    """
    row = connection.execute(
        "SELECT min(entry) FROM ("
        "SELECT v.entry FROM log_version v LEFT JOIN seal_link l ON l.seq = v.seq WHERE l.seq IS NULL "
        "UNION ALL SELECT v.entry FROM log_version v LEFT JOIN log_head h ON h.entry = v.entry WHERE h.entry IS NULL "
        "UNION ALL SELECT h.entry FROM log_head h LEFT JOIN log_version v ON v.seq = h.seq "
        "LEFT JOIN seal_link l ON l.seq = h.seq "
        "WHERE v.entry IS NOT h.entry OR v.kind IS NOT h.kind OR l.withdrawn IS NOT h.withdrawn "
        "OR h.seq <> (SELECT max(seq) FROM log_version n WHERE n.entry = h.entry))"
    ).fetchone()
    found: int | None = row[0]
    return found
