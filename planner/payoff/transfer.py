"""A scenario: several debts become one, with a fee and a rate of its own; beside the plan, never in its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planner.errors import Text
from planner.money import half_up
from planner.payoff.debts import DebtTerms, MinimumRule, RateStep
from planner.payoff.plan import Plan, build_plan
from planner.payoff.strategies import Strategy

LEAST_GAIN = 100
"""One part in this many of the interest: below it, a new contract is not worth its trouble (plan-engine.md 2.5)."""

RISKS = (
    Text("The old accounts stay open unless you close them; what is borrowed on them again comes on top."),
    Text("Ask what the rate is after any introductory time, and what a late payment does to it."),
    Text("A loan against your home turns ordinary debts into ones that can cost the home."),
    Text("Somebody who wants money first to arrange it is not a lender."),
)


class Offer(NamedTuple):
    """What is offered: ``fee_percent`` of what is moved is added to it; ``steps``: rates from days on; ``term`` in months."""

    apr: Decimal
    fee_percent: Decimal = Decimal(0)
    steps: tuple[RateStep, ...] = ()
    term: int | None = None


class Transfer(NamedTuple):
    """The scenario beside the plan. Money in minor units; ``saved`` in interest and fees, ``longer`` in months.

    ``is_worth_it``: it saves more than one per cent of the interest, and takes no longer.
    """

    moved: tuple[str, ...]
    fee: int
    plan: Plan
    saved: int | None
    longer: int | None
    is_worth_it: bool
    risks: tuple[Text, ...] = RISKS


def transfer(
    plan: Plan, chosen: Collection[int], offer: Offer, name: str, *, start: date, strategy: Strategy
) -> Transfer:
    """Return the plan with the debts ``chosen`` (by index) paid off by a new one called ``name``, at the same budget."""
    debts: Sequence[DebtTerms] = plan.debts
    moved = sum(debts[i].balance for i in chosen)
    numerator, denominator = offer.fee_percent.as_integer_ratio()
    fee = half_up(moved * numerator, denominator * 100)
    new = DebtTerms(
        name,
        moved + fee,
        offer.apr,
        "instalment" if offer.term else "card",
        MinimumRule(),
        offer.steps,
        offer.term,
    )
    kept = [debt for i, debt in enumerate(debts) if i not in chosen]
    other = build_plan(
        [*kept, new], currency=plan.currency, start=start, strategy=strategy, budget=plan.budget, keep_rows=False
    )
    names = tuple(debts[i].name for i in sorted(chosen))
    if not plan.feasible or not other.feasible:
        return Transfer(names, fee, other, None, None, other.feasible and not plan.feasible)
    before = plan.interest + plan.fees
    saved = before - (other.interest + other.fees + fee)
    longer = (other.months or 0) - (plan.months or 0)
    return Transfer(names, fee, other, saved, longer, saved * LEAST_GAIN > before and longer <= 0)
