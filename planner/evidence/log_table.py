"""``log.csv`` of a bundle, made from its extract alone: the columns that ``check`` reads, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

COLUMNS = (
    "at tz from channel app outcome recipient number dialed collector role debt debt_kind purpose said tactics event note"
).split()
IN_THE_TABLE = ("contact", "event")
"""Kinds of entries that have a row."""
_RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def log_table(entries: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the contacts and dated facts among the ``entries`` of an extract as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in entries:
        if entry["kind"] in IN_THE_TABLE:
            cells = _cells(entry["facts"])
            cells["debt_kind"] = cells.get("debt_kind") or entry.get("debt_kind", "")
            writer.writerow([_safe(cells.get(column, "")) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _cells(facts: Mapping[str, Any]) -> dict[str, str]:
    cells = {
        column: "; ".join(map(str, value)) if isinstance(value, list) else str(value) for column, value in facts.items()
    }
    at = datetime.fromisoformat(facts["at"])
    if not cells.get("tz"):
        at = at.replace(tzinfo=None)  # the borrower's own clock, wherever it stood
    how = {"day": at.date().isoformat(), "min": at.isoformat(timespec="minutes")}
    cells["at"] = how.get(facts.get("precision", "s"), at.isoformat(timespec="seconds"))
    return cells


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS_IN_A_SPREADSHEET) else cell
