"""Draws the two signs of the window from the icon font: Ashore's own, and a neutral one. Run after a change of the font."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP))

from ui.icons import ICONS  # noqa: E402

SIDE = 256
SIGNS = {"ashore": ("ashore", "#0F6B6B"), "notes": ("log", "#5B6670")}


def draw(sign: str, ground: str) -> Image.Image:
    """Return a white sign on a rounded square."""
    image = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((8, 8, SIDE - 8, SIDE - 8), 56, fill=ground)
    font = ImageFont.truetype(str(TOP / "assets" / "icons" / "ashore-icons.ttf"), 160)
    pen.text((SIDE / 2, SIDE / 2), ICONS[sign], font=font, fill="white", anchor="mm")
    return image


if __name__ == "__main__":
    for name, (sign, ground) in SIGNS.items():
        draw(sign, ground).save(TOP / "assets" / "icons" / f"{name}.png", optimize=True)
