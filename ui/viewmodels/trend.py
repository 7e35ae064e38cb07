"""The line of the weekly answers, as fractions to draw, with one plain sentence. No numbers at its side, no goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.errors import Text
from planner.services.check_ins import ENOUGH, WEEKS, WEIGHT, CheckIn, Trend, find_instrument, trend_of
from ui.viewmodels.session import Session

_LAST = {
    "below": Text("Your last answer is lighter than is usual for you."),
    "within": Text("Your last answer is within what is usual for you."),
    "above": Text("Your last answer is heavier than is usual for you."),
}


class TrendState(NamedTuple):
    """``runs``: points (across, up) from 0 to 1, joined within a run; ``band``: (low, high) of the usual range, or None.

    ``words``: one sentence; ``twin``: every point in words, for who does not see the line.
    """

    runs: tuple[tuple[tuple[float, float], ...], ...]
    band: tuple[float, float] | None
    first: str
    last: str
    words: str
    twin: str


def trend_state(session: Session, entries: Sequence[CheckIn]) -> TrendState | None:
    """Return the line of the last weeks; None while there is nothing to draw."""
    instrument = find_instrument(WEIGHT)
    if instrument is None:
        return None
    trend = trend_of(entries, instrument)
    points = [point for run in trend.runs for point in run]
    recent = [point for point in points if (points[-1].day - point.day).days <= 7 * (WEEKS - 1)]
    if len(recent) < 2:
        return None
    first, span = recent[0].day, max(1, (recent[-1].day - recent[0].day).days)
    shown = [point.value for point in recent] + list(trend.usual or ())
    low, high = min(shown) - 1, max(shown) + 1  # room above and below; no scale stands beside it

    def up(value: int) -> float:
        return (value - low) / (high - low)

    runs = tuple(
        tuple(((point.day - first).days / span, up(point.value)) for point in run if point.day >= first)
        for run in trend.runs
    )
    colon, stop = ("：", "；") if session.language == "zh" else (": ", "; ")
    twin = stop.join(f"{session.short_day(point.day)}{colon}{point.value}" for point in recent)
    return TrendState(
        tuple(run for run in runs if run),
        (up(trend.usual[0]), up(trend.usual[1])) if trend.usual else None,
        session.short_day(first),
        session.short_day(recent[-1].day),
        session.say(_words(trend)),
        twin,
    )


def _words(trend: Trend) -> Text:
    if not trend.last:
        return Text("From {count} answers on it shows what is usual for you.", {"count": str(ENOUGH)})
    return _LAST[trend.last]
