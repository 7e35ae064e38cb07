"""How contacts of some days count against the number of a rule: the same counting as in its check, also below the limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planner.rules.checks.australia.frequency import accounts
from planner.rules.checks.canada_ontario import counted_after_talk
from planner.rules.checks.china.hours_and_counts import calls_left_out, dials_by_day, talks_by_day
from planner.rules.checks.china.scope import MEMBERS, ONLINE_CREDIT, Scoped
from planner.rules.checks.united_states.calls import calls_by_person
from planner.rules.checks.united_states.washington import communications_by_collector, why_not_counted
from planner.rules.facts import PUBLIC, Contact, Log
from planner.rules.ground import Ground, Index, NotCovered
from planner.rules.law import Law, Rule
from planner.rules.reach import without

DAYS = 7
BEFORE = timedelta(days=100)
"""So many days before are looked at too: consent, requests and talks reach from there into the days that are counted."""

UNCOUNTED = frozenset(
    "us.ma.freq us.ma.visit us.nyc.freq-old us.nyc.freq us.wa.cell us.regf.location-count cn.gbt45251.notice-voice".split()
)
"""Rules that have a number and are counted in other ways than these, by places or by who was called."""


class CountedContact(NamedTuple):
    """A contact of those days. ``why`` it is not counted, nothing where it is; ``over``: it is beyond the limit."""

    contact: Contact
    why: str
    over: bool


class Count(NamedTuple):
    """What one rule counts of one caller about one debt, "" where that does not matter, from ``first`` to ``last``.

    ``by_day``: the limit is one for each day; else for all the days together. ``clear_on``: the first day on which, after the
    last talk, another call is not too soon; None where the rule has no such days.
    """

    rule: Rule
    caller: str
    debt: str
    limit: int
    by_day: bool
    first: date
    last: date
    contacts: tuple[CountedContact, ...]
    talk_on: date | None = None
    clear_on: date | None = None

    @property
    def total(self) -> int:
        """How many are counted; where the limit is one for each day, on the day that has the most."""
        if not self.by_day:
            return sum(not one.why for one in self.contacts)
        days: dict[date, int] = defaultdict(int)
        for one in self.contacts:
            days[one.contact.day] += not one.why
        return max(days.values(), default=0)


class _Bucket(NamedTuple):
    """Contacts that are counted together: with the reasons why some are not."""

    caller: str
    debt: str
    contacts: list[tuple[Contact, str]]
    talk: Contact | None = None


def count_days(log: Log, law: Law, last: date) -> list[Count]:
    """Return what every rule with a number counts in the seven days that end with ``last``, the fullest first."""
    first = last - timedelta(days=DAYS - 1)
    first_talks = _first_talks(log)
    near = tuple(
        one for one in log.contacts if first - BEFORE <= one.day <= last or first_talks.get(one.collector) == one.row
    )
    index = Index(log._replace(contacts=near))
    found: list[Count] = []
    for rule in law.rules:
        if rule.id in _COUNTERS and rule.is_shown and rule.holds_on(last):
            counter, number, by_day = _COUNTERS[rule.id]
            for bucket in counter(Ground(rule, without(index, rule.not_about))):
                try:
                    limit = rule.value(number, last)
                except NotCovered:
                    continue
                count = _counted(rule, bucket, limit, first, last, by_day=by_day)
                if count.contacts:
                    found.append(count)
    return sorted(found, key=lambda one: (one.limit - one.total, one.rule.id, one.caller, one.debt))


def can_count(law: Law) -> bool:
    """Return whether a rule of the place has a number."""
    return any(rule.id in _COUNTERS and rule.is_shown for rule in law.rules)


def uncounted(law: Law, day: date) -> list[Rule]:
    """Return the rules with a number, in force on a day, of which no week can be shown: their check alone counts."""
    return [rule for rule in law.rules if rule.id in UNCOUNTED and rule.is_shown and rule.holds_on(day)]


def _first_talks(log: Log) -> dict[str, int]:
    """Return the first conversation with each collector: a rule may count from it on."""
    found: dict[str, int] = {}
    for one in log.contacts:
        if one.outcome == "conversation":
            found.setdefault(one.collector, one.row)
    return found


def is_counted(rule: str) -> bool:
    """Return whether it can be seen how a rule counts."""
    return rule in _COUNTERS


def _counted(rule: Rule, bucket: _Bucket, limit: int, first: date, last: date, *, by_day: bool) -> Count:
    places: dict[date | None, int] = defaultdict(int)
    contacts = []
    for contact, why in bucket.contacts:
        if not first <= contact.day <= last:
            continue
        group = contact.day if by_day else None
        places[group] += not why
        contacts.append(CountedContact(contact, why, not why and places[group] > limit))
    talk_on = bucket.talk.day if bucket.talk is not None else None
    clear_on = talk_on + timedelta(days=rule.value("days", last)) if talk_on is not None else None
    return Count(rule, bucket.caller, bucket.debt, limit, by_day, first, last, tuple(contacts), talk_on, clear_on)


def _federal(g: Ground) -> Iterator[_Bucket]:
    """12 CFR 1006.14(b): calls to the borrower about one debt; a call that may be put down to another debt is left out."""
    for person, counted in calls_by_person(g):
        if person.who not in ("self", ""):
            continue
        caller = _caller(person.calls[0])
        for debt in sorted(person.debts):
            calls = [
                (one.contact, one.why or ("" if one.for_each else "other-debt")) for one in counted if debt in one.debts
            ]
            talks = [talk for talk in person.talks if not talk.debts or debt in talk.debts]
            if calls:
                yield _Bucket(caller, debt, calls, talks[-1] if talks else None)


def _talks(g: Ground) -> Iterator[_Bucket]:
    """GB/T 45251-2025 5.3: interactive conversations of a day."""
    scoped = Scoped(g, ONLINE_CREDIT)
    yield from _of_days(scoped, talks_by_day(scoped))


def _dials(g: Ground) -> Iterator[_Bucket]:
    """The guideline of the bank association: unanswered dials to one number of a day."""
    scoped = Scoped(g, MEMBERS)
    yield from _of_days(scoped, dials_by_day(scoped))


def _of_days(g: Ground, groups: Iterable[list[Contact]]) -> Iterator[_Bucket]:
    callers: dict[tuple[str, str], list[tuple[Contact, str]]] = defaultdict(list)
    for calls in groups:
        why = {left.row: left.why for left in calls_left_out(g, calls)}
        callers[(_caller(calls[0]), calls[0].dialed)] += [(call, why.get(call.row, "")) for call in calls]
    for (caller, _), contacts in callers.items():
        yield _Bucket(caller, "", sorted(contacts, key=lambda one: (one[0].at, one[0].row)))


def _australian(g: Ground) -> Iterator[_Bucket]:
    """RG 96 section 5: contacts made, per account, in a week."""
    for (caller, debt), counted in accounts(g).items():
        yield _Bucket(caller.removeprefix("#"), debt, [(one.contact, one.why) for one in counted])


def _washington(g: Ground) -> Iterator[_Bucket]:
    """RCW 19.16.250(13)(a): communications of a week."""
    inbound = (one for one in g.index.inbound if one.channel not in PUBLIC)
    for caller, contacts in communications_by_collector(g, inbound).items():
        yield _Bucket(caller.removeprefix("#"), "", [(one, why_not_counted(g, one)) for one in contacts])


def _ontario(g: Ground) -> Iterator[_Bucket]:
    """Reg. 74 s22: contacts of seven days, after the first conversation, for one debt."""
    for caller, debt, contacts in counted_after_talk(g):
        yield _Bucket(caller.removeprefix("#"), debt, contacts)


def _caller(contact: Contact) -> str:
    return contact.collector or contact.number


_COUNTERS: dict[str, tuple[Callable[[Ground], Iterator[_Bucket]], str, bool]] = {
    "us.regf.call-frequency": (_federal, "calls", False),
    "us.wa.freq": (_washington, "week", False),
    "cn.gbt45251.calls-per-day": (_talks, "talks", True),
    "cn.cba.unanswered": (_dials, "dials", True),
    "au.rg96.freq": (_australian, "week", False),
    "on.freq": (_ontario, "contacts", False),
}
"""By rule: what counts, the name of its number, whether that is one for each day."""
