"""How collectors may not behave and what they may not say: 15 USC 1692d–1692f, 12 CFR 1006.14, .18, .22, .26."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from planner.rules.checks.common import with_tactics
from planner.rules.checks.united_states.calls import calls_by_person
from planner.rules.checks.united_states.counting import Limits
from planner.rules.checks.united_states.persons import PHONE, SAME_PERSON, is_borrower, said_something
from planner.rules.facts import MESSAGES, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

COURT = "court-notice"
UNTRUE = ("impersonation", "false-legal", "criminal-threat")
OFTEN_UNTRUE = ("credit-threat", "amount-blur", "immigration-threat")
SAYS_COURT = "legal-claim"
SUES = (SAYS_COURT, "false-legal")
LEFT_MESSAGE, LIMIT_PASSED = "voicemail", "us.limit-passed"


def harass(g: Ground) -> Iterator[Finding]:
    """15 USC 1692d, 12 CFR 1006.14(a), (c)–(e): threats of violence, abuse, naming people publicly; floods of messages.

    ``messages``, ``in_a_row`` and ``calls_in_a_day`` are ours, after the examples of comments 14(a)-1 and 14(b)(2)(i)-2.i:
    never more than worth checking. Not modelled: debts advertised for sale ((f)), what all conduct together amounts to (14(a)-2).
    """
    yield from with_tactics(g, ("threat-violence", "insult", "public-shaming"))
    yield from with_tactics(g, ("repeat-calls", "following"), sure=False)
    yield from _floods(g)
    yield from _crowded(g)


def _floods(g: Ground) -> Iterator[Finding]:
    """Find many messages a day, for days in a row, with no word of the borrower in between."""
    limits = Limits(g, "messages", days="")
    for group in g.index.by_collector.values():
        sent: dict[int, list[Contact]] = defaultdict(list)
        for one in g.bound(one for one in group if one.channel in MESSAGES and one.from_collector and is_borrower(one)):
            sent[one.at.toordinal()].append(one)
        spoke_on = {one.day for one in group if not one.from_collector}
        full = (date.fromordinal(on) for on in sorted(sent) if len(sent[on]) >= limits[on][1])
        run: list[date] = []
        for day in [*(day for day in full if day not in spoke_on), date.max]:
            if run and (day - run[-1]).days != 1:
                if len(run) >= g.number("in_a_row", run[0]):
                    yield _flood(g, run, sent)
                run = []
            run.append(day)


def _flood(g: Ground, run: list[date], sent: dict[int, list[Contact]]) -> Finding:
    messages = [one for day in run for one in sent[day.toordinal()]]
    blanks = {"count": str(len(messages)), "days": str(len(run))}
    return g.found(messages, sure=False, window=(run[0], run[-1]), case="flood", blanks=blanks)


def _crowded(g: Ground) -> Iterator[Finding]:
    """Find days with so many calls to one person that they weigh against the collector although no more than are presumed allowed."""
    limits = Limits(g, "calls_in_a_day", days="")
    for person, counted in calls_by_person(g):
        by_day = Counter([call.at.toordinal() for call in person.calls])
        busy = {date.fromordinal(on) for on, calls in by_day.items() if calls >= limits[on][1]}
        if not busy:
            continue
        days: dict[date, list[Contact]] = defaultdict(list)
        for one in counted:
            if not one.why and one.contact.day in busy:
                days[one.contact.day].append(one.contact)
        for day, calls in days.items():
            most = g.number("calls", day) * len(person.debts)
            if g.number("calls_in_a_day", day) <= len(calls) <= most:
                ask = () if person.is_sure else (SAME_PERSON,)
                blanks = {"count": str(len(calls)), "day": day.isoformat()}
                yield g.found(calls, sure=False, window=(day, day), case="crowded", blanks=blanks, ask=ask)


def identify_call(g: Ground) -> Iterator[Finding]:
    """15 USC 1692d(6), 12 CFR 1006.14(g): a call in which the caller does not truly say who is calling.

    Calls that look for the borrower have a rule of their own (1006.10). A voicemail may be a limited-content message (1006.2(j)):
    worth checking. A call that nobody answered is left out.
    """
    yield from with_tactics(g, ("hide-identity",), where=lambda one: _was_heard(one) and one.outcome != LEFT_MESSAGE)
    yield from with_tactics(
        g, ("hide-identity",), where=lambda one: _was_heard(one) and one.outcome == LEFT_MESSAGE, sure=False
    )


def _was_heard(contact: Contact) -> bool:
    return contact.channel in PHONE and contact.purpose != "locate" and said_something(contact)


def mini_miranda(g: Ground) -> Iterator[Finding]:
    """15 USC 1692e(11), 12 CFR 1006.18(e): the first contact does not say that it is to collect a debt, a later one not from whom.

    Only what the borrower marked as lacking it is found. A voicemail may be a limited-content message (comment 18(e)-1): worth
    checking. Left out: papers of a court ((e)(3)).
    """
    for contact in g.bound(g.index.by_flag.get("no-statement", ())):
        if is_borrower(contact) and said_something(contact) and COURT not in contact.tactics:
            yield g.found([contact], sure=LEFT_MESSAGE not in (contact.outcome, contact.channel))


def false(g: Ground) -> Iterator[Finding]:
    """15 USC 1692e, 12 CFR 1006.18(b)–(d): false or misleading: who they are, crime and arrest, court papers, sums, credit.

    Words about a court alone cannot show whether they are true, so they are worth checking with the court, and a real notice of
    a court is never among them. Not modelled: what the collector meant to do.
    """
    yield from with_tactics(g, UNTRUE, where=_is_no_notice)
    yield from with_tactics(g, OFTEN_UNTRUE, where=lambda one: not one.tactics & frozenset(UNTRUE), sure=False)
    for contact in g.bound(g.index.by_tactic.get(SAYS_COURT, ())):
        if _is_no_notice(contact) and not contact.tactics & frozenset(UNTRUE):
            ask = () if SAYS_COURT in contact.tactics else ("said-it",)
            yield g.found([contact], sure=False, case="court", ask=ask)


def _is_no_notice(contact: Contact) -> bool:
    return COURT not in contact.tactics


def timebarred(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.26(b): a threat to sue for a debt whose time limit for court has passed; whether it has is asked.

    That it may have is the borrower's note. Asking for payment of such a debt is not barred by this text. Not modelled: claims in a bankruptcy.
    """
    if not g.events("time-barred"):
        return
    yield from with_tactics(
        g,
        SUES,
        where=lambda one: _is_no_notice(one) and g.before(one, "time-barred") is not None,
        ask=(LIMIT_PASSED,),
    )


def unfair(g: Ground) -> Iterator[Finding]:
    """15 USC 1692f, 12 CFR 1006.22(b), (f)(1), (2): sums that nothing allows, postcards, envelopes that show the debt.

    Not modelled: post-dated cheques ((c)), hidden charges ((d)), threats to take property ((e)), fees that a contract or law allows.
    """
    yield from with_tactics(g, ("extra-fee",))
    for contact in g.bound(g.index.paper):
        if not is_borrower(contact):
            continue
        if contact.channel == "postcard":
            yield g.found([contact], case="postcard")
        elif "revealing-envelope" in contact.flags:
            yield g.found([contact], case="envelope")


CHECKS: dict[str, Check] = {
    "us.fdcpa.harass": harass,
    "us.fdcpa.identify-call": identify_call,
    "us.fdcpa.mini-miranda": mini_miranda,
    "us.fdcpa.false": false,
    "us.regf.timebarred": timebarred,
    "us.fdcpa.unfair": unfair,
}
