"""Protect the wage: accounts, what is taken from each, and what is worth a look before the next pay day."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes, problem_words
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.debits import ACCOUNT, CAN_STOP, DEBIT, AccountRow, DebitRow, DebitsState, DebitsViewModel
from ui.widgets.card import Chip, IconTile, ListRow, TapCard, open_row, row_words, ruled
from ui.widgets.choice import OnOff
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class DebitsScreen(Screen):
    """The page."""

    tab = "more"
    state: DebitsState

    def begin(self) -> None:
        """Show the map."""
        self.vm = DebitsViewModel(self.session)
        self.state = self.vm.state()

    def undo(self):
        """Offer to put back what was taken out."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.put_back()), lambda: self.show(self.vm.let_go())

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        why = say(Text("Money for food and rent is safest in an account that no debt is taken from."))
        title = el(Words, value=say(Text("Your accounts")), style="section", key="title")
        rows = [self._account(row) for row in state.accounts]
        add = el(
            KButton,
            key="add",
            value=say(Text("Add an account")),
            kind="text",
            small=True,
            hug=True,
            action=lambda: self.show(self.vm.open(ACCOUNT)),
        )
        accounts = el(Card, title, el(Column, *ruled(rows), key="rows") if rows else None, add, key="accounts", gap=4)
        new = None
        if state.accounts:
            new = el(
                KButton,
                key="new",
                value=say(Text("Add what is taken from it")),
                icon="plus",
                kind="soft",
                action=lambda: self.show(self.vm.open(DEBIT)),
            )
        letter = el(
            Card,
            open_row(
                say(Text("Ask the bank to stop an order")),
                say(
                    Text(
                        "To your bank; the lender need not agree. If the bank is the lender, move the money for food first."
                    )
                ),
                "bank",
                lambda: self.nav.open("letter_wizard", kind="stop-mandate"),
            ),
            key="letter",
            pad=(14, 6),
        )
        body = (el(Card, el(Words, value=why), kind="soft", key="why"), problem_words(state.problem), accounts)
        side = (*(self._debit(row) for row in state.debits), new, letter if state.debits else None)
        return PageParts(say(Text("Protect your wage")), body, side=side, back=say(Text("Budget")))

    def sheet(self):
        """Return the form of an account or of what is taken from one."""
        say, state = self.say, self.state
        if not state.form:
            return None
        fields = field_nodes(self, state.fields, self._type)
        parts: list[Node | None] = [error_summary(state.summary)]
        if state.form == ACCOUNT:
            title = say(Text("An account"))
            on = el(
                OnOff,
                key="wages",
                value=say(Text("My wages reach it")),
                on=state.wages,
                action=lambda: self._type("wages", "" if state.wages else "yes"),
            )
            parts += [*fields[:2], on, *fields[2:]]
        else:
            title = say(Text("What is taken from an account"))
            parts += [
                chips(
                    say(Text("For which debt")),
                    [(n, n, on) for n, on in state.debts],
                    lambda id_: self._type("debt", id_),
                    key="debts",
                ),
                chips(
                    say(Text("From which account")),
                    [(n, n, on) for n, on in state.from_accounts],
                    lambda id_: self._type("account", id_),
                    key="from",
                ),
                *fields,
                chips(
                    say(Text("Can it be stopped?")),
                    [(id_, say(words), id_ == state.can_stop) for id_, words in CAN_STOP],
                    lambda id_: self._type("can_stop", id_),
                    key="stop",
                ),
            ]
        parts.append(el(KButton, key="save", value=say(Text("Save")), action=lambda: self.show(self.vm.save())))
        if not state.is_new:
            parts.append(
                el(
                    KButton,
                    key="remove",
                    value=say(Text("Remove")),
                    kind="text",
                    icon="remove",
                    action=lambda: self.show(self.vm.remove()),
                )
            )
        return title, tuple(part for part in parts if part is not None), lambda: self.show(self.vm.open(""))

    def _type(self, column: str, text: str) -> None:
        self.show(self.vm.type(column, text))

    def _account(self, row: AccountRow) -> Node:
        chip = el(Chip, value=self.say(Text("wages")), kind="soft", icon="cash", key="wages") if row.wages else None
        words = row_words(row.name, row.under)
        if chip is not None and theme.stacked:
            words, chip = el(Column, words, chip, gap=4, key="words"), None
        return el(
            ListRow,
            el(IconTile, name="bank", quiet=True, side=34),
            words,
            chip,
            key=f"{row.place} {row.name}",
            label=row.name,
            action=lambda: self.show(self.vm.open(ACCOUNT, row.place)),
        )

    def _debit(self, row: DebitRow) -> Node:
        warnings = [
            el(
                Row,
                el(Icon, name="info", tone="muted", size_dp=18),
                el(Words, value=words, style="small"),
                gap=8,
                top=True,
                key=words,
            )
            for words in row.warnings
        ]
        chip = el(Chip, value=row.stop, key=f"stop {row.stop}")
        risk = el(Words, value=row.risk, style="small", tone="muted", key="risk") if row.risk else None
        return el(
            TapCard,
            el(Column, row_words(row.debt, row.under), chip, gap=6, key="top"),
            *warnings,
            risk,
            key=f"debit {row.place}",
            gap=8,
            label=row.debt,
            action=lambda: self.show(self.vm.open(DEBIT, row.place)),
        )
