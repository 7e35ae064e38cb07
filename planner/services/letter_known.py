"""All that a letter about a debt may draw on, read from an open household; the log only for a letter that speaks of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planner.letters.catalogue import Letter
from planner.model.entry import DebtEntry
from planner.services.budget import BudgetBook
from planner.services.contacts import ContactLog
from planner.services.letter_facts import Known, paper_to_answer
from planner.services.log_entries import NoSuchEntry
from planner.services.offers import Offer, OfferBook
from planner.services.papers import Papers
from planner.services.promises import Promises, next_of

if TYPE_CHECKING:
    from planner.services.household import Household


def known_for(
    household: Household, letter: Letter, debt: DebtEntry | None, currency: str, today: date, offer: int | None = None
) -> Known:
    """Return what ``letter`` may say. ``offer``: the number of the one it carries, else the last that is open."""
    speaks_of_log = any(field.filled_from.startswith("log.") for field in letter.fields)
    collector = debt.holders[-1].name if debt is not None and debt.holders else None
    return Known(
        household.settings(),
        today,
        debt,
        _offer(OfferBook(household), debt, offer),
        BudgetBook(household, currency).read(),
        ContactLog(household).rows(collector=collector) if speaks_of_log else (),
        promise=next_of(Promises(household).all(), debt.name, today) if debt is not None else None,
        payment=next(iter(household.payments(debt.id)), None) if debt is not None else None,
        paper=paper_to_answer(Papers(household).entered(), today),
    )


def _offer(book: OfferBook, debt: DebtEntry | None, which: int | None) -> Offer | None:
    if which is not None:
        try:
            return book.find(str(which))
        except NoSuchEntry:
            return None
    offers = [one for one in book.of_debt(debt.name) if one.is_open] if debt is not None else []
    return offers[-1] if offers else None
