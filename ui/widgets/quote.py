"""Words that somebody said or wrote: a line at the left, as in a letter."""

from __future__ import annotations

from kivy.metrics import dp

from ui.widgets.layout import Painted, Row
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class Quote(Row):
    """The words, and a line as high as they are."""

    def __init__(self, **props) -> None:
        super().__init__(gap=12, **props)
        self._bar = Painted(fill="edge", size_hint_x=None, width=dp(3))
        super().add_widget(self._bar)


def quoted(words: str, *, style: str = "body", key: str = "quote") -> Node:
    """Return words as a quotation."""
    return el(Quote, el(Words, value=words, style=style, key="words"), key=key)
