"""Copying: what was copied leaves the clipboard after a minute, since someone else may use this device (guard 19)."""

from __future__ import annotations

from kivy.clock import Clock

SECONDS = 60


_copied: list[str] = []


def copy_for_a_minute(text: str) -> None:
    """Put ``text`` into the clipboard, and take it out again later unless something else was copied since."""
    from kivy.core.clipboard import Clipboard  # looks for what the system has, which no first frame need wait for

    Clipboard.copy(text)
    _copied.append(text)
    Clock.schedule_once(lambda _: _clear(text), SECONDS)


def forget_copied() -> None:
    """Take what was copied here out of the clipboard now."""
    for text in _copied[:]:
        _clear(text)


def _clear(text: str) -> None:
    if text in _copied:
        from kivy.core.clipboard import Clipboard

        _copied.remove(text)
        if Clipboard.paste() == text:
            Clipboard.copy(" ")  # Kivy copies no empty text
