"""What kind of debt a contact was about, taken from the list of debts where the log itself does not say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from planner.rules.facts import Contact

SAYS_NOTHING = frozenset({"", "other"})
"""Kinds that settle no question of the rules: what is on paper may be anything."""


def kinds_by_name(debts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the kind of each debt by its name; a name that debts of different kinds share has none."""
    found: dict[str, str] = {}
    for name, kind in debts:
        key = _key(name)
        found[key] = kind if found.get(key, kind) == kind else ""
    return found


def with_kind(contact: Contact, kinds: Mapping[str, str]) -> Contact:
    """Return ``contact`` with the kind of the debts it names; as it is where they differ, are unknown, or it says itself."""
    if contact.debt_kind or not contact.debts or not kinds:
        return contact
    kind = kind_of(contact.debts, kinds)
    return contact._replace(debt_kind=kind) if kind else contact


def kind_of(names: Iterable[str], kinds: Mapping[str, str]) -> str:
    """Return the kind that these debts have on the list; "" where they differ, are unknown, or it settles nothing."""
    named = {kinds.get(_key(name), "") for name in names}
    kind = next(iter(named)) if len(named) == 1 else ""
    return "" if kind in SAYS_NOTHING else kind


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
