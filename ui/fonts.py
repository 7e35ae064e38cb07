"""The two faces and the icon font, registered before the first widget; and which characters the bold cut holds."""

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
