"""The next payment of a debt, in words."""

from __future__ import annotations

from datetime import date

from planner.errors import Text
from planner.services.household import DebtEntry
from planner.services.next_payment import NextPayment, next_payment_of
from ui.viewmodels.session import Session

__all__ = ["NextPayment", "amount_words", "next_payment"]


def next_payment(session: Session, debt: DebtEntry) -> NextPayment:
    """Return the next payment of ``debt`` from today on."""
    return next_payment_of(debt, session.today, lambda day: _paid_since(session, debt.id, day))


def amount_words(session: Session, payment: NextPayment, currency: str) -> str:
    """Return the amount; "about" stands before one that was worked out; empty where it is not known."""
    if payment.amount is None:
        return ""
    amount = session.money(payment.amount, currency)
    return amount if payment.is_stated else session.say(Text("about {amount}", {"amount": amount}))


def _paid_since(session: Session, debt_id: int | None, day: date) -> int:
    """Return what was paid on a debt after ``day`` beyond what was behind, in minor units."""
    paid_on_it = (paid for paid in session.payments if paid.debt_id == debt_id and paid.paid_on > day)
    return sum(paid.amount - paid.off_arrears for paid in paid_on_it)
