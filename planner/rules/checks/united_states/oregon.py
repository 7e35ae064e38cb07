"""Oregon: ORS 646.639, which binds everyone who collects a consumer debt, creditors too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.rules.checks.common import with_tactics
from planner.rules.checks.united_states.persons import PHONE, place_named, place_of, said_something
from planner.rules.checks.united_states.thirds import TOLD
from planner.rules.facts import NOT_CONNECTED, VISITS, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

FRIDAY = 5
"""The fifth day of the week of ISO 8601."""
HOME_TRY = "us.or.home-try"
FORBIDDEN, NOT_AT_PLACE = "workplace-forbidden", "asked-not-at-place"


@looks_far_back
def work(g: Ground) -> Iterator[Finding]:
    """ORS 646.639(2)(f), (g): at work without permission, but for one call a business week after a failed try at home; telling the employer.

    A business week is Monday to Friday. Whether they tried at home, where the log shows no such try, is asked. Left out:
    letters, which may go to work where no home address is known. Not modelled: permission given.
    """
    for contact in g.bound(g.index.visits):
        if contact.channel == "visit-work" and contact.recipient in ("", "self"):
            yield g.found([contact], case="visit")
    yield from _calls_at_work(g)
    for contact in g.bound(g.index.thirds):
        if contact.recipient == "employer" and said_something(contact):
            if contact.demands or contact.tactics & TOLD:
                yield g.found([contact], case="employer")
            elif contact.may_demand or contact.heard & TOLD:
                yield g.found([contact], case="employer", ask=("said-it",))


def _calls_at_work(g: Ground) -> Iterator[Finding]:
    tried: set[str] = set()
    called: dict[tuple[str, int, int], list[Contact]] = defaultdict(list)
    for contact in g.bound(g.index.voice):
        name = contact.collector or f"#{contact.number}"
        if place_of(contact) != "work":
            if not said_something(contact):
                tried.add(name)
            continue
        if contact.outcome in NOT_CONNECTED:
            continue
        year, week, day = contact.at.isocalendar()
        before = called[(name, year, week)]
        refused = _refused(g, contact)
        if refused:
            yield g.found([contact], case="refused", blanks={"since": refused})
        elif before and day <= FRIDAY:
            yield g.found([contact], counted=[*before, contact], case="twice")
        elif name not in tried:
            yield g.found([contact], sure=False, case="no_try", ask=(HOME_TRY,))
        before.append(contact)


def _refused(g: Ground, contact: Contact) -> str:
    """Return since when calls at work are refused or known to be forbidden."""
    for event in reversed(g.events(NOT_AT_PLACE, FORBIDDEN)):
        is_work = event.kind == FORBIDDEN or place_named(event.value) == "work"
        if is_work and event.from_on < contact.at and event.concerns(contact):
            return event.from_on.date().isoformat()
    return ""


def identify(g: Ground) -> Iterator[Finding]:
    """ORS 646.639(2)(i): by word of mouth, the name of who speaks and the true purpose within thirty seconds."""
    yield from with_tactics(
        g,
        ("hide-identity",),
        where=lambda one: (one.channel in PHONE and one.outcome in ("", "conversation")) or one.channel in VISITS,
    )


CHECKS: dict[str, Check] = {"us.or.work": work, "us.or.identify": identify}
