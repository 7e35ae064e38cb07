"""What a missed payment mostly brings: by who is owed and how late the debt is already, from the map of stages."""

from __future__ import annotations

from datetime import date

from planner.errors import Text
from planner.model.entry import DebtEntry
from planner.payoff.shortfall import DAMAGE, Damage
from planner.services.lateness import days_past_due
from planner.services.stages import AGENCY, STAGES, collecting_now, stage_of_debt
from planner.services.words import days_late

_CALLS = len(DAMAGE) - 1
_LENT = frozenset(
    "card overdraft instalment equal-principal interest-only fee-instalment online-loan consumer-loan microloan payday bnpl".split()
)
"""Kinds whose lenders remind as the map says; who is owed the others asks in ways of its own."""


def missed_words(one: Damage, debt: DebtEntry, today: date) -> Text:
    """Return what missing a payment does; where it is calls and letters alone, which of them come next."""
    if one.rank < _CALLS:
        return one.words
    name, days = collecting_now(debt), days_past_due(debt, today)
    if name:
        return Text("{name} collects it already. Usually next: {next}", {"name": name, "next": AGENCY.next})
    if debt.kind == "family":
        return Text(
            "Somebody you know, so no collector calls as a rule. Tell them before the day, and name another day."
        )
    stage, late = stage_of_debt(debt, days or 0), days_late(debt, today)
    if stage is not None and late is not None:
        return Text("Already {late}. Usually next: {next}", {"late": late, "next": stage.next})
    if debt.kind not in _LENT:
        return one.words
    first = STAGES[0]
    blanks: dict[str, str | Text] = {"usual": first.usual, "next": first.next, "who": debt.creditor or ""}
    if debt.creditor:
        return Text("Usually first, from {who}: {usual} {next}", blanks)
    return Text("Usually first: {usual} {next}", blanks)
