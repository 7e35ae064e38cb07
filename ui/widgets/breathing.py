"""A circle to breathe with: it grows for four seconds and falls back for six; it stands still where nothing is to move."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.graphics import Color, SmoothEllipse
from kivy.metrics import dp
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.words import Words

SIDE = 190
SMALLEST = 0.62


class BreathingCircle(Widget):
    """``seconds_in`` and ``seconds_out`` of a breath; ``breathe_in``, ``breathe_out`` and ``still``: the words in it."""

    seconds_in = NumericProperty(4)
    seconds_out = NumericProperty(6)
    breathe_in = StringProperty("")
    breathe_out = StringProperty("")
    still = StringProperty("")
    label = StringProperty("")
    part = NumericProperty(1.0)
    role = "image"

    def __init__(self, moves=True, **props) -> None:
        self._side = dp(SIDE) * min(1.45, max(1.0, theme.text_scale))
        super().__init__(size_hint_y=None, height=self._side, **props)
        self._moves, self._time = moves, 0.0
        self._words = Words(style="body", strong=True, halign="center", value=self.breathe_in if moves else self.still)
        self.add_widget(self._words)
        for name in ("pos", "size", "part"):
            self.fbind(name, self._draw)
        self.fbind("parent", self._start)
        self._draw()

    def _start(self, _, parent) -> None:
        Clock.unschedule(self._tick)
        if parent is not None and self._moves:
            Clock.schedule_interval(self._tick, 1 / 20)

    def _tick(self, passed: float) -> None:
        """Go on: at ten frames and more nothing but the circle is drawn anew."""
        whole = self.seconds_in + self.seconds_out
        self._time = (self._time + passed) % whole
        taking = self._time < self.seconds_in
        share = self._time / self.seconds_in if taking else 1 - (self._time - self.seconds_in) / self.seconds_out
        self._words.value = self.breathe_in if taking else self.breathe_out
        self.part = SMALLEST + (1 - SMALLEST) * share

    def _draw(self, *_) -> None:
        self.canvas.before.clear()
        side = min(self._side, self.width)
        outer, inner = side * self.part, side * 0.56
        with self.canvas.before:
            Color(*theme.color("primary", 1.0 if theme.mode == "contrast" else 0.28))
            SmoothEllipse(pos=(self.center_x - outer / 2, self.center_y - outer / 2), size=(outer, outer))
            Color(*theme.color("surface"))
            SmoothEllipse(pos=(self.center_x - inner / 2, self.center_y - inner / 2), size=(inner, inner))
        self._words.width = inner - dp(14)
        self._words.center = self.center
