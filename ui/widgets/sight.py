"""What of a body that scrolls can be seen: the rest stays where it is, and is not drawn.

Whatever is drawn costs time and memory in each frame, on software GL also where it is clipped away.
"""

from __future__ import annotations

from weakref import WeakSet

from kivy.clock import Clock
from kivy.metrics import dp
from kivy.uix.widget import Widget

AROUND = 40
"""How far outside of what can be seen a part is drawn still, in dp: a ring stands round what has the keyboard."""
_bodies: WeakSet = WeakSet()


def _look(*_) -> None:
    for body in tuple(_bodies):
        body.draw_what_is_seen()


moved = Clock.create_trigger(_look, -1)
"""To be called when something scrolled, or has another place: all is looked at once more before the frame is drawn."""


def watch(body: Widget) -> None:
    """Let ``body`` ``draw_what_is_seen`` whenever something moved."""
    _bodies.add(body)
    moved()


def draw_between(box: Widget, low: float, high: float) -> None:
    """Draw the children of ``box`` that reach between two heights, and in columns and rows that reach out, theirs.

    Only where children lie beside each other: what was not drawn is drawn after its brothers and sisters later. ``cut``
    says of a column or row that not all of it is drawn.
    """
    low, high = low - dp(AROUND), high + dp(AROUND)
    box.cut = _draw(box, low, high)


def _draw(box: Widget, low: float, high: float) -> bool:
    canvas, is_cut = box.canvas, False
    for child in box.children:
        bottom, top = child.y, child.top
        seen = top > low and bottom < high
        drawn = canvas.indexof(child.canvas) >= 0
        if seen and not drawn:
            canvas.add(child.canvas)
        elif drawn and not seen:
            canvas.remove(child.canvas)
        if not seen:
            is_cut = True
        elif hasattr(child, "cut") and (child.cut or bottom < low or top > high):
            child.cut = _draw(child, low, high)
            is_cut = is_cut or child.cut
    return is_cut
