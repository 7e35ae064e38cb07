"""What the payoff engine is told of one debt: frozen values in minor units and per cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from planner.payoff.special import Special

ASSUMED_APR = Decimal(24)
"""Per cent a year taken for a debt whose rate is not known; every plan that uses it says so."""


class Repayment(StrEnum):
    """How a debt is paid back by contract; each kind of debt has one."""

    OPEN = "open"
    EQUAL_INSTALMENT = "equal-instalment"
    EQUAL_PRINCIPAL = "equal-principal"
    INTEREST_ONLY = "interest-only"
    FEE_PLAN = "fee-plan"
    FLAT = "flat"


REPAYMENT_OF_KIND = {
    "card": Repayment.OPEN,
    "overdraft": Repayment.OPEN,
    "property-fee": Repayment.OPEN,
    "family": Repayment.OPEN,
    "other": Repayment.OPEN,
    "bnpl": Repayment.OPEN,
    "payday": Repayment.OPEN,
    "tax": Repayment.OPEN,
    "fine": Repayment.OPEN,
    "utility": Repayment.OPEN,
    "rent": Repayment.OPEN,
    "instalment": Repayment.EQUAL_INSTALMENT,
    "online-loan": Repayment.EQUAL_INSTALMENT,
    "consumer-loan": Repayment.EQUAL_INSTALMENT,
    "microloan": Repayment.EQUAL_INSTALMENT,
    "mortgage": Repayment.EQUAL_INSTALMENT,
    "student": Repayment.EQUAL_INSTALMENT,
    "equal-principal": Repayment.EQUAL_PRINCIPAL,
    "interest-only": Repayment.INTEREST_ONLY,
    "fee-instalment": Repayment.FEE_PLAN,
}


class MinimumRule(NamedTuple):
    """The least to pay a month: max(``fixed``, ``floor``, ``percent`` % of a base + what ``plus`` names).

    ``fixed`` and ``floor`` in minor units, ``percent`` in per cent. The base is the balance after the month's
    interest, or with ``of_principal`` the balance before it. ``plus`` is "", "interest" or "interest+fees".
    Source: cli.md "plan"; reference case CARD-MIN.
    """

    fixed: int = 0
    floor: int = 0
    percent: Decimal = Decimal(0)
    of_principal: bool = False
    plus: str = ""


class RateStep(NamedTuple):
    """From ``day`` on the debt is charged ``apr`` per cent a year."""

    day: date
    apr: Decimal


class DebtTerms(NamedTuple):
    """One debt as the engine sees it.

    ``balance`` is the whole sum today in minor units; ``apr`` per cent a year (None = unknown); ``term_months``
    the months left of an instalment contract; ``apart`` = disputed, not mine or only guaranteed: shown apart,
    gets no extra money; ``order`` the user's own rank; ``special`` the rarer terms, None for most debts.
    """

    name: str
    balance: int
    apr: Decimal | None = None
    kind: str = "other"
    minimum: MinimumRule = MinimumRule()
    rate_steps: tuple[RateStep, ...] = ()
    term_months: int | None = None
    due_day: int | None = None
    priority: bool = False
    apart: bool = False
    order: int | None = None
    special: Special | None = None
