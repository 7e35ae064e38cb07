"""Every payment of the plan with its reason, month by month: a long list."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import ListedRow
from ui.screens.screen import Screen
from ui.viewmodels.plan import PlanState, PlanViewModel
from ui.widgets.page import PageParts
from ui.widgets.row_list import RowList
from ui.widgets.tree import el


class MonthsScreen(Screen):
    """The list."""

    tab = "plan"
    state: PlanState

    def begin(self) -> None:
        """List every month."""
        self.vm = PlanViewModel(self.session)
        self.state = self.vm.show_all_months()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        rows = []
        for month in self.state.month_list:
            rows.append(ListedRow("", month.title, "", month.together, say(Text("together")), opens=False))
            rows += [
                ListedRow(pay.icon, pay.name, pay.why, pay.amount, "", strong=False, opens=False) for pay in month.pays
            ]
        listed = el(RowList, key="months", rows=rows, label=say(Text("Month by month")))
        return PageParts(say(Text("Month by month")), filling=listed, back=say(Text("Plan")))
