"""New York: General Business Law 601, which binds creditors too, and the rule of New York City."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.rules.checks.common import with_tactics
from planner.rules.checks.united_states.counting import NO_DEBT, About, Counted, Debts, Limits, find_over
from planner.rules.checks.united_states.persons import BORROWER, said_something
from planner.rules.checks.united_states.thirds import TOLD
from planner.rules.checks.united_states.washington import is_reply
from planner.rules.facts import NOT_CONNECTED, PAPER, PUBLIC, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, NotCovered

JUDGMENT = "us.judgment"
LEFT_ALONE = PAPER | PUBLIC
SOCIAL = frozenset({"social-public", "social-private"})


def creditors(g: Ground) -> Iterator[Finding]:
    """NY GBL 601(4), (6), (12): telling the employer before a judgment, abuse of debtor or family, collecting on social media.

    How often and at which hours is too much has no number: only calls confirmed as one after the other are worth checking.
    Whether there is a judgment is asked. Not modelled: a wage assignment the debtor agreed to.
    """
    for contact in g.bound(g.index.thirds):
        if contact.recipient == "employer" and said_something(contact):
            yield from _employer(g, contact)
    for finding in with_tactics(g, ("threat-violence", "insult")):
        yield finding._replace(case="abuse")
    for finding in with_tactics(g, ("repeat-calls",), sure=False):
        yield finding._replace(case="often")
    for contact in g.bound(one for one in g.index.inbound if one.channel in SOCIAL):
        try:
            g.number("social", contact.day)
        except NotCovered:
            yield g.not_covered([contact])
            continue
        yield g.found([contact], case="social")


def _employer(g: Ground, contact: Contact) -> Iterator[Finding]:
    ask = g.asking(JUDGMENT, contact)
    if g.answer(JUDGMENT, contact) is True:
        return
    if contact.demands or contact.tactics & TOLD:
        yield g.found([contact], case="employer", ask=ask)
    elif contact.may_demand or contact.heard & TOLD:
        yield g.found([contact], case="employer", ask=(*ask, "said-it"))


def city_old(g: Ground) -> Iterator[Finding]:
    """6 RCNY 5-77(b)(1)(iv), until 2026-12-31: more than two contacts in seven days are presumed too many.

    Read at second hand only. Left out: letters, replies, notices, calls that nobody answered.
    """
    yield from _city(g, per_account=False, attempts=False)


def city(g: Ground) -> Iterator[Finding]:
    """6 RCNY 5-77(b)(1)(iii), from 2027-01-01: more than three attempts in seven days, all means together, for each account.

    Read at second hand only, its first day moved once already. Left out: letters, replies, notices.
    """
    yield from _city(g, per_account=True, attempts=True)


def _city(g: Ground, *, per_account: bool, attempts: bool) -> Iterator[Finding]:
    groups: dict[str, list[Contact]] = defaultdict(list)
    for one in g.bound(g.index.inbound):
        if one.recipient in BORROWER and one.channel not in LEFT_ALONE:
            name = one.collector or f"#{one.number}"
            if name != "#":
                groups[name].append(one)
    limits = Limits(g, "most")
    for name, group in groups.items():
        about = About(g.index.debts_by_collector[name] or NO_DEBT)
        counted = (_counted(g, one, about[one.debts] if per_account else NO_DEBT, attempts) for one in group)
        for over in find_over(counted, limits):
            yield g.found(
                over.contacts, counted=over.counted, left_out=over.left_out, window=over.window, blanks=over.blanks
            )


def _counted(g: Ground, one: Contact, debts: Debts, attempts: bool) -> Counted:
    why = ""
    if one.outcome in NOT_CONNECTED:
        why = one.outcome
    elif one.purpose == "notice":
        why = "notice"
    elif is_reply(g, one):
        why = "reply"
    elif not attempts and not said_something(one):
        why = "unanswered"
    return Counted(one, debts, len(debts) == 1 or bool(one.debts), why)


CHECKS: dict[str, Check] = {"us.ny.601": creditors, "us.nyc.freq-old": city_old, "us.nyc.freq": city}
