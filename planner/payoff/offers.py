"""Fair offers when money is short: priority debts first and in full, the rest pro-rata to the cent.

Rule: floor, left-over cents to the largest remainders, ties to the earlier row, never above a balance.
Source: National Debtline pro-rata method; reference PRORATA-1 and peers.md 4D.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.money import exponent


class OfferDebt(NamedTuple):
    """A debt to be offered something: ``balance`` in minor units, ``priority`` comes first."""

    name: str
    balance: int
    priority: bool = False
    apart: bool = False


class Offer(NamedTuple):
    """What to offer a month, in minor units; ``token`` suggests a token sum where the offer is under one unit."""

    name: str
    offer: int
    token: int | None


def share_pro_rata(available: int, balances: Sequence[int]) -> list[int]:
    """Return shares of ``available`` in proportion to ``balances``; sums to min(available, sum of balances)."""
    total = sum(balances)
    if total <= available:
        return list(balances)
    shares = [available * balance // total for balance in balances]
    remainders = [available * balance % total for balance in balances]
    left = available - sum(shares)
    for index in sorted(range(len(balances)), key=lambda i: -remainders[i])[:left]:
        shares[index] += 1
    return shares


def make_offers(debts: Sequence[OfferDebt], available: int, currency: str) -> list[Offer]:
    """Return one offer a debt, in the order given; debts set apart (disputed, not mine) get none."""
    offers = [0] * len(debts)
    left = available
    for index, debt in enumerate(debts):
        if debt.priority and not debt.apart:
            offers[index] = min(debt.balance, left)
            left -= offers[index]
    ordinary = [i for i, debt in enumerate(debts) if not debt.priority and not debt.apart]
    for index, share in zip(ordinary, share_pro_rata(left, [debts[i].balance for i in ordinary]), strict=True):
        offers[index] = share
    one = int(10 ** exponent(currency))
    return [
        Offer(debt.name, offer, min(one, debt.balance) if offer < one and debt.balance and not debt.apart else None)
        for debt, offer in zip(debts, offers, strict=True)
    ]
