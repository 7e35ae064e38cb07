"""What every page is made of: the layers of the window, bars, rail, header, scrolling body, sheets, the undo bar."""

from __future__ import annotations

from typing import NamedTuple

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.scrollview import ScrollView

from ui.theme import theme
from ui.widgets.layout import Column, Painted, Row
from ui.widgets.press import IconButton, KButton, Pressable
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

WIDE, PANE = 900, 1100
"""From how many dp on a rail stands at the left, and a list and what is chosen of it stand side by side."""


class Layers(FloatLayout):
    """The whole window: the page below, what covers it on top."""

    @property
    def layers(self) -> list:
        """The layers, the topmost last."""
        return list(reversed(self.children))


class Ground(Painted, BoxLayout):
    """A layer or a part of one that fills its place."""


class Scroll(ScrollView):
    """A body that scrolls. ``most`` in dp limits its width, so that lines stay readable; its children go in a column."""

    def __init__(self, pad=(16, 2, 16, 16), gap=12, most=0, **props) -> None:
        super().__init__(do_scroll_x=False, bar_width=dp(4), scroll_type=["bars", "content"], **props)
        self.bar_color, self.bar_inactive_color = theme.color("edge", 0.8), theme.color("edge", 0.3)
        self._pad, self._most = pad, dp(most)
        self.content = Column(pad=pad, gap=gap)
        self.add_widget(self.content)
        if most:
            self.fbind("width", self._narrow)

    def on_touch_down(self, touch) -> bool:
        """Give a touch on a slider to it at once; else wait whether it is to scroll, as Kivy does."""
        if self.collide_point(*touch.pos) and not touch.is_mouse_scrolling:
            x, y = self.to_window(*touch.pos)
            for widget in self.content.walk(restrict=True):
                if getattr(widget, "takes_touch_at_once", False) and widget.collide_point(*widget.to_widget(x, y)):
                    return self.simulate_touch_down(touch)
        return super().on_touch_down(touch)

    def _narrow(self, *_) -> None:
        left, right = dp(self._pad[0]), dp(self._pad[2])
        spare = max(0, self.width - left - right - self._most)
        self.content.padding = [left, dp(self._pad[1]), right + spare, dp(self._pad[3])]


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
        self._words = Words(style="tiny", halign="center", at_most=1.2)
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
    """One line of the rail."""

    value = StringProperty("")
    chosen = BooleanProperty(False)
    moves_by_arrows = True
    role = "tab"

    def __init__(self, icon="", **props) -> None:
        super().__init__(pad=(12, 4), gap=10, least=44, radius=10, **props)
        self.ring_radius = 10
        self._icon = Icon(name=icon)
        self._words = Words()
        self.add_widget(self._icon)
        self.add_widget(self._words)
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
                Words(value=self.value, style="small", strong=self.value.isascii(), tone="primary", hug=not long)
            )
        self.label = self.value


class BackLine(Pressable, Row):
    """The way back, above the title: an arrow and where it leads."""

    value = StringProperty("")

    def __init__(self, **props) -> None:
        super().__init__(hug=True, gap=2, least=24, **props)
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

    ``body`` scrolls; ``filling`` is a list that scrolls by itself under the body; ``side`` is a second column on wide
    windows. ``actions`` stand beside the title, ``foot`` at the bottom in place of the tabs.
    """

    title: str
    body: tuple[Node | None, ...] = ()
    filling: Node | None = None
    side: tuple[Node | None, ...] = ()
    actions: tuple[Node, ...] = ()
    foot: tuple[Node, ...] = ()
    back: str = ""


def header(parts: PageParts, back, talk: Node | None, *, wide: bool) -> Node:
    """Return the top of a page: the way back, the title, actions, the way to help."""
    title = el(
        Column,
        el(BackLine, value=parts.back, action=back) if parts.back else None,
        el(Words, value=parts.title, style="title"),
        gap=0,
        key="title",
    )
    buttons = el(Row, *parts.actions, talk, gap=8, hug=True, key="buttons") if parts.actions or talk else None
    pad = (26, 20, 26, 10) if wide else (20, 14, 16, 8)
    return el(Row, title, buttons, pad=pad, gap=8, least=70, key="header")


def page_body(parts: PageParts, key: str, *, wide: bool) -> Node:
    """Return what is under the header: one column, or two on wide windows."""
    pad = (26, 2, 26, 22) if wide else (16, 2, 16, 16)
    if parts.filling is not None:
        fixed = el(Column, *parts.body, pad=(0, 2, 0, 12), gap=12, key="fixed")
        shell = el(Shell, parts.filling, key="shell")
        return el(Filled, fixed, shell, key=key, side=pad[0], most=860 if wide else 0)
    if not wide:
        return el(Scroll, *parts.body, *parts.side, key=key, pad=pad)
    if not parts.side:
        return el(Scroll, *parts.body, key=key + " one", pad=pad, gap=14, most=760)
    left = el(Column, *parts.body, gap=14, key="left", size_hint_x=0.56)
    right = el(Column, *parts.side, gap=14, key="right", size_hint_x=0.44)
    return el(Scroll, el(Row, left, right, gap=16, top=True, key="two"), key=key + " two", pad=pad, most=1348)


class Shell(Ground):
    """The card round a long list; it ends after the last row."""

    def __init__(self, **props) -> None:
        super().__init__(fill="surface", edge="line", radius=16, padding=(dp(2), dp(6), dp(2), dp(6)), **props)

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Hold the list, and be no higher than it."""
        widget.fbind("size_hint_max_y", self._fit)
        super().add_widget(widget, *args, **kwargs)
        self._fit(widget, widget.size_hint_max_y)

    def _fit(self, _, most) -> None:
        self.size_hint_max_y = most + dp(12)


class Filled(Ground):
    """A body whose list scrolls by itself, under what stays. ``most`` in dp limits its width."""

    def __init__(self, side=16, most=0, **props) -> None:
        super().__init__(orientation="vertical", padding=(dp(side), 0, dp(side), dp(14)), **props)
        self._side, self._most = dp(side), dp(most)
        if most:
            self.fbind("width", self._narrow)

    def _narrow(self, *_) -> None:
        spare = max(0, self.width - 2 * self._side - self._most)
        self.padding = [self._side, 0, self._side + spare, dp(14)]

    def do_layout(self, *args) -> None:
        """Put the list right under what stays, also where it does not fill the page."""
        super().do_layout(*args)
        top = self.top - self.padding[1]
        for child in reversed(self.children):
            child.top = top
            top = child.y - self.spacing


class Foot(Ground):
    """The buttons at the bottom of a form; one above the other where text is large, the last one on top."""

    def __init__(self, side=16, most=0, **props) -> None:
        super().__init__(
            orientation="vertical" if theme.stacked else "horizontal",
            size_hint_y=None,
            spacing=dp(8 if theme.stacked else 10),
            padding=(dp(side), dp(10), dp(side), dp(18)),
            **props,
        )
        self._side, self._most = dp(side), dp(most)
        if most:
            self.fbind("width", self._narrow)
        self.fbind("minimum_height", self.setter("height"))

    def _narrow(self, *_) -> None:
        spare = max(0, self.width - 2 * self._side - self._most)
        self.padding = [self._side, dp(10), self._side + spare, dp(18)]

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a button: the last one, which goes on, stands first where they are stacked."""
        if theme.stacked:
            widget.size_hint_x = 1
            kwargs["index"] = len(self.children)
        super().add_widget(widget, *args, **kwargs)


class Sheet(AnchorLayout):
    """A panel over the page: from below on a phone, in the middle of a wide window. A tap outside closes it."""

    close = ObjectProperty(None, allownone=True)

    def __init__(self, title="", wide=False, close_label="", **props) -> None:
        super().__init__(anchor_y="center" if wide else "bottom", **props)
        with self.canvas.before:
            Color(*theme.color("ink" if theme.mode != "dark" else "bg", 0.55))
            self._scrim = Rectangle()
        self._panel = Painted(
            size_hint=(None, None), fill="bg", radius=24, edge="line" if theme.mode != "light" else ""
        )
        self._inside = Ground(orientation="vertical", size_hint=(None, None))
        self._wide = wide
        top = Row(pad=(20, 12, 10, 4), gap=8, least=60)
        top.add_widget(Words(value=title, style="section"))
        top.add_widget(IconButton(name="close", label=close_label, action=self._close))
        self._top = top
        self._scroll = Scroll(pad=(16, 4, 16, 22), gap=12)
        self.content = self._scroll.content
        self._inside.add_widget(top)
        self._inside.add_widget(self._scroll)
        holder = FloatLayout(size_hint=(None, None))
        holder.add_widget(self._panel)
        holder.add_widget(self._inside)
        self._holder = holder
        self.add_widget(holder)
        self._later = Clock.create_trigger(self._fit, -1)
        for widget in (self, self.content, top):
            widget.fbind("size", self._later)
        holder.fbind("pos", self._later)
        self._later()

    def _fit(self, *_) -> None:
        self._scrim.pos, self._scrim.size = self.pos, self.size
        wide = min(self.width, dp(480)) if self._wide else self.width
        high = min(self.height - dp(40), self._top.height + self.content.height)
        below = 0 if self._wide else dp(24)
        self._holder.size = self._inside.size = (wide, high)
        self._inside.pos = self._holder.pos
        self._panel.size = (wide, high + below)
        self._panel.pos = (self._holder.x, self._holder.y - below)

    def _close(self) -> None:
        if self.close is not None:
            self.close()

    def on_touch_down(self, touch) -> bool:
        """Close on a tap outside; nothing beneath is reached."""
        if not self._holder.collide_point(*touch.pos):
            self._close()
            return True
        super().on_touch_down(touch)
        return True


class UndoBar(Ground):
    """What was just done, and the way to take it back. It goes after 8 seconds, unless the keyboard is in it."""

    value = StringProperty("")
    gone = ObjectProperty(None, allownone=True)
    undo = ObjectProperty(None, allownone=True)

    def __init__(self, undo_words="", seconds=8.0, **props) -> None:
        super().__init__(size_hint_y=None, padding=(dp(16), dp(2), dp(6), dp(2)), spacing=dp(8), **props)
        self.fill, self.radius = "ink", 12
        self._words = Words(value=self.value, style="small", tone="bg", pos_hint={"center_y": 0.5})
        self._button = KButton(
            value=undo_words, kind="text", small=True, hug=True, action=lambda: self.undo(), pos_hint={"center_y": 0.5}
        )
        self._button._words.tone = "bg"
        self.add_widget(self._words)
        self.add_widget(self._button)
        self.fbind("minimum_height", lambda _, high: setattr(self, "height", max(dp(48), high)))
        self.fbind("value", self._again)
        self._seconds = seconds
        self._timer = Clock.schedule_once(self._time_out, seconds)

    def _again(self, *_) -> None:
        self._words.value = self.value
        self._timer.cancel()
        self._timer = Clock.schedule_once(self._time_out, self._seconds)

    def _time_out(self, _) -> None:
        if self.parent is None:
            return
        if self._button.focus:
            self._timer = Clock.schedule_once(self._time_out, self._seconds)
        elif self.gone is not None:
            self.gone()
