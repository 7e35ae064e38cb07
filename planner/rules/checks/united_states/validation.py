"""The proof of a debt and the right to dispute it: 12 CFR 1006.34, 1006.38, 15 USC 1692g."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from planner.rules.checks.common import with_tactics
from planner.rules.checks.united_states.bars import (
    COURT,
    DISPUTED,
    UNDISPUTED,
    VALIDATED,
    WRITTEN,
    InTime,
    answers_after,
    in_period,
    open_dispute,
)
from planner.rules.checks.united_states.contact import POST, later
from planner.rules.checks.united_states.counting import NO_DEBT, Debts
from planner.rules.checks.united_states.days import assumed_receipt_on
from planner.rules.checks.united_states.persons import PHONE, is_borrower, said_something, to_borrower
from planner.rules.facts import NOT_CONNECTED, PUBLIC, VISITS, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, counts_after, looks_far_back
from planner.rules.holidays import UnknownYear

WHEN_GOT = "us.validation-when"
NO_COMMUNICATION = PUBLIC | {"voicemail"}


@looks_far_back
def validation(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.34(a)(1), 15 USC 1692g(a): what the debt is and how to dispute it, sent within five days of the first contact.

    The log shows when a notice came, not when it was sent, nor what was said before the log began: never more than worth
    checking. Not modelled: information given by word of mouth in the first contact, a debt paid before ((a)(2)).
    """
    last_on = _last_day(g)
    for name, group in g.index.by_collector.items():
        if name == "#":
            continue
        for first in _first_about(g, group, g.index.debts_by_collector[name] or NO_DEBT):
            due_on = first.day + timedelta(days=g.number("days", first.day))
            came_on = min(
                (event.from_on.date() for event in g.events(VALIDATED) if event.concerns(first)), default=None
            )
            blanks = {"first": first.day.isoformat(), "due": due_on.isoformat()}
            if came_on is None and last_on > due_on:
                yield g.found([first], sure=False, case="none", blanks=blanks, ask=("us.validation-got",))
            elif came_on is not None and came_on > _by_post(due_on):
                blanks["came"] = came_on.isoformat()
                yield g.found([first], sure=False, case="late", blanks=blanks, ask=("us.validation-sent",))


def _last_day(g: Ground) -> date:
    days = [event.from_on.date() for events in g.index.events.values() for event in events]
    return max([*days, *(one.day for one in g.index.contacts[-1:])], default=date.min)


def _first_about(g: Ground, group: list[Contact], debts: Debts) -> Iterator[Contact]:
    """Yield the first contact about each debt in which something was said about it; unanswered calls and voicemails are none."""
    seen: set[str] = set()
    for one in group:
        if len(seen) == len(debts):
            return
        if not is_borrower(one) or one.outcome == "voicemail" or one.channel in NO_COMMUNICATION:
            continue
        about = one.debts if debts != NO_DEBT else ("",)
        if seen.issuperset(about) or not said_something(one):
            continue
        if (not one.from_collector and not one.talked) or not g.is_bound(one):
            continue
        yield one
        seen.update(about)


def _by_post(sent_on: date) -> date:
    """Return until when what was sent on ``sent_on`` may be taken to have come."""
    try:
        return assumed_receipt_on(sent_on)
    except UnknownYear:
        return sent_on + POST


@counts_after(DISPUTED)
def dispute_pause(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.38(d)(2), 15 USC 1692g(b): collecting after a written dispute in the validation period, before verification.

    A demand is found alone; calls and visits whose purpose is open are one finding. Left out: notices, papers of a court, one
    answer to what the borrower began. Not modelled: part disputes, requests for the original creditor (1006.38(c)), disputes
    that repeat an earlier one.
    """
    open_: dict[tuple[str, int, InTime], list[Contact]] = defaultdict(list)
    for contact in g.bound(later(g, to_borrower(g), DISPUTED)):
        if contact.purpose in UNDISPUTED or contact.channel in PUBLIC or COURT in contact.tactics:
            continue
        if g.before(contact, DISPUTED, value=WRITTEN) is None:
            continue
        dispute = open_dispute(g, contact)
        if dispute is None or dispute.in_time is InTime.NO or answers_after(g, contact, dispute.event):
            continue
        ask = () if dispute.in_time is InTime.YES else (WHEN_GOT,)
        blanks = {"since": dispute.event.from_on.date().isoformat()}
        if contact.demands:
            yield g.found([contact], blanks=blanks, ask=ask)
        elif contact.may_demand:
            yield g.found([contact], blanks=blanks, ask=(*ask, "said-it"))
        elif contact.channel in PHONE | VISITS and contact.outcome not in NOT_CONNECTED:
            open_[(contact.collector or f"#{contact.number}", dispute.event.row, dispute.in_time)].append(contact)
    for (_, _, in_time), contacts in open_.items():
        ask = () if in_time is InTime.YES else (WHEN_GOT,)
        blanks = {"count": str(len(contacts))}
        yield g.found(contacts, sure=False, case="contact", blanks=blanks, ask=(*ask, "us.about-payment"))


def overshadow(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.38(b)(1), 15 USC 1692g(b): pressing to pay now while the borrower may still dispute.

    Found where the day on which the notice came is known and the pressure was confirmed. Not modelled: other words that hide the right.
    """
    if g.events(VALIDATED):
        for period, ask in ((InTime.YES, ()), (InTime.OPEN, (WHEN_GOT,))):
            yield from with_tactics(g, ("deadline-pressure",), where=_in(g, period), ask=ask)


def _in(g: Ground, period: InTime) -> Callable[[Contact], bool]:
    """Return the test whether a contact with the borrower falls in the validation period, or may."""
    return lambda one: is_borrower(one) and in_period(g, one) is period


CHECKS: dict[str, Check] = {
    "us.regf.validation": validation,
    "us.regf.dispute-pause": dispute_pause,
    "us.regf.overshadow": overshadow,
}
