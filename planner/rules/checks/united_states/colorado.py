"""Colorado: the Colorado Fair Debt Collection Practices Act, CRS 5-16."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import with_tactics
from planner.rules.checks.united_states.contact import night_hours
from planner.rules.checks.united_states.persons import PHONE
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground


def hours(g: Ground) -> Iterator[Finding]:
    """CRS 5-16-105(1)(a), (4): not before 8 a.m. or after 9 p.m. on the consumer's clock, unless agreed.

    Written stops, lawyers and work are tested by the federal rules, whose shape is the same. Not modelled: a court's leave.
    """
    yield from night_hours(g)


def identify(g: Ground) -> Iterator[Finding]:
    """CRS 5-16-106(1)(f): who calls, truly said in the first sixty seconds after they know whom they reached."""
    yield from with_tactics(
        g,
        ("hide-identity",),
        where=lambda one: one.channel in PHONE and one.outcome in ("", "conversation") and one.purpose != "locate",
    )


CHECKS: dict[str, Check] = {"us.co.hours": hours, "us.co.identify": identify}
