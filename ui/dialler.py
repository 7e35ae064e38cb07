"""The phone's own dialler, with a number filled in: the person looks at it and presses call, or goes back."""

from __future__ import annotations

from collections.abc import Callable

from kivy.utils import platform

Dial = Callable[[str], bool]
"""Opens the dialler with a number; False where it could not be opened."""


def phone_dialler(on: str = platform) -> Dial | None:
    """Return the dialler of the device; None where it makes no calls."""
    return {"android": dial_on_android, "ios": dial_on_ios}.get(on)


def dial_on_android(number: str) -> bool:
    """Open Android's dialler; it needs no permission, since nothing is called without a press of the person."""
    try:
        from jnius import JavaException, autoclass
    except ImportError:
        return False
    try:
        intent = autoclass("android.content.Intent")
        address = autoclass("android.net.Uri").parse(f"tel:{number}")
        autoclass("org.kivy.android.PythonActivity").mActivity.startActivity(intent(intent.ACTION_DIAL, address))
    except JavaException:  # a tablet may have no dialler
        return False
    return True


def dial_on_ios(number: str) -> bool:
    """Ask iOS to call; it shows the number and waits for a yes. It does not say whether it could."""
    try:
        from ios import open_url
    except ImportError:
        return False
    open_url(f"tel:{number}")
    return True
