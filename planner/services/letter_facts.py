"""What the household knows that a letter may say: filled into its blanks, in the language of the letter, for the borrower to change.

What is left each month is not among them (guards.md 7): a letter shows the offer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from planner.budget.debits import Account, Debit
from planner.budget.rhythm import Rhythm
from planner.dates import add_months
from planner.i18n import format_clock, format_short_day, translator
from planner.letters.catalogue import Letter
from planner.model.entry import DebtEntry, PaymentEntry
from planner.model.log_entry import CONTACT, LogRow
from planner.money import to_major
from planner.payoff.clearing import months_to_clear
from planner.services.budget import Section, StoredBudget
from planner.services.budget_reader import SECTIONS
from planner.services.contact_words import how_it_was, who_it_was
from planner.services.log_entries import facts_of
from planner.services.offers import ANSWERS, REVIEW_MONTHS, SENT, TOKEN_REVIEW_MONTHS, Offer, is_token
from planner.services.papers import Paper
from planner.services.promises import Promise
from planner.services.reachable import ADDRESS, CHANNEL, reach_words

_AMOUNTS = "balance principal interest fees penalties arrears to_bring_current to_close last_offer minimum".split()
_SUMS = frozenset({"budget.income", "budget.essentials", "budget.table", "owed.amount", "account.keep"})
"""What a budget says in its own currency."""
ANSWER_DAYS = 14
MOST_ROWS = 60
AFTER_WAGES_DAYS, SAFE_DAY = 3, 28
"""How long after the wages a new due day stands, and the last day that every month has."""
_AT_WORK = ("employer", "colleague")
_HAS_A_PART = ("self", "guarantor", "co-debtor", "executor", "guardian", "attorney")
"""Who may be spoken to about the debt; a contact with anybody else is named in a letter that asks to stop it."""
_ROWS: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "contacts": lambda facts: facts.get("from") != "borrower",
    "others": lambda facts: facts.get("from") != "borrower" and facts.get("recipient", "self") not in _HAS_A_PART,
    "at_work": lambda facts: (
        facts.get("from") != "borrower" and (facts.get("recipient") in _AT_WORK or facts.get("channel") == "visit-work")
    ),
}
"""The contacts that a table of a letter names."""
MY_NAME, MY_ADDRESS = "me_name", "me_address"
"""Settings of the household that stand at the head of a letter."""


class Known(NamedTuple):
    """All that a letter may draw on. ``log``: the chosen contacts; ``promise``: mine, the one spoken of; ``payment``: the last one.
    ``paper``: of a court, the one that is answered.

    ``share``: what the budget holds for this debt a month, minor units, where no offer is written down yet.
    ``reach``: how they may reach the borrower, in words; empty: as the settings say it.
    """

    settings: Mapping[str, str]
    today: date
    debt: DebtEntry | None = None
    offer: Offer | None = None
    budget: StoredBudget | None = None
    log: Sequence[LogRow] = ()
    reach: str = ""
    promise: Promise | None = None
    payment: PaymentEntry | None = None
    paper: Paper | None = None
    share: int = 0


def prefill(letter: Letter, known: Known, language: str, ticked: Collection[str] = ()) -> dict[str, Any]:
    """Return a value for every blank that can be filled; money and days as they are typed.

    ``ticked``: the blanks that the borrower ticked; one that waits for a tick stays empty without it.
    """
    receiver = _receiver(letter.recipient, known)
    values: dict[str, Any] = {"my_name": known.settings.get(MY_NAME, ""), "their_name": receiver}
    for field in letter.fields:
        if field.ticked and field.id not in ticked:
            continue
        value = _fact(field.filled_from, known, language) if field.filled_from else None
        if value:
            values[field.id] = value
    return values


def paper_to_answer(papers: Sequence[Paper], today: date) -> Paper | None:
    """Return the paper whose day comes next, among those that wait for an answer; where all days have passed, the last one."""
    waiting = sorted((paper for paper in papers if paper.done_on is None), key=lambda paper: paper.due_on)
    return next((paper for paper in waiting if paper.due_on >= today), waiting[-1] if waiting else None)


def sender_lines(settings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines of the borrower's address."""
    return tuple(line.strip() for line in settings.get(MY_ADDRESS, "").replace(";", "\n").split("\n") if line.strip())


def _receiver(recipient: str, known: Known) -> str:
    """Return who gets the letter: who collects now, the lender behind it, or the bank that keeps the account."""
    debt = known.debt
    if recipient == "bank":
        account = _account(known)
        return account.bank if account is not None else ""
    if debt is None or recipient not in ("either", "collector", "lender", "property-manager"):
        return ""
    collects = debt.holders and debt.holders[-1].until_on is None
    if collects and recipient != "lender":
        return debt.holders[-1].name
    return debt.creditor or debt.name


def _fact(source: str, known: Known, language: str) -> Any:
    room, _, name = source.partition(".")
    if source == "answer_by":
        return (known.today + timedelta(days=ANSWER_DAYS)).isoformat()
    if room == "me":
        return _reach(known, language) if name == "reach" else known.settings.get(f"me_{name}", "")
    if room == "debt" and known.debt is not None:
        return _of_debt(name, known.debt, language)
    if room == "offer":
        return _of_offer(name, known)
    if room in ("promise", "payment"):
        return _of_what_was_paid(room, name, known)
    if known.budget is not None and known.budget.row is not None and room in ("budget", "owed", "account"):
        if f"{room}.{name}" in _SUMS and known.debt is not None and known.debt.currency != known.budget.currency:
            return None  # the letter would say it in the currency of the debt
        if room == "account":
            return _of_account(name, known, known.budget)
        return _of_budget(name, known.budget, language) if room == "budget" else _of_owed(name, known.budget)
    if room == "paper" and known.paper is not None:
        return (known.paper.came_on if name == "came_on" else known.paper.due_on).isoformat()
    if room == "log":
        return _of_log(name, known, language)
    return None


def _reach(known: Known, language: str) -> str:
    settings = known.settings
    return known.reach or reach_words(language, settings.get(CHANNEL, ""), settings.get(ADDRESS, ""))


def _of_debt(name: str, debt: DebtEntry, language: str) -> str | None:
    if name == "reference":
        tail = debt.account_tail
        if not tail:  # what the borrower calls it is their own word, and need not reach anyone
            if not debt.creditor:
                return debt.name
            return f"{debt.creditor}账户" if language == "zh" else f"the account with {debt.creditor}"
        if debt.kind == "card":
            return f"尾号{tail}的信用卡" if language == "zh" else f"the card ending {tail}"
        return f"尾号{tail}的账户" if language == "zh" else f"the account ending {tail}"
    if name == "card_or_other":
        return "card" if debt.kind == "card" else "other"
    if name == "tail":
        return debt.account_tail
    if name in _AMOUNTS:
        amount = getattr(debt, name)
        return None if amount is None else to_major(amount, debt.currency)
    if name == "due_since":
        return debt.due_since.isoformat() if debt.due_since else None
    if name == "apr":
        return None if debt.apr is None else str(debt.apr)
    if name == "due_day":
        return None if debt.due_day is None else str(debt.due_day)
    holder = debt.holders[-1] if debt.holders and debt.holders[-1].until_on is None else None
    if name == "collector":
        return holder.name if holder else None
    if name == "collector_since":
        return holder.from_on.isoformat() if holder and holder.from_on else None
    if name == "at_agency":
        return "yes" if holder and holder.role in ("agency", "debt-buyer") else None
    if name == "card":
        return "card" if debt.kind == "card" else None
    return {"name": debt.name, "creditor": debt.creditor}.get(name)


def _of_offer(name: str, known: Known) -> str | None:
    offer, debt = known.offer, known.debt
    if offer is None:
        return _of_share(name, known.share, debt, known.today) if known.share and debt is not None else None
    if name == "amount":
        return to_major(offer.amount, offer.currency)
    if name == "first_on":
        return offer.first_on.isoformat()
    if name == "months" and debt is not None and debt.balance:
        months = months_to_clear(debt.balance, offer.amount)
        return str(months) if months else None
    if name == "review_on":
        return offer.review_on.isoformat() if offer.review_on else None
    sent = [step.on for step in offer.life if step.what == SENT]
    if name == "sent_on":
        return sent[-1].isoformat() if sent else None
    if name == "answer" and sent:
        return offer.state if offer.state in ANSWERS else "none"
    return None


def _of_share(name: str, share: int, debt: DebtEntry, today: date) -> str | None:
    """Return the amount and the days of an offer that could be made: nothing of it is written down yet."""
    first_on = add_months(today, 1)
    if name == "amount":
        return to_major(share, debt.currency)
    if name == "first_on":
        return first_on.isoformat()
    if name == "review_on":
        months = TOKEN_REVIEW_MONTHS if is_token(share, debt.currency) else REVIEW_MONTHS
        return add_months(first_on, months).isoformat()
    months_left = months_to_clear(debt.balance, share) if name == "months" and debt.balance else None
    return str(months_left) if months_left else None


def _of_what_was_paid(room: str, name: str, known: Known) -> str | None:
    """Return the amount or the day of a promise of mine, or of the last payment."""
    promise, payment = known.promise, known.payment
    if room == "promise" and promise is not None:
        if name == "due_on":
            return promise.due_on.isoformat()
        other = known.debt is not None and promise.currency != known.debt.currency
        return None if promise.amount is None or other else to_major(promise.amount, promise.currency)
    if room == "payment" and payment is not None and known.debt is not None:
        return payment.paid_on.isoformat() if name == "on" else to_major(payment.amount, known.debt.currency)
    return None


def _debit(known: Known) -> Debit | None:
    """Return the order by which the debt is paid."""
    if known.budget is None or known.debt is None:
        return None
    return next((debit for debit in known.budget.debits if debit.debt == known.debt.name), None)


def _account(known: Known) -> Account | None:
    """Return the account that the debt is paid from, else the one that wages reach."""
    if known.budget is None:
        return None
    debit = _debit(known)
    named = [account for account in known.budget.accounts if debit is not None and account.name == debit.account]
    return next(iter(named or [account for account in known.budget.accounts if account.wages]), None)


def _of_account(name: str, known: Known, budget: StoredBudget) -> str | None:
    account, debit = _account(known), _debit(known)
    if name == "payee":
        return debit.creditor or None if debit is not None else None
    if name == "keep":
        return to_major(account.food_first, budget.currency) if account is not None and account.food_first else None
    return account.name if account is not None and name == "name" else None


def _of_owed(name: str, budget: StoredBudget) -> str | None:
    """Return a part of the money that should reach the household; None where there are several, for the borrower to choose."""
    lines = [line for line in budget.lines if line.section is Section.OWED]
    if len(lines) != 1:
        return None
    (line,) = lines
    if name == "amount":
        return None if line.amount is None else to_major(line.amount, budget.currency)
    if name == "due_on":
        return line.next_on.isoformat() if line.next_on else None
    return line.name


def _of_budget(name: str, budget: StoredBudget, language: str) -> Any:
    result, say = budget.result, translator(language)
    if name == "income":
        return to_major(result.income, budget.currency)
    if name == "essentials":
        return to_major(result.essentials, budget.currency)
    if name in ("payday", "after_payday"):
        return _payday(budget, AFTER_WAGES_DAYS if name == "after_payday" else 0)
    if name == "table":
        return [
            (say(words), to_major(result.by_section[section], budget.currency))
            for section, words in SECTIONS.items()
            if result.by_section[section] and section not in (Section.OWED, Section.SAVINGS)
        ]
    return None


def _payday(budget: StoredBudget, after: int) -> str | None:
    """Return the day of the month on which wages come, or some days ``after`` it that every month has."""
    days = [
        line.next_on.day
        for line in budget.lines
        if line.section is Section.INCOME and line.rhythm is Rhythm.MONTHLY and line.next_on
    ]
    if not days:
        return None
    day = days[0] + after
    return str(day if not after or day <= SAFE_DAY else day - SAFE_DAY)


def _of_log(name: str, known: Known, language: str) -> Any:
    rows = _about([row for row in known.log if row.kind == CONTACT], known.debt)
    if name in _ROWS:
        return [
            _contact_row(row, language, known.settings.get("country") == "US")
            for row in rows
            if _ROWS[name](facts_of(row))
        ][-MOST_ROWS:]
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


def names_of(debt: DebtEntry) -> set[str]:
    """Return who collects a debt, or did."""
    return {debt.creditor or debt.name, *(holder.name for holder in debt.holders)}


def about_it(rows: Sequence[LogRow], debt: DebtEntry) -> list[LogRow]:
    """Return the contacts that name a debt, or that come from who collects it and name none."""
    names, found = names_of(debt), list[LogRow]()
    for row in rows:
        facts = facts_of(row)
        named = facts.get("debt")
        if row.kind == CONTACT and (debt.name in named if named else facts.get("collector") in names):
            found.append(row)
    return sorted(found, key=lambda row: str(facts_of(row)["at"]))


def _about(rows: Sequence[LogRow], debt: DebtEntry | None) -> Sequence[LogRow]:
    """Return the contacts about a debt; where there are none, those that name no debt."""
    if debt is None:
        return rows
    return about_it(rows, debt) or [row for row in rows if not facts_of(row).get("debt")]


def _contact_row(row: LogRow, language: str, american: bool) -> tuple[str, str, str]:
    """Return a contact as day and time, how it was, and who: no word of what was said."""
    facts, say = facts_of(row), translator(language, american=american)
    at = datetime.fromisoformat(facts["at"])
    day = format_short_day(at.date(), language)
    when = day if facts.get("precision") == "day" else f"{day} {format_clock(at, language, american=american)}"
    who = who_it_was(facts)
    how = ("，" if language == "zh" else ", ").join(say(words) for words in how_it_was(facts))
    return when, how, who if isinstance(who, str) else say(who)
