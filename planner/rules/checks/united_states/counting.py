"""Counting contacts in windows of days: about which debts they were, and for how many of these each one counts."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import combinations, groupby
from operator import attrgetter
from typing import NamedTuple

from planner.rules.facts import Contact
from planner.rules.findings import LeftOut

MANY_DEBTS = 5
"""Up to so many debts of one collector every way of spreading contacts over them is looked at."""
NO_DEBT = frozenset({""})

_DAY = attrgetter("contact.day")

Debts = frozenset[str]
ByDay = Callable[[date], int]


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


def find_surely_or_maybe(
    contacts: Iterable[Counted], doubt: str, days: ByDay, most: ByDay
) -> Iterator[tuple[Over, bool]]:
    """Find days that are too many without contacts left out for ``doubt``, and then those that are only with them.

    Yields each with whether it is sure.
    """
    known = list(contacts)
    found: set[date] = set()
    for over in find_over(known, days, most):
        found.add(over.window[1])
        yield over, True
    if any(one.why == doubt for one in known):
        yield from ((over, False) for over in find_over(known, days, most, found, doubt))


def find_over(
    contacts: Iterable[Counted], days: ByDay, most: ByDay, but: AbstractSet[date] = frozenset(), also: str = ""
) -> Iterator[Over]:
    """Slide a window of ``days`` over contacts in the order of time; where one day makes it more than ``most``, yield it.

    Days in ``but`` are counted in windows and not yielded. Those left out for ``also`` are counted too.
    """
    window: deque[tuple[date, Counted]] = deque()
    outside: deque[tuple[date, LeftOut]] = deque()
    tally = _Tally()
    for day, todays in groupby(contacts, key=_DAY):
        first, limit = day - timedelta(days=days(day) - 1), most(day)
        while window and window[0][0] < first:
            tally.drop(window.popleft()[1])
        while outside and outside[0][0] < first:
            outside.popleft()
        excess: dict[Debts, list[Contact]] = {}
        for one in todays:
            if one.why and one.why != also:
                outside.append((day, LeftOut(one.contact.row, one.why)))
                continue
            window.append((day, one))
            tally.add(one)
            over = tally.over(one, limit) if day not in but else None
            if over:
                excess.setdefault(over, []).append(one.contact)
        left_out = [left for _, left in outside] if excess else []
        for debts, calls in excess.items():
            # put down to these debts, or to one of them
            apart, within = debts.isdisjoint, debts.issuperset
            inside = [one.contact for _, one in window if (not apart(one.debts) if one.for_each else within(one.debts))]
            yield Over(calls, inside, left_out, (first, day), debts, tally.count(debts), limit * len(debts))


class _Tally:
    """Counts contacts by the debts they were about, and finds debts to which too many must be put down.

    ``_totals``: how many must be put down to each of ``_sets``, however the collector spreads those it may spread. ``_weights``:
    the places in it that a contact adds to, and how much, by its debts and whether it counts for each.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[Debts, bool], int] = {}
        self._weights: dict[tuple[Debts, bool], list[tuple[int, int]]] = {}
        self._sets: list[Debts] = []
        self._totals: list[int] = []

    def add(self, one: Counted) -> None:
        """Count a contact."""
        key = one.debts, one.for_each
        if key not in self._numbers:
            self._numbers[key] = 0
            self._arrange()
        self._numbers[key] += 1
        totals = self._totals
        for place, weight in self._weights[key]:
            totals[place] += weight

    def drop(self, one: Counted) -> None:
        """Count a contact no longer."""
        key = one.debts, one.for_each
        self._numbers[key] -= 1
        totals = self._totals
        for place, weight in self._weights[key]:
            totals[place] -= weight

    def count(self, debts: Debts) -> int:
        """Return how many must be put down to ``debts``, one of the sets that were found over."""
        return self._totals[self._sets.index(debts)]

    def over(self, one: Counted, most: int) -> Debts | None:
        """Return the fewest debts that have more than ``most`` each, this contact among them; None where none have."""
        totals, sets = self._totals, self._sets
        for place, _ in self._weights[one.debts, one.for_each]:
            if totals[place] > most and totals[place] > most * len(sets[place]):
                return sets[place]
        return None

    def _arrange(self) -> None:
        """Make the sets anew: contacts about other debts than before are counted."""
        self._sets = self._all_sets()
        self._totals = [0] * len(self._sets)
        self._weights = {key: list(self._weights_of(*key)) for key in self._numbers}
        for key, number in self._numbers.items():
            for place, weight in self._weights[key]:
                self._totals[place] += number * weight

    def _weights_of(self, about: Debts, for_each: bool) -> Iterator[tuple[int, int]]:
        for place, debts in enumerate(self._sets):
            weight = len(about & debts) if for_each else int(about <= debts)
            if weight:
                yield place, weight

    def _all_sets(self) -> list[Debts]:
        known = sorted(frozenset().union(*(debts for debts, _ in self._numbers)))
        if len(known) <= MANY_DEBTS:
            sizes = range(1, len(known) + 1)
            return [frozenset(some) for size in sizes for some in combinations(known, size)]
        free = [debts for debts, for_each in self._numbers if not for_each]
        whole = [frozenset({debt}) for debt in known] + free + [frozenset(known)]
        return sorted(set(whole), key=lambda debts: (len(debts), sorted(debts)))
