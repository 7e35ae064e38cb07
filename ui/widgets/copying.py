"""Copying: what was copied leaves the clipboard after a minute, since someone else may use this device (guard 19)."""

from __future__ import annotations

from kivy.clock import Clock
from kivy.core.clipboard import Clipboard

SECONDS = 60


def copy_for_a_minute(text: str) -> None:
    """Put ``text`` into the clipboard, and take it out again later unless something else was copied since."""
    Clipboard.copy(text)

    def clear(_) -> None:
        if Clipboard.paste() == text:
            Clipboard.copy("")

    Clock.schedule_once(clear, SECONDS)
