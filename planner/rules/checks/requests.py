"""What the borrower asked for, and contacts against it: not at that time, not at that place, not by that channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.rules.checks.common import in_window
from planner.rules.facts import PAPER, PUBLIC, Contact, Event
from planner.rules.findings import Finding
from planner.rules.ground import Ground

TIME, PLACE, CHANNEL = "asked-not-at-time", "asked-not-at-place", "asked-stop-channel"
REASONABLE = "reasonable-request"
"""The question whether a request was one that is to be respected: rules that ask for regard to reasonable requests."""
HERSELF = frozenset({"", "self"})
AT_HER_PLACE = HERSELF | {"spouse", "family", "colleague", "employer"}
"""Whom somebody meets who comes to, or rings, her home or her work."""


def against_request(
    g: Ground, contacts: Iterable[Contact], *kinds: str, sure: bool = True, ask: Iterable[str] = ()
) -> Iterator[Finding]:
    """Find contacts against a request of ``kinds`` that came before them and concerns them; the case is ``asked``.

    An answer on the same medium to what the borrower began after her request is none. She asked for herself: how others are
    reached is no matter of her request, but for those at the place that she named. ``ask``: what stands open of every request.
    """
    asked = g.events(*kinds)
    if not asked:
        return
    for contact in g.bound(concerned(contacts, asked)):
        begun = g.index.answers.get(contact.row)
        since = [
            one
            for one in asked
            if one.collector in ("", contact.collector or one.collector)
            and one.from_on < contact.at
            and one.concerns(contact)
            and is_against(contact, one)
            and not (begun is not None and begun.at > one.from_on)
        ]
        if since:
            blanks = {"since": max(one.from_on for one in since).date().isoformat()}
            yield g.found([contact], sure=sure, case="asked", blanks=blanks, ask=ask)


def concerned(contacts: Iterable[Contact], facts: Iterable[Event]) -> Iterator[Contact]:
    """Yield the contacts with collectors that ``facts`` are about, or that nobody named: a cheap first sieve."""
    named = {fact.collector for fact in facts}
    if "" in named:
        return iter(contacts)
    return (contact for contact in contacts if not contact.collector or contact.collector in named)


def is_against(contact: Contact, asked: Event) -> bool:
    """Return whether a contact is what ``asked`` asked not to happen."""
    if contact.recipient not in (AT_HER_PLACE if asked.kind == PLACE else HERSELF):
        return False
    if asked.kind == TIME:
        if contact.precision == "day" or contact.channel in PAPER | PUBLIC:
            return False
        return in_window(contact.at.time().replace(second=0, microsecond=0), asked.value)
    if asked.kind == PLACE:
        return asked.value in places_of(contact)
    return asked.value in (contact.channel, contact.medium)


def places_of(contact: Contact) -> set[str]:
    """Return the words for where a contact reached somebody: ``home``, ``work``, the number that was rung."""
    places = {contact.dialed} if contact.dialed else set()
    if contact.channel == "visit-home" or "home-number" in contact.flags:
        places.add("home")
    at_work = {"work-number", "employer-address"} & contact.flags
    if contact.channel == "visit-work" or contact.recipient in ("employer", "colleague") or at_work:
        places.add("work")
    return places
