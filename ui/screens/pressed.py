"""Somebody presses for money: what it would take from the others, and that tomorrow is soon enough."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes
from ui.screens.screen import Screen
from ui.viewmodels.pressed import PressedState, PressedViewModel
from ui.widgets.card import open_row, ruled
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class PressedScreen(Screen):
    """The page."""

    tab = "plan"
    state: PressedState

    def begin(self, debt_id: int = 0) -> None:
        """Ask which debt, and how much."""
        self.vm = PressedViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title, back = say(Text("Somebody presses for money")), self.nav.behind()
        if state.empty:
            words = say(Text("Nothing is owed in your list."))
            return PageParts(title, (el(Card, el(Words, value=words), key="empty"),), back=back)
        which = chips(
            say(Text("For which debt?")), state.choices, lambda id_: self.show(self.vm.choose(id_)), key="debt"
        )
        form = el(
            Card,
            which,
            *field_nodes(self, (state.amount,), lambda _, text: self.show(self.vm.type(text))),
            key="form",
            gap=10,
        )
        tomorrow = el(KButton, key="tomorrow", value=say(Text("Decide tomorrow")), action=self.nav.back)
        return PageParts(title, (form, self._effect(), self._ways()), back=back, foot=(tomorrow,))

    def _effect(self) -> Node:
        state, say = self.state, self.say
        if not state.words:
            words = say(Text("Type the sum, and you see what it does to the other debts. Nothing is paid by this."))
            return el(Card, el(Words, value=words, tone="muted"), key="waiting")
        lines = [el(Words, value=words, key=str(place)) for place, words in enumerate(state.words)]
        title = el(Words, value=say(Text("What it would do")), style="section")
        return el(Card, title, *lines, el(Words, value=state.last, strong=True, key="last"), key="effect", gap=8)

    def _ways(self) -> Node:
        say = self.say
        rows = [
            open_row(
                say(Text("What they say")),
                say(Text("What it means, a calm answer, what to save.")),
                "rules",
                lambda: self.nav.open("tactics"),
                key="tactics",
            ),
            open_row(
                say(Text("Is this really them?")),
                say(Text("Before any payment to someone new.")),
                "shield",
                lambda: self.nav.open("really_them"),
                key="them",
            ),
        ]
        return el(Card, *ruled(rows), key="ways", pad=(14, 6), gap=0)
