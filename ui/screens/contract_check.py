"""Check a loan contract: its sums typed in, what they come to, what to ask."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes
from ui.screens.screen import Screen
from ui.viewmodels.contract_check import ContractCheckState, ContractCheckViewModel
from ui.widgets.card import amount_row, ruled
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

TOP, PART = "top", "part"


class ContractCheckScreen(Screen):
    """The page."""

    tab = "debts"
    state: ContractCheckState

    def begin(self, debt_id: int = 0) -> None:
        """Start with what the list knows of this debt."""
        self.vm = ContractCheckViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        name = el(Words, value=state.name, tone="muted", key="name") if state.name else None
        how = ((TOP, say(Text("on top of it")), state.on_top), (PART, say(Text("part of it")), not state.on_top))
        choice = chips(
            say(Text("The bundled fees are")), how, lambda id_: self.show(self.vm.say_on_top(id_ == TOP)), key="how"
        )
        fields = field_nodes(self, state.fields, lambda column, text: self.show(self.vm.type(column, text)))
        form = el(Card, *fields, choice, key="form", gap=10)
        foot = (el(KButton, key="check", value=say(Text("Compare")), action=lambda: self.show(self.vm.check())),)
        return PageParts(
            say(Text("Check a loan contract")),
            (form,),
            side=(self._found(),),
            back=self.nav.behind(),
            foot=foot,
            top=(name, error_summary(state.summary)),
        )

    def _found(self) -> Node:
        state, say = self.state, self.say
        if not state.rows:
            words = say(
                Text("Held against what really reached you, you see what the loan truly costs, and what to ask.")
            )
            return el(Card, el(Words, value=words, tone="muted"), key="waiting")
        rows = [amount_row(label, value, key=label) for label, value in state.rows]
        asks = [
            el(
                Row,
                el(Icon, name="missing", tone="muted"),
                el(Words, value=words, key="words"),
                gap=10,
                top=True,
                key=f"ask {place}",
            )
            for place, words in enumerate(state.ask)
        ]
        law = el(Words, value=state.law, key="law") if state.law else None
        source = el(Words, value=state.source, style="small", tone="muted", key="source") if state.source else None
        return el(Card, el(Column, *ruled(rows), key="rows"), *asks, law, source, key="found", gap=10)
