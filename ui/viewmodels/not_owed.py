"""What may not be owed: debts with something to ask before they are paid first (guard 4). Nothing here is a verdict."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Text
from planner.rules.citations import cited_in
from planner.services.household import DebtEntry
from planner.services.not_owed import Doubt, doubts
from planner.services.words import KINDS
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.old_debts import old_debts
from ui.viewmodels.session import Session


class AskState(NamedTuple):
    """One thing to ask: what it is about, how much, the question, what it rests on."""

    title: str
    amount: str
    ask: str
    source: str


class DoubtedDebt(NamedTuple):
    """A debt with all there is to ask of it. ``apart``: it gets no extra money until the person says so.

    ``decide``: what the person can decide here, in words; empty where the debt itself says whose it is.
    """

    id: int
    name: str
    kind: str
    icon: str
    apart: bool
    asks: tuple[AskState, ...]
    decide: str = ""


class NotOwedState(NamedTuple):
    """The page."""

    debts: tuple[DoubtedDebt, ...]
    lead: str
    empty: str
    problem: str = ""


_TITLES = {
    "disputed": Text("You set it apart"),
    "not-me": Text("It may be somebody else's"),
    "guarantor": Text("You stand surety"),
    "old": Text("Old, or how old is not clear"),
    "rate": Text("The interest is high"),
    "penalty": Text("A penalty for being late"),
    "unexplained": Text("Not explained"),
    "fees-stay": Text("Paying early saves nothing"),
}


class NotOwedViewModel:
    """Shows what to ask, debt by debt."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._problem: Text | None = None

    def state(self) -> NotOwedState:
        """Return the page as it stands."""
        session = self._session
        own = [debt for debt in session.debts if debt.balance != 0]
        found: dict[int, list[Doubt]] = {}
        old = old_debts(session)
        for doubt in doubts(own, session.jurisdiction, session.today, session.say, session.language, old):
            found.setdefault(doubt.debt.id or 0, []).append(doubt)
        return NotOwedState(
            tuple(self._debt(asked) for asked in found.values()),
            session.say(Text("A question costs nothing. Ask first, and put nothing extra on these until you know.")),
            "" if found else session.say(Text("Nothing in your list raises a question just now.")),
            session.say(self._problem) if self._problem else "",
        )

    def decide(self, debt_id: int) -> NotOwedState:
        """Let a debt stand apart until it is answered, or take it into the order of paying again."""
        session, self._problem = self._session, None
        debt = session.find(debt_id)
        if debt is not None:
            try:
                session.household.edit(debt, {"disputed": "" if debt.disputed else "yes"})
            except InputProblems as faults:
                self._problem = faults.problems[0].message
            except PlannerError as error:
                self._problem = error.message
            session.refresh()
        return self.state()

    def _debt(self, asked: list[Doubt]) -> DoubtedDebt:
        session, debt = self._session, asked[0].debt
        return DoubtedDebt(
            debt.id or 0,
            debt.name,
            session.say(KINDS[debt.kind]),
            icon_of(debt.kind),
            debt.is_apart,
            tuple(self._ask(one) for one in asked),
            self._decision(debt),
        )

    def _decision(self, debt: DebtEntry) -> str:
        if debt.liable in ("not-me", "guarantor"):
            return ""
        if debt.disputed:
            return self._session.say(Text("Take it into the plan's order again"))
        return self._session.say(Text("Only the least on it until this is answered"))

    def _ask(self, doubt: Doubt) -> AskState:
        session = self._session
        source = ""
        if doubt.source:
            source = session.say(Text("Rests on: {source}", {"source": cited_in(session.language, doubt.source)}))
        amount = "" if doubt.amount is None else session.money(doubt.amount, doubt.debt.currency)
        return AskState(session.say(_TITLES[doubt.code]), amount, doubt.ask, source)
