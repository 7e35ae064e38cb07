"""The grid of hours and weekdays: how many contacts fell where. One stop for Tab; arrows move, Enter lists a cell's contacts."""

from __future__ import annotations

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.drawn_text import Written, write_icon
from ui.widgets.focus import Focusable
from ui.widgets.layout import line_width

ALPHAS = (0.0, 0.24, 0.47, 0.85, 1.0)
"""How strong the colour of each step is."""
GAP = 3
LARGEST = 1.8
"""How far its words grow, where its columns have room for their names."""
LONG = 8
"""A name of so many characters or more stands in two lines where text is large."""


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
        self._at, self._size, self._side = (0, 0), 0.0, 0.0
        super().__init__(size_hint_y=None, **props)
        for name in ("rows", "columns", "cells", "width"):
            self.fbind(name, self._grow)
        for name in ("pos", "height", "focus"):
            self.fbind(name, self._draw)
        self._grow()

    def _grow(self, *_) -> None:
        self._fit()
        self.height = self._head() + len(self.rows) * (self._high() + dp(GAP))
        self._draw()

    def _high(self) -> float:
        lines = max((len(_lines(name)) for name, _ in self.rows), default=1)
        return max(dp(24), self._size * (1.9 if lines == 1 else 1.3 * lines))

    def _head(self) -> float:
        """Return how high the names of the columns are, and the moons over those outside the hours."""
        moons = any(outside for _, outside in self.columns)
        return self._size * (3.2 if moons else 1.9) + dp(2)

    def _fit(self) -> None:
        """Take the person's size for all words, or less so far that the names of a few columns stay beside each other."""
        self._size, least = theme.size("tiny", LARGEST), theme.size("tiny", 1.3)
        self._side = self._beside()
        while self._size > least and len(self.columns) <= 7 and self.width > dp(60):
            widest = max((self._written(*column).width for column in self.columns), default=0)
            if widest + dp(4) <= self._wide() + dp(GAP):
                break
            self._size = max(least, self._size - 1)
            self._side = self._beside()

    def _beside(self) -> float:
        """Return how much room the names of the rows take."""
        names = (self._written(line, outside).width for name, outside in self.rows for line in _lines(name))
        moon = theme.size("small", 1.3) + dp(6) if any(outside for _, outside in self.rows) else 0
        return max(names, default=0) + dp(8) + moon

    def _written(self, name: str, outside: bool) -> Written:
        """Return a name, strong where it lies outside the hours."""
        return Written(name, self._size, "ink" if outside else "muted", outside)

    def _wide(self) -> float:
        return (self.width - self._side) / max(1, len(self.columns)) - dp(GAP)

    def _place(self, row: int, column: int) -> tuple[float, float]:
        x = self.x + self._side + column * (self._wide() + dp(GAP))
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
                self._name_row(name, outside, y + high / 2)
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

    def _name_row(self, name: str, outside: bool, middle: float) -> None:
        """Write the name of a row, strong where the law has something to say about it."""
        lines = _lines(name)
        for place, line in enumerate(lines):
            written = self._written(line, outside)
            y = middle + ((len(lines) - 1) / 2 - place) * self._size * 1.2
            written.put(self.x + self._side - dp(8) - written.width, y - written.height / 2)

    def _name_columns(self, wide: float) -> None:
        """Write the names over the columns; where large letters would touch, over every second or third, the last among them."""
        names = [self._written(*column) for column in self.columns]
        lefts = []
        for column, name in enumerate(names):
            x, _ = self._place(0, column)
            lefts.append(min(x + (wide - name.width) / 2, self.right - name.width))
        shown = range(0)
        for step in range(1, len(names) + 1):
            shown = range((len(names) - 1) % step, len(names), step)
            if all(lefts[at] + names[at].width + dp(4) <= lefts[at + step] for at in shown[:-1]):
                break
        middle = self.top - self._head() + self._size * 0.95
        for at in shown:
            names[at].put(lefts[at], middle - names[at].height / 2)
        for column, (_, outside) in enumerate(self.columns):
            if outside:
                x, _y = self._place(0, column)
                write_icon("moon", x + wide / 2, middle + self._size * 1.45)

    def _cell(self, x: float, y: float, wide: float, high: float, number: int, step: int, outside: bool) -> None:
        Color(*(theme.color("primary", ALPHAS[step]) if step else theme.color("quiet")))
        SmoothRoundedRectangle(pos=(x, y), size=(wide, high), radius=[dp(5)])
        if outside or theme.mode == "contrast":
            Color(*theme.color("bad" if outside else "edge" if number else "off"))
            inset = dp(1) if outside else dp(0.5)
            box = (x + inset, y + inset, wide - 2 * inset, high - 2 * inset, dp(4))
            SmoothLine(rounded_rectangle=box, width=line_width(dp(2) if outside else dp(1)))
        if number:
            written = Written(str(number), self._size, "on_primary" if step > 2 else "ink", step > 2)
            written.put(x + (wide - written.width) / 2, y + (high - written.height) / 2)

    def _cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        column = int((x - self.x - self._side) // (self._wide() + dp(GAP)))
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


def _lines(name: str) -> tuple[str, ...]:
    """Return the lines of the name of a row: a long span of hours takes two where text is large."""
    begin, dash, end = name.partition("–")
    return (begin + dash, end) if theme.stacked and dash and len(name) >= LONG else (name,)
