"""When they call: contacts of eight weeks by weekday and hour, as a grid and in words."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from planner.errors import Text
from planner.i18n import first_weekday, format_hours, weekday_name, zone_name
from planner.rules.citations import cited_in
from planner.services.contact_words import STRENGTHS
from planner.services.timeline import Entry, Timeline
from planner.services.when_they_call import WhenTheyCall, when_they_call
from ui.viewmodels.contacts import how_of, icon_of, time_of, who_of
from ui.viewmodels.session import Session

BANDS = ((0, 6), (6, 8), (8, 10), (10, 12), (12, 14), (14, 16), (16, 18), (18, 20), (20, 22), (22, 24))
"""The bands of a narrow window, as the day goes."""
HOURS = tuple((hour, hour + 1) for hour in range(24))
STEPS = (1, 3, 5, 9)
"""From how many contacts on a cell has the next colour."""
ALL = ""
OUTSIDE = (-1, -1)
"""Stands for a cell: all that came outside the hours."""


class HeatCell(NamedTuple):
    """One cell: how many, which step of colour, whether any of them came outside the hours."""

    weekday: int
    band: int
    number: int
    step: int
    outside: bool


class HeatRow(NamedTuple):
    """One band of hours: its name, whether all or a part of it is outside on each day, its cells in the order of the week there."""

    name: str
    outside: bool
    cells: tuple[HeatCell, ...]


class ListedContact(NamedTuple):
    """A contact of the cell that was tapped."""

    entry: int
    icon: str
    who: str
    under: str


class HeatState(NamedTuple):
    """The page. ``who``: (id, words) of who may be shown alone; ``text``: the grid in words; ``listed``: contacts of a cell, or
    those that came outside the hours, which ``see`` offers. ``cell``: what they are. ``edge``: whether the last minute is inside.
    """

    who: tuple[tuple[str, str], ...]
    chosen: str
    title: str
    clock: str
    days: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    outside: str
    see: str
    busiest: str
    hours: str
    edge: str
    source: str
    text: tuple[str, ...]
    is_empty: bool
    without_time: str
    cell: str
    listed: tuple[ListedContact, ...]


class HeatViewModel:
    """Shows the grid, of all or of one collector; ``wide``: hour by hour."""

    def __init__(self, session: Session) -> None:
        self._session, self._timeline = session, Timeline(session.household)
        self._wide = False
        first = first_weekday(session.settings.get("country", ""))
        self._week = [(first + day) % 7 for day in range(7)]
        self._chosen = ALL
        self._cell: tuple[int, int] | None = None
        self._names = list(
            dict.fromkeys(name for entry in self._timeline.latest() if (name := entry.facts.get("collector")))
        )
        self._read()

    def _read(self) -> None:
        session = self._session
        self._version = self._timeline.version()
        self._found: WhenTheyCall = when_they_call(
            self._timeline, session.jurisdiction, session.today, self._chosen or None
        )

    def state(self) -> HeatState:
        """Return the page as it stands."""
        session, say, found = self._session, self._session.say, self._found
        if self._timeline.version() != self._version:
            self._read()
            found = self._found
        bands = HOURS if self._wide else BANDS
        by_band = self._by_band(bands)
        zone = session.contact_log.zone()[1]
        hours, rule = found.same_hours, found.hours[0].rule if found.hours else None
        span = {"first": session.clock(hours.first), "last": session.clock(hours.last)} if hours else {}
        came = Text("{count} of {all} came before {first} or after {last}")
        beyond = Text("outside {first} to {last}")
        if rule and not hours:  # they differ by the day of the week
            came, beyond = (
                Text("{count} of {all} came outside the hours of the rule"),
                Text("outside the hours of the rule"),
            )
        edge = Text("{last} sharp counts as inside.", span)
        if hours and not hours.last_is_inside:
            edge = Text("{last} sharp already counts as outside.", span)
        blanks = {"count": str(len(found.outside)), "all": str(found.total), **span}
        cell, listed = "", tuple[Entry, ...]()
        if self._cell == OUTSIDE:
            cell, listed = say(beyond._replace(blanks=span)), found.outside
        elif self._cell is not None:
            cell, listed = self._cell_name(*self._cell, bands), tuple(by_band.get(self._cell, ()))
        return HeatState(
            who=((ALL, say(Text("All"))), *((name, name) for name in self._names[:3])),
            chosen=self._chosen,
            title=say(Text("{count} contacts, last 8 weeks", {"count": str(found.total)})),
            clock=say(Text("{city} time", {"city": zone_name(zone, session.language)}))
            if zone
            else say(Text("your local time")),
            days=tuple(weekday_name(day, session.language) for day in self._week),
            rows=tuple(self._row(place, band, by_band) for place, band in enumerate(bands)),
            outside=say(came._replace(blanks=blanks)) if rule else "",
            see=say(Text("See the {count}", blanks)) if found.outside else "",
            busiest=self._busiest(bands, by_band),
            hours=say(beyond._replace(blanks=span)) if rule else "",
            edge=say(edge) if hours else "",
            source=session.join(cited_in(session.language, rule.citation), say(STRENGTHS[rule.strength]))
            if rule
            else "",
            text=self._in_words(bands, by_band),
            is_empty=not found.total,
            without_time=say(Text("{count} more have no time of day.", {"count": str(found.without_time)}))
            if found.without_time
            else "",
            cell=cell,
            listed=tuple(map(self._listed, listed)),
        )

    def widen(self, wide: bool) -> HeatState:
        """Show hour by hour, or in bands."""
        if wide != self._wide:
            self._wide, self._cell = wide, None
        return self.state()

    def choose(self, collector: str) -> HeatState:
        """Show one collector, or all."""
        self._chosen, self._cell = collector, None
        self._read()
        return self.state()

    def open(self, weekday: int, band: int) -> HeatState:
        """List the contacts of a cell."""
        self._cell = weekday, band
        return self.state()

    def open_outside(self) -> HeatState:
        """List the contacts that came outside the hours."""
        self._cell = OUTSIDE
        return self.state()

    def close(self) -> HeatState:
        """List none any more."""
        self._cell = None
        return self.state()

    def _by_band(self, bands: tuple[tuple[int, int], ...]) -> dict[tuple[int, int], list[Entry]]:
        band_of = {hour: place for place, (first, last) in enumerate(bands) for hour in range(first, last)}
        found: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for (weekday, hour), cell in self._found.cells.items():
            found[(weekday, band_of[hour])] += cell.entries
        return found

    def _row(self, place: int, band: tuple[int, int], by_band: dict[tuple[int, int], list[Entry]]) -> HeatRow:
        found = self._found
        cells = []
        for weekday in self._week:
            count = len(by_band.get((weekday, place), ()))
            outside = any(
                found.cells[(weekday, hour)].outside for hour in range(*band) if (weekday, hour) in found.cells
            )
            cells.append(HeatCell(weekday, place, count, sum(count >= step for step in STEPS), outside))
        is_outside = bool(found.hours) and all(hours.leaves_out_of(*band) for hours in found.hours)
        return HeatRow(self._band_name(band), is_outside, tuple(cells))

    def _busiest(self, bands: tuple[tuple[int, int], ...], by_band: dict[tuple[int, int], list[Entry]]) -> str:
        if not by_band:
            return ""
        (weekday, place), entries = max(by_band.items(), key=lambda one: (len(one[1]), -one[0][0], -one[0][1]))
        if len(entries) < 2:
            return ""
        blanks = {"day": self._day_name(weekday), "hours": self._band_name(bands[place])}
        return self._session.say(
            Text("Most fall on {day}, {hours}. You may answer when you choose; a letter counts as an answer.", blanks)
        )

    def _in_words(
        self, bands: tuple[tuple[int, int], ...], by_band: dict[tuple[int, int], list[Entry]]
    ) -> tuple[str, ...]:
        session, lines = self._session, []
        for weekday in self._week:
            name = self._day_name(weekday)
            parts = [
                session.say(
                    Text(
                        "{hours}: {count}",
                        {"hours": self._band_name(band), "count": str(len(by_band[(weekday, place)]))},
                    )
                )
                for place, band in enumerate(bands)
                if (weekday, place) in by_band
            ]
            if parts:
                lines.append(session.join(name, *parts))
        return tuple(lines)

    def _cell_name(self, weekday: int, place: int, bands: tuple[tuple[int, int], ...]) -> str:
        return self._session.join(self._day_name(weekday), self._band_name(bands[place]))

    def _band_name(self, band: tuple[int, int]) -> str:
        return format_hours(*band, self._session.language, american=self._session.is_american)

    def _day_name(self, weekday: int) -> str:
        return weekday_name(weekday, self._session.language, whole=True)

    def _listed(self, entry: Entry) -> ListedContact:
        session, facts = self._session, entry.facts
        under = session.join(session.short_day(entry.day), time_of(session, facts), how_of(session, facts))
        return ListedContact(entry.row.entry, icon_of(facts), who_of(session, facts), under)
