"""Where and how a collector may get in touch in Australia: RG 96 part 2 sections 1, 6, 7, 8, and the consumer law behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta

from planner.rules.checks.common import with_cases
from planner.rules.checks.requests import PLACE, against_request
from planner.rules.facts import PUBLIC, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

IN_TOUCH = timedelta(days=62)
OTHER_PLACE = "au.other-place"
STRONG = ("threat-violence", "detention", "impersonation", "false-legal")
WEAK = (
    "following insult home-intrusion repeat-calls public-shaming family-target workplace-pressure contact-list-threat "
    "criminal-threat credit-threat"
).split()


def place(g: Ground) -> Iterator[Finding]:
    """RG 96 section 6: not at home where the borrower gave another reasonable place; care at work.

    Whether she named another place where she could be reached is asked.
    """
    yield from against_request(g, g.index.inbound, PLACE, ask=(OTHER_PLACE,))


def visit(g: Ground) -> Iterator[Finding]:
    """RG 96 section 7: a visit is the last resort, not uninvited where permission can be asked, and ends when refused.

    Permission could be asked where they had talked with her before. Not modelled: visits to look at goods given as security,
    to serve papers or enforce orders of a court (paragraph 5), threats of a visit.
    """
    talks = {who: [one.at for one in group if one.talked] for who, group in g.index.by_collector.items()}
    for contact in g.bound(g.index.visits):
        if "court-notice" in contact.tactics:
            continue
        if "home-intrusion" in contact.tactics | contact.heard:
            ask = () if "home-intrusion" in contact.tactics else ("said-it",)
            yield g.found([contact], case="leave", ask=ask)
        elif _in_touch(talks[contact.collector or f"#{contact.number}"], contact):
            uninvited = contact.channel == "visit-home" and "no-notice" in contact.flags
            yield g.found([contact], sure=uninvited, case="uninvited" if uninvited else "last_resort")


def privacy(g: Ground) -> Iterator[Finding]:
    """RG 96 sections 1 and 8: first make sure who it is; husband, wife and family are third parties too.

    Not modelled: consent to speak with somebody.
    """
    for contact in g.bound(g.index.public):
        yield g.found([contact], case="public")
    told = {"third-party-disclosure": "found"}
    yield from with_cases(g, told, where=lambda contact: contact.is_third and contact.channel not in PUBLIC)


def consumer_law(g: Ground) -> Iterator[Finding]:
    """ASIC Act, Australian Consumer Law: misleading or unconscionable conduct, coercion and undue harassment.

    What is undue is judged from all there was: what only points to it is worth checking. Section numbers were not verified.
    """
    yield from with_cases(g, dict.fromkeys((*STRONG, *WEAK), "found"), weak=WEAK)


def _in_touch(talks: list[datetime], contact: Contact) -> bool:
    before = bisect_left(talks, contact.at)
    return before > 0 and contact.at - talks[before - 1] <= IN_TOUCH


CHECKS: dict[str, Check] = {
    "au.rg96.place": place,
    "au.rg96.visit": visit,
    "au.rg96.privacy": privacy,
    "au.acl": consumer_law,
}
