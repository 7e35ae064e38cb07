"""What comes over a page: a panel that is closed again, and the bar that offers to take something back."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.floatlayout import FloatLayout

from ui.theme import theme
from ui.widgets.layout import Column, Painted, Row
from ui.widgets.page import FootLine, Ground, Scroll
from ui.widgets.press import IconButton, KButton
from ui.widgets.tree import Node, el, patch
from ui.widgets.words import Words


def ending(nodes: tuple[Node | None, ...]) -> tuple[tuple[Node | None, ...], Node | None]:
    """Return what of a sheet scrolls, and what stays in sight under it: the button it is there for.

    What comes after that button stays with it. Where text is large more than one button would take the room of what
    scrolls: it goes there.
    """
    at = next((at for at in range(len(nodes) - 1, -1, -1) if _is_primary(nodes[at])), None)
    if at is None:
        return nodes, None
    if theme.stacked and [node.make for node in nodes[at + 1 :] if node] not in ([], [KButton]):
        return (*nodes[:at], *nodes[at + 1 :]), nodes[at]
    return nodes[:at], el(Column, *nodes[at:], key="ending", gap=8)


def _is_primary(node: Node | None) -> bool:
    return node is not None and node.make is KButton and node.props.get("kind", "primary") == "primary"


class Sheet(AnchorLayout):
    """A panel over the page: from below on a phone, in the middle of a wide window. A tap outside closes it.

    ``help``: the way to help, which is covered beneath, so that it stays one tap away; None where the page has none.
    ``foot``: a button under what scrolls.
    """

    close = ObjectProperty(None, allownone=True)
    foot = ObjectProperty(None, allownone=True)
    help = ObjectProperty(None, allownone=True)

    def __init__(self, title="", wide=False, close_label="", help_label="", **props) -> None:
        super().__init__(anchor_y="center" if wide else "bottom", **props)
        with self.canvas.before:
            Color(*theme.color("ink" if theme.mode != "dark" else "bg", 0.55))
            self._scrim = Rectangle()
        self._panel = Painted(
            size_hint=(None, None), fill="bg", radius=24, edge="line" if theme.mode != "light" else ""
        )
        self._inside = Ground(orientation="vertical", size_hint=(None, None))
        self._wide = wide
        top = Row(pad=(16, 12, 16, 4), gap=8, least=60)
        top.add_widget(Words(value=title, style="section"))
        if self.help is not None:
            ask = IconButton(name="help", fill="surface", edge="edge", label=help_label, action=lambda: self.help())
            top.add_widget(ask)
        top.add_widget(IconButton(name="close", label=close_label, action=self._close))
        self._top = top
        self._scroll = Scroll(pad=(16, 4, 16, 22), gap=12)
        self.content = self._scroll.content
        self._inside.add_widget(top)
        self._inside.add_widget(self._scroll)
        self._line = FootLine(always=False)
        self._foot = Column()
        self._inside.add_widget(self._line)
        self._inside.add_widget(self._foot)
        self.fbind("foot", self._show_foot)
        self._show_foot()
        holder = FloatLayout(size_hint=(None, None))
        holder.add_widget(self._panel)
        holder.add_widget(self._inside)
        self._holder = holder
        self.add_widget(holder)
        self._later = Clock.create_trigger(self._fit, -1)
        for widget in (self, self.content, top, self._foot):
            widget.fbind("size", self._later)
        holder.fbind("pos", self._later)
        self._later()

    def _fit(self, *_) -> None:
        self._scrim.pos, self._scrim.size = self.pos, self.size
        wide = min(self.width, dp(480)) if self._wide else self.width
        high = min(self.height - dp(40), self._top.height + self.content.height + self._below)
        below = 0 if self._wide else dp(24)
        self._holder.size = self._inside.size = (wide, high)
        self._inside.pos = self._holder.pos
        self._panel.size = (wide, high + below)
        self._panel.pos = (self._holder.x, self._holder.y - below)

    @property
    def _below(self) -> float:
        return self._foot.height + self._line.height

    def _show_foot(self, *_) -> None:
        self._foot.padding = [dp(16), dp(10), dp(16), dp(18)] if self.foot else [0, 0, 0, 0]
        self._line.height = theme.edge_width if self.foot else 0
        self.content.padding[3] = dp(8 if self.foot else 22)
        patch(self._foot, (self.foot,) if self.foot else ())

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
        self._words = Words(value=self.value, style="small", tone="bg")
        self._button = KButton(
            value=undo_words, kind="text", small=True, hug=True, action=lambda: self.undo(), pos_hint={"center_y": 0.5}
        )
        self._button._words.tone = "bg"
        room = Column(pad=(0, 8), pos_hint={"center_y": 0.5})
        room.add_widget(self._words)
        self.add_widget(room)
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
