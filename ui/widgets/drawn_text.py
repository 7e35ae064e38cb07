"""Text that a canvas of our own draws: numbers in cells, names beside them."""

from __future__ import annotations

from functools import lru_cache

from kivy.core.text import Label as CoreLabel
from kivy.graphics import Color, Rectangle

from ui.fonts import ICON_FONT, bold_can_draw, strike
from ui.icons import ICONS
from ui.theme import theme
from ui.widgets.words import SCRIPT, measurer


@lru_cache(maxsize=512)
def _texture(text: str, size: float, bold: bool, color: tuple[float, ...], font: str):
    size = float(size)
    more = {"font_name": font} if font else {"font_script_name": SCRIPT}
    if not font:
        measurer(size, bold).wake()
    label = CoreLabel(text=text, font_size=size, bold=bold, color=color, halign="center", **more)
    label.refresh()
    return label.texture


class Written:
    """A text as a picture, to be put on an open canvas; drawn once for each look and kept. ``size`` in pixels."""

    def __init__(self, text: str, size: float, tone: str, bold: bool = False) -> None:
        self._texture = _texture(text, size, bold and bold_can_draw(text), theme.color(tone), "")
        self._beside = strike(text, size) if bold else 0
        wide, self.height = self._texture.size
        self.width = wide + self._beside

    def put(self, x: float, y: float) -> None:
        """Draw it with its left lower corner there."""
        Color(1, 1, 1, 1)
        for beside in (0, self._beside) if self._beside else (0,):
            Rectangle(texture=self._texture, pos=(round(x) + beside, round(y)), size=self._texture.size)


def write(text: str, x: float, y: float, *, tone="ink", style="tiny", bold=False, align="center", most=1.3) -> None:
    """Draw a text on the canvas that is open, around a point: ``align`` center, left or right of it; y is its middle.

    It grows with the person's text size up to ``most``.
    """
    written = Written(text, theme.size(style, most), tone, bold)
    written.put(_left(written.width, x, align), y - written.height / 2)


def write_icon(name: str, x: float, y: float, *, tone="muted", style="small", align="center") -> None:
    """Draw an icon like a text."""
    texture = _texture(ICONS[name], theme.size(style, 1.3), False, theme.color(tone), ICON_FONT)
    wide, high = texture.size
    Color(1, 1, 1, 1)
    Rectangle(texture=texture, pos=(round(_left(wide, x, align)), round(y - high / 2)), size=(wide, high))


def _left(wide: float, x: float, align: str) -> float:
    return x - wide / 2 if align == "center" else x - wide if align == "right" else x
