"""Taiwan: agencies that collect for banks (outsourcing rules, art. 14, 16) and card issuers on their own (card rules, art. 42, 51).

The outsourcing rules bind the agency of a bank or card issuer; whether it is one is read from the debt and the log, else asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import not_between, outside_hours, with_cases
from planner.rules.facts import PAPER, PUBLIC, Contact, kind_of
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

CARD = frozenset({"card", "credit-card", "信用卡"})
NO_BANK = frozenset({"family", "tax", "fine", "utility", "property-fee", "rent"})
FOR_BANK, CARD_DEBT, APPLICATION = "tw.for-bank", "tw.card-debt", "tw.from-application"
OWN_PEOPLE = frozenset({"attorney", "executor", "guardian", "parent-of-minor"})
ABUSE = {
    **dict.fromkeys(("threat-violence", "insult", "detention", "following", "impersonation", "false-legal"), "abuse"),
    **dict.fromkeys(("repeat-calls", "contact-list-threat", "family-target", "credit-threat"), "abuse"),
}
HINTS = frozenset({"repeat-calls", "contact-list-threat", "family-target", "credit-threat", "workplace-pressure"})
"""They may be harassment or deceit, as the case lies: worth checking."""


class Outsourced(Ground):
    """A rule for agencies, as far as they collect for a bank or card issuer."""

    def __init__(self, g: Ground) -> None:
        super().__init__(g.rule, g.index)

    def binds(self, contact: Contact) -> bool:
        """Return whether the rule binds, or may bind, who made this contact, whatever its day."""
        return super().binds(contact) and self._for_bank(contact) is not False

    def open_questions(self, contact: Contact) -> tuple[str, ...]:
        """Return what must be known before the rule is sure to bind."""
        asked = super().open_questions(contact)
        return (*asked, FOR_BANK) if contact.role and self._for_bank(contact) is None else asked

    def _for_bank(self, contact: Contact) -> bool | None:
        if kind_of(contact) in NO_BANK:
            return False
        lenders = self.index.lenders_of(contact)
        if lenders:
            return "bank" in lenders
        return True if kind_of(contact) in CARD else self.answer(FOR_BANK, contact)


class OfCard(Ground):
    """A rule for card debts."""

    def __init__(self, g: Ground) -> None:
        super().__init__(g.rule, g.index)

    def binds(self, contact: Contact) -> bool:
        """Return whether the rule binds, or may bind, who made this contact about a card, whatever its day."""
        return super().binds(contact) and self._is_card(contact) is not False

    def open_questions(self, contact: Contact) -> tuple[str, ...]:
        """Return what must be known before the rule is sure to bind."""
        asked = super().open_questions(contact)
        return (*asked, CARD_DEBT) if self._is_card(contact) is None else asked

    def _is_card(self, contact: Contact) -> bool | None:
        kind = kind_of(contact)
        return kind in CARD if kind else self.answer(CARD_DEBT, contact)


def outs14_hours(g: Ground) -> Iterator[Finding]:
    """Art. 14(1)(3): from 7 in the morning until 10 at night, unless the debtor agreed; ten o'clock itself is still allowed.

    An answer to the borrower's own message is not collecting. Letters have no hour. Not modelled: consent that is not logged.
    """
    meant = (one for one in g.index.inbound if one.purpose != "answer" and one.channel not in PAPER | PUBLIC)
    yield from outside_hours(Outsourced(g), meant, not_between)


def outs14_methods(g: Ground) -> Iterator[Finding]:
    """Art. 14(1)(1), (2), (4), (6), (7): no violence, threat, abuse, harassment, deceit; no third persons; no taking of money;
    visits with a badge and a full audio recording, no entry without consent.

    Not modelled: wages that a court has withheld, which an agency in court may receive.
    """
    g = Outsourced(g)
    cases = {**ABUSE, "workplace-pressure": "disturb", "private-payee": "money"}
    yield from with_cases(g, cases, weak=HINTS)
    yield from with_cases(g, {"home-intrusion": "entry"}, where=lambda one: one.channel == "visit-home")
    for visit in g.bound(g.index.visits):
        if "no-credentials" in visit.flags:
            yield g.found([visit], case="badge")
        if "no-recording" in visit.flags:
            yield g.found([visit], sure=False, case="recording")
    yield from _through_thirds(g)


def outs14_third(g: Ground) -> Iterator[Finding]:
    """Art. 14(1)(5): who asks a third person for the debtor's contact data says who they are and why.

    Not modelled: naming the bank when asked, the letter of authority on visits.
    """
    g = Outsourced(g)
    for contact in g.bound(g.index.thirds):
        if not _is_outsider(contact) or contact.purpose != "locate":
            continue
        if "hide-identity" in contact.tactics or "not-named" in contact.flags:
            yield g.found([contact])
        elif "hide-identity" in contact.heard:
            yield g.found([contact], ask=("said-it",))


def outs14_deemed(g: Ground) -> Iterator[Finding]:
    """Art. 14(2), (3): what counts as deceit (arrest, extra charges, untrue court action) and as harassment (without end,
    postcards, telling envelopes, notices).

    Others must learn of the debt from a notice: of an open post of which no more is known that is not sure. Out of hours is
    found by ``tw.outs14.hours``. Not modelled: a threat to seize what may not be seized.
    """
    g = Outsourced(g)
    cases = {"criminal-threat": "arrest", "extra-fee": "charge", "false-legal": "court", "repeat-calls": "endless"}
    yield from with_cases(g, cases, weak={"repeat-calls"})
    for contact in g.bound(g.index.paper):
        if contact.channel == "postcard":
            yield g.found([contact], case="postcard")
        elif "revealing-envelope" in contact.flags or "third-party-disclosure" in contact.tactics:
            yield g.found([contact], case="envelope")
    for contact in g.bound(g.index.public):
        told = contact.channel == "poster" or bool(contact.tactics & {"public-shaming", "third-party-disclosure"})
        yield g.found([contact], sure=told, case="notice")


@looks_far_back
def outs16_notice(g: Ground) -> Iterator[Finding]:
    """Art. 16: before a debt goes to an agency the bank tells the debtor in writing. Not modelled: what the notice must say."""
    g = Outsourced(g)
    seen: set[str] = set()
    for contact in g.bound(g.index.by_flag.get("no-notice", ())):
        who = contact.collector or f"#{contact.number}"
        if who not in seen:
            seen.add(who)
            yield g.found([contact])


def card_51(g: Ground) -> Iterator[Finding]:
    """Card rules art. 51, for an issuer that collects itself: only holder and guarantor; say the name; no abuse; proof on visits.

    Not modelled: the recording of calls, which the borrower cannot see (kept at least six months: ask for it).
    """
    g = OfCard(g)
    yield from _through_thirds(g)
    yield from with_cases(g, {**ABUSE, "workplace-pressure": "abuse"}, weak=HINTS)
    yield from with_cases(g, {"hide-identity": "name"}, where=lambda one: one.is_voice)
    for visit in g.bound(g.index.visits):
        if "no-credentials" in visit.flags or "hide-identity" in visit.tactics:
            yield g.found([visit], case="proof")


def card_42(g: Ground) -> Iterator[Finding]:
    """Card rules art. 42: data of others that stood on the application may not be used to collect.

    Whether they come from there is asked. An additional card holder and a guarantor are none of these others.
    """
    g = OfCard(g)
    for contact in g.bound(g.index.thirds):
        if not _is_outsider(contact) or contact.channel in PUBLIC or g.answer(APPLICATION, contact) is False:
            continue
        yield g.found([contact], ask=g.asking(APPLICATION, contact))


def _through_thirds(g: Ground) -> Iterator[Finding]:
    """Find third persons who were asked to pay or told of the debt."""
    for contact in g.bound(g.index.thirds):
        if not _is_outsider(contact) or contact.channel in PUBLIC:
            continue
        if contact.demands or "third-party-disclosure" in contact.tactics:
            yield g.found([contact], case="third")
        elif contact.may_demand or "third-party-disclosure" in contact.heard:
            yield g.found([contact], case="third", ask=("said-it",))


def _is_outsider(contact: Contact) -> bool:
    return contact.is_third and contact.recipient not in OWN_PEOPLE


CHECKS: dict[str, Check] = {
    "tw.outs14.hours": outs14_hours,
    "tw.outs14.methods": outs14_methods,
    "tw.outs14.third": outs14_third,
    "tw.outs14.deemed": outs14_deemed,
    "tw.outs16.notice": outs16_notice,
    "tw.card51": card_51,
    "tw.card42": card_42,
}
