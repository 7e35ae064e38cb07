"""Locking by itself: after some minutes without a touch or a key, where a passphrase opens the list again."""

from __future__ import annotations

import time

from kivy.clock import Clock
from kivy.core.window import Window

from ui.nav import Nav

EVERY = 5


class IdleLock:
    """Watches the window of ``nav``. A device that slept counts as time that passed; work that goes on is let end first."""

    def __init__(self, nav: Nav) -> None:
        self._nav = nav
        self._touched()
        Window.bind(on_touch_down=self._touched, on_key_down=self._touched, on_touch_move=self._touched)
        self._tick = Clock.schedule_interval(self.look, EVERY)

    def _touched(self, *_) -> None:
        self._at, self._steady = self._nav.session.now().timestamp(), time.monotonic()

    def look(self, *_) -> None:
        """Lock where the time is up."""
        session = self._nav.session
        if session.is_locked or self._nav.is_working:
            return
        passed = max(session.now().timestamp() - self._at, time.monotonic() - self._steady)
        if passed >= session.lock_after * 60 and session.has_passphrase:
            self._nav.lock()

    def stop(self) -> None:
        """Watch no more."""
        self._tick.cancel()
        Window.unbind(on_touch_down=self._touched, on_key_down=self._touched, on_touch_move=self._touched)
