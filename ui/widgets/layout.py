"""Boxes that hold other widgets: painted ground, columns and rows that are as high as what they hold, cards."""

from __future__ import annotations

import math

from kivy.clock import Clock
from kivy.graphics import Callback, Color, InstructionGroup, Rectangle, RoundedRectangle, SmoothLine
from kivy.metrics import dp
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.plain_fill import cover, mix
from ui.widgets.sight import moved
from ui.widgets.tree import el
from ui.widgets.words import Words

FEATHER = 0.9
"""Over how many pixels the side of a smooth line fades."""


def line_width(thick: float) -> float:
    """Return the width that Kivy's smooth line needs to be ``thick`` pixels: it takes one off for what fades."""
    return thick / 2 + 0.5


class Painted(Widget):
    """A widget on a ground of its own. ``fill`` and ``edge`` are colour tokens, ``radius`` and ``edge_width`` in dp.

    ``solid``: the ground is large and never shines through; it is drawn without mixing, which is twice as fast.
    """

    solid = False
    fill = StringProperty("")
    edge = StringProperty("")
    radius = NumericProperty(0)
    edge_width = NumericProperty(0)

    def __init__(self, **props) -> None:
        self._ground = self._shape = self._line = None
        super().__init__(**props)
        for name in ("fill", "edge", "radius", "edge_width", *(["opacity"] if self.solid else [])):
            self.fbind(name, self._paint)
        self._paint()

    def _paint(self, *_) -> None:
        """Draw only what can be seen, the border as a line: on software GL each layer of a large box costs milliseconds.

        A rounded ground without a border gets a line of its own colour, which makes its corners smooth. Most boxes have
        neither, and nothing is made ready for it.
        """
        if self._ground is None:
            if not self.fill and not self.edge:
                return
            self._ground = InstructionGroup()
            self.canvas.before.insert(0, self._ground)
            for name in ("pos", "size"):
                self.fbind(name, self._place)
        self._ground.clear()
        self._shape = self._line = None
        edge = self.edge or (self.fill if self.radius else "")
        if self.fill and not (self.solid and not self.opacity):
            self._shape = RoundedRectangle(radius=[0]) if self.radius else Rectangle()
            self._ground.add(Color(*theme.color(self.fill)))
            steps = (Callback(cover), self._shape, Callback(mix)) if self.solid else (self._shape,)
            for step in steps:
                self._ground.add(step)
        if edge:
            self._thick = (dp(self.edge_width) or theme.edge_width) if self.edge else dp(1)
            self._line = SmoothLine(width=line_width(self._thick), overdraw_width=FEATHER)
            self._ground.add(Color(*theme.color(edge)))
            self._ground.add(self._line)
        self._place()

    def _ground_at(self) -> tuple[float, float, float, float]:
        """Return where the ground lies: x, y, width, height."""
        return self.x, self.y, self.width, self.height

    def _place(self, *_) -> None:
        left, bottom, width, height = self._ground_at()
        x, y = round(left), round(bottom)
        wide, high = round(left + width) - x, round(bottom + height) - y
        radius = max(0.1, min(dp(self.radius), wide / 2, high / 2))
        inside = self._thick / 2 if self._line is not None and self.radius else 0
        if self._shape is not None:
            self._shape.pos = (x + inside, y + inside)
            self._shape.size = (max(0, wide - 2 * inside), max(0, high - 2 * inside))
            if self.radius:
                self._shape.radius = [max(0.1, radius - inside)]
        if self._line is not None:
            half = self._thick / 2
            wide, high = max(1, wide - self._thick), max(1, high - self._thick)
            self._line.rounded_rectangle = (x + half, y + half, wide, high, max(0.1, radius - half))


def _edges(values) -> list[float]:
    """Return padding in pixels from dp: one number, (across, down), or (left, top, right, bottom)."""
    numbers = [values] if isinstance(values, (int, float)) else list(values)
    return [dp(number) for number in numbers * (4 if len(numbers) == 1 else 2 if len(numbers) == 2 else 1)]


class Column(Painted, BoxLayout):
    """One under the other, as high as all of them. ``pad`` and ``gap`` in dp."""

    cut = False

    def __init__(self, pad=0, gap=0, **props) -> None:
        props.setdefault("size_hint_y", None)
        super().__init__(orientation="vertical", padding=_edges(pad), spacing=dp(gap), **props)
        if self.size_hint_y is None:
            self.height = self.minimum_height
            self.fbind("minimum_height", self.setter("height"))

    def do_layout(self, *args) -> None:
        """Put the children in their places, some of them perhaps into sight."""
        super().do_layout(*args)
        moved()


class Row(Painted, BoxLayout):
    """Side by side, as high as the highest; each is centred, on top with ``top``, at the foot with ``foot``."""

    cut = False

    def __init__(self, pad=0, gap=0, top=False, foot=False, least=0, hug=False, **props) -> None:
        self._stands = {"top": 1} if top else {"y": 0} if foot else {"center_y": 0.5}
        self._least = dp(least)
        props.setdefault("size_hint_y", None)
        if hug:
            props["size_hint_x"] = None
        super().__init__(padding=_edges(pad), spacing=dp(gap), **props)
        if self.size_hint_y is None:
            self.fbind("minimum_height", self._fit)
            self._fit()
        if hug:
            self.fbind("minimum_width", self.setter("width"))

    def _fit(self, *_) -> None:
        self.height = max(self._least, self.minimum_height)

    def do_layout(self, *args) -> None:
        """Put the children in their places, some of them perhaps into sight."""
        super().do_layout(*args)
        moved()

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a child where it is to stand."""
        if widget.size_hint_y is None and not widget.pos_hint:
            widget.pos_hint = dict(self._stands)
        super().add_widget(widget, *args, **kwargs)


class Turning(Column):
    """Two things, the second at the right edge of the first or under it. ``gap`` in dp between them, ``under`` where turned."""

    def __init__(self, gap=10, under=4, top=False, **props) -> None:
        self._gaps, self._stands = (dp(under), dp(gap)), {"top": 1} if top else {"center_y": 0.5}
        super().__init__(gap=under, **props)

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add one of the two."""
        if widget.size_hint_y is None and not widget.pos_hint:
            widget.pos_hint = dict(self._stands)
        super().add_widget(widget, *args, **kwargs)

    def turn(self, beside: bool) -> None:
        """Let them stand side by side, or one under the other."""
        self.orientation, self.spacing = "horizontal" if beside else "vertical", self._gaps[beside]


class Pair(Turning):
    """Two things side by side while each has its words in one line; one under the other where large text has no room."""

    def __init__(self, **props) -> None:
        self._later, self._narrowed = Clock.create_trigger(self._look, -1), None
        super().__init__(**props)
        for name in ("width", "minimum_height"):
            self.fbind(name, self._later)

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add one of the two, grown whole."""
        super().add_widget(widget, *args, **kwargs)
        for one in widget.walk(restrict=True):
            if isinstance(one, Words):
                one.fbind("value", self._later)
        self._later()

    def remove_widget(self, widget, *args, **kwargs) -> None:
        """Take one of the two out."""
        super().remove_widget(widget, *args, **kwargs)
        self._later()

    def _look(self, *_) -> None:
        if len(self.children) != 2 or room_in(self) < dp(100):
            return
        right, left = self.children
        if right.size_hint_x is not None:
            self._narrowed = right
        wide = _alone(right, own=right is not self._narrowed) + 2  # words break a pixel before their edge
        beside = _alone(left) + self._gaps[True] + wide + 2 <= room_in(self)
        self.turn(beside)
        if right is self._narrowed:
            right.size_hint_x = None if beside else 1
            if isinstance(right, Words):
                right.halign = "right" if beside else "left"
            if beside:
                right.width = math.ceil(wide)


def _alone(widget: Widget, *, own: bool = True) -> float:
    """Return how wide a thing is with its words in one line; endless where it takes all there is. ``own``: has its own width."""
    if own and widget.size_hint_x is None:
        return widget.width
    if isinstance(widget, Words):
        return widget.natural
    if not isinstance(widget, (Column, Row)):
        return math.inf
    parts, (left, _, right, _) = [_alone(child) for child in widget.children], widget.padding
    across = sum(parts) + widget.spacing * max(0, len(parts) - 1) if isinstance(widget, Row) else max(parts, default=0)
    return across + left + right


class EvenRow(Row):
    """Boxes side by side, each as high as the highest: a shorter one has its room under its words."""

    def __init__(self, **props) -> None:
        self._given: dict[Widget, float] = {}
        self._later = Clock.create_trigger(self._even, -1)
        super().__init__(top=True, **props)

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a box; of a field it is the box that what is typed stands in."""
        super().add_widget(widget, *args, **kwargs)
        box = getattr(widget, "box", widget)
        box.fbind("minimum_height", self._later)
        self._later()

    def remove_widget(self, widget, *args, **kwargs) -> None:
        """Take a box out; the others are as high as they need to be without it."""
        super().remove_widget(widget, *args, **kwargs)
        self._later()

    def _even(self, *_) -> None:
        boxes = [getattr(child, "box", child) for child in self.children]
        own = {box: box.minimum_height - self._given.get(box, 0.0) for box in boxes}
        most = max(own.values(), default=0.0)
        given, self._given = self._given, {box: most - high for box, high in own.items()}
        for box, more in self._given.items():
            if more != given.get(box, 0.0):
                box.padding[3] += more - given.get(box, 0.0)


NOTE_BAR = 4
"""How wide the bar of a note is in high contrast, in dp."""
_CARDS = {
    "plain": ("surface", "line"),
    "choice": ("surface", "edge"),
    "chosen": ("soft", "primary"),
    "soft": ("soft", ""),
    "way": ("soft", ""),
    "warn": ("warn_bg", ""),
}


class Card(Column):
    """A group of things that belong together. ``kind``: plain, choice (one of several) or chosen, soft (a kind note), way (the same that opens something), warn (before an act)."""

    solid = True

    def __init__(self, kind="plain", pad=(16, 14), gap=10, **props) -> None:
        fill, edge = _CARDS[kind]
        self._bar = None
        if theme.mode == "contrast" and not edge:  # every ground of it is white
            edge = {"warn": "warn", "way": "line"}.get(kind, "")
        if kind == "chosen":
            props["edge_width"] = 4 if theme.mode == "contrast" else 2
        super().__init__(pad=pad, gap=gap, fill=fill, edge=edge, radius=16, **props)
        if kind == "soft" and theme.mode == "contrast":  # a bar at its left, no border as what can be pressed has
            with self.canvas.before:
                Color(*theme.color("primary"))
                self._bar = Rectangle()
            for name in ("pos", "size"):
                self.fbind(name, self._place_bar)

    def _place_bar(self, *_) -> None:
        self._bar.pos, self._bar.size = (round(self.x), round(self.y)), (dp(NOTE_BAR), round(self.height))

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a part, grown whole; what is soft itself would not be seen on a soft ground, and takes another."""
        super().add_widget(widget, *args, **kwargs)
        if self.fill == "soft":
            for one in widget.walk(restrict=True):
                if hasattr(one, "stand_on_soft"):
                    one.stand_on_soft()


def room_in(parent) -> float:
    """Return how wide a child of ``parent`` can be."""
    left, _, right, _ = getattr(parent, "padding", (0, 0, 0, 0))
    return parent.width - left - right


class Gap(Widget):
    """Room: ``size`` in dp, or what is left where ``rest``."""

    def __init__(self, dp_high=0, rest=False, **props) -> None:
        if not rest:
            props.update(size_hint_y=None, height=dp(dp_high))
        super().__init__(**props)


class Rule(Painted):
    """A line between rows; ``strong``: above a total; ``upright``: between what stands side by side."""

    def __init__(self, strong=False, upright=False, **props) -> None:
        thick = dp(2) if strong else theme.edge_width
        place = {"size_hint_x": None, "width": thick} if upright else {"size_hint_y": None, "height": thick}
        super().__init__(**place, **props)
        self.fill = "ink" if strong else "line"


def pair(left, right, *, gap: float = 10, key: str = "", top: bool = False, even: bool = False):
    """Return two things side by side, ``even``: equally high; one under the other where large text has no room."""
    if theme.stacked:
        return el(Column, left, right, gap=4, key=key) if even else el(Pair, left, right, gap=gap, key=key, top=top)
    if even:
        return el(EvenRow, left, right, gap=gap, key=key)
    return el(Row, left, right, gap=gap, key=key, top=top)
