"""A due day of a debt that was not paid, typed and kept with it: the last one for the time limit, the oldest for its stage."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from ui.viewmodels.session import Session


class UnpaidSinceState(NamedTuple):
    """The field: its column and what it asks, what stands in it, its fault, and why it could not be kept."""

    column: str
    label: str
    day: str
    error: str
    problem: str


LAST, OLDEST = "due_since", "late_since"
_ASKS = {LAST: Text("Last due day that was not paid"), OLDEST: Text("Oldest due day that was not paid")}


class UnpaidSince:
    """The day of one debt while it is typed."""

    def __init__(self, session: Session, debt_id: int, column: str = LAST) -> None:
        """``column``: which of the two it is."""
        self._session = session
        self._id, self._column = debt_id, column
        self._error: Text | None = None
        self._problem: Text | None = None
        debt = session.find(debt_id)
        known = None if debt is None else debt.late_since if column == OLDEST else debt.due_since
        self._typed = known.isoformat() if known is not None else ""

    def state(self) -> UnpaidSinceState:
        """Return the field as it stands."""
        say = self._session.say
        error = self._session.fault(self._error) if self._error else ""
        return UnpaidSinceState(
            self._column, say(_ASKS[self._column]), self._typed, error, say(self._problem) if self._problem else ""
        )

    def type(self, day: str) -> None:
        """Take what was typed."""
        self._typed, self._error = day, None

    def save(self) -> None:
        """Keep it with the debt; a fault is said beside the field."""
        session, debt = self._session, self._session.find(self._id)
        self._problem = None
        if debt is None:
            return
        try:
            session.household.edit(debt, {self._column: self._typed})
        except InputProblems as faults:
            self._error = faults.problems[0].message
            return
        except PlannerError as error:
            self._problem = error.message
        session.refresh()
