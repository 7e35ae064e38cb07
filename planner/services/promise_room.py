"""A promise beside the budget, before it is made: what is left each month for it, and a word where it asks for more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import Text
from planner.money import BadValue, parse_money
from planner.services.budget import BudgetBook
from planner.services.offers import OfferBook
from planner.services.promises import MINE, Promise

if TYPE_CHECKING:
    from planner.services.household import Household


class Room(NamedTuple):
    """What the budget leaves a month for a promise, minor units of ``currency``.

    ``taken``: what open offers, and in a named month open promises, took before; ``offered``: the offers, by their debt.
    """

    left: int
    currency: str
    taken: int = 0
    offered: tuple[tuple[str, int], ...] = ()

    def in_month(self, day: date, promises: Iterable[Promise]) -> Room:
        """Return the room in the month of ``day``: less the open promises of it, as far as an offer does not hold them yet."""
        promised = Counter[str]()
        for one in promises:
            is_of_it = (one.due_on.year, one.due_on.month) == (day.year, day.month)
            if one.whose == MINE and not one.ended and is_of_it and one.amount and one.currency == self.currency:
                promised[one.debt] += one.amount
        offered = dict(self.offered)
        more = sum(max(0, amount - offered.get(debt, 0)) for debt, amount in promised.items())
        return self._replace(left=max(0, self.left - more), taken=self.taken + more)

    def word_on(self, amount: str, currency: str, show: Callable[[int, str], str]) -> Text | None:
        """Return what to say of a promised ``amount``, as typed; None where the budget holds it, or nothing can be said."""
        try:
            if currency != self.currency or parse_money(amount, currency) <= self.left:
                return None
        except BadValue:
            return None  # said beside its field
        blanks = {"left": show(self.left, self.currency)}
        return Text(
            "This is more than the {left} that your budget leaves for it. A smaller promise that is kept counts for you.",
            blanks,
        )


def room_for(household: Household, currency: str, debt: str = "") -> Room | None:
    """Return the room that the budget and the open offers on other debts leave; None without a budget."""
    budget = BudgetBook(household, currency).read()
    if budget.row is None:
        return None
    offered = Counter[str]()
    for offer in OfferBook(household).all():
        if offer.is_open and offer.debt != debt and offer.currency == budget.currency:
            offered[offer.debt] += offer.agreed
    taken = offered.total()
    return Room(max(0, budget.result.for_debts - taken), budget.currency, taken, tuple(offered.items()))
