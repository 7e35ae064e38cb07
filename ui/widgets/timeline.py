"""The timeline: a long list with headings of months and days between its lines, and a chip under a line where one is due."""

from __future__ import annotations

import math
from functools import lru_cache

from kivy.clock import Clock
from kivy.metrics import dp
from kivy.properties import BooleanProperty, ObjectProperty
from kivy.uix.anchorlayout import AnchorLayout

from ui.theme import theme
from ui.widgets.card import CHIP_COLORS
from ui.widgets.layout import Column, Row
from ui.widgets.row_lines import lines_at_rest, lines_of
from ui.widgets.row_list import PAD, WHOLE, Line, Listed, RowList
from ui.widgets.words import Icon, Words

MONTH, DAY = "month", "day"
NEAR = 1.5
"""So many screens before its end more is asked for."""


class FoundChip(Row):
    """A chip whose words and colours change while it is scrolled by."""

    def __init__(self, **props) -> None:
        super().__init__(pad=(10, 3), gap=5, hug=True, least=26, radius=13, **props)
        self._icon = Icon(size_dp=15)
        self._words = Words(style="chip", hug=True)
        self.add_widget(self._icon)
        self.add_widget(self._words)

    def say(self, kind: str, icon: str, words: str, room: float) -> None:
        """Say this; nothing where there are no words. What does not fit into ``room`` goes on in another line."""
        self.opacity = 1 if words else 0
        if words:
            fill, tone = CHIP_COLORS[kind]
            self.fill, self.edge = fill, tone if theme.mode == "contrast" else ""
            self._icon.name, self._icon.tone = icon, tone
            self._words.tone, self._words.value = tone, words
            fits = lines_of(words, theme.size("chip"), True, room) == 1
            self._words.hug = fits
            if not fits:
                self._words.width = room


class TimelineLine(Line):
    """A contact, or the heading over some."""

    def _arrange(self) -> None:
        """Put the title and the time side by side, the rest below, the chip last."""
        self._chip = FoundChip()
        self._chip_room = AnchorLayout(size_hint_y=None, height=0, anchor_x="left", anchor_y="bottom")
        self._chip_room.add_widget(self._chip)
        self._chip.fbind("height", self._fit_chip)
        self._tile.pos_hint = {"top": 1}
        self._tile._icon.tone = "muted"
        self._amount.strong = False
        self._amount.style, self._amount.tone = "small", "muted"
        if theme.stacked:
            top = [self._title, self._amount]
        else:
            line = Row(gap=8)
            line.add_widget(self._title)
            line.add_widget(self._amount)
            top = [line]
        words = Column(pos_hint={"top": 1}, gap=1)
        for part in (*top, self._under, self._chip_room):
            words.add_widget(part)
        self.padding = (dp(14), dp(9), dp(14), dp(6))
        self.add_widget(self._tile)
        self.add_widget(words)

    def refresh_view_attrs(self, view, index, data) -> None:
        """Take the row that has scrolled into sight."""
        self.index, self.owner = index, data.owner
        row = data.row
        is_contact = row.kind not in (MONTH, DAY)
        self._tile.opacity, self._tile.width, self.spacing = (1, dp(34), dp(12)) if is_contact else (0, 0, 0)
        self._tile.height, self._tile.name = self._tile.width, row.icon
        self._let_go_on(data.look or WHOLE)
        if not is_contact:
            self._title.one_line = self._title.fit = True
        self._title.style = "section" if row.kind == MONTH else "body" if is_contact else "small"
        self._title.tone = "muted" if row.kind == DAY else "ink"
        self._title.value, self._under.value, self._amount.value = row.title, row.under, row.amount
        self._chip.say(*row.chip, _chip_room(self.owner.width))
        self._fit_chip()
        self._show_mark()

    def _fit_chip(self, *_) -> None:
        """Give the chip the room that it takes: large words make it higher in the frame after they came."""
        self._chip_room.height = self._chip.height + dp(4) if self._chip.opacity else 0

    def _show_mark(self) -> None:
        super()._show_mark()
        rows = self.owner.rows
        marked = self.owner.marked == self.index
        self._tile.fill = "surface" if marked else "quiet"
        following = rows[self.index + 1] if self.index + 1 < len(rows) else None
        heads = rows[self.index].kind in (MONTH, DAY) or following is None or following.kind in (MONTH, DAY)
        if heads:
            self._rule_color.a = 0


@lru_cache(maxsize=16)
def _line_of(_mode: str, _text_scale: float) -> type[TimelineLine]:
    """Return the line of one look, as ``row_list`` does."""
    return type("TimelineLine", (TimelineLine,), {})


def _row_room(width: float) -> float:
    """Return what a list of this width has for the words of a line."""
    return width - dp(2 * PAD + 28 + 46)


def _chip_room(width: float) -> float:
    """Return the same for the words of a chip, beside its icon."""
    return _row_room(width) - dp(42)


def _lines(row, room: float, body: float, small: float) -> tuple[int, int]:
    """Return in how many lines the title and the words under it stand."""
    title = lines_at_rest(row.title, body, True, room, row.amount)
    return title, lines_at_rest(row.under, small, False, room) if row.under else 0


def _lines_stacked(row, room: float, body: float, small: float) -> tuple[int, int]:
    """Return the same for large text, where the time stands under the title."""
    return lines_of(row.title, body, True, room), lines_of(row.under, small, False, room)


class Timeline(RowList):
    """The rows of a timeline. ``near_end()`` is called once for each length when the end of the list comes near.

    ``has_more``: whether more would come.
    """

    near_end = ObjectProperty(None, allownone=True)
    has_more = BooleanProperty(False)
    has_headings = True

    def __init__(self, **props) -> None:
        self._asked_at = -1
        self._watched = None
        super().__init__(**props)
        self.rows_box.viewclass = _line_of(theme.mode, theme.text_scale)
        self.fbind("rows", self._watch)
        self._watch()

    def _take(self, *_) -> None:
        body, small, large = (theme.size(style) * 1.55 for style in ("body", "small", "section"))
        chip, of_chip = theme.size("chip"), {"": 0.0}
        heights = {MONTH: large + dp(18), DAY: small + dp(16)}
        room, listed = _row_room(self.width), []
        count, sizes = _lines_stacked if theme.stacked else _lines, (theme.size("body"), theme.size("small"))
        for row in self.rows:
            if row.kind in heights:
                listed.append(Listed(row, self, math.ceil(heights[row.kind])))
                continue
            title, under = lines = count(row, room, *sizes)
            word = row.chip[2]
            if word not in of_chip:
                more = lines_of(word, chip, True, _chip_room(self.width))
                of_chip[word] = max(dp(26), chip * 1.55 * more + dp(6)) + dp(5)
            high = dp(16) + body * title + small * under + of_chip[word]
            if theme.stacked:
                high += small * bool(row.amount)
            listed.append(Listed(row, self, math.ceil(high), None if lines == WHOLE else lines))
        self.rows_data = listed

    def _begin_anew(self, *_) -> None:
        self._asked_at = -1
        super()._begin_anew()

    def _watch(self, *_) -> None:
        Clock.schedule_once(self._look, 0)

    def _look(self, *_) -> None:
        page = self.page
        if page is None or self.get_root_window() is None:
            return
        if self._watched is not page:
            self._watched = page
            page.fbind("scroll_y", self._look)
        left = (page.content.height - page.height) * page.scroll_y
        if self.has_more and left < page.height * NEAR and self._asked_at != len(self.rows):
            self._asked_at = len(self.rows)
            if self.near_end is not None:
                Clock.schedule_once(lambda _: self.near_end(), 0)
