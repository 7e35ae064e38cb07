"""When the money is short: three numbers beside fair offers, and which least payment to miss last if some must be (1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.errors import Text
from planner.payoff.shortfall import HOME, LONG_MONTHS, Damage, ShortNumbers, miss_last, short_numbers
from planner.services.household import DebtEntry
from planner.services.household_plan import choice_of, plan_currency, plan_household
from planner.services.missed import missed_words
from planner.services.plan_means import household_means
from planner.services.plan_money import budget_money, plan_money_of
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.plan_money import beyond_means
from ui.viewmodels.session import Session


class MissState(NamedTuple):
    """One least payment: what missing it does, in words, and what it costs at once; ``ends``: that the money ends here."""

    name: str
    icon: str
    due: str
    why: str
    fee: str
    ends: str = ""


class ShortState(NamedTuple):
    """The page. ``numbers``: (label, value); ``empty``: nothing is owed."""

    empty: bool
    reaches: str
    numbers: tuple[tuple[str, str], ...]
    how: str
    advice: str
    order: tuple[MissState, ...]


class ShortViewModel:
    """Looks at the plan's money as it stands."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> ShortState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        currency = plan_currency(session.debts, session.settings.get("currency")) or session.currency
        choice = choice_of(session.chosen, currency)
        names = [debt.name for debt in session.debts]
        means = household_means(session.household, currency, names) if names else None
        agreed = means.agreed if means else {}
        follows = plan_money_of(session.settings, currency).follows
        income = budget_money(session.household, currency, session.today) if follows else None
        made = plan_household(
            session.debts, currency, session.today, choice, keep_rows=False, money=income, agreed=agreed
        )
        if made is None:
            return ShortState(True, "", (), "", "", ())
        plan = made.plan

        def money(minor: int) -> str:
            return session.money(minor, currency)

        there = plan.budget if means is None else min(plan.budget, means.total)
        numbers = short_numbers(plan.debts, there, agreed)
        planned, there_is = Text("In the plan each month"), Text("Your budget has for debts each month")
        label = there_is if there < plan.budget else planned
        reaches = beyond_means(session, means, plan.budget, currency)
        if not reaches and there >= made.minimums:
            blanks = {"amount": money(there)}
            reaches = say(
                Text(
                    "{amount} a month covers every least payment at the moment. This page is for a month in which it does not.",
                    blanks,
                )
            )
        found = sorted(  # an agreed instalment stands under what a home depends on, and over the rest
            (
                one._replace(due=agreed.get(plan.debts[one.debt].name, one.due))
                for one in miss_last(plan.debts, session.today)
            ),
            key=lambda one: (one.rank > 0, _is_agreed(made.entries[one.debt], agreed)),
        )
        order, left = [], there
        for one in found:
            entry = made.entries[one.debt]
            fee = say(Text("{amount} late fee", {"amount": money(one.fee)})) if one.fee else ""
            ends = self._ends(money(there), left, one.due, currency) if there and 0 <= left < one.due else ""
            order.append(
                MissState(entry.name, icon_of(entry.kind), money(one.due), self._why(one, entry, agreed), fee, ends)
            )
            left -= one.due
        how = Text(
            "Each lender's fair share stays the same every month. The plan moves money on, so its months differ."
        )
        if agreed:
            how = Text(
                "Agreed instalments come first; each other lender's fair share stays the same every month. The plan moves money on, so its months differ."
            )
        return ShortState(
            False,
            reaches,
            self._numbers(numbers, say(label), money(there)),
            say(how),
            self._advice(numbers),
            tuple(order),
        )

    def _ends(self, all_of_it: str, left: int, due: int, currency: str) -> str:
        """Return that the money ends at a payment, and how much of it is still there."""
        money = self._session.money
        blanks = {"amount": all_of_it, "left": money(left, currency), "due": money(due, currency)}
        if not left:
            return self._session.say(Text("The {amount} is used up before this one.", blanks))
        return self._session.say(Text("The {amount} is used up here: {left} of {due} is left for it.", blanks))

    def _why(self, one: Damage, debt: DebtEntry, agreed: Mapping[str, int]) -> str:
        """Return what missing a payment does; an agreed instalment comes first because it is one."""
        if _is_agreed(debt, agreed):
            return self._session.say(Text("agreed instalment, in your budget"))
        return self._session.say(missed_words(one, debt, self._session.today))

    def _numbers(self, numbers: ShortNumbers, label: str, budget: str) -> tuple[tuple[str, str], ...]:
        say = self._session.say
        never = say(Text("no end"))
        return (
            (label, budget),
            (say(Text("Paid, if interest stops")), self._length(numbers.if_it_stops, never)),
            (say(Text("Paid, if interest runs on")), self._length(numbers.if_it_runs, never)),
        )

    def _length(self, months: int | None, never: str) -> str:
        if months is None:
            return never
        if months == 1:
            return self._session.say(Text("in 1 month"))
        return self._session.say(Text("in {months} months", {"months": str(months)}))

    def _advice(self, numbers: ShortNumbers) -> str:
        if numbers.is_long:
            blanks = {"years": str(LONG_MONTHS // 12)}
            return self._session.say(
                Text(
                    "Even with interest stopped this takes over {years} years. A free adviser knows what fits better.",
                    blanks,
                )
            )
        return self._session.say(Text("So ask for interest to stop: it is the line that changes most."))


def _is_agreed(debt: DebtEntry, agreed: Mapping[str, int]) -> bool:
    """Return whether a debt comes first because of its agreed instalment alone."""
    return debt.name in agreed and not debt.priority and debt.kind not in HOME
