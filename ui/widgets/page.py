"""What every page is made of: the layers of the window, bars, rail, header, scrolling body, foot."""

from __future__ import annotations

from typing import NamedTuple

from kivy.core.window import Window
from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from ui.theme import theme
from ui.widgets.layout import Column, Gap, Painted, Row
from ui.widgets.press import Pressable
from ui.widgets.scroll import Scroll
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words, measurer

WIDE, PANE = 900, 1100
"""From how many dp on a rail stands at the left, and a list and what is chosen of it stand side by side."""
ONE, BOTH, BETWEEN, LEFT = 760, 1348, 16, 0.56
"""How many dp one column of a wide page takes at most, and two; the room between two, and the part of the left one."""


class Layers(FloatLayout):
    """The whole window: the page below, what covers it on top."""

    @property
    def layers(self) -> list:
        """The layers, the topmost last."""
        return list(reversed(self.children))


class Ground(Painted, BoxLayout):
    """A layer or a part of one that fills its place."""

    solid = True


class TabButton(Pressable, BoxLayout):
    """One tab of the bottom bar."""

    value = StringProperty("")
    icon = StringProperty("")
    chosen = BooleanProperty(False)
    moves_by_arrows = True
    role = "tab"

    def __init__(self, **props) -> None:
        super().__init__(orientation="vertical", padding=(0, 0, 0, dp(10)), spacing=dp(1), **props)
        self._mark = Painted(size_hint=(None, None), size=(dp(28), dp(3)), radius=1.5, pos_hint={"center_x": 0.5})
        self._icon = Icon(name=self.icon, size_dp=22, pos_hint={"center_x": 0.5})
        self._words = Words(style="tiny", halign="center", at_most=1.2, one_line=True, fit=True)
        for part in (self._mark, Row(size_hint_y=1), self._icon, self._words):
            self.add_widget(part)
        for name in ("value", "chosen"):
            self.fbind(name, self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        tone = "primary" if self.chosen else "muted"
        self._mark.fill = "primary" if self.chosen else ""
        self._icon.tone = self._words.tone = tone
        self._words.strong = self.chosen
        self._words.value = self.label = self.value


class RailItem(Pressable, Row):
    """One line of the rail; ``keys``: what to press for the same."""

    value = StringProperty("")
    chosen = BooleanProperty(False)
    moves_by_arrows = True
    role = "tab"

    def __init__(self, icon="", keys="", **props) -> None:
        super().__init__(pad=(12, 4), gap=10, least=44, radius=10, **props)
        self.ring_radius = 10
        self._icon = Icon(name=icon)
        self._words = Words()
        self.add_widget(self._icon)
        self.add_widget(self._words)
        if keys:
            self.add_widget(Words(value=keys, style="tiny", tone="muted", hug=True, at_most=1.2))
        for name in ("value", "chosen"):
            self.fbind(name, self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self.fill = "soft" if self.chosen else ""
        self.edge = "primary" if self.chosen and theme.mode == "contrast" else ""
        self._words.tone = self._icon.tone = "primary" if self.chosen else "muted"
        self._words.strong = self.chosen
        self._words.value = self.label = self.value


class TalkPill(Pressable, Row):
    """The way to help, on every page; its icon alone beside other buttons and where text is large."""

    value = StringProperty("")

    def __init__(self, icon_only=False, long=False, **props) -> None:
        super().__init__(
            hug=not long,
            pad=(12, 8 if long else 0),
            gap=6,
            least=44,
            fill="surface",
            edge="edge",
            radius=22 if not long else 12,
            **props,
        )
        self.ring_radius = 22 if not long else 12
        self.add_widget(Icon(name="help", size_dp=20))
        if not icon_only:
            self.add_widget(
                Words(value=self.value, style="small" if long else "body", strong=True, tone="primary", hug=not long)
            )
        self.label = self.value


class BackLine(Pressable, Row):
    """The way back, above the title: an arrow and where it leads."""

    value = StringProperty("")

    def __init__(self, **props) -> None:
        super().__init__(hug=True, gap=2, least=24, pad=(-5, 0, 0, 0), **props)  # the arrow's own margin goes
        self.ring_radius = 6
        self._words = Words(style="small", tone="muted", hug=True)
        self.add_widget(Icon(name="back", tone="muted", size_dp=16))
        self.add_widget(self._words)
        self.fbind("value", self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        self._words.value = self.label = self.value

    def collide_point(self, x, y) -> bool:
        """Be 44 dp high for a finger, though drawn smaller."""
        more = max(0, (dp(44) - self.height) / 2)
        return self.x - dp(8) <= x <= self.right + dp(8) and self.y - more <= y <= self.top + more


class PageParts(NamedTuple):
    """What a screen says of its page; the frame puts it together for the width at hand.

    ``body`` scrolls; ``filling`` is a long list that ends it; ``side`` is a second column on wide windows; ``top`` stands
    over both. ``actions`` stand beside the title, ``foot`` at the bottom in place of the tabs.
    """

    title: str
    body: tuple[Node | None, ...] = ()
    filling: Node | None = None
    side: tuple[Node | None, ...] = ()
    actions: tuple[Node, ...] = ()
    foot: tuple[Node, ...] = ()
    back: str = ""
    top: tuple[Node | None, ...] = ()


def header(parts: PageParts, back, talk: Node | None, *, wide: bool) -> Node:
    """Return the top of a page: the way back, the title, actions, the way to help."""
    way_back = el(BackLine, key="back", value=parts.back, action=back) if parts.back else None
    words = el(Words, key="words", value=parts.title, style="title")
    buttons = el(Row, *parts.actions, talk, gap=8, hug=True, key="buttons") if parts.actions or talk else None
    pad = (26, 20, 26, 10) if wide else (20, 14, 16, 8)
    if not wide and way_back is not None and _is_long(parts, talk):
        top = el(Row, way_back, el(Gap, rest=True, key="rest"), buttons, gap=8, key="top")
        return el(Column, top, words, pad=pad, gap=2, key="high header")
    title = el(Column, way_back, words, gap=0, key="title")
    return el(Row, title, buttons, pad=pad, gap=8, least=70, key="header")


def _is_long(parts: PageParts, talk: Node | None) -> bool:
    """Return whether the title of a narrow page has no room beside its buttons."""
    pill = 0 if talk is None else dp(52) if talk.props.get("icon_only") else dp(92)
    room = Window.width - dp(44) - dp(52) * len(parts.actions) - pill
    return measurer(theme.size("title"), True)(parts.title) > room


def page_body(parts: PageParts, key: str, *, wide: bool) -> Node:
    """Return what is under the header: one column, or two on wide windows."""
    pad = (26, 2, 26, 22) if wide else (16, 2, 16, 16)
    if parts.filling is not None:
        return el(parts.filling.make.page_of, *parts.body, parts.filling, key=key, pad=pad, most=BOTH if wide else 0)
    if not wide:
        return el(Scroll, *parts.top, *parts.body, *parts.side, key=key, pad=pad)
    if not parts.side:
        return el(Scroll, *parts.top, *parts.body, key=key + " one", pad=pad, gap=14, most=ONE)
    left = el(Column, *parts.body, gap=14, key="left", size_hint_x=LEFT)
    right = el(Column, *parts.side, gap=14, key="right", size_hint_x=1 - LEFT)
    two = el(Row, left, right, gap=BETWEEN, top=True, key="two")
    return el(Scroll, *parts.top, two, key=key + " two", pad=pad, gap=14, most=BOTH)


def page_foot(parts: PageParts, *, wide: bool) -> Node:
    """Return the buttons at the bottom of a form; on wide windows they end where its column ends."""
    if not wide:
        return el(Foot, *parts.foot, key="foot", fill="bg")
    beside = bool(parts.side)
    return el(Foot, *parts.foot, key="foot", side=26, most=BOTH if beside else ONE, beside=beside)


class Foot(Ground):
    """The buttons at the bottom of a form; one above the other where text is large, the last one on top.

    ``most`` in dp limits their width; ``beside``: they stand under the left one of two columns.
    """

    most = NumericProperty(0)
    beside = BooleanProperty(False)

    def __init__(self, side=16, **props) -> None:
        super().__init__(
            orientation="vertical" if theme.stacked else "horizontal",
            size_hint_y=None,
            spacing=dp(8 if theme.stacked else 10),
            padding=(dp(side), dp(10), dp(side), dp(18)),
            **props,
        )
        self._side = dp(side)
        if self.most:
            for name in ("width", "most", "beside"):
                self.fbind(name, self._narrow)
        self.fbind("minimum_height", self.setter("height"))

    def _narrow(self, *_) -> None:
        room = self.width - 2 * self._side
        spare = max(0, room - dp(self.most))
        if self.beside:
            spare += round((room - spare - dp(BETWEEN)) * (1 - LEFT) + dp(BETWEEN))
        self.padding = [self._side, dp(10), self._side + spare, dp(18)]

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a button: the last one, which goes on, stands first where they are stacked."""
        if theme.stacked:
            widget.size_hint_x = 1
            kwargs["index"] = len(self.children)
        super().add_widget(widget, *args, **kwargs)
