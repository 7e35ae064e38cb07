"""When collectors get in touch: contacts of eight weeks by weekday and hour, on the borrower's clock."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.rules.hours import Hours, hours_of
from planner.services.checking import law_of
from planner.services.timeline import Entry, Timeline

__all__ = ["Cell", "Hours", "WhenTheyCall", "when_they_call"]

WEEKS = 8


class Cell(NamedTuple):
    """The contacts of one hour of one weekday; those that came outside the hours of the rule."""

    entries: tuple[Entry, ...]
    outside: tuple[Entry, ...]


class WhenTheyCall(NamedTuple):
    """Cells by (weekday, hour), Monday being 0. ``hours``: those of the last seven days by the rule of the place, none where
    it has none. ``without_time``: so many more of which only the day is known.
    """

    cells: dict[tuple[int, int], Cell]
    hours: tuple[Hours, ...]
    without_time: int

    @property
    def same_hours(self) -> Hours | None:
        """The hours, where they are the same every day."""
        return self.hours[0] if len({(one.first, one.last) for one in self.hours}) == 1 else None

    @property
    def total(self) -> int:
        """How many have a time."""
        return sum(len(cell.entries) for cell in self.cells.values())

    @property
    def outside(self) -> tuple[Entry, ...]:
        """Those that came outside the hours, the latest first."""
        found = (entry for cell in self.cells.values() for entry in cell.outside)
        return tuple(sorted(found, key=lambda entry: entry.facts["at"], reverse=True))


def when_they_call(
    timeline: Timeline, jurisdiction: str | None, today: date, collector: str | None = None
) -> WhenTheyCall:
    """Return the contacts that collectors began in the eight weeks up to ``today``."""
    law = law_of(jurisdiction) if jurisdiction else None
    hours_on = {}
    entries: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    outside: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    without_time = 0
    for entry in timeline.between(today - timedelta(weeks=WEEKS) + timedelta(days=1), today, collector):
        facts = entry.facts
        if facts.get("from") == "borrower":
            continue
        if facts.get("precision") == "day":
            without_time += 1
            continue
        at = datetime.fromisoformat(facts["at"])
        if at.date() not in hours_on:
            hours_on[at.date()] = hours_of(law, at.date()) if law else None
        hours = hours_on[at.date()]
        cell = at.weekday(), at.hour
        entries[cell].append(entry)
        if hours is not None and hours.is_outside(at):
            outside[cell].append(entry)
    cells = {cell: Cell(tuple(found), tuple(outside.get(cell, ()))) for cell, found in entries.items()}
    days = (today - timedelta(days=before) for before in range(7))
    hours_now = tuple(hours for day in days if law and (hours := hours_of(law, day)) is not None)
    return WhenTheyCall(cells, hours_now, without_time)
