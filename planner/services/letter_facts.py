"""What the household knows that a letter may say: filled into its blanks, in the language of the letter, for the borrower to change.

What is left each month is not among them (guards.md 7): a letter shows the offer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from planner.i18n import format_short_day, translator
from planner.letters.catalogue import Letter
from planner.model.entry import DebtEntry
from planner.model.log_entry import CONTACT, LogRow
from planner.money import to_major
from planner.payoff.clearing import months_to_clear
from planner.services.budget import Section, StoredBudget
from planner.services.budget_reader import SECTIONS
from planner.services.contact_words import how_it_was, who_it_was
from planner.services.log_entries import facts_of
from planner.services.offers import Offer

ANSWER_DAYS = 14
MOST_ROWS = 60
MY_NAME, MY_ADDRESS = "me_name", "me_address"
"""Settings of the household that stand at the head of a letter."""


class Known(NamedTuple):
    """All that a letter may draw on. ``reach``: how they may reach the borrower; ``log``: the chosen contacts."""

    settings: Mapping[str, str]
    today: date
    debt: DebtEntry | None = None
    offer: Offer | None = None
    budget: StoredBudget | None = None
    log: Sequence[LogRow] = ()
    reach: str = ""


def prefill(letter: Letter, known: Known, language: str) -> dict[str, Any]:
    """Return a value for every blank that can be filled; money and days as they are typed."""
    values: dict[str, Any] = {"my_name": known.settings.get(MY_NAME, ""), "their_name": _receiver(known)}
    for field in letter.fields:
        value = _fact(field.filled_from, known, language) if field.filled_from else None
        if value:
            values[field.id] = value
    return values


def sender_lines(settings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines of the borrower's address."""
    return tuple(line.strip() for line in settings.get(MY_ADDRESS, "").replace(";", "\n").split("\n") if line.strip())


def _receiver(known: Known) -> str:
    debt = known.debt
    if debt is None:
        return ""
    if debt.holders and debt.holders[-1].until_on is None:
        return debt.holders[-1].name
    return debt.creditor or debt.name


def _fact(source: str, known: Known, language: str) -> Any:
    room, _, name = source.partition(".")
    if source == "answer_by":
        return (known.today + timedelta(days=ANSWER_DAYS)).isoformat()
    if room == "me":
        return known.reach if name == "reach" else known.settings.get(f"me_{name}", "")
    if room == "debt" and known.debt is not None:
        return _of_debt(name, known.debt, language)
    if room == "offer":
        return _of_offer(name, known)
    if room == "budget" and known.budget is not None and known.budget.row is not None:
        return _of_budget(name, known.budget, language)
    if room == "log":
        return _of_log(name, known, language)
    return None


def _of_debt(name: str, debt: DebtEntry, language: str) -> str | None:
    if name == "reference":
        tail = debt.account_tail
        if not tail:
            return debt.name
        if debt.kind == "card":
            return f"尾号{tail}的信用卡" if language == "zh" else f"the card ending {tail}"
        return f"尾号{tail}的账户" if language == "zh" else f"the account ending {tail}"
    if name == "tail":
        return debt.account_tail
    if name in ("balance", "arrears", "principal", "fees", "penalties", "minimum"):
        amount = getattr(debt, name)
        return None if amount is None else to_major(amount, debt.currency)
    if name == "due_since":
        return debt.due_since.isoformat() if debt.due_since else None
    if name == "apr":
        return None if debt.apr is None else str(debt.apr)
    if name == "due_day":
        return None if debt.due_day is None else str(debt.due_day)
    return {"name": debt.name, "creditor": debt.creditor}.get(name)


def _of_offer(name: str, known: Known) -> str | None:
    offer, debt = known.offer, known.debt
    if offer is None:
        return None
    if name == "amount":
        return to_major(offer.amount, offer.currency)
    if name == "first_on":
        return offer.first_on.isoformat()
    if name == "months" and debt is not None and debt.balance:
        months = months_to_clear(debt.balance, offer.amount)
        return str(months) if months else None
    return None


def _of_budget(name: str, budget: StoredBudget, language: str) -> Any:
    result, say = budget.result, translator(language)
    if name == "income":
        return to_major(result.income, budget.currency)
    if name == "essentials":
        return to_major(result.essentials, budget.currency)
    if name == "table":
        return [
            (say(words), to_major(result.by_section[section], budget.currency))
            for section, words in SECTIONS.items()
            if result.by_section[section] and section not in (Section.OWED, Section.SAVINGS)
        ]
    return None


def _of_log(name: str, known: Known, language: str) -> Any:
    rows = [row for row in known.log if row.kind == CONTACT]
    if name == "contacts":
        return [_contact_row(row, language) for row in rows[-MOST_ROWS:]]
    if name == "count":
        return str(len(rows)) if rows else None
    if name in ("first_on", "last_on") and rows:
        at = facts_of(rows[0 if name == "first_on" else -1])["at"]
        return datetime.fromisoformat(at).date().isoformat()
    if name == "validation_notice_on":
        days = [
            datetime.fromisoformat(facts["at"]).date().isoformat()
            for row in known.log
            if (facts := facts_of(row)).get("event", "").startswith("validation-received")
        ]
        return days[-1] if days else None
    return None


def _contact_row(row: LogRow, language: str) -> tuple[str, str, str]:
    """Return a contact as day and time, how it was, and who: no word of what was said."""
    facts, say = facts_of(row), translator(language)
    at = datetime.fromisoformat(facts["at"])
    day = format_short_day(at.date(), language)
    when = day if facts.get("precision") == "day" else f"{day} {at:%H:%M}"
    who = who_it_was(facts)
    how = ("，" if language == "zh" else ", ").join(say(words) for words in how_it_was(facts))
    return when, how, who if isinstance(who, str) else say(who)
