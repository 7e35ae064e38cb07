"""How often a collector may call: 12 CFR 1006.14(b), counted as its official comments count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from planner.rules.checks.united_states.bars import BARS, is_barred
from planner.rules.checks.united_states.counting import About, Counted, Limits, find_over
from planner.rules.checks.united_states.persons import SAME_PERSON, Person, people_called
from planner.rules.facts import NOT_CONNECTED, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, Index

CONSENT, WRONG_NUMBER, BARRED, SAME_CALL = "consent-next-call", "wrong-number", "barred", "same-call"
LOCATE = "locate"
NAMES_DEBTS = ("conversation", "voicemail")
DATE_LINE = 2
"""By so many days at most the day goes back on a way westward, while time goes on."""
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
    limits = Limits(g, "calls")
    for person, counted in calls_by_person(g):
        if not _is_sought(person):
            yield from _both(g, person, counted, limits)


def location_count(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.14(b)(2)(i), comment 14(b)(2)(i)-1.iii: calls to find the borrower are counted for each person called."""
    if any(contact.purpose == LOCATE for contact in g.index.thirds):
        limits = Limits(g, "calls")
        for person, counted in calls_by_person(g):
            if _is_sought(person):
                yield from _both(g, person, counted, limits)


def _is_sought(person: Person) -> bool:
    return person.is_third and any(call.purpose == LOCATE for call in person.calls)


def _both(g: Ground, person: Person, counted: list[Counted], limits: Limits) -> Iterator[Finding]:
    """Find what either prong of (b)(2)(i) has against the calls to one person."""
    yield from _over(g, person, counted, limits)
    yield from _after_talk(g, person, counted, limits)


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
    since = first_fact(g, person.calls, CONSENT, *BARS)
    about = About(person.debts)
    last: Contact | None = None
    for call in person.calls:
        why = _why_not(call, last) or (_excused(g, call, talked_at) if since and call.at > since else "")
        last = call
        debts = about[call.debts]
        names = call.outcome in NAMES_DEBTS or call.channel == "voicemail"
        yield Counted(call, debts, len(debts) == 1 or (names and bool(call.debts)), why)


def first_fact(g: Ground, calls: Iterable[Contact], *kinds: str) -> datetime | None:
    """Return when the first dated fact of these kinds counts that may concern who made ``calls``; None where none may."""
    callers = {call.collector for call in calls}
    facts = (event for kind in kinds for caller in callers for event in g.index.events_about(kind, caller))
    return min((event.from_on for event in facts), default=None)


def _why_not(call: Contact, last: Contact | None) -> str:
    """Return why a call is not counted, whatever else is known; nothing where it is."""
    if call.outcome in NOT_CONNECTED:
        return call.outcome
    if WRONG_NUMBER in call.flags:
        return WRONG_NUMBER
    if call.channel == "voicemail" and last is not None and last.channel != "voicemail" and call.at - last.at <= SOON:
        return SAME_CALL
    return ""


def _excused(g: Ground, call: Contact, talked_at: Sequence[datetime]) -> str:
    """Return the dated fact for which a call is not counted: consent to it, or what bars it and is found by itself."""
    if g.index.events_about(CONSENT, call.collector) and has_consent(g, call, talked_at, g.number("days", call.day)):
        return "consent"
    return BARRED if is_barred(g, call) else ""


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


def _over(g: Ground, person: Person, counted: list[Counted], limits: Limits) -> Iterator[Finding]:
    """Find the days on which calls to one person became too many."""
    ask = () if person.is_sure else (SAME_PERSON,)
    for over in find_over(counted, limits):
        yield g.found(
            over.contacts,
            counted=over.counted,
            left_out=over.left_out,
            window=over.window,
            case="found" if len(over.debts) == 1 else "several",
            blanks=over.blanks,
            ask=ask,
        )


def _after_talk(g: Ground, person: Person, counted: list[Counted], limits: Limits) -> Iterator[Finding]:
    """Find the calls that came too soon after each conversation."""
    if not person.talks:
        return
    soon: dict[int, tuple[Contact, list[Contact]]] = {}
    for call, talk in _too_soon(person, counted, limits):
        soon.setdefault(talk.row, (talk, []))[1].append(call)
    for talk, calls in soon.values():
        days = g.number("days", calls[0].day)
        window = (talk.day, talk.day + timedelta(days=days - 1))
        blanks = {"talk": talk.day.isoformat(), "clear": (window[1] + timedelta(days=1)).isoformat()}
        ask = () if person.is_sure else (SAME_PERSON,)
        yield g.found(calls, counted=[talk, *calls], window=window, case="after_talk", blanks=blanks, ask=ask)


def _too_soon(person: Person, counted: list[Counted], limits: Limits) -> Iterator[tuple[Contact, Contact]]:
    """Yield the calls that fall within the window of a talk about a debt they count for, or of talks about all they may count
    for, each with the last of these talks."""
    talked_at = [talk.at for talk in person.talks]
    unnamed = person.debts if len(person.debts) == 1 else frozenset[str]()
    talks = [(talk, talk.at.toordinal(), frozenset(talk.debts) or unnamed) for talk in person.talks]
    for call, debts, for_each, why in counted:
        if why:
            continue
        on, closed, newest = call.at.toordinal(), frozenset[str](), None
        first, _ = limits[on]
        for place in range(bisect_left(talked_at, call.at) - 1, -1, -1):
            talk, talked_on, about = talks[place]
            if talked_on < first - DATE_LINE:
                break
            if talked_on < first or (talk.precision == "day" and talked_on == on) or about.isdisjoint(debts):
                continue
            newest = newest or talk
            closed |= about
            if (for_each and call.debts) or debts <= closed:
                yield call, newest
                break


CHECKS: dict[str, Check] = {"us.regf.call-frequency": call_frequency, "us.regf.location-count": location_count}
