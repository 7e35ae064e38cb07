"""How a firm may get in touch: CONC 7.9 of the FCA Handbook. It is about credit such as cards, loans and overdrafts."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import not_between, outside_hours, with_cases
from planner.rules.checks.requests import CHANNEL, PLACE, REASONABLE, TIME, against_request
from planner.rules.checks.united_kingdom.credit import on_credit
from planner.rules.facts import LIABLE, PAPER, PUBLIC, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

WHO_WAS_TOLD = "who-was-told"


@on_credit
def times(g: Ground) -> Iterator[Finding]:
    """CONC 7.9.4R: not at unreasonable times, and due regard to reasonable requests on when, where and how.

    The rule has no hours. Outside those that MCOB 13.5.4G calls usually reasonable for mortgages, a contact is worth checking.
    Whether a request was reasonable is asked. Not modelled: shift patterns that were not logged as a request.
    """
    asked = list(against_request(g, g.index.inbound, TIME, PLACE, CHANNEL, ask=(REASONABLE,)))
    yield from asked
    against = {row for finding in asked for row in finding.contacts}
    reached = (
        contact
        for contact in g.index.inbound
        if (not contact.recipient or contact.recipient in LIABLE)
        and contact.channel not in PAPER | PUBLIC
        and contact.precision != "day"
        and contact.row not in against
    )
    yield from outside_hours(g, reached, not_between, sure=False)


@on_credit
def misleading(g: Ground) -> Iterator[Finding]:
    """CONC 7.9.2R: nothing that makes somebody get in touch misunderstanding why; 7.9.3G: a card about a missed delivery.

    A false paper in writing is such a thing; an exaggerated consequence only points to one.
    """
    cases = {"false-legal": "found", "credit-threat": "found"}
    yield from with_cases(g, cases, weak=("credit-threat",), where=_is_written)


@on_credit
def premium(g: Ground) -> Iterator[Finding]:
    """CONC 7.9.5R: no number that costs more than a standard call may be required."""
    for contact in g.bound(g.index.by_flag.get("premium-number", ())):
        yield g.found([contact])


@on_credit
def privacy(g: Ground) -> Iterator[Finding]:
    """CONC 7.9.6R and 7.9.7R: nobody else is to learn of the debt, and nothing is to embarrass in public.

    Husband and wife are third parties here. Not modelled: consent to speak with somebody.
    """
    for contact in g.bound(g.index.public):
        yield g.found([contact], case="public")
    shaming = {"public-shaming": "public"}
    yield from with_cases(g, shaming, where=lambda contact: contact.channel not in PUBLIC)
    told = {"third-party-disclosure": "found"}
    yield from with_cases(g, told, where=lambda contact: contact.is_third)
    with_borrower = with_cases(g, told, where=lambda contact: not contact.is_third and _is_private(contact), sure=False)
    for finding in with_borrower:
        yield finding._replace(questions=(*finding.questions, WHO_WAS_TOLD))


@on_credit
def wrong_person(g: Ground) -> Iterator[Finding]:
    """CONC 7.9.10R, 7.9.11G: no threats to "the occupier", no demands to people who may be somebody else."""
    for contact in g.bound(g.index.by_flag.get("to-occupier", ())):
        if contact.demands:
            yield g.found([contact])
    for contact in g.bound(g.index.thirds):
        if contact.recipient == "stranger" and contact.demands and "to-occupier" not in contact.flags:
            yield g.found([contact], sure=False, case="stranger")


@looks_far_back
@on_credit
def visits(g: Ground) -> Iterator[Finding]:
    """CONC 7.9.12R: the purpose explained and adequate notice given before a first visit.

    7.9.13G: it may be no breach where the borrower was happy to speak then and there; a visit with a talk is worth checking.
    """
    seen: set[str] = set()
    for contact in g.bound(g.index.visits):
        who = contact.collector or f"#{contact.row}"
        if contact.channel == "visit-home" and who not in seen and "no-notice" in contact.flags:
            yield g.found([contact], sure=contact.outcome != "conversation")
        seen.add(who)


def _is_written(contact: Contact) -> bool:
    written = PAPER | {"sms", "im", "email", "social-private", "visit-home", "visit-work"}
    return contact.channel in written


def _is_private(contact: Contact) -> bool:
    return contact.channel not in PUBLIC


CHECKS: dict[str, Check] = {
    "uk.conc.times": times,
    "uk.conc.misleading-contact": misleading,
    "uk.conc.premium": premium,
    "uk.conc.privacy": privacy,
    "uk.conc.wrong-person": wrong_person,
    "uk.conc.visits": visits,
}
