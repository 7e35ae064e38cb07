"""A long list: only the rows that can be seen are widgets. One stop for Tab; arrows move within it, Enter opens."""

from __future__ import annotations

from functools import lru_cache

from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.recycleboxlayout import RecycleBoxLayout
from kivy.uix.recycleview import RecycleView
from kivy.uix.recycleview.views import RecycleDataViewBehavior

from ui.theme import theme
from ui.widgets.card import IconTile
from ui.widgets.focus import Focusable
from ui.widgets.layout import Column, Painted, Row
from ui.widgets.words import Icon, Words


class Line(RecycleDataViewBehavior, Painted, BoxLayout):
    """One line of a long list: icon, two lines of words, an amount with a word under it."""

    index = NumericProperty(-1)
    owner = ObjectProperty(None, allownone=True)

    def __init__(self, **props) -> None:
        super().__init__(spacing=dp(12), padding=(dp(14), dp(6), dp(14), dp(6)), **props)
        self._tile = IconTile(side=34, pos_hint={"center_y": 0.5})
        self._title = Words(strong=True, one_line=True)
        self._under = Words(style="small", tone="muted", one_line=True)
        self._amount = Words(strong=True, hug=True)
        self._note = Words(style="small", tone="muted", hug=True)
        self._next = Icon(name="next", tone="muted", size_dp=18, pos_hint={"center_y": 0.5})
        words = Column(pos_hint={"center_y": 0.5})
        for pair in ((self._title, self._amount), (self._under, self._note)):
            if theme.stacked:
                words.add_widget(pair[0])
                words.add_widget(pair[1])
            else:
                line = Row(gap=8)
                line.add_widget(pair[0])
                line.add_widget(pair[1])
                words.add_widget(line)
        for part in (self._tile, words, self._next):
            self.add_widget(part)
        with self.canvas.before:
            self._rule_color = Color(*theme.color("line"))
            self._rule = Rectangle()
        self.fbind("pos", self._draw_rule)
        self.fbind("size", self._draw_rule)

    def _draw_rule(self, *_) -> None:
        inset = dp(14)
        self._rule.pos, self._rule.size = (self.x + inset, self.y), (max(0, self.width - 2 * inset), theme.edge_width)

    def refresh_view_attrs(self, view, index, data) -> None:
        """Take the row that has scrolled into sight."""
        self.index, self.owner = index, data["owner"]
        row = data["row"]
        if row.icon:
            self._tile.name, self._tile.opacity, self._tile.width = row.icon, 1, dp(34)
        else:
            self._tile.opacity, self._tile.width = 0, 0
        self._title.value, self._title.strong = row.title, row.strong
        self._under.value = row.under
        self._amount.value, self._note.value = row.amount, row.note
        self._rule_color.a = 0 if index == len(self.owner.rows) - 1 else 1
        self._next.opacity = 1 if row.opens else 0
        self._next.width = dp(18) if row.opens else 0
        self._show_mark()

    def _show_mark(self) -> None:
        self.fill = "soft" if self.owner.marked == self.index else ""

    def on_touch_up(self, touch) -> bool:
        """Open the row that was tapped, not one that was scrolled."""
        if touch.grab_current is self:
            touch.ungrab(self)
            if self.collide_point(*touch.pos) and abs(touch.y - touch.oy) < dp(10):
                self.owner.tapped(self.index)
                return True
        return super().on_touch_up(touch)

    def on_touch_down(self, touch) -> bool:
        """Hold a touch that may become a tap."""
        if self.collide_point(*touch.pos) and not touch.is_mouse_scrolling:
            touch.grab(self)
        return super().on_touch_down(touch)


@lru_cache(maxsize=16)
def _line_of(_mode: str, _text_scale: float) -> type[Line]:
    """Return the line of one look: Kivy keeps lines that scrolled away by their class, and gives them to any list."""
    return type("Line", (Line,), {})


class RowList(Focusable, RecycleView):
    """The list. ``rows``: values with icon, title, under, amount, note, strong, opens; ``open(index)`` opens one.

    ``place``: what the rows are of; those of another place are shown from the top, or from the one that is ``chosen``.
    """

    rows = ListProperty([])
    open = ObjectProperty(None, allownone=True)
    chosen = NumericProperty(-1)
    marked = NumericProperty(-1)
    place = StringProperty("")
    label = StringProperty("")
    role = "list"

    def __init__(self, **props) -> None:
        super().__init__(**props)
        self.bar_width, self.scroll_type = dp(4), ["bars", "content"]
        high = self._row_height()
        box = RecycleBoxLayout(
            orientation="vertical",
            default_size=(None, high),
            default_size_hint=(1, None),
            size_hint_y=None,
        )
        box.bind(minimum_height=box.setter("height"))
        self.add_widget(box)
        self.viewclass = _line_of(theme.mode, theme.text_scale)
        self._box = box
        self.fbind("rows", self._take)
        self.fbind("chosen", lambda _, chosen: setattr(self, "marked", chosen))
        self.fbind("marked", self._show_mark)
        self.fbind("place", self._begin_anew)
        self.marked = self.chosen
        self._take()

    def _row_height(self) -> float:
        """Return how high a row is: as many lines as any of them has."""
        body, small = theme.size("body") * 1.55, theme.size("small") * 1.55
        if not theme.stacked:
            return max(dp(56), dp(14) + body + small)
        notes = any(row.note for row in self.rows)
        unders = any(row.under for row in self.rows)
        amounts = any(row.amount for row in self.rows)
        lines = body * (2 if amounts else 1) + small * (unders + notes)
        return max(dp(56), dp(18) + lines)

    def _take(self, *_) -> None:
        self._box.default_size = (None, self._row_height())
        self.size_hint_max_y = max(1, self._box.default_size[1] * len(self.rows))
        self.data = [{"row": row, "owner": self} for row in self.rows]

    def _show_mark(self, *_) -> None:
        for line in self._box.children:
            line._show_mark()

    def _begin_anew(self, *_) -> None:
        self.marked, self.scroll_y = self.chosen, 1
        if self.chosen >= 0:
            self._show_row(int(self.chosen))

    def tapped(self, index: int) -> None:
        """Open a row."""
        if self.open is not None and self.rows[index].opens:
            self.open(index)

    def keyboard_on_key_down(self, window, keycode, text, modifiers) -> bool:
        """Move by arrows, pages, Home and End; open with Enter or Space."""
        if super().keyboard_on_key_down(window, keycode, text, modifiers):
            return True
        last = len(self.rows) - 1
        if last < 0:
            return False
        page = max(1, int(self.height / self._box.default_size[1]) - 1)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -last - 1, "end": last + 1}
        if keycode[1] in moves:
            self.marked = min(last, max(0, int(self.marked) + moves[keycode[1]]))
            self._show_row(int(self.marked))
            return True
        if keycode[1] in ("enter", "numpadenter", "spacebar") and 0 <= self.marked <= last:
            self.tapped(int(self.marked))
            return True
        return False

    def _show_row(self, index: int) -> None:
        high = self._box.default_size[1]
        whole, seen = high * len(self.rows), self.height
        if whole <= seen:
            return
        top = index * high
        above = (1 - self.scroll_y) * (whole - seen)
        if top < above:
            above = top
        elif top + high > above + seen:
            above = top + high - seen
        self.scroll_y = 1 - above / (whole - seen)
