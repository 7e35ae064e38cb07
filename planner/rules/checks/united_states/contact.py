"""When, where and by what means a collector may not get in touch: 12 CFR 1006.6(b), (c) and 1006.14(h)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from planner.rules.checks.common import in_window, not_between, outside_hours
from planner.rules.checks.united_states.bars import COURT, LAWYER, STOPS, WRITTEN, answers_after, is_step_named
from planner.rules.checks.united_states.persons import place_named, place_of, to_borrower
from planner.rules.facts import MESSAGES, PAPER, PUBLIC, Contact, Event
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

NIGHT = timedelta(hours=12)
CONFIRMATION = timedelta(days=1)
POST = timedelta(days=7)
"""So long a letter may be on its way: of what was begun then it is asked whether the letter had come."""
NOT_AT_TIME, NOT_AT_PLACE, NOT_BY = "asked-not-at-time", "asked-not-at-place", "asked-stop-channel"
FORBIDDEN, STOP_CAME = "workplace-forbidden", "us.stop-came"
AT_NO_HOUR = PAPER | PUBLIC


def hours(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(b)(1)(i): before 8 a.m. or after 9 p.m. on the consumer's clock; the time of sending counts.

    The consumer is also spouse, parent of a minor, guardian, executor (1006.6(a)). One answer to what the borrower began at such
    an hour is left out (comment 6(b)(1)-2). Not modelled: a court's leave, and what the collector knew of other convenient
    times unless a time was agreed; places that may lie in several time zones (comment 6(b)(1)(i)-2).
    """

    yield from night_hours(g)


def night_hours(g: Ground) -> Iterator[Finding]:
    """Find contacts with the borrower outside the hours of a rule, but one answer to what the borrower began outside them."""

    def at_night(contact: Contact) -> bool:
        at = contact.at.time()
        return not_between(at, g.number("first", contact.day), g.number("last", contact.day))

    yield from outside_hours(
        g, timed(g), not_between, borderline=True, allow=lambda contact: answers_at(g, contact, at_night)
    )


def timed(g: Ground) -> Iterator[Contact]:
    """Yield contacts whose hour counts: with the borrower, and neither on paper nor put up for all."""
    return (one for one in to_borrower(g) if one.channel not in AT_NO_HOUR)


def answers_at(g: Ground, contact: Contact, is_bad: Callable[[Contact], bool]) -> bool:
    """Return whether it answers, for the first time, what the borrower began at just such a time, or is said to answer."""
    begun = g.index.answers.get(contact.row)
    if begun is None:
        return contact.purpose == "answer"
    return contact.at - begun.at <= NIGHT and is_bad(begun)


def asked_time_place(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(b)(1): at a time or place that the borrower has called inconvenient.

    One answer at that time to what the borrower began is left out, and a time agreed on later. Not modelled: letters to a home
    that was named (comment 6(b)(1)-1.iii), as the log does not say where a letter went; days of the week.
    """
    yield from _at_time(g)
    yield from _at_place(g)


def _at_time(g: Ground) -> Iterator[Finding]:
    unknown = []
    for contact in g.bound(later(g, timed(g), NOT_AT_TIME)):
        about = g.index.events_about(NOT_AT_TIME, contact.collector)
        asked = [event for event in about if event.from_on < contact.at and event.concerns(contact)]
        if not asked:
            continue
        if contact.precision == "day":
            unknown.append(contact)
            continue
        event = next((event for event in reversed(asked) if in_window(contact.at.time(), event.value)), None)
        if event is None or _agreed_since(g, contact, event):
            continue
        window = event.value
        if not answers_at(g, contact, lambda begun, window=window: in_window(begun.at.time(), window)):  # type: ignore[misc]
            blanks = {"since": event.from_on.date().isoformat(), "window": window}
            yield g.found([contact], case="time", blanks=blanks)
    if unknown:
        yield g.missing(unknown, "time")


def _agreed_since(g: Ground, contact: Contact, asked: Event) -> bool:
    return any(
        asked.from_on <= event.from_on < contact.at
        and event.concerns(contact)
        and in_window(contact.at.time(), event.value)
        for event in g.index.events_about("time-agreed", contact.collector)
    )


def _at_place(g: Ground) -> Iterator[Finding]:
    for contact in g.bound(later(g, to_borrower(g), NOT_AT_PLACE)):
        place = place_of(contact)
        if not place:
            continue
        for event in g.index.events_about(NOT_AT_PLACE, contact.collector):
            if event.from_on < contact.at and event.concerns(contact) and place_named(event.value) == place:
                yield g.found([contact], case="place", blanks={"since": event.from_on.date().isoformat()})
                break


def attorney(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(b)(2): contact with the borrower although a lawyer is known to act.

    One answer to what the borrower began is left out (comment 6(b)(2)-1), and a real notice of a court. Not modelled: a lawyer
    who does not answer for a reasonable time, or consents (1006.6(b)(2)(i), (ii)).
    """
    for contact, event in _after(g, to_borrower(g), LAWYER):
        yield g.found([contact], blanks=_since(event))


def workplace(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(b)(3): a visit or call at work although the employer is known to forbid it.

    Only what is logged as going to work is looked at. Not modelled: consent given directly (1006.6(b)(4)(i)).
    """
    at_work = (one for one in to_borrower(g) if place_of(one) == "work")
    for contact, event in _after(g, at_work, FORBIDDEN):
        yield g.found([contact], blanks=_since(event))


def cease(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.6(c): contact after a written refusal to pay, or a written request to stop, was received.

    Left out: notices that efforts end or of a remedy ((c)(2)), if they ask for nothing; a real notice of a court; an answer
    to what the borrower began after the stop. A letter counts from its receipt; where that was not noted, from its day, and
    for the days of the post it is asked. Not modelled: notices that mortgage law requires (comments 6(c)(2)-1, -2).
    """
    contacts = (one for one in to_borrower(g) if not is_step_named(one))
    for contact, latest in _after(g, contacts, *STOPS, value=WRITTEN):
        came = _stop_that_came(g, contact)
        event = came or latest
        case = "sent" if event.received is None else "found"
        yield g.found([contact], case=case, blanks=_since(event), besides=() if came else (STOP_CAME,))


def _stop_that_came(g: Ground, contact: Contact) -> Event | None:
    """Return a written stop that had reached them before a contact: on a day that was noted, or longer ago than the post takes."""
    for kind in STOPS:
        for event in g.index.events_about(kind, contact.collector):
            is_before = event.value == WRITTEN and event.concerns(contact) and event.from_on < contact.at
            if is_before and (event.received is not None or contact.at - event.at > POST):
                return event
    return None


def _after(
    g: Ground, contacts: Iterable[Contact], *kinds: str, value: str | None = None
) -> Iterator[tuple[Contact, Event]]:
    """Yield contacts after a dated fact, each with it, but answers to what the borrower began after it and notices of a court."""
    for contact in g.bound(later(g, contacts, *kinds)):
        event = g.before(contact, *kinds, value=value)
        if event is not None and COURT not in contact.tactics and not answers_after(g, contact, event):
            yield contact, event


def _since(event: Event) -> dict[str, str]:
    return {"since": event.from_on.date().isoformat()}


def channel_stop(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.14(h)(1): by a medium that the person asked not to be used.

    Left out, (h)(2): one answer where the person used that medium again; a letter that is a notice, as law may require it. The
    first electronic message within a day may be the bare confirmation: worth checking. Not modelled: single numbers or
    addresses (comment 14(h)(1)-2).
    """
    confirmed: set[int] = set()
    for contact in g.bound(later(g, g.index.inbound, NOT_BY)):
        if contact.recipient not in ("", "self"):
            continue
        event = _stopped(g, contact)
        if event is None or COURT in contact.tactics or answers_after(g, contact, event):
            continue
        if contact.purpose == "notice" and not contact.demands and contact.channel in PAPER | MESSAGES:
            continue
        first = contact.channel in MESSAGES and event.row not in confirmed
        confirmed.add(event.row)
        bare = first and contact.at - event.from_on <= CONFIRMATION and not contact.demands
        blanks = {"since": event.from_on.date().isoformat()}
        yield g.found([contact], blanks=blanks, ask=("opt-out-confirmation",) if bare else ())


def _stopped(g: Ground, contact: Contact) -> Event | None:
    for event in g.index.events_about(NOT_BY, contact.collector):
        is_same = contact._replace(channel=event.value).medium == contact.medium
        if is_same and event.from_on < contact.at and event.concerns(contact):
            return event
    return None


def later(g: Ground, contacts: Iterable[Contact], *kinds: str) -> Iterator[Contact]:
    """Yield the contacts that an event of these kinds may concern and that came after the first; none where there is none."""
    events = g.events(*kinds)
    if not events:
        return iter(())
    first = min(event.from_on for event in events)
    names = {event.collector for event in events}
    if "" in names:
        return (contact for contact in contacts if contact.at > first)
    names.add("")
    return (contact for contact in contacts if contact.collector in names and contact.at > first)


CHECKS: dict[str, Check] = {
    "us.regf.hours": hours,
    "us.regf.asked-time-place": asked_time_place,
    "us.regf.attorney": attorney,
    "us.regf.workplace": workplace,
    "us.regf.cease": cease,
    "us.regf.channel-stop": channel_stop,
}
