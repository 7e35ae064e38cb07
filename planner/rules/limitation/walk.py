"""One reading of a time limit, walked through event by event: where it stands in the end, and what moved it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from planner.dates import add_months
from planner.rules.limitation.places import NONE, RESTART, REVIVE, STOP, SUSPEND, UNKNOWN, Effect, Period, PlaceLaw

_BY_REACH = (NONE, RESTART, REVIVE, SUSPEND, STOP)
"""What an event can do, the more of it the later the end can be."""


class Event(NamedTuple):
    """Something dated that may have moved the end: one of ``places.EVENTS``. ``sure``: about this debt, beyond doubt."""

    on: date
    kind: str
    sure: bool = True


class Reading(NamedTuple):
    """How the law is read: which period, for which kind of contract, who holds the debt, on which day it is asked.

    ``trusting``: what is unknown does the most it may do, and what may be about another debt is about this one; else neither
    does anything.
    """

    law: PlaceLaw
    period: Period
    contract: str
    holder: str | None
    due: date
    on: date
    trusting: bool


class Walked(NamedTuple):
    """Where it ended. ``end``: the last day on which it runs; None: open, no day can be named. ``used``: event, effect."""

    end: date | None
    moved: tuple[Event, ...]
    used: tuple[tuple[Event, Effect], ...]
    capped: bool


def walk(reading: Reading, events: Sequence[Event]) -> Walked:
    """Return where the time limit stands after ``events``, which are in the order of time."""
    return _Walk(reading, events).run()


class _Walk:
    def __init__(self, reading: Reading, events: Sequence[Event]) -> None:
        self.reading, self.events = reading, events
        self.suits = [event.on for event in events if event.kind == "suit"]
        self.cap = add_months(reading.due, 12 * reading.law.cap_years) if reading.law.cap_years else None
        if not reading.law.cap_is_sure and reading.trusting:
            self.cap = None
        self.end: date | None = first_end(reading.period, reading.due)
        self.capped = self.is_unclear = False
        self.paused_until = reading.due

    def run(self) -> Walked:
        moved, used = [], []
        for place, event in enumerate(self.events):
            if event.kind == "moratorium-end":
                continue
            effect, does = self._effect(event)
            used.append((event, effect))
            before = self.end
            self._apply(does, event, effect, place)
            if self.end != before or (before is None and does in (RESTART, REVIVE) and not effect.suit_within_months):
                moved.append(event)
        return Walked(self.end, tuple(moved), tuple(used), self.capped)

    def _effect(self, event: Event) -> tuple[Effect, str]:
        """Return what an event does on the side of the end it falls on, and what of that counts in this reading.

        Behind something unsure the end lies earlier on one reading and later on another, so an event between the two may fall
        on either side: what it does on the other side is weighed too.
        """
        before_end = self.end is None or event.on <= self.end
        effect = self._on_side(event, before_end)
        does = self._counted(event, effect)
        if self.is_unclear and before_end == self.reading.trusting:
            other = self._counted(event, self._on_side(event, not before_end))
            does = (max if self.reading.trusting else min)(does, other, key=_BY_REACH.index)
        self.is_unclear = self.is_unclear or not event.sure or effect.does in (UNKNOWN, SUSPEND, STOP)
        return effect, does

    def _on_side(self, event: Event, before_end: bool) -> Effect:
        reading = self.reading
        return reading.law.effect(
            event.kind, event.on, before_end=before_end, contract=reading.contract, holder=reading.holder
        )

    def _counted(self, event: Event, effect: Effect) -> str:
        if self.reading.trusting:
            return effect.perhaps if effect.does == UNKNOWN else effect.does
        return effect.does if event.sure and effect.does != UNKNOWN else NONE

    def _apply(self, does: str, event: Event, effect: Effect, place: int) -> None:
        if does == RESTART and effect.suit_within_months:
            self._restart_if_sued(event, effect)
        elif does == RESTART:
            self._restart(event.on, capped=True)
        elif does == REVIVE:
            self._restart(event.on, capped=False)
            self.cap = None  # what was promised anew is no longer counted from the first due day
        elif does == STOP:
            if self.reading.trusting:
                self.end = None
        elif does == SUSPEND and event.kind == "moratorium-start":
            self._pause(event, place)
        elif does == SUSPEND:
            self._hold(event.on)

    def _restart(self, day: date, *, capped: bool) -> None:
        if self.end is None:
            return
        held = max(
            self.paused_until - day, timedelta()
        )  # inside a pause the years begin anew, and still stand until it ends
        end = _years_after(day, self.reading.period) + held
        if capped and self.cap is not None and end > self.cap:
            end, self.capped = self.cap, True
        self.end = max(self.end, end)

    def _restart_if_sued(self, event: Event, effect: Effect) -> None:
        """A demand that lapses unless a suit follows; until then the end waits for it."""
        last = add_months(event.on, effect.suit_within_months)
        if any(event.on <= day <= last for day in self.suits):
            self._restart(event.on, capped=True)
        elif self.end is not None and self.reading.on <= last:
            self.end = max(self.end, last)

    def _pause(self, event: Event, place: int) -> None:
        """A pause by law: its days are added. While nobody has said that it ended, none of them are sure and the end is open.

        Where a second one began before an end was named, only that one surely reached it.
        """
        if self.end is None or event.on > self.end:
            return
        later = [one for one in self.events[place + 1 :] if one.kind in ("moratorium-start", "moratorium-end")]
        if not self.reading.trusting:
            later = later[:1]
        ended = next((one.on for one in later if one.kind == "moratorium-end"), None)
        if ended is None:
            self._hold(event.on)
            return
        first = max(event.on, self.paused_until)
        last = max(ended, first)
        self.end += last - first
        self.paused_until = last

    def _hold(self, day: date) -> None:
        """The time stands from a day on, nobody knows for how long: the end is open, and no day more is sure."""
        if self.end is not None and day <= self.end and self.reading.trusting:
            self.end = None


def first_end(period: Period, due: date) -> date:
    """Return the last day of the period of a debt that was due on ``due`` and that nothing moved."""
    start = date(due.year, 12, 31) if period.from_year_end else due + timedelta(days=period.add_days)
    end = add_months(start, 12 * period.years_from(start))
    if period.earliest is not None:
        end = max(end, period.earliest)
    return end if period.latest is None else min(end, period.latest)


def _years_after(day: date, period: Period) -> date:
    return add_months(day, 12 * period.years_from(day))
