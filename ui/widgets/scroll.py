"""Bodies that scroll, and keep their place."""

from __future__ import annotations

from kivy.animation import Animation
from kivy.clock import Clock
from kivy.graphics import BindTexture
from kivy.graphics.scissor_instructions import ScissorPop, ScissorPush
from kivy.metrics import dp
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.layout import Column
from ui.widgets.sight import draw_between, moved, watch


class Placed(ScrollView):
    """Scrolls, and stays where it is while what it holds grows or shrinks; ``rest_at`` puts it back to a place."""

    def __init__(self, **props) -> None:
        self._from_top, self._settling = 0.0, False
        super().__init__(
            do_scroll_x=False,
            always_overscroll=False,  # a page that fits is not pulled out of its place
            bar_width=dp(4),
            scroll_type=["bars", "content"],
            **props,
        )
        self._clip_by_scissor()
        self.bar_color, self.bar_inactive_color = theme.color("edge", 0.8), theme.color("edge", 0.6)
        self.fbind("height", self._settle)
        self.fbind("scroll_y", self._moved)
        watch(self)

    def _clip_by_scissor(self) -> None:
        """Let the driver leave out what is scrolled away: Kivy's stencil draws the whole place twice more in each frame.

        It holds where the body stands in the window, as all of ours do.
        """
        self.canvas.before.clear()
        for one in self.canvas.after.children[:4]:  # stop using it, the texture of a rectangle, the rectangle, the end
            if not isinstance(one, BindTexture):  # goes with its rectangle
                self.canvas.after.remove(one)
        self._clip = ScissorPush()
        self.canvas.before.add(self._clip)
        self.canvas.after.insert(0, ScissorPop())
        self.fbind("pos", self._place_clip)
        self.fbind("size", self._place_clip)
        self._place_clip()

    def _place_clip(self, *_) -> None:
        clip = self._clip
        clip.x, clip.y = round(self.x), round(self.y)
        clip.width, clip.height = max(0, round(self.right) - clip.x), max(0, round(self.top) - clip.y)

    def add_widget(self, widget: Widget, *args, **kwargs) -> None:
        """Hold what scrolls, and follow its height."""
        super().add_widget(widget, *args, **kwargs)
        widget.fbind("height", self._settle)

    @property
    def from_top(self) -> float:
        """How far it is scrolled down, in pixels."""
        return self._from_top

    def rest_at(self, from_top: float) -> None:
        """Go to a place, as soon as the page is high enough for it."""
        self._from_top = from_top
        self._settle()

    def _spare(self) -> float:
        return max(0.0, self.children[0].height - self.height) if self.children else 0.0

    def _moved(self, *_) -> None:
        if not self._settling:
            self._from_top = max(0.0, (1 - self.scroll_y) * self._spare())

    def _settle(self, *_) -> None:
        spare = self._spare()
        self._settling = True
        self.scroll_y = 1 - min(1.0, self._from_top / spare) if spare else 1.0
        self._settling = False
        self._update_effect_y_bounds()

    def _update_effect_y_bounds(self, *_) -> None:
        """Let Kivy's scrolling know the new height; that is no move of the person's."""
        self._settling, before = True, self._settling
        super()._update_effect_y_bounds()
        self._settling = before

    def update_from_scroll(self, *_) -> None:
        """Move what it holds, to a whole pixel: text between two pixels is blurred."""
        super().update_from_scroll()
        x, y = self.g_translate.xy
        self.g_translate.xy = round(x), round(y)
        moved()

    def draw_what_is_seen(self) -> None:
        """Leave what is scrolled away out of the frame."""
        if self.children:
            up = self.g_translate.y
            draw_between(self.children[0], self.y - up, self.top - up)

    def fade_no_more(self) -> None:
        """Stop the bar, which fades for a second after scrolling, and would hold a page that is left so long."""
        if self._bind_inactive_bar_color_ev is not None:
            self._bind_inactive_bar_color_ev.cancel()
        Animation.cancel_all(self, "_bar_color")

    def on_touch_down(self, touch) -> bool:
        """Give a touch on a slider to it at once; else wait whether it is to scroll, as Kivy does."""
        if self.collide_point(*touch.pos) and not touch.is_mouse_scrolling:
            x, y = self.to_window(*touch.pos)
            for widget in self.walk(restrict=True):
                if getattr(widget, "takes_touch_at_once", False) and widget.collide_point(*widget.to_widget(x, y)):
                    return self.simulate_touch_down(touch)
        return super().on_touch_down(touch)


def narrowed(pad: tuple[float, ...], width: float, most: float) -> list[float]:
    """Return padding in pixels that leaves at most ``most`` pixels in the middle of ``width``, where that is not 0."""
    left, top, right, bottom = (dp(part) for part in pad)
    spare = max(0, width - left - right - most) if most else 0
    return [left + spare // 2, top, right + spare - spare // 2, bottom]


class Scroll(Placed):
    """A body that scrolls. ``most`` in dp limits its width, so that lines stay readable; its children go in a column."""

    def __init__(self, pad=(16, 2, 16, 16), gap=12, most=0, **props) -> None:
        super().__init__(**props)
        self._pad, self._most = pad, dp(most)
        self.content = Column(pad=pad, gap=gap)
        self.add_widget(self.content)
        if most:
            self.fbind("width", self._narrow)

    def _narrow(self, *_) -> None:
        self.content.padding = narrowed(self._pad, self.width, self._most)


def show_faults(root: Widget) -> None:
    """Let the keyboard stand in the first field with a fault, and show it, or all of them where there is room for them.

    What stands over them and would be cut by that is scrolled away whole. It waits two frames: what is said under the
    fields is drawn in the first, and has its place in the second.
    """
    Clock.schedule_once(lambda _: Clock.schedule_once(lambda _: _show_faults(root), 0), 0)


def _show_faults(root: Widget) -> None:
    fields = [one for one in root.walk(restrict=True) if getattr(one, "role", "") == "field"]
    faulty = sorted((one for one in fields if one.error), key=lambda one: -one.to_window(0, one.top)[1])
    if not faulty or any(one.input.focus for one in fields):
        return
    page = _page_of(faulty[0])
    before = page.from_top if page is not None else 0
    faulty[0].input.focus = True
    if page is None:
        return
    above = page.content.to_window(0, page.content.top)[1]
    ends = [(above - one.to_window(0, one.top)[1], above - one.to_window(0, one.y)[1]) for one in faulty]
    room = dp(12)
    shown = [(top, end) for top, end in ends if end - ends[0][0] + 2 * room <= page.height]
    last = shown[-1][1] if len(shown) == len(ends) else ends[0][1]
    to = min(max(before, last + room - page.height), ends[0][0] - room)
    parts = [(page.content.top - one.top, page.content.top - one.y) for one in page.content.children]
    cut = min((end for top, end in parts if top < to < end <= ends[0][0]), default=to)
    page.rest_at(cut)


def show_said(root: Widget, *keys: str) -> None:
    """Scroll what was just said into sight, its beginning for certain; it has its place after two frames, as faults."""
    Clock.schedule_once(lambda _: Clock.schedule_once(lambda _: _show_said(root, keys), 0), 0)


def _show_said(root: Widget, keys: tuple[str, ...]) -> None:
    said = [one for one in root.walk(restrict=True) if getattr(getattr(one, "node", None), "key", None) in keys]
    page = _page_of(said[0]) if said else None
    if page is None:
        return
    above, room = page.content.to_window(0, page.content.top)[1], dp(12)
    top = above - max(one.to_window(0, one.top)[1] for one in said) - room
    end = above - min(one.to_window(0, one.y)[1] for one in said) + room
    page.rest_at(min(max(page.from_top, end - page.height), top))


def _page_of(widget: Widget) -> Scroll | None:
    """Return the body that ``widget`` scrolls in."""
    page: Widget | None = widget
    while page is not None and not isinstance(page, Scroll):
        page = page.parent if page.parent is not page else None
    return page


def places(root: Widget) -> dict[str, float]:
    """Return how far each keyed body under ``root`` is scrolled, by its key."""
    found = {}
    for widget in root.walk(restrict=True):
        node = getattr(widget, "node", None)
        if isinstance(widget, Placed) and node is not None and node.key:
            found[node.key] = widget.from_top
    return found


def return_to(root: Widget, kept: dict[str, float]) -> None:
    """Put every body whose key is in ``kept`` back to its place."""
    for widget in root.walk(restrict=True):
        node = getattr(widget, "node", None)
        if isinstance(widget, Placed) and node is not None and kept.get(node.key):
            widget.rest_at(kept[node.key])
