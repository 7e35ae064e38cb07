"""A long list in columns: a name with a line under it, then short cells; where the list is narrow some columns go."""

from __future__ import annotations

import math
from functools import lru_cache

from kivy.metrics import dp
from kivy.properties import ListProperty

from ui.theme import theme
from ui.widgets.layout import Column
from ui.widgets.row_lines import lines_at_rest
from ui.widgets.row_list import PAD, WHOLE, Line, Listed, RowList
from ui.widgets.words import Words, measurer

HEAD, PART = "head", "part"
_BETWEEN, _NAME = 18, 170
"""Between two columns, and what is left for the name at least, in dp."""
_FREE, _AT_EASE = 48, 330
"""The same where there is room to spare."""


class ColumnLine(Line):
    """One line, the names of the columns, or the heading of a part. ``columns``: how many cells it has."""

    columns = 0

    def _arrange(self) -> None:
        """Put the name first, then the cells."""
        words = Column(pos_hint={"center_y": 0.5})
        words.add_widget(self._title)
        words.add_widget(self._under)
        self.add_widget(words)
        self._cells = []
        for _ in range(self.columns):
            cell = Words(one_line=True, fit=True, size_hint_x=None, pos_hint={"center_y": 0.5})
            self._cells.append(cell)
            self.add_widget(cell)

    def refresh_view_attrs(self, view, index, data) -> None:
        """Take the row that has scrolled into sight."""
        self.index, self.owner = index, data.owner
        row, columns = data.row, self.owner.columns
        shown, self.spacing, lines = data.look
        self._let_go_on(lines)
        self._title.style = {HEAD: "small", PART: "section"}.get(row.kind, "body")
        self._title.tone = "muted" if row.kind == HEAD else "ink"
        self._title.value, self._under.value = row.title, row.under
        for cell, (place, wide) in zip(self._cells, shown, strict=True):
            cell.width = wide
            cell.halign = "right" if columns[place].at_right else "left"
            cell.value = row.cells[place] if row.cells else ""
            cell.style = "small" if row.kind == HEAD else "body"
            cell.tone = "muted" if row.kind == HEAD or len(cell.value) == 1 else "ink"  # a sign that nothing is there
            cell.strong = row.kind == HEAD or columns[place].strong
        self._show_mark()

    def _show_mark(self) -> None:
        super()._show_mark()
        rows = self.owner.rows
        following = rows[self.index + 1] if self.index + 1 < len(rows) else None
        if rows[self.index].kind == PART or following is not None and following.kind == PART:
            self._rule_color.a = 0


@lru_cache(maxsize=32)
def _line_of(_mode: str, _text_scale: float, columns: int) -> type[ColumnLine]:
    """Return the line of one look and so many columns, as ``row_list`` does."""
    return type("ColumnLine", (ColumnLine,), {"columns": columns})


class ColumnList(RowList):
    """Rows in columns. ``rows``: values with kind, title, under, cells, opens; the first holds the names of the columns.

    ``columns``: values with at_right, strong, and ``goes``: where there is no room for all, the highest goes first.
    """

    columns = ListProperty([])
    has_headings = True

    def __init__(self, **props) -> None:
        super().__init__(**props)
        self.fbind("columns", self._take)

    def _take(self, *_) -> None:
        if self.width < dp(_NAME):
            return  # it has no place yet, and lines made for this one would be for nothing
        body, small, large = (theme.size(style) * 1.55 for style in ("body", "small", "section"))
        shown, between = self._shown(), dp(_BETWEEN)
        if shown:
            spare = self.width - dp(2 * PAD + 28 + _AT_EASE) - sum(wide for _, wide in shown)
            between = min(dp(_FREE), max(between, spare / len(shown)))
        self.rows_box.viewclass = _line_of(theme.mode, theme.text_scale, len(shown))
        heights = {HEAD: dp(16) + small, PART: dp(18) + large + small}
        line = max(dp(56), dp(14) + body + small)
        look, listed = (tuple(shown), between, WHOLE), []
        room = self.width - dp(2 * PAD + 28) - sum(wide + between for _, wide in shown)
        for row in self.rows:
            title, under = lines = WHOLE if row.kind in heights else self._lines_in(row, room)
            high = heights.get(row.kind, line + body * (title - 1) + small * (under - 1))
            listed.append(Listed(row, self, math.ceil(high), look if lines == WHOLE else (*look[:2], lines)))
        self.rows_data = listed

    def _lines_in(self, row, room: float) -> tuple[int, int]:
        """Return in how many lines the name and the words under it stand."""
        under = lines_at_rest(row.under, theme.size("small"), False, room)
        return lines_at_rest(row.title, theme.size("body"), True, room), under

    def _shown(self) -> list[tuple[int, float]]:
        """Return the columns for which there is room, as (place, how wide)."""
        widths = [self._natural(place) for place in range(len(self.columns))]
        room = self.width - dp(2 * PAD + 28 + _NAME * max(1.0, theme.text_scale))
        places = sorted(range(len(widths)), key=lambda place: self.columns[place].goes)
        while places and sum(widths[place] + dp(_BETWEEN) for place in places) > room:
            places.pop()
        return [(place, widths[place]) for place in sorted(places)]

    def _natural(self, place: int) -> float:
        """Return how wide a column is with each of its cells in one line."""
        head, body = measurer(theme.size("small"), True), theme.size("body")
        measure = measurer(body, self.columns[place].strong)
        cells = ((row.kind, row.cells[place]) for row in self.rows if row.cells)
        return math.ceil(max((head if kind == HEAD else measure)(words) for kind, words in cells) + dp(3))

    def _show_row(self, index: int) -> None:
        """Scroll to a row; to the first one with the names of the columns and all that stands above them."""
        super()._show_row(0 if index == 1 else index)
