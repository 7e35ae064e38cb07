"""Drawings for printed pages: each contact as a mark, by its day and its time of day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from reportlab.platypus import Flowable

from planner.pdf.blocks import LINE, MUTED, SOFT, Style, draw_line, ink, is_measuring
from planner.pdf.faces import width_of

_SMALL = Style(size=7.5, leading=1.3, color=MUTED)
_PLAIN, _MARKED = "#2E7771", "#B3372C"


class Mark(NamedTuple):
    """One contact. ``at``: on the clock of the person; ``is_marked``: a check says something of it."""

    at: datetime
    is_marked: bool


class DayChart(Flowable):  # type: ignore[misc]
    """Days from left to right, hours from bottom to top. ``outside``: hours (from, to) that are shaded as too late or too early.

    ``days``: what stands under the first and the last day and each first of a month between, as (day, words).
    """

    def __init__(
        self,
        marks: Sequence[Mark],
        days: Sequence[tuple[date, str]],
        outside: Sequence[tuple[float, float]] = (),
        height: float = 150,
    ) -> None:
        super().__init__()
        self.marks, self.days, self.outside, self._height = marks, days, outside, height
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that it takes."""
        self.width = width
        return width, self._height

    def draw(self) -> None:
        """Draw it."""
        if not self.marks or is_measuring(self.canv):
            return
        canvas, left, foot = self.canv, 30.0, 18.0
        wide, high = self.width - left - 6, self._height - foot - 8
        first = min(mark.at.date() for mark in self.marks)
        last = max(mark.at.date() for mark in self.marks)
        span = max(1, (last - first).days + 1)
        for begin, end in self.outside:
            canvas.setFillColor(ink(SOFT))
            canvas.rect(left, foot + begin / 24 * high, wide, (end - begin) / 24 * high, stroke=0, fill=1)
        canvas.setLineWidth(0.5)
        for hour in range(0, 25, 6):
            y = foot + hour / 24 * high
            canvas.setStrokeColor(ink(LINE))
            canvas.line(left, y, left + wide, y)
            words = f"{hour:02d}:00"
            draw_line(canvas, left - width_of(words, _SMALL.size) - 4, y - 2.5, words, _SMALL)
        free = left
        for day, words in self.days:
            x = left + ((day - first) / timedelta(days=1) + 0.5) / span * wide
            size = width_of(words, _SMALL.size)
            start = min(max(left, x - size / 2), left + wide - size)
            if start >= free:
                draw_line(canvas, start, foot - 11, words, _SMALL)
                free = start + size + 8
        for mark in sorted(self.marks, key=lambda one: (one.is_marked, one.at)):
            self._draw_mark(canvas, mark, left, foot, wide, high, first, span)

    def _draw_mark(
        self, canvas: Any, mark: Mark, left: float, foot: float, wide: float, high: float, first: date, span: int
    ) -> None:
        x = left + ((mark.at.date() - first).days + 0.5) / span * wide
        y = foot + (mark.at.hour + mark.at.minute / 60) / 24 * high
        canvas.setFillColor(ink(_MARKED if mark.is_marked else _PLAIN))
        if mark.is_marked:  # a shape of its own: a copy in black and white shows it too
            canvas.rect(x - 2.6, y - 2.6, 5.2, 5.2, stroke=0, fill=1)
        else:
            canvas.circle(x, y, 2.2, stroke=0, fill=1)
