"""Creditors, debts, and what belongs to a debt. Everything a frightened person may not know may be empty (None)."""

from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Field, SQLModel

from planner.model.columns import Instant, Money, Rate


class Creditor(SQLModel, table=True):
    """Who lent the money."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class Debt(SQLModel, table=True):
    """One debt. Amounts in minor units of ``currency``, rates in per cent a year; None means "don't know"."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    creditor_id: int | None = Field(default=None, foreign_key="creditor.id")
    kind: str = "other"
    currency: str
    balance: int | None = Field(default=None, sa_type=Money)
    principal: int | None = Field(default=None, sa_type=Money)
    interest: int | None = Field(default=None, sa_type=Money)
    fees: int | None = Field(default=None, sa_type=Money)
    penalties: int | None = Field(default=None, sa_type=Money)
    arrears: int | None = Field(default=None, sa_type=Money)
    to_bring_current: int | None = Field(default=None, sa_type=Money)
    to_close: int | None = Field(default=None, sa_type=Money)
    last_offer: int | None = Field(default=None, sa_type=Money)
    apr: Decimal | None = Field(default=None, sa_type=Rate)
    minimum: int | None = Field(default=None, sa_type=Money)
    minimum_floor: int | None = Field(default=None, sa_type=Money)
    minimum_percent: Decimal | None = Field(default=None, sa_type=Rate)
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
    fee_percent: Decimal | None = Field(default=None, sa_type=Rate)
    early_fees: str | None = None
    deferred_until: date | None = None
    deferred_apr: Decimal | None = Field(default=None, sa_type=Rate)
    interest_waived_until: date | None = None
    account_fee: int | None = Field(default=None, sa_type=Money)
    late_fee: int | None = Field(default=None, sa_type=Money)
    late_percent: Decimal | None = Field(default=None, sa_type=Rate)
    grace_days: int | None = None
    penalty_apr: Decimal | None = Field(default=None, sa_type=Rate)
    credit_limit: int | None = Field(default=None, sa_type=Money)
    pause_from: date | None = None
    pause_until: date | None = None
    account: str | None = None
    allocation: str | None = None
    secured: bool = False
    settlement_amount: int | None = Field(default=None, sa_type=Money)
    settlement_until: date | None = None
    version: int = 1


class RateStep(SQLModel, table=True):
    """From a day on, a debt is charged another rate."""

    __tablename__ = "rate_step"

    id: int | None = Field(default=None, primary_key=True)
    debt_id: int = Field(foreign_key="debt.id")
    from_on: date
    apr: Decimal = Field(sa_type=Rate)


class Holder(SQLModel, table=True):
    """Who collects a debt, and who did before."""

    id: int | None = Field(default=None, primary_key=True)
    debt_id: int = Field(foreign_key="debt.id")
    name: str
    role: str | None = None
    from_on: date | None = None
    until_on: date | None = None


class Payment(SQLModel, table=True):
    """Money paid on a debt, in minor units of its currency, and what of it came off which sum: taking it back returns that."""

    id: int | None = Field(default=None, primary_key=True)
    debt_id: int = Field(foreign_key="debt.id")
    amount: int = Field(sa_type=Money)
    paid_on: date
    taken_off: int = Field(default=0, sa_type=Money)
    off_arrears: int = Field(default=0, sa_type=Money)
    off_to_bring_current: int = Field(default=0, sa_type=Money)
    made_at: datetime = Field(sa_type=Instant)


class Plan(SQLModel, table=True):
    """A plan the person chose; ``debt_order`` holds debt ids as JSON, kept when the plan is replayed.

    ``made_of``: the debts as they stood, as JSON; None for a plan from before they were kept.
    """

    id: int | None = Field(default=None, primary_key=True)
    strategy: str
    currency: str
    budget: int | None = Field(default=None, sa_type=Money)
    extra: int | None = Field(default=None, sa_type=Money)
    start_on: date
    debt_order: str
    made_of: str | None = None
    made_at: datetime = Field(sa_type=Instant)


class Setting(SQLModel, table=True):
    """One setting of the household."""

    key: str = Field(primary_key=True)
    value: str
