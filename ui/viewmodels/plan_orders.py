"""The same money in other orders: what each saves, how many accounts it closes soon; the cheapest is found by the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.payoff.alternatives import Alternative
from planner.payoff.purse import Money
from planner.services.household_plan import HouseholdPlan, PlanChoice, plan_household, ready_debts
from planner.services.plan_means import household_means
from planner.services.plan_money import budget_money, plan_money_of
from planner.services.words import STRATEGIES, Strategy
from ui.viewmodels.session import Session

KEPT = 24
"""How many plans are remembered: those of one position of the slider and the one before."""
SOON = 12
"""Months within which closed accounts are counted."""
ORDERS = (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.CHEAPEST, Strategy.QUICK_WINS, Strategy.CUSTOM)
_QUICK = (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.QUICK_WINS, Strategy.CUSTOM)
SHORT_NAMES = {**STRATEGIES, Strategy.QUICK_WINS: Text("Quick wins")}
"""As they stand on the buttons; the comparison under them says the whole name."""

ORDER_WORDS = {
    Strategy.AVALANCHE: Text("What is left over goes to the debt with the highest interest."),
    Strategy.SNOWBALL: Text("What is left over goes to the smallest debt."),
    Strategy.CHEAPEST: Text("The order that costs the least interest and fees."),
    Strategy.QUICK_WINS: Text(
        "Debts that two months of extra money can clear go first, then the one with the highest interest."
    ),
    Strategy.CUSTOM: Text("What is left over goes to your debts in the order that you gave."),
    Strategy.MINIMUM_ONLY: Text("Only the least payments, and nothing on top."),
}
"""What the chosen order does, in a sentence under the buttons."""

Work = Callable[[Callable[[float], None], Callable[[], bool]], "Found | None"]


class OrderState(NamedTuple):
    """One order of paying, for the comparison. ``soft``: its figures are close, the exact ones are on their way.

    ``saves_nothing``: it is chosen to pay more than the least, and costs as much as the dearest.
    """

    id: str
    name: str
    ends: str
    interest: str
    chosen: bool
    saved: str = ""
    closed: str = ""
    soft: bool = False
    saves_nothing: bool = False


class Found(NamedTuple):
    """What the worker found for one choice: the cheapest plan, that for a little more a month, and offers beside the plan."""

    choice: PlanChoice
    plan: HouseholdPlan
    more: HouseholdPlan | None
    others: tuple[Alternative, ...]


class Orders:
    """Plans one household in every order. Where ``waits``, the cheapest plan is left to the worker, and a quick one stands in."""

    def __init__(self, session: Session, currency: str, *, waits: bool = False) -> None:
        self._session, self._currency, self.waits = session, currency, waits
        self._debts, self._today = tuple(session.debts), session.today
        self._own = any(debt.own_order is not None for debt in self._debts)
        self._found: dict[int | None, Found] = {}
        self._others: dict[PlanChoice, tuple[Alternative, ...]] = {}
        self._made: dict[PlanChoice, tuple[bool, HouseholdPlan | None]] = {}
        self._has_offers = any(debt.settlement_amount for debt in self._debts)
        said = plan_money_of(session.settings, currency)
        self.shock, self.follows = said.shock, said.follows
        self.money: Money | None = (
            budget_money(session.household, currency, self._today) if said.follows and self._debts else None
        )
        names = [debt.name for debt in self._debts]
        self.means = household_means(session.household, currency, names) if names else None
        self._agreed = self.means.agreed if self.means else ()
        self._ready = ready_debts(self._debts, currency, self._today, self._agreed)
        self.least = self.quick(PlanChoice(Strategy.MINIMUM_ONLY), rows=False)

    @property
    def offered(self) -> list[Strategy]:
        """The orders to choose from; one's own only where it was said."""
        return [order for order in ORDERS if self._own or order is not Strategy.CUSTOM]

    def quick(self, choice: PlanChoice, *, rows: bool = True, look_round: bool = False) -> HouseholdPlan | None:
        """Return a plan that is reckoned at once; alternatives to it only where it is to ``look_round``."""
        known = self._made.get(choice)
        if known is not None and not look_round and (known[0] or not rows):
            return known[1]
        minimal = choice.strategy is Strategy.MINIMUM_ONLY
        made = plan_household(
            self._debts,
            self._currency,
            self._today,
            choice,
            keep_rows=rows,
            money=None if minimal else self.money,
            shock=None if minimal else self.shock,
            look_round=look_round,
            agreed=self._agreed,
            ready=self._ready,
        )
        if len(self._made) >= KEPT:
            self._made = {}
        self._made[choice] = rows, made
        return made

    def plan(self, choice: PlanChoice, *, rows: bool = True) -> HouseholdPlan | None:
        """Return the plan of a choice; for the cheapest, until it is found, the best of the quick ones."""
        if choice.strategy is not Strategy.CHEAPEST:
            return self.quick(choice, rows=rows)
        found = self._found.get(choice.budget)
        if found is not None:
            return found.plan
        if not self.waits:
            made = self.quick(choice)
            if made is not None:
                self._found[choice.budget] = Found(choice, made, None, ())
            return made
        return self._stand_in(choice, rows=rows)

    def more(self, choice: PlanChoice, budget: int) -> HouseholdPlan | None:
        """Return the plan of a choice with a ``budget`` that is a little more."""
        if choice.strategy is Strategy.CHEAPEST:
            found = self._found.get(choice.budget)
            if found is not None and found.more is not None:
                return found.more
            choice = choice._replace(strategy=Strategy.AVALANCHE)
        return self.quick(choice._replace(budget=budget), rows=False)

    def is_soft(self, choice: PlanChoice) -> bool:
        """Whether the cheapest plan of this budget is not found yet."""
        return self.waits and bool(self._debts) and choice.budget not in self._found

    def work(self, choice: PlanChoice, more: int) -> Work | None:
        """Return the search for the cheapest plan and for offers, which may run on another thread; None where all is known."""
        if not self.is_soft(choice) and (not self._has_offers or choice in self._others):
            return None
        cheapest, known = PlanChoice(Strategy.CHEAPEST, choice.budget), self._found.get(choice.budget)

        def search(_report: Callable[[float], None], stopped: Callable[[], bool]) -> Found | None:
            made = known.plan if known else None if stopped() else self.quick(cheapest)
            if made is None or stopped():
                return None
            richer = known.more if known else None
            if richer is None:
                richer = self.quick(cheapest._replace(budget=made.plan.budget + more), rows=False)
            return Found(choice, made, richer, () if stopped() else self._seek(choice))

        return search

    def others(self, choice: PlanChoice) -> tuple[Alternative, ...]:
        """Return the offers that could be taken instead; where this ``waits``, nothing until they are found."""
        if not self.waits and choice not in self._others:
            self._others[choice] = self._seek(choice)
        return self._others.get(choice, ())

    def _seek(self, choice: PlanChoice) -> tuple[Alternative, ...]:
        made = self.quick(choice, look_round=True) if self._has_offers else None
        return () if made is None else made.plan.alternatives

    def take(self, found: Found | None) -> None:
        """Keep what the worker found."""
        if found is not None:
            self._found[found.choice.budget] = found
            self._others[found.choice] = found.others

    def comparison(self, choice: PlanChoice, made: HouseholdPlan) -> tuple[OrderState, ...]:
        """Return every order at this budget, with what it saves against the dearest of them that ends."""
        plans: list[tuple[Strategy, HouseholdPlan]] = []
        for order in (*self.offered, Strategy.MINIMUM_ONLY):
            chosen = order is choice.strategy
            if order is Strategy.MINIMUM_ONLY:
                other = self.least
            else:
                other = made if chosen else self.plan(PlanChoice(order, choice.budget), rows=False)
            if other is not None:
                plans.append((order, other))
        dearest = max((_cost(one) for _, one in plans if one.plan.feasible), default=0)
        return tuple(self._row(order, one, dearest, choice) for order, one in plans)

    def _row(self, order: Strategy, made: HouseholdPlan, dearest: int, choice: PlanChoice) -> OrderState:
        session, plan = self._session, made.plan
        saved = dearest - _cost(made) if plan.feasible else 0
        ends = session.say(Text("not within 50 years"))
        if plan.months is not None:
            ends = session.month(add_months(plan.start, plan.months))
        return OrderState(
            order.value,
            session.say(STRATEGIES[order]),
            ends,
            session.money(_cost(made), self._currency) if plan.feasible else "",
            order is choice.strategy,
            session.money(saved, self._currency) if saved > 0 else "",
            self._closed(made) if plan.feasible else "",
            order is Strategy.CHEAPEST and self.is_soft(choice),
            plan.feasible and saved <= 0 and order is not Strategy.MINIMUM_ONLY,
        )

    def saved(self, made: HouseholdPlan) -> str:
        """Return what a plan saves in interest and fees against the least payments alone; empty where that is nothing."""
        least = self.least.plan if self.least else None
        if least is None or not least.feasible or not made.plan.feasible:
            return ""
        saved = least.interest + least.fees - _cost(made)
        return self._session.money(saved, self._currency) if saved > 0 else ""

    def _closed(self, made: HouseholdPlan) -> str:
        closed = sum(1 for month in made.plan.run.payoff_months if month is not None and month <= SOON)
        blanks = {"count": str(closed), "all": str(len(made.entries))}
        return self._session.say(Text("{count} of {all} paid off within a year", blanks))

    def _stand_in(self, choice: PlanChoice, *, rows: bool) -> HouseholdPlan | None:
        tried = [
            made
            for order in _QUICK
            if order in self.offered and (made := self.quick(PlanChoice(order, choice.budget), rows=False)) is not None
        ]
        if not tried:
            return None
        best = min(tried, key=lambda made: (not made.plan.feasible, _cost(made)))
        return self.quick(PlanChoice(best.plan.strategy, choice.budget)) if rows else best


def _cost(made: HouseholdPlan) -> int:
    """Return what a plan costs in interest and fees."""
    return made.plan.interest + made.plan.fees
