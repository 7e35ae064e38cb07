"""A month to choose a day from."""

from __future__ import annotations

import calendar as month_table
from collections.abc import Callable
from datetime import date, timedelta

from kivy.metrics import dp
from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.gridlayout import GridLayout

from planner.dates import add_months
from planner.i18n import format_month
from ui.theme import theme
from ui.widgets.layout import Column, Painted, Row
from ui.widgets.press import IconButton, Pressable
from ui.widgets.words import Words

_DAYS = {"en": "Mo Tu We Th Fr Sa Su".split(), "zh": list("一二三四五六日")}


_STEPS = {"left": -1, "right": 1, "up": -7, "down": 7}


class DayCell(Pressable, Painted, AnchorLayout):
    """One day; ``go(day)`` is called with the one that an arrow leads to."""

    moves_by_arrows = True

    def __init__(self, day: date, chosen: bool, is_today: bool, go: Callable[[date], None], **props) -> None:
        super().__init__(size_hint_y=None, height=dp(44), radius=12, **props)
        self.day, self._go = day, go
        self.fill = "primary" if chosen else "soft" if is_today else ""
        self.edge = "primary" if is_today and theme.mode == "contrast" else ""  # its soft is white
        tone = "on_primary" if chosen else "primary" if is_today else "ink"
        self.add_widget(Words(value=str(day.day), hug=True, strong=chosen or is_today, tone=tone, at_most=1.4))
        self.label = day.isoformat()

    def move_by_arrow(self, key: str) -> bool:
        """Go a day or a week on or back, into another month too."""
        self._go(self.day + timedelta(days=_STEPS[key]))
        return True


class MonthCalendar(Column):
    """A month; ``choose(day)`` is called with the day as yyyy-mm-dd. ``value``: the one that stands now, if it is one.

    ``begins``: the day on which a week begins, 0 for Monday.
    """

    value = StringProperty("")
    choose = ObjectProperty(None, allownone=True)

    def __init__(self, today: date, language: str, begins=0, earlier="<", later=">", **props) -> None:
        super().__init__(gap=6, **props)
        self._today, self._language, self._begins = today, language, begins
        try:
            self._chosen: date | None = date.fromisoformat(self.value)
        except ValueError:
            self._chosen = None
        self._month = (self._chosen or today).replace(day=1)
        head = Row(gap=8)
        self._name = Words(style="section", halign="center")
        head.add_widget(IconButton(name="back", label=earlier, action=lambda: self._turn(-1)))
        head.add_widget(self._name)
        head.add_widget(IconButton(name="next", label=later, action=lambda: self._turn(1)))
        self._grid = GridLayout(cols=7, spacing=dp(2), size_hint_y=None)
        self._grid.bind(minimum_height=self._grid.setter("height"))
        self.add_widget(head)
        self.add_widget(self._grid)
        self._draw_month()

    def _go_to(self, day: date) -> None:
        """Let the keyboard stand on ``day``, in its month."""
        if day.replace(day=1) != self._month:
            self._month = day.replace(day=1)
            self._draw_month()
        next(cell for cell in self._grid.children if isinstance(cell, DayCell) and cell.day == day).focus = True

    def _turn(self, by: int) -> None:
        self._month = add_months(self._month, by)
        self._draw_month()

    def _draw_month(self) -> None:
        self._name.value = format_month(self._month, self._language)
        self._grid.clear_widgets()
        words = _DAYS[self._language]
        for word in words[self._begins :] + words[: self._begins]:
            self._grid.add_widget(Words(value=word, style="tiny", tone="muted", halign="center"))
        for day in month_table.Calendar(self._begins).itermonthdates(self._month.year, self._month.month):
            if day.month == self._month.month:
                pick = lambda day=day: self.choose and self.choose(day.isoformat())  # noqa: E731
                cell = DayCell(day, day == self._chosen, day == self._today, self._go_to, action=pick)
            else:
                cell = Words(value="")
            self._grid.add_widget(cell)
