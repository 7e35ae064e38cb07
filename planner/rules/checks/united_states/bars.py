"""What bars a collector from getting in touch at all: a written stop, a lawyer, a dispute in time (law.md B.2, 8)."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import NamedTuple

from planner.rules.checks.united_states.persons import is_borrower
from planner.rules.facts import LIABLE, Contact, Event
from planner.rules.ground import Ground

STOPS = ("asked-stop-all", "refused-to-pay")
WRITTEN = "written"
LAWYER, DISPUTED, VERIFIED, VALIDATED = "attorney", "disputed", "verification-received", "validation-received"

BARS = (*STOPS, LAWYER, DISPUTED)


class InTime(Enum):
    """Whether a dispute came in the validation period."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Dispute(NamedTuple):
    """A written dispute that nobody has verified the debt against yet."""

    event: Event
    in_time: InTime


def is_barred(g: Ground, contact: Contact) -> bool:
    """Return whether a stronger finding stands against a contact, so that how often they called need not be counted."""
    if contact.recipient in LIABLE and not is_borrower(contact):
        return False
    if g.before(contact, LAWYER) is not None:
        return True
    if not is_borrower(contact):
        return False
    if g.before(contact, *STOPS, value=WRITTEN) is not None:
        return True
    dispute = open_dispute(g, contact)
    return dispute is not None and dispute.in_time is not InTime.NO


def open_dispute(g: Ground, contact: Contact) -> Dispute | None:
    """Return the latest written dispute that reached the collector before a contact and was not answered before it.

    The rule of ``g`` has ``dispute_days``, the length of the validation period after its notice was received (1006.34(b)(5)).
    Not modelled: a dispute that only repeats an earlier one (1006.38(d)(2)(ii)).
    """
    event = g.before(contact, DISPUTED, value=WRITTEN)
    if event is None:
        return None
    answer = g.before(contact, VERIFIED)
    if answer is not None and answer.from_on >= event.from_on:
        return None
    return Dispute(event, _is_in_time(g, contact, event))


def _is_in_time(g: Ground, contact: Contact, dispute: Event) -> InTime:
    """Return whether a dispute came in the thirty days; a notice sent again counts from the second (comment 34(b)(5)-2)."""
    about = g.index.events_about(VALIDATED, contact.collector)
    notices = [event for event in about if event.concerns(contact) and event.from_on <= dispute.from_on]
    if not notices:
        return InTime.OPEN
    got_on = notices[-1].from_on.date()
    last_on = got_on + timedelta(days=g.number("dispute_days", contact.day))
    if dispute.from_on.date() <= last_on:
        return InTime.YES
    return InTime.OPEN if dispute.at.date() <= last_on else InTime.NO


def period_day(g: Ground, contact: Contact) -> Event | None:
    """Return the notice in whose validation period a contact falls; None where it falls in none that is known."""
    notice = g.before(contact, VALIDATED)
    if notice is None or (contact.day - notice.from_on.date()).days > g.number("dispute_days", contact.day):
        return None
    return notice
