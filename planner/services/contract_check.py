"""A loan contract held against the money: what really came, what is bundled into each payment, what it truly costs a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planner.payoff.apr import Flow, NoRate, Rates, rates
from planner.rules.law import load_law

_KEPT_BACK = {"china": "cn.rate.no-prededuct"}
"""By place: the rule about money that is kept back when a loan is paid out."""


class ContractCheck(NamedTuple):
    """Amounts in minor units. ``kept_back`` of the principal; ``bundled``: insurance, member and guarantee fees over all payments;
    ``over``: paid back in all beyond what was received; ``rates``: the true ones, None where nothing fits."""

    kept_back: int
    bundled: int
    over: int
    rates: Rates | None


class LawLine(NamedTuple):
    """What the law of a place says, and where."""

    words: str
    citation: str


def check_contract(principal: int, received: int, each: int, bundled_each: int, months: int) -> ContractCheck:
    """Return what a contract of ``months`` equal payments comes to; ``each`` without what is ``bundled_each`` with it."""
    paid = each + bundled_each
    flows = [Flow(Decimal(0), Decimal(received))]
    flows += [Flow(Decimal(month), Decimal(-paid)) for month in range(1, months + 1)]
    try:
        found = rates(flows, Decimal(12))
    except NoRate:
        found = None
    return ContractCheck(max(0, principal - received), bundled_each * months, paid * months - received, found)


def law_of_kept_back(place: str | None, on: date, language: str) -> LawLine | None:
    """Return what the law of ``place`` says of money kept back at the start; None where it was not looked up."""
    if place not in _KEPT_BACK:
        return None
    rule = load_law(place).rule(_KEPT_BACK[place])
    if rule.from_on is not None and on < rule.from_on:
        return None
    return LawLine(rule.say["tells"][language], rule.citation)
