"""The true yearly rate of a loan from its flows of money: nominal, effective, and per period, always named.

General equation: sum of A / ((1 + f i)(1 + i)^t) = 0, money received positive, paid negative; t whole unit-periods, f the
part of one (12 CFR 1026 Appendix J (b)(8)). Whole years as unit-period give the effective rate of Directive 98/7/EC and of the
UK's APR. Rates in per cent, computed with 40 digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

DIGITS = 40
_LEAST, _MOST = Decimal("-0.99"), Decimal(10) ** 6
_STEPS = (0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100, 10_000, 1_000_000)


class Flow(NamedTuple):
    """Money at ``t`` + ``f`` unit-periods from the first: received positive, paid negative."""

    t: Decimal
    amount: Decimal
    f: Decimal = Decimal(0)


class Rates(NamedTuple):
    """Per cent: ``nominal`` = periodic x periods a year; ``effective`` = (1 + periodic)^periods - 1; ``periodic``."""

    nominal: Decimal
    effective: Decimal
    periodic: Decimal


class NoRate(ValueError):
    """No rate makes these flows balance: nothing was received, or nothing is paid."""


class FeePlan(NamedTuple):
    """An instalment plan with fees on the ORIGINAL principal (分期手续费). Rates are per cent of it.

    ``fee`` a period, ``upfront`` kept back at the start, ``first_bill`` with the first payment. ``settle_at``: paid off
    together with that instalment; ``early``: ``due`` (the fees left stay due), ``waived``, or a per cent of what is left.
    """

    principal: Decimal
    months: int
    fee: Decimal = Decimal(0)
    upfront: Decimal = Decimal(0)
    first_bill: Decimal = Decimal(0)
    settle_at: int | None = None
    early: Decimal | str = "due"


def periodic_rate(flows: Sequence[Flow]) -> Decimal:
    """Return the rate per unit-period (0.01 is 1 %) that balances ``flows``; raises ``NoRate``.

    Where several do, the one nearest to zero from above, else from below.
    """
    if not any(flow.amount > 0 for flow in flows) or not any(flow.amount < 0 for flow in flows):
        raise NoRate
    with localcontext() as context:
        context.prec = DIGITS + 10
        low, high = _bracket(flows)
        for _ in range(60):  # to about 18 digits
            middle = (low + high) / 2
            if (_value(flows, middle) > 0) == (_value(flows, high) > 0):
                high = middle
            else:
                low = middle
        rate = (low + high) / 2
        for _ in range(4):  # each step doubles the digits
            slope = _slope(flows, rate)
            if slope == 0:
                break
            rate -= _exact(flows, rate) / slope
    with localcontext() as context:
        context.prec = DIGITS
        return +rate


def rates(flows: Sequence[Flow], per_year: Decimal) -> Rates:
    """Return the rates of ``flows`` whose unit-period comes ``per_year`` times a year; raises ``NoRate``."""
    return _rates(periodic_rate(flows), per_year)


def rates_by_years(flows: Sequence[Flow]) -> Rates:
    """Return the rates of flows counted in years: ``effective`` is the root, the other two are said by the month."""
    effective = periodic_rate(flows)
    with localcontext() as context:
        context.prec = DIGITS
        monthly = (1 + effective) ** (Decimal(1) / 12) - 1
        return Rates(monthly * 1200, effective * 100, monthly * 100)


def fee_plan_flows(plan: FeePlan) -> list[Flow]:
    """Return the flows of a fee plan, unrounded: equal parts of the principal, each with its fee, months as unit-period."""
    part, fee = plan.principal / plan.months, plan.principal * plan.fee / 100
    last = plan.settle_at or plan.months
    flows = [Flow(Decimal(0), plan.principal - plan.principal * plan.upfront / 100)]
    for month in range(1, last + 1):
        paid = part + fee
        if month == 1:
            paid += plan.principal * plan.first_bill / 100
        if month == last and last < plan.months:
            left = part * (plan.months - last)
            paid += left + _early(plan, left, fee * (plan.months - last))
        flows.append(Flow(Decimal(month), -paid))
    return flows


def fee_plan_rates(plan: FeePlan) -> Rates:
    """Return the true rates of a fee plan."""
    return rates(fee_plan_flows(plan), Decimal(12))


def saved_by_settling(plan: FeePlan, at: int) -> Decimal:
    """Return what settling with instalment ``at`` saves in fees: nothing where the fees left stay due."""
    left = plan.principal / plan.months * (plan.months - at)
    fees = plan.principal * plan.fee / 100 * (plan.months - at)
    return fees - _early(plan, left, fees)


def _early(plan: FeePlan, left: Decimal, fees_left: Decimal) -> Decimal:
    if plan.early == "waived":
        return Decimal(0)
    if plan.early == "due":
        return fees_left
    return left * Decimal(plan.early) / 100


def _rates(periodic: Decimal, per_year: Decimal) -> Rates:
    with localcontext() as context:
        context.prec = DIGITS
        return Rates(periodic * per_year * 100, ((1 + periodic) ** per_year - 1) * 100, periodic * 100)


def _bracket(flows: Sequence[Flow]) -> tuple[Decimal, Decimal]:
    steps = [Decimal(str(step)) for step in _STEPS]
    below = [-step for step in steps if step < 1] + [_LEAST]
    for row in (steps, below):
        before = _value(flows, row[0])
        if before == 0:
            return row[0], row[0]
        for low, high in zip(row, row[1:], strict=False):
            after = _value(flows, high)
            if after == 0 or (before > 0) != (after > 0):
                return low, high
            before = after
    raise NoRate


def _value(flows: Iterable[Flow], rate: Decimal) -> float:
    """Return the value of ``flows`` at ``rate`` in floating point: enough to see on which side of the root it is."""
    r = float(rate)
    total = 0.0
    for flow in flows:
        try:
            total += float(flow.amount) / ((1 + float(flow.f) * r) * (1 + r) ** float(flow.t))
        except OverflowError:
            continue
    return total


def _exact(flows: Iterable[Flow], rate: Decimal) -> Decimal:
    return sum((flow.amount / ((1 + flow.f * rate) * (1 + rate) ** flow.t) for flow in flows), Decimal(0))


def _slope(flows: Iterable[Flow], rate: Decimal) -> Decimal:
    total = Decimal(0)
    for flow in flows:
        part = 1 + flow.f * rate
        value = flow.amount / (part * (1 + rate) ** flow.t)
        total -= value * (flow.f / part + flow.t / (1 + rate))
    return total
