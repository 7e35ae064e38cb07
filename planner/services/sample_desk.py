"""Budget, one offer with its life and one draft letter of the sample household, told in days around the day it is filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from planner.budget.debits import Account, Debit
from planner.budget.lines import Section
from planner.dates import add_months
from planner.errors import InputProblems, Problem
from planner.model.entry import DebtEntry
from planner.model.log_entry import BUDGET, OFFER, NewEntry
from planner.services.budget import StoredBudget, facts_of_budget
from planner.services.budget_reader import read_line
from planner.services.log_entries import entry_by_day
from planner.services.offers import COUNTERED, DRAFTED, REVIEW_MONTHS, SENT, propose
from planner.services.reachable import ADDRESS, CHANNEL
from planner.services.sample_log import sample_rows

_LETTER = "itemised-statement"
_PLACES = {"en": "united_states", "zh": "china"}
_SAID = {
    "en": {"answer": "By phone, nothing in writing."},
    "zh": {"answer": "电话里说的，没有书面。"},
}
ME = {
    "en": {"me_name": "Dana O'Neil", CHANNEL: "email", ADDRESS: "dana@example.org"},
    "zh": {"me_name": "龑小明", CHANNEL: "sms", ADDRESS: "138 0000 0199"},
}
"""Settings that a letter of the sample household begins and ends with."""
_ACCOUNT = {"en": Account("Wage account", "Harbour Bank", True), "zh": Account("工资卡", "海湾银行", True)}
_DEBIT = {"en": (15_000, 2_500), "zh": (120_000, None)}


def desk_entries(language: str, currency: str, debts: Sequence[DebtEntry], today: date) -> Iterator[list[NewEntry]]:
    """Yield the budget, the offer to the online lender, and a draft that asks for a statement of the same debt."""
    budget = sample_budget(language, currency, debts, today)
    yield [entry_by_day(BUDGET, facts_of_budget(budget, today))]
    online = next((one for one in propose(debts, budget).offers if one.debt.kind == "online-loan"), None)
    if online is None or not online.amount:
        return
    yield _offer_versions(language, online.debt, online.amount, today)
    yield [_draft(language, online.debt, today)]


def sample_budget(language: str, currency: str, debts: Sequence[DebtEntry], today: date) -> StoredBudget:
    """Return the budget of the sample household, with the account that its debits go from."""
    lines = []
    for number, cells in enumerate(sample_rows("budget", language), 1):
        ahead = cells.pop("next_in_days", "")
        if ahead:
            cells["next_on"] = (today + timedelta(days=int(ahead))).isoformat()
        line, found = read_line(cells, currency)
        if line is None:
            raise InputProblems([Problem(one.field, one.message) for one in found])
        lines.append(line._replace(id=number))
    first = sum(line.amount or 0 for line in lines if line.section in (Section.HOME, Section.FOOD))
    account, (amount, fee) = _ACCOUNT[language]._replace(food_first=first), _DEBIT[language]
    debits = tuple(
        Debit(debt.name, account.name, amount, debt.due_day, debt.creditor or "", None, fee)
        for debt in debts
        if debt.kind == "card"
    )
    return StoredBudget(currency, tuple(lines), (account,), debits)


def _offer_versions(language: str, debt: DebtEntry, amount: int, today: date) -> list[NewEntry]:
    """Return the offer as it was drafted, sent, and answered with a higher figure."""
    drafted, sent, answered = (today - timedelta(days=days) for days in (27, 26, 13))
    first_on = add_months(today, 1)
    steps: list[dict[str, Any]] = [
        {"what": DRAFTED, "on": drafted.isoformat()},
        {"what": SENT, "on": sent.isoformat(), "how": "registered-post"},
        {
            "what": COUNTERED,
            "on": answered.isoformat(),
            "amount": amount * 13 // 1000 * 100,
            "note": _SAID[language]["answer"],
        },
    ]
    facts: dict[str, Any] = {
        "debt": debt.name,
        "creditor": debt.holders[-1].name if debt.holders else debt.creditor or "",
        "amount": amount,
        "currency": debt.currency,
        "first_on": first_on.isoformat(),
        "due": first_on.isoformat(),
        "review_on": add_months(first_on, REVIEW_MONTHS).isoformat(),
    }
    return [entry_by_day(OFFER, {**facts, "life": steps[: place + 1]}) for place in range(len(steps))]


def _draft(language: str, debt: DebtEntry, today: date) -> NewEntry:
    from planner.services.letter_facts import Known, prefill
    from planner.services.letters import find_letter, letter_entry

    place = _PLACES[language]
    letter = find_letter(_LETTER, place)
    known = Known(ME[language], today, debt)
    values = {**letter.examples[language], **prefill(letter, known, language)}
    wanted = {field.id for field in letter.fields} | {"my_name", "their_name"}
    values = {name: value for name, value in values.items() if name in wanted}
    return letter_entry(letter, values, currency=debt.currency, place=place, today=today, debt=debt.name)
