"""The last due day of a debt that was not paid: typed, kept with the debt; the time limit and the stage count from it."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from ui.viewmodels.session import Session


class UnpaidSinceState(NamedTuple):
    """The field: what stands in it, its fault, and why it could not be kept."""

    day: str
    error: str
    problem: str


class UnpaidSince:
    """The day of one debt while it is typed."""

    def __init__(self, session: Session, debt_id: int) -> None:
        self._session = session
        self._id = debt_id
        self._error: Text | None = None
        self._problem: Text | None = None
        debt = session.find(debt_id)
        self._typed = debt.due_since.isoformat() if debt is not None and debt.due_since is not None else ""

    def state(self) -> UnpaidSinceState:
        """Return the field as it stands."""
        say = self._session.say
        error = say(self._error) if self._error else ""
        return UnpaidSinceState(self._typed, error, say(self._problem) if self._problem else "")

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
            session.household.edit(debt, {"due_since": self._typed})
        except InputProblems as faults:
            self._error = faults.problems[0].message
            return
        except PlannerError as error:
            self._problem = error.message
        session.refresh()
