"""Large grounds on software GL, where each layer of a window costs milliseconds: opaque ones are not mixed with what
lies under them, and the texture that Kivy gives to every plain shape is read without smoothing."""

from __future__ import annotations

from kivy.graphics import Rectangle
from kivy.graphics.opengl import GL_BLEND, glDisable, glEnable


def cover(_instruction) -> None:
    """Draw what follows over what lies there."""
    glDisable(GL_BLEND)


def mix(_instruction) -> None:
    """Mix what follows with what lies there, as Kivy does otherwise."""
    glEnable(GL_BLEND)


def read_plainly() -> None:
    """Take the nearest point of the white texture of plain shapes; all of its points are alike. Needs a window."""
    texture = Rectangle().texture
    texture.mag_filter = texture.min_filter = "nearest"
