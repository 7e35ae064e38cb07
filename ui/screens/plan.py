"""The plan: the order of paying, when it ends, the chart, the budget, a comparison, and what to pay each month."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips
from ui.screens.parts import folded_card, legend_row
from ui.screens.plan_parts import (
    compare_card,
    files_card,
    milestones_card,
    money_card,
    old_asks,
    others_card,
    ways_on,
)
from ui.screens.screen import Screen
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.old_in_plan import OldInPlanViewModel
from ui.viewmodels.plan import PlanState, PlanViewModel
from ui.viewmodels.saving import own_folder
from ui.widgets.card import IconTile, amount_row, fact, open_row, progress_bar, row_words, ruled
from ui.widgets.chart import PayoffChart
from ui.widgets.choice import StepSlider
from ui.widgets.layout import Card, Column, Row, Rule, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.shore import Shore
from ui.widgets.tree import Kept, Node, el
from ui.widgets.words import Words

SHOWN_PAYMENTS = 12
"""How many payments of the month stand on the page; the list of all months has every one."""
LISTED_MONTHS = 7
"""Up to which month sums stand on the page; the first has its own card."""


class PlanScreen(Screen):
    """The page."""

    tab = "plan"
    state: PlanState

    def begin(self) -> None:
        """Plan the household as it was last read."""
        self._month = -1
        self._reading = ("", "")
        self._explains = False
        self._kept = Kept()
        self._search: Task | None = None
        self.vm = PlanViewModel(self.session, waits=True)
        self.state = self.vm.state()
        self._old = OldInPlanViewModel(self.session)
        self._old_asks = self._old.state()
        self._leads_with_budget = bool(self.state.beyond)  # it stands still while the slider moves
        self._refine()

    def show(self, state: PlanState) -> None:
        """Draw the next state; the reading line moves along with the plan."""
        self.state = state
        self._read_anew()
        self.nav.draw()

    def _settle(self, state: PlanState) -> None:
        """Draw a state that stays, and let the worker look for the cheapest plan of it."""
        self.show(state)
        self._refine()

    def _drag(self, value: int) -> None:
        self._stop()
        self.show(self.vm.try_budget(value))

    def _refine(self) -> None:
        self._stop()
        work = self.vm.refining()
        if work is not None:
            self._search = self.nav.run(Task(work, self._refined, self._not_refined))

    def _refined(self, found) -> None:
        self._search = None
        state = self.vm.refined(found)
        if self.nav.top is self:
            self.show(state)
        else:
            self.state = state

    def _not_refined(self, error: BaseException) -> None:
        self._search = None
        raise error

    def _stop(self) -> None:
        if self._search is not None:
            self._search.cancel()
            self._search = None

    def leave(self) -> None:
        """Let the search go."""
        self._stop()

    def _read_anew(self) -> None:
        if self._month >= 0:
            self._month = min(self._month, max((len(one.values) for one in self.state.series), default=1) - 1)
            self._reading = self.vm.reading(self._month)

    def read_again(self) -> None:
        """Plan again: amounts were hidden, or the language changed."""
        self.vm = PlanViewModel(self.session, waits=True)
        self._kept = Kept()
        self._old_asks = self._old.state()
        super().read_again()
        self._leads_with_budget = bool(self.state.beyond)
        self._read_anew()
        self._refine()

    def refresh(self) -> None:
        """Plan again: debts may have changed meanwhile."""
        self.read_again()
        self.nav.draw()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title = say(Text("Plan"))
        if state.empty:
            words = say(Text("A plan needs one debt with an amount. Rough numbers are fine."))
            if self.vm.all_is_paid:
                words = say(Text("Everything in your list is paid. You are ashore."))
            add = el(KButton, value=say(Text("Add a debt")), icon="plus", action=lambda: self.nav.open("debt_form"))
            return PageParts(title, (el(Card, el(Shore), el(Words, value=words), add, key="empty"),))
        keep = self._kept.part  # while the slider moves most of the page stays as it is
        files = keep("files", lambda: files_card(self.nav, state, self._save), state.exported)
        ways = keep("ways", lambda: ways_on(self.nav, state), state.may_have_moved, state.to_ask)
        others = keep("others", lambda: others_card(self.nav, state), state.others, state.risks, state.folded)
        notes = keep("notes", self._notes, state.notes, state.convention, self._explains)
        month = keep("month", self._this_month, state.month_list[:1], state.shared)
        if not state.feasible:
            # What is safe this month comes first, then free advisers; no chart of a far end (guard 6).
            side = (self._advisers(), others, ways, self._budget(), notes)
            return PageParts(title, (*self._ask_old(), self._short(), month), side=side)
        compare = keep("compare", lambda: compare_card(self.nav, state), state.comparison)
        orders = keep("orders", self._orders, state.orders, state.order)
        money = keep("money", self._money, state.money)
        goal, budget = self._goal(), self._budget()
        # On a desk the slider stands beside the date that it moves, in one view; a thumb wants it under the chart.
        # Where the budget has less than the plan asks for, that is said before any far date (guard 6).
        moved = (goal[0], budget, *goal[1:]) if self.nav.wide else (*goal, budget)
        if self._leads_with_budget:
            moved = (budget, *goal)
        body = (*self._ask_old(), orders, *moved, notes)
        milestones = keep("milestones", lambda: milestones_card(self.nav, state), state.milestones, state.folded)
        listed = state.month_list[1:LISTED_MONTHS]
        months = keep("months", self._months_node, listed, state.months_left_out) if listed else None
        first, last = (month, milestones), (others, ways, months, files)
        if self.nav.wide:
            return PageParts(title, (*body, compare, money), side=(*first, *last))
        return PageParts(title, body, side=(*first, compare, money, *last))

    # What the page holds

    def _ask_old(self) -> tuple[Node, ...]:
        """Return what is to be decided about old debts, which goes before any date that rests on paying them."""
        return old_asks(self._old_asks, self._old.problem, self._decide_old)

    def _decide_old(self, debt_id: int) -> None:
        self._old.decide(debt_id)
        self.refresh()

    def _orders(self) -> Node:
        state = self.state
        choices = [(order, words, order == state.order) for order, words in state.orders]
        row = chips("", choices, lambda order: self._settle(self.vm.choose_order(order)), key="row")
        words = el(Words, value=state.order_words, style="small", tone="muted", key="words")
        return el(Column, row, words, gap=6, key="orders")

    def _money(self) -> Node:
        follow = lambda yes: self._settle(self.vm.follow_pay_days(yes))  # noqa: E731
        keep = lambda typed: self._settle(self.vm.keep_aside(typed))  # noqa: E731
        return money_card(self.nav, self.state, follow, keep)

    def _goal(self) -> tuple[Node, ...]:
        """Return the day it ends, and the chart: a card of its own on a desk."""
        state, say = self.state, self.say
        if state.folded:
            return (folded_card(say, lambda: self.show(self.vm.open_totals())),)
        ends = fact(state.ashore_label, state.ashore_by, "number" if self._leads_with_budget else "hero")
        found = [fact(state.interest_label, state.interest, "number")]
        if state.saved:
            words = say(Text("You save, compared with the least payments alone"))
            found.append(fact(words, state.saved, "number", tone="ok"))
        facts = (
            el(Column, *found, gap=12, key="facts")
            if theme.stacked
            else el(Row, *found, gap=12, foot=True, key="facts")
        )
        soft = el(Words, value=state.soft, style="small", tone="muted", key="soft") if state.soft else None
        months = el(Words, value=state.months, style="small", tone="muted", key="months")
        top = el(Column, ends, months, soft, key="ends", gap=0)
        kept = el(Words, value=state.money.kept, style="small", tone="muted", key="kept") if state.money.kept else None
        chart = el(
            PayoffChart,
            key="chart",
            series=[tuple(one) for one in state.series],
            years=list(state.years),
            month=self._month,
            reading=self._reading,
            read=self._read,
            label=say(Text("What is left, month by month")),
        )
        legend = self._kept.part(
            "legend", self._legend, [(one.name, one.values[0], one.token) for one in state.series[:6]]
        )
        if self.nav.wide:
            return el(Card, top, facts, kept, key="goal"), el(Card, chart, legend, key="chart card")
        return (el(Card, top, facts, kept, chart, legend, key="goal"),)

    def _legend(self) -> Node:
        rows = [
            legend_row(one.name, self.session.money(one.values[0], self.vm.currency), one.token)
            for one in self.state.series[:6]
        ]
        return el(Column, *rows, gap=2, key="legend")

    def _advisers(self) -> Node:
        say = self.say
        row = open_row(
            say(Text("Talk to a free adviser")),
            say(Text("An adviser can ask for pauses and plans, and knows the other ways. Ask about any fee first.")),
            "counselor",
            self.nav.help,
        )
        ways = open_row(
            say(Text("What the law offers")),
            say(Text("Pointers, and free advisers.")),
            "idea",
            lambda: self.nav.open("options"),
        )
        share = open_row(
            say(Text("Fair offers")),
            say(Text("What is left, shared to the cent.")),
            "legal",
            lambda: self.nav.open("offers"),
        )
        numbers = open_row(
            say(Text("When the money is short")),
            say(Text("Three numbers, and which payments to keep first.")),
            "hourglass",
            lambda: self.nav.open("short"),
        )
        return el(Card, *ruled([row, numbers, ways, share]), key="advisers", pad=(14, 6), kind="way")

    def _read(self, month: int) -> None:
        self._month = month
        self._reading = self.vm.reading(month)
        self.nav.draw()

    def _short(self) -> Node:
        """Return the card of the state many people are in: the money is not enough."""
        state, say = self.state, self.say
        essentials = say(
            Text("Keep rent, food, medicine and the way to work first. What is left is what you can offer.")
        )
        needed = (
            say(Text("At {amount} a month or more, there is an end date.", {"amount": state.needed}))
            if state.needed
            else ""
        )
        return el(
            Card,
            pair(
                fact(say(Text("Lenders ask for at least")), state.asked, "number"),
                fact(say(Text("In the plan each month")), state.have, "number", at_right=True),
            ),
            progress_bar(state.have_fraction, key="have"),
            amount_row(say(Text("Your budget has for debts each month")), state.budget_has)
            if state.budget_has
            else None,
            el(Words, value=state.short, key="short"),
            el(Words, value=essentials, key="essentials"),
            el(Words, value=needed, style="small", tone="muted", key="needed") if needed else None,
            self._reach(),
            key="short",
        )

    def _reach(self) -> Node | None:
        """Return the one tap to a plan that ends, where the budget has enough for it."""
        state, reach = self.state, self.state.reach
        if reach is None:
            return None
        words = self.say(Text("Set the plan to {amount}", {"amount": state.needed}))
        return el(
            KButton, value=words, kind="soft", key="reach", action=lambda: self._settle(self.vm.choose_budget(reach))
        )

    def _budget(self) -> Node:
        state, slider = self.state, self.state.slider
        named = self.say(Text("This plan takes each month") if state.beyond else Text("What you can pay each month"))
        title = el(Words, value=named, style="section")
        amount = el(Words, value=state.budget, style="number", hug=True)
        bar = el(
            StepSlider,
            key="slider",
            least=slider.least,
            most=slider.most,
            step=slider.step,
            value=slider.value,
            drag=self._drag,
            release=lambda value: self._settle(self.vm.choose_budget(value)),
            label=named,
        )
        effect = el(Words, value=state.effect, style="small", tone="muted", key="effect")
        beyond = ()
        if state.beyond:
            short = lambda: self.nav.open("short")  # noqa: E731
            beyond = (
                el(Words, value=state.beyond, key="beyond"),
                el(TextLink, value=self.say(Text("See what helps when the money is short")), action=short, key="short"),
            )
        return el(Card, pair(title, amount), *beyond, bar, effect, key="budget", gap=6)

    def _notes(self) -> Node:
        say = self.say
        notes = [
            el(Words, value=note, style="small", tone="muted", key=str(i)) for i, note in enumerate(self.state.notes)
        ]
        how = el(TextLink, value=say(Text("How this is worked out")), action=self._explain, key="how")
        words = el(Words, value=self.state.convention, style="small", tone="muted", key="convention")
        return el(Column, *notes, how, words if self._explains else None, gap=4, key="notes")

    def _explain(self) -> None:
        self._explains = not self._explains
        self.nav.draw()

    def _this_month(self) -> Node | None:
        if not self.state.month_list:
            return None
        month = self.state.month_list[0]
        rows = [pay_row(pay) for pay in month.pays[:SHOWN_PAYMENTS]]
        if len(month.pays) > SHOWN_PAYMENTS:
            words = self.say(Text("and {count} more", {"count": str(len(month.pays) - SHOWN_PAYMENTS)}))
            rows.append(el(Words, value=words, style="small", tone="muted", key="more"))
        total = (
            el(Rule, strong=True, key="total line"),
            amount_row(self.say(Text("Together")), month.together, strong=True),
        )
        title = el(Words, value=self.say(Text("Pay in {month}", {"month": month.title})), style="section")
        shared = (
            el(Words, value=self.state.shared, style="small", tone="muted", key="shared") if self.state.shared else None
        )
        return el(Card, title, shared, el(Column, *ruled(rows), *total), key="month", gap=4)

    def _months_node(self) -> Node:
        title = el(Words, value=self.say(Text("Month by month")), style="section")
        rows = [
            amount_row(month.title, month.together, key=month.title) for month in self.state.month_list[1:LISTED_MONTHS]
        ]
        words = self.state.months_left_out or self.say(Text("Show every payment and why"))
        more = el(KButton, key="all", value=words, kind="soft", small=True, action=lambda: self.nav.open("months"))
        return el(Card, title, el(Column, *ruled(rows)), more, key="months", gap=4)

    def _save(self, ending: str) -> None:
        self.show(self.vm.export(own_folder(self.session), ending))


def pay_row(pay) -> Node:
    """Return one payment: on what, why, how much."""
    amount = el(Words, value=pay.amount, hug=True, strong=True, key="amount")
    words, tile = row_words(pay.name, pay.why), el(IconTile, name=pay.icon, side=34)
    if theme.stacked:
        return el(Row, tile, el(Column, words, amount), gap=12, pad=(0, 7), key=pay.name, top=True)
    return el(Row, tile, words, amount, gap=12, pad=(0, 7), key=pay.name)
