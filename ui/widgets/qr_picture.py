"""A QR picture: dark squares on white with its quiet edge, in every theme, so that each camera reads it."""

from __future__ import annotations

from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, StringProperty
from kivy.uix.widget import Widget

EDGE = 4
"""Squares of quiet edge that the standard wants (ISO/IEC 18004)."""


class QrPicture(Widget):
    """``squares``: rows of squares, True = dark. ``label`` says what it shows."""

    squares = ListProperty([])
    label = StringProperty("")

    def __init__(self, side=200, **props) -> None:
        super().__init__(size_hint=(None, None), size=(dp(side), dp(side)), **props)
        for name in ("pos", "size", "squares"):
            self.fbind(name, self._draw)
        self._draw()

    def _draw(self, *_) -> None:
        self.canvas.clear()
        if not self.squares:
            return
        count = len(self.squares) + 2 * EDGE
        one = self.width // count
        left = self.x + (self.width - one * count) / 2
        top = self.y + self.height - (self.height - one * count) / 2
        with self.canvas:
            Color(1, 1, 1)
            Rectangle(pos=(left, top - one * count), size=(one * count, one * count))
            Color(0, 0, 0)
            for row, squares in enumerate(self.squares):
                for column, is_dark in enumerate(squares):
                    if is_dark:
                        at = (left + one * (column + EDGE), top - one * (row + EDGE + 1))
                        Rectangle(pos=at, size=(one, one))
