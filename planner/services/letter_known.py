"""All that a letter about a debt may draw on, read from an open household; the log only for a letter that speaks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.letters.catalogue import Letter
from planner.model.entry import DebtEntry
from planner.model.log_entry import LogRow
from planner.services.budget import BudgetBook, StoredBudget
from planner.services.contacts import ContactLog
from planner.services.letter_facts import Known, about_it, names_of, paper_to_answer
from planner.services.log_entries import NoSuchEntry
from planner.services.offers import Offer, OfferBook, left_out_of, propose
from planner.services.papers import Papers
from planner.services.promises import Promises, next_of

if TYPE_CHECKING:
    from planner.services.household import Household


def known_for(
    household: Household, letter: Letter, debt: DebtEntry | None, currency: str, today: date, offer: int | None = None
) -> Known:
    """Return what ``letter`` may say. ``offer``: the number of the one it carries, else the last that is open."""
    speaks_of_log = any(field.filled_from.startswith("log.") for field in letter.fields)
    settings, book, budget = household.settings(), OfferBook(household), BudgetBook(household, currency).read()
    made = _offer(book, debt, offer)
    offers = made is None and any(field.filled_from.startswith("offer.") for field in letter.fields)
    return Known(
        settings,
        today,
        debt,
        made,
        budget,
        _log(household, debt) if speaks_of_log else (),
        promise=next_of(Promises(household).all(), debt.name, today) if debt is not None else None,
        payment=next(iter(household.payments(debt.id)), None) if debt is not None else None,
        paper=paper_to_answer(Papers(household).entered(), today),
        share=_share(household, book, debt, budget, settings) if offers and debt is not None else 0,
    )


def _log(household: Household, debt: DebtEntry | None) -> list[LogRow]:
    """Return the contacts that a letter may speak of, no more than are needed: a log may be long."""
    log = ContactLog(household)
    if debt is None:
        return log.rows()
    rows = log.about(debt.name, names_of(debt))
    return rows if about_it(rows, debt) else log.naming_no_debt()


def _share(
    household: Household, book: OfferBook, debt: DebtEntry, budget: StoredBudget, settings: Mapping[str, str]
) -> int:
    """Return what the fair set holds for a debt, never above what the open offers leave; a token sum where that is nothing."""
    if budget.row is None or debt.currency != budget.currency:
        return 0
    made = propose(household.debts(), budget, left_out_of(settings))
    proposed = next((one for one in made.offers if one.debt.id == debt.id), None)
    if proposed is None:
        return 0
    return min(proposed.amount, book.holds(debt, proposed.amount, budget).share) or proposed.token or 0


def _offer(book: OfferBook, debt: DebtEntry | None, which: int | None) -> Offer | None:
    if which is not None:
        try:
            return book.find(str(which))
        except NoSuchEntry:
            return None
    offers = [one for one in book.of_debt(debt.name) if one.is_open] if debt is not None else []
    return offers[-1] if offers else None


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
