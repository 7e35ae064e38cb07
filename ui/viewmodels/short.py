"""When the money is short: three numbers beside fair offers, and which least payment to miss last if some must be (1.4)."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.payoff.shortfall import LONG_MONTHS, ShortNumbers, miss_last, short_numbers
from planner.services.household_plan import choice_of, plan_currency, plan_household
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.session import Session


class MissState(NamedTuple):
    """One least payment: what missing it does, in words, and what it costs at once."""

    name: str
    icon: str
    due: str
    why: str
    fee: str


class ShortState(NamedTuple):
    """The page. ``numbers``: (label, value); ``empty``: nothing is owed."""

    empty: bool
    reaches: str
    numbers: tuple[tuple[str, str], ...]
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
        made = plan_household(session.debts, currency, session.today, choice, keep_rows=False)
        if made is None:
            return ShortState(True, "", (), "", ())
        plan = made.plan

        def money(minor: int) -> str:
            return session.money(minor, currency)

        numbers = short_numbers(plan.debts, plan.budget)
        reaches = ""
        if plan.budget >= made.minimums:
            blanks = {"amount": money(plan.budget)}
            reaches = say(
                Text(
                    "Just now {amount} a month covers every least payment. This page is for a month in which it does not.",
                    blanks,
                )
            )
        order = tuple(
            MissState(
                plan.debts[one.debt].name,
                icon_of(made.entries[one.debt].kind),
                money(one.due),
                say(one.words),
                say(Text("{amount} late fee", {"amount": money(one.fee)})) if one.fee else "",
            )
            for one in miss_last(plan.debts, session.today)
        )
        return ShortState(False, reaches, self._numbers(numbers, money(plan.budget)), self._advice(numbers), order)

    def _numbers(self, numbers: ShortNumbers, budget: str) -> tuple[tuple[str, str], ...]:
        say = self._session.say
        never = say(Text("no end"))
        return (
            (say(Text("What there is each month")), budget),
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
