"""The payoff chart: what is left of each debt, stacked, month by month, with a line to read it by."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.graphics import Color, Ellipse, Line, Mesh, Rectangle, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.area_names import THICK, room_for
from ui.widgets.drawn_text import Written
from ui.widgets.focus import Focusable


class PayoffChart(Focusable, Widget):
    """``series``: (name, colour token, values by month), first to end first; ``years``: (month, word) under the base.

    ``month`` is where the reading line stands, -1 for none; ``read(month)`` is called when it is moved; ``reading``
    is what it says: (month, amount).
    """

    series = ListProperty([])
    years = ListProperty([])
    month = NumericProperty(-1)
    reading = ObjectProperty(("", ""))
    read = ObjectProperty(None, allownone=True)
    label = StringProperty("")
    role = "image"
    ring_radius = 8

    def __init__(self, **props) -> None:
        super().__init__(size_hint_y=None, **props)
        self.fbind("width", self._grow)
        self._grow()
        self._later = Clock.create_trigger(self._draw, -1)  # once in a frame in which several of these change
        for name in ("pos", "size", "series", "years", "month", "reading"):
            self.fbind(name, self._later)
        self._later()

    def _grow(self, *_) -> None:
        """Be as high as the areas need to be told apart, with the words above and below them whatever their size."""
        areas = min(dp(210), max(dp(125), self.width * 0.4))
        self.height = round(areas + theme.size("tiny") * 1.7 + theme.size("small") * 3.1)

    @property
    def _last(self) -> int:
        return max((len(one[2]) for one in self.series), default=1) - 1

    def _columns(self) -> list[int]:
        """Return the months to draw: all, or at most two points a pixel."""
        count = self._last + 1
        every = max(1, int(count / max(1.0, self.width * 2)))
        months = list(range(0, count, every))
        if months[-1] != count - 1:
            months.append(count - 1)
        return months

    def _frame(self) -> tuple[float, float, float, float]:
        foot = theme.size("tiny") * 1.7
        head = theme.size("small") * 3.1
        return self.x, self.y + foot, self.width, max(1.0, self.height - foot - head)

    def _draw(self, *_) -> None:
        self.canvas.clear()
        if not self.series or self.width < dp(20):
            return
        left, base, wide, high = self._frame()
        months = self._columns()
        top = max(1, sum(one[2][0] for one in self.series), *(self._left(month) for month in months[:2]))
        across = wide / max(1, self._last)
        with self.canvas:
            Color(*theme.color("line", 0.3 if theme.mode == "contrast" else 1))
            for part in (1 / 3, 2 / 3, 1):
                Rectangle(pos=(left, round(base + high * part)), size=(wide, dp(1)))
            below = [0.0] * len(months)
            for _name, token, values in self.series:
                above = [b + values[m] * high / top for b, m in zip(below, months, strict=True)]
                points: list[float] = []
                for place, month in enumerate(months):
                    x = left + month * across
                    points += [x, base + below[place], 0, 0, x, base + above[place], 0, 0]
                Color(*theme.color(token))
                Mesh(vertices=points, indices=list(range(len(months) * 2)), mode="triangle_strip")
                Color(*theme.color("surface"))
                line = [v for m, y in zip(months, above, strict=True) for v in (left + m * across, base + y)]
                SmoothLine(points=line, width=dp(0.9))
                below = above
            Color(*theme.color("edge"))
            Rectangle(pos=(left, base), size=(wide, theme.edge_width))
        self._names(left, base, high, top, across)
        for word, x in self._years_with_room(across):
            self._write(word, left + x, base - theme.size("tiny") * 1.6, "muted", "tiny")
        if self.month >= 0:
            self._reading_line(left, base, wide, high, top, across)

    def _years_with_room(self, across: float) -> list[tuple[str, float]]:
        """Return the years, each with its middle, but for those that would touch the one before in large letters."""
        shown: list[tuple[str, float]] = []
        end = -dp(8)
        for month, word in self.years:
            wide = Written(word, theme.size("tiny"), "muted").width
            begin = min(max(0.0, month * across - wide / 2), self.width - wide)
            if begin >= end + dp(8):
                shown.append((word, month * across))
                end = begin + wide
        return shown

    def _left(self, month: int) -> int:
        return sum(one[2][month] for one in self.series)

    def _names(self, left: float, base: float, high: float, top: int, across: float) -> None:
        """Write a name where all of it fits into its area, clear of the reading line; the legend names every one.

        In high contrast no colour of an area bears text, so the name stands on a plate of the ground.
        """
        tall = theme.size("tiny") * 1.25
        line = self.month * across if self.month >= 0 else -1
        step = dp(8)
        steps = int(self._last * across / step) + 1
        parts = [divmod(place * step / max(0.01, across), 1) for place in range(steps)]
        between = [(int(month), min(int(month) + 1, self._last), part) for month, part in parts]
        floors = [0.0] * steps
        for name, token, values in self.series:
            ceilings = [
                floor + (values[one] + (values[other] - values[one]) * part) * high / top
                for floor, (one, other, part) in zip(floors, between, strict=True)
            ]
            if max(values) * high / top >= tall * THICK:
                written = Written(name, theme.size("tiny"), _tone(token), True)
                wide = written.width + dp(10)
                room = room_for((wide, tall), floors, ceilings, step, line)
                if room is not None:
                    x, y = left + room[0] + dp(6), base + room[1] - written.height / 2
                    with self.canvas:
                        if theme.mode == "contrast":
                            Color(*theme.color("surface"))
                            SmoothRoundedRectangle(
                                pos=(x - dp(4), y), size=(wide - dp(2), written.height), radius=[dp(4)]
                            )
                        written.put(x, y)
            floors = ceilings

    def _write(self, text: str, x: float, y: float, tone: str, style: str, *, bold=False) -> None:
        written = Written(text, theme.size(style), tone, bold)
        with self.canvas:
            written.put(min(max(self.x, x - written.width / 2), self.right - written.width), y)

    def _reading_line(self, left, base, wide, high, top, across) -> None:
        month = min(int(self.month), self._last)
        x, y = left + month * across, base + self._left(month) * high / top
        with self.canvas:
            Color(*theme.color("ink"))
            Line(points=[x, base, x, base + high + dp(4)], width=dp(0.75))
            Ellipse(pos=(x - dp(5), y - dp(5)), size=(dp(10), dp(10)))
            Color(*theme.color("surface"))
            Ellipse(pos=(x - dp(3), y - dp(3)), size=(dp(6), dp(6)))
        small = theme.size("small")
        self._write(self.reading[0], x, base + high + dp(3) + small * 1.4, "ink", "small", bold=True)
        self._write(self.reading[1], x, base + high + dp(6), "muted", "small")

    def _go(self, month: int) -> None:
        month = min(self._last, max(0, month))
        if month != self.month and self.read is not None:
            self.read(month)

    def _month_at(self, x: float) -> int:
        return round((x - self.x) / max(1.0, self.width) * self._last)

    def on_touch_down(self, touch) -> bool:
        """Put the line where the finger is."""
        if not self.collide_point(*touch.pos) or touch.is_mouse_scrolling:
            return super().on_touch_down(touch)
        super().on_touch_down(touch)
        touch.grab(self)
        self._go(self._month_at(touch.x))
        return True

    def on_touch_move(self, touch) -> bool:
        """Move it along."""
        if touch.grab_current is not self:
            return super().on_touch_move(touch)
        self._go(self._month_at(touch.x))
        return True

    def on_touch_up(self, touch) -> bool:
        """Leave it there."""
        if touch.grab_current is self:
            touch.ungrab(self)
            return True
        return super().on_touch_up(touch)

    def keyboard_on_key_down(self, window, keycode, text, modifiers) -> bool:
        """Move the line by one month, by a year, to the ends."""
        if super().keyboard_on_key_down(window, keycode, text, modifiers):
            return True
        moves = {"left": -1, "right": 1, "pageup": 12, "pagedown": -12, "home": -(10**6), "end": 10**6}
        if keycode[1] not in moves:
            return False
        self._go(int(max(0, self.month)) + moves[keycode[1]])
        return True


def _tone(token: str) -> str:
    """Return the colour of a name on the area of a series."""
    if theme.mode == "light":
        return "ink" if token == "s2" else "on_primary"
    return "bg" if theme.mode == "dark" else "ink"
