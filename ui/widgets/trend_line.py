"""The line of check-ins: soft, without numbers at its side, on a band of what is usual for the person. Gaps stay gaps."""

from __future__ import annotations

from kivy.graphics import Color, Ellipse, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.drawn_text import write
from ui.widgets.layout import line_width


class TrendLine(Widget):
    """``runs``: points (across, up) from 0 to 1, joined within a run; ``band``: (low, high), or None.

    ``above`` and ``below`` say which way is which; no numbers and no goal stand there.
    """

    runs = ListProperty([])
    band = ObjectProperty(None, allownone=True)
    label = StringProperty("")
    above = StringProperty("")
    below = StringProperty("")
    role = "image"

    def __init__(self, **props) -> None:
        self._line = theme.size("tiny", 1.3) * 1.4
        super().__init__(size_hint_y=None, height=dp(104) + 2 * self._line, **props)
        for name in ("pos", "size", "runs", "band", "above", "below"):
            self.fbind(name, self._draw)
        self._draw()

    def _draw(self, *_) -> None:
        self.canvas.clear()
        if self.width < dp(40) or not self.runs:
            return
        dot = dp(9)
        left, base = self.x + dot, self.y + dot + self._line
        wide, high = self.width - 2 * dot, self.height - 2 * (dot + self._line)
        with self.canvas:
            for words, middle in ((self.above, self.top - self._line / 2), (self.below, self.y + self._line / 2)):
                if words:
                    write(words, self.x, middle, tone="muted", align="left")
            if self.band is not None:
                low, top = self.band
                least = dp(8)
                tall = max(least, (top - low) * high)
                foot = base + low * high - max(0.0, least - (top - low) * high) / 2
                if theme.mode == "contrast":
                    Color(*theme.color("line"))
                    SmoothLine(rounded_rectangle=(self.x, foot, self.width, tall, dp(8)), width=line_width(dp(1)))
                else:
                    Color(*theme.color("soft"))
                    SmoothRoundedRectangle(pos=(self.x, foot), size=(self.width, tall), radius=[dp(8)])
            Color(*theme.color("primary"))
            for run in self.runs:
                points = [value for x, y in run for value in (left + x * wide, base + y * high)]
                if len(run) > 1:
                    SmoothLine(points=points, width=line_width(dp(2.5)), joint="round", cap="round")
                for x, y in run:
                    small = dp(5)
                    Ellipse(pos=(left + x * wide - small / 2, base + y * high - small / 2), size=(small, small))
            x, y = self.runs[-1][-1]
            Ellipse(pos=(left + x * wide - dot / 2, base + y * high - dot / 2), size=(dot, dot))
