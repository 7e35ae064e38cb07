"""A long list: only the rows that can be seen are widgets. One stop for Tab; arrows move within it, Enter opens."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import Any, NamedTuple

from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.metrics import dp
from kivy.properties import ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.recycleboxlayout import RecycleBoxLayout
from kivy.uix.recycleview.views import RecycleDataViewBehavior

from ui.theme import theme
from ui.widgets.card import CHOSEN_INSET, CHOSEN_RADIUS, IconTile
from ui.widgets.focus import Focusable
from ui.widgets.layout import Column, Painted, Row, Turning
from ui.widgets.list_page import ListPage
from ui.widgets.row_lines import BELOW, BESIDE, LOWER, large_row, lines_at_rest
from ui.widgets.words import Icon, Words


class Listed(NamedTuple):
    """A row and how high it is, in pixels; a tuple, as there are tens of thousands. ``look``: what else its line is to know."""

    row: Any
    owner: Any
    height: int
    look: Any = None


WHOLE = (1, 1)
"""Title and the words under it each stand in one line."""
MORE = 3
"""So many more lines a row has in large text."""
_NOTE = ("small", "muted", False)
LEADS_UP = "up"
"""The icon of a row that leads back where one came from: it has no arrow that leads on."""
PAD = 2
"""How far the lines of a list stand inside its border, in dp."""


class Line(RecycleDataViewBehavior, Painted, BoxLayout):
    """One line of a long list: icon, lines of words, an amount with a word under it."""

    index = NumericProperty(-1)
    owner = ObjectProperty(None, allownone=True)

    def __init__(self, **props) -> None:
        super().__init__(spacing=dp(12), padding=(dp(14), dp(6), dp(14), dp(6)), **props)
        self._stands = {"top": 1} if theme.stacked else {"center_y": 0.5}  # beside large words, by their first line
        self._tile = IconTile(side=34, pos_hint=self._stands)
        one = {"one_line": not theme.stacked, "fit": not theme.stacked}  # large words go on in another line
        self._title = Words(strong=True, **one)
        self._under = Words(style="small", tone="muted", **one)
        lines = MORE + 1 if theme.stacked else 1  # one for the note, where the amount takes its place
        self._more = [Words(style="small", tone="muted", **one) for _ in range(lines)]
        self._amount = Words(strong=True, hug=True)
        self._note = Words(style="small", tone="muted", hug=True)
        self._next = Icon(name="next", tone="muted", size_dp=18, pos_hint={"center_y": 0.5})
        self._arrange()
        with self.canvas.before:
            self._rule_color = Color(*theme.color("line"))
            self._rule = Rectangle()
        self.fbind("pos", self._draw_rule)
        self.fbind("size", self._draw_rule)

    def _arrange(self) -> None:
        """Put the parts where they stand."""
        words, self._lines = Column(pos_hint=self._stands), []
        if theme.stacked:
            self.padding[1] = self.padding[3] = dp(11)
        for pair in ((self._title, self._amount), (self._under, self._note)):
            line = Turning(gap=8, under=0) if theme.stacked else Row(gap=8)
            for part in pair:
                line.add_widget(part)
            words.add_widget(line)
            self._lines.append(line)
        for more in self._more:
            words.add_widget(more)
        for part in (self._tile, words, self._next):
            self.add_widget(part)

    def _draw_rule(self, *_) -> None:
        inset = dp(14)
        self._rule.pos, self._rule.size = (self.x + inset, self.y), (max(0, self.width - 2 * inset), theme.edge_width)

    def refresh_view_attrs(self, view, index, data) -> None:
        """Take the row that has scrolled into sight."""
        self.index, self.owner = index, data.owner
        row = data.row
        self._let_go_on(data.look or WHOLE)
        if row.icon:
            self._tile.name, self._tile.opacity, self._tile.width, self.spacing = row.icon, 1, dp(34), dp(12)
        else:
            self._tile.opacity, self._tile.width, self.spacing = 0, 0, 0
        self._title.value, self._title.strong = row.title, row.strong
        self._under.value = row.under
        amount, note, rest = row.amount, row.note, row.more[:MORE] if theme.stacked else row.more[:1]
        if theme.stacked:
            where, beside = data.look or (BELOW, False)
            self._lines[0].turn(where is BESIDE)
            self._lines[1].turn(beside)
            lower = where is LOWER
            self._note.style, self._note.tone, self._note.strong = ("body", "ink", True) if lower else _NOTE
            if lower:
                amount, note, rest = "", amount, (*([note] if note else ()), *rest)
        for more, value in zip_longest(self._more, rest, fillvalue=""):
            more.value = value
        self._amount.value, self._note.value = amount, note
        self._next.opacity = 1 if row.opens and row.icon != LEADS_UP else 0
        self._next.width = dp(18) if row.opens else 0
        self.padding[2] = dp(14) if row.opens or not row.icon else dp(2)  # a gap stands before what has no width, too
        self._show_mark()

    def _let_go_on(self, lines: tuple[int, int]) -> None:
        """Let title and the words under it go on in other lines, where one has no room for them."""
        for words, count in zip((self._title, self._under), lines, strict=True):
            one_line = not theme.stacked and count < 2
            if words.one_line != one_line:
                words.one_line = words.fit = one_line
                words._later()

    def _show_mark(self) -> None:
        marked = self.owner.marked == self.index
        self.fill, self._tile.fill = ("soft", "surface") if marked else ("", "soft")
        contrast = marked and theme.mode == "contrast"  # its soft is white
        self.edge, self.edge_width = ("primary", 4) if contrast else ("", 0)
        self.radius = CHOSEN_RADIUS if marked else 0
        self._rule_color.a = 0 if marked or self.index == len(self.owner.rows) - 1 else 1

    def _ground_at(self) -> tuple[float, float, float, float]:
        """Return the whole line, a little inside the rounded border of its list."""
        inset = dp(CHOSEN_INSET - PAD)
        return self.x + inset, self.y, self.width - 2 * inset, self.height

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


class Places:
    """Where each row stands, made when it is asked for: Kivy's own keeps a page of values for each of ten thousand."""

    def __init__(self, box: Rows, heights: list[float]) -> None:
        self.box, self.heights = box, heights
        self.bottoms: list[float] = []

    def __len__(self) -> int:
        return len(self.heights)

    def __getitem__(self, index: int) -> dict:
        box, high = self.box, self.heights[index]
        bottom = self.bottoms[-1 - index] if self.bottoms else box.y
        return {
            "size": [box.width, high],
            "size_hint": [1, None],
            "size_hint_min": [None, None],
            "size_hint_max": [None, None],
            "pos": (box.x, bottom),
            "pos_hint": {},
            "viewclass": box.viewclass,
            "width_none": True,
            "height_none": False,
        }


class Rows(RecycleBoxLayout):
    """Rows as wide as the box, one under the other, each as high as its data says."""

    def compute_sizes_from_data(self, data, flags) -> None:
        """Take how high the rows are."""
        self.clear_layout()
        self.view_opts = Places(self, [row.height for row in data])

    def compute_layout(self, data, flags) -> None:
        """Stack them, the last one at the foot of the box."""
        self._size_needs_update = False
        self.clear_layout()
        heights = self.view_opts.heights
        self.minimum_size = (0, sum(heights))
        self.view_opts.bottoms = self._rv_positions = list(accumulate(reversed(heights), initial=self.y))[:-1]

    def get_view_index_at(self, pos) -> int:
        """Return the row at a place."""
        bottoms = self._rv_positions
        return min(len(bottoms) - 1, max(0, len(bottoms) - bisect_right(bottoms, pos[1]))) if bottoms else 0


class RowList(Focusable, Column):
    """The rows of a list page. ``rows``: values with icon, title, under, more, amount, note, strong, opens.

    ``open(index)`` opens one. ``place``: what the rows are of; those of another place are shown from the top, or from
    the one that is ``chosen``.
    """

    rows = ListProperty([])
    rows_data = ListProperty([])
    open = ObjectProperty(None, allownone=True)
    chosen = NumericProperty(-1)
    marked = NumericProperty(-1)
    place = StringProperty("")
    label = StringProperty("")
    role = "list"
    ring_radius = 16
    solid = True
    has_headings = False
    """Whether rows that do not open stand over others: arrows pass them."""
    page_of = ListPage
    """What holds such a list, with all that stands above it."""

    def __init__(self, **props) -> None:
        super().__init__(pad=(PAD, 6), fill="surface", edge="line", radius=16, **props)
        self.rows_box = Rows(
            orientation="vertical", default_size=(None, dp(56)), default_size_hint=(1, None), size_hint_y=None
        )
        self.rows_box.viewclass = _line_of(theme.mode, theme.text_scale)
        self.rows_box.bind(minimum_height=self.rows_box.setter("height"))
        self.add_widget(self.rows_box)
        self.fbind("rows", self._take)
        self.fbind("chosen", self._choose)
        self.fbind("marked", self._show_mark)
        self.fbind("focus", self._come)
        self.fbind("place", self._begin_anew)
        self.fbind("width", self._take)
        self._tries, self._show_later = 0, Clock.create_trigger(self._show_chosen, 0)
        self._take()
        self._choose()

    def _take(self, *_) -> None:
        line = 1.47 if theme.stacked else 1.55
        body, small = theme.size("body") * line, theme.size("small") * line
        if theme.stacked:
            listed = [self._large(row, body, small) for row in self.rows]
            below = {one.look[0] is BELOW for one in listed if one.row.amount}
            if len(below) == 2:  # where one amount has no room, all stand under their titles
                listed = [self._large(row, body, small, is_below=True) for row in self.rows]
            self.rows_data = listed
            return
        two, listed = max(dp(56), dp(14) + body + small), []
        for row in self.rows:
            title, under = look = self._lines(row)
            high = two + (small if any(row.more) else 0) + body * (title - 1) + small * (under - 1)
            listed.append(Listed(row, self, math.ceil(high), look))
        self.rows_data = listed

    def _lines(self, row) -> tuple[int, int]:
        """Return in how many lines the title and the words under it stand."""
        room = self.width - dp(2 * PAD + 28) - (dp(46) if row.icon else 0) - (dp(30) if row.opens else 0)
        title = lines_at_rest(row.title, theme.size("body"), row.strong, room, row.amount)
        under = lines_at_rest(row.under, theme.size("small"), False, room, row.note)
        return (title, under) if title + under > 2 else WHOLE

    def _large(self, row, body: float, small: float, *, is_below: bool = False) -> Listed:
        """Return a row in large text; its amount under the title with ``is_below``."""
        side = (dp(46) if row.icon else 0) + (dp(12) + dp(18) * 1.25 if row.opens else 0)
        high, stands = large_row(row, self.width - dp(2 * PAD + 28) - side, body, small, is_below=is_below)
        return Listed(row, self, math.ceil(max(dp(56), dp(22) + high)), stands)

    @property
    def page(self) -> ListPage | None:
        """The page that scrolls it."""
        return self.rows_box.recycleview

    def _begin_anew(self, *_) -> None:
        self.marked = self.chosen
        if self.page is not None:
            self.page.rest_at(0)
            if self.chosen >= 0:
                Clock.schedule_once(lambda _: self._show_row(int(self.chosen)), 0)

    def _choose(self, *_) -> None:
        """Mark what was chosen, and let it be seen where it was chosen elsewhere."""
        self.marked = self.chosen
        if self.chosen >= 0:
            self._tries = 3
            self._show_later()

    def _show_chosen(self, _) -> None:
        self._tries -= 1
        if self._tries > 0:
            self._show_later()  # rows that came in this frame have their places in the next
        place = int(self.chosen)
        if self.page is not None and 0 <= place < len(self.rows_data):
            top = self.rows_box.top - sum(row.height for row in self.rows_data[:place])
            self.page.show(top - self.rows_data[place].height, top, dp(24))

    def _come(self, *_) -> None:
        """Show where the keyboard stands, when it comes."""
        if self.shows_ring and self.page is not None and self.rows:
            self._show_row(max(0, int(self.marked)))

    def _show_mark(self, *_) -> None:
        for line in self.rows_box.children:
            line._show_mark()

    def tapped(self, index: int) -> None:
        """Open a row."""
        if self.open is not None and self.rows[index].opens:
            self.open(index)

    def keyboard_on_key_down(self, window, keycode, text, modifiers) -> bool:
        """Move by arrows, pages, Home and End; open with Enter or Space."""
        if super().keyboard_on_key_down(window, keycode, text, modifiers):
            return True
        last = len(self.rows) - 1
        if last < 0 or self.page is None or not self.rows_data:
            return False
        page = max(1, int(self.page.height / self.rows_data[0].height) - 1)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -last - 1, "end": last + 1}
        if keycode[1] in moves:
            before = int(self.marked)
            self.marked = min(last, max(0, before + moves[keycode[1]]))
            self._show_row(int(self.marked))
            if self.has_headings:
                self._step_past(before, keycode[1])
            return True
        if keycode[1] in ("enter", "numpadenter", "spacebar") and 0 <= self.marked <= last:
            self.tapped(int(self.marked))
            return True
        return False

    def _step_past(self, before: int, key: str) -> None:
        """Go on past headings, the way that ``key`` went from ``before``."""
        place, step = int(self.marked), -1 if key in ("up", "pageup", "end") else 1
        while place != before and 0 <= place < len(self.rows) and not self.rows[place].opens:
            place += step
        if place != int(self.marked):
            self.marked = place if 0 <= place < len(self.rows) else before
            self._show_row(int(self.marked))

    def _show_row(self, index: int) -> None:
        """Scroll to a row; to the first one with all that stands above it."""
        if index >= len(self.rows_data):
            return  # the list has no place yet
        above = sum(row.height for row in self.rows_data[:index])
        top = self.rows_box.top - above
        over = self.page.content.height if index == 0 else top
        self.page.show(top - self.rows_data[index].height, over)


class PartedList(RowList):
    """Rows in parts: one that does not open stands over those of its part."""

    has_headings = True
