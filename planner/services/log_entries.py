"""One entry of the log as it is kept: its facts, and the next entry to be written. Promises and papers need no more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from planner.canonical import canonical
from planner.errors import PlannerError, Text
from planner.model.log_entry import CONTACT, EVENT, LogRow, NewEntry
from planner.services.log_words import understood


class NoSuchEntry(PlannerError):
    """No entry has this number."""

    def __init__(self, which: str) -> None:
        super().__init__(Text('There is no entry "{which}" in your log.', {"which": which[:20]}))


def facts_of(row: LogRow | NewEntry) -> dict[str, Any]:
    """Return the facts of an entry. Of one that was kept as it was typed, the log's own words are read as they are today."""
    facts: dict[str, Any] = json.loads(row.body)
    return understood(facts) if row.kind in (CONTACT, EVENT) else facts


def entry_by_day(kind: str, facts: Mapping[str, Any]) -> NewEntry:
    """Return an entry that is filed by the day it falls ``due``: a promise, a paper."""
    due = date.fromisoformat(facts["due"])
    at = datetime(due.year, due.month, due.day, tzinfo=UTC).isoformat(timespec="seconds")
    return NewEntry(kind, canonical({**facts, "at": at}), due, at, facts.get("collector", ""))


def same_again(row: LogRow) -> NewEntry:
    """Return an entry to be written once more as it is."""
    facts = facts_of(row)
    at = datetime.fromisoformat(facts["at"])
    instant = at.astimezone(UTC).isoformat(timespec="seconds")
    return NewEntry(row.kind, row.body, at.date(), instant, facts.get("collector", ""))
