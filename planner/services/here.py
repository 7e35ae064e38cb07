"""Which day it is where the borrower is."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from planner.services.household import Household


def today_of(household: Household, now: datetime | None = None) -> date:
    """Return the day in the zone of the settings, else in the device's. ``now``: an instant with its zone."""
    instant = now or datetime.now().astimezone()
    name = household.settings().get("zone", "")
    try:
        return instant.astimezone(ZoneInfo(name)).date() if name else instant.date()
    except (KeyError, ValueError, OSError):  # the system has no such zone: the device's own serves
        return instant.date()
