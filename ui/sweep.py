"""Memory that nobody holds any more: looked for when a page was left, never in the middle of a movement."""

from __future__ import annotations

import gc

from kivy.clock import Clock

REST = 0.15
"""How many seconds after another page is in front it is looked for: before a finger moves again."""
SELDOM = 200
"""After how many smaller looks Python looks through everything by itself; its own 10 halts a drag for 100 ms and more."""
_kept: list[bool] = []


def keep_what_is_loaded() -> None:
    """Leave out, from now on, the modules that are loaded: they stay as long as the app, and no look need go through them.

    Once only: what a window before this one left behind would stay, too.
    """
    if not _kept:
        gc.freeze()
        _kept.append(True)


class Sweep:
    """Frees what pages have left: widgets hold each other, so that only a look through everything finds them."""

    def __init__(self) -> None:
        self._before = gc.get_threshold()
        gc.set_threshold(*self._before[:2], SELDOM)
        self._look = Clock.create_trigger(lambda _: gc.collect(), REST)

    def page_left(self) -> None:
        """Look in a moment, once what came in its place can be seen."""
        self._look()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._look.cancel()
        gc.set_threshold(*self._before)
