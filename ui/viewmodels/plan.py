"""The plan: when it ends, what to pay each month and why, what another order or a little more would change."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from planner.dates import add_months
from planner.errors import PlannerError, StoreError, Text
from planner.services.household_plan import HouseholdPlan, PlanChoice, choice_of, plan_currency, stored_plan
from planner.services.planning import CONVENTION
from planner.services.words import Strategy, months_to_go
from ui.viewmodels.engine_words import said_by_engine
from ui.viewmodels.plan_money import (
    MoneyState,
    ashore_label,
    beyond_means,
    money_state,
    payable,
    promised_less,
    short_words,
)
from ui.viewmodels.plan_months import Milestone, MonthState, kept_aside, milestones_of, months_of, other_ways
from ui.viewmodels.plan_orders import ORDER_WORDS, SHORT_NAMES, Orders, OrderState, Work
from ui.viewmodels.session import Session

SHOWN_MONTHS = 12
SERIES_TOKENS = ("s1", "s2", "s3", "s4", "s5")


class SeriesState(NamedTuple):
    """One debt on the chart: its balance at the start and after each month, in minor units."""

    name: str
    token: str
    values: tuple[int, ...]


class Slider(NamedTuple):
    """The budget slider, in minor units."""

    least: int
    most: int
    step: int
    value: int


class PlanState(NamedTuple):
    """Everything the screen draws. ``empty``: there is nothing to plan yet. ``short``: what to say where it does not end.

    ``soft``: that the cheapest plan is still being worked out, and the figures are close; ``shared``: of which sum this month's
    payments are, where the plan asks for more than there is; ``to_ask``: how many debts have
    something to ask before they are paid first; ``reach``: ``needed`` in minor units, where the budget has it.
    """

    empty: bool = False
    folded: bool = False
    feasible: bool = True
    orders: tuple[tuple[str, str], ...] = ()
    order: str = ""
    order_words: str = ""
    ashore_label: str = ""
    ashore_by: str = ""
    months: str = ""
    interest: str = ""
    interest_label: str = ""
    saved: str = ""
    short: str = ""
    needed: str = ""
    reach: int | None = None
    asked: str = ""
    have: str = ""
    budget_has: str = ""
    have_fraction: float = 1.0
    slider: Slider = Slider(0, 1, 1, 0)
    budget: str = ""
    beyond: str = ""
    effect: str = ""
    series: tuple[SeriesState, ...] = ()
    years: tuple[tuple[int, str], ...] = ()
    month_list: tuple[MonthState, ...] = ()
    shared: str = ""
    months_left_out: str = ""
    comparison: tuple[OrderState, ...] = ()
    soft: str = ""
    milestones: tuple[Milestone, ...] = ()
    others: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    money: MoneyState = MoneyState()
    may_have_moved: bool = False
    to_ask: str = ""
    notes: tuple[str, ...] = ()
    convention: str = ""
    exported: str = ""


class PlanViewModel:
    """Plans the stored debts; what the person chooses is kept, what they only try while dragging is not."""

    def __init__(self, session: Session, *, waits: bool = False) -> None:
        """``waits``: the cheapest plan is left to the worker, see ``refining``."""
        self._session = session
        self.currency = plan_currency(session.debts, session.settings.get("currency")) or session.currency
        self._choice = choice_of(session.chosen, self.currency)
        self._exported = ""
        self._moves = False
        self._months: tuple[MonthState, ...] = ()
        self._whole_list = False
        self._problem: Text | None = None
        self._ends: tuple[int, int, int] | None = None
        self._asks: str | None = None
        self._orders = Orders(session, self.currency, waits=waits)

    def state(self) -> PlanState:
        """Return the plan as it stands."""
        made = self._plan(self._choice)
        return PlanState(empty=True) if made is None else self._drawn(made)

    # Actions: each returns the next state

    def choose_order(self, order: str) -> PlanState:
        """Take another order of paying, and keep it."""
        self._choice = PlanChoice(Strategy(order), self._choice.budget)
        return self._keep()

    def try_budget(self, budget: int) -> PlanState:
        """Plan with ``budget`` minor units a month while the slider moves; the months after the first wait until it rests."""
        self._choice, self._moves = self._choice._replace(budget=budget), True
        try:
            return self.state()
        finally:
            self._moves = False

    def choose_budget(self, budget: int) -> PlanState:
        """Take ``budget`` minor units a month, and keep it; it goes before pay days."""
        self._choice = self._choice._replace(budget=budget)
        if self._orders.follows:
            return self._follow(yes=False)
        return self._keep()

    def follow_pay_days(self, yes: bool) -> PlanState:
        """Let the plan follow real pay days from the budget, or go back to one sum each month."""
        if yes:
            self._choice = self._choice._replace(budget=None)
        return self._follow(yes=yes)

    def keep_aside(self, typed: str) -> PlanState:
        """Take what a bad month costs, so that the plan keeps a buffer; empty: not known, nothing is kept."""
        from planner.money import BadValue, parse_money
        from planner.services.plan_money import settings_of_shock

        self._problem = None
        try:
            minor = parse_money(typed, self.currency) if typed.strip() else None
        except BadValue as bad:
            self._problem = bad.message
            return self.state()
        self._session.change_settings(**settings_of_shock(minor, self.currency))
        return self._anew()

    def refining(self) -> Work | None:
        """Return the search for the cheapest plan at this budget, for the worker; None where nothing is to be found."""
        step = self._ends[2] if self._ends else 1
        return self._orders.work(self._choice, step * 5)

    def refined(self, found: Any) -> PlanState:
        """Take what the search found."""
        self._orders.take(found)
        return self.state()

    def open_totals(self) -> PlanState:
        """Show totals although it is night: the person asked for them."""
        self._session.night_opened = True
        return self.state()

    def show_all_months(self) -> PlanState:
        """List every month, not the first year alone."""
        self._whole_list = True
        return self.state()

    def reading(self, month: int) -> tuple[str, str]:
        """Return what the chart's reading line says ``month`` months on: the month, and what is left then."""
        made = self._plan(self._choice)
        if made is None:
            return "", ""
        series = self._series(made)
        left = sum(one.values[min(month, len(one.values) - 1)] for one in series)
        day = add_months(made.plan.start, month)
        return self._session.month(day), self._session.say(Text("{amount} left", {"amount": self._money(left)}))

    def export(self, folder: Path, ending: str = "csv") -> PlanState:
        """Write the plan into ``folder`` as csv, xlsx, pdf or ics, under a name that says nothing."""
        from planner.services.plan_files import WRITERS
        from planner.services.saving import save_new
        from ui.viewmodels.saving import saved_at

        made = self._plan(self._choice)
        if made is not None:
            data = WRITERS[f".{ending}"](made.plan, self._session.language)
            try:
                path = save_new(folder, f"plan-{made.plan.start.isoformat()}", ending, data)
                words = saved_at(path)
            except StoreError:
                words = Text("This folder cannot be written: {folder}", {"folder": str(folder)})
            self._exported = self._session.say(words)
        return self.state()

    # How it is made

    @property
    def all_is_paid(self) -> bool:
        """Whether debts are listed and nothing is owed on any."""
        return bool(self._session.debts) and all(debt.balance == 0 for debt in self._session.debts)

    def _plan(self, choice: PlanChoice) -> HouseholdPlan | None:
        return self._orders.plan(choice)

    def _follow(self, *, yes: bool) -> PlanState:
        from planner.services.plan_money import settings_of_income

        self._session.change_settings(**settings_of_income(follows=yes))
        return self._anew()

    def _anew(self) -> PlanState:
        self._orders = Orders(self._session, self.currency, waits=self._orders.waits)
        return self._keep()

    def _keep(self) -> PlanState:
        self._ends, self._problem = None, None
        made = self._plan(self._choice)
        if made is not None:
            try:
                self._session.choose_plan(stored_plan(made, self._choice))
            except PlannerError as error:
                self._problem = error.message
        return self.state()

    def _money(self, minor: int) -> str:
        return self._session.money(minor, self.currency)

    def _drawn(self, made: HouseholdPlan) -> PlanState:
        session, plan = self._session, made.plan
        say, money = session.say, self._money
        means = None if self._orders.follows else self._orders.means
        beyond = beyond_means(session, means, plan.budget, self.currency, split=True)
        needed = next((warning.needed for warning in plan.warnings if warning.needed is not None), None)
        paid = payable(self._orders, self._choice, made)
        aside = kept_aside(paid, self._orders.shock, self._orders.money)
        if self._moves and self._months:
            shown = (*months_of(session, paid, 1, aside), *self._months[1:])
        else:
            shown = self._months = months_of(session, paid, None if self._whole_list else SHOWN_MONTHS, aside)
        return PlanState(
            folded=session.is_night,
            feasible=plan.feasible,
            orders=tuple((order.value, say(SHORT_NAMES[order])) for order in self._orders.offered),
            order=self._choice.strategy.value,
            order_words=say(ORDER_WORDS[self._choice.strategy]),
            ashore_label=ashore_label(session, money(plan.budget) if beyond else ""),
            ashore_by=session.month(add_months(plan.start, plan.months)) if plan.months is not None else "",
            months="" if plan.months is None else say(months_to_go(plan.months)),
            interest=money(plan.interest + plan.fees) if plan.feasible else "",
            interest_label=say(Text("Interest and fees still to pay") if plan.fees else Text("Interest still to pay")),
            saved=self._orders.saved(made),
            short=short_words(session, made, self.currency, means),
            needed="" if needed is None else money(needed),
            reach=needed if needed is not None and means is not None and needed <= means.total else None,
            asked=money(made.minimums),
            have=money(plan.budget),
            budget_has="" if means is None else money(means.total),
            have_fraction=min(1.0, plan.budget / made.minimums) if made.minimums else 1.0,
            slider=self._slider(made, needed),
            budget=money(plan.budget),
            beyond=beyond,
            effect="" if beyond else self._effect(made),
            series=self._series(made),
            years=self._years(made),
            month_list=shown,
            shared=""
            if paid is made
            else say(Text("Shared out of the {amount} your budget has.", {"amount": money(paid.plan.budget)})),
            months_left_out=""
            if len(shown) >= plan.run.months
            else say(Text("Show all {months} months", {"months": str(plan.run.months)})),
            comparison=self._orders.comparison(self._choice, made) if plan.feasible else (),
            soft=self._soft(),
            milestones=milestones_of(session, made),
            others=tuple(say(words) for words in other_ways(session, made, self._orders.others(self._choice))),
            risks=tuple(say(risk) for one in self._orders.others(self._choice)[:1] for risk in one.risks),
            money=money_state(session, self._orders, made),
            may_have_moved=session.chosen is not None and session.chosen.made_of is not None,
            to_ask=self._to_ask(),
            notes=self._notes(made),
            convention=say(CONVENTION),
            exported=self._exported,
        )

    def _soft(self) -> str:
        if self._choice.strategy is not Strategy.CHEAPEST or not self._orders.is_soft(self._choice):
            return ""
        return self._session.say(Text("Close already. The cheapest plan for this sum is being worked out."))

    def _to_ask(self) -> str:
        if self._asks is None:  # the law is not read again while a slider moves
            self._asks = self._count_asks()
        return self._asks

    def _count_asks(self) -> str:
        from planner.services.not_owed import doubts
        from ui.viewmodels.old_debts import old_debts

        session = self._session
        own = [debt for debt in session.debts if debt.balance]
        asked = doubts(own, session.jurisdiction, session.today, session.say, session.language, old_debts(session))
        found = {doubt.debt.id for doubt in asked}
        if not found:
            return ""
        if len(found) == 1:
            return session.say(Text("One debt has something to ask first."))
        return session.say(Text("{count} debts have something to ask first.", {"count": str(len(found))}))

    def _slider(self, made: HouseholdPlan, needed: int | None) -> Slider:
        """Return the slider at the plan's budget. Its ends stand still while it moves, and never pass what is owed."""
        if self._ends is None:
            owed = sum(entry.balance or 0 for entry in made.entries)
            one = max(1, (made.minimums or owed // 20) // 100)
            step = next(size for size in _steps() if size >= one)
            wanted = max(made.minimums * 3, owed // 6, (needed or 0) * 2, made.plan.budget * 2)
            most = -(-max(min(wanted, owed + made.minimums), made.plan.budget, 1) // step) * step
            self._ends = min(made.minimums // 2 // step * step, made.plan.budget), most, step
        least, most, step = self._ends
        return Slider(least, most, step, made.plan.budget)

    def _effect(self, made: HouseholdPlan) -> str:
        """Return in one sentence what a little more a month would change."""
        plan = made.plan
        if not plan.feasible or plan.months is None:
            return ""
        more = self._slider(made, None).step * 5
        other = self._orders.more(self._choice, plan.budget + more)
        less = 0 if other is None else plan.interest + plan.fees - other.plan.interest - other.plan.fees
        if other is None or other.plan.months is None or less <= 0:
            return ""
        blanks = {
            "more": self._money(more),
            "months": str(plan.months - other.plan.months),
            "interest": self._money(less),
        }
        if plan.months - other.plan.months == 1:
            return self._session.say(Text("{more} more a month: 1 month sooner, {interest} less interest.", blanks))
        if plan.months == other.plan.months:
            return self._session.say(Text("{more} more a month: {interest} less interest.", blanks))
        return self._session.say(Text("{more} more a month: {months} months sooner, {interest} less interest.", blanks))

    def _series(self, made: HouseholdPlan) -> tuple[SeriesState, ...]:
        """Return the balances over time, the first debt to end at the bottom."""
        run, count = made.plan.run, len(made.entries)
        values = [[entry.balance or 0] for entry in made.entries]
        for row in run.rows:
            values[row[1]].append(row[5])
        length = run.months + 1
        order = sorted(
            range(count), key=lambda i: (run.payoff_months[i] is None, run.payoff_months[i] or 0, made.order.index(i))
        )
        return tuple(
            SeriesState(
                made.entries[i].name,
                SERIES_TOKENS[place % len(SERIES_TOKENS)],
                tuple(values[i] + [values[i][-1] if run.payoff_months[i] is None else 0] * (length - len(values[i]))),
            )
            for place, i in enumerate(order)
        )

    def _years(self, made: HouseholdPlan) -> tuple[tuple[int, str], ...]:
        """Return the month numbers under which the chart names a year: each January, thinned to six at most."""
        start, last = made.plan.start, made.plan.run.months
        first = (13 - start.month) % 12
        januaries = range(first, last + 1, 12)
        every = max(1, -(-len(januaries) // 6))
        return tuple((month, str(add_months(start, month).year)) for month in januaries[::every])

    def _notes(self, made: HouseholdPlan) -> tuple[str, ...]:
        say = self._session.say
        notes = [say(self._problem)] if self._problem else []
        notes += [said_by_engine(self._session, one.message) for one in made.plan.warnings if one.needed is None]
        notes += promised_less(self._session, made)
        for debt in made.not_known:
            notes.append(say(Text("{debt} is not in the plan yet: its balance is not known.", {"debt": debt.name})))
        if made.other_currencies:
            names = self._session.listed(*(debt.name for debt in made.other_currencies))
            notes.append(say(Text("In another currency, so not in this plan: {debts}.", {"debts": names})))
        return tuple(notes)


def _steps() -> list[int]:
    """Return slider steps that read well: 1, 2, 5, 10, 20, 50 ... minor units."""
    return [digit * 10**power for power in range(14) for digit in (1, 2, 5)]
