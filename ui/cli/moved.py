"""``moved``: why the date of the stored plan is another than when it was chosen."""

from __future__ import annotations

from planner.errors import Text
from planner.services.here import today_of
from planner.services.plan_compare import moved_as_json
from planner.services.plan_money import budget_money, plan_money_of
from planner.services.plan_moves import plan_moved
from ui.cli.opening import open_for
from ui.cli.output import output_of
from ui.cli.plan_output import print_moved
from ui.cli.spoken import Program


def register(app: Program) -> None:
    """Add the command to ``app``."""
    app.add("moved", Text("Say why the date of your plan moved since you chose it."), moved)


def moved() -> None:
    """Compare the stored plan with the list and the payments of today."""
    out = output_of()
    with open_for(out) as household:
        stored, today = household.plan(), today_of(household)
        money = None
        if stored is not None and plan_money_of(household.settings(), stored.currency).follows:
            money = budget_money(household, stored.currency, today)
        found = plan_moved(stored, household.debts(), household.payments(), today, money=money)
    if stored is None or found is None:
        out.note(Text("No plan was chosen yet that could be compared."))
        if out.json:
            out.print_json({"moved": None})
        return
    if out.json:
        out.print_json({"moved": moved_as_json(found, stored.currency, out.tr)})
    else:
        print_moved(found, stored.currency, out)
