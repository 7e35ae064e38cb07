"""What stands on a printed page: text broken by our own rules, tables that go on over pages, lines, pictures.

Sizes are points. Each block knows its height at a width and can be cut where a page ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from reportlab.platypus import Flowable

from planner.pdf.faces import face, lines_of, printable, runs, width_of

INK, MUTED, LINE, SOFT = "#1F2A30", "#5A656B", "#D8D3C8", "#F1EFEA"


class Style(NamedTuple):
    """How a text looks. ``indent`` moves its left edge; ``bar`` draws the line of a quotation beside it."""

    size: float = 10.5
    leading: float = 1.5
    bold: bool = False
    color: str = INK
    before: float = 0
    after: float = 6
    indent: float = 0
    align: str = "left"
    bar: bool = False


BODY = Style()
SMALL = Style(size=8.5, leading=1.45, color=MUTED, after=3)
TITLE = Style(size=19, leading=1.3, bold=True, after=10)
SECTION = Style(size=13, leading=1.35, bold=True, before=10, after=5)
QUOTE = Style(indent=12, bar=True)


def line_gap(style: Style) -> float:
    """Return the distance from one line to the next."""
    return style.size * style.leading


@lru_cache(maxsize=64)
def ink(color: str) -> Any:
    """Return a colour as ReportLab wants it; it reads a text anew each time."""
    from reportlab.lib.colors import HexColor

    return HexColor(color)


def draw_line(canvas: Any, x: float, y: float, text: str, style: Style) -> None:
    """Draw one line with its base at ``y``."""
    draw_lines(canvas, x, y, (text,), style, 0)


def draw_lines(canvas: Any, x: float, y: float, lines: Sequence[str], style: Style, gap: float) -> None:
    """Draw lines that begin at ``x``, the base of the first at ``y``, each ``gap`` below the one before."""
    text = canvas.beginText(x, y)
    text.setFillColor(ink(style.color))
    first = True
    for line in lines:
        if not first:
            text.moveCursor(0, gap)
        first = False
        for name, part in runs(line, style.bold):
            text.setFont(name, style.size)
            text.textOut(part)
    canvas.drawText(text)


def is_measuring(canvas: Any) -> bool:
    """Return whether pages are only being counted: nothing has to be drawn then."""
    return bool(getattr(canvas, "is_measuring", False))


class Words(Flowable):  # type: ignore[misc]
    """A text; it may be cut between two lines, never leaving one line alone on a page.

    ``mark``: a number or a dash that hangs before its first line, ``hang`` points left of the others.
    """

    def __init__(
        self, text: str, style: Style = BODY, lines: list[str] | None = None, *, mark: str = "", hang: float = 0
    ) -> None:
        super().__init__()
        face()
        self.text, self.style, self.lines, self.mark, self.hang = printable(text)[0], style, lines, mark, hang
        self.spaceBefore, self.spaceAfter = style.before, style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that it takes."""
        style = self.style
        if self.lines is None:
            self.lines = list(lines_of(self.text, width - style.indent, style.size, style.bold))
        self.width, self.height = width, len(self.lines) * line_gap(style)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return it in two parts, the first no higher than ``height``; nothing where it should move on whole."""
        self.wrap(width, height)
        lines = self.lines or []
        fits = int(height // line_gap(self.style))
        if len(lines) - fits == 1:
            fits -= 1
        if fits < 2 or fits >= len(lines):
            return []
        first = Words("", self.style._replace(after=0), lines[:fits], mark=self.mark, hang=self.hang)
        return [first, Words("", self.style._replace(before=0), lines[fits:])]

    def draw(self) -> None:
        """Draw it."""
        if is_measuring(self.canv):
            return
        style, lines = self.style, self.lines or []
        gap = line_gap(style)
        if style.bar:
            self.canv.setFillColor(ink(LINE))
            self.canv.rect(style.indent - 10, 1, 2.5, self.height - 3, stroke=0, fill=1)
        y = self.height - gap * 0.76
        if self.mark:
            draw_line(self.canv, style.indent - self.hang, y, self.mark, style)
        if style.align == "left":
            draw_lines(self.canv, style.indent, y, lines, style, gap)
            return
        for line in lines:
            free = self.width - style.indent - width_of(line, style.size, style.bold)
            draw_line(self.canv, style.indent + (free if style.align == "right" else free / 2), y, line, style)
            y -= gap


class Rule(Flowable):  # type: ignore[misc]
    """A thin line across the page."""

    def __init__(self, before: float = 4, after: float = 6) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that it takes."""
        self.width = width
        return width, 0.8

    def draw(self) -> None:
        """Draw it."""
        self.canv.setStrokeColor(ink(LINE))
        self.canv.setLineWidth(0.8)
        self.canv.line(0, 0.4, self.width, 0.4)


class Gap(Flowable):  # type: ignore[misc]
    """Empty room, dropped where a page begins."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self._height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that it takes."""
        return width, min(self._height, height)

    def draw(self) -> None:
        """Nothing stands in it."""
