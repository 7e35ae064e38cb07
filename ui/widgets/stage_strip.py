"""Where a late debt stands: six bars with their days under them; past ones soft, the present one full, the next ones open."""

from __future__ import annotations

from kivy.metrics import dp

from ui.widgets.layout import Column, Painted, Row
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_BARS = {"past": ("soft", "primary"), "now": ("primary", "primary"), "next": ("surface", "edge")}


def stage_strip(bars: tuple[tuple[str, str], ...]) -> Node:
    """Return the bars of (days, past, now or next)."""
    parts = []
    for place, (days, how) in enumerate(bars):
        fill, edge = _BARS[how]
        bar = el(Painted, fill=fill, edge=edge, radius=4, size_hint_y=None, height=dp(12), key=f"bar {how}")
        strong = how == "now"
        words = el(
            Words,
            at_most=1.2,  # all six of one size, side by side whatever the size of text
            value=days,
            style="tiny",
            tone="ink" if strong else "muted",
            strong=strong,
            halign="center",
            one_line=True,
            fit=True,
            key="days " + how,
        )
        parts.append(el(Column, bar, words, gap=4, key=str(place)))
    return el(Row, *parts, gap=4, key="stages", top=True)
