"""The checks of Singapore: threats under the Debt Collection Act 2022, harassment under the Act of 2014. No hours were found."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import with_cases
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

HARASSING = (
    "threat-violence following insult public-shaming family-target workplace-pressure home-intrusion repeat-calls "
    "detention contact-list-threat"
).split()


def threats(g: Ground) -> Iterator[Finding]:
    """Debt Collection Act 2022: threats to somebody's safety by who collects for others or bought debts. Sections not verified."""
    yield from with_cases(g, {"threat-violence": "found"})


def harassment(g: Ground) -> Iterator[Finding]:
    """Protection from Harassment Act 2014: a court may give an order. What amounts to harassment it decides: worth checking."""
    yield from with_cases(g, dict.fromkeys(HARASSING, "found"), sure=False)


CHECKS: dict[str, Check] = {"sg.dca.threats": threats, "sg.poha": harassment}
