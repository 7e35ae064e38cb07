"""Choosing: options one under the other, a tick, a switch, segments, a slider."""

from __future__ import annotations

from kivy.graphics import Color, SmoothEllipse, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.focus import Focusable
from ui.widgets.layout import Column, Painted, Row, line_width, room_in
from ui.widgets.press import Pressable
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words, measurer

LINE = 1.45
"""How high a line of text is, of its size."""


def _by_first_line(sign: Widget, room: float) -> Column:
    """Return ``sign``, ``room`` pixels wide and high, standing in the middle of the first line of words beside it."""
    beside = Column(size_hint_x=None, width=room)
    beside.padding[1] = max(0.0, (theme.size("body") * LINE - room) / 2)
    beside.add_widget(sign)
    return beside


class Option(Pressable, Row):
    """One of several, chosen by a tap; a check stands at the right of the chosen one, by its first line.

    ``plain``: a whole paragraph, which is not bold when it is chosen.
    """

    value = StringProperty("")
    chosen = BooleanProperty(False)
    moves_by_arrows = True
    role = "radio"

    def __init__(self, icon="", under="", plain=False, **props) -> None:
        super().__init__(pad=(14, 9), gap=12, least=48, radius=12, **props)
        line = Row(gap=12, top=True)
        if icon:
            line.add_widget(Icon(name=icon, tone="ink", pos_hint={"top": 1} if theme.stacked else {"center_y": 0.5}))
        column = Column(gap=1)
        self._words = Words(value=self.value, plain=plain)
        column.add_widget(self._words)
        if under:
            column.add_widget(Words(value=under, style="small", tone="muted"))
        self._check = Icon(name="yes", size_dp=20)
        line.add_widget(column)
        line.add_widget(_by_first_line(self._check, self._check.height))
        self.add_widget(line)
        for name in ("value", "chosen"):
            self.fbind(name, self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self.fill = "soft" if self.chosen else "surface"
        self.edge = "primary" if self.chosen else "edge"
        self.edge_width = (4 if theme.mode == "contrast" else 2) if self.chosen else 0
        self._words.value, self._words.strong = self.value, self.chosen
        self._check.opacity = 1 if self.chosen else 0
        self.label = self.value


class Tick(Pressable, Row):
    """Something that is so or not. A tap turns it. Beside many lines its box stands by the first."""

    value = StringProperty("")
    on = BooleanProperty(False)
    role = "checkbox"

    def __init__(self, under="", **props) -> None:
        super().__init__(least=44, pad=(0, 4), **props)
        self.ring_radius = 8
        self._box = Painted(size_hint=(None, None), size=(dp(24), dp(24)), radius=7, edge_width=2)
        self._mark = Icon(name="yes", tone="on_primary", size_dp=18)
        self._box.add_widget(self._mark)
        self._box.fbind("pos", lambda *_: setattr(self._mark, "center", self._box.center))
        words = Column(gap=1)
        self._words = Words(value=self.value)
        words.add_widget(self._words)
        if under:
            words.add_widget(Words(value=under, style="small", tone="muted"))
        line = Row(gap=12, top=True)
        line.add_widget(_by_first_line(self._box, dp(24)))
        line.add_widget(words)
        self.add_widget(line)
        for name in ("value", "on"):
            self.fbind(name, self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self._box.fill = self._box.edge = "primary" if self.on else "surface"
        if not self.on:
            self._box.edge = "edge"
        self._mark.opacity = 1 if self.on else 0
        self._words.value = self.label = self.value


class OnOff(Pressable, Row):
    """A setting that is on or off."""

    value = StringProperty("")
    on = BooleanProperty(False)
    role = "switch"

    def __init__(self, under="", **props) -> None:
        super().__init__(gap=12, least=48, pad=(0, 4), **props)
        self.ring_radius = 8
        words = Column(gap=1)
        words.add_widget(Words(value=self.value))
        if under:
            words.add_widget(Words(value=under, style="small", tone="muted"))
        self._track = Painted(size_hint=(None, None), size=(dp(46), dp(28)), radius=14)
        with self._track.canvas:
            self._knob_color = Color()
            self._knob = SmoothEllipse(size=(dp(22), dp(22)))
        self.add_widget(words)
        self.add_widget(self._track)
        self.fbind("on", self._dress)
        self._track.fbind("pos", self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        hollow = theme.mode == "contrast" and not self.on  # black would look as on as dark green does
        self._track.fill = "primary" if self.on else "surface" if hollow else "edge"
        self._track.edge = "edge" if hollow else ""
        self._knob_color.rgba = theme.color("on_primary" if self.on else "edge" if hollow else "surface")
        self._knob.pos = (self._track.x + dp(21 if self.on else 3), self._track.y + dp(3))
        self.label = self.value


class Segment(Pressable, Painted, AnchorLayout):
    """One word of a row of segments."""

    value = StringProperty("")
    chosen = BooleanProperty(False)
    moves_by_arrows = True
    role = "radio"

    def __init__(self, **props) -> None:
        props.setdefault("pos_hint", {"center_y": 0.5})
        super().__init__(size_hint_y=None, padding=(dp(4), dp(5), dp(4), dp(5)), **props)
        self.radius = 9
        self.ring_radius = 9
        self._words = Words(style="small", strong=True, halign="center")
        self.add_widget(self._words)
        self._words.fbind("height", self._fit)
        for name in ("value", "chosen"):
            self.fbind(name, self._dress)
        self._dress()

    def _fit(self, *_) -> None:
        self.height = max(dp(44 if theme.stacked else 36), self._words.height + dp(10))

    @property
    def natural(self) -> float:
        """How wide it is with its words in one line."""
        return measurer(self._words.font_size, self._words.bold)(self.value) + dp(10)

    def collide_point(self, x, y) -> bool:
        """Be 44 dp high for a finger: the ground round the segments belongs to them."""
        more = max(0, (dp(44) - self.height) / 2)
        return self.x <= x <= self.right and self.y - more <= y <= self.top + more

    def _dress(self, *_) -> None:
        on = {"light": ("surface", "ink"), "dark": ("soft", "primary"), "contrast": ("ink", "bg")}[theme.mode]
        self.fill, self._words.tone = on if self.chosen else ("", "muted")
        self.edge = "primary" if self.chosen and theme.mode == "dark" else ""
        self._words.value = self.label = self.value
        self._fit()


class Segments(Painted, BoxLayout):
    """Segments side by side; one under the other where their words have no room beside each other."""

    def __init__(self, **props) -> None:
        super().__init__(size_hint_y=None, padding=dp(4), **props)
        self.fbind("minimum_height", self.setter("height"))
        for name in ("width", "children"):
            self.fbind(name, self._turn)

    def _turn(self, *_) -> None:
        room = (room_in(self) / max(1, len(self.children))) if theme.stacked else float("inf")
        self.orientation = "horizontal" if all(one.natural <= room for one in self.children) else "vertical"


def segments(choices: tuple[tuple[str, str], ...], chosen: str, choose, *, key: str = "segments") -> Node:
    """Return 2 to 4 short choices side by side, one under the other where text is large."""
    nodes = [
        el(Segment, key=name, value=words, chosen=name == chosen, action=lambda name=name: choose(name))
        for name, words in choices
    ]
    edge = "line" if theme.mode == "contrast" else ""
    return el(Segments, *nodes, key=key, fill="quiet", edge=edge, radius=12)


class StepSlider(Focusable, Widget):
    """A whole number between ``least`` and ``most`` in steps. ``drag(value)`` while it moves, ``release(value)`` after."""

    least = NumericProperty(0)
    most = NumericProperty(100)
    step = NumericProperty(1)
    value = NumericProperty(0)
    drag = ObjectProperty(None, allownone=True)
    release = ObjectProperty(None, allownone=True)
    label = StringProperty("")
    role = "slider"
    takes_touch_at_once = True
    ring_radius = 14

    def __init__(self, **props) -> None:
        super().__init__(size_hint_y=None, height=dp(44), **props)
        for name in ("pos", "size", "value", "least", "most"):
            self.fbind(name, self._draw)
        self._draw()

    def _draw(self, *_) -> None:
        self.canvas.clear()
        span, knob, track = max(1, self.most - self.least), dp(28), dp(8)
        left, wide = self.x + knob / 2, self.width - knob
        at = left + wide * min(1.0, max(0.0, (self.value - self.least) / span))
        y = round(self.center_y)
        with self.canvas:
            if theme.mode == "contrast":
                Color(*theme.color("edge"))
                SmoothLine(
                    rounded_rectangle=(self.x, y - track / 2, self.width, track, track / 2), width=line_width(dp(1))
                )
            else:
                Color(*theme.color("line"))
                SmoothRoundedRectangle(pos=(self.x, y - track / 2), size=(self.width, track), radius=[track / 2])
            Color(*theme.color("primary"))
            SmoothRoundedRectangle(
                pos=(self.x, y - track / 2), size=(max(track, at - self.x), track), radius=[track / 2]
            )
            Color(*theme.color("bg"))
            SmoothEllipse(pos=(at - knob / 2 - dp(2), y - knob / 2 - dp(2)), size=(knob + dp(4), knob + dp(4)))
            Color(*theme.color("primary"))
            SmoothEllipse(pos=(at - knob / 2, y - knob / 2), size=(knob, knob))

    def _value_at(self, x: float) -> int:
        knob = dp(28)
        share = min(1.0, max(0.0, (x - self.x - knob / 2) / max(1, self.width - knob)))
        whole = self.least + share * (self.most - self.least)
        return int(min(self.most, max(self.least, round(whole / self.step) * self.step)))

    def _set(self, value: int) -> None:
        if value != self.value:
            self.value = value
            if self.drag is not None:
                self.drag(value)

    def on_touch_down(self, touch) -> bool:
        """Begin to move the knob."""
        if not self.collide_point(*touch.pos) or self.disabled:
            return super().on_touch_down(touch)
        super().on_touch_down(touch)
        touch.grab(self)
        self._set(self._value_at(touch.x))
        return True

    def on_touch_move(self, touch) -> bool:
        """Move it."""
        if touch.grab_current is not self:
            return super().on_touch_move(touch)
        self._set(self._value_at(touch.x))
        return True

    def on_touch_up(self, touch) -> bool:
        """Let it go."""
        if touch.grab_current is not self:
            return super().on_touch_up(touch)
        touch.ungrab(self)
        if self.release is not None:
            self.release(int(self.value))
        return True

    def keyboard_on_key_down(self, window, keycode, text, modifiers) -> bool:
        """Move by one step with an arrow, by ten with Page Up and Page Down."""
        if super().keyboard_on_key_down(window, keycode, text, modifiers):
            return True
        by = {"left": -1, "down": -1, "right": 1, "up": 1, "pageup": 10, "pagedown": -10}.get(keycode[1])
        if by is None:
            return False
        whole = round(self.value / self.step) * self.step + by * self.step
        self._set(int(min(self.most, max(self.least, whole))))
        if self.release is not None:
            self.release(int(self.value))
        return True
