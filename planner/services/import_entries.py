"""What becomes of a record that was read: the entry it is kept as, and by what it is known again."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.canonical import canonical
from planner.errors import Problem
from planner.imports.numbers import last_digits
from planner.imports.records import ME, How, Record
from planner.model.log_entry import CONTACT, NewEntry
from planner.services.log_entries import facts_of
from planner.services.log_facts import read_cells
from planner.services.log_words import event_words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HIDDEN_FLAG = "hidden-number"


class Identity(NamedTuple):
    """What an entry is known again by. ``exact``: to the millisecond, of a file that has it. ``plain``: as the log has it."""

    exact: str | None
    plain: str
    is_fine: bool
    """Whether the time is known to the second: two that are alike are one then; of one minute they may be two."""


class Origin(NamedTuple):
    """The file an entry comes from."""

    name: str
    sha256: str


def placed(record: Record, how: How) -> tuple[Record, NewEntry | None, list[Problem]]:
    """Return a row of a contact log with its time read, and the entry that it is; every fault of it where it is none."""
    entry, found = read_cells(record.cells, how.zone, how.zone_name, how.today)
    if entry is None:
        return record, None, [fault._replace(line=record.where.number) for fault in found]
    facts = facts_of(entry)
    at = datetime.fromisoformat(facts["at"])
    zone = ZoneInfo(facts["tz"]) if facts.get("tz") else how.zone  # the clock that the row itself names goes first
    precise = record._replace(
        at=at.astimezone(zone) if zone and at.tzinfo else at,
        precision=facts["precision"],
        channel=facts.get("channel", ""),
        app=facts.get("app", ""),
    )
    return precise, entry, []


def identity_of(record: Record, entry: NewEntry | None = None, *, exact_only: bool = False) -> Identity:
    """Return what a record is known again by; of a row of a contact log the ``entry`` that it is.

    ``exact_only``: nothing is there to be compared with but what was imported to the millisecond.
    """
    if entry is not None:
        facts = facts_of(entry)
        return Identity(None, plain_identity(facts), facts.get("precision") == "s")
    assert record.at_ms is not None
    sender = "borrower" if record.sender == ME else "collector"
    number, text = last_digits(record.number), said_of(record)
    exact = _digest((str(record.at_ms), sender, record.channel, number, text, str(record.duration_s or "")))
    plain = "" if exact_only else _digest((str(record.at_ms // 1000), sender, record.channel, number, text, ""))
    return Identity(exact, plain, True)


def plain_identity(facts: Mapping[str, Any]) -> str:
    """Return what an entry is known again by, from its facts alone; who it was counts where there is no number."""
    since = datetime.fromisoformat(facts["at"]) - _EPOCH
    number = facts.get("number", "")
    return _digest(
        (
            str(since // timedelta(seconds=1)),
            facts.get("from", "collector"),
            facts.get("channel", ""),
            last_digits(number) if number else facts.get("collector", ""),
            facts.get("said", ""),
            event_words(facts.get("event", "")),
        )
    )


def said_of(record: Record) -> str:
    """Return the words of a message, its subject above them."""
    if not record.subject:
        return record.text.strip()  # in form C already, as the reader gives it
    return unicodedata.normalize("NFC", f"{record.subject}\n{record.text}").strip()


def entry_of(record: Record, known_as: tuple[str, str], origin: Origin, digests: Mapping[str, str]) -> NewEntry:
    """Return the entry that a record of a phone becomes. ``known_as``: the collector of its number and their role, by the log."""
    assert record.at is not None
    collector, role = known_as
    facts: dict[str, Any] = {
        "at": record.at.isoformat(timespec="seconds"),
        "precision": record.precision,
        "tz": getattr(record.at.tzinfo, "key", ""),
        "from": "borrower" if record.sender == ME else "collector",
        "channel": record.channel,
        "app": record.app,
        "outcome": record.outcome,
        "number": record.number,
        "name": record.name,
        "collector": collector,
        "role": role,
        "said": said_of(record),
        "exactness": "exact" if record.text or record.subject else "",
        "duration_s": record.duration_s,
        "sent_at": record.sent_at.isoformat(timespec="seconds") if record.sent_at else "",
        "sim": record.sim,
        **from_file(record, origin, digests),
    }
    if record.is_hidden:
        facts |= {"flags": [HIDDEN_FLAG], "note": f"flag:{HIDDEN_FLAG}"}
    facts = {column: value for column, value in facts.items() if value not in ("", None)}
    instant = record.at.astimezone(UTC).isoformat(timespec="seconds")
    return NewEntry(CONTACT, canonical(facts), record.at.date(), instant, collector)


def with_origin(entry: NewEntry, record: Record, origin: Origin, digests: Mapping[str, str]) -> NewEntry:
    """Return an entry of a contact log's row with where it comes from."""
    return entry._replace(body=canonical(facts_of(entry) | from_file(record, origin, digests)))


def from_file(record: Record, origin: Origin, digests: Mapping[str, str]) -> dict[str, str]:
    """Return where an entry comes from: the file, the place in it, its SHA-256, and the ``digests`` of what stands there."""
    return {"source": f"{origin.name}, {record.where}", "source_sha256": origin.sha256, **digests}


def _digest(parts: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
