"""The time limit for court of a debt, from all that an open household knows; read before an act that could start it anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planner.model.entry import DebtEntry
from planner.rules.limitation.clock import Clock
from planner.services.debt_limits import clock_of
from planner.services.places import jurisdiction_of

if TYPE_CHECKING:
    from planner.services.household import Household


def place_of(household: Household) -> str | None:
    """Return the place whose rules hold for a household; None where it has none, or none that is covered."""
    settings = household.settings()
    return jurisdiction_of(settings.get("country", ""), settings.get("part", ""))


def clock_for(household: Household, debt: DebtEntry, today: date) -> Clock | None:
    """Return the time limit of ``debt``; None where its due day or the place is not known, or was not looked at."""
    from planner.services.contacts import ContactLog
    from planner.services.promises import Promises

    place = place_of(household)
    if place is None or debt.due_since is None:  # then nothing in the log tells
        return None
    rows = ContactLog(household).demands()
    return clock_of(debt, place, rows, household.payments(), Promises(household).all(), today)
