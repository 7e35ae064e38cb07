"""What may not be owed: debts, and parts of them, that no plan should pay first; each with the question to ask (guard 4).

A question, never a verdict: what is listed stays in the plan until the person decides, by marking it disputed or not theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from planner.errors import Text
from planner.i18n import Translate
from planner.model.entry import DebtEntry
from planner.services.rate_caps import cap_note

PENALTY_KINDS = frozenset({"property-fee", "utility", "rent"})
"""Kinds whose penalty for being late is often waived when it is asked for."""


class Doubt(NamedTuple):
    """``amount``: what of the debt it is about, minor units, None where that cannot be told. ``ask`` is ready to show."""

    debt: DebtEntry
    code: str
    amount: int | None
    ask: str
    source: str = ""


def doubts(
    debts: Sequence[DebtEntry],
    place: str | None,
    on: date,
    say: Translate,
    language: str,
    old: Collection[int | None] = (),
) -> list[Doubt]:
    """Return what to ask before these debts are paid first, in the order of the list. ``old``: the numbers of those that are old."""
    found = []
    for debt in debts:
        name = {"debt": debt.name}
        if debt.disputed:
            words = Text(
                "You set {debt} apart. If you dispute it, ask for proof in writing. Until it comes, the plan puts nothing extra on it.",
                name,
            )
            if debt.id in old:  # no word to the other side before an adviser was asked
                words = Text("You set {debt} apart. The plan puts nothing extra on it.", name)
            found.append(Doubt(debt, "disputed", debt.balance, say(words)))
        if debt.liable == "not-me":
            words = Text("{debt} may be somebody else's. Ask who signed, and for a copy of it.", name)
            found.append(Doubt(debt, "not-me", debt.balance, say(words)))
        elif debt.liable == "guarantor":
            words = Text(
                "You stand surety for {debt}. Ask what was asked of the borrower first, and until when you answer for it.",
                name,
            )
            found.append(Doubt(debt, "guarantor", debt.balance, say(words)))
        if debt.id in old:
            words = Text(
                "{debt} is old. A payment, a promise or a letter can give the other side new time to sue. Ask an adviser first.",
                name,
            )
            found.append(Doubt(debt, "old", debt.balance, say(words)))
        note = cap_note(debt, place, on)
        if note is not None:
            found.append(Doubt(debt, "rate", None, note.ask.get(language, note.ask["en"]), note.citation))
        if debt.penalties and debt.kind in PENALTY_KINDS:
            words = Text(
                "Part of {debt} is a penalty for being late. Ask for it to be waived before you pay the rest.", name
            )
            found.append(Doubt(debt, "penalty", debt.penalties, say(words)))
        known = [part for part in (debt.interest, debt.fees, debt.penalties) if part is not None]
        if debt.balance and debt.principal and known and debt.principal + sum(known) < debt.balance:
            over = debt.balance - debt.principal - sum(known)
            words = Text(
                "The parts of {debt} that you know do not add up to its balance. Ask what the rest is for.", name
            )
            found.append(Doubt(debt, "unexplained", over, say(words)))
        if debt.kind == "fee-instalment" and (debt.early_fees or "due") == "due":
            words = Text(
                "Paying {debt} early saves nothing while all its fees stay due. Ask whether they would be waived.", name
            )
            found.append(Doubt(debt, "fees-stay", None, say(words)))
    return found
