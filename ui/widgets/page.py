"""What every page is made of: the layers of the window, bars, rail, header, scrolling body, foot."""

from __future__ import annotations

from typing import NamedTuple

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.layout import Column, Gap, Painted, Row, Rule, room_in
from ui.widgets.press import Pressable
from ui.widgets.scroll import Placed, Scroll, narrowed
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

    def on_touch_move(self, touch) -> bool:
        """Let whoever took a touch at once have it alone: Kivy would ask every widget of the page, in each frame of a drag."""
        if any(getattr(holder(), "takes_touch_at_once", False) for holder in touch.grab_list):
            return True
        return super().on_touch_move(touch)


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
        on = ("ink", "bg") if theme.mode == "contrast" else ("soft", "primary")
        self.fill, tone = on if self.chosen else ("", "muted")
        self._words.tone = self._icon.tone = tone
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
    over both. ``actions`` stand beside the title, ``foot`` at the bottom in place of the tabs. ``broad``: a body without
    ``side`` takes the room of two columns.
    """

    title: str
    body: tuple[Node | None, ...] = ()
    filling: Node | None = None
    side: tuple[Node | None, ...] = ()
    actions: tuple[Node, ...] = ()
    foot: tuple[Node, ...] = ()
    back: str = ""
    top: tuple[Node | None, ...] = ()
    broad: bool = False


class Header(Row):
    """The line of the title; ``most`` in dp limits its width, as that of the body under it."""

    most = NumericProperty(0)

    def __init__(self, pad=(26, 20, 26, 10), **props) -> None:
        self._pad = pad
        super().__init__(pad=pad, **props)
        for name in ("width", "most"):
            self.fbind(name, self._narrow)

    def _narrow(self, *_) -> None:
        self.padding = narrowed(self._pad, self.width, dp(self.most))


def most_of(parts: PageParts, *, wide: bool) -> int:
    """Return how many dp title, body and foot of a page take at most, in the middle of its place; 0: all there are."""
    if not wide:
        return 0
    return BOTH if parts.side or parts.broad or parts.filling is not None else ONE


def header(parts: PageParts, back, talk: Node | None, *, wide: bool) -> Node:
    """Return the top of a page: the way back, the title, actions, the way to help."""
    way_back = el(BackLine, key="back", value=parts.back, action=back) if parts.back else None
    words = el(Words, key="words", value=parts.title, style="title")
    if not wide and way_back is None and talk is not None and goes_back(parts) and _is_long(parts, talk):
        talk = talk._replace(key="talk True", props={**talk.props, "icon_only": True})  # the title needs the room
    buttons = el(Row, *parts.actions, talk, gap=8, hug=True, key="buttons") if parts.actions or talk else None
    pad = (26, 20, 26, 10) if wide else (16, 14, 16, 8)
    if not wide and (_is_long(parts, talk) if way_back is not None else _is_word_cut(parts, talk)):
        top = el(Row, way_back, el(Gap, rest=True, key="rest"), buttons, gap=8, key="top")
        return el(Column, top, words, pad=pad, gap=2, key="high header")
    title = el(Column, way_back, words, gap=0, key="title")
    return el(Header, title, buttons, pad=pad, gap=8, least=70, most=most_of(parts, wide=wide), key="header")


def _is_long(parts: PageParts, talk: Node | None) -> bool:
    """Return whether the title of a narrow page has no room beside its buttons."""
    return measurer(theme.size("title"), True)(parts.title) > _room(parts, talk)


def _is_word_cut(parts: PageParts, talk: Node | None) -> bool:
    """Return whether a word of the title would go on in a second line beside the buttons; Chinese may."""
    word = max(parts.title.split(), key=len, default="")
    return word.isascii() and measurer(theme.size("title"), True)(word) > _room(parts, talk)


def _room(parts: PageParts, talk: Node | None) -> float:
    """Return the width that the buttons of a narrow page leave to its title."""
    pill = 0 if talk is None else dp(52) if talk.props.get("icon_only") else dp(92)
    return Window.width - dp(40) - dp(52) * len(parts.actions) - pill


def page_body(parts: PageParts, key: str, *, wide: bool) -> Node:
    """Return what is under the header: one column, or two on wide windows."""
    pad = (26, 2, 26, 22) if wide else (16, 2, 16, 16)
    most = most_of(parts, wide=wide)
    if parts.filling is not None:
        return el(parts.filling.make.page_of, *parts.body, parts.filling, key=key, pad=pad, most=most)
    if not wide:
        return el(Scroll, *parts.top, *parts.body, *parts.side, key=key, pad=pad)
    if not parts.side:
        return el(Scroll, *parts.top, *parts.body, key=key + " one", pad=pad, gap=14, most=most)
    left = el(Column, *parts.body, gap=14, key="left", size_hint_x=LEFT)
    right = el(Column, *parts.side, gap=14, key="right", size_hint_x=1 - LEFT)
    two = el(Row, left, right, gap=BETWEEN, top=True, key="two")
    return el(Scroll, *parts.top, two, key=key + " two", pad=pad, gap=14, most=most)


def goes_back(parts: PageParts) -> bool:
    """Return whether the buttons of a form lead back, beside one that goes on: over the title it would stand twice."""
    return len(parts.foot) > 1 and parts.foot[0].key == "back"


def back_once(parts: PageParts, back: str) -> PageParts:
    """Return a narrow page that leads back once: by its foot, or in large text by the line over its title.

    There the foot has no room to spare; a button that says something else than ``back`` or the name of the page stays.
    """
    if not goes_back(parts):
        return parts
    if not theme.stacked:
        return parts._replace(back="")
    is_twice = parts.back and parts.foot[0].props["value"] in (back, parts.back)
    return parts._replace(foot=parts.foot[1:]) if is_twice else parts


def page_foot(parts: PageParts, *, wide: bool) -> Node:
    """Return the buttons at the bottom of a form; on wide windows they end where its column ends."""
    if not wide:
        return el(Foot, *parts.foot, key="foot", fill="bg")
    return el(Foot, *parts.foot, key="foot", side=26, most=most_of(parts, wide=wide), beside=bool(parts.side))


class FootLine(Rule):
    """The line over buttons at the bottom, where what scrolls goes on under them; at all times with ``always``."""

    def __init__(self, always=True, **props) -> None:
        super().__init__(**props)
        self._always = always
        self._later = Clock.create_trigger(self._look, -1)
        self.fbind("parent", self._watch)

    def _watch(self, *_) -> None:
        body = self._body
        if body is not None and not self._always:
            for part in (body, *body.children):
                part.fbind("height", self._later)
            self._later()

    @property
    def _body(self) -> Placed | None:
        beside = self.parent.children if self.parent is not None else ()
        return next((one for one in beside if isinstance(one, Placed)), None)

    def _look(self, *_) -> None:
        body = self._body
        if body is not None:
            self.opacity = 1 if any(part.height > body.height + 1 for part in body.children) else 0


class Foot(Ground):
    """The buttons at the bottom of a form; where large words have no room beside each other, the last one on top.

    A line in which the words of one have no room is shared out as they need it.

    ``most`` in dp limits their width; ``beside``: they stand under the left one of two columns.
    """

    most = NumericProperty(0)
    beside = BooleanProperty(False)

    def __init__(self, side=16, **props) -> None:
        self._buttons: list[tuple[Widget, float]] = []
        self._later = Clock.create_trigger(self._arrange, -1)
        super().__init__(size_hint_y=None, spacing=dp(10), padding=(dp(side), dp(10), dp(side), dp(18)), **props)
        self._side_dp = side
        if self.most:
            for name in ("width", "most", "beside"):
                self.fbind(name, self._narrow)
        for name in ("width", "padding"):
            self.fbind(name, self._later)
        self.fbind("minimum_height", self.setter("height"))

    def _narrow(self, *_) -> None:
        left, top, right, bottom = narrowed((self._side_dp, 10, self._side_dp, 18), self.width, dp(self.most))
        if self.beside:
            right += round((self.width - left - right - dp(BETWEEN)) * (1 - LEFT) + dp(BETWEEN))
        self.padding = [left, top, right, bottom]

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a button after those that are there."""
        super().add_widget(widget, *args, **kwargs)
        props = widget.node.props
        weight = (
            2 if props.get("kind", "primary") == "primary" else 1
        )  # what the page is there for takes most of the room
        self._buttons.append((widget, props.get("size_hint_x", weight)))
        widget.fbind("value", self._later)
        self._later()

    def remove_widget(self, widget, *args, **kwargs) -> None:
        """Take a button away."""
        super().remove_widget(widget, *args, **kwargs)
        self._buttons = [one for one in self._buttons if one[0] is not widget]

    def _arrange(self, *_) -> None:
        """Put the buttons side by side in the parts they ask for, or as their words need it, or one above the other."""
        room, widths = room_in(self), [one.natural for one, _ in self._buttons]
        if room < dp(100) or not widths:
            return
        room -= dp(10) * (len(widths) - 1)
        upright = theme.stacked and sum(widths) > room
        parts = [part for _, part in self._buttons]
        if any(wide > room * part / sum(parts) for wide, part in zip(widths, parts, strict=True)):
            parts = widths
        is_full = not upright and sum(widths) > room
        self.spacing = dp(7 if is_full else 10)
        if is_full:
            parts = [one.least_wide for one, _ in self._buttons]
        for one, _ in self._buttons:
            one.stand_close(is_full)
        for (one, _), part in zip(self._buttons, parts, strict=True):
            one.size_hint_x = 1 if upright else part
        self.orientation = "vertical" if upright else "horizontal"
        order = [one for one, _ in self._buttons]
        order = order if upright else order[::-1]
        if self.children != order:
            self.children[:] = order
