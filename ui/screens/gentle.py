"""Today in gentle mode: one small step, one date. Everything else waits until it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.errors import Text
from ui.screens.care_parts import breathe_row, people_card
from ui.screens.parts import happening_row
from ui.theme import theme
from ui.viewmodels.gentle import GentleState, GentleViewModel
from ui.widgets.card import IconTile, open_row, row_words, ruled
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.screens.screen import Screen


class GentlePage:
    """What Today shows in gentle mode; ``screen`` is Today, ``go`` does its small step."""

    def __init__(self, screen: Screen, go: Callable[[], None]) -> None:
        self._screen, self._nav, self._go = screen, screen.nav, go
        self._vm = GentleViewModel(screen.session)

    def page(self, step: str, route: str) -> PageParts:
        """Return the page; ``step``: the small step that Today would show, ``route``: where it is done."""
        say, nav, state = self._nav.say, self._nav, self._vm.state(step, route)
        log = open_row(
            say(Text("Log a contact")),
            say(Text("Three taps, no reading.")),
            "call_in",
            lambda: nav.open("contact_form"),
            key="log",
        )
        everything = el(
            KButton,
            key="everything",
            value=say(Text("Show everything again")),
            kind="text",
            small=True,
            underlined=True,
            action=self._everything,
        )
        paused = el(Words, value=state.paused, style="small", tone="muted", key="paused") if state.paused else None
        return PageParts(
            say(Text("Today")),
            (
                self._paper(state),
                self._step(state, step, route),
                self._date(state, step),
                el(Card, *ruled([log, happening_row(nav)]), key="log", pad=(14, 6), gap=0),
                el(Card, breathe_row(nav), key="breathe", pad=(14, 6)),
                paused,
                people_card(nav),
                everything,
            ),
        )

    def _step(self, state: GentleState, step: str, route: str) -> Node:
        say = self._nav.say
        under = el(Words, value=state.under, tone="muted", key="under") if state.under else None
        parts = (
            el(Words, value=say(Text("One small step")), style="small", tone="muted", key="label"),
            el(Words, value=state.step, style="section", key="step"),
            under,
        )
        if self._vm.step_is_over:
            return el(Card, *parts, key="step over", gap=6)
        if state.go:
            first = el(KButton, key="go", value=state.go, action=self._go)
        else:
            first = el(KButton, key="done", value=say(Text("Done")), action=lambda: self._do(self._vm.done, step))
        other = None
        if state.can_wait:
            rest = lambda: self._do(lambda step: self._vm.another_day(step, route), step)  # noqa: E731
            other = el(KButton, key="other", value=say(Text("Another day")), kind="soft", action=rest)
        ways = el(Column if theme.stacked else Row, first, other, gap=8, key="ways")
        return el(Card, *parts, ways, key="step", gap=8)

    def _paper(self, state: GentleState) -> Node | None:
        if not state.paper:
            return None
        row = open_row(state.paper, "", "legal", lambda: self._nav.open("papers"), key="paper")
        return el(Card, row, key="paper", pad=(14, 6))

    def _date(self, state: GentleState, step: str) -> Node | None:
        if not state.day:
            return None
        say = self._nav.say
        amount = None
        if state.amount:
            amount = el(Words, value=state.amount, strong=True, hug=not theme.stacked, key="amount")
        elif state.can_show:
            show = lambda: self._do(self._vm.show_amount, step)  # noqa: E731
            amount = el(TextLink, key="show", value=say(Text("Show amount")), action=show)
        words = el(
            Column,
            el(Words, value=say(Text("Next date")), style="small", tone="muted", key="label"),
            row_words(state.day, state.name),
            gap=1,
            key="words",
        )
        tile = el(IconTile, name="calendar", key="icon")
        return el(Card, el(Row, tile, words, gap=12, key="row"), amount, key="date", gap=8)

    def _do(self, what, step: str) -> None:
        what(step)
        self._nav.draw()

    def _everything(self) -> None:
        self._nav.session.change_settings(gentle="")
        self._screen.read_again()
        self._nav.draw()
