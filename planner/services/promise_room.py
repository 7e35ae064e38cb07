"""A promise beside the budget, before it is made: what is left each month for it, and a word where it asks for more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import Text
from planner.money import BadValue, parse_money
from planner.services.budget import BudgetBook
from planner.services.offers import OfferBook, agreed_in
from planner.services.promises import MINE, Promise

if TYPE_CHECKING:
    from planner.services.household import Household


class Room(NamedTuple):
    """What the budget leaves a month for a promise, minor units of ``currency``.

    ``taken``: what open offers, and in a named month open promises, took before; ``offered``: the offers, by their debt;
    ``least``: the least payment of each debt, 0 where the budget does not have to find one; ``others``: what those on other debts than the
    promised one ask of ``left`` in a named month; ``debt``: the promised one, empty where none is named.
    """

    left: int
    currency: str
    taken: int = 0
    offered: tuple[tuple[str, int], ...] = ()
    least: tuple[tuple[str, int], ...] = ()
    others: int = 0
    debt: str = ""

    def in_month(self, day: date, promises: Iterable[Promise], debt: str = "") -> Room:
        """Return the room for a promise on ``debt`` in the month of ``day``.

        Less the open promises of it, as far as an offer does not hold them yet. A least payment that an offer or a promise
        pays is not counted again.
        """
        promised = Counter[str]()
        for one in promises:
            is_of_it = (one.due_on.year, one.due_on.month) == (day.year, day.month)
            if one.whose == MINE and not one.ended and is_of_it and one.amount and one.currency == self.currency:
                promised[one.debt] += one.amount
        offered = dict(self.offered)
        more = sum(max(0, amount - offered.get(debt, 0)) for debt, amount in promised.items())
        asked = (
            max(0, least - max(offered.get(name, 0), promised[name])) for name, least in self.least if name != debt
        )
        is_known = any(name == debt for name, _ in self.least)
        return self._replace(
            left=max(0, self.left - more),
            taken=self.taken + more,
            others=sum(asked),
            debt=debt if is_known else "",
        )

    def word_on(self, amount: str, currency: str, show: Callable[[int, str], str]) -> Text | None:
        """Return what to say of a promised ``amount``, as typed; None where the budget holds it, or nothing can be said."""
        try:
            asked = parse_money(amount, currency)
        except BadValue:
            return None  # said beside its field
        beside = self.left - self.others
        if currency != self.currency or asked <= beside:
            return None
        if asked > self.left:
            return Text(
                "This is more than the {left} that your budget leaves for it. A smaller promise that is kept counts for you.",
                {"left": show(self.left, self.currency)},
            )
        if not self.debt:  # it may be one of those least payments
            return None
        return Text(
            "Your budget has this, but {missing} would then be missing for the least payments on your other debts. A smaller promise that is kept counts for you.",
            {"missing": show(asked - max(0, beside), self.currency)},
        )


def room_for(household: Household, currency: str, today: date, debt: str = "") -> Room | None:
    """Return the room that the budget and the open offers on other debts leave; None without a budget."""
    from planner.services.household_plan import least_due

    budget = BudgetBook(household, currency).read()
    if budget.row is None:
        return None
    offered = Counter[str]()
    for offer in OfferBook(household).all():
        if offer.is_open and offer.debt != debt and offer.currency == budget.currency:
            offered[offer.debt] += offer.agreed
    taken = offered.total()
    agreed = {line.debt for line, _ in agreed_in(budget)}
    least = []
    for one in household.debts():
        counts = one.currency == budget.currency and not one.is_apart and one.name not in agreed
        due = least_due(one, today) if counts else None
        least.append((one.name, min(due or 0, one.balance or 0)))
    return Room(max(0, budget.result.for_debts - taken), budget.currency, taken, tuple(offered.items()), tuple(least))
