"""Ways the law has where debts cannot be paid: pointers with their source, free advisers, and a warning."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import quote
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.options import AdviserRow, OptionsState, OptionsViewModel
from ui.widgets.card import ruled
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class OptionsScreen(Screen):
    """The page."""

    tab = "more"
    state: OptionsState

    def begin(self) -> None:
        """Show them."""
        self.vm = OptionsViewModel(self.session)
        self.state = self.vm.state()
        self._copied = ""

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        about = el(
            Card,
            el(
                Words,
                value=say(
                    Text(
                        "Where debts cannot be paid, the law of many places has a way. These are pointers: which one fits you is for a free adviser to say."
                    )
                ),
                key="about",
            ),
            kind="soft",
            key="about",
        )
        ways = [
            el(
                Card,
                el(Words, value=one.name, style="section", key="name"),
                el(Words, value=one.words, key="words"),
                el(Words, value=one.ask, strong=True, key="ask"),
                self._letter(one.topic),
                el(Words, value=one.source, style="tiny", tone="muted", key="source"),
                key=one.id,
                gap=8,
            )
            for one in state.options
        ]
        not_yet = el(Card, el(Words, value=state.not_yet), key="not yet") if state.not_yet else None
        warning = el(
            Card,
            el(Words, value=say(Text("Keep away from fixers")), style="section", key="title"),
            el(Words, value=state.warning, key="words"),
            quote(state.warning_reply),
            key="warning",
        )
        body = (about, not_yet, *ways)
        return PageParts(
            say(Text("What the law offers")), body, side=(self._advisers(), warning), back=self.nav.behind()
        )

    def _letter(self, topic: str) -> Node | None:
        """Return the way to the letters that ask for it: which debt it is about is asked first."""
        if not topic:
            return None
        write = lambda: self.nav.open("letter_wizard", topic=topic)  # noqa: E731
        words = self.say(Text("Write the letter"))
        hug = not theme.stacked
        return el(KButton, key="letter", value=words, icon="letter", kind="soft", small=True, hug=hug, action=write)

    def _advisers(self) -> Node:
        say, state = self.say, self.state
        title = el(Words, value=say(Text("Free advisers")), style="section", key="title")
        complain = el(Words, value=say(Text("For complaints about a lender")), style="section", key="complain")
        more = el(
            KButton,
            key="help",
            value=say(Text("Numbers, and how to reach them")),
            kind="soft",
            small=True,
            action=self.nav.help,
        )
        complaints = (complain, *self._rows(state.complaints)) if state.complaints else ()
        lines = (*self._rows(state.advisers), *complaints)
        return el(Card, title, *lines, more, key="advisers", gap=8)

    def _rows(self, lines: tuple[AdviserRow, ...]) -> tuple[Node, ...]:
        if not lines:
            return ()
        rows = [
            el(
                Column,
                el(Words, value=one.name, key="name"),
                el(Words, value=one.number, strong=True, key="number"),
                el(Words, value=one.under, style="small", tone="muted", key="under"),
                self._copy_button(one),
                gap=3,
                pad=(0, 6),
                key=one.name,
            )
            for one in lines
        ]
        return (el(Column, *ruled(rows), key=f"rows {lines[0].name}"),)

    def _copy_button(self, one: AdviserRow) -> Node:
        words = self.say(Text("Copied")) if one.number == self._copied else one.copy
        copy = lambda: self._copy(one.number)  # noqa: E731
        hug = not theme.stacked
        return el(KButton, key="copy", value=words, icon="copy", kind="soft", small=True, hug=hug, action=copy)

    def _copy(self, number: str) -> None:
        copy_for_a_minute(number)
        self._copied = number
        self.nav.draw()
