"""The two faces and the icon font, registered before the first widget; which characters the bold cut holds, and the rest."""

from __future__ import annotations

from functools import lru_cache

from kivy.core.text import LabelBase

from planner.resources import ASSETS

ICON_FONT = "AshoreIcons"


def register_fonts() -> None:
    """Put Noto Sans SC in the place of Kivy's default face, which has no Chinese."""
    fonts = ASSETS / "fonts"
    LabelBase.register(
        "Roboto",
        fn_regular=str(fonts / "NotoSansSC-Regular.ttf"),
        fn_bold=str(fonts / "NotoSansSC-Bold.ttf"),
    )
    LabelBase.register(ICON_FONT, fn_regular=str(ASSETS / "icons" / "ashore-icons.ttf"))


@lru_cache(maxsize=2048)
def bold_can_draw(text: str) -> bool:
    """Return whether the bold cut (GB 2312 and Latin) has every character; names may need the whole regular face."""
    for character in text:
        if ord(character) < 0x100 or character in "–—€✓":
            continue
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            return False
    return True


def strike(text: str, size: float) -> int:
    """Return how many pixels beside itself ``text`` is drawn once more to look bold; 0 where the bold cut has all of it.

    The bold cut lacks rare characters of names; a stem of the bold face is a twentieth of the size thicker.
    """
    return 0 if bold_can_draw(text) else max(1, round(size / 20))
