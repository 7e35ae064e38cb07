"""Text that a canvas of our own draws: numbers in cells, names beside them."""

from __future__ import annotations

from functools import lru_cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle

from ui.fonts import ICON_FONT, bold_can_draw
from ui.icons import ICONS
from ui.theme import theme
from ui.widgets.words import SCRIPT


@lru_cache(maxsize=512)
def _texture(text: str, size: float, bold: bool, color: tuple[float, ...], font: str):
    more = {"font_name": font} if font else {"font_script_name": SCRIPT}
    label = CoreLabel(text=text, font_size=size, bold=bold, color=color, halign="center", **more)
    label.refresh()
    return label.texture


def write(text: str, x: float, y: float, *, tone="ink", style="tiny", bold=False, align="center") -> None:
    """Draw a text on the canvas that is open, around a point: ``align`` center, left or right of it; y is its middle."""
    texture = _texture(text, theme.size(style, 1.3), bold and bold_can_draw(text), theme.color(tone), "")
    _draw(texture, x, y, align)


def write_icon(name: str, x: float, y: float, *, tone="muted", style="small", align="center") -> None:
    """Draw an icon like a text."""
    _draw(_texture(ICONS[name], theme.size(style, 1.3), False, theme.color(tone), ICON_FONT), x, y, align)


def _draw(texture, x: float, y: float, align: str) -> None:
    wide, high = texture.size
    left = x - wide / 2 if align == "center" else x - wide if align == "right" else x
    Color(1, 1, 1, 1)
    Rectangle(texture=texture, pos=(round(left), round(y - high / 2)), size=(wide, high))
