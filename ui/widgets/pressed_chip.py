"""A chip that is one of several choices, filled where it is chosen; and one that leads on, which looks like a button."""

from __future__ import annotations

from kivy.metrics import dp
from kivy.properties import BooleanProperty, StringProperty

from ui.theme import theme
from ui.widgets.layout import Row
from ui.widgets.press import Pressable
from ui.widgets.words import Icon, Words, measurer


class PressedChip(Pressable, Row):
    """A choice in a line of choices."""

    value = StringProperty("")
    chosen = BooleanProperty(False)
    moves_by_arrows = True
    role = "radio"

    def __init__(self, icon="", **props) -> None:
        super().__init__(hug=True, pad=(12, 4), gap=6, least=44 if theme.stacked else 36, radius=18, **props)
        self.ring_radius = 18
        self._icon = Icon(name=icon, size_dp=17) if icon else None
        self._words = Words(style="small", strong=True, hug=True)
        if self._icon:
            self.add_widget(self._icon)
        self.add_widget(self._words)
        for name in ("value", "chosen"):
            self.fbind(name, self._dress)
        self._dress()

    def _dress(self, *_) -> None:
        on = ("ink", "bg", "ink") if theme.mode == "contrast" else ("soft", "primary", "primary")
        off = ("quiet", "muted", "line" if theme.mode == "contrast" else "")
        self.fill, tone, self.edge = on if self.chosen else off
        self._words.tone, self._words.value = tone, self.value
        if self._icon:
            self._icon.tone = tone
        self.label = self.value

    def fit_into(self, width: float) -> None:
        """Be no wider than the line it stands in: words that have no room go on in another line."""
        left, _, right, _ = self.padding
        room = width - left - right - (self._icon.width + self.spacing if self._icon else 0)
        natural = measurer(self._words.font_size, self._words.bold)(self.value)
        self._words.hug = natural <= room
        if not self._words.hug:
            self._words.width = max(dp(20), room)

    def collide_point(self, x, y) -> bool:
        """Be 44 dp high for a finger, though drawn smaller."""
        more = max(0, (dp(44) - self.height) / 2)
        return self.x <= x <= self.right and self.y - more <= y <= self.top + more


class WayChip(PressedChip):
    """A small button in a line of ways that lead on: with a border, as buttons have, which no choice has."""

    role = "button"

    def _dress(self, *_) -> None:
        super()._dress()
        self.fill, self.edge = "surface", "edge"
        for part in (self._icon, self._words):
            if part is not None:
                part.tone = "primary"
