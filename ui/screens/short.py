"""When the money is short: three numbers, and which payment to miss last."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.short import MissState, ShortState, ShortViewModel
from ui.widgets.card import IconTile, amount_row, open_row, row_words, ruled
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class ShortScreen(Screen):
    """The page."""

    tab = "plan"
    state: ShortState

    def begin(self) -> None:
        """Look at the plan's money."""
        self.vm = ShortViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title, back = say(Text("When the money is short")), self.nav.behind()
        if state.empty:
            words = say(Text("Nothing is owed in your list."))
            return PageParts(title, (el(Card, el(Words, value=words), key="empty"),), back=back)
        reaches = el(Card, el(Words, value=state.reaches), kind="soft", key="reaches") if state.reaches else None
        return PageParts(
            title, (reaches, self._first(), self._numbers()), side=(self._order(), self._ways()), back=back
        )

    def _first(self) -> Node:
        words = self.say(
            Text("Keep rent, food, medicine and the way to work first. What is left is what you can offer.")
        )
        return el(Card, el(Words, value=words), key="first")

    def _numbers(self) -> Node:
        rows = [amount_row(label, value, key=label) for label, value in self.state.numbers]
        advice = el(Words, value=self.state.advice, key="advice")
        how = el(Words, value=self.state.how, style="small", tone="muted", key="how")
        title = el(Words, value=self.say(Text("If each lender takes its fair offer")), style="section")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), how, advice, key="numbers", gap=8)

    def _order(self) -> Node | None:
        if not self.state.order:
            return None
        say = self.say
        title = el(Words, value=say(Text("Or, if some are to be paid in full: from the top down")), style="section")
        rows = [_miss(one) for one in self.state.order]
        words = say(Text("Say it to the lender before the day. It is heard better than silence."))
        note = el(Words, value=words, style="small", tone="muted", key="note")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), note, key="order", gap=6)

    def _ways(self) -> Node:
        say = self.say
        rows = (
            open_row(
                say(Text("Fair offers")),
                say(Text("What is left, shared to the cent.")),
                "legal",
                lambda: self.nav.open("offers"),
                key="offers",
            ),
            open_row(
                say(Text("Somebody presses for money")),
                say(Text("What a payment now would take from the others. Tomorrow is soon enough.")),
                "call_in",
                lambda: self.nav.open("pressed"),
                key="pressed",
            ),
            open_row(
                say(Text("Talk to a free adviser")),
                say(
                    Text("An adviser can ask for pauses and plans, and knows the other ways. Ask about any fee first.")
                ),
                "counselor",
                self.nav.help,
                key="adviser",
            ),
        )
        return el(Card, *ruled(list(rows)), key="ways", pad=(14, 6), gap=0)


def _miss(one: MissState) -> Node:
    words = el(
        Column,
        row_words(one.name, "\n".join(part for part in (one.why, one.fee) if part)),
        el(Words, value=one.ends, style="small", strong=True, key="ends") if one.ends else None,
        gap=4,
    )
    due = el(Words, value=one.due, hug=not theme.stacked, strong=True, key="due")
    tile = el(IconTile, name=one.icon, side=34)
    if theme.stacked:
        return el(Row, tile, el(Column, words, due, gap=2), key=one.name, gap=12, pad=(0, 8), top=True)
    return el(Row, tile, words, due, key=one.name, gap=12, pad=(0, 8), top=True)
