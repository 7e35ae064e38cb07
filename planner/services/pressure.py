"""Somebody presses for a payment now: what it would cost the other debts, said before it is made. Decide tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from planner.errors import Text
from planner.model.entry import DebtEntry
from planner.payoff.purse import Money
from planner.payoff.shortfall import Pressed, pressed_payment
from planner.services.household_plan import PlanChoice, plan_household


class Pressure(NamedTuple):
    """``missed``: names of the debts whose least payment of this month it would take, in whole or in part.

    ``asked``: what they want; ``amount``: what of it is owed at all; ``budget``: what the plan has this month.
    """

    debt: str
    asked: int
    amount: int
    budget: int
    currency: str
    pressed: Pressed
    missed: tuple[str, ...]


def under_pressure(
    debts: Sequence[DebtEntry],
    on: date,
    choice: PlanChoice,
    pressing: DebtEntry,
    amount: int,
    *,
    money: Money | None = None,
) -> Pressure | None:
    """Return what paying ``amount`` (minor units) on ``pressing`` today does to the plan; None where it is in no plan.

    ``money``: what real pay days leave, where the plan follows them, so that it has the figure of every other page.
    """
    made = plan_household(debts, pressing.currency, on, choice, keep_rows=False, money=money)
    index = next((i for i, one in enumerate(made.entries) if one.id == pressing.id), None) if made else None
    if made is None or index is None:
        return None
    plan = made.plan
    found = pressed_payment(plan.debts, on, choice.strategy, plan.budget, index, amount)
    names = tuple(made.entries[i].name for i in found.missed)
    owed = min(amount, pressing.balance or 0)
    return Pressure(pressing.name, amount, owed, plan.budget, pressing.currency, found, names)


def pressure_texts(
    pressure: Pressure, money: Callable[[int, str], str], listed: Callable[[Sequence[str]], str] = ", ".join
) -> tuple[Text, ...]:
    """Return it in sentences, the heaviest first; ``money`` writes an amount and ``listed`` names for the reader."""
    found, code = pressure.pressed, pressure.currency
    blanks = {"amount": money(pressure.amount, code), "debt": pressure.debt}
    texts = []
    if pressure.asked > pressure.amount:
        blanks |= {"asked": money(pressure.asked, code)}
        texts.append(Text("They ask for {asked}. You owe {amount} on {debt}, so only that is counted.", blanks))
    if found.missing:
        blanks |= {"missing": money(found.missing, code), "others": listed(pressure.missed)}
        blanks |= {"budget": money(pressure.budget, code)}
        over = pressure.amount - pressure.budget
        if over > 0:
            blanks |= {"over": money(over, code)}
            words = Text(
                "The plan has {budget} this month. {amount} on {debt} is {over} more than that, and nothing would be left for {others}: {missing}.",
                blanks,
            )
        else:
            words = Text(
                "The plan has {budget} this month. {amount} on {debt} now leaves {missing} too little for the least payments of {others}.",
                blanks,
            )
        texts.append(words)
        if found.late_fees:
            texts.append(Text("Late fees on those: {fees}.", {"fees": money(found.late_fees, code)}))
    if found.cost is not None and found.cost > 0:
        blanks |= {"cost": money(found.cost, code), "months": str(found.months)}
        if found.months == 1:
            texts.append(Text("By the end it costs {cost} more in interest and fees, and a month more.", blanks))
        elif found.months and found.months > 0:
            texts.append(
                Text("By the end it costs {cost} more in interest and fees, and {months} months more.", blanks)
            )
        else:
            texts.append(Text("By the end it costs {cost} more in interest and fees.", blanks))
    elif not found.missing and found.cost is not None:
        texts.append(Text("{amount} on {debt} now fits: no least payment is missed, and it costs no more.", blanks))
    texts.append(Text("Nothing has to be decided in a call. Tomorrow is soon enough."))
    return tuple(texts)
