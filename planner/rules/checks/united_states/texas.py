"""Texas: Finance Code chapter 392, which binds everyone who collects a consumer debt, creditors too."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import with_tactics
from planner.rules.checks.united_states.conduct import LIMIT_PASSED
from planner.rules.checks.united_states.persons import is_borrower
from planner.rules.facts import Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

WRITTEN = frozenset({"letter", "postcard", "email", "sms", "im", "social-private"})
NO_NOTICE, LACKS = "no-barred-notice", "us.tx.notice-lacks"


def debt_collection(g: Ground) -> Iterator[Finding]:
    """Tex. Fin. Code 392.301–.303: threats of violence or arrest, abuse, sums that nothing allows; anonymous or repeated calls.

    Calls count only with the intent to harass (392.302(2), (4)): worth checking. A threat to sue is allowed (392.301(b)(2)).
    Not modelled: threats to take property without a court.
    """
    yield from with_tactics(g, ("threat-violence", "criminal-threat", "insult"))
    for finding in with_tactics(g, ("extra-fee",)):
        yield finding._replace(case="fee")
    for finding in with_tactics(g, ("hide-identity", "repeat-calls"), where=lambda one: one.is_voice, sure=False):
        yield finding._replace(case="calls")


@looks_far_back
def barred_notice(g: Ground) -> Iterator[Finding]:
    """Tex. Fin. Code 392.307(e): a debt buyer's first writing about a debt too old to sue for lacks the notice that says so.

    Whether it is too old is asked, and whether the notice is in it unless marked as lacking. Not modelled: that the debt was bought among debts in good standing.
    """
    if not g.events("time-barred"):
        return
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for contact in g.bound(g.index.inbound):
        key = (contact.collector or f"#{contact.number}", contact.debts)
        if contact.channel not in WRITTEN or not is_borrower(contact) or key in seen:
            continue
        seen.add(key)
        if g.before(contact, "time-barred") is not None:
            yield from _lacking(g, contact)


def _lacking(g: Ground, contact: Contact) -> Iterator[Finding]:
    lacks = NO_NOTICE in contact.flags
    yield g.found([contact], sure=lacks, ask=(LIMIT_PASSED,) if lacks else (LIMIT_PASSED, LACKS))


CHECKS: dict[str, Check] = {"us.tx.392": debt_collection, "us.tx.barred-notice": barred_notice}
