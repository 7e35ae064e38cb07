"""The debit map: which account pays which debt, what a failed debit costs, and how to keep the wage for food and rent first.

Whether a lender may take money from an account that it holds itself (set-off) is a matter of contract and place: it is
asked about, not asserted (guards.md 5, collectors-playbook.md: failed auto-debits with a fee each).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class DebitWarning(StrEnum):
    """What is worth looking at in a debit."""

    WAGE_ACCOUNT = "wage-account"
    SAME_BANK = "same-bank"
    BEFORE_WAGES = "before-wages"
    MAY_FAIL = "may-fail"
    CANNOT_STOP = "cannot-stop"
    ASK_IF_IT_CAN_BE_STOPPED = "ask-if-it-can-be-stopped"


class Account(NamedTuple):
    """A bank account: ``wages``: income reaches it; ``food_first``: what must stay in it until the next income."""

    name: str
    bank: str = ""
    wages: bool = False
    balance: int | None = None
    food_first: int = 0


class Debit(NamedTuple):
    """An order by which a debt is paid. ``can_stop`` None: not known. ``failed_fee``: what a failed try costs."""

    debt: str
    account: str
    amount: int | None = None
    day: int | None = None
    creditor: str = ""
    can_stop: bool | None = None
    failed_fee: int | None = None


class DebitNote(NamedTuple):
    """A debit with what is worth looking at, the most pressing first."""

    debit: Debit
    warnings: tuple[DebitWarning, ...]
    tries_a_month: int = 1

    @property
    def fee_at_risk(self) -> int:
        """What failed tries could cost in a month, minor units; 0 where no fee is known."""
        return (self.debit.failed_fee or 0) * self.tries_a_month if DebitWarning.MAY_FAIL in self.warnings else 0


def look_at_debits(
    debits: Sequence[Debit], accounts: Sequence[Account], wages_on: date | None = None
) -> tuple[DebitNote, ...]:
    """Return each debit with its warnings, in the order given. ``wages_on``: the next day on which wages come."""
    by_name = {account.name: account for account in accounts}
    notes = []
    for debit in debits:
        account = by_name.get(debit.account)
        found = []
        if account is not None:
            if account.wages:
                found.append(DebitWarning.WAGE_ACCOUNT)
            if account.bank and debit.creditor and account.bank.casefold() == debit.creditor.casefold():
                found.append(DebitWarning.SAME_BANK)
            if wages_on is not None and debit.day is not None and debit.day < wages_on.day:
                found.append(DebitWarning.BEFORE_WAGES)
            free = None if account.balance is None else account.balance - account.food_first
            if free is not None and debit.amount is not None and debit.amount > free:
                found.append(DebitWarning.MAY_FAIL)
        if debit.can_stop is False:
            found.append(DebitWarning.CANNOT_STOP)
        elif debit.can_stop is None and found:
            found.append(DebitWarning.ASK_IF_IT_CAN_BE_STOPPED)
        notes.append(DebitNote(debit, tuple(found)))
    return tuple(notes)
