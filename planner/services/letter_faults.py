"""What would be wrong in a letter that its own check cannot know: a sum above the budget, a day that is past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.dates import parse_day
from planner.errors import Text
from planner.letters.catalogue import Letter
from planner.model.entry import DebtEntry
from planner.money import BadValue, parse_money
from planner.services.budget import BudgetBook
from planner.services.offers import OfferBook, is_token

if TYPE_CHECKING:
    from planner.services.household import Household

_TO_COME = ("answer_by", "offer.first_on", "promise.due_on")
_OFFERED = "offer.amount"


def faults_of(
    household: Household,
    letter: Letter,
    values: Mapping[str, Any],
    debt: DebtEntry | None,
    *,
    currency: str,
    today: date,
    show: Callable[[int, str], str],
) -> dict[str, Text]:
    """Return what is wrong, by blank: an offer above what is left each month, an answer asked for yesterday.

    ``currency``: of the budget; ``show``: an amount in minor units and its currency, as it is read.
    """
    found: dict[str, Text] = {}
    for field in letter.fields:
        said = values.get(field.id, "")
        if not isinstance(said, str) or not said.strip():
            continue
        try:
            if field.kind == "day" and field.filled_from in _TO_COME and parse_day(said) < today:
                found[field.id] = Text("is past; choose a day that is still to come")
            elif field.kind == "money" and field.filled_from == _OFFERED and debt is not None:
                fault = _over(household, debt, parse_money(said, debt.currency), currency, show)
                if fault is not None:
                    found[field.id] = fault
        except BadValue:
            continue  # said by the letter's own check
    return found


def _over(
    household: Household, debt: DebtEntry, amount: int, currency: str, show: Callable[[int, str], str]
) -> Text | None:
    budget = BudgetBook(household, currency).read()
    if budget.row is None or budget.currency != debt.currency or is_token(amount, debt.currency):
        return None
    held = OfferBook(household).holds(debt, amount, budget)
    if not held.missing:
        return None
    blanks = {"left": show(held.share, debt.currency)}
    return Text("is more than the {left} that your budget and your open offers leave", blanks)
