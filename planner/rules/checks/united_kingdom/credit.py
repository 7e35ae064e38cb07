"""Which contacts the FCA's consumer credit rules can be about: those about credit, as far as the log says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.rules.facts import Contact

NOT_CREDIT = frozenset("tax fine utility property-fee rent family mortgage student bnpl".split())
"""Kinds of debt that CONC 7 is not, or not surely, about: debts that are no credit, mortgages (MCOB), exempt credit."""


def is_credit(contact: Contact) -> bool:
    """Return whether nothing in the log says that the debt is not regulated credit; CONC 7.1.1R."""
    kind = contact.debt_kind
    return not kind or kind.lower().replace("_", "-") not in NOT_CREDIT


def about_credit(contacts: Iterable[Contact]) -> Iterator[Contact]:
    """Yield the contacts that can be about credit."""
    return (contact for contact in contacts if is_credit(contact))
