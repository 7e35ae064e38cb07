"""Whom a collector may not talk to about a debt, and how it may look for the borrower: 12 CFR 1006.6(d), 1006.10."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.rules.checks.united_states.bars import LAWYER
from planner.rules.checks.united_states.persons import ONE_OF_A_KIND, SAME_PERSON, is_outsider, said_something
from planner.rules.facts import PUBLIC, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

TOLD = frozenset({"third-party-disclosure", "third-party-demand"})
SHOWN = TOLD | {"public-shaming"}
LOCATE, ASKED_AGAIN = "locate", "us.asked-again"


def third_party(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(d)(1), 15 USC 1692c(b): talking about the debt with somebody else, or where all can see it.

    Spouse, parent of a minor, guardian and executor count as the consumer; co-debtors and guarantors owe it themselves; the
    lawyer may be talked to. A call in which nothing was said is no communication. Not modelled: the borrower's consent given
    directly, a court's leave, what a judgment needs, credit bureaus, the creditor.
    """
    for contact in g.bound(g.index.thirds):
        if is_outsider(contact) and said_something(contact):
            yield from _about_debt(g, contact, contact.demands or bool(contact.tactics & TOLD))
    for contact in g.bound(g.index.public):
        if not is_outsider(contact):
            yield from _about_debt(g, contact, bool(contact.tactics & SHOWN))
    yield from _told(g)


def _about_debt(g: Ground, contact: Contact, is_sure: bool) -> Iterator[Finding]:
    if is_sure:
        yield g.found([contact])
    elif contact.may_demand or contact.heard & SHOWN:
        yield g.found([contact], ask=("said-it",))


def _told(g: Ground) -> Iterator[Finding]:
    """Find contacts with the borrower in which others are said to have been told: whom, is open."""
    for tactic in ("third-party-disclosure",):
        for contact in g.bound(g.index.by_tactic.get(tactic, ())):
            if tactic in contact.tactics and contact.channel not in PUBLIC and not contact.is_third:
                yield g.found([contact], case="told", ask=("who-was-told",))


@looks_far_back
def location(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.10, 15 USC 1692b: looking for the borrower: the debt unnamed, no postcard, once, not after a lawyer acts.

    Only contacts said to be looking for the borrower are tested; several with one person whose purpose is open are worth
    checking. That the person asked for it, or that the earlier answer was wrong or incomplete ((c)), is asked. Not modelled:
    whether the caller gave a name and, unasked, no employer ((b)(1)).
    """
    asked: dict[tuple[str, str, str], list[Contact]] = defaultdict(list)
    for contact in g.bound(g.index.thirds):
        if not is_outsider(contact) or contact.purpose not in (LOCATE, "") or contact.demands:
            continue
        if contact.purpose == LOCATE:
            yield from _form(g, contact)
        if said_something(contact):
            name = contact.collector or f"#{contact.number}"
            asked[(name, contact.recipient, contact.dialed)].append(contact)
    for (name, recipient, dialed), group in asked.items():
        if name != "#" and len(group) > 1:
            yield _again(g, group, recipient in ONE_OF_A_KIND or bool(dialed))


def _form(g: Ground, contact: Contact) -> Iterator[Finding]:
    """Find what is wrong with one contact that looks for the borrower."""
    if contact.channel == "postcard":
        yield g.found([contact], case="postcard")
    if contact.tactics & TOLD:
        yield g.found([contact], case="named")
    elif contact.heard & TOLD:
        yield g.found([contact], case="named", ask=("said-it",))
    lawyer = g.before(contact, LAWYER)
    if lawyer is not None:
        yield g.found([contact], case="lawyer", blanks={"since": lawyer.from_on.date().isoformat()})


def _again(g: Ground, group: list[Contact], is_one_person: bool) -> Finding:
    ask = [ASKED_AGAIN] if is_one_person else [SAME_PERSON, ASKED_AGAIN]
    if any(contact.purpose != LOCATE for contact in group):
        ask.append("third-purpose")
    again = [contact for contact in group[1:] if contact.purpose == LOCATE] or group[1:]
    return g.found(again, counted=group, case="again", blanks={"count": str(len(group))}, ask=ask)


CHECKS: dict[str, Check] = {"us.regf.third-party": third_party, "us.fdcpa.location": location}
