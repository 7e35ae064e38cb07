"""Move debts into one: which, what is offered, and how it compares."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import field_nodes
from ui.screens.screen import Screen
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.transfer import TransferState, TransferViewModel
from ui.widgets.card import amount_row, fact, ruled
from ui.widgets.choice import Tick
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, EvenRow, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class TransferScreen(Screen):
    """The page."""

    tab = "plan"
    state: TransferState

    def begin(self) -> None:
        """Ask which debts, and what is offered."""
        self._work: Task | None = None
        self.vm = TransferViewModel(self.session)
        self.state = self.vm.state()

    def leave(self) -> None:
        """Let a comparison go."""
        if self._work is not None:
            self._work.cancel()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title, back = say(Text("Move debts into one")), self.nav.behind()
        if state.empty:
            words = say(Text("Nothing is owed in your list."))
            return PageParts(title, (el(Card, el(Words, value=words), key="empty"),), back=back)
        foot = (el(KButton, key="compare", value=say(Text("Compare")), action=self._compare),)
        body, top = (self._which(), self._form()), (error_summary(state.summary),)
        return PageParts(title, body, side=(self._risks(), self._found()), back=back, foot=foot, top=top)

    def _which(self) -> Node:
        title = el(Words, value=self.say(Text("Which debts would it pay off?")), style="section")
        ticks = [
            el(Tick, key=id_, value=name, on=on, action=lambda id_=id_: self.show(self.vm.tick(id_)))
            for id_, name, on in self.state.choices
        ]
        fault = self.vm.pick_problem
        wrong = el(Words, value=fault, style="small", tone="warn", key="fault") if fault else None
        return el(Card, title, *ticks, wrong, key="which", gap=4)

    def _form(self) -> Node:
        title = el(Words, value=self.say(Text("What is offered?")), style="section")
        apr, fee, until, later, months = field_nodes(self, self.state.fields, self._type)
        steps = el(Column if theme.stacked else EvenRow, until, later, gap=10, key="steps")
        return el(Card, title, apr, fee, steps, months, key="form", gap=10)

    def _type(self, column: str, text: str) -> None:
        self.show(self.vm.type(column, text))

    def _compare(self) -> None:
        work = self.vm.compare()
        if work is not None:
            self._work = self.nav.run(Task(work, self._done, self._failed))
        self.show(self.vm.state())

    def _done(self, made) -> None:
        self.show(self.vm.take(made))

    def _failed(self, error: BaseException) -> None:
        raise error

    def _found(self) -> Node:
        state, say = self.state, self.say
        if not state.rows:
            words = say(Text("The two are being compared.")) if state.working else ""
            words = words or say(
                Text("Nothing is signed by this. You see the date and the cost with it and without it.")
            )
            return el(Card, el(Words, value=words, tone="muted"), key="waiting")
        heads = ("", say(Text("as it stands")), say(Text("with the new one")))
        rows = [self._line(row) for row in state.rows]
        if theme.stacked:
            rows = [self._stacked(row) for row in state.rows]
        else:
            rows.insert(0, self._line(heads, style="small"))
        verdict = el(Words, value=state.verdict, strong=True, key="verdict")
        beyond = el(Words, value=state.beyond, key="beyond") if state.beyond else None
        return el(Card, verdict, beyond, el(Column, *ruled(rows), key="rows"), key="found", gap=8)

    def _line(self, row: tuple[str, str, str], *, style: str = "body") -> Node:
        """Return one line of the table: what it is, and both values with one right edge each."""
        label, now, new = row
        tone = "muted" if style == "small" else "ink"
        cells = [
            el(
                Words,
                value=value,
                style=style,
                tone=tone,
                strong=style == "body",
                halign="right",
                key=key,
                size_hint_x=1.1,
            )
            for key, value in (("now", now), ("new", new))
        ]
        name = el(Words, value=label, tone="muted", size_hint_x=0.75, key="label")
        return el(Row, name, *cells, gap=10, pad=(0, 7), foot=not label, key=label or "heads")

    def _stacked(self, row: tuple[str, str, str]) -> Node:
        label, now, new = row
        if not now:
            return amount_row(label, new, key=label)
        return el(
            Column,
            el(Words, value=label, style="small", tone="muted", key="label"),
            fact(self.say(Text("as it stands")), now, "body"),
            fact(self.say(Text("with the new one")), new, "body"),
            key=label,
            gap=2,
            pad=(0, 6),
        )

    def _risks(self) -> Node | None:
        if not self.state.risks:
            return None
        title = el(Words, value=self.say(Text("Before you sign")), style="section")
        lines = [
            el(Row, el(Icon, name="info", tone="muted"), el(Words, value=risk), gap=10, top=True, key=str(place))
            for place, risk in enumerate(self.state.risks)
        ]
        return el(Card, title, *lines, key="risks", gap=8)
