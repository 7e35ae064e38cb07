"""When a collector may get in touch in Australia: RG 96 part 2 section 4, by the day of the week and national public holidays.

The clock is the borrower's; third parties are covered too. A collector may choose another time after reasonable efforts at
these times failed (paragraph 4): that is not modelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.rules.checks.common import not_between, outside_hours
from planner.rules.checks.requests import REASONABLE, TIME, against_request, places_of
from planner.rules.facts import VISITS, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground
from planner.rules.holidays import load_holidays

WORK_HOURS = "au.work-hours"


def phone(g: Ground) -> Iterator[Finding]:
    """RG 96 section 4: by phone Monday to Friday 7.30 am to 9 pm, weekends 9 am to 9 pm, not on national public holidays.

    Paragraph 3: where the borrower asked for other times, those, if it was reasonable: asked. A year whose holidays nobody looked up has none here.
    """
    calls = [
        contact
        for contact in g.index.inbound
        if contact.medium == "call" and contact.channel not in VISITS and "work" not in places_of(contact)
    ]
    yield from _at_hours(g, calls)


def visit(g: Ground) -> Iterator[Finding]:
    """RG 96 section 4: face to face 9 am to 9 pm, and not on national public holidays; the workplace has hours of its own.

    Not modelled: visits to inspect goods given as security or by officers of a court (section 7 paragraph 5).
    """
    visits = [contact for contact in g.index.visits if "court-notice" not in contact.tactics]
    at_home = [contact for contact in visits if contact.channel == "visit-home"]
    yield from _at_hours(g, at_home)
    yield from _on_holidays(g, [contact for contact in visits if contact.channel == "visit-work"])


def work(g: Ground) -> Iterator[Finding]:
    """RG 96 section 4: at work in the borrower's normal working hours if known, else on weekdays 9 am to 5 pm.

    Whether they knew her hours is not in a log: it is asked.
    """
    reached = (contact for contact in g.index.inbound if contact.channel == "visit-work" or _rang_work(contact))
    for contact in g.bound(reached):
        if contact.precision == "day" or g.answer(WORK_HOURS, contact) is True:
            continue
        at = contact.at.time().replace(second=0, microsecond=0)
        first, last = g.number("first", contact.day), g.number("last", contact.day)
        if contact.at.weekday() < 5 and not not_between(at, first, last):
            continue
        blanks = {"time": at.strftime("%H:%M"), "first": first.strftime("%H:%M"), "last": last.strftime("%H:%M")}
        yield g.found([contact], blanks=blanks, ask=g.asking(WORK_HOURS, contact))


def _rang_work(contact: Contact) -> bool:
    return contact.medium == "call" and "work" in places_of(contact)


def _at_hours(g: Ground, contacts: list[Contact]) -> Iterator[Finding]:
    found = [*against_request(g, contacts, TIME, ask=(REASONABLE,)), *_on_holidays(g, contacts)]
    yield from {finding.contacts: finding for finding in reversed(found)}.values()
    taken = {row for finding in found for row in finding.contacts}
    rest = (contact for contact in contacts if contact.row not in taken)
    yield from outside_hours(g, rest, not_between, weekday=True)


def _on_holidays(g: Ground, contacts: Iterable[Contact]) -> Iterator[Finding]:
    holidays = load_holidays("australia")
    for contact in g.bound(contacts):
        if holidays.knows(contact.day) and holidays.name_on(contact.day) is not None:
            yield g.found([contact], case="holiday", blanks={"day": contact.day.isoformat()})


CHECKS: dict[str, Check] = {
    "au.rg96.hours-phone": phone,
    "au.rg96.hours-visit": visit,
    "au.rg96.hours-work": work,
}
