"""The list of debts: totals on top, one line a debt, the ones that may not be owed apart."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import ListedRow, folded_card, note_card, start_buttons
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.debt_table import APART, APART_UNDER, COLUMNS, OLD, OLD_UNDER
from ui.viewmodels.debts import DebtRow, DebtsState, DebtsViewModel
from ui.widgets.card import fact
from ui.widgets.column_list import ColumnList
from ui.widgets.layout import Card, Column, pair
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton
from ui.widgets.row_list import PartedList
from ui.widgets.shore import Shore
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class DebtsScreen(Screen):
    """The list."""

    tab = "debts"
    state: DebtsState

    def begin(self) -> None:
        """Look at the list as it was last read."""
        self.vm = DebtsViewModel(self.session)
        self.state = self.vm.in_columns(self._is_table)

    def opens_in_pane(self, route: str) -> bool:
        """Open a debt in the pane, in the place of the one that stands there."""
        return route == "debt"

    def refresh(self) -> None:
        """Look again, also at what hangs on the log and the budget."""
        self.show(self.vm.look_again())

    def remove(self, debt_id: int) -> None:
        """Remove a debt, with the offer to bring it back."""
        self.show(self.vm.remove(debt_id))

    def undo(self):
        """Return the debt that can be brought back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.undo()), lambda: self.show(self.vm.forget_undo())

    def page(self) -> PageParts:
        """Return the page."""
        if self._is_table != bool(self.state.table):  # the window was made wider or narrower, or the words larger
            self.state = self.vm.in_columns(self._is_table)
        state, say = self.state, self.say
        if not (state.rows or state.old or state.apart):
            return PageParts(say(Text("Debts")), (self._empty(),))
        rows = self._columns() if self._is_table else self._rows()
        return PageParts(
            say(Text("Debts")),
            (note_card(state.notice) if state.notice else None, self._totals()),
            filling=rows,
            actions=self._actions(),
        )

    @property
    def _is_table(self) -> bool:
        """Whether the debts stand in columns: on a wide window, but not in large text."""
        return self.nav.wide and not theme.stacked

    def _rows(self) -> Node:
        state, say = self.state, self.say
        rows, ids = [], []
        for name, under, part in (
            (None, None, state.rows),
            (OLD, OLD_UNDER, state.old),
            (APART, APART_UNDER, state.apart),
        ):
            if part and name is not None:
                rows.append(ListedRow("", say(name), say(under), "", "", opens=False))
                ids.append(0)
            rows += map(self._row, part)
            ids += [row.id for row in part]
        return self._list(PartedList, rows, tuple(ids), key="rows")

    def _columns(self) -> Node:
        lines = self.state.table
        return self._list(ColumnList, list(lines), tuple(line.id for line in lines), key="columns", columns=COLUMNS)

    def _list(self, make: type, rows: list, ids: tuple[int, ...], **props) -> Node:
        pane = self.nav.top if self.nav.top is not self else None
        here = getattr(pane, "debt_id", 0)
        return el(
            make,
            rows=rows,
            open=lambda i: self.nav.open("debt", debt_id=ids[i]),
            chosen=ids.index(here) if here and here in ids else -1,
            label=self.say(Text("Debts")),
            **props,
        )

    def _actions(self) -> tuple[Node, ...]:
        say = self.say
        add = lambda: self.nav.open("debt_form")  # noqa: E731
        if not self.nav.wide:
            return (el(IconButton, name="plus", label=say(Text("Add a debt")), action=add),)
        bring = lambda: self.nav.open("import")  # noqa: E731
        return (
            el(
                KButton,
                key="import",
                value=say(Text("Import a list")),
                icon="import",
                kind="soft",
                small=True,
                hug=True,
                action=bring,
            ),
            el(KButton, key="add", value=say(Text("Add a debt")), icon="plus", small=True, hug=True, action=add),
        )

    def _row(self, row: DebtRow) -> ListedRow:
        return ListedRow(
            row.icon,
            row.name,
            row.detail,
            row.amount,
            row.a_day,
            more=row.more if theme.stacked else (self.session.join(*row.more),),
        )

    def _totals(self) -> Node:
        state, say = self.state, self.say
        if state.folded:
            return folded_card(say, self._unfold)
        label = el(Words, value=say(Text("What you owe today")), style="small", tone="muted")
        totals = [el(Words, value=total, style="hero", fit=True, key=str(i)) for i, total in enumerate(state.totals)]
        left = el(Column, label, *totals, gap=0, key="left")
        a_day = fact(say(Text("Costs you each day")), state.a_day, "number", at_right=True)
        return el(Card, pair(left, a_day) if state.a_day else left, key="totals")

    def _unfold(self) -> None:
        self.show(self.vm.open_totals())

    def _empty(self) -> Node:
        say = self.say
        return el(
            Card,
            el(Shore),
            el(Words, value=say(Text("Nothing is listed yet. Any one debt is a start; rough numbers are fine."))),
            *start_buttons(self.nav),
            key="empty",
        )
