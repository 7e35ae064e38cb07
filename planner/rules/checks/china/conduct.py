"""China: how members of the bank association and their agencies may behave. Guideline of 2026-01-30, self-discipline.

Chiefly its list of things not to be done. Article 22 is known for visits; the numbers of the other articles are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.china.scope import MEMBERS, Scoped
from planner.rules.checks.common import with_cases
from planner.rules.facts import Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

UNNAMED = frozenset({"not-named", "firm-not-named"})
REACHED = frozenset({"conversation", "answered-hangup", "voicemail", "delivered"})


def contact_source(g: Ground) -> Iterator[Finding]:
    """Contact data only from six lawful routes; the borrower knows only whether this number was ever given out.

    Not modelled: data that the lender got by authority or from public sources without telling.
    """
    yield from _decided(Scoped(g, MEMBERS), "data-misuse", "cn.number-given")


def visit_two(g: Ground) -> Iterator[Finding]:
    """Article 22: a visit is made by at least two, who show credentials and record sound and picture; no entry without consent.

    That nothing was recorded a borrower can hardly know: worth checking. Entry is ``cn.cba.home-entry``.
    """
    g = Scoped(g, MEMBERS)
    for visit in g.bound(g.index.visits):
        if "one-visitor" in visit.flags:
            yield g.found([visit], case="alone")
        if "no-credentials" in visit.flags or "hide-identity" in visit.tactics:
            yield g.found([visit], case="credentials")
        elif "hide-identity" in visit.heard:
            yield g.found([visit], case="credentials", ask=("said-it",))
        if "no-recording" in visit.flags:
            yield g.found([visit], sure=False, case="recording")


@looks_far_back
def whitelist(g: Ground) -> Iterator[Finding]:
    """The lender publishes its agencies; one that is not on the list is a reason to ask the lender, not more."""
    g = Scoped(g, MEMBERS)
    for contact in g.bound(_firsts(g, g.index.by_flag.get("unlisted-agency", []))):
        yield g.found([contact], sure=False)


@looks_far_back
def identify(g: Ground) -> Iterator[Finding]:
    """The first contact must say for which institution it is made.

    The log may not hold the first contact there was, and has no column for it: asked, once a collector, for the first
    contact that reached somebody.
    """
    g = Scoped(g, MEMBERS)
    for group in g.index.by_collector.values():
        first = next((one for one in group if one.from_collector and _reached(one)), None)
        if first is None or not g.is_bound(first) or "firm-named" in first.flags:
            continue
        if first.flags & UNNAMED or "hide-identity" in first.tactics:
            yield g.found([first])
        elif g.answer("firm-named", first) is not True:
            yield g.found([first], ask=g.asking("firm-named", first))


def private_device(g: Ground) -> Iterator[Finding]:
    """No private phone or account of an outside collector without consent; whether there was consent is asked."""
    g = Scoped(g, MEMBERS)
    for contact in g.bound(g.index.by_flag.get("private-device", [])):
        if contact.channel in ("call", "im", "sms") and g.answer("you-agreed", contact) is not True:
            yield g.found([contact], ask=g.asking("you-agreed", contact))


def posters(g: Ground) -> Iterator[Finding]:
    """No notices or lawyers' letters put up in public places."""
    g = Scoped(g, MEMBERS)
    for contact in g.bound(g.index.public):
        if contact.channel == "poster":
            yield g.found([contact])


def home_entry(g: Ground) -> Iterator[Finding]:
    """No entry to a home or the place where the debtor works without consent; the tactic says that there was none."""
    yield from with_cases(Scoped(g, MEMBERS), {"home-intrusion": "found"}, where=_is_visit)


def fees_and_new_debt(g: Ground) -> Iterator[Finding]:
    """No charges in the name of collection, no pushing into new borrowing to pay the old."""
    yield from with_cases(Scoped(g, MEMBERS), {"extra-fee": "fee", "borrow-to-pay": "borrow"})


def false_consequence(g: Ground) -> Iterator[Finding]:
    """No invented blacklists, no inflated sums, no overstated legal consequences.

    A vague figure is not yet an inflated one: that is asked. Words that only speak of court are none of these.
    """
    cases = {"credit-threat": "found", "false-legal": "found", "amount-blur": "amount"}
    yield from with_cases(Scoped(g, MEMBERS), cases, weak={"amount-blur"}, ask={"amount-blur": "amount-higher"})


@looks_far_back
def transfer_notice(g: Ground) -> Iterator[Finding]:
    """The debtor is told when the claim is assigned; a new holder who comes without notice."""
    g = Scoped(g, MEMBERS)
    for contact in g.bound(_firsts(g, g.index.by_flag.get("no-notice", []))):
        if contact.role == "debt-buyer":
            yield g.found([contact])


def _decided(g: Ground, tactic: str, question: str) -> Iterator[Finding]:
    """Find contacts with a tactic that a question decides: answered with yes it falls away, with no it stands."""
    for contact in g.bound(g.index.by_tactic.get(tactic, ())):
        if g.answer(question, contact) is not True:
            said = () if tactic in contact.tactics else ("said-it",)
            yield g.found([contact], ask=(*said, *g.asking(question, contact)))


def _firsts(g: Ground, contacts: list[Contact]) -> Iterator[Contact]:
    """Yield the first of ``contacts`` of each collector."""
    seen: set[str] = set()
    for contact in contacts:
        who = contact.collector or f"#{contact.number}"
        if who not in seen and g.is_bound(contact):
            seen.add(who)
            yield contact


def _is_visit(contact: Contact) -> bool:
    return contact.channel in ("visit-home", "visit-work")


def _reached(contact: Contact) -> bool:
    return not contact.is_voice or contact.outcome in REACHED


CHECKS: dict[str, Check] = {
    "cn.cba.contact-source": contact_source,
    "cn.cba.visit-two": visit_two,
    "cn.cba.whitelist": whitelist,
    "cn.cba.identify": identify,
    "cn.cba.private-device": private_device,
    "cn.cba.posters": posters,
    "cn.cba.home-entry": home_entry,
    "cn.cba.fees-and-newdebt": fees_and_new_debt,
    "cn.cba.false-consequence": false_consequence,
    "cn.cba.transfer-notice": transfer_notice,
}
