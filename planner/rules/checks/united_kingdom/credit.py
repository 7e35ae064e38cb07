"""Which contacts the FCA's consumer credit rules are about: those about credit, asked where a kind of debt may be exempt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import wraps

from planner.rules.facts import Contact, kind_of
from planner.rules.findings import Finding
from planner.rules.ground import Ground

CREDIT = frozenset("card credit-card overdraft consumer-loan online-loan payday".split())
"""Kinds of debt that are credit. Instalments, fee plans and what is bought now and paid later may be exempt from it: asked."""
NOT_CREDIT = frozenset("tax fine utility property-fee rent family mortgage".split())
"""Kinds of debt that CONC 7 is not about: debts that are no credit, and mortgages, which have a sourcebook of their own."""
IS_CREDIT = "uk.credit"


class OnCredit(Ground):
    """A rule on a log, as it binds by the debt too: CONC 7.1.1R, consumer credit lending and the collecting of such debts."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.rule, ground.index)
        self._is_credit: dict[tuple[str, Hashable], bool | None] = {}

    def binds(self, contact: Contact) -> bool:
        """Return whether the rule binds, or may bind, who made this contact about this debt, whatever its day."""
        return self._by_debt(contact) is not False and super().binds(contact)

    def open_questions(self, contact: Contact) -> tuple[str, ...]:
        """Return what must be known before the rule is sure to bind: who it is, and whether the debt is credit."""
        asked = super().open_questions(contact)
        return (*asked, IS_CREDIT) if self._by_debt(contact) is None else asked

    def _by_debt(self, contact: Contact) -> bool | None:
        key = contact.debt_kind, self.index.answered_for(contact)
        if key not in self._is_credit:
            kind = kind_of(contact)
            is_credit = kind in CREDIT or not kind  # what is not stated is not something else
            self._is_credit[key] = is_credit or (False if kind in NOT_CREDIT else self.answer(IS_CREDIT, contact))
        return self._is_credit[key]


def on_credit(check: Callable[[Ground], Iterable[Finding]]) -> Callable[[Ground], Iterator[Finding]]:
    """Have a check look at what is, or may be, about credit alone."""

    @wraps(check)
    def checked(g: Ground) -> Iterator[Finding]:
        yield from check(OnCredit(g))

    return checked
