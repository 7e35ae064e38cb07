"""Massachusetts: 940 CMR 7.04, which binds creditors too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from planner.rules.checks.common import not_between, outside_hours
from planner.rules.checks.united_states.calls import CONSENT, has_consent
from planner.rules.checks.united_states.counting import Counted, find_over, find_surely_or_maybe
from planner.rules.checks.united_states.persons import PHONE, place_named, place_of, said_something
from planner.rules.facts import NOT_CONNECTED, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

UNANSWERED, IN_WRITING = "unanswered", "us.ma.in-writing"
WEEK = 7


class _Kind(NamedTuple):
    """A limit: its sentence, where it counts, and the names of its numbers."""

    case: str
    at_work: bool
    days: str
    most: str


KINDS = (
    _Kind("found", False, "personal_days", "personal_calls"),
    _Kind("elsewhere", True, "other_days", "other_calls"),
)


def freq(g: Ground) -> Iterator[Finding]:
    """940 CMR 7.04(1)(f): more than two calls or texts about a debt in seven days, in thirty elsewhere than at home or one's own phone.

    An unanswered call counts only where a message could have been left (guidance of 2013; Armata v. Target, 2018): worth
    checking where it decides. Left out: calls with consent. Not modelled: people of the household (7.05).
    """
    for group in _by_collector(g).values():
        debts = frozenset(debt for one in group for debt in one.debts) or frozenset({""})
        at_work = {one.row for one in group if place_of(one) == "work"}
        for kind in KINDS:
            calls = [one for one in group if (one.row in at_work) is kind.at_work]
            yield from _over(g, calls, debts, kind)


def _by_collector(g: Ground) -> dict[str, list[Contact]]:
    groups: dict[str, list[Contact]] = defaultdict(list)
    for one in g.bound(g.index.inbound):
        name = one.collector or f"#{one.number}"
        if one.channel in PHONE | {"sms"} and one.recipient in ("", "self") and name != "#":
            groups[name].append(one)
    return groups


def _over(g: Ground, calls: list[Contact], debts: frozenset[str], kind: _Kind) -> Iterator[Finding]:
    talked_at = [one.at for one in calls if one.talked]
    counted = (_counted(g, one, debts, talked_at) for one in calls)
    limits = (lambda day: g.number(kind.days, day)), (lambda day: g.number(kind.most, day))
    for over, is_sure in find_surely_or_maybe(counted, UNANSWERED, *limits):
        yield g.found(
            over.contacts,
            counted=over.counted,
            left_out=over.left_out,
            window=over.window,
            case=kind.case,
            blanks=over.blanks,
            ask=() if is_sure else ("us.ma.message",),
        )


def _counted(g: Ground, one: Contact, debts: frozenset[str], talked_at: Sequence[datetime]) -> Counted:
    about = frozenset(one.debts) or debts
    said = one.channel == "sms" or one.outcome in ("conversation", "voicemail")
    why = one.outcome if one.outcome in NOT_CONNECTED else ""
    if not why and g.index.events_about(CONSENT, one.collector) and has_consent(g, one, talked_at, WEEK):
        why = "consent"
    if not why and not said_something(one):
        why = UNANSWERED
    return Counted(one, about, len(about) == 1 or (said and bool(one.debts)), why)


def hours(g: Ground) -> Iterator[Finding]:
    """940 CMR 7.04(1): a call or visit outside waking hours; where those are not known, before 8 a.m. or after 9 p.m.

    Not modelled: other waking hours, unless a time was agreed.
    """
    reached = (
        one
        for one in g.index.inbound
        if one.recipient in ("", "self") and (one.channel in PHONE or one.channel == "visit-home")
    )
    yield from outside_hours(g, reached, not_between, borderline=True)


def work(g: Ground) -> Iterator[Finding]:
    """940 CMR 7.04(1)(h): a call at work after the borrower asked for none; a spoken request holds for ten days only."""
    asked = [event for event in g.events("asked-not-at-place") if place_named(event.value) == "work"]
    if not asked:
        return
    for contact in g.bound(g.index.voice):
        if place_of(contact) != "work":
            continue
        event = next((one for one in reversed(asked) if one.from_on < contact.at and one.concerns(contact)), None)
        if event is not None:
            old = (contact.day - event.from_on.date()).days > g.number("spoken_days", contact.day)
            blanks = {"since": event.from_on.date().isoformat()}
            yield g.found([contact], blanks=blanks, ask=(IN_WRITING,) if old else ())


def visit(g: Ground) -> Iterator[Finding]:
    """940 CMR 7.04(1): more than one visit to the home in thirty days, for each debt.

    Not modelled: consent in writing, visits only to take back goods. A visit that met nobody is left out.
    """
    groups: dict[str, list[Contact]] = defaultdict(list)
    for one in g.bound(g.index.visits):
        if one.channel == "visit-home" and said_something(one):
            groups[one.collector or f"#{one.number}"].append(one)
    for group in groups.values():
        debts = frozenset(debt for one in group for debt in one.debts) or frozenset({""})
        counted = (Counted(one, frozenset(one.debts) or debts, len(debts) == 1 or bool(one.debts)) for one in group)
        for over in find_over(counted, lambda day: g.number("days", day), lambda day: g.number("visits", day)):
            yield g.found(over.contacts, counted=over.counted, window=over.window, blanks=over.blanks)


CHECKS: dict[str, Check] = {"us.ma.freq": freq, "us.ma.hours": hours, "us.ma.work": work, "us.ma.visit": visit}
