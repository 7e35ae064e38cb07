"""Who is bound in mainland China, asked before any other rule: it hangs on the debt and on the lender behind an agency.

law.md A.0: the standard GB/T 45251 is for online personal consumer credit, the guideline of the bank association for cards and
personal loans of its members, the card measures for cards, the other departmental rules for one kind of lender each. An
agency is bound as its principal. Private and unlicensed lenders are bound by none of these, but by the laws that bind all.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from planner.rules.facts import Contact, kind_of
from planner.rules.findings import Finding
from planner.rules.ground import Ground

AGENTS = frozenset({"agency", "law-firm", "online-platform"})
"""Who collects for a lender and is bound as that lender is."""

CARD = frozenset({"card", "credit-card", "信用卡"})
ONLINE = frozenset({"online-loan", "online-consumer-credit", "online-credit", "网贷", "网络贷款", "网络消费信贷"})
"""Surely taken online; a payday loan or one to buy now and pay later may have been made in a shop: asked."""
MICROLOAN = frozenset({"microloan", "小额贷款", "小贷"})
NO_CARD = frozenset({"consumer-loan", "equal-principal", "interest-only"})
"""Loans that are no card; instalments, fee plans and overdrafts may hang on one: asked."""
BY_REFERENCE = frozenset({"mortgage", "student", "房贷", "助学贷款"})
NO_CREDIT = frozenset({"family", "tax", "fine", "utility", "property-fee", "rent", "亲友借款", "物业费", "房租"})
"""Debts that no licensed lender made: none of the rules for lenders looks at them."""

_reach = attrgetter("role", "debt_kind", "debts", "principal")
"""What of a contact decides whether a rule reaches it."""

LICENSED = "cn.licensed-lender"
BEHIND = {
    "bank": "cn.bank-behind",
    "consumer-finance-co": "cn.cfc-behind",
    "microloan-co": "cn.microloan-behind",
}
"""The question whether the lender behind an agency is of a kind."""


class Scope(NamedTuple):
    """What a set of rules reaches. ``kinds``: kinds of debt surely in it (None: any); ``never``: surely not.

    ``by_reference``: reached only by reference, so never more than worth checking. ``lenders``: whose agents are bound;
    ``lender_kinds``: kinds of debt that only those lenders make. The questions are asked where the log does not say.
    """

    kinds: frozenset[str] | None = None
    never: frozenset[str] = NO_CREDIT
    kind_question: str = ""
    by_reference: frozenset[str] = frozenset()
    lenders: frozenset[str] = frozenset()
    lender_kinds: frozenset[str] = frozenset()
    lender_question: str = ""


ONLINE_CREDIT = Scope(
    kinds=ONLINE,
    never=NO_CREDIT | CARD | BY_REFERENCE,
    kind_question="cn.online-credit",
    lenders=frozenset({"bank", "consumer-finance-co", "microloan-co"}),
)
NIFA_GUIDE = Scope(
    kinds=ONLINE | CARD,
    kind_question="cn.online-credit",
    lenders=frozenset({"bank", "consumer-finance-co", "microloan-co"}),
)
MEMBERS = Scope(
    never=NO_CREDIT | MICROLOAN, by_reference=BY_REFERENCE, lenders=frozenset({"bank", "consumer-finance-co"})
)
CARDS = Scope(
    kinds=CARD,
    never=NO_CREDIT | ONLINE | MICROLOAN | NO_CARD | BY_REFERENCE,
    kind_question="cn.card-debt",
    lenders=frozenset({"bank"}),
)
BANKS = Scope(
    never=NO_CREDIT | MICROLOAN, lenders=frozenset({"bank"}), lender_kinds=CARD, lender_question="cn.bank-behind"
)
MICROLOANS = Scope(
    never=NO_CREDIT | CARD | BY_REFERENCE,
    lenders=frozenset({"microloan-co"}),
    lender_kinds=MICROLOAN,
    lender_question="cn.microloan-behind",
)
CONSUMER_FINANCE = Scope(
    never=NO_CREDIT | CARD | MICROLOAN | BY_REFERENCE,
    lenders=frozenset({"consumer-finance-co"}),
    lender_question="cn.cfc-behind",
)


class Scoped(Ground):
    """A rule on a log, as it binds by the debt and by the lender behind an agency too."""

    def __init__(self, ground: Ground, scope: Scope) -> None:
        super().__init__(ground.rule, ground.index)
        self.scope = scope
        self._bound: dict[tuple[Hashable, ...], bool] = {}
        self._asked: dict[tuple[Hashable, ...], tuple[str, ...]] = {}

    def binds(self, contact: Contact) -> bool:
        """Return whether the rule binds, or may bind, who made this contact about this debt, whatever its day."""
        key = (*_reach(contact), self.index.answered_for(contact))
        known = self._bound.get(key)
        if known is None:
            reached = self._by_debt(contact) is not False and self._by_lender(contact) is not False
            known = self._bound[key] = reached and super().binds(contact)
        return known

    def open_questions(self, contact: Contact) -> tuple[str, ...]:
        """Return what must be known before the rule is sure to bind: who it is, the kind of debt, the lender behind."""
        key = (bool(contact.collector), *_reach(contact), self.index.answered_for(contact))
        known = self._asked.get(key)
        if known is None:
            by_debt = (self.scope.kind_question,) if self._by_debt(contact) is None else ()
            by_lender = (self.scope.lender_question,) if self._by_lender(contact) is None else ()
            known = self._asked[key] = tuple(dict.fromkeys((*super().open_questions(contact), *by_debt, *by_lender)))
        return known

    def found(self, contacts: Sequence[Contact], *, sure: bool = True, **how: Any) -> Finding:
        """Return a finding; a debt that the rule reaches only by reference is never more than worth checking."""
        by_reference = self.scope.by_reference
        direct = not (by_reference and any(kind_of(contact) in by_reference for contact in contacts))
        every = (*contacts, *how.get("counted", ()))
        asked = dict.fromkeys(question for one in every for question in self.open_questions(one))
        return super().found(contacts, sure=sure and direct, **how | {"ask": (*how.get("ask", ()), *asked)})

    def _by_debt(self, contact: Contact) -> bool | None:
        scope, kind = self.scope, kind_of(contact)
        if kind in scope.never:
            return False
        if scope.kinds is None or kind in scope.kinds:
            return True
        return self.answer(scope.kind_question, contact)

    def _by_lender(self, contact: Contact) -> bool | None:
        scope = self.scope
        if contact.role not in AGENTS or not scope.lenders:
            return True
        known = self.index.lenders_of(contact)
        if known:
            return bool(known & scope.lenders)
        behind = LICENSED if len(scope.lenders) > 1 else BEHIND[next(iter(scope.lenders))]
        answer = self.answer(behind, contact)
        if answer is None and (not scope.lender_question or kind_of(contact) in scope.lender_kinds):
            return True
        return answer
