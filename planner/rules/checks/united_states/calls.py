"""How often a collector may call: 12 CFR 1006.14(b), counted as its official comments count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from planner.rules.checks.united_states.bars import BARS, is_barred
from planner.rules.checks.united_states.counting import Counted, find_over
from planner.rules.checks.united_states.persons import SAME_PERSON, Person, people_called
from planner.rules.facts import NOT_CONNECTED, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, Index

CONSENT, WRONG_NUMBER, BARRED, SAME_CALL = "consent-next-call", "wrong-number", "barred", "same-call"
LOCATE = "locate"
SOON = timedelta(minutes=5)
"""A voicemail logged apart, this soon after the call that left it, is that call."""


def call_frequency(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.14(b)(2): more than seven calls to one person about one debt in seven days in a row; a call too soon after a talk.

    A talk closes seven days, its own being day 1, whoever began it (comment 14(b)(2)(i)-1.ii). (b)(3)(ii): busy and unconnected
    numbers are not counted; comment 14(b)(2)(i)-3: nor misdirected calls; (b)(3)(i): nor calls with consent given directly, for
    at most seven days, until the next conversation; (b)(3)(iii): nor calls to the borrower's lawyer. Comments 14(b)(4)-1, -2: a
    conversation or voicemail counts for each debt it was about, another call for one debt of the collector's choice. Not
    modelled: consent for less than seven days, what rebuts the presumption (calls that law requires, of a pending suit, asked
    for), student loans under one account number unless logged as one debt.
    """
    for person, counted in calls_by_person(g):
        if not _is_sought(person):
            yield from _both(g, person, counted)


def location_count(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.14(b)(2)(i), comment 14(b)(2)(i)-1.iii: calls to find the borrower are counted for each person called."""
    if any(contact.purpose == LOCATE for contact in g.index.thirds):
        for person, counted in calls_by_person(g):
            if _is_sought(person):
                yield from _both(g, person, counted)


def _is_sought(person: Person) -> bool:
    return person.is_third and any(call.purpose == LOCATE for call in person.calls)


def _both(g: Ground, person: Person, counted: list[Counted]) -> Iterator[Finding]:
    """Find what either prong of (b)(2)(i) has against the calls to one person."""
    yield from _over(g, person, counted)
    yield from _after_talk(g, person, counted)


Calls = list[tuple[Person, list[Counted]]]
_COUNTED: WeakKeyDictionary[Index, dict[frozenset[str], Calls]] = WeakKeyDictionary()


def calls_by_person(g: Ground) -> Calls:
    """Return each person whom a collector called, and the calls, each with how it counts.

    Found once for all rules that bind the same roles: the numbers that decide here stand in each of them, and are the same.
    """
    found = _COUNTED.setdefault(g.index, {})
    if g.rule.binds not in found:
        found[g.rule.binds] = [(person, list(_counted(g, person))) for person in people_called(g)]
    return found[g.rule.binds]


def _counted(g: Ground, person: Person) -> Iterator[Counted]:
    talked_at = [talk.at for talk in person.talks]
    last: Contact | None = None
    barred = bool(g.events(*BARS))
    for call in person.calls:
        why = _why_not(g, call, last, talked_at) or (BARRED if barred and is_barred(g, call) else "")
        last = call
        debts = frozenset(call.debts) or person.debts
        names = call.outcome in ("conversation", "voicemail") or call.channel == "voicemail"
        yield Counted(call, debts, len(debts) == 1 or (names and bool(call.debts)), why)


def _why_not(g: Ground, call: Contact, last: Contact | None, talked_at: Sequence[datetime]) -> str:
    """Return why a call is not counted; nothing where it is."""
    if call.outcome in NOT_CONNECTED:
        return call.outcome
    if WRONG_NUMBER in call.flags:
        return WRONG_NUMBER
    if call.channel == "voicemail" and last is not None and last.channel != "voicemail" and call.at - last.at <= SOON:
        return SAME_CALL
    if g.index.events_about(CONSENT, call.collector) and has_consent(g, call, talked_at, g.number("days", call.day)):
        return "consent"
    return ""


def has_consent(g: Ground, call: Contact, talked_at: Sequence[datetime], days: int) -> bool:
    """Return whether consent given directly covers a call: so many days, its own being day 1, until the next conversation.

    Where only the day of the consent is known, a talk on that day is the one in which it was given.
    """
    for event in g.index.events_about(CONSENT, call.collector):
        since = event.from_on
        if since >= call.at or not event.concerns(call):
            continue
        if since.hour == since.minute == 0:
            since += timedelta(days=1) - timedelta(minutes=1)
        later = bisect_left(talked_at, since + timedelta(seconds=1))
        ended = later < len(talked_at) and talked_at[later] < call.at
        if (call.day - event.from_on.date()).days < days and not ended:
            return True
    return False


def _over(g: Ground, person: Person, counted: list[Counted]) -> Iterator[Finding]:
    """Find the days on which calls to one person became too many."""
    ask = () if person.is_sure else (SAME_PERSON,)
    limits = (lambda day: g.number("days", day)), (lambda day: g.number("calls", day))
    for over in find_over(counted, *limits):
        yield g.found(
            over.contacts,
            counted=over.counted,
            left_out=over.left_out,
            window=over.window,
            case="found" if len(over.debts) == 1 else "several",
            blanks=over.blanks,
            ask=ask,
        )


def _after_talk(g: Ground, person: Person, counted: list[Counted]) -> Iterator[Finding]:
    """Find the calls that came too soon after each conversation."""
    if not person.talks:
        return
    talked_at = [talk.at for talk in person.talks]
    soon: dict[int, tuple[Contact, list[Contact]]] = {}
    for one in counted:
        talk = None if one.why else _too_soon(g, person, one, talked_at)
        if talk is not None:
            soon.setdefault(talk.row, (talk, []))[1].append(one.contact)
    for talk, calls in soon.values():
        days = g.number("days", calls[0].day)
        window = (talk.day, talk.day + timedelta(days=days - 1))
        blanks = {"talk": talk.day.isoformat(), "clear": (window[1] + timedelta(days=1)).isoformat()}
        ask = () if person.is_sure else (SAME_PERSON,)
        yield g.found(calls, counted=[talk, *calls], window=window, case="after_talk", blanks=blanks, ask=ask)


def _too_soon(g: Ground, person: Person, one: Counted, talked_at: Sequence[datetime]) -> Contact | None:
    """Return the last conversation within whose window a call falls: about a debt it counts for, or all it may count for."""
    call, closed = one.contact, frozenset[str]()
    days, newest = g.number("days", call.day), None
    for place in range(bisect_left(talked_at, call.at) - 1, -1, -1):
        talk = person.talks[place]
        if (call.day - talk.day).days >= days:
            break
        if talk.precision == "day" and talk.day == call.day:
            continue
        about = frozenset(talk.debts) or (person.debts if len(person.debts) == 1 else frozenset())
        if not about & one.debts:
            continue
        newest = newest or talk
        closed |= about
        if (one.for_each and call.debts) or one.debts <= closed:
            return newest
    return None


CHECKS: dict[str, Check] = {"us.regf.call-frequency": call_frequency, "us.regf.location-count": location_count}
