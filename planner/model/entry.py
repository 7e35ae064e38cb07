"""One debt as a frozen value: what the store keeps, forms fill and engines are compiled from. None = "don't know"."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class HolderEntry(NamedTuple):
    """Who collects a debt, or did; ``until_on`` None = now."""

    name: str
    role: str | None = None
    from_on: date | None = None
    until_on: date | None = None


class PaymentEntry(NamedTuple):
    """Money paid on a debt, in minor units of its currency.

    ``taken_off``, ``off_arrears``, ``off_to_bring_current``: what of it came off the balance, the overdue part and the
    amount to bring the debt current.
    """

    id: int
    debt_id: int
    amount: int
    paid_on: date
    taken_off: int
    off_arrears: int
    off_to_bring_current: int
    made_at: datetime


class DebtEntry(NamedTuple):
    """One debt. Amounts in minor units of ``currency``, rates in per cent a year.

    ``rate_steps`` are (day, apr) from that day on, earliest first. ``version`` counts the changes, so that two
    windows do not overwrite each other. ``due_since``: the last due day that was not paid, from which
    a time limit counts; ``late_since``: the oldest one, from which days late count. ``id`` None = not stored yet.
    ``late_percent``: of what is missing of a payment, where a late fee is not a sum. The other rarer terms: cli.md "plan".
    """

    name: str
    currency: str
    creditor: str | None = None
    kind: str = "other"
    balance: int | None = None
    principal: int | None = None
    interest: int | None = None
    fees: int | None = None
    penalties: int | None = None
    arrears: int | None = None
    to_bring_current: int | None = None
    to_close: int | None = None
    last_offer: int | None = None
    apr: Decimal | None = None
    minimum: int | None = None
    minimum_floor: int | None = None
    minimum_percent: Decimal | None = None
    minimum_plus: str | None = None
    minimum_of: str | None = None
    term_months: int | None = None
    due_day: int | None = None
    days_past_due: int | None = None
    due_since: date | None = None
    late_since: date | None = None
    account_tail: str | None = None
    liable: str | None = None
    disputed: bool = False
    priority: bool = False
    own_order: int | None = None
    day_count: str | None = None
    fee_percent: Decimal | None = None
    early_fees: str | None = None
    deferred_until: date | None = None
    deferred_apr: Decimal | None = None
    interest_waived_until: date | None = None
    account_fee: int | None = None
    late_fee: int | None = None
    late_percent: Decimal | None = None
    grace_days: int | None = None
    penalty_apr: Decimal | None = None
    credit_limit: int | None = None
    pause_from: date | None = None
    pause_until: date | None = None
    account: str | None = None
    allocation: str | None = None
    secured: bool = False
    settlement_amount: int | None = None
    settlement_until: date | None = None
    rate_steps: tuple[tuple[date, Decimal], ...] = ()
    holders: tuple[HolderEntry, ...] = ()
    id: int | None = None
    version: int = 1

    @property
    def is_apart(self) -> bool:
        """Disputed, not mine, or only guaranteed: shown apart, no extra money until the person says so."""
        return self.disputed or self.liable in ("guarantor", "not-me")
