"""The life of something as dots on a line: filled where it has happened, open where it is still to come."""

from __future__ import annotations

from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, StringProperty

from ui.theme import theme
from ui.widgets.layout import Column, Painted, Row
from ui.widgets.words import Icon

DOT = 24


class LifeDot(Row):
    """One step: its dot at the left, what is said of it at the right; a line goes on to the next unless it is ``last``."""

    icon = StringProperty("")
    done = BooleanProperty(False)
    last = BooleanProperty(False)

    def __init__(self, **props) -> None:
        super().__init__(gap=12, top=True, pad=(0, 0, 0, 12), **props)
        self._dot = Painted(size_hint=(None, None), size=(dp(DOT), dp(DOT)), radius=DOT / 2, edge_width=2)
        self._icon = Icon(name=self.icon, size_dp=14)
        self._dot.add_widget(self._icon)
        self._dot.fbind("pos", lambda *_: setattr(self._icon, "center", self._dot.center))
        side = Column(size_hint_x=None, width=dp(DOT))
        side.add_widget(self._dot)
        super().add_widget(side)
        with self.canvas.before:
            self._thread_color = Color()
            self._thread = Rectangle()
        for name in ("pos", "size", "done", "last", "icon"):
            self.fbind(name, self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self._dot.fill = "primary" if self.done else "surface"
        self._dot.edge = "primary" if self.done else "edge"
        self._icon.name, self._icon.tone = self.icon, "on_primary" if self.done else "muted"
        self._thread_color.rgba = theme.color("edge", 0 if self.last else 1)
        thick = dp(2)
        self._thread.pos = self.x + dp(DOT) / 2 - thick / 2, self.y
        self._thread.size = thick, max(0, self.height - dp(DOT))
