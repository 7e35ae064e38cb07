"""When they call: hours and weekdays of eight weeks; a tap on a cell lists its contacts; the same in words below."""

from __future__ import annotations

from kivy.metrics import dp

from planner.errors import Text
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.heat import STEPS, HeatState, HeatViewModel
from ui.widgets.card import Flow, IconTile, ListRow, row_words, ruled
from ui.widgets.heat_grid import ALPHAS, HeatGrid
from ui.widgets.layout import Card, Column, Painted, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class HeatScreen(Screen):
    """The page."""

    tab = "contacts"
    state: HeatState

    def begin(self) -> None:
        """Show all of them."""
        self.vm = HeatViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        self.state = state = self.vm.widen(self.nav.wide)
        title, back = say(Text("When they call")), self.nav.behind()
        who = self._who() if len(state.who) > 2 else None
        if state.is_empty:
            words = say(Text("No contact with a time of day was logged in the last eight weeks."))
            return PageParts(title, (who, el(Card, el(Words, value=words, tone="muted"), key="none")), back=back)
        return PageParts(title, (who, self._grid(), self._summary(), self._text()), back=back)

    def _who(self) -> Node:
        chips = [
            el(
                PressedChip,
                key=id_ or "all",
                value=words,
                chosen=id_ == self.state.chosen,
                action=lambda id_=id_: self.show(self.vm.choose(id_)),
            )
            for id_, words in self.state.who
        ]
        return el(Flow, *chips, key="who", gap=8)

    def sheet(self):
        """Return the contacts of the cell that was tapped."""
        if not self.state.listed:
            return None
        rows = [
            el(
                ListRow,
                el(IconTile, name=one.icon, quiet=True),
                row_words(one.who, one.under),
                el(Icon, name="next", tone="muted", size_dp=18),
                key=str(one.entry),
                label=one.who,
                action=lambda one=one: self._open(one.entry),
            )
            for one in self.state.listed
        ]
        return self.state.cell, (el(Card, *ruled(rows), key="rows", pad=(14, 6), gap=0),), self._close

    def _grid(self) -> Node:
        """Show the grid: hours from top to bottom on a narrow window, from left to right on a wide one."""
        state = self.state
        bands = [(row.name, row.outside) for row in state.rows]
        days = [(day, False) for day in state.days]
        cells = [[(cell.number, cell.step, cell.outside) for cell in row.cells] for row in state.rows]
        week = [cell.weekday for cell in state.rows[0].cells]
        tap = lambda row, column: self.show(self.vm.open(week[column], row))  # noqa: E731
        if self.nav.wide:
            bands = [(name.partition("–")[0], outside) for name, outside in bands]
            cells = [[band[day] for band in cells] for day in range(7)]
            tap = lambda row, column: self.show(self.vm.open(week[row], column))  # noqa: E731
            bands, days = days, bands
        top = el(
            Row,
            el(Words, value=state.title, strong=True, key="title"),
            el(Words, value=state.clock, style="small", tone="muted", hug=True, key="clock"),
            gap=8,
            key="top",
        )
        grid = el(
            HeatGrid, rows=bands, columns=days, cells=cells, tap=tap, label=state.title, key=f"grid {self.nav.wide}"
        )
        more = (
            el(Words, value=state.without_time, style="small", tone="muted", key="more") if state.without_time else None
        )
        return el(Card, top, grid, self._legend(), more, key="grid")

    def _legend(self) -> Node:
        names = [f"{low}–{high - 1}" if high else f"{low}+" for low, high in zip(STEPS, (*STEPS[1:], 0), strict=True)]
        parts = [
            el(Row, el(Shade, alpha=ALPHAS[step + 1], key="shade"), _small(name), gap=6, hug=True, key=name)
            for step, name in enumerate(names)
        ]
        if self.state.hours:
            square = el(
                Painted, edge="bad", edge_width=2, radius=3, size_hint=(None, None), size=(dp(14), dp(14)), key="box"
            )
            parts.append(el(Row, square, _small(self.state.hours), gap=6, hug=True, key="outside"))
            moon = el(Icon, name="moon", tone="muted", size_dp=15, key="moon")
            parts.append(el(Row, moon, _small(self.say(Text("all or partly outside"))), gap=6, hug=True, key="partly"))
        return el(Flow, *parts, gap=16, key="legend")

    def _summary(self) -> Node | None:
        state, say = self.state, self.say
        if not (state.outside or state.busiest):
            return None
        see = ask = None
        if state.see:
            see_them = lambda: self.show(self.vm.open_outside())  # noqa: E731
            see = el(KButton, key="see", value=state.see, kind="soft", small=True, action=see_them)
        write = lambda: self.nav.open("letter_wizard", kind="contact-terms")  # noqa: E731
        ask = el(KButton, key="ask", value=say(Text("Ask for set hours")), kind="soft", small=True, action=write)
        return el(
            Card,
            el(Words, value=state.outside, strong=True, key="outside") if state.outside else None,
            el(Words, value=state.edge, key="edge") if state.edge else None,
            el(Words, value=state.busiest, key="busiest") if state.busiest else None,
            el(Column if theme.stacked else Row, see, ask, gap=8, key=f"do {theme.stacked}"),
            el(Words, value=state.source, style="small", tone="muted", key="source") if state.source else None,
            key="summary",
            gap=6,
        )

    def _text(self) -> Node:
        """Say the grid in words."""
        title = el(Words, value=self.say(Text("In words")), style="section")
        lines = [el(Words, value=line, style="small", tone="muted", key=line) for line in self.state.text]
        return el(Card, title, *lines, key="text", gap=4)

    def _open(self, entry: int) -> None:
        self.state = self.vm.close()
        self.nav.open("contact", entry=entry)

    def _close(self) -> None:
        self.show(self.vm.close())


def _small(words: str) -> Node:
    return el(Words, value=words, style="small", tone="muted", hug=True, key=words)


class Shade(Painted):
    """A square in the colour of one step."""

    def __init__(self, alpha=1.0, **props) -> None:
        super().__init__(size_hint=(None, None), size=(dp(14), dp(14)), fill="primary", radius=3, **props)
        self.opacity = alpha
