"""Blocks for what is counted: one each, a gap before the first one over the limit; and times as blocks."""

from __future__ import annotations

from kivy.graphics import Color, SmoothLine, SmoothRoundedRectangle
from kivy.metrics import dp
from kivy.properties import NumericProperty
from kivy.uix.widget import Widget

from ui.theme import theme
from ui.widgets.layout import Row, line_width
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

HIGH, GAP, BREAK = 12, 4, 7


class LimitMeter(Widget):
    """``count`` blocks, those over ``limit`` in red and apart; a limit that is not reached shows the rest hollow."""

    count = NumericProperty(0)
    limit = NumericProperty(0)

    def __init__(self, **props) -> None:
        super().__init__(size_hint_y=None, height=dp(HIGH), **props)
        for name in ("pos", "size", "count", "limit"):
            self.fbind(name, self._draw)
        self._draw()

    def _draw(self, *_) -> None:
        self.canvas.clear()
        blocks = int(max(self.count, self.limit))
        if not blocks or self.width < dp(20):
            return
        over = self.count > self.limit
        spare = self.width - dp(GAP) * (blocks - 1) - (dp(BREAK) if over else 0)
        wide, x = max(dp(2), spare / blocks), self.x
        for place in range(blocks):
            is_over = place >= self.limit
            if place == self.limit and over:
                x += dp(BREAK)
            filled = place < self.count
            with self.canvas:
                if not filled or theme.mode == "contrast":
                    Color(*theme.color("bad" if is_over else "edge"))
                    inset = dp(0.5)
                    SmoothLine(
                        rounded_rectangle=(x + inset, self.y + inset, wide - 2 * inset, self.height - 2 * inset, dp(3)),
                        width=line_width(dp(1)),
                    )
                if filled:
                    Color(*theme.color("bad" if is_over else "primary"))
                    SmoothRoundedRectangle(pos=(x, self.y), size=(wide, self.height), radius=[dp(3)])
            x += wide + dp(GAP)


class TimeBlock(Row):
    """A time on a block; ``over``: it is one too many."""

    def __init__(self, value="", over=False, **props) -> None:
        fill, tone, edge = ("warn_bg", "warn", "warn") if over else ("primary", "on_primary", "")
        super().__init__(hug=True, pad=(10, 4), least=28, radius=8, fill=fill, edge=edge, **props)
        self.add_widget(Words(value=value, style="chip", tone=tone, hug=True))


def time_blocks(times: tuple[tuple[str, bool], ...]) -> list[Node]:
    """Return times as blocks, those that are too many in another colour."""
    return [
        el(TimeBlock, key=f"{place} {time} {over}", value=time, over=over) for place, (time, over) in enumerate(times)
    ]
