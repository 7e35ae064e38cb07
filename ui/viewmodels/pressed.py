"""Somebody presses for a payment now: what it would take from the others, before it is made. Decide tomorrow (guard 21)."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.money import BadValue, parse_money
from planner.services.household import DebtEntry
from planner.services.household_plan import choice_of
from planner.services.plan_means import household_means
from planner.services.plan_money import budget_money, plan_money_of
from planner.services.pressure import pressure_texts, under_pressure
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look
from ui.viewmodels.plan_money import beyond_means
from ui.viewmodels.session import Session

_AMOUNT = Spec("amount", Text("How much they want now"), "money")


class PressedState(NamedTuple):
    """The page. ``choices``: (id, name, chosen); ``words``: what it would do, the heaviest first; ``last``: decide tomorrow."""

    empty: bool
    choices: tuple[tuple[str, str, bool], ...]
    amount: Asked
    words: tuple[str, ...]
    last: str


class PressedViewModel:
    """Asks which debt and how much, and says what that takes from the rest. Nothing is kept, nothing is paid."""

    def __init__(self, session: Session, debt_id: int = 0) -> None:
        self._session = session
        self._debts = [debt for debt in session.debts if debt.balance]
        known = next((debt for debt in self._debts if debt.id == debt_id), None)
        self._debt: DebtEntry | None = known or (self._debts[0] if self._debts else None)
        self._typed = ""
        self._covered = CoveredFields(session)

    def state(self) -> PressedState:
        """Return the page as it stands."""
        session, debt = self._session, self._debt
        look(self._covered, (_AMOUNT,), {"amount": self._typed})
        problem: dict[str, Text] = {}
        words: tuple[str, ...] = ()
        currency = debt.currency if debt else session.currency
        if debt is not None and self._typed.strip():
            try:
                amount = parse_money(self._typed, currency)
            except BadValue as bad:
                problem["amount"] = bad.message
            else:
                words = self._words(debt, amount)
        last = session.say(Text("Nothing has to be decided in a call. Tomorrow is soon enough."))
        return PressedState(
            not self._debts,
            tuple((str(one.id), one.name, one is debt) for one in self._debts),
            asked(session, _AMOUNT, {"amount": self._typed}, problem, currency, self._covered),
            tuple(word for word in words if word != last),
            last,
        )

    def choose(self, debt_id: str) -> PressedState:
        """Take the debt for which they press."""
        self._debt = next((debt for debt in self._debts if str(debt.id) == debt_id), self._debt)
        return self.state()

    def type(self, typed: str) -> PressedState:
        """Take the amount they want."""
        self._typed = self._covered.typed("amount", typed)
        return self.state()

    def _words(self, debt: DebtEntry, amount: int) -> tuple[str, ...]:
        session = self._session
        if not amount:
            return ()
        choice = choice_of(session.chosen, debt.currency)
        follows = plan_money_of(session.settings, debt.currency).follows
        money = budget_money(session.household, debt.currency, session.today) if follows else None
        found = under_pressure(session.debts, session.today, choice, debt, amount, money=money)
        if found is None:
            return ()
        words = [
            session.say(text) for text in pressure_texts(found, session.money, lambda names: session.listed(*names))
        ]
        means = (
            None if follows else household_means(session.household, debt.currency, [one.name for one in self._debts])
        )
        beyond = beyond_means(session, means, found.budget, debt.currency)
        return (beyond, *words) if beyond else tuple(words)
