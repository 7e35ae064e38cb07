"""Small parts of cards: chips, icon tiles, rows that open something, lines of amounts, bars."""

from __future__ import annotations

from collections.abc import Callable

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, ListProperty, NumericProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.stacklayout import StackLayout
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.layout import Card, Column, Painted, Pair, Row, Rule, line_width, room_in
from ui.widgets.press import Pressable
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words, measurer

CHOSEN_INSET, CHOSEN_RADIUS = 4, 12
"""How far the ground of a chosen row stands inside the border of its card, and its corners, in dp: one in the other."""
CHIP_COLORS = {
    "neutral": ("quiet", "muted"),
    "soft": ("soft", "primary"),
    "warn": ("warn_bg", "warn"),
    "bad": ("bad_bg", "bad"),
    "ok": ("ok_bg", "ok"),
    "info": ("info_bg", "info"),
}


class Chip(Row):
    """A few words on a coloured ground, with an icon. ``kind``: neutral, soft, warn, bad, ok, info."""

    def __init__(self, value="", icon="", kind="neutral", **props) -> None:
        fill, tone = CHIP_COLORS[kind]
        edge = tone if theme.mode == "contrast" else ""
        super().__init__(pad=(10, 3), gap=5, hug=True, least=26, fill=fill, edge=edge, radius=13, **props)
        if icon:
            self.add_widget(Icon(name=icon, size_dp=15, tone=tone))
        self._words = Words(value=value, style="chip", tone=tone, hug=True)
        if len(value) == 1:  # a number of a step stands in a circle, however large the text
            high = max(dp(26), self._words.height + dp(6))
            side = (high - self._words.width) / 2
            self.padding, self.radius = [side, dp(3), side, dp(3)], high / dp(2)
        self.add_widget(self._words)

    def on_parent(self, _, parent) -> None:
        """Follow the width of what it stands in: words that have no room go on in another line."""
        if parent is not None:
            parent.fbind("width", self._fit_into)
            self._fit_into()

    def _fit_into(self, *_) -> None:
        if self.parent is None:
            return
        sign = sum(child.width + self.spacing for child in self.children if child is not self._words)
        room, words = room_in(self.parent) - dp(20) - sign, self._words
        if room > dp(60):
            words.hug = measurer(words.font_size, words.bold)(words.value) <= room
            if not words.hug:
                words.width = room

    @property
    def value(self) -> str:
        """What it says."""
        return self._words.value

    @value.setter
    def value(self, value: str) -> None:
        self._words.value = value


class Flow(StackLayout):
    """Things side by side that go on in the next line where the width ends. ``gap`` in dp."""

    def __init__(self, gap=8, **props) -> None:
        super().__init__(size_hint_y=None, spacing=dp(gap), **props)
        self.fbind("minimum_height", self.setter("height"))
        self.fbind("width", self._fit)

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a thing; one that can is no wider than the whole."""
        super().add_widget(widget, *args, **kwargs)
        self._fit()

    def _fit(self, *_) -> None:
        for widget in self.children:
            if self.width > dp(100) and hasattr(widget, "fit_into"):
                widget.fit_into(self.width)


class IconTile(Painted, AnchorLayout):
    """An icon on a rounded square; ``quiet`` for what is only listed. Beside large words it stands by their first line."""

    name = StringProperty("")

    def __init__(self, side=40, quiet=False, **props) -> None:
        if theme.stacked:
            props.setdefault("pos_hint", {"top": 1})
        super().__init__(size_hint=(None, None), size=(dp(side), dp(side)), **props)
        self.radius, self.fill = 12, "quiet" if quiet else "soft"
        self._icon = Icon(name=self.name, tone="muted" if quiet else "primary", size_dp=22 if side >= 40 else 19)
        self.add_widget(self._icon)
        self.fbind("name", lambda _, name: setattr(self._icon, "name", name))

    def stand_on_soft(self) -> None:
        """Be seen on a soft card."""
        self.fill = "surface"


class TapCard(Pressable, Card):
    """A card that opens something."""

    def __init__(self, **props) -> None:
        super().__init__(**props)
        self.ring_radius = 16


class ListRow(Pressable, Row):
    """A row that opens something; arrows go on to the next one."""

    moves_by_arrows = True
    chosen = BooleanProperty(False)

    def __init__(self, **props) -> None:
        super().__init__(pad=(0, 8), gap=12, least=48, top=theme.stacked, **props)  # large text runs over many lines
        self.ring_radius = 8
        self.fbind("chosen", self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self.fill, self.radius = ("soft", CHOSEN_RADIUS) if self.chosen else ("", 0)
        contrast = self.chosen and theme.mode == "contrast"  # its soft is white
        self.edge, self.edge_width = ("primary", 4) if contrast else ("", 0)

    def _ground_at(self) -> tuple[float, float, float, float]:
        """Return the whole row across the card that it stands in, a little inside its rounded border."""
        x, y, width, height = super()._ground_at()
        card = self.parent
        if not isinstance(card, Card):
            return x, y, width, height
        inset = dp(CHOSEN_INSET)
        return card.x + inset, y, card.width - 2 * inset, height

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a part; a sign on its own, the arrow, stays in the middle of the row."""
        if isinstance(widget, Icon) and not widget.pos_hint:
            widget.pos_hint = {"center_y": 0.5}
            if theme.stacked:
                widget.width *= 0.5  # large words need the room that is clear round the arrow
        super().add_widget(widget, *args, **kwargs)


def row_words(title: str, under: str = "", *, style: str = "body", strong: bool = True) -> Node:
    """Return the words of a row: a line, and a quieter one under it."""
    return el(
        Column,
        el(Words, value=title, style=style, strong=strong),
        el(Words, value=under, style="small", tone="muted") if under else None,
        gap=1,
    )


def open_row(title: str, under: str, icon: str, action, *, key: str = "", quiet: bool = False, right=None) -> Node:
    """Return a row with an icon, two lines and an arrow, that opens something."""
    words = row_words(title, under)
    if right is not None and theme.stacked:
        words, right = el(Column, words, right, gap=4, key="words"), None
    return el(
        ListRow,
        el(IconTile, name=icon, quiet=quiet, side=40),
        words,
        right,
        el(Icon, name="next", tone="muted", size_dp=18),
        key=key or title,
        action=action,
        label=title,
    )


class Tile(Pressable, Row):
    """Half a row that opens something: many of them go on one screen of a phone."""

    moves_by_arrows = True

    def __init__(self, **props) -> None:
        super().__init__(pad=(0, 2), gap=10, least=44, **props)
        self.ring_radius = 8


def tiles(ways: list[tuple[str, str, str, Callable[[], object]]]) -> tuple[Node, ...]:
    """Return what opens something, as (key, icon, words, action), two beside each other, or in large text one in a row."""
    if theme.stacked:
        return ruled([open_row(words, "", icon, action, key=key) for key, icon, words, action in ways])
    halves = [
        el(
            Tile,
            el(IconTile, name=icon, side=34),
            el(Words, value=words, strong=True, key="words"),
            key=key,
            action=action,
            label=words,
        )
        for key, icon, words, action in ways
    ]
    return tuple(el(Row, *halves[at : at + 2], gap=8, key=f"two {at}") for at in range(0, len(halves), 2))


def ruled(rows: list[Node]) -> tuple[Node, ...]:
    """Return rows with a line between each two."""
    out: list[Node] = []
    for place, row in enumerate(rows):
        if place:
            out.append(el(Rule, key=f"rule {place}"))
        out.append(row)
    return tuple(out)


def amount_row(label: str, amount: str, *, key: str = "", strong: bool = False, tone: str = "ink") -> Node:
    """Return a label with its amount at the right edge, one under the other where large text has no room."""
    left = el(Words, value=label, style="body", tone="ink" if strong else "muted", strong=strong)
    right = el(Words, value=amount, hug=not theme.stacked, strong=True, tone=tone)
    if theme.stacked:
        return el(Pair, left, right, pad=(0, 6), under=2, key=key or label)
    return el(Row, left, right, pad=(0, 7), gap=10, key=key or label)


def fact(label: str, value: str, style: str, *, tone: str = "ink", at_right: bool = False) -> Node:
    """Return a number with its label above it; ``at_right`` for the second of a pair."""
    side = "right" if at_right and not theme.stacked else "left"
    return el(
        Column,
        el(Words, value=label, style="small", tone="muted", halign=side, key="label"),
        el(Words, value=value, style=style, tone=tone, halign=side, fit=True, key="value"),
        gap=0,
        key=label,
    )


class PartsBar(Widget):
    """What a balance is made of. ``parts``: (fraction, colour token), together at most 1."""

    parts = ListProperty([])
    high = NumericProperty(12)

    def __init__(self, ground="quiet", **props) -> None:
        super().__init__(size_hint_y=None, **props)
        self._ground = ground
        self.height = dp(self.high)
        for name in ("pos", "size", "parts"):
            self.fbind(name, self._draw)
        self._draw()

    def _draw(self, *_) -> None:
        self.canvas.clear()
        radius = dp(self.high) / 2
        with self.canvas:
            if theme.mode == "contrast":
                Color(*theme.color("edge"))
                SmoothLine(rounded_rectangle=(*self.pos, *self.size, radius), width=line_width(dp(1)))
            else:
                Color(*theme.color(self._ground))
                SmoothRoundedRectangle(pos=self.pos, size=self.size, radius=[radius])
            x = self.x
            for place, (fraction, token) in enumerate(self.parts):
                wide = self.width * fraction
                if not wide:
                    continue
                left = radius if place == 0 else 0
                right = radius if x + wide >= self.right - 1 else 0
                Color(*theme.color(token))
                SmoothRoundedRectangle(pos=(x, self.y), size=(wide, self.height), radius=[left, right, right, left])
                x += wide


def progress_bar(fraction: float, *, key: str = "") -> Node:
    """Return a bar that is filled to ``fraction``."""
    return el(PartsBar, key=key, parts=[(min(1.0, max(0.0, fraction)), "primary")], high=8)


def steps_bar(number: int, count: int) -> Node:
    """Return bars that show step ``number`` of ``count``."""
    contrast = theme.mode == "contrast"
    off, edge, high = ("surface", "edge", dp(8)) if contrast else ("line", "", dp(4))
    bars = [
        el(
            Painted,
            key=str(i),
            fill="primary" if i < number else off,
            edge=edge,
            radius=2,
            size_hint_y=None,
            height=high,
        )
        for i in range(count)
    ]
    return el(Row, *bars, gap=6, key="steps")
