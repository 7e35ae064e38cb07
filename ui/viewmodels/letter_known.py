"""What a letter may draw on, and what would be wrong in it: a sum above the budget, a day that is past."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.dates import parse_day
from planner.errors import Text
from planner.letters.catalogue import Letter
from planner.money import BadValue, parse_money
from planner.services.budget import BudgetBook
from planner.services.household import DebtEntry
from planner.services.letter_facts import Known, paper_to_answer
from planner.services.log_entries import NoSuchEntry
from planner.services.offers import Offer, OfferBook
from planner.services.promises import next_of
from ui.viewmodels.session import Session

_TO_COME = ("answer_by", "offer.first_on", "promise.due_on")
_OFFERED = "offer.amount"


def known_of(session: Session, debt: DebtEntry | None, offer: int | None, currency: str) -> Known:
    """Return all that a letter about ``debt`` may say."""
    household = session.household
    collector = debt.holders[-1].name if debt is not None and debt.holders else None
    return Known(
        session.settings,
        session.today,
        debt,
        _offer(session, debt, offer),
        BudgetBook(household, currency).read(),
        session.contact_log.rows(collector=collector) if collector else session.contact_log.rows(),
        promise=next_of(session.promises, debt.name, session.today) if debt is not None else None,
        payment=next((one for one in session.payments if debt is not None and one.debt_id == debt.id), None),
        paper=paper_to_answer([paper for paper in session.papers if paper.row is not None], session.today),
    )


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


def _offer(session: Session, debt: DebtEntry | None, offer: int | None) -> Offer | None:
    book = OfferBook(session.household)
    if offer is not None:
        try:
            return book.find(str(offer))
        except NoSuchEntry:
            return None
    offers = [one for one in book.of_debt(debt.name) if one.is_open] if debt is not None else []
    return offers[-1] if offers else None


def _over(session: Session, debt: DebtEntry, amount: int) -> Text | None:
    budget = BudgetBook(session.household, session.currency).read()
    if budget.row is None or budget.currency != debt.currency:
        return None
    held = OfferBook(session.household).holds(debt, amount, budget)
    if not held.missing:
        return None
    blanks = {"left": session.money(held.share, debt.currency)}
    return Text("is more than the {left} that your budget and your open offers leave", blanks)
