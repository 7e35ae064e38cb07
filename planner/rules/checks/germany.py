"""The checks of Germany: what registered collectors must tell (RDG 13a), unfair practices (UWG 4a), and bought bank loans.

The Directive on credit servicers binds through national law, which was not read: what rests on it is at most worth checking.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from planner.rules.checks.common import with_cases
from planner.rules.facts import PAPER, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

WRITTEN = PAPER | {"email"}
PRESSURE = (
    "threat-violence detention following insult home-intrusion repeat-calls public-shaming family-target "
    "workplace-pressure contact-list-threat criminal-threat impersonation false-legal credit-threat"
).split()
STRONG = ("threat-violence", "detention")
FIRST, WARNED, TRANSFER = "de.first-demand", "de.ack-warned", "eu.transfer-notice"


@looks_far_back
def first_demand(g: Ground) -> Iterator[Finding]:
    """RDG 13a(1): a registered collector's first demand to a private person names client, ground, interest, costs and more.

    What stood in it is not in a log: it is asked, once for each collector.
    """
    yield from _first_of_each(g, FIRST)


def acknowledgment(g: Ground) -> Iterator[Finding]:
    """RDG 13a(4): who asks for an acknowledgment of debt warns in writing that defences, limitation among them, are usually lost."""
    for warned, weak in ((False, ()), (None, ("written-trap",))):
        ask = {"written-trap": WARNED} if weak else {}
        where = partial(_is_answered, g, warned)
        yield from with_cases(g, {"written-trap": "found"}, weak=weak, ask=ask, where=where)


def _is_answered(g: Ground, warned: bool | None, contact: Contact) -> bool:
    return g.answer(WARNED, contact) is warned


def unfair(g: Ground) -> Iterator[Finding]:
    """UWG 4a: harassment, coercion, undue influence; timing, place, threats, using misfortune. Section 7 was not read.

    Whether it could move a decision is weighed: all but violence and being kept somewhere is at most worth checking.
    """
    weak = [tactic for tactic in PRESSURE if tactic not in STRONG]
    yield from with_cases(g, dict.fromkeys(PRESSURE, "found"), weak=weak)


def servicer_conduct(g: Ground) -> Iterator[Finding]:
    """Directive (EU) 2021/2167 art 10(1): good faith, nothing misleading, privacy, no harassment, coercion, undue influence."""
    tactics = (*PRESSURE, "third-party-disclosure")
    yield from with_cases(g, dict.fromkeys(tactics, "found"), sure=False)


@looks_far_back
def transfer_notice(g: Ground) -> Iterator[Finding]:
    """Directive (EU) 2021/2167 art 10(2): a notice of the transfer on a durable medium before the first collection.

    A letter or e-mail of theirs, logged before, may be it; else it is asked, once for each collector.
    """
    yield from _first_of_each(g, TRANSFER, before=WRITTEN, sure=False)


def _first_of_each(
    g: Ground, question: str, *, before: frozenset[str] = frozenset(), sure: bool = True
) -> Iterator[Finding]:
    """Find the first demand of each collector, unless a contact by ``before`` came earlier, and ask about it."""
    for group in g.index.by_collector.values():
        theirs = [contact for contact in g.bound(group) if contact.from_collector and not contact.is_third]
        first = next((contact for contact in theirs if contact.demands), None)
        if first is None or any(_is_earlier(one, first) for one in theirs if one.channel in before):
            continue
        if g.answer(question, first) is not True:
            yield g.found([first], sure=sure, ask=g.asking(question, first))


def _is_earlier(one: Contact, other: Contact) -> bool:
    return (one.at, one.row) < (other.at, other.row)


CHECKS: dict[str, Check] = {
    "de.rdg13a.info": first_demand,
    "de.rdg13a.ack-warning": acknowledgment,
    "de.uwg": unfair,
    "eu.csd10.conduct": servicer_conduct,
    "eu.csd10.notice": transfer_notice,
}
