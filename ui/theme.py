"""The look in force: palette, text size, motion. Widgets read it when they are made; a change makes them anew."""

from __future__ import annotations

from kivy.animation import Animation
from kivy.metrics import Metrics, dp, sp

from ui.palettes import PALETTES, rgb

SIZES = {
    "hero": 30,
    "title": 24,
    "number": 20,
    "section": 17,
    "body": 15,
    "button": 15,
    "small": 13,
    "chip": 12.5,
    "tiny": 12,
}
BOLD = frozenset(("hero", "title", "number", "section", "button", "chip"))


class Theme:
    """One for the whole app: ``theme``."""

    def __init__(self) -> None:
        self.use()

    def use(self, mode: str = "light", text_scale: float = 1.0, reduced_motion: bool = False) -> None:
        """Take a palette (light, dark, contrast), a text size from 0.8 to 2.0, and whether things may move."""
        self.mode = mode if mode in PALETTES else "light"
        self.text_scale = min(2.0, max(0.8, text_scale))
        self.reduced_motion = reduced_motion
        self._colors = {name: (*rgb(value), 1.0) for name, value in PALETTES[self.mode].items()}
        Metrics.fontscale = self.text_scale

    def color(self, token: str, alpha: float = 1.0) -> tuple[float, float, float, float]:
        """Return the colour of a token; an empty token is seen through."""
        return (*self._colors[token][:3], alpha) if token else (0, 0, 0, 0)

    @property
    def stacked(self) -> bool:
        """Whether text is so large that what stands side by side goes one under the other."""
        return self.text_scale > 1.25

    @property
    def edge_width(self) -> float:
        """How thick a border is: twice in high contrast."""
        return dp(2 if self.mode == "contrast" else 1)

    def size(self, style: str, at_most: float = 2.0) -> float:
        """Return a text size in pixels; ``at_most`` limits how far it grows with the person's text size."""
        return sp(SIZES[style]) * min(1.0, at_most / self.text_scale)

    def move(self, widget, **goal) -> None:
        """Move properties of a widget to ``goal``, at once where the person wants no motion."""
        Animation.cancel_all(widget, *goal)
        if self.reduced_motion:
            for name, value in goal.items():
                setattr(widget, name, value)
        else:
            Animation(duration=0.18, t="out_quad", **goal).start(widget)


theme = Theme()
