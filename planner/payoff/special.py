"""What some debts have beyond balance, rate and least payment: fees, deadlines, pauses, shared accounts, offers to settle."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

DAY_COUNTS = ("monthly", "act/365", "act/360", "act/365-compound", "act/360-compound")
ALLOCATIONS = ("lowest-first", "highest-first", "pro-rata")
DUE, WAIVED = "due", "waived"


class Special(NamedTuple):
    """The rarer terms of a debt; every field empty says nothing. Money in minor units, rates in per cent.

    ``day_count``: how days make a month's interest. ``fee_percent``: of ``principal``, once an instalment;
    ``early``: what paying early costs a fee plan (all fees stay ``due``, the rest is ``waived``, or so many per cent of
    what is paid early). ``deferred_until``: nothing is charged where all is paid by then, else interest at
    ``deferred_apr`` from the start on is added. ``waived_until``: no interest before that day. ``account_fee``: each month
    while open. ``late_fee`` or ``late_percent`` (of what is missing), ``grace_days``, ``penalty_apr``: what a missed
    payment brings. ``pause_from``, ``pause_until``: no payment is due from the one day until before the other.
    ``account``: rows of one card; ``allocation``: to which of them its least payment goes.
    """

    day_count: str = ""
    principal: int | None = None
    fee_percent: Decimal | None = None
    early: str | Decimal = DUE
    deferred_until: date | None = None
    deferred_apr: Decimal | None = None
    waived_until: date | None = None
    account_fee: int = 0
    late_fee: int = 0
    late_percent: Decimal | None = None
    grace_days: int = 0
    penalty_apr: Decimal | None = None
    credit_limit: int | None = None
    pause_from: date | None = None
    pause_until: date | None = None
    account: str = ""
    allocation: str = ""
    secured: bool = False
    settlement: int | None = None
    settlement_until: date | None = None


PLAIN = Special()
