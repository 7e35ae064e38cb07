"""Seven columns of numbered squares, one for each day: counted ones are filled, red over the limit; left out ones hollow with a letter."""

from __future__ import annotations

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, StringProperty
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.drawn_text import write
from ui.widgets.layout import line_width

WIDE, HIGH, GAP = 30, 22, 4
LARGEST = 1.8
"""How far its words grow: seven days stand side by side on a telephone."""
MOST = 12
"""So many squares stand in a column; what is more is said with a number."""


class DaySquares(Widget):
    """``days``: (name in two lines, squares from below), a square being (mark, counted, over)."""

    days = ListProperty([])
    label = StringProperty("")

    def __init__(self, **props) -> None:
        super().__init__(size_hint_y=None, **props)
        self.fbind("days", self._grow)
        for name in ("pos", "size"):
            self.fbind(name, self._draw)
        self._grow()

    def _grow(self, *_) -> None:
        most = max((min(MOST, len(squares)) + (len(squares) > MOST) for _, squares in self.days), default=1)
        self.height = self._foot() + max(1, most) * (self._high() + dp(GAP))
        self._draw()

    def _foot(self) -> float:
        return theme.size("tiny", LARGEST) * 3.1

    def _high(self) -> float:
        return max(dp(HIGH), theme.size("tiny", LARGEST) * 1.7)

    def _draw(self, *_) -> None:
        self.canvas.clear()
        if not self.days or self.width < dp(60):
            return
        column, high, line = self.width / len(self.days), self._high(), theme.size("tiny", LARGEST) * 1.35
        wide = min(dp(WIDE) * 1.4, column - dp(6))
        with self.canvas:
            for place, (name, squares) in enumerate(self.days):
                middle = self.x + column * (place + 0.5)
                first, _, second = name.partition("\n")
                write(first, middle, self.y + self._foot() - line * 0.8, tone="muted", most=LARGEST)
                write(second, middle, self.y + self._foot() - line * 1.8, tone="muted", most=LARGEST)
                for number, (mark, counted, over) in enumerate(squares[:MOST]):
                    y = self.y + self._foot() + number * (high + dp(GAP))
                    self._square(middle - wide / 2, y, wide, high, mark, counted, over)
                if len(squares) > MOST:
                    y = self.y + self._foot() + MOST * (high + dp(GAP))
                    write(f"+{len(squares) - MOST}", middle, y + high / 2, tone="muted", bold=True, most=LARGEST)

    def _square(self, x: float, y: float, wide: float, high: float, mark: str, counted: bool, over: bool) -> None:
        fill, edge, tone = "bad" if over else "primary", "", "on_primary"
        if not counted:
            fill, edge, tone = "", "edge", "muted"
        if fill:
            Color(*theme.color(fill))
            SmoothRoundedRectangle(pos=(x, y), size=(wide, high), radius=[dp(6)])
        if edge:
            Color(*theme.color(edge))
            thick = dp(1)
            box = (x + thick / 2, y + thick / 2, wide - thick, high - thick, dp(5))
            SmoothLine(rounded_rectangle=box, width=line_width(thick))
        write(mark, x + wide / 2, y + high / 2, tone=tone, bold=True, most=LARGEST)
