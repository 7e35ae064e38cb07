"""The keyboard's way through a screen: Tab in reading order within the top layer, a ring where it stands."""

from __future__ import annotations

from kivy.graphics import Color, InstructionGroup, SmoothLine
from kivy.metrics import dp
from kivy.uix.behaviors import FocusBehavior
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget
from kivy.utils import platform

from ui.theme import theme

ON_PHONE = platform in ("android", "ios")
_keyboard_leads = [False]


def keyboard_leads(yes: bool) -> None:
    """Say whether the person moves by keyboard now; rings are drawn only then."""
    _keyboard_leads[0] = yes


def keyboard_is_leading() -> bool:
    """Return whether the person moves by keyboard now."""
    return _keyboard_leads[0]


def focus_order(layer: Widget) -> list[Widget]:
    """Return what can be focused in ``layer``, in reading order."""
    found: list[Widget] = []

    def walk(widget: Widget) -> None:
        if widget.disabled or not widget.opacity:
            return
        if isinstance(widget, FocusBehavior) and widget.is_focusable:
            found.append(widget)
        for child in reversed(widget.children):
            walk(child)

    walk(layer)
    return found


def layer_of(widget: Widget) -> Widget:
    """Return the topmost layer of the window that ``widget`` is in: a sheet covers the page beneath."""
    while widget.parent is not None and widget.parent is not widget and not hasattr(widget, "layers"):
        widget = widget.parent
    layers = getattr(widget, "layers", None)
    return layers[-1] if layers else widget


def step_from(widget: Widget, by: int) -> Widget | None:
    """Return the widget that Tab goes to from ``widget``: the next in its layer, round the end."""
    order = focus_order(layer_of(widget))
    if not order:
        return None
    if widget not in order:
        return order[0]
    return order[(order.index(widget) + by) % len(order)]


class Focusable(FocusBehavior):
    """Something that the keyboard reaches. ``ring_radius`` in dp."""

    ring_radius = 12

    def __init__(self, **props) -> None:
        super().__init__(**props)
        if ON_PHONE and not getattr(self, "takes_text", False):
            self.is_focusable = False  # else the soft keyboard would rise for a button
        self._ring: InstructionGroup | None = None
        self.fbind("focus", self._draw_ring)
        self.fbind("pos", self._draw_ring)
        self.fbind("size", self._draw_ring)

    @property
    def shows_ring(self) -> bool:
        """Whether the ring is drawn now."""
        return self._ring is not None

    def get_focus_next(self) -> Widget | None:
        """Return where Tab goes."""
        keyboard_leads(True)
        return step_from(self, 1)

    def get_focus_previous(self) -> Widget | None:
        """Return where Shift+Tab goes."""
        keyboard_leads(True)
        return step_from(self, -1)

    def _draw_ring(self, *_) -> None:
        if self._ring is not None:
            self.canvas.after.remove(self._ring)
            self._ring = None
        if not (self.focus and _keyboard_leads[0]):
            return
        away = dp(3)
        radius = min(dp(self.ring_radius) + away, self.height / 2 + away)
        around = (self.x - away, self.y - away, self.width + 2 * away, self.height + 2 * away, radius)
        self._ring = InstructionGroup()
        self._ring.add(Color(*theme.color("primary")))
        self._ring.add(SmoothLine(rounded_rectangle=around, width=dp(2) / 2 + 0.5, overdraw_width=0.9))
        self.canvas.after.add(self._ring)
        show_in_scroll(self)


def show_in_scroll(widget: Widget) -> None:
    """Scroll what holds ``widget`` so that it can be seen; an input with what is said under its field."""
    parent = widget.parent
    while parent is not None and parent is not parent.parent:
        if getattr(parent, "role", "") == "field":
            widget = parent
        if isinstance(parent, ScrollView):
            if widget.height < parent.height:  # of a long list its chosen row is shown, not all of it
                parent.scroll_to(widget, padding=dp(24), animate=False)
            return
        parent = parent.parent
