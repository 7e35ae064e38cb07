"""Why the date of the stored plan moved: what it was made of, carried on, against the list and the payments of today."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from planner.errors import Problem
from planner.model.entry import DebtEntry, PaymentEntry
from planner.payoff.compare import Moved, Situation, why_moved
from planner.payoff.plan import build_plan
from planner.payoff.purse import Money
from planner.payoff.strategies import Strategy
from planner.services.debt_reader import DebtReader
from planner.services.debt_terms import terms_of
from planner.services.household_plan import choice_of, plan_household
from planner.store.reads import StoredPlan


def plan_moved(
    stored: StoredPlan | None,
    debts: Sequence[DebtEntry],
    payments: Sequence[PaymentEntry],
    today: date,
    *,
    money: Money | None = None,
) -> Moved | None:
    """Return why the end moved since the plan was chosen; None where no plan is kept, or not what it was made of.

    Payments after the day of the plan are replayed; nothing of the past is changed. What moved beside them has its own line.
    ``money``: what real pay days leave, where the plan follows them: then both sides have what that comes to a month.
    """
    if stored is None or stored.made_of is None or today < stored.start_on:
        return None
    before = entries_of(stored)
    now = plan_household(
        debts, stored.currency, today, choice_of(stored, stored.currency), keep_rows=False, money=money
    )
    by_pay_days = now.plan.budget if now is not None and money is not None else None
    names = {debt.id: debt.name for debt in debts}
    then = [terms_of(entry)._replace(name=names.get(entry.id, entry.name)) for entry in before if entry.balance]
    if not then:
        return None
    strategy = Strategy(stored.strategy)
    first = build_plan(
        then,
        currency=stored.currency,
        start=stored.start_on,
        strategy=strategy,
        budget=by_pay_days if stored.budget is None else stored.budget,
        keep_rows=False,
        find_needed=False,
    )
    old = Situation(tuple(then), first.budget, stored.start_on, strategy, stored.currency)
    if now is None:
        new = Situation((), first.budget, today, strategy, stored.currency)
    else:
        budget = now.plan.budget if stored.budget is not None else first.budget
        new = Situation(tuple(now.plan.debts), budget, today, strategy, stored.currency)
    return why_moved(old, new, _paid_since(stored, before, debts, payments))


def _paid_since(
    stored: StoredPlan, before: Sequence[DebtEntry], debts: Sequence[DebtEntry], payments: Sequence[PaymentEntry]
) -> dict[str, int]:
    """Return what was paid on each debt since the plan was chosen, minor units.

    A payment of that very day may have come before or after: it counts where the balance of today says so.
    """
    stood = {entry.id: entry.balance or 0 for entry in before}
    paid: dict[str, int] = {}
    for debt in debts:
        own = [payment for payment in payments if payment.debt_id == debt.id]
        later = sum(payment.amount for payment in own if payment.paid_on > stored.start_on)
        left = stood.get(debt.id, 0) - later - (debt.balance or 0)
        same_day = [payment for payment in own if payment.paid_on == stored.start_on]
        for payment in sorted(same_day, key=lambda payment: payment.made_at, reverse=True):
            if abs(left - payment.amount) >= abs(left):
                break
            later, left = later + payment.amount, left - payment.amount
        if later:
            paid[debt.name] = later
    return paid


def entries_of(stored: StoredPlan) -> list[DebtEntry]:
    """Return the debts that a stored plan was made of, as they stood."""
    found: list[Problem] = []
    reader = DebtReader(found, stored.currency, balance_needed=False)
    entries = []
    for cells in json.loads(stored.made_of or "[]"):
        number = cells.pop("id", None)
        entries.append(reader.entry(cells, whole=False)._replace(id=number))
    return entries
