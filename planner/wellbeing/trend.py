"""A soft line over time against the person's own usual range. Gaps stay gaps; nobody else is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

ENOUGH = 4
"""From how many answers on a usual range can be told."""
WEEKS = 8


class Point(NamedTuple):
    """One answer: the day, and the number."""

    day: date
    value: int


class Trend(NamedTuple):
    """The line: ``runs`` of answers without a gap between them; ``usual``: (low, high), None while there are too few.

    ``last``: where the newest answer lies: "below", "within" or "above" the usual range, "" where none can be told.
    """

    runs: tuple[tuple[Point, ...], ...]
    usual: tuple[int, int] | None
    last: str


def build_trend(points: Sequence[Point], every_days: int) -> Trend:
    """Return the line through ``points``; two answers more than two periods apart are not joined.

    Of several on one day the last counts. The usual range is the middle of the person's own answers: without the lowest
    and the highest fifth.
    """
    by_day = {point.day: point for point in points}
    ordered = [by_day[day] for day in sorted(by_day)]
    runs: list[list[Point]] = []
    for point in ordered:
        if runs and (point.day - runs[-1][-1].day).days <= 2 * every_days:
            runs[-1].append(point)
        else:
            runs.append([point])
    usual = usual_range([point.value for point in ordered])
    last = ""
    if usual is not None:
        value = ordered[-1].value
        last = "below" if value < usual[0] else "above" if value > usual[1] else "within"
    return Trend(tuple(tuple(run) for run in runs), usual, last)


def usual_range(values: Sequence[int]) -> tuple[int, int] | None:
    """Return the middle three fifths of ``values``, None where there are too few."""
    if len(values) < ENOUGH:
        return None
    ordered = sorted(values)
    cut = len(ordered) // 5
    return ordered[cut], ordered[len(ordered) - 1 - cut]
