"""Keeping the screen to the person: no screenshots and no picture in the list of open apps, where the platform can."""

from __future__ import annotations

from kivy.utils import platform


def guard_screen(on: str = platform) -> bool:
    """Ask Android to keep the window out of screenshots; return whether it was asked. Other systems have no such flag."""
    if on != "android":
        return False
    try:
        from android.runnable import run_on_ui_thread
        from jnius import autoclass
    except ImportError:
        return False

    @run_on_ui_thread
    def guard() -> None:
        flags = autoclass("android.view.WindowManager$LayoutParams")
        window = autoclass("org.kivy.android.PythonActivity").mActivity.getWindow()
        window.addFlags(flags.FLAG_SECURE)

    guard()
    return True
