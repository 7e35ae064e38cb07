"""Old debts in the plan: what leaving one in means, and one tap that leaves it out of the order, with a way back (guard 1)."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.services.household import DebtEntry
from planner.services.household_plan import least_due
from ui.viewmodels.old_debts import old_debts
from ui.viewmodels.session import Session


class OldAsk(NamedTuple):
    """One old debt: what to know, and what a tap does. ``is_out``: it was just left out, and the tap takes that back."""

    id: int
    words: str
    button: str
    is_out: bool


class OldInPlanViewModel:
    """Asks about each old debt that stands in the order of paying; the person decides."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._out: list[int] = []
        self._problem: Text | None = None

    def state(self) -> tuple[OldAsk, ...]:
        """Return what to ask, in the order of the list; nothing where no old debt stands in the plan."""
        session = self._session
        old = old_debts(session)
        return tuple(
            self._ask(debt, is_out=debt.id in self._out)
            for debt in session.debts
            if debt.balance and (debt.id in self._out if debt.is_apart else debt.id in old)
        )

    @property
    def problem(self) -> str:
        """What went wrong with the last tap, in words."""
        return self._session.fault(self._problem) if self._problem else ""

    def decide(self, debt_id: int) -> tuple[OldAsk, ...]:
        """Leave a debt out of the order, or take it in again where it was left out just now.

        It bears the mark of a debt in dispute, which everywhere is said to be one that is disputed or left out.
        """
        session, self._problem = self._session, None
        debt = session.find(debt_id)
        if debt is None:
            return self.state()
        back = debt_id in self._out
        try:
            session.household.edit(debt, {"disputed": "" if back else "yes"})
        except InputProblems as faults:
            self._problem = faults.problems[0].message
        except PlannerError as error:
            self._problem = error.message
        else:
            self._out = [one for one in self._out if one != debt_id] if back else [*self._out, debt_id]
        session.refresh()
        return self.state()

    def _left_out(self, debt: DebtEntry) -> Text:
        """Say what the tap did, and what it did not: a least payment that is known stays in the sum of the month."""
        least = least_due(debt, self._session.today)
        if not least:
            return Text(
                "{debt} is set apart: nothing extra goes to it. Ask an adviser before you pay anything on it.",
                {"debt": debt.name},
            )
        blanks = {"debt": debt.name, "amount": self._session.money(least, debt.currency)}
        return Text(
            "{debt} is set apart: nothing extra goes to it. Its least payment, {amount}, stays in the month's sum: ask an adviser before you pay it.",
            blanks,
        )

    def _ask(self, debt: DebtEntry, *, is_out: bool) -> OldAsk:
        say = self._session.say
        if is_out:
            return OldAsk(debt.id or 0, say(self._left_out(debt)), say(Text("Undo")), True)
        words = Text(
            "{debt} is old, or how old is not clear. In the plan it is paid like the others, and a payment can give the other side new time to sue. Ask an adviser first; until then you can leave it out."
        )
        return OldAsk(
            debt.id or 0, say(words._replace(blanks={"debt": debt.name})), say(Text("Leave it out for now")), False
        )
