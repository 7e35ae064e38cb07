"""A page that ends in a long list: it scrolls as one, and only the rows that can be seen are widgets."""

from __future__ import annotations

from kivy.metrics import dp
from kivy.uix.recycleview import RecycleView

from ui.widgets.layout import Column
from ui.widgets.scroll import Placed, narrowed


class ListPage(Placed, RecycleView):
    """A body that ends in a long list: cards, then rows, of which only those that can be seen are widgets.

    The last child is the list: a widget with ``rows_box`` (a recycling layout) and ``rows_data``.
    """

    def __init__(self, pad=(16, 2, 16, 16), gap=12, most=0, **props) -> None:
        super().__init__(**props)
        self._pad, self._most = pad, dp(most)
        self.content = ListColumn(self, pad=pad, gap=gap)
        self.add_widget(self.content)
        self.content.fbind("height", self.refresh_from_viewport)
        if most:
            self.fbind("width", self._narrow)

    def _narrow(self, *_) -> None:
        self.content.padding = narrowed(self._pad, self.width, self._most)

    def hold(self, listed) -> None:
        """Let the rows of this list come and go with the scrolling."""
        if self.layout_manager is not listed.rows_box:
            self.layout_manager = listed.rows_box
            listed.rows_box.fbind("pos", self.refresh_from_data)
        listed.fbind("rows_data", self._take)
        self._take(listed, listed.rows_data)

    def let_go(self, listed) -> None:
        """Forget a list that leaves the page."""
        listed.funbind("rows_data", self._take)

    def _take(self, _, data) -> None:
        self.data = data

    def get_viewport(self) -> tuple[float, float, float, float]:
        """Return what can be seen, in the coordinates of the content, in which the rows stand."""
        above = self.content.height - self.height
        return 0, above * min(1.0, max(0.0, self.scroll_y)) if above > 0 else above, self.width, self.height

    def show(self, bottom: float, top: float, room: float = 0.0) -> None:
        """Scroll so that what stands from ``bottom`` to ``top`` of the content can be seen, with ``room`` beside it."""
        spare = self._spare()
        if not spare:
            return
        seen = spare * self.scroll_y
        if bottom < seen:
            seen = bottom - room
        elif top > seen + self.height:
            seen = top - self.height + room
        self.scroll_y = min(1.0, max(0.0, seen / spare))


class ListColumn(Column):
    """What a list page holds; tells the page of its list."""

    def __init__(self, page: ListPage, **props) -> None:
        self._page = page
        super().__init__(**props)

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a card, or the list."""
        super().add_widget(widget, *args, **kwargs)
        if hasattr(widget, "rows_box"):
            self._page.hold(widget)

    def remove_widget(self, widget, *args, **kwargs) -> None:
        """Take a card or the list away."""
        super().remove_widget(widget, *args, **kwargs)
        if hasattr(widget, "rows_box"):
            self._page.let_go(widget)
