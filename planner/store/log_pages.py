"""Reads of the contact log by months, the newest first: a page at a time, so that a long log is never read whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from planner.model.log_entry import CONTACT, EVENT, LogRow

_COLUMNS = "v.entry, v.version, v.kind, v.body, v.written_at, h.withdrawn, h.day, h.at"
_KINDS = (CONTACT, EVENT)


class Place(NamedTuple):
    """Where in the log, from the newest on, a page ended: the day, the instant, the number of its last entry."""

    day: str
    at: str
    entry: int


class Narrowed(NamedTuple):
    """Which entries are wanted: days, a collector, and patterns of which the written facts must match every one."""

    since: date | None = None
    until: date | None = None
    collector: str | None = None
    patterns: tuple[str, ...] = ()


def newest_version(connection: Any) -> int:
    """Return the number of the version written last, by whatever program: it grows with every change of the log."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM log_version").fetchone()[0])


def read_month(
    connection: Any, month: date, narrowed: Narrowed, *, after: Place | None = None, most: int = 200
) -> list[tuple[LogRow, Place]]:
    """Return entries of the month that begins on ``month``, the newest first, from behind ``after`` on, ``most`` at most."""
    first, last = month, _next_month(month) - timedelta(days=1)
    where, given = _where(
        narrowed._replace(since=max(first, narrowed.since or first), until=min(last, narrowed.until or last))
    )
    if after is not None:
        where.append("(h.day, h.at, h.entry) < (?, ?, ?)")
        given += after
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM log_head h JOIN log_version v ON v.seq = h.seq WHERE {' AND '.join(where)} "
        "ORDER BY h.day DESC, h.at DESC, h.entry DESC LIMIT ?",
        [*given, most],
    )
    return [(LogRow(*row[:6]), Place(row[6], row[7], row[0])) for row in rows.fetchall()]


def newest_day(connection: Any, narrowed: Narrowed, before: date | None = None) -> date | None:
    """Return the newest day with an entry, of days before ``before``; looked up in the index, without patterns."""
    if before is not None:
        last = before - timedelta(days=1)
        narrowed = narrowed._replace(until=min(last, narrowed.until or last))
    days = []
    for kind in _KINDS:
        where, given = _where(narrowed._replace(patterns=()), (kind,))
        row = connection.execute(
            f"SELECT h.day FROM log_head h WHERE {' AND '.join(where)} ORDER BY h.day DESC LIMIT 1", given
        ).fetchone()
        days += [row[0]] if row else []
    return date.fromisoformat(max(days)) if days else None


def collectors_of(connection: Any) -> list[str]:
    """Return everybody who is named as calling, by name; one step through the index for each."""
    rows = connection.execute(
        "WITH RECURSIVE named(name) AS (SELECT min(collector) FROM log_head WHERE collector > '' UNION ALL "
        "SELECT (SELECT min(collector) FROM log_head WHERE collector > name) FROM named WHERE name IS NOT NULL) "
        "SELECT name FROM named WHERE name IS NOT NULL"
    )
    return [name for (name,) in rows.fetchall()]


def read_days(connection: Any, since: date, until: date, collector: str | None = None) -> list[LogRow]:
    """Return the contacts of some days, in the order of time."""
    where, given = _where(Narrowed(since, until, collector), (CONTACT,))
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM log_head h JOIN log_version v ON v.seq = h.seq WHERE {' AND '.join(where)} "
        "ORDER BY h.day, h.at, h.entry",
        given,
    )
    return [LogRow(*row[:6]) for row in rows.fetchall()]


def read_newest(connection: Any, most: int) -> list[LogRow]:
    """Return the contacts that came last, the newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM log_head h JOIN log_version v ON v.seq = h.seq "
        "WHERE h.kind = ? AND h.withdrawn = 0 ORDER BY h.day DESC, h.at DESC, h.entry DESC LIMIT ?",
        (CONTACT, most),
    )
    return [LogRow(*row[:6]) for row in rows.fetchall()]


def _where(narrowed: Narrowed, kinds: Sequence[str] = _KINDS) -> tuple[list[str], list[Any]]:
    where = [f"h.kind IN ({', '.join('?' * len(kinds))})", "h.withdrawn = 0"]
    given: list[Any] = list(kinds)
    for condition, value in (
        ("h.day >= ?", narrowed.since and narrowed.since.isoformat()),
        ("h.day <= ?", narrowed.until and narrowed.until.isoformat()),
        ("h.collector = ?", narrowed.collector),
    ):
        if value is not None:
            where.append(condition)
            given.append(value)
    for pattern in narrowed.patterns:
        where.append(r"v.body LIKE ? ESCAPE '\'")
        given.append(pattern)
    return where, given


def _next_month(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
