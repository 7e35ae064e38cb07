"""A finger on the window, as one of Kivy's input providers would report it.

Kivy's own ``UnitTestTouch`` brings all of pytest into the process, which a bench of memory must not have.
"""

from kivy.base import EventLoop
from kivy.input.motionevent import MotionEvent


class Finger(MotionEvent):
    """One touch; places in pixels of the window."""

    def __init__(self, x, y):
        super().__init__("finger", 99, _part_of_window(x, y), is_touch=True, type_id="touch")
        self.profile = ["pos"]

    def depack(self, args):
        """Take a place, as parts of the window."""
        self.sx, self.sy = args
        super().depack(args)

    def press(self):
        """Come down."""
        EventLoop.post_dispatch_input("begin", self)

    def slide(self, x, y):
        """Go to another place without leaving the glass."""
        self.move(_part_of_window(x, y))
        EventLoop.post_dispatch_input("update", self)

    def lift(self):
        """Leave."""
        EventLoop.post_dispatch_input("end", self)


def _part_of_window(x, y):
    window = EventLoop.window
    return x / (window.width - 1.0), y / (window.height - 1.0)
