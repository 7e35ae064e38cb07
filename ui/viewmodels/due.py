"""The next payment of a debt, in words."""

from __future__ import annotations

from planner.errors import Text
from planner.services.household import DebtEntry
from planner.services.next_payment import NextPayment, next_payment_of
from ui.viewmodels.session import Session

__all__ = ["NextPayment", "amount_words", "next_payment"]


def next_payment(session: Session, debt: DebtEntry) -> NextPayment:
    """Return the next payment of ``debt`` from today on."""
    return next_payment_of(debt, session.today, lambda day: session.paid_since(debt.id, day))


def amount_words(session: Session, payment: NextPayment, currency: str) -> str:
    """Return the amount; "about" stands before one that was worked out; empty where it is not known."""
    if payment.amount is None:
        return ""
    amount = session.money(payment.amount, currency)
    return amount if payment.is_stated else session.say(Text("about {amount}", {"amount": amount}))
