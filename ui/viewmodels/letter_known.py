"""What would be wrong in a letter: a sum above the budget, a day that is past; and what is said in its other language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.dates import parse_day
from planner.errors import Text
from planner.letters.catalogue import Letter
from planner.money import BadValue, parse_money
from planner.services.budget import BudgetBook
from planner.services.household import DebtEntry
from planner.services.offers import OfferBook
from ui.viewmodels.session import Session

_TO_COME = ("answer_by", "offer.first_on", "promise.due_on")
_OFFERED = "offer.amount"


def faults_of(session: Session, letter: Letter, values: Mapping[str, Any], debt: DebtEntry | None) -> dict[str, Text]:
    """Return what the letter's own check cannot know: an offer above what is left each month, an answer asked for yesterday."""
    found: dict[str, Text] = {}
    for field in letter.fields:
        said = values.get(field.id, "")
        if not isinstance(said, str) or not said.strip():
            continue
        try:
            if field.kind == "day" and field.filled_from in _TO_COME and parse_day(said) < session.today:
                found[field.id] = Text("is past; choose a day that is still to come")
            elif field.kind == "money" and field.filled_from == _OFFERED and debt is not None:
                fault = _over(session, debt, parse_money(said, debt.currency))
                if fault is not None:
                    found[field.id] = fault
        except BadValue:
            continue  # said by the letter's own check
    return found


def own_words(
    letter: Letter, given: Mapping[str, Any], filled: Callable[[str], Mapping[str, Any]], language: str
) -> dict[str, dict[str, Any]]:
    """Return, for each other language of the letter, what it says of blanks that were left as ``filled`` in ``language``."""
    here = filled(language)
    same = [name for name, value in given.items() if name in here and _plain(here[name]) == _plain(value)]
    others = (one for one in letter.languages if one != language)
    return {one: {name: value for name, value in filled(one).items() if name in same} for one in others}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else [list(row) for row in value]


def _over(session: Session, debt: DebtEntry, amount: int) -> Text | None:
    budget = BudgetBook(session.household, session.currency).read()
    if budget.row is None or budget.currency != debt.currency:
        return None
    held = OfferBook(session.household).holds(debt, amount, budget)
    if not held.missing:
        return None
    blanks = {"left": session.money(held.share, debt.currency)}
    return Text("is more than the {left} that your budget and your open offers leave", blanks)
