"""The exact amount of the next payment: how much, to whom, which account, by which day (guard 9)."""

from __future__ import annotations

from planner.errors import Text
from planner.services.household import DebtEntry
from ui.viewmodels.due import next_payment
from ui.viewmodels.session import Session

EXACT_NOTE = Text("Pay inside the lender's own channel. One cent short can count as not paid.")


def due_now(session: Session, debt: DebtEntry) -> int | None:
    """Return what to pay next, where the person or the lender said it: a worked-out sum is never called exact."""
    if debt.to_bring_current:
        return debt.to_bring_current
    payment = next_payment(session, debt)
    return payment.amount if payment.is_stated else None


def exact_words(session: Session, debt: DebtEntry) -> str:
    """Return the exact-amount card; empty where nothing is due or the sum was only worked out."""
    due = due_now(session, debt)
    if not due or debt.balance == 0:
        return ""
    blanks = {"amount": session.money(due, debt.currency), "lender": debt.creditor or debt.name}
    words = session.say(Text("Exactly {amount} to {lender}", blanks))
    if debt.account_tail:
        words += session.say(Text(", account ending {tail}", {"tail": debt.account_tail}))
    day = next_payment(session, debt).day
    if day is not None:
        words += session.say(Text(", by {day}", {"day": session.day(day)}))
    return words
