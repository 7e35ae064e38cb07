"""Counting contacts in windows of days: about which debts they were, and for how many of these each one counts."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import combinations, groupby
from typing import NamedTuple

from planner.rules.facts import Contact
from planner.rules.findings import LeftOut

MANY_DEBTS = 5
"""Up to so many debts of one collector every way of spreading contacts over them is looked at."""
NO_DEBT = frozenset({""})

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
        counted = (one._replace(why="") if one.why == doubt else one for one in known)
        yield from ((over, False) for over in find_over(counted, days, most, found))


def find_over(
    contacts: Iterable[Counted], days: ByDay, most: ByDay, but: AbstractSet[date] = frozenset()
) -> Iterator[Over]:
    """Slide a window of ``days`` over contacts in the order of time; where one day makes it more than ``most``, yield it.

    Days in ``but`` are counted in windows and not yielded.
    """
    window: deque[tuple[date, Counted]] = deque()
    outside: deque[tuple[date, LeftOut]] = deque()
    tally = _Tally()
    for day, todays in groupby(contacts, key=lambda one: one.contact.day):
        first, limit = day - timedelta(days=days(day) - 1), most(day)
        while window and window[0][0] < first:
            tally.drop(window.popleft()[1])
        while outside and outside[0][0] < first:
            outside.popleft()
        excess: dict[Debts, list[Contact]] = {}
        for one in todays:
            if one.why:
                outside.append((day, LeftOut(one.contact.row, one.why)))
                continue
            window.append((day, one))
            tally.add(one)
            over = tally.over(one, limit) if day not in but else None
            if over:
                excess.setdefault(over, []).append(one.contact)
        for debts, calls in excess.items():
            inside = [one.contact for _, one in window if _belongs(one, debts)]
            left_out = [left for _, left in outside]
            yield Over(calls, inside, left_out, (first, day), debts, tally.count(debts), limit * len(debts))


def _belongs(one: Counted, debts: Debts) -> bool:
    """Whether a contact must be put down to ``debts``, or to one of them."""
    return bool(one.debts & debts) if one.for_each else one.debts <= debts


class _Tally:
    """Counts contacts by the debts they were about, and finds debts to which too many must be put down."""

    def __init__(self) -> None:
        self._for_each: Counter[Debts] = Counter()
        self._for_one: Counter[Debts] = Counter()
        self._sets: list[Debts] = []

    def add(self, one: Counted) -> None:
        """Count a contact."""
        counter = self._for_each if one.for_each else self._for_one
        counter[one.debts] += 1
        if counter[one.debts] == 1:
            self._sets = self._all_sets()

    def drop(self, one: Counted) -> None:
        """Count a contact no longer."""
        counter = self._for_each if one.for_each else self._for_one
        counter[one.debts] -= 1

    def count(self, debts: Debts) -> int:
        """Return how many must be put down to ``debts``, however the collector spreads those it may spread."""
        total = 0
        for about, number in self._for_each.items():
            total += number if about == debts else number * len(about & debts)
        for about, number in self._for_one.items():
            if about <= debts:
                total += number
        return total

    def over(self, one: Counted, most: int) -> Debts | None:
        """Return the fewest debts that have more than ``most`` each, this contact among them; None where none have."""
        for debts in self._sets:
            if self.count(debts) > most * len(debts) and _belongs(one, debts):
                return debts
        return None

    def _all_sets(self) -> list[Debts]:
        known = sorted(frozenset().union(*self._for_each, *self._for_one))
        if len(known) <= MANY_DEBTS:
            sizes = range(1, len(known) + 1)
            return [frozenset(some) for size in sizes for some in combinations(known, size)]
        whole = [frozenset({debt}) for debt in known] + list(self._for_one) + [frozenset(known)]
        return sorted(set(whole), key=lambda debts: (len(debts), sorted(debts)))
