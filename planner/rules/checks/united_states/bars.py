"""What bars a collector from getting in touch at all: a written stop, a lawyer, a dispute in time (law.md B.2, 8)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple, TypeGuard

from planner.rules.checks.united_states.persons import is_borrower, is_outsider
from planner.rules.facts import Contact, Event
from planner.rules.ground import Ground

STOPS = ("asked-stop-all", "refused-to-pay")
WRITTEN = "written"
LAWYER, DISPUTED, VERIFIED, VALIDATED = "attorney", "disputed", "verification-received", "validation-received"
COURT, LOCATE = "court-notice", "locate"
UNDISPUTED = ("notice", "answer")
"""Purposes that go on after a dispute: to give notice, to answer."""
ANSWERED = timedelta(days=7)
"""So long an answer to what the borrower began is still taken to be one."""

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
    """Return whether a stronger rule surely finds a contact by itself, so that how often they called need not be counted.

    What that rule leaves out, or could only ask about, is counted: each call falls under one of the two (law.md B.2, 8).
    """
    if COURT in contact.tactics:
        return False
    if not is_borrower(contact):
        return (
            contact.purpose == LOCATE and is_outsider(contact) and _is_known(g.index.before(contact, LAWYER), contact)
        )
    bars = [g.index.before(contact, LAWYER)]
    if not is_step_named(contact):
        bars.append(g.index.before(contact, *STOPS, value=WRITTEN))
    if contact.demands and contact.purpose not in UNDISPUTED:
        dispute = open_dispute(g, contact)
        bars.append(dispute.event if dispute is not None and dispute.in_time is InTime.YES else None)
    return any(_is_known(event, contact) and not answers_after(g, contact, event) for event in bars)


def _is_known(event: Event | None, contact: Contact) -> TypeGuard[Event]:
    """Return whether there is a fact that surely came before a contact."""
    return event is not None and not event.may_follow(contact)


def is_step_named(contact: Contact) -> bool:
    """Return whether it is a notice that efforts end or of a remedy, which asks for nothing (1006.6(c)(2))."""
    return contact.purpose == "notice" and not contact.demands


def answers_after(g: Ground, contact: Contact, event: Event) -> bool:
    """Return whether it is the first answer to what the borrower began after ``event``, on the same medium.

    Where only the day of the event is known, what the borrower began that day is not taken to be after it.
    """
    begun = g.index.answers.get(contact.row)
    if begun is None or contact.at - begun.at > ANSWERED:
        return False
    since = event.from_on
    return begun.at > since and (begun.day > since.date() or not event.is_of_a_day)


def open_dispute(g: Ground, contact: Contact) -> Dispute | None:
    """Return the latest written dispute that reached the collector before a contact and was not answered before it.

    The rule of ``g`` has ``dispute_days``, the length of the validation period after its notice was received (1006.34(b)(5)).
    Not modelled: a dispute that only repeats an earlier one (1006.38(d)(2)(ii)).
    """
    event = g.index.before(contact, DISPUTED, value=WRITTEN)
    if event is None:
        return None
    answer = g.index.before(contact, VERIFIED)
    if answer is not None and answer.from_on >= event.from_on:
        return None
    return Dispute(event, _is_in_time(g, contact, event))


def _is_in_time(g: Ground, contact: Contact, dispute: Event) -> InTime:
    """Return whether a dispute came in the thirty days after a notice.

    They run from the second notice only where the first came back (comment 34(b)(5)-2). Of two that both came, the log does not
    say why: that a dispute is in time by a later one alone is open.
    """
    about = g.index.events_about(VALIDATED, contact.collector)
    notices = [event for event in about if event.concerns(contact) and event.from_on <= dispute.from_on]
    if not notices:
        return InTime.OPEN
    days = g.number("dispute_days", contact.day)
    if _days_after(notices[0], dispute.from_on.date()) <= days:
        return InTime.YES
    last = _days_after(notices[-1], min(dispute.at.date(), dispute.from_on.date()))
    return InTime.OPEN if last <= days else InTime.NO


def _days_after(notice: Event, day: date) -> int:
    return (day - notice.from_on.date()).days


def in_period(g: Ground, contact: Contact) -> InTime:
    """Return whether a contact falls in the validation period of a notice that is known; open by a later notice alone."""
    about = g.index.events_about(VALIDATED, contact.collector)
    notices = [event for event in about if event.concerns(contact) and event.from_on < contact.at]
    days = g.number("dispute_days", contact.day) if notices else 0
    if not notices or _days_after(notices[-1], contact.day) > days:
        return InTime.NO
    return InTime.YES if _days_after(notices[0], contact.day) <= days else InTime.OPEN
