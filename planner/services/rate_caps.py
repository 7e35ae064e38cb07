"""What the law of a place says of a high rate on a debt in the list: a question, never a verdict (guard 4).

Who lent and when it was signed are not kept with a debt, so what comes out is what must be asked. Where the cap of a place
does not speak about this kind of lender, nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from planner.model.entry import DebtEntry
from planner.rules.interest_cap import Cap, china_cap, lpr_of_china, taiwan_cap
from planner.rules.law import load_law
from planner.services.household_plan import rate_on

FROM_A_PERSON = frozenset({"family"})
MAYBE_PRIVATE = frozenset({"online-loan", "microloan", "payday", "interest-only", "equal-principal", "other"})
"""Kinds of which a list does not say who lent: a licensed lender, or a private one."""


class CapNote(NamedTuple):
    """A note: what it is about and the question, each by language, and the source."""

    title: Mapping[str, str]
    ask: Mapping[str, str]
    citation: str


def cap_note(debt: DebtEntry, place: str | None, on: date) -> CapNote | None:
    """Return what to ask about the rate in force ``on`` a day; None where it is too low for any cap, or none speaks."""
    rate = rate_on(debt, on)
    if rate is None or place is None:
        return None
    if place == "china" and (debt.kind in FROM_A_PERSON or debt.kind in MAYBE_PRIVATE):
        rule = load_law("china").rule("cn.rate.4lpr")
        lowest = min(
            lpr.value for lpr in lpr_of_china().published if rule.from_on is None or lpr.from_on >= rule.from_on
        )
        if rate > rule.value("times", on) * lowest:
            return _note("china", china_cap("individual" if debt.kind in FROM_A_PERSON else "", None, rate))
    if place == "taiwan" and rate > load_law("taiwan").rule("tw.rate.205").value("percent", on):
        return _note("taiwan", taiwan_cap(None, rate))
    return None


def _note(place: str, cap: Cap) -> CapNote:
    rule = load_law(place).rule(cap.rule)
    return CapNote(rule.title, rule.say[cap.case], cap.citation)
