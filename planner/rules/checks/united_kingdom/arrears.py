"""How a firm must treat somebody behind with credit: CONC 7.3, 7.4, 7.14 and 7.15 of the FCA Handbook."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import days_apart, with_cases, with_tactics
from planner.rules.checks.requests import concerned
from planner.rules.checks.united_kingdom.credit import on_credit
from planner.rules.facts import Contact, Event
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

GROUNDS, KNOWN_BARRED = "uk.dispute-grounds", "uk.known-barred"


@on_credit
def forbear(g: Ground) -> Iterator[Finding]:
    """CONC 7.3.4R, 7.3.8G: forbearance and due consideration; refusing a reasonable and affordable offer likely breaches it.

    Whether the offer was reasonable and affordable is not in a log: always worth checking.
    """
    yield from with_cases(g, {"refuse-negotiation": "found"}, sure=False)


@on_credit
def negotiate(g: Ground) -> Iterator[Finding]:
    """CONC 7.3.9R: no policy of refusing to negotiate with somebody who is developing a plan. One refusal is no policy yet."""
    if g.events("plan-being-prepared"):
        yield from with_cases(
            g,
            {"refuse-negotiation": "found"},
            where=lambda contact: g.before(contact, "plan-being-prepared") is not None,
            sure=False,
        )


@on_credit
def pressure(g: Ground) -> Iterator[Finding]:
    """CONC 7.3.10R: no pressure to pay in one or few or unreasonably large sums, or by borrowing or selling."""
    yield from with_cases(g, {"borrow-to-pay": "found"})


@on_credit
def proportionate(g: Ground) -> Iterator[Finding]:
    """CONC 7.3.14R, 7.3.18R: nothing out of proportion; no talk of court to push payments beyond means.

    That the firm had been told of hardship, or of a plan in the making, only points to it.
    """
    if g.events("hardship-notice", "plan-being-prepared"):
        yield from with_cases(
            g,
            {"legal-claim": "found"},
            where=lambda contact: g.before(contact, "hardship-notice", "plan-being-prepared") is not None,
            sure=False,
        )


@on_credit
def pause_plan(g: Ground) -> Iterator[Finding]:
    """CONC 7.3.11R, 7.3.12G: recovery waits a reasonable time, generally 30 days, while an adviser prepares a plan.

    The firm may have been asked for, or given, 30 days more: a demand in those is worth checking.
    """
    for contact, since in _demands_after(g, "plan-being-prepared", "plan-signed"):
        days = days_apart(since.from_on.date(), contact.day)
        pause = g.number("days", contact.day)
        if days < pause + g.number("days_more", contact.day):
            yield _demand(g, contact, since, sure=days < pause)


@on_credit
def info(g: Ground) -> Iterator[Finding]:
    """CONC 7.4.1R: the amount of the arrears and the balance are to be given. A vague figure only points to it."""
    yield from with_cases(g, {"amount-blur": "found"}, sure=False)


@on_credit
def dispute(g: Ground) -> Iterator[Finding]:
    """CONC 7.14.1R to 7.14.6R: recovery waits while a debt is disputed on grounds that may be valid, until the outcome is told.

    What the grounds were (wrong person, no debt, wrong amount: 7.14.2G) is asked. Not modelled: green deal agreements
    (7.14.1R(2)).
    """
    for contact, since in _demands_after(g, "disputed", "verification-received"):
        yield _demand(g, contact, since, ask=(GROUNDS,))


@on_credit
def offer(g: Ground) -> Iterator[Finding]:
    """CONC 7.14.10R: due consideration to a reasonable offer; no escalation at once after refusing one.

    "At once" is taken as the same day. Whether the offer was reasonable is not in a log: always worth checking.
    """
    refused = {
        (contact.collector, contact.day): contact
        for contact in reversed(g.index.by_tactic.get("refuse-negotiation", ()))
        if contact.collector and "refuse-negotiation" in contact.tactics
    }

    def follows(contact: Contact) -> bool:
        first = refused.get((contact.collector, contact.day))
        return first is not None and first.at <= contact.at

    yield from with_cases(g, {"legal-claim": "found"}, where=follows, sure=False)


@on_credit
def sb_threat(g: Ground) -> Iterator[Finding]:
    """CONC 7.15.7: misleading to speak of court for a debt that the firm knows, or ought to know, is statute barred.

    That the debt may be barred is the borrower's note, or what she told them: whether it is, and they could know, is asked.
    """
    barred = ("time-barred", "told-time-barred")
    if g.events(*barred):
        yield from with_tactics(
            g,
            ("legal-claim", "false-legal"),
            where=lambda contact: g.before(contact, *barred) is not None,
            ask=(KNOWN_BARRED,),
        )


@on_credit
def sb_stop(g: Ground) -> Iterator[Finding]:
    """CONC 7.15.8: no more demands after the borrower said that she will not pay because the debt is statute barred."""
    for contact, since in _demands_after(g, "told-time-barred"):
        yield _demand(g, contact, since)


@on_credit
def fos_suit(g: Ground) -> Iterator[Finding]:
    """CONC 7.15: no suit while the lender knows that a valid complaint about the agreement is with the Ombudsman.

    Words about a suit, and papers that look like one, are not a suit: always worth checking.
    """
    if g.events("ombudsman-open"):
        yield from with_cases(
            g,
            {"legal-claim": "found", "court-notice": "found"},
            where=lambda contact: g.before(contact, "ombudsman-open") is not None,
            sure=False,
        )


def _demands_after(g: Ground, kind: str, until: str = "") -> Iterator[tuple[Contact, Event]]:
    """Yield demands, and contacts that may be one, after a fact of ``kind`` that ``until`` has not ended."""
    if not g.events(kind):
        return
    for contact in g.bound(concerned(g.index.asking, g.events(kind))):
        since = g.before(contact, kind)
        ended = g.before(contact, until) if until else None
        if since is not None and (ended is None or ended.from_on < since.from_on):
            yield contact, since


def _demand(g: Ground, contact: Contact, since: Event, *, sure: bool = True, ask: tuple[str, ...] = ()) -> Finding:
    ask = ask if contact.demands else (*ask, "said-it")
    return g.found([contact], sure=sure, blanks={"since": since.from_on.date().isoformat()}, ask=ask)


CHECKS: dict[str, Check] = {
    "uk.conc.forbear": forbear,
    "uk.conc.negotiate": negotiate,
    "uk.conc.pressure": pressure,
    "uk.conc.proportionate": proportionate,
    "uk.conc.pause-plan": pause_plan,
    "uk.conc.info": info,
    "uk.conc.dispute": dispute,
    "uk.conc.offer": offer,
    "uk.conc.sb-threat": sb_threat,
    "uk.conc.sb-stop": sb_stop,
    "uk.conc.fos-suit": fos_suit,
}
