"""The grid of hours and weekdays: how many contacts fell where. One stop for Tab; arrows move, Enter lists a cell's contacts."""

from __future__ import annotations

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.drawn_text import Written, write, write_icon
from ui.widgets.focus import Focusable
from ui.widgets.layout import line_width

ALPHAS = (0.0, 0.24, 0.47, 0.85, 1.0)
"""How strong the colour of each step is."""
GAP = 3


class HeatGrid(Focusable, Widget):
    """``rows`` and ``columns``: names, with whether they lie outside the hours; ``cells``: by row, by column (number, step, outside).

    ``tap(row, column)`` is called for a cell that holds something.
    """

    rows = ListProperty([])
    columns = ListProperty([])
    cells = ListProperty([])
    tap = ObjectProperty(None, allownone=True)
    label = StringProperty("")
    role = "grid"
    ring_radius = 8

    def __init__(self, **props) -> None:
        self._at = (0, 0)
        super().__init__(size_hint_y=None, **props)
        for name in ("rows", "columns", "cells"):
            self.fbind(name, self._grow)
        for name in ("pos", "size", "focus"):
            self.fbind(name, self._draw)
        self._grow()

    def _grow(self, *_) -> None:
        self.height = self._head() + len(self.rows) * (self._high() + dp(GAP))
        self._draw()

    def _high(self) -> float:
        return max(dp(24), theme.size("tiny", 1.3) * 1.9)

    def _head(self) -> float:
        return theme.size("tiny", 1.3) * 1.9 + dp(2)

    def _side(self) -> float:
        """Return how much room the names of the rows take."""
        longest = max((len(name) for name, _ in self.rows), default=1)
        return theme.size("tiny", 1.3) * (0.62 * longest + 1.9)

    def _wide(self) -> float:
        return (self.width - self._side()) / max(1, len(self.columns)) - dp(GAP)

    def _place(self, row: int, column: int) -> tuple[float, float]:
        x = self.x + self._side() + column * (self._wide() + dp(GAP))
        return x, self.top - self._head() - (row + 1) * (self._high() + dp(GAP)) + dp(GAP)

    def _draw(self, *_) -> None:
        self.canvas.clear()
        if not self.cells or self.width < dp(60):
            return
        wide, high = self._wide(), self._high()
        with self.canvas:
            self._name_columns(wide)
            for row, (name, outside) in enumerate(self.rows):
                _, y = self._place(row, 0)
                write(name, self.x + self._side() - dp(8), y + high / 2, tone="muted", align="right")
                if outside:
                    write_icon("moon", self.x, y + high / 2, align="left")
            for row, cells in enumerate(self.cells):
                for column, (number, step, outside) in enumerate(cells):
                    self._cell(*self._place(row, column), wide, high, number, step, outside)
        if self.focus and self.shows_ring:
            x, y = self._place(*self._at)
            with self.canvas:
                Color(*theme.color("ink"))
                SmoothLine(rounded_rectangle=(x, y, wide, high, dp(5)), width=line_width(dp(2)))

    def _name_columns(self, wide: float) -> None:
        """Write the names over the columns; where large letters would touch, over every second or third, the last among them."""
        names = [Written(name, theme.size("tiny", 1.3), "muted", not outside) for name, outside in self.columns]
        lefts = []
        for column, name in enumerate(names):
            x, _ = self._place(0, column)
            lefts.append(min(x + (wide - name.width) / 2, self.right - name.width))
        shown = range(0)
        for step in range(1, len(names) + 1):
            shown = range((len(names) - 1) % step, len(names), step)
            if all(lefts[at] + names[at].width + dp(4) <= lefts[at + step] for at in shown[:-1]):
                break
        for at in shown:
            names[at].put(lefts[at], self.top - (self._head() + names[at].height) / 2)

    def _cell(self, x: float, y: float, wide: float, high: float, number: int, step: int, outside: bool) -> None:
        Color(*(theme.color("primary", ALPHAS[step]) if step else theme.color("quiet")))
        SmoothRoundedRectangle(pos=(x, y), size=(wide, high), radius=[dp(5)])
        if outside or theme.mode == "contrast":
            Color(*theme.color("bad" if outside else "edge" if number else "off"))
            inset = dp(1) if outside else dp(0.5)
            box = (x + inset, y + inset, wide - 2 * inset, high - 2 * inset, dp(4))
            SmoothLine(rounded_rectangle=box, width=line_width(dp(2) if outside else dp(1)))
        if number:
            write(str(number), x + wide / 2, y + high / 2, tone="on_primary" if step > 2 else "ink", bold=step > 2)

    def _cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        column = int((x - self.x - self._side()) // (self._wide() + dp(GAP)))
        row = int((self.top - self._head() - y) // (self._high() + dp(GAP)))
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.columns)
        return (row, column) if inside else None

    def _open(self, row: int, column: int) -> None:
        if self.cells[row][column][0] and self.tap is not None:
            self.tap(row, column)

    def on_touch_down(self, touch) -> bool:
        """Hold a touch that may become a tap."""
        if not self.collide_point(*touch.pos) or touch.is_mouse_scrolling:
            return super().on_touch_down(touch)
        super().on_touch_down(touch)
        touch.grab(self)
        return True

    def on_touch_up(self, touch) -> bool:
        """List the contacts of the cell that was tapped, not of one that was scrolled by."""
        if touch.grab_current is not self:
            return super().on_touch_up(touch)
        touch.ungrab(self)
        cell = self._cell_at(*touch.pos)
        if cell is not None and abs(touch.y - touch.oy) < dp(10):
            self._at = cell
            self._open(*cell)
        return True

    def keyboard_on_key_down(self, window, keycode, text, modifiers) -> bool:
        """Move by arrows; list with Enter or Space."""
        if super().keyboard_on_key_down(window, keycode, text, modifiers):
            return True
        moves = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
        row, column = self._at
        if keycode[1] in moves:
            down, right = moves[keycode[1]]
            self._at = (
                min(len(self.rows) - 1, max(0, row + down)),
                min(len(self.columns) - 1, max(0, column + right)),
            )
            self._draw()
            return True
        if keycode[1] in ("enter", "numpadenter", "spacebar"):
            self._open(row, column)
            return True
        return False
