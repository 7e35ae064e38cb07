"""A clock that counts up by itself, minutes and seconds, while it is on screen."""

from __future__ import annotations

from kivy.clock import Clock

from ui.widgets.words import Words


class Elapsed(Words):
    """How long something has lasted. ``seconds``: what had passed when it was made."""

    def __init__(self, seconds: float = 0, **props) -> None:
        self._begun = Clock.get_time() - seconds
        super().__init__(value=_said(seconds), **props)
        self._ticks = Clock.schedule_interval(self._tick, 0.5)

    def _tick(self, _) -> bool | None:
        if self.get_root_window() is None and self.parent is None:
            return False
        self.value = _said(Clock.get_time() - self._begun)
        return None


def _said(seconds: float) -> str:
    whole = max(0, int(seconds))
    return f"{whole // 60:02d}:{whole % 60:02d}"
