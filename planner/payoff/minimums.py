"""The least that must be paid in a month, by the debt's contract: one function, one branch a kind of contract."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from planner.money import half_up
from planner.payoff.debts import REPAYMENT_OF_KIND, DebtTerms, Repayment
from planner.payoff.interest import MonthlyRate


class CompiledMinimum(NamedTuple):
    """A minimum rule in integers, ready for the loop. Amounts in minor units, months counted from 1."""

    base: int
    percent_numerator: int
    percent_denominator: int
    of_principal: bool
    plus_interest: bool
    repayment: Repayment
    term: int
    principal_part: int
    plus_fees: bool = False


def compile_minimum(debt: DebtTerms, *, flat: bool = False) -> CompiledMinimum:
    """Return ``debt``'s minimum rule in integers.

    ``flat``: an agreed plan of instalments without interest. It and a fee plan are floored to the minor unit, and the
    last instalment takes the rest (reference CN-60, CN-FEE-CENTS).
    """
    rule = debt.minimum
    numerator, denominator = rule.percent.as_integer_ratio()
    repayment = REPAYMENT_OF_KIND[debt.kind]
    term = debt.term_months or 0
    if flat and term:
        repayment = Repayment.FLAT
    elif not term and repayment is not Repayment.INTEREST_ONLY:
        repayment = Repayment.OPEN
    elif repayment is Repayment.FEE_PLAN and (debt.special is None or debt.special.fee_percent is None):
        repayment = Repayment.EQUAL_PRINCIPAL
    floored = repayment in (Repayment.FEE_PLAN, Repayment.FLAT)
    return CompiledMinimum(
        base=max(rule.fixed, rule.floor),
        percent_numerator=numerator,
        percent_denominator=denominator * 100,
        of_principal=rule.of_principal,
        plus_interest=bool(rule.plus),
        repayment=repayment,
        term=term,
        principal_part=(debt.balance // term if floored else half_up(debt.balance, term)) if term else 0,
        plus_fees=rule.plus == "interest+fees",
    )


def minimum_due(rule: CompiledMinimum, month: int, opening: int, interest: int, instalment: int, fees: int = 0) -> int:
    """Return the least due in ``month``, never above ``opening + interest + fees``.

    ``instalment`` is the equal instalment in force (``equal_instalment``), 0 for other contracts. An instalment
    contract's last month takes the whole balance, so that the last payment carries the rounding.
    """
    owed = opening + interest + fees
    due = rule.base
    if rule.percent_numerator or rule.plus_interest:
        base = opening if rule.of_principal else owed
        share = half_up(base * rule.percent_numerator, rule.percent_denominator)
        due = max(due, share + (interest if rule.plus_interest else 0) + (fees if rule.plus_fees else 0))
    if rule.repayment is not Repayment.OPEN:
        if rule.term and month >= rule.term:
            return owed
        if rule.repayment is Repayment.EQUAL_INSTALMENT:
            due = max(due, instalment + fees)
        elif rule.repayment is Repayment.INTEREST_ONLY:
            due = max(due, interest + fees)
        else:
            due = max(due, rule.principal_part + interest + fees)
    return min(due, owed)


def equal_instalment(balance: int, apr: Decimal, months: int) -> int:
    """Return the level payment that clears ``balance`` in ``months``, half-up to the minor unit.

    Annuity formula ``P i / (1 - (1+i)^-n)`` with ``i = apr / 1200``, in exact fractions; reference CN-EI-*.
    """
    if months <= 1:
        return balance
    numerator, denominator = apr.as_integer_ratio()
    denominator *= 1200
    if not numerator:
        return half_up(balance, months)
    grown = (numerator + denominator) ** months
    return half_up(balance * numerator * grown, denominator * (grown - denominator**months))


def level_instalment(balance: int, rates: Sequence[MonthlyRate]) -> int:
    """Return the level payment that clears ``balance`` in as many months as there are ``rates``, one a month, half-up.

    For months of different lengths: balance / sum of the discounts to each month.
    """
    if len(rates) <= 1:
        return balance
    with localcontext() as context:
        context.prec = 40
        discount, total = Decimal(1), Decimal(0)
        for rate in rates:
            discount /= 1 + Decimal(rate.numerator) / rate.denominator
            total += discount
        return int((balance / total).quantize(Decimal(1), ROUND_HALF_UP))
