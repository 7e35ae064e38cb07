"""A table in a long list: a month a line, a debt a column, the reason under each amount, all of a month at the right."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from kivy.core.window import Window
from kivy.metrics import dp

from ui.theme import theme
from ui.widgets.layout import Column, Row
from ui.widgets.row_lines import lines_of
from ui.widgets.row_list import PAD, Line, Listed, RowList
from ui.widgets.words import Words

_FIRST, _CELL, _LAST, _ROUND = 132, 120, 104, 330
"""How many dp the month takes, a debt at least, all of it; and what stands round the table: rail, margins, gaps."""


class TableRow(NamedTuple):
    """One line: its month, (amount, reason) by column, all of it. ``head``: names in the place of amounts."""

    title: str
    cells: tuple[tuple[str, str], ...]
    total: str
    head: bool = False
    opens: bool = False


def has_room_for(columns: int) -> bool:
    """Return whether the window is wide enough for a table of so many columns."""
    needed = (_FIRST + _LAST + columns * (_CELL + 12)) * max(1.0, theme.text_scale) + _ROUND
    return not theme.stacked and Window.width >= dp(needed)


class TableLine(Line):
    """A month, or the names over some."""

    columns = 0

    def _arrange(self) -> None:
        """Put the month first, the columns in the middle, all of it last."""
        scale = max(1.0, theme.text_scale)
        self._title.size_hint_x, self._title.width = None, dp(_FIRST * scale)
        self._title.pos_hint = {"center_y": 0.5}
        self._cells = []
        self.add_widget(self._title)
        for _ in range(self.columns):
            amount = Words(halign="right", one_line=True, fit=True)
            why = Words(style="tiny", tone="muted", halign="right")
            cell = Column(pos_hint={"center_y": 0.5})
            cell.add_widget(amount)
            cell.add_widget(why)
            self._cells.append((amount, why))
            self.add_widget(cell)
        last = Row(size_hint_x=None, width=dp(_LAST * scale), pos_hint={"center_y": 0.5})
        self._total = Words(strong=True, halign="right", one_line=True, fit=True)
        last.add_widget(self._total)
        self.add_widget(last)
        self.padding = (dp(14), dp(6), dp(14), dp(6))

    def refresh_view_attrs(self, view, index, data) -> None:
        """Take the row that has scrolled into sight."""
        self.index, self.owner = index, data.owner
        row = data.row
        self._title.value, self._total.value = row.title, row.total
        self._total.style = "small" if row.head else "body"
        self._total.tone = "muted" if row.head else "ink"
        for (amount, why), (value, reason) in zip(self._cells, row.cells, strict=True):
            amount.one_line = amount.fit = not row.head  # long names go on in another line, all in one size
            amount.value, why.value = value, reason
            amount.style, amount.tone = ("small", "muted") if row.head else ("body", "ink")
            amount.strong = row.head
        self._show_mark()


@lru_cache(maxsize=16)
def _line_of(_mode: str, _text_scale: float, columns: int) -> type[TableLine]:
    """Return the line of one look and width, as ``row_list`` does."""
    return type("TableLine", (TableLine,), {"columns": columns})


class MonthTable(RowList):
    """The months of a plan. ``rows``: ``TableRow``s, all of one width."""

    def _take(self, *_) -> None:
        body, tiny, small = (theme.size(style) * 1.55 for style in ("body", "tiny", "small"))
        if self.rows:
            self.rows_box.viewclass = _line_of(theme.mode, theme.text_scale, len(self.rows[0].cells))
        scale, columns = max(1.0, theme.text_scale), len(self.rows[0].cells) if self.rows else 1
        sides = dp(2 * PAD + 28) + dp((_FIRST + _LAST) * scale) + dp(12) * (columns + 1)
        room = (self.width - sides) / max(1, columns)
        listed = []
        for row in self.rows:
            under = [(name, "small", True) if row.head else (why, "tiny", False) for name, why in row.cells]
            lines = max((lines_of(text, theme.size(style), bold, room) for text, style, bold in under), default=1) or 1
            height = math.ceil(dp(12) + (small * lines if row.head else body + tiny * lines))
            listed.append(Listed(row, self, height))
        self.rows_data = listed
