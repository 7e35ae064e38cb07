"""The drawn shore of empty pages: a boat, two waves, and land ahead."""

from __future__ import annotations

from kivy.graphics import Color, Mesh, SmoothLine
from kivy.metrics import dp
from kivy.properties import StringProperty
from kivy.uix.widget import Widget

from ui.theme import theme


def _mixed(token: str, part: float) -> tuple[float, float, float, float]:
    """Return a colour as it looks over the ground of a card when ``part`` of it covers that."""
    over, under = theme.color(token), theme.color("surface")
    return (*(o * part + u * (1 - part) for o, u in zip(over[:3], under[:3], strict=True)), 1.0)


class Shore(Widget):
    """A picture; it says nothing that the words under it do not say."""

    label = StringProperty("")
    role = "image"

    def __init__(self, high=84, **props) -> None:
        super().__init__(size_hint_y=None, height=dp(high), **props)
        self.fbind("pos", self._draw)
        self.fbind("size", self._draw)

    def _draw(self, *_) -> None:
        self.canvas.clear()
        x, y, wide, high = self.x, self.y, self.width, self.height
        with self.canvas:
            # Whole colours over each other, so that no line shows where two of them meet.
            Color(*_mixed("s2", 0.35))
            self._hill(x + wide * 0.72, x + wide, y, high * 0.52)
            Color(*_mixed("primary", 0.16))
            self._wave(x, wide, y, high * 0.26, 1.0)
            Color(*_mixed("primary", 0.34))
            self._wave(x, wide, y, high * 0.14, -1.0)
            Color(*theme.color("primary"))
            middle, deck, unit = x + wide * 0.28, y + high * 0.34, high / 84
            for line in (
                (-18, 0, 18, 0, 11, -10, -11, -10, -18, 0),
                (0, 0, 0, 32),
                (0, 32, -13, 6, 0, 6),
                (3, 26, 14, 6, 3, 6),
            ):
                points = [middle + v * unit if i % 2 == 0 else deck + v * unit for i, v in enumerate(line)]
                SmoothLine(points=points, width=dp(1.1))

    def _wave(self, x: float, wide: float, base: float, high: float, lean: float) -> None:
        import math

        points: list[float] = []
        for i in range(41):
            at = x + wide * i / 40
            top = base + high + math.sin(i / 40 * math.tau * 1.5) * dp(4) * lean
            points += [at, base, 0, 0, at, top, 0, 0]
        Mesh(vertices=points, indices=list(range(82)), mode="triangle_strip")
        SmoothLine(points=[v for i in range(4, len(points), 8) for v in points[i : i + 2]], width=dp(0.9))

    def _hill(self, left: float, right: float, base: float, high: float) -> None:
        points: list[float] = []
        for i in range(25):
            part = i / 24
            at = left + (right - left) * part
            top = base + high * (1 - (1 - part) ** 2)
            points += [at, base, 0, 0, at, top, 0, 0]
        Mesh(vertices=points, indices=list(range(50)), mode="triangle_strip")
        SmoothLine(points=[v for i in range(4, len(points), 8) for v in points[i : i + 2]], width=dp(0.9))
