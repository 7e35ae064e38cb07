"""The money behind the plan: by pay days or the same each month, and what is kept aside for a bad one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.money import to_major
from planner.services.household_plan import HouseholdPlan, PlanChoice, least_due
from planner.services.plan_means import Means
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from ui.viewmodels.plan_orders import Orders


class MoneyState(NamedTuple):
    """``follows``: the plan goes by pay days, ``range``: what that comes to; ``shock``: what was typed; ``aside``: what that keeps.

    ``kept``: what to say beside the interest where something is kept.
    """

    follows: bool = False
    range: str = ""
    shock: str = ""
    unit: str = ""
    aside: str = ""
    kept: str = ""


def money_state(session: Session, orders: Orders, made: HouseholdPlan) -> MoneyState:
    """Return what is said of the money behind a plan."""
    currency, money = made.plan.currency, orders.money
    spread = ""
    if money is not None and money.budgets:
        year = money.budgets[:12]
        blanks = {"least": session.money(min(year), currency), "most": session.money(max(year), currency)}
        spread = session.say(Text("From {least} to {most} a month, as your pay days fall.", blanks))
    elif orders.follows:
        spread = session.say(Text("No income of your budget has a day yet. Give one its next pay day."))
    return MoneyState(
        orders.follows,
        spread,
        "" if orders.shock is None or session.amounts_hidden else to_major(orders.shock, currency),
        "" if session.amounts_hidden else session.sign(currency),
        _aside(session, orders, made),
        _kept(session, orders, made),
    )


def beyond_means(session: Session, means: Means | None, budget: int, currency: str, *, split: bool = False) -> str:
    """Return by how much a plan asks for more than the budget has; empty where it does not, or nothing is known.

    ``split``: with what the budget's sum is made of, which is said once, where the plan stands.
    """
    if means is None or budget <= means.total:
        return ""
    blanks = {"asked": session.money(budget, currency), "left": session.money(means.total, currency)}
    blanks |= {"missing": session.money(budget - means.total, currency)}
    words = Text("The plan asks for {asked} a month. Your budget has {left} for debts: {missing} is missing.", blanks)
    if means.instalments and split:  # the budget page shows what is left without them
        blanks |= {"rest": session.money(means.left, currency), "agreed": session.money(means.instalments, currency)}
        words = Text(
            "The plan asks for {asked} a month. Your budget has {left} for debts, {rest} left over and {agreed} agreed instalments: {missing} is missing.",
            blanks,
        )
    return session.say(words)


def budget_first(session: Session, means: Means | None, budget: int, currency: str) -> tuple[str, str]:
    """Return what the budget has for debts each month, then what a plan asks for above that; both empty where it does not."""
    if means is None or budget <= means.total:
        return "", ""
    has, missing = session.money(means.total, currency), session.money(budget - means.total, currency)
    return (
        session.say(Text("Your budget has {amount} a month for debts.", {"amount": has})),
        session.say(Text("The plan asks for {amount} more than that.", {"amount": missing})),
    )


def promised_less(session: Session, made: HouseholdPlan) -> list[str]:
    """Return, of each debt of a plan, that what I promised for the coming month is less than the least payment it counts."""
    today, coming = session.today, add_months(session.today, 1)
    promised: dict[str, int] = {}
    for one in session.promises:
        if one.whose == "mine" and one.amount and not one.ended and today <= one.due_on < coming:
            promised[one.debt] = promised.get(one.debt, 0) + one.amount
    words = []
    for entry in made.entries:
        amount = promised.get(entry.name)
        least = least_due(entry, today) if amount else None
        if amount and least and amount < least:
            blanks = {"debt": entry.name, "promised": session.money(amount, entry.currency)}
            blanks["least"] = session.money(least, entry.currency)
            words.append(
                session.say(
                    Text(
                        "{debt}: you promised {promised}. The plan counts the least payment, {least}. Go by what you have in writing.",
                        blanks,
                    )
                )
            )
    return words


def short_words(session: Session, made: HouseholdPlan, currency: str, means: Means | None) -> str:
    """Return what is to be said where the plan does not end: that the money is short, or that interest is larger."""
    if made.plan.feasible:
        return ""
    if made.plan.budget < made.minimums:
        blanks = {"amount": session.money(made.plan.budget, currency), "asked": session.money(made.minimums, currency)}
        words = Text(
            "{amount} is less than lenders ask for, {asked} in all. Many people have been there, and there are ways forward.",
            blanks,
        )
        if means is not None and means.total >= made.minimums:
            words = Text(
                "{amount} is less than lenders ask for, {asked} in all. Your budget has enough for it.", blanks
            )
        return session.say(words)
    return session.say(Text("At this budget the interest grows faster than the payments. There are ways forward."))


def payable(orders: Orders, choice: PlanChoice, made: HouseholdPlan) -> HouseholdPlan:
    """Return the plan whose months can be paid: where money is short, never with more than the budget has (guards.md 5)."""
    means = None if orders.follows else orders.means
    if means is None or made.plan.feasible or made.plan.budget <= means.total:
        return made
    return orders.quick(choice._replace(budget=means.total)) or made


def ashore_label(session: Session, asked: str = "") -> str:
    """Return what stands over the day a plan ends; ``asked``: what it asks each month, where the budget has less."""
    if not asked:
        return session.say(Text("Ashore by"))
    return session.say(Text("If {amount} a month can be paid, ashore by", {"amount": asked}))


def _aside(session: Session, orders: Orders, made: HouseholdPlan) -> str:
    """Return how much is kept, and why."""
    from planner.services.pay_days import buffer_of

    if orders.shock is None:
        return session.say(Text("Nothing is kept aside, as long as you do not know what a bad month costs."))
    kept = buffer_of(orders.shock, made.minimums, made.plan.budget)
    if not kept:
        return session.say(Text("What you pay each month carries a bad one already. Nothing is kept aside."))
    blanks = {"amount": session.money(kept, made.plan.currency)}
    return session.say(Text("{amount} is kept aside first, so that a bad month need not take a payment.", blanks))


def _kept(session: Session, orders: Orders, made: HouseholdPlan) -> str:
    """Return that date and interest are those of a plan that keeps something aside: a little later or dearer than without."""
    from planner.services.pay_days import buffer_of

    kept = buffer_of(orders.shock, made.minimums, made.plan.budget)
    if not kept or not made.plan.feasible:
        return ""
    blanks = {"amount": session.money(kept, made.plan.currency)}
    return session.say(Text("{amount} is kept aside first. The date and the interest already include that.", blanks))
