"""Fair offers: what is left, shared to the cent; who is left out and why; the offers that were made."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import problem_words, said_words
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.offers import MadeRow, OffersState, OffersViewModel, OutRow, ShareRow
from ui.widgets.card import Chip, ListRow, amount_row, open_row, progress_bar, row_words, ruled
from ui.widgets.layout import Card, Column, Row, Rule, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class OffersScreen(Screen):
    """The page."""

    tab = "more"
    state: OffersState

    def begin(self) -> None:
        """Show the fair set."""
        self.vm = OffersViewModel(self.session)
        self.state = self.vm.state()

    def undo(self):
        """Offer to take back what was just written down."""
        if not self.state.said:
            return None
        return self.state.said, lambda: self.show(self.vm.undo()), lambda: self.show(self.vm.let_go())

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        title = say(Text("Fair offers"))
        write = None
        if state.can_write:
            words = say(Text("Save these offers"))
            write = el(KButton, key="write", value=words, icon="write", action=lambda: self.show(self.vm.write_down()))
        paper = None
        if state.can_print:
            paper = el(
                KButton,
                key="print",
                value=say(Text("Print all")),
                kind="outline",
                icon="receipt",
                action=lambda: self.show(self.vm.print()),
            )
        out = [self._out(row) for row in state.left_out]
        left_out = el(Card, *out, key="out", gap=8) if out else None
        asks = el(Card, el(Words, value=state.asks), kind="soft", key="asks") if state.asks else None
        solution = None
        if state.solution:
            solution = el(Card, el(Words, value=state.solution), self._ways(), key="solution")
        body = (
            problem_words(state.problem),
            said_words(state.printed),
            self._nothing() or self._available(),
            self._made(),
            self._first(),
            self._rest(),
        )
        return PageParts(title, body, side=(left_out, asks, solution, write, paper), back=self.nav.behind())

    def _nothing(self) -> Node | None:
        say, state = self.say, self.state
        if not state.nothing:
            return None
        words = {
            "budget": say(Text("Write the budget down")),
            "options": say(Text("What the law offers")),
            "debts": say(Text("Add a debt")),
        }[state.way]
        route = {"debts": "debt_form"}.get(state.way, state.way)
        go = el(KButton, key="go", value=words, action=lambda: self.nav.open(route))
        return el(Card, el(Words, value=state.nothing), go, kind="soft", key="nothing")

    def _available(self) -> Node:
        say, state = self.say, self.state
        figure = el(
            Column,
            el(Words, value=say(Text("To share each month")), style="small", tone="muted", key="label"),
            el(Words, value=state.available, style="hero", fit=True, key="figure"),
            gap=0,
            key="figure",
        )
        chip = el(Chip, value=say(Text("from your budget")), kind="ok", icon="yes", key="chip")
        agreed = el(Words, value=state.agreed, style="small", tone="muted", key="agreed") if state.agreed else None
        return el(Card, pair(figure, chip, key="pair"), agreed, key="available")

    def _first(self) -> Node | None:
        if not self.state.first:
            return None
        title = el(Words, value=self.say(Text("First")), style="section", key="title")
        return el(Card, title, *ruled([self._share(row) for row in self.state.first]), key="first", gap=8)

    def _rest(self) -> Node | None:
        say, state = self.say, self.state
        if not state.rest:
            return None
        title = el(Words, value=say(Text("The rest, by what you owe")), style="section", key="title")
        total = (
            el(Rule, strong=True, key="line"),
            amount_row(say(Text("All offers together")), state.total, strong=True),
        )
        return el(Card, title, *ruled([self._share(row) for row in state.rest]), *total, key="rest", gap=8)

    def _share(self, row: ShareRow) -> Node:
        side = "left" if theme.stacked else "right"
        amount = el(
            Column,
            el(Words, value=row.amount, strong=True, halign=side, key="amount"),
            el(Words, value=row.of, style="small", tone="muted", halign=side, key="of"),
            gap=1,
            key="right",
            **({} if theme.stacked else {"size_hint_x": 0.55}),
        )
        out = None
        if row.debt_id:
            words = self.say(Text("Leave it out"))
            action = lambda: self.show(self.vm.leave_out(row.debt_id))  # noqa: E731
            out = el(TextLink, key="out", value=words, action=action)
        times = el(Words, value=row.times, style="small", tone="muted", key="times") if row.times else None
        offered = el(Words, value=row.offered, style="small", key="offered") if row.offered else None
        token = el(Words, value=row.token, style="small", tone="muted", key="token") if row.token else None
        bar = None if row.fraction is None else progress_bar(row.fraction, key="bar")
        return el(
            Column,
            pair(row_words(row.name, row.under), amount, key="pair"),
            bar,
            offered,
            times,
            token,
            out,
            gap=6,
            key=row.name,
        )

    def _out(self, row: OutRow) -> Node:
        change = None
        if row.chosen:
            words = self.say(Text("Take it in again"))
            action = lambda: self.show(self.vm.take_in(row.debt_id))  # noqa: E731
            change = el(TextLink, key="change", value=words, action=action)
        line = el(Row, el(Icon, name="family", tone="muted", size_dp=20), el(Words, value=row.words), gap=10, top=True)
        return el(Column, line, change, gap=4, key=row.words)

    def _made(self) -> Node | None:
        if not self.state.made:
            return None
        title = el(Words, value=self.say(Text("Offers you made")), style="section", key="title")
        rows = [self._made_row(row) for row in self.state.made]
        return el(Card, title, el(Column, *ruled(rows), key="rows"), key="made", gap=4)

    def _made_row(self, row: MadeRow) -> Node:
        kind, icon, words = row.chip
        chip = el(Chip, value=words, kind=kind, icon=icon, key=f"chip {kind} {icon}")
        parts = (row_words(row.name, row.under), chip)
        if theme.stacked:
            parts = (el(Column, *parts, gap=4, key="stacked"),)
        return el(
            ListRow,
            *parts,
            el(Icon, name="next", tone="muted", size_dp=18),
            key=f"{row.id} {kind}",
            label=row.name,
            action=lambda: self.nav.open("offer", offer=row.id),
        )

    def _ways(self) -> Node:
        say = self.say
        under = say(Text("Pointers, and free advisers."))
        return open_row(say(Text("What the law offers")), under, "legal", lambda: self.nav.open("options"))
