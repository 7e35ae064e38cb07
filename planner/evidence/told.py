"""What a report tells of an extract: its entries in the order of time with their numbers, and which of them a finding speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


def numbered(extract: Mapping[str, Any]) -> list[tuple[int | None, Mapping[str, Any]]]:
    """Return every entry in the order of time, contacts with their number in the report."""
    entries = [entry for entry in extract["entries"] if entry["kind"] in ("contact", "event")]
    out: list[tuple[int | None, Mapping[str, Any]]] = []
    count = 0
    for entry in sorted(entries, key=lambda one: (datetime.fromisoformat(one["facts"]["at"]), one["entry"])):
        is_contact = entry["kind"] == "contact"
        count += is_contact
        out.append((count if is_contact else None, entry))
    return out


def contacts_of(extract: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the contacts alone."""
    return [entry for entry in extract["entries"] if entry["kind"] == "contact"]


def marked(extract: Mapping[str, Any]) -> frozenset[int]:
    """Return the entries that a finding speaks of."""
    return frozenset(entry for one in extract.get("findings") or () for entry in one["contacts"])


def exhibit_numbers(extract: Mapping[str, Any]) -> dict[int, list[int]]:
    """Return the numbers of the exhibits that belong to each entry."""
    found: dict[int, list[int]] = {}
    for place, one in enumerate(extract["files"], 1):
        of = one["facts"].get("of")
        if isinstance(of, int):
            found.setdefault(of, []).append(place)
    return found


def span(extract: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """Return the days of the first and the last contact."""
    days = [datetime.fromisoformat(entry["facts"]["at"]).date() for entry in contacts_of(extract)]
    return min(days, default=None), max(days, default=None)
