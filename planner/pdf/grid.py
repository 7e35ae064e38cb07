"""A table that goes on over pages: its head stands on each, a row is cut only where it is higher than a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportlab.platypus import Flowable

from planner.pdf.blocks import INK, LINE, MUTED, SOFT, Style, draw_line, draw_lines, ink, is_measuring, line_gap
from planner.pdf.faces import lines_of, width_of

PAD = 4.0
CELL = Style(size=8.5, leading=1.4)
NUMBER = CELL._replace(align="right")
HEAD = Style(size=8.5, leading=1.4, bold=True, color=MUTED)
TOTAL = CELL._replace(bold=True, color=INK)


class Column(NamedTuple):
    """A column: its words above, its part of the width, how its cells look."""

    head: str
    part: float
    style: Style = CELL


class _Row(NamedTuple):
    cells: tuple[tuple[str, ...], ...]  # lines a cell
    height: float
    strong: bool


class Grid(Flowable):  # type: ignore[misc]
    """A table of texts. ``total``: the last row is a sum and is set apart."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        total: bool = False,
        _laid: list[_Row] | None = None,
    ) -> None:
        super().__init__()
        self.columns, self.rows, self.total = tuple(columns), rows, total
        self._laid, self._width = _laid, 0.0
        self.spaceBefore, self.spaceAfter = 4, 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the room that it takes."""
        self._lay(width)
        self.width = width
        self.height = self._head.height + sum(row.height for row in self._laid or ())
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the rows that fit and the rest; nothing where not even one fits."""
        self._lay(width)
        laid = self._laid or []
        used, fits = self._head.height, 0
        for row in laid:
            if used + row.height > height:
                break
            used += row.height
            fits += 1
        if fits == len(laid):
            return []
        if fits == 0:
            if height < self._page_share(width):
                return []
            cut = _cut(laid[0], height - used)
            if cut is None:
                return []
            laid, fits = [*cut, *laid[1:]], 1
        return [self._part(laid[:fits]), self._part(laid[fits:])]

    def draw(self) -> None:
        """Draw it."""
        if is_measuring(self.canv):
            return
        y = self.height
        canvas = self.canv
        canvas.setFillColor(ink(SOFT))
        canvas.rect(0, y - self._head.height, self.width, self._head.height, stroke=0, fill=1)
        for row in (self._head, *(self._laid or ())):
            x = 0.0
            for lines, column in zip(row.cells, self.columns, strict=True):
                style = self._style(row, column)
                wide, gap = self.width * column.part, line_gap(style)
                base = y - PAD - gap * 0.76
                if style.align == "left":
                    draw_lines(canvas, x + PAD, base, lines, style, gap)
                else:
                    for line in lines:
                        free = wide - 2 * PAD - width_of(line, style.size, style.bold)
                        draw_line(canvas, x + PAD + free, base, line, style)
                        base -= gap
                x += wide
            y -= row.height
            canvas.setStrokeColor(ink(INK if row.strong else LINE))
            canvas.setLineWidth(0.5)
            canvas.line(0, y, self.width, y)

    def _part(self, laid: list[_Row]) -> Grid:
        part = Grid(self.columns, (), _laid=laid)
        part._width, part._head = self._width, self._head
        return part

    def _style(self, row: _Row, column: Column) -> Style:
        if row is self._head:
            return HEAD._replace(align=column.style.align)
        return TOTAL._replace(align=column.style.align) if row.strong else column.style

    def _lay(self, width: float) -> None:
        if self._laid is not None and self._width == width:
            return
        heads = [HEAD._replace(align=column.style.align) for column in self.columns]
        self._head = self._laid_row([column.head for column in self.columns], heads, width, False)
        styles = [column.style for column in self.columns]
        last = len(self.rows) - 1
        self._laid = [
            self._laid_row(row, styles, width, self.total and place == last) for place, row in enumerate(self.rows)
        ]
        self._width = width

    def _laid_row(self, cells: Sequence[str], styles: Sequence[Style], width: float, strong: bool) -> _Row:
        out, high = [], 0.0
        for text, style, column in zip(cells, styles, self.columns, strict=True):
            look = TOTAL if strong else style

            lines = lines_of(text, width * column.part - 2 * PAD, look.size, look.bold)
            out.append(lines)
            high = max(high, len(lines) * line_gap(look))
        return _Row(tuple(out), high + 2 * PAD, strong)

    def _page_share(self, width: float) -> float:
        return width * 0.6  # a row is cut only on a page that is mostly free


def _cut(row: _Row, height: float) -> tuple[_Row, _Row] | None:
    """Return a row in two, the first no higher than ``height``."""
    gap = line_gap(CELL)
    count = int((height - 2 * PAD) // gap)
    if count < 1:
        return None
    first = tuple(lines[:count] for lines in row.cells)
    rest = tuple(lines[count:] for lines in row.cells)
    high = max(len(lines) for lines in rest) * gap + 2 * PAD
    return _Row(first, count * gap + 2 * PAD, False), _Row(rest, high, row.strong)
