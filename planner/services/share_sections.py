"""From the household to the sections of a share, and from the sections back to what plans are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.dates import add_months
from planner.errors import Problem, Text
from planner.i18n import Translate, translator
from planner.model.entry import DebtEntry
from planner.money import to_major
from planner.services.budget import BudgetBook, StoredBudget
from planner.services.budget_reader import cells_of_line, read_line
from planner.services.contacts import ContactLog, cells_of
from planner.services.debt_columns import debt_as_row
from planner.services.debt_reader import COLUMNS, DebtReader
from planner.services.household_limits import place_of
from planner.services.household_plan import HouseholdPlan, choice_of, plan_household
from planner.services.letters import LetterDesk
from planner.services.log_entries import facts_of
from planner.services.offers import COUNTERED, Offer, OfferBook
from planner.services.planning import reason_words
from planner.services.promises import Promises
from planner.sharing.contents import BUDGET, CONTACTS, DEBTS, EVIDENCE, LETTERS, PLAN
from planner.store.reads import StoredPlan

if TYPE_CHECKING:
    from planner.services.attachments import Attachment
    from planner.services.household import Household

NEXT_MONTHS = 3
"""How many months of payments a share of the plan shows."""


class Sections:
    """The sections of one household as they stand; ``named``: whether debts are called by their names."""

    def __init__(self, household: Household, language: str, today: date, *, named: bool) -> None:
        self._household, self._language, self._today, self._named = household, language, today, named
        self._real = household.debts()
        self._ids = {debt.name: debt.id or 0 for debt in self._real}
        self.debts = self._real if named else [_unnamed(debt, self._called) for debt in self._real]

    def of(self, name: str) -> Any:
        """Return one section as it is packed."""
        return {
            DEBTS: self._debts,
            BUDGET: self._budget,
            PLAN: self._plan,
            CONTACTS: self._contacts,
            LETTERS: self._letters,
            EVIDENCE: self._evidence,
        }[name]()

    @property
    def secret(self) -> frozenset[str]:
        """What stays out unless account numbers are ticked."""
        return frozenset(debt.account_tail for debt in self._real if debt.account_tail)

    def _debts(self) -> list[dict[str, Any]]:
        paid, offers = self._household.payments(), OfferBook(self._household).all()
        return [
            {
                "number": debt.id or 0,
                "cells": _filled(zip(COLUMNS, debt_as_row(debt, COLUMNS), strict=True)),
                "payments": [
                    {"number": one.id, "on": one.paid_on.isoformat(), "amount": to_major(one.amount, debt.currency)}
                    for one in paid
                    if one.debt_id == debt.id
                ],
                "offers": [_offer_facts(one) for one in offers if one.debt == debt.name],
            }
            for debt in self._real
        ]

    def _budget(self) -> dict[str, Any]:
        budget = BudgetBook(self._household, self._currency()).read()
        lines = []
        for line in budget.lines:
            cells = cells_of_line(line, budget.currency)
            cells["debt"] = self._called(cells["debt"])
            lines.append({"number": line.id or 0, "cells": _filled(cells.items())})
        return {"currency": budget.currency, "lines": lines}

    def _plan(self) -> dict[str, Any]:
        stored, currency = self._household.plan(), self._currency()
        made = plan_household(self.debts, currency, self._today, choice_of(stored, currency))
        say = translator(self._language)
        choice = choice_of(stored, currency)
        value: dict[str, Any] = {
            "currency": currency,
            "strategy": choice.strategy.value,
            "budget": None if choice.budget is None else to_major(choice.budget, currency),
            "start": self._today.isoformat(),
            "months": None,
            "payoff_date": None,
            "interest": "0",
            "order": list(choice.order),
            "debts": [],
            "next": [],
            "warnings": [],
        }
        return value if made is None else value | _shown(made, say)

    def _contacts(self) -> dict[str, Any]:
        rows = ContactLog(self._household).rows()
        return {
            "entries": [{"number": row.entry, "cells": self._contact(cells_of(row))} for row in rows],
            "promises": [
                {
                    "number": one.row.entry,
                    "whose": one.whose,
                    "amount": None if one.amount is None else to_major(one.amount, one.currency),
                    "due": one.due_on.isoformat(),
                    "state": one.state(self._today),
                }
                for one in Promises(self._household).all()
            ],
            "papers": self._papers(),
            "breaches": self._breaches(),
        }

    def _contact(self, cells: Mapping[str, str]) -> dict[str, str]:
        debts = "; ".join(self._called(one) for one in cells.get("debt", "").split("; ") if one)
        return _filled({**cells, "debt": debts}.items())

    def _papers(self) -> list[dict[str, Any]]:
        from planner.services.papers import Papers

        papers = Papers(self._household).entered()
        return [{"kind": one.kind, "due": one.due_on.isoformat(), "done": one.done_on is not None} for one in papers]

    def _breaches(self) -> int | None:
        from planner.rules.findings import Outcome
        from planner.services.log_checks import LogChecks

        place = place_of(self._household)
        checked = LogChecks(self._household).check(place) if place else None
        return None if checked is None else checked.counts[Outcome.POSSIBLE_BREACH]

    def _letters(self) -> list[dict[str, Any]]:
        found = []
        for letter in LetterDesk(self._household).all():
            facts = facts_of(letter.row)
            text = facts["texts"].get(letter.language) or next(iter(facts["texts"].values()))
            found.append(
                {
                    "number": letter.row.entry,
                    "kind": letter.kind,
                    "title": dict(letter.title),
                    "debt": self._ids.get(letter.debt),
                    "language": letter.language,
                    "written_on": letter.written_on.isoformat(),
                    "sent_on": letter.sent_on.isoformat() if letter.sent_on else None,
                    "to": text["to"],
                    "subject": text["subject"],
                    "blocks": text["blocks"],
                }
            )
        return found

    def _evidence(self) -> list[dict[str, Any]]:
        return [
            {
                "number": one.number,
                "entry": one.entry,
                "name": one.name,
                "media": one.media,
                "size": one.size,
                "part": part_name(one),
            }
            for one in self.files()
        ]

    def files(self) -> list[Attachment]:
        """Return the files that the section of evidence is about."""
        from planner.services.attachments import Attachments

        return Attachments(self._household).all()

    def _currency(self) -> str:
        return currency_of(self._household, self._language)

    def _called(self, name: str) -> str:
        """Return what a debt is called in this share; a name that is no debt's stays where names may be read."""
        if self._named or not name:
            return name
        return translator(self._language)(Text("Debt {number}", {"number": str(self._ids.get(name, 0))}))


def currency_of(household: Household, language: str) -> str:
    """Return the currency that a household is planned in: the one chosen, else that of most debts."""
    chosen = household.settings().get("currency", "")
    if chosen:
        return chosen
    counted = Counter(debt.currency for debt in household.debts())
    return counted.most_common(1)[0][0] if counted else "CNY" if language == "zh" else "USD"


def part_name(one: Attachment) -> str:
    """Return the name of a kept file within a package."""
    return f"files/{one.copy_name}"


def debts_of(share: Mapping[str, Any]) -> list[DebtEntry]:
    """Return the debts of a share as plans are made of them; one that cannot be read is left out."""
    debts = []
    for one in share.get(DEBTS, ()):
        found: list[Problem] = []
        entry = DebtReader(found, share["currency"], balance_needed=False).entry(one["cells"])
        if not found:
            debts.append(entry._replace(id=one["number"]))
    return debts


def budget_of_share(share: Mapping[str, Any]) -> StoredBudget | None:
    """Return the budget of a share; None where it was not ticked."""
    kept = share.get(BUDGET)
    if kept is None:
        return None
    lines = []
    for one in kept["lines"]:
        line, _ = read_line(one["cells"], kept["currency"])
        if line is not None:
            lines.append(line._replace(id=one["number"]))
    return StoredBudget(kept["currency"], tuple(lines))


def plan_of_share(share: Mapping[str, Any]) -> StoredPlan | None:
    """Return the plan that was chosen in a share; None where it was not ticked, or is of no strategy that we know."""
    from planner.money import BadValue, parse_money
    from planner.payoff.strategies import Strategy

    kept = share.get(PLAN)
    if kept is None:
        return None
    try:
        strategy = Strategy(kept["strategy"]).value
        budget = None if kept["budget"] is None else parse_money(kept["budget"], kept["currency"])
    except (ValueError, BadValue):
        return None
    start = date.fromisoformat(kept["start"])
    return StoredPlan(strategy, kept["currency"], budget, None, start, tuple(kept["order"]))


def _shown(made: HouseholdPlan, say: Translate) -> dict[str, Any]:
    plan, run = made.plan, made.plan.run
    why, ids = reason_words(plan, say), [entry.id or 0 for entry in made.entries]
    ends = [None if month is None else add_months(plan.start, month).isoformat() for month in run.payoff_months]
    return {
        "months": plan.months,
        "payoff_date": add_months(plan.start, run.months).isoformat() if plan.feasible and run.months else None,
        "interest": to_major(plan.interest, plan.currency),
        "debts": [
            {"number": ids[i], "name": entry.name, "payoff_date": ends[i]} for i, entry in enumerate(made.entries)
        ],
        "next": [
            {
                "on": add_months(plan.start, month).isoformat(),
                "debt": ids[i],
                "amount": to_major(payment, plan.currency),
                "why": why[reason],
            }
            for month, i, _, _, payment, _, reason in plan.rows
            if month <= NEXT_MONTHS and payment
        ],
        "warnings": [say(warning.message) for warning in plan.warnings],
    }


def _offer_facts(offer: Offer) -> dict[str, Any]:
    """Return an offer as a share has it; with the figure that they named instead, where they named one."""
    facts = {
        "amount": to_major(offer.amount, offer.currency),
        "state": offer.state,
        "on": offer.first_on.isoformat(),
    }
    last = next((step for step in reversed(offer.life) if step.what == offer.state), None)
    if last is None or offer.state != COUNTERED or last.amount is None:
        return facts
    return facts | {"named": {"amount": to_major(last.amount, offer.currency), "on": last.on.isoformat()}}


def _unnamed(debt: DebtEntry, called: Any) -> DebtEntry:
    return debt._replace(name=called(debt.name), creditor=None, holders=(), account_tail=None)


def _filled(cells: Iterator[tuple[str, str]] | Any) -> dict[str, str]:
    return {column: cell for column, cell in cells if cell}


def glance_of(share: Mapping[str, Any], debts: Sequence[DebtEntry], budget: StoredBudget | None) -> dict[str, int]:
    """Return the two figures that a list shows: what is owed in the share's currency, what is left each month."""
    figures = {}
    if DEBTS in share:
        figures["owed"] = sum(debt.balance or 0 for debt in debts if debt.currency == share["currency"])
    if budget is not None:
        figures["left_over"] = budget.result.surplus
    return figures
