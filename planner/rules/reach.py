"""Which debts a rule is about at all: a log without the contacts about kinds of debt that its law does not speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from weakref import WeakKeyDictionary

from planner.rules.facts import Contact, kind_of, kind_word
from planner.rules.index import Index

_WITHOUT: WeakKeyDictionary[Index, dict[frozenset[str], Index | None]] = WeakKeyDictionary()


def without(index: Index, kinds: frozenset[str]) -> Index:
    """Return a log without the contacts that are about ``kinds`` of debt alone; itself where there are none.

    The kind that one contact names for a debt holds for all about that debt, unless another names a different one. A debt of
    which no kind is known stays.
    """
    if not kinds:
        return index
    known = _WITHOUT.setdefault(index, {})
    if kinds not in known:
        known[kinds] = _without(index, kinds)
    return known[kinds] or index


def _without(index: Index, kinds: frozenset[str]) -> Index | None:
    contacts = index.log.contacts
    if kinds.isdisjoint(map(kind_word, set(map(attrgetter("debt_kind"), contacts)))):
        return None
    never = _debts_of(contacts, kinds)
    left = (one for one in contacts if not _is_about(one, kinds, never))
    return Index(index.log._replace(contacts=tuple(left)))


def _debts_of(contacts: Iterable[Contact], kinds: frozenset[str]) -> set[str]:
    """Return the debts that are of these kinds, and are said to be of no other."""
    named: dict[str, set[str]] = defaultdict(set)
    for contact in contacts:
        if contact.debt_kind:
            for debt in contact.debts:
                named[debt].add(kind_of(contact))
    return {debt for debt, said in named.items() if said <= kinds}


def _is_about(contact: Contact, kinds: frozenset[str], never: set[str]) -> bool:
    """Return whether a contact is about debts of these kinds alone."""
    return never.issuperset(contact.debts) if contact.debts else kind_of(contact) in kinds
