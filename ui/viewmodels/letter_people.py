"""Whom a letter may be about: the debts of the list, and who stands in the log with no debt on it."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.household import DebtEntry
from planner.services.timeline import Timeline
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.session import Session

MOST = 40
"""So many of the log are named; whoever else gets a letter is typed in."""


class Who(NamedTuple):
    """A debt the letter may be about, or who is ``logged`` and collects none of the list."""

    name: str
    under: str
    icon: str
    logged: bool = False


def people(session: Session) -> tuple[Who, ...]:
    """Return the debts, each with who collects it, then everybody else that the log names."""
    of_list = tuple(Who(debt.name, _holder(session, debt), icon_of(debt.kind)) for debt in session.debts)
    named = {name for debt in session.debts for name in (debt.name, debt.creditor, *(one.name for one in debt.holders))}
    under = session.say(Text("in your log, with no debt on your list"))
    others = [name for name in Timeline(session.household).collectors() if name not in named][:MOST]
    return (*of_list, *(Who(name, under, "agency", True) for name in others))


def _holder(session: Session, debt: DebtEntry) -> str:
    if debt.holders and debt.holders[-1].until_on is None:
        return session.say(Text("collected by {name}", {"name": debt.holders[-1].name}))
    return debt.creditor or ""
