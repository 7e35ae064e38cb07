"""Counting contacts in windows of days: about which debts they were, and for how many of these each one counts.

The window slides over a hundred thousand contacts, so what happens for each of them is kept small here, and only here: days are
ordinals, limits are looked up once a day, the window is the end of a list, and sums are kept by sets of debts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain, combinations, compress, pairwise, repeat
from typing import NamedTuple

from planner.rules.facts import Contact
from planner.rules.findings import LeftOut
from planner.rules.ground import Ground

MANY_DEBTS = 5
"""Up to so many debts of one collector every way of spreading contacts over them is looked at."""
NO_DEBT = frozenset({""})

Debts = frozenset[str]
Kind = tuple[Debts, bool]
"""How a contact counts: about which debts, and whether for each of them."""


class About(dict[tuple[str, ...], Debts]):
    """By the debts that a contact names, those that it was about: of one that names none, all that its collector has."""

    def __init__(self, all_debts: Debts) -> None:
        super().__init__()
        self._all = all_debts

    def __missing__(self, named: tuple[str, ...]) -> Debts:
        found = self[named] = frozenset(named) or self._all
        return found


class Counted(NamedTuple):
    """A contact: about which debts, whether it counts for each of them (else for one, of the collector's choice), why not at all."""

    contact: Contact
    debts: Debts = NO_DEBT
    for_each: bool = True
    why: str = ""


class Over(NamedTuple):
    """Too many in a window: those of its last day that are too many, all that were counted, and those that were not."""

    contacts: list[Contact]
    counted: list[Contact]
    left_out: list[LeftOut]
    window: tuple[date, date]
    debts: Debts
    total: int
    limit: int

    @property
    def blanks(self) -> dict[str, str]:
        """The numbers, for the sentence."""
        return {"count": str(self.total), "limit": str(self.limit), "debts": str(len(self.debts))}


class Limits(dict[int, tuple[int, int]]):
    """By day, as an ordinal: the first day of the window that ends with it, and how many contacts a rule allows in it.

    ``most`` and ``days`` name the numbers of the rule, each as it was on the last day; without ``days`` the window is one day.
    """

    def __init__(self, g: Ground, most: str, days: str = "days") -> None:
        super().__init__()
        self._ground, self._most, self._days = g, most, days

    def __missing__(self, on: int) -> tuple[int, int]:
        day, number = date.fromordinal(on), self._ground.number
        days = number(self._days, day) if self._days else 1
        found = self[on] = on - days + 1, number(self._most, day)
        return found


def find_surely_or_maybe(contacts: Iterable[Counted], doubt: str, limits: Limits) -> Iterator[tuple[Over, bool]]:
    """Find days that are too many without contacts left out for ``doubt``, and then those that are only with them.

    Yields each with whether it is sure.
    """
    known = list(contacts)
    days = _by_day(known)
    if _are_few(len(known), days, limits):
        return
    slide = _slide_about_one if _are_about_one(known) else _slide
    found: set[int] = set()
    for over in slide(days, limits, frozenset(), ""):
        found.add(over.window[1].toordinal())
        yield over, True
    if any(one.why == doubt for one in known):
        yield from ((over, False) for over in slide(days, limits, found, doubt))


def find_over(contacts: Iterable[Counted], limits: Limits) -> Iterator[Over]:
    """Slide a window over contacts in the order of time; where one day makes it more than the limit of that day, yield it."""
    known = list(contacts)
    days = _by_day(known)
    if _are_few(len(known), days, limits):
        return iter(())
    slide = _slide_about_one if _are_about_one(known) else _slide
    return slide(days, limits, frozenset(), "")


_Day = tuple[int, list[Counted]]
"""A day, as an ordinal, and contacts in a row that are of it."""


def _by_day(contacts: Iterable[Counted]) -> list[_Day]:
    """Return contacts in the order of time by their days; on a way westward the days go back, and are put in order."""
    days = _in_a_row(contacts)
    if all(before[0] < after[0] for before, after in pairwise(days)):
        return days
    return _in_a_row(
        sorted(chain.from_iterable(todays for _, todays in days), key=lambda one: one.contact.at.toordinal())
    )


def _in_a_row(contacts: Iterable[Counted]) -> list[_Day]:
    days: list[_Day] = []
    last = 0
    for one in contacts:
        on = one[0].at.toordinal()
        if on != last:
            todays: list[Counted] = []
            days.append((on, todays))
            last = on
        todays.append(one)
    return days


def _are_few(count: int, days: list[_Day], limits: Limits) -> bool:
    """Return whether no day can be too many, as all contacts together are no more than any day allows about one debt."""
    return all(count <= limits[on][1] for on, _ in days)


def _are_about_one(contacts: list[Counted]) -> bool:
    """Return whether all are about one and the same debt, so that there is nothing to spread."""
    debts = contacts[0].debts if contacts else NO_DEBT
    return len(debts) == 1 and all(one[1] == debts for one in contacts)


def _slide_about_one(days: list[_Day], limits: Limits, but: AbstractSet[int], also: str) -> Iterator[Over]:
    """Do what ``_slide`` does where all contacts are about one debt: all that stand in the window count."""
    ons: list[int] = []
    calls: list[Contact] = []
    outside: list[tuple[int, LeftOut]] = []
    begin = begin_out = 0
    debts = days[0][1][0].debts
    for on, todays in days:
        first, most = limits[on]
        while begin < len(ons) and ons[begin] < first:
            begin += 1
        while begin_out < len(outside) and outside[begin_out][0] < first:
            begin_out += 1
        excess: list[Contact] = []
        for contact, _, _, why in todays:
            if why and why != also:
                outside.append((on, LeftOut(contact.row, why)))
                continue
            ons.append(on)
            calls.append(contact)
            if len(calls) - begin > most:
                excess.append(contact)
        if excess and on not in but:
            left_out = [left for _, left in outside[begin_out:]]
            window = date.fromordinal(first), date.fromordinal(on)
            yield Over(excess, calls[begin:], left_out, window, debts, len(calls) - begin, most)


def _slide(days: list[_Day], limits: Limits, but: AbstractSet[int], also: str) -> Iterator[Over]:
    """Yield each day that makes the window that ends with it too many.

    Days in ``but`` are counted in windows and not yielded. Those left out for ``also`` are counted too. The window is what
    stands from ``begin`` on in the lists of those counted, and from ``begin_out`` on in the list of those left out.
    """
    ons: list[int] = []
    kinds: list[Kind] = []
    calls: list[Contact] = []
    outside: list[tuple[int, LeftOut]] = []
    begin = begin_out = 0
    tally = _Tally()
    for on, todays in days:
        first, most = limits[on]
        while begin < len(ons) and ons[begin] < first:
            tally.drop(kinds[begin])
            begin += 1
        while begin_out < len(outside) and outside[begin_out][0] < first:
            begin_out += 1
        excess: dict[Debts, list[Contact]] = {}
        for contact, debts, for_each, why in todays:
            if why and why != also:
                outside.append((on, LeftOut(contact.row, why)))
                continue
            kind = debts, for_each
            if kind not in tally.weights:
                tally.learn(kind, kinds[begin:])
            ons.append(on)
            kinds.append(kind)
            calls.append(contact)
            over = tally.add(kind, most)
            if over is not None:
                excess.setdefault(over, []).append(contact)
        if not excess or on in but:
            continue
        left_out = [left for _, left in outside[begin_out:]]
        window = date.fromordinal(first), date.fromordinal(on)
        for debts, too_many in excess.items():
            weight = tally.weights_on(debts)
            weights = list(map(weight.get, kinds[begin:], repeat(0)))
            counted = list(compress(calls[begin:], weights))
            yield Over(too_many, counted, left_out, window, debts, sum(weights), most * len(debts))


class _Tally:
    """Counts contacts by the debts they were about, and finds debts to which too many must be put down.

    ``_totals``: how many must be put down to each of ``_sets``, however the collector spreads those it may spread. ``weights``:
    the places in it that a contact of a kind adds to, how much, and how many debts the set has.
    """

    def __init__(self) -> None:
        self.weights: dict[Kind, list[tuple[int, int, int]]] = {}
        self._sets: list[Debts] = []
        self._totals: list[int] = []
        self._on: dict[Debts, dict[Kind, int]] = {}

    def learn(self, kind: Kind, window: list[Kind]) -> None:
        """Make the sets anew, as contacts of another kind than before will be counted; ``window``: what is counted now."""
        self.weights[kind] = []
        self._sets = self._all_sets()
        self._on = {}
        for known in self.weights:
            each = ((place, _weight(known, debts), len(debts)) for place, debts in enumerate(self._sets))
            self.weights[known] = [(place, weight, size) for place, weight, size in each if weight]
        self._totals = [sum(_weight(one, debts) for one in window) for debts in self._sets]

    def add(self, kind: Kind, most: int) -> Debts | None:
        """Count a contact; return the fewest debts that have more than ``most`` each, it among them; None where none have."""
        totals, over = self._totals, None
        for place, weight, size in self.weights[kind]:
            total = totals[place] = totals[place] + weight
            if total > most and over is None and total > most * size:
                over = self._sets[place]
        return over

    def drop(self, kind: Kind) -> None:
        """Count a contact no longer."""
        totals = self._totals
        for place, weight, _ in self.weights[kind]:
            totals[place] -= weight

    def weights_on(self, debts: Debts) -> dict[Kind, int]:
        """Return how many each kind of contact puts down to ``debts``; kinds that need put none down to them are left out."""
        found = self._on.get(debts)
        if found is None:
            each = ((kind, _weight(kind, debts)) for kind in self.weights)
            found = self._on[debts] = {kind: weight for kind, weight in each if weight}
        return found

    def _all_sets(self) -> list[Debts]:
        known = sorted(frozenset().union(*(debts for debts, _ in self.weights)))
        if len(known) <= MANY_DEBTS:
            sizes = range(1, len(known) + 1)
            return [frozenset(some) for size in sizes for some in combinations(known, size)]
        free = [debts for debts, for_each in self.weights if not for_each]
        whole = [frozenset({debt}) for debt in known] + free + [frozenset(known)]
        return sorted(set(whole), key=lambda debts: (len(debts), sorted(debts)))


def _weight(kind: Kind, debts: Debts) -> int:
    """Return how many a contact puts down to ``debts``: one for each it was about, or one where it was about no others."""
    about, for_each = kind
    return len(about & debts) if for_each else int(about <= debts)
