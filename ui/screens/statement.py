"""Does this match your statement: its numbers typed in, and which way of counting fits."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import field_nodes, said_words
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.statement import FitState, StatementState, StatementViewModel
from ui.widgets.card import Chip, Flow, row_words, ruled
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, EvenRow, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class StatementScreen(Screen):
    """The page."""

    tab = "debts"
    state: StatementState

    def begin(self, debt_id: int) -> None:
        """Take a statement of this debt."""
        self.vm = StatementViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title, back = say(Text("Does this match your statement?")), self.nav.behind()
        if state.gone:
            words = say(Text("This debt is not in your list any more."))
            return PageParts(title, (el(Words, value=words),), back=back)
        more = [
            el(
                KButton,
                key=kind,
                value=say(words),
                icon="plus",
                kind="soft",
                small=True,
                hug=True,
                action=lambda kind=kind: self.show(self.vm.add_row(kind)),
            )
            for kind, words in (("paid", Text("A payment in it")), ("bought", Text("A charge in it")))
        ]
        rows = [self._pair(pair, f"row {place}") for place, pair in enumerate(state.rows)]
        form = el(Card, *self._fields(), *rows, el(Flow, *more, key="more"), key="form", gap=10)
        foot = (el(KButton, key="compare", value=say(Text("Compare")), action=self._compare),)
        name = el(Words, value=state.name, tone="muted", key="name")
        top = (name, error_summary(state.summary))
        return PageParts(title, (form,), side=(self._found(),), back=back, foot=foot, top=top)

    def _fields(self) -> list[Node]:
        opening, apr, first, last, stated = field_nodes(self, self.state.fields, self._type)
        if theme.stacked:
            return [opening, apr, first, last, stated]
        return [
            opening,
            el(EvenRow, first, last, gap=10, key="days"),
            el(EvenRow, apr, stated, gap=10, key="rates"),
        ]

    def _pair(self, pair, key: str) -> Node:
        return el(Column if theme.stacked else EvenRow, *field_nodes(self, pair, self._type), gap=10, key=key)

    def _type(self, column: str, text: str) -> None:
        self.show(self.vm.type(column, text))

    def _compare(self) -> None:
        self.show(self.vm.compare())

    def _found(self) -> Node:
        state, say = self.state, self.say
        if not state.found:
            words = say(
                Text(
                    "Lenders count days in different ways. Type what stands on one statement, and you see which one yours uses."
                )
            )
            return el(Card, el(Words, value=words, tone="muted"), key="waiting")
        rows = [_fit(one, say(Text("fits"))) for one in state.found]
        use = (
            el(KButton, key="use", value=state.use, kind="soft", action=lambda: self.show(self.vm.use()))
            if state.use
            else None
        )
        verdict = el(Words, value=state.verdict, strong=True, key="verdict")
        rate = el(Words, value=state.rate, tone="warn", key="rate") if state.rate else None
        return el(
            Card, verdict, el(Column, *ruled(rows), key="rows"), rate, use, said_words(state.said), key="found", gap=8
        )


def _fit(one: FitState, fits: str) -> Node:
    words, amount = (
        row_words(one.words, one.off, strong=one.fits),
        el(Words, value=one.interest, hug=True, key="amount"),
    )
    chip = el(Chip, value=fits, kind="ok", key="fits") if one.fits else None
    if theme.stacked:
        return el(Column, words, chip, amount, key=one.id, pad=(0, 7), gap=4)
    return el(Row, words, chip, amount, key=one.id, pad=(0, 7), gap=10)
