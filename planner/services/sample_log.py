"""The contact log and the promises of the sample household, told in days before or after the day it is filled."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.errors import InputProblems
from planner.model.log_entry import NewEntry
from planner.resources import ASSETS
from planner.services.log_facts import read_cells
from planner.services.promises import ended_entry, promise_entry

HOUR = timedelta(hours=1)


def sample_path(what: str, language: str) -> Path:
    """Return one of the files of the sample household: ``debts``, ``more``, ``contacts`` or ``promises``."""
    return ASSETS / "sample" / f"{what}.{language}.csv"


def sample_rows(what: str, language: str) -> list[dict[str, str]]:
    """Return the rows of one of its files, the cells that are filled."""
    with sample_path(what, language).open(encoding="utf-8", newline="") as file:
        return [{column: cell for column, cell in row.items() if cell} for row in csv.DictReader(file)]


def contact_entries(language: str, zone_name: str, today: date) -> Iterator[list[NewEntry]]:
    """Yield contacts and dated facts as they happened in the weeks before ``today``, on the clock of ``zone_name``."""
    zone = ZoneInfo(zone_name)
    for cells in sample_rows("contacts", language):
        day = today - timedelta(days=int(cells.pop("days_ago")))
        clock = cells.pop("time", "")
        cells["at"] = real_time(day, time.fromisoformat(clock), zone) if clock else day.isoformat()
        received = cells.pop("received_days_ago", "")
        if received:
            cells["note"] = f"received:{today - timedelta(days=int(received))}"
        entry, faults = read_cells(cells, zone, zone_name, today)
        if entry is None:
            raise InputProblems(faults)
        yield [entry]


def promise_entries(language: str, currency: str, today: date) -> Iterator[list[NewEntry]]:
    """Yield promises, each with its versions: as it was made, and how it ended where it has."""
    for cells in sample_rows("promises", language):
        cells["due"] = (today + timedelta(days=int(cells.pop("due_in_days")))).isoformat()
        ended, days = cells.pop("ended", ""), int(cells.pop("ended_days_ago", "0"))
        made = promise_entry(cells, currency)
        yield [made, ended_entry(made, ended, today - timedelta(days=days))] if ended else [made]


def real_time(day: date, clock: time, zone: ZoneInfo) -> str:
    """Return a time of that day as it is typed in, an hour or more later where clocks were put so that it never came, or came twice."""
    local = datetime.combine(day, clock)
    while not _came_once(local, zone):
        local += HOUR
    return local.isoformat(sep=" ", timespec="minutes")


def _came_once(local: datetime, zone: ZoneInfo) -> bool:
    at = local.replace(tzinfo=zone)
    exists = at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local
    return exists and at.utcoffset() == at.replace(fold=1).utcoffset()
