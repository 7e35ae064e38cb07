"""Where a late debt stands: six bars with their days under them; past ones soft, the present one full, the next ones open.
One whose day has not come, but who collects it usually comes then, is open with a strong edge.

With large text they stand three to a row, so that the days under them grow too.
"""

from __future__ import annotations

from kivy.metrics import dp

from ui.theme import theme
from ui.widgets.layout import Column, Painted, Row
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_BARS = {
    "past": ("soft", "primary"),
    "now": ("primary", "primary"),
    "early": ("surface", "primary"),
    "next": ("surface", "edge"),
}


def stage_strip(bars: tuple[tuple[str, str], ...]) -> Node:
    """Return the bars of (days, past, now, early or next)."""
    across = 3 if theme.stacked else len(bars)
    parts = []
    for place, (days, how) in enumerate(bars):
        fill, edge = _BARS[how]
        bar = el(Painted, fill=fill, edge=edge, radius=4, size_hint_y=None, height=dp(12), key=f"bar {how}")
        strong = how == "now"
        words = el(
            Words,
            at_most=2.0 if theme.stacked else 1.2,  # in one row all six are of one size
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
    rows = [parts[first : first + across] for first in range(0, len(parts), across)]
    rows = [el(Row, *row, gap=4, key=f"stages {place}", top=True) for place, row in enumerate(rows)]
    return rows[0] if len(rows) == 1 else el(Column, *rows, gap=8, key="stages")
