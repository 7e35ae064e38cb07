"""A promise beside the budget, before it is made: what is left each month for it, and a word where it asks for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import Text
from planner.money import BadValue, parse_money
from planner.services.budget import BudgetBook
from planner.services.offers import OfferBook

if TYPE_CHECKING:
    from planner.services.household import Household


class Room(NamedTuple):
    """What the budget leaves for a promise this month, minor units of ``currency``; ``taken``: what open offers took before."""

    left: int
    currency: str
    taken: int = 0

    def word_on(self, amount: str, currency: str, show: Callable[[int, str], str]) -> Text | None:
        """Return what to say of a promised ``amount``, as typed; None where the budget holds it, or nothing can be said."""
        try:
            if currency != self.currency or parse_money(amount, currency) <= self.left:
                return None
        except BadValue:
            return None  # said beside its field
        blanks = {"left": show(self.left, self.currency)}
        return Text(
            "This is more than the {left} that your budget leaves a month. A smaller promise that is kept counts for you.",
            blanks,
        )


def room_for(household: Household, currency: str, debt: str = "") -> Room | None:
    """Return the room that the budget and the open offers on other debts leave; None without a budget."""
    budget = BudgetBook(household, currency).read()
    if budget.row is None:
        return None
    taken = sum(
        offer.agreed
        for offer in OfferBook(household).all()
        if offer.is_open and offer.debt != debt and offer.currency == budget.currency
    )
    return Room(max(0, budget.result.for_debts - taken), budget.currency, taken)
