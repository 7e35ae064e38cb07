"""Every payment of the plan with its reason, month by month: a long list."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import ListedRow, note_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.plan import PlanState, PlanViewModel
from ui.viewmodels.plan_months import MonthTable as Table
from ui.viewmodels.plan_months import table_of
from ui.widgets.month_table import MonthTable, TableRow, has_room_for
from ui.widgets.page import PageParts
from ui.widgets.row_list import RowList
from ui.widgets.tree import Node, el


class MonthsScreen(Screen):
    """The list."""

    tab = "plan"
    state: PlanState

    def begin(self) -> None:
        """List every month; the cheapest plan comes from the worker, a close one stands there until then."""
        self.vm = PlanViewModel(self.session, waits=True)
        self.state = self.vm.show_all_months()
        self._search: Task | None = None
        work = self.vm.refining() if self.state.soft else None
        if work is not None:
            self._search = self.nav.run(Task(work, self._found, self._failed))

    def leave(self) -> None:
        """Let the search go."""
        if self._search is not None:
            self._search.cancel()

    def _found(self, found) -> None:
        self.show(self.vm.refined(found))

    def _failed(self, error: BaseException) -> None:
        raise error

    def page(self) -> PageParts:
        """Return the page."""
        say, back = self.say, self.say(Text("Plan"))
        title = say(Text("Month by month"))
        table = table_of(self.state.month_list) if self.nav.wide else None
        if table is not None and has_room_for(len(table.names)):
            return PageParts(title, self._beyond(), filling=self._table(table, title), back=back)
        rows = []
        for month in self.state.month_list:
            rows.append(ListedRow("", month.title, "", month.together, say(Text("together")), opens=False))
            rows += [
                ListedRow(pay.icon, pay.name, pay.why, pay.amount, "", strong=False, opens=False) for pay in month.pays
            ]
        return PageParts(title, self._beyond(), filling=el(RowList, key="months", rows=rows, label=title), back=back)

    def _beyond(self) -> tuple[Node, ...]:
        """Say first that the months need more than the budget has, as the plan does."""
        return (note_card(self.state.beyond),) if self.state.beyond else ()

    def _table(self, table: Table, label: str) -> Node:
        """Return the months as a table, for a desk; the names stand again over each year of it."""
        names = TableRow("", tuple((name, "") for name in table.names), self.say(Text("Together")), head=True)
        rows = []
        for place, row in enumerate(table.rows):
            rows += [names, TableRow(*row)] if place % 12 == 0 else [TableRow(*row)]
        return el(MonthTable, key="table", rows=rows, label=label)
