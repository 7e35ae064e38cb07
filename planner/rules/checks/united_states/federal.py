"""Federal rules on how collectors may get in touch and what they may say: Regulation F (12 CFR 1006) and the FDCPA."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import not_between, outside_hours
from planner.rules.facts import AS_BORROWER, PAPER, PUBLIC
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground


def hours(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(b)(1)(i): before 8 a.m. or after 9 p.m. on the consumer's clock; the time of sending counts.

    The consumer is also spouse, parent of a minor, guardian, executor (1006.6(a)). Not modelled: a court's leave, and what the
    collector knew of other convenient times unless a time was agreed.
    """
    reached = (
        contact
        for contact in g.index.inbound
        if (not contact.recipient or contact.recipient in AS_BORROWER) and contact.channel not in PAPER | PUBLIC
    )
    yield from outside_hours(g, reached, not_between, borderline=True)


CHECKS: dict[str, Check] = {"us.regf.hours": hours}
