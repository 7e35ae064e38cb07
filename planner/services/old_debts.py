"""Which debts are young beyond doubt: about any other, words and payments may matter, so they are not handed out unasked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.services.contacts import ContactLog
from planner.services.debt_limits import clock_of
from planner.services.places import jurisdiction_of
from planner.services.promises import Promises

if TYPE_CHECKING:
    from planner.services.household import Household


class YoungDebts:
    """The debts of a household that are young beyond doubt, by name."""

    def __init__(self, household: Household, today: date) -> None:
        settings = household.settings()
        place = jurisdiction_of(settings.get("country", ""), settings.get("part", ""))
        debts = household.debts()
        # Where the last unpaid day is not known, the oldest one tells that even from there the time is not long.
        dated = [debt._replace(due_since=debt.due_since or debt.late_since) for debt in debts if place is not None]
        dated = [debt for debt in dated if debt.due_since is not None]
        young = []
        if dated:
            rows, payments = ContactLog(household).demands(), household.payments()
            promises = Promises(household).all()
            for debt in dated:
                clock = clock_of(debt, place, rows, payments, promises, today)
                if clock is not None and not clock.is_old:
                    young.append(debt.name)
        self.names = frozenset(young)
        self._all_young = bool(debts) and len(young) == len(debts)

    def are_all_of(self, facts: Mapping[str, Any]) -> bool:
        """Return whether every debt that an entry may be about is young; one that names none may be about any."""
        said = facts.get("debt") or ()
        named = [part.strip() for part in said.split(";")] if isinstance(said, str) else list(said)
        return all(name in self.names for name in named) if named else self._all_young
