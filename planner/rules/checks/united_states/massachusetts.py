"""Massachusetts: 940 CMR 7.04, which binds creditors too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from planner.rules.checks.common import not_between, outside_hours
from planner.rules.checks.united_states.calls import CONSENT, first_fact, has_consent
from planner.rules.checks.united_states.counting import (
    NO_DEBT,
    About,
    Counted,
    Limits,
    find_over,
    find_surely_or_maybe,
)
from planner.rules.checks.united_states.persons import BORROWER, PHONE, place_named, place_of, said_something
from planner.rules.facts import NOT_CONNECTED, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

CALLS_OR_TEXTS = PHONE | {"sms"}
SAID = ("conversation", "voicemail")
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
    limits = {kind: Limits(g, kind.most, kind.days) for kind in KINDS}
    for name, group in _by_collector(g).items():
        about = About(g.index.debts_by_collector[name] or NO_DEBT)
        calls: dict[bool, list[Contact]] = {False: [], True: []}
        for one in group:
            calls[place_of(one) == "work"].append(one)
        for kind in KINDS:
            yield from _over(g, calls[kind.at_work], about, kind.case, limits[kind])


def _by_collector(g: Ground) -> dict[str, list[Contact]]:
    groups: dict[str, list[Contact]] = defaultdict(list)
    for one in g.bound(g.index.inbound):
        if one.channel in CALLS_OR_TEXTS and one.recipient in BORROWER:
            name = one.collector or f"#{one.number}"
            if name != "#":
                groups[name].append(one)
    return groups


def _over(g: Ground, calls: list[Contact], about: About, case: str, limits: Limits) -> Iterator[Finding]:
    for over, is_sure in find_surely_or_maybe(_counted(g, calls, about), UNANSWERED, limits):
        yield g.found(
            over.contacts,
            counted=over.counted,
            left_out=over.left_out,
            window=over.window,
            case=case,
            blanks=over.blanks,
            ask=() if is_sure else ("us.ma.message",),
        )


def _counted(g: Ground, calls: list[Contact], about: About) -> Iterator[Counted]:
    """Yield how each call or text counts: for each debt it names, where something was said; else for one of them."""
    since = first_fact(g, calls, CONSENT)
    talked_at = [one.at for one in calls if one.talked] if since else []
    for one in calls:
        if one.outcome in NOT_CONNECTED:
            why = one.outcome
        elif since and one.at > since and has_consent(g, one, talked_at, WEEK):
            why = "consent"
        else:
            why = "" if said_something(one) else UNANSWERED
        debts = about[one.debts]
        said = one.outcome in SAID or one.channel == "sms"
        yield Counted(one, debts, len(debts) == 1 or (said and bool(one.debts)), why)


def hours(g: Ground) -> Iterator[Finding]:
    """940 CMR 7.04(1): a call or visit outside waking hours; where those are not known, before 8 a.m. or after 9 p.m.

    Not modelled: other waking hours, unless a time was agreed.
    """
    reached = (
        one
        for one in g.index.inbound
        if one.recipient in BORROWER and (one.channel in PHONE or one.channel == "visit-home")
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
    limits = Limits(g, "visits")
    for name, group in groups.items():
        debts = g.index.debts_by_collector[name] or NO_DEBT
        counted = (Counted(one, frozenset(one.debts) or debts, len(debts) == 1 or bool(one.debts)) for one in group)
        for over in find_over(counted, limits):
            yield g.found(over.contacts, counted=over.counted, window=over.window, blanks=over.blanks)


CHECKS: dict[str, Check] = {"us.ma.freq": freq, "us.ma.hours": hours, "us.ma.work": work, "us.ma.visit": visit}
