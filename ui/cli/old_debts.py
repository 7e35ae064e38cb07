"""A warning beside the result before an act that could start the time limit for court anew: on old and unclear debts only."""

from __future__ import annotations

from collections.abc import Iterable

from planner.services.debt_limits import warning_before
from planner.services.here import today_of
from planner.services.household import Household
from planner.services.household_limits import clock_for
from ui.cli.output import Output


def warn_before(act: str, household: Household, names: Iterable[str], out: Output) -> None:
    """Say once what to know before ``act`` on debts of these names, where one of them is old or unclear."""
    wanted = {name.strip() for name in names} - {""}
    for debt in household.debts() if wanted else ():
        if debt.name in wanted and debt.due_since is not None:
            warning = warning_before(act, clock_for(household, debt, today_of(household)))
            if warning is not None:
                out.note(warning)
                return
