"""What may not be owed, apart from the plan: what to ask of each debt first."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import problem_words
from ui.screens.screen import Screen
from ui.viewmodels.not_owed import AskState, DoubtedDebt, NotOwedState, NotOwedViewModel
from ui.widgets.card import Chip, amount_row, open_row
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class NotOwedScreen(Screen):
    """The page."""

    tab = "plan"
    state: NotOwedState

    def begin(self) -> None:
        """Look at the whole list."""
        self.vm = NotOwedViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title, back = say(Text("What may not be owed")), self.nav.behind()
        if state.empty:
            return PageParts(title, (el(Card, el(Words, value=state.empty), key="empty"),), back=back)
        lead = el(Card, el(Words, value=state.lead), problem_words(state.problem), kind="soft", key="lead")
        cards = [self._card(debt) for debt in state.debts]
        half = (len(cards) + 1) // 2
        return PageParts(title, (lead, *cards[:half]), side=tuple(cards[half:]), back=back)

    def _card(self, debt: DoubtedDebt) -> Node:
        say = self.say
        head = open_row(
            debt.name, debt.kind, debt.icon, lambda: self.nav.open("debt", debt_id=debt.id), key="head", quiet=True
        )
        apart = el(Chip, value=say(Text("not in the plan's order")), key="apart") if debt.apart else None
        write = el(
            KButton,
            key="write",
            value=say(Text("Ask in a letter")),
            icon="letter",
            kind="soft",
            small=True,
            action=lambda: self.nav.open("letter_wizard", debt=debt.name),
        )
        asks = [_ask(one, str(place)) for place, one in enumerate(debt.asks)]
        decide = (
            el(
                KButton,
                key="decide",
                value=debt.decide,
                kind="outline",
                small=True,
                action=lambda: self.show(self.vm.decide(debt.id)),
            )
            if debt.decide
            else None
        )
        return el(Card, head, apart, *asks, write, decide, key=f"debt {debt.id}", gap=8)


def _ask(one: AskState, key: str) -> Node:
    title = (
        amount_row(one.title, one.amount, key="title", strong=True)
        if one.amount
        else el(Words, value=one.title, strong=True, key="title")
    )
    source = el(Words, value=one.source, style="small", tone="muted", key="source") if one.source else None
    ask = el(
        Row, el(Icon, name="missing", tone="muted"), el(Words, value=one.ask, key="words"), gap=10, top=True, key="ask"
    )
    return el(Column, title, ask, source, key=key, gap=4)
