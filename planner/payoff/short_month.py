"""A month in which the money does not reach, and the cents that rounding leaves."""

from __future__ import annotations

from collections.abc import Sequence

from planner.payoff.debts import DebtTerms, Repayment
from planner.payoff.minimums import CompiledMinimum
from planner.payoff.offers import share_pro_rata


def rounding_left(
    rules: list[CompiledMinimum],
    month: int,
    open_debts: list[int],
    least: list[int],
    instalments: list[int],
    charges: Sequence[int],
) -> int:
    """Return the cents by which last instalments exceed the level ones: they may go over the budget.

    Half a cent of rounding a month gathers in the last instalment; without this a loan paid exactly as agreed
    would count as one that its own instalment cannot pay. ``charges``: this month's fees by debt index.
    """
    over = 0
    for i in open_debts:
        rule = rules[i]
        if month == rule.term and rule.repayment is Repayment.EQUAL_INSTALMENT:
            residue = least[i] - max(instalments[i], rule.base)
        elif month == rule.term and rule.repayment in (Repayment.FLAT, Repayment.FEE_PLAN):
            residue = least[i] - rule.principal_part - charges[i]
        else:
            continue
        over += residue if 0 < residue <= rule.term else 0
    return over


def first_not_covered(order: list[int], open_debts: list[int], least: list[int], budget: int) -> int:
    """Return the first debt, in paying order, whose minimum no longer fits into the budget."""
    for i in order:
        if i in open_debts:
            budget -= least[i]
            if budget < 0:
                return i
    return order[0]


def share_short_month(
    debts: Sequence[DebtTerms],
    budget: int,
    order: list[int],
    open_debts: list[int],
    balances: Sequence[int],
    owed: Sequence[int],
    least: list[int],
    pays: list[int],
) -> dict[int, str]:
    """Fill ``pays`` for a month whose minimums are above the budget; return the reason of each payment.

    A priority debt gets its agreed minimum (all it can take where none is agreed); what remains goes pro-rata by
    balance to the rest (plan-engine.md 1.4), as in offers: by ``balances`` before the interest of the month, unless these
    take less than there is. ``owed``: with that interest. Both by debt index.
    """
    reasons: dict[int, str] = {}
    left = budget
    ordinary = []
    for i in order:
        if i not in open_debts:
            continue
        if debts[i].priority:
            pays[i] = min(left, least[i] or owed[i])
            left -= pays[i]
            reasons[i] = "priority"
        else:
            ordinary.append(i)
            reasons[i] = "offer"
    # Equal remainders go by name, so that the order of the rows changes nothing.
    ordinary.sort(key=lambda i: debts[i].name)
    base = balances if sum(balances[i] for i in ordinary) > left else owed
    for i, share in zip(ordinary, share_pro_rata(left, [base[i] for i in ordinary]), strict=True):
        pays[i] = share
    return reasons
