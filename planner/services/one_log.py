"""What is one in a log, however it was written: a name, a number, a debt with its kind, and a contact that stands there twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain
from operator import itemgetter
from typing import Any

from planner.imports.numbers import Numbers
from planner.rules.facts import EVENTS, RECIPIENTS, Answer, Contact, Event, Log
from planner.rules.findings import Finding, LeftOut
from planner.services.debt_kinds import SAYS_NOTHING
from planner.services.log_words import plain

DUPLICATE = "duplicate"
PLACES = ("home", "work")
_WRITTEN = itemgetter(*map(Contact._fields.index, ("collector", "principal", "number", "dialed", "debts", "debt_kind")))
_GAP = re.compile(r"(?<!\d)\s+|\s+(?!\d)")


def name_key(name: str) -> str:
    """Return what every way of writing a name has in common: no capitals, no blanks but between two digits."""
    return _GAP.sub("", plain(name).casefold())


class _Firsts:
    """Gives for every way of writing the first one."""

    def __init__(self, key: Callable[[str], str], known: Iterable[str] = ()) -> None:
        self._key, self._first, self._seen = key, dict[str, str](), {"": ""}
        for one in known:
            self(one)

    def __call__(self, said: str) -> str:
        first = self._seen.get(said)
        if first is None:
            first = self._seen[said] = self._first.setdefault(self._key(said), said)
        return first


class Spelling:
    """The names and numbers of a log as they were first written, and the kinds of its debts.

    Telephone numbers are one by ``Numbers``: by all their digits, or with up to three digits more in front, where the longer
    is written with the code of its country or the shorter has ten digits at least.
    """

    def __init__(self, log: Log) -> None:
        self._name, self._debt = _Firsts(name_key), _Firsts(name_key)
        self._number = _Firsts(Numbers().key)
        self._reached = _Firsts(Numbers().key, (*PLACES, *RECIPIENTS))
        self._debts: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        self._said = Counter[tuple[str, str]]()
        self._named: frozenset[str] = frozenset()
        self._changes: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._kind = self._kinds_of(log.contacts)

    def contact(self, one: Contact) -> Contact:
        """Return a contact as it is spelled first; where it does not say of what kind its debts are, what others say of them."""
        written = _WRITTEN(one)
        if written not in self._changes:
            self._changes[written] = self._changed(one)
        changes = self._changes[written]
        return one._replace(**changes) if changes else one

    def _changed(self, one: Contact) -> dict[str, Any]:
        debts = self._spelled(one.debts)
        now = {
            "collector": self._name(one.collector),
            "principal": self._name(one.principal),
            "number": self._number(one.number),
            "dialed": self._reached(one.dialed),
            "debts": debts,
            "debt_kind": one.debt_kind or self._kind_of(debts),
        }
        return {part: value for part, value in now.items() if value != getattr(one, part)}

    def event(self, one: Event) -> Event:
        """Return a dated fact as it is spelled first: a place or a person in it may be a number that was reached."""
        value = self._reached(one.value) if EVENTS.get(one.kind) == "text" else one.value
        return one._replace(collector=self._name(one.collector), debt=self._debt(one.debt), value=value)

    def answer(self, one: Answer) -> Answer:
        """Return an answer as it is spelled first."""
        debts = None if one.debts is None else self._spelled(one.debts)
        return one._replace(collector=self._name(one.collector), debts=debts)

    def _spelled(self, debts: tuple[str, ...]) -> tuple[str, ...]:
        found = self._debts.get(debts)
        if found is None:
            found = self._debts[debts] = tuple(dict.fromkeys(map(self._debt, debts)))
        return found

    def _kinds_of(self, contacts: Sequence[Contact]) -> dict[str, str]:
        """Return of what kind each debt is by the contacts about it alone; "" where they differ."""
        found: dict[str, str] = {}
        said = Counter((one.debts[0], one.debt_kind) for one in contacts if one.debt_kind and len(one.debts) == 1)
        for (name, kind), times in said.items():
            if kind not in SAYS_NOTHING:
                debt = self._debt(name)
                found[debt] = kind if found.get(debt, kind) == kind else ""
                self._said[(debt, kind)] += times
        return found

    def contacts(self, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
        """Return the contacts of the log as they are spelled first."""
        spelled = tuple(map(self.contact, contacts))
        self._named = frozenset(chain.from_iterable(self._debts.values()))
        return spelled

    def keeps_kinds(self, one: Contact, was: Contact | None) -> bool:
        """Return whether with a contact the kinds of the debts of others stay as they are. ``was``: it as it is spelled in the log."""
        says = _says(one, self._spelled(one.debts))
        said = was and _says(was, was.debts)
        if said and said != says and self._said[said] == 1:
            return False
        return says is None or says[0] not in self._named or self._kind.get(says[0]) in (says[1], "")

    def _kind_of(self, debts: tuple[str, ...]) -> str:
        named = {self._kind.get(debt, "") for debt in debts}
        return named.pop() if len(named) == 1 else ""


def _says(one: Contact, debts: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the debt that a contact is about alone, with the kind it gives it; None where it gives none."""
    return (debts[0], one.debt_kind) if len(debts) == 1 and one.debt_kind not in SAYS_NOTHING else None


def in_one_spelling(log: Log) -> tuple[Log, Spelling]:
    """Return a log in which every name and number has one spelling, and that spelling, for what is put beside the log."""
    spelling = Spelling(log)
    contacts, events = spelling.contacts(log.contacts), tuple(map(spelling.event, log.events))
    answers = tuple(map(spelling.answer, log.answers))
    return log._replace(contacts=contacts, events=events, answers=answers), spelling


Twice = tuple[tuple[int, int], ...]
"""Rows that repeat another one, each with that one."""


def set_aside_twice(
    contacts: Iterable[Contact], is_same: Callable[[int, int], bool]
) -> tuple[tuple[Contact, ...], Twice]:
    """Return the contacts without those that say the same as one before them, and these, each with the row that it repeats.

    ``is_same``: whether two rows are the same in what a contact does not hold too. Contacts of which only the day is known may
    be alike and two.
    """
    kept: list[Contact] = []
    twice: list[tuple[int, int]] = []
    first: dict[datetime, Contact] = {}
    more: dict[datetime, list[Contact]] = defaultdict(list)
    for one in contacts:
        before = first.setdefault(one.at, one)
        if before is not one and one.precision != "day":
            at_once = (before, *more[one.at])
            same = next((other.row for other in at_once if _is_alike(other, one) and is_same(other.row, one.row)), None)
            if same is not None:
                twice.append((one.row, same))
                continue
            more[one.at].append(one)
        kept.append(one)
    return tuple(kept), tuple(twice)


def _is_alike(one: Contact, other: Contact) -> bool:
    """Return whether two contacts say the same, what the clock showed too: the same instant on two clocks is said twice."""
    return one == other._replace(row=one.row) and one.at.utcoffset() == other.at.utcoffset()


def with_twice(findings: Iterable[Finding], twice: Sequence[tuple[int, int]]) -> tuple[Finding, ...]:
    """Return findings that say which rows were not counted, as they repeat one that was."""
    return tuple(
        one._replace(left_out=(*one.left_out, *(LeftOut(row, DUPLICATE) for row, same in twice if same in one.counted)))
        if one.counted and twice
        else one
        for one in findings
    )
