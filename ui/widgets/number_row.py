"""Numbers to tap, 0 to 10: each large enough for a shaking finger; where one line has no room for them they stand in even ones.

A wide window has them in one row: they share it.
"""

from __future__ import annotations

from kivy.core.window import Window
from kivy.metrics import dp
from kivy.properties import StringProperty
from kivy.uix.anchorlayout import AnchorLayout

from ui.theme import theme
from ui.widgets.card import Flow
from ui.widgets.layout import Column, Painted, Row, pair
from ui.widgets.page import PANE
from ui.widgets.press import Pressable
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class NumberTap(Pressable, Painted, AnchorLayout):
    """One number."""

    value = StringProperty("")
    moves_by_arrows = True
    role = "radio"

    def __init__(self, shares=False, **props) -> None:
        hint = (1, None) if shares else (None, None)
        super().__init__(size_hint=hint, size=(dp(46), dp(46)), radius=12, fill="surface", edge="edge", **props)
        self.ring_radius = 12
        self.label = self.value
        self.add_widget(Words(value=self.value, style="body", strong=True, halign="center"))


class Numbers(Flow):
    """Numbers in as few lines as can be, as long as each other: 11 are 6 and 5 on a phone, and six take its width."""

    def _fit(self, *_) -> None:
        count, gap, least = len(self.children), self.spacing[0], max(dp(44), theme.size("body") * 1.5)
        if not count or self.width < dp(100):
            return
        lines = -(-count // max(1, int((self.width + gap) // (least + gap))))
        beside = -(-count // lines)
        wide = (self.width - (beside - 1) * gap) // beside
        for one in self.children:
            one.width = wide
        self.padding[2] = max(0.0, self.width - beside * (wide + gap) + gap - 1)


def number_row(numbers, ends: tuple[str, str], tap) -> Node:
    """Return the numbers in lines, with words for the lowest and the highest; ``tap(number)`` is called."""
    shares = Window.width >= dp(PANE) and not theme.stacked
    taps = [
        el(NumberTap, key=str(one), value=str(one), shares=shares, action=lambda one=one: tap(one)) for one in numbers
    ]
    far = "left" if theme.stacked else "right"
    low, high = (
        el(Words, value=f"{number} {words}", style="small", tone="muted", halign=side, key=key)
        for number, words, side, key in ((numbers[0], ends[0], "left", "low"), (numbers[-1], ends[1], far, "high"))
    )
    return el(
        Column,
        el(Row, *taps, key="row", gap=4) if shares else el(Numbers, *taps, key="taps", gap=8),
        pair(low, high, key="ends"),
        key="numbers",
        gap=8,
    )
