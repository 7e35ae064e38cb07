"""What electronic messages need and where they may not go: 12 CFR 1006.6(e), 1006.22(f)(3), (4)."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.united_states.persons import is_borrower
from planner.rules.facts import MESSAGES
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

NO_OPT_OUT, AT_EMPLOYER = "no-opt-out", "employer-address"
KNEW = "us.knew-employer-address"


def optout_notice(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(e): an electronic message that says no simple way to stop more of them.

    Only what the borrower marked as lacking it is found. Not modelled: a way out that costs money or asks for more than the address.
    """
    for contact in g.bound(g.index.by_flag.get(NO_OPT_OUT, ())):
        if contact.channel in MESSAGES and is_borrower(contact):
            yield g.found([contact])


def work_email_social(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.22(f)(3), (4): e-mail to an address known to be the employer's; social media that others can see.

    Left out: an address from which the borrower wrote to this collector (1006.6(d)(4)(i)(A)). What the collector knew is asked.
    Not modelled: consent given directly, and an earlier collector's use of the address ((d)(4)(i)(B), (iii)).
    """
    for contact in g.bound(g.index.public):
        if contact.channel == "social-public":
            yield g.found([contact], case="social")
    used: set[tuple[str, str]] = set()
    for contact in g.index.contacts if g.index.by_flag.get(AT_EMPLOYER) else ():
        if contact.channel != "email":
            continue
        name = contact.collector or f"#{contact.number}"
        if not contact.from_collector:
            used.add((name, contact.dialed))
            continue
        unknown = AT_EMPLOYER in contact.flags and not _was_used(used, name, contact.dialed)
        if unknown and g.is_bound(contact) and g.answer(KNEW, contact) is not False:
            yield g.found([contact], case="email", ask=g.asking(KNEW, contact))


def _was_used(used: set[tuple[str, str]], name: str, address: str) -> bool:
    """Whether the borrower wrote to this collector by e-mail before, from this address or one that was not stated."""
    return (name, "") in used or (name, address) in used or (not address and any(one == name for one, _ in used))


CHECKS: dict[str, Check] = {"us.regf.optout-notice": optout_notice, "us.regf.work-email-social": work_email_social}
