"""Reads of the contact log through a plain connection, without SQLModel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.model.log_entry import LogRow

_COLUMNS = "v.entry, v.version, v.kind, v.body, v.written_at, h.withdrawn"


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


def read_contacts_saying(
    connection: Any, words: Sequence[str], collectors: Sequence[str] = (), without: str = ""
) -> list[LogRow]:
    """Return the dated facts, and the contacts that are of one of ``collectors`` or have one of ``words`` in their body.

    ``without``: contacts that do not have these words in it. The others are not read out: a log may be long. In time order.
    """
    named = ", ".join("?" * len(collectors))
    ways = [*(["instr(v.body, ?) > 0"] * len(words)), *([f"h.collector IN ({named})"] if collectors else [])]
    given = [*words, *collectors]
    if without:
        ways, given = [*ways, "instr(v.body, ?) = 0"], [*given, without]
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM log_head h JOIN log_version v ON v.seq = h.seq WHERE h.withdrawn = 0 "
        f"AND (h.kind = 'event' OR (h.kind = 'contact' AND ({' OR '.join(ways)}))) ORDER BY h.at, h.entry",
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


def read_roles(connection: Any, collector: str, most: int) -> list[str]:
    """Return the roles that the newest contacts of a collector give it."""
    rows = connection.execute(
        "SELECT DISTINCT coalesce(json_extract(v.body, '$.role'), '') FROM (SELECT seq FROM log_head "
        "WHERE collector = ? AND kind = 'contact' AND withdrawn = 0 ORDER BY day DESC LIMIT ?) h "
        "JOIN log_version v ON v.seq = h.seq",
        (collector, most),
    )
    return [role for (role,) in rows]


def read_tally(connection: Any) -> list[tuple[str, str, str, int]]:
    """Return (day, collector, debts, contacts): how many contacts of a day, by who it was and the debts they name, in JSON."""
    rows = connection.execute(
        "SELECT h.day, h.collector, coalesce(json_extract(v.body, '$.debt'), ''), count(*) "
        "FROM log_head h JOIN log_version v ON v.seq = h.seq WHERE h.kind = 'contact' AND h.withdrawn = 0 GROUP BY 1, 2, 3"
    )
    return [(day, collector, str(debts), count) for day, collector, debts, count in rows]


def read_kinds(connection: Any) -> list[tuple[str, str]]:
    """Return name and kind of every debt of the list: what the log says of a debt is its name."""
    return [(name, kind) for name, kind in connection.execute("SELECT name, kind FROM debt ORDER BY id")]
