"""Today: where the plan stands, the next payment, one small step, and the way to help when something is happening."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.services.care_places import check_ins_are_there
from planner.services.household import DebtEntry
from planner.services.household_plan import HouseholdPlan
from planner.services.next_payment import NextPayment
from planner.services.plan_money import plan_money_of
from planner.services.words import months_to_go
from ui.viewmodels.due import amount_words, next_payment
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.planned import currency_of_plan, plan_as_chosen
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from ui.viewmodels.agenda import ItemRow
    from ui.viewmodels.check_in import AskState
    from ui.viewmodels.papers import PaperRow
    from ui.viewmodels.promises import PromiseRow

SHOWN_PAYMENTS = 4
CLOSED_FOR = 7
"""Days for which Today says that an account was closed."""


class DueState(NamedTuple):
    """One payment that comes up. ``soon``: within two days."""

    debt_id: int
    icon: str
    name: str
    day: str
    amount: str
    when: str
    soon: bool


class LoggedWeek(NamedTuple):
    """What was logged in the last seven days: a sentence, and a chip for each outcome, (kind, icon, words)."""

    words: str
    chips: tuple[tuple[str, str, str], ...]


class TodayState(NamedTuple):
    """Everything the screen draws. ``empty``: no debt is listed yet; ``beyond``, ``missing``: where the plan asks for more than there is."""

    empty: bool
    is_sample: bool
    folded: bool
    day: str
    ashore_by: str
    ashore_label: str
    months: str
    never: str
    owed: str
    a_month: str
    beyond: str
    missing: str
    due: tuple[DueState, ...]
    papers: tuple[PaperRow, ...]
    promises: tuple[PromiseRow, ...]
    week: LoggedWeek | None
    desk: ItemRow | None
    step: str
    step_route: str
    step_debt: int
    notice: str
    gentle: bool
    ask: AskState | None
    closed: str


class TodayViewModel:
    """Looks at the household as it was last read."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> TodayState:
        """Return what today shows."""
        session = self._session
        currency = currency_of_plan(session)
        follows = plan_money_of(session.settings, currency).follows
        made = plan_as_chosen(session)
        step, route, debt_id = self._small_step(made)
        beyond, missing = self._beyond(made) if made and not follows else ("", "")
        a_month = session.money(made.plan.budget, currency) if made else ""
        return TodayState(
            empty=not session.debts,
            is_sample=session.is_sample,
            folded=session.is_night,
            day=session.weekday(session.today),
            ashore_by=self._ashore_by(made),
            ashore_label=self._label(a_month if beyond else ""),
            months=self._months(made),
            never=""
            if made is None or made.plan.feasible
            else session.say(Text("At this budget it does not end yet. The plan shows what would help.")),
            owed=session.total(sum(entry.balance or 0 for entry in made.entries if not entry.is_apart), currency)
            if made
            else "",
            a_month=a_month,
            beyond=beyond,
            missing=missing,
            due=self._due(),
            papers=self._papers(),
            promises=self._promises(),
            week=self._week(),
            desk=self._desk(),
            step=session.say(step),
            step_route=route,
            step_debt=debt_id,
            notice=session.say(session.notice) if session.notice else "",
            gentle=session.is_gentle and bool(session.debts),
            ask=self._ask(),
            closed=self._closed(),
        )

    def tap(self, number: int) -> int:
        """Keep the weekly answer of a check-in; return the number of its entry."""
        from ui.viewmodels.check_in import tap_weight

        return tap_weight(self._session, number)

    def leave_question(self, how: str) -> TodayState:
        """Let the weekly question be: "skip" it, ask it another "day", or turn it "off"."""
        from ui.viewmodels.check_in import CheckInViewModel

        care = CheckInViewModel(self._session)
        {"skip": care.skip, "day": care.not_today, "off": care.turn_off}[how]()
        return self.state()

    def open_totals(self) -> TodayState:
        """Show totals although it is night: the person asked for them."""
        self._session.night_opened = True
        return self.state()

    def _ashore_by(self, made: HouseholdPlan | None) -> str:
        if made is None or made.plan.months is None:
            return ""
        return self._session.month(add_months(made.plan.start, made.plan.months))

    def _label(self, asked: str) -> str:
        if not asked:
            return self._session.say(
                Text("If the plan works out, ashore by")
            )  # no budget may reach it, nor was it read yet
        from ui.viewmodels.plan_money import ashore_label

        return ashore_label(self._session, asked)

    def _months(self, made: HouseholdPlan | None) -> str:
        if made is None or made.plan.months is None:
            return ""
        return self._session.say(months_to_go(made.plan.months))

    # What most people have none of is loaded with the first of it: every module that is not keeps the first frame early.

    def _week(self) -> LoggedWeek | None:
        """Return what was logged this week, once the rules were asked: that comes after the first frame."""
        checks = self._session.made_checks
        if checks is None or checks.latest is None:
            return None
        from ui.viewmodels.logged_week import logged_week

        return logged_week(self._session, checks.latest)

    def _desk(self) -> ItemRow | None:
        """Return the next day of an offer, a letter or a complaint; it is looked for after the first frame, like the week."""
        checks = self._session.made_checks
        if checks is None or checks.latest is None:
            return None
        from ui.viewmodels.agenda import next_of_desk

        return next_of_desk(self._session)

    def _beyond(self, made: HouseholdPlan) -> tuple[str, str]:
        """Return what the budget has where the plan asks for more, and how much more; it too is read after the first frame."""
        session, checks = self._session, self._session.made_checks
        if checks is None or checks.latest is None:
            return "", ""
        from planner.services.plan_means import household_means
        from ui.viewmodels.plan_money import budget_first

        means = household_means(session.household, made.plan.currency, [debt.name for debt in session.debts])
        return budget_first(session, means, made.plan.budget, made.plan.currency)

    def _ask(self) -> AskState | None:
        """Return the weekly question of a check-in, where the person switched that on and it is due."""
        if not check_ins_are_there(self._session.folder):
            return None
        from ui.viewmodels.care import care_of
        from ui.viewmodels.check_in import ask_state

        care = care_of(self._session).check_ins
        return ask_state(self._session, care) if care is not None else None

    def _closed(self) -> str:
        """Return one calm sentence about a debt that came to nothing in the last days."""
        session = self._session
        for paid in session.payments:  # the newest first
            if not 0 <= (session.today - paid.paid_on).days < CLOSED_FOR:
                continue
            debt = session.find(paid.debt_id)
            if debt is not None and debt.balance == 0:
                return session.say(Text("{debt} is at zero on your list. One debt less.", {"debt": debt.name}))
        return ""

    def _papers(self) -> tuple[PaperRow, ...]:
        if not self._session.papers:
            return ()
        from ui.viewmodels.papers import soon

        return tuple(soon(self._session))

    def _promises(self) -> tuple[PromiseRow, ...]:
        if not self._session.promises:
            return ()
        from ui.viewmodels.promises import row_of, soon

        return tuple(row_of(self._session, promise) for promise in soon(self._session))

    def _due(self) -> tuple[DueState, ...]:
        found = []
        for debt in self._session.debts:
            if debt.due_day and not debt.is_apart and debt.balance != 0:
                payment = next_payment(self._session, debt)
                if payment.day is not None:
                    found.append((payment.day, debt.name, debt, payment))
        found.sort(key=lambda one: one[:2])
        return tuple(self._one_due(day, debt, payment) for day, _, debt, payment in found[:SHOWN_PAYMENTS])

    def _one_due(self, day: date, debt: DebtEntry, payment: NextPayment) -> DueState:
        session = self._session
        days = (day - session.today).days
        when = Text("in {days} days", {"days": str(days)})
        if days < 2:
            when = Text("tomorrow") if days else Text("today")
        return DueState(
            debt.id or 0,
            icon_of(debt.kind),
            debt.name,
            session.weekday(day),
            amount_words(session, payment, debt.currency),
            session.say(when),
            days <= 2,
        )

    def _small_step(self, made: HouseholdPlan | None) -> tuple[Text, str, int]:
        """Return one small thing that helps, and where it is done: never more than one."""
        debts = self._session.debts
        if not debts:
            return Text("Write down one debt. Rough numbers are fine."), "debt_add", 0
        if self._papers():  # its days go before everything else (guard 2)
            return Text("A paper has a deadline. See the ways to answer it."), "papers", 0
        if (due := self._due_today()) is not None:
            words = Text("{debt} is due today. Pay it, or ask them for another day.", {"debt": due.name})
            return words, "debt", due.id or 0
        for debt in debts:
            if debt.balance is None:
                words = Text("Find out what is owed on {debt}. A text message from them will do.", {"debt": debt.name})
                return words, "debt", debt.id or 0
        for debt in debts:
            if debt.apr is None and not debt.is_apart:
                words = Text("Look for the interest of {debt} on its newest statement.", {"debt": debt.name})
                return words, "debt", debt.id or 0
        if made is not None and not made.plan.feasible:
            return Text("See how what you have can be shared fairly."), "plan", 0
        for debt in debts:
            if debt.due_day is None and debt.balance and not debt.is_apart:
                return Text("Write down the day on which {debt} is due.", {"debt": debt.name}), "debt", debt.id or 0
        if self._has_a_day_today():
            return Text("Something has its day today. Look at it in the agenda, one thing at a time."), "agenda", 0
        return Text("Nothing needs doing today. Rest is a step too."), "", 0

    def _due_today(self) -> DebtEntry | None:
        """Return a debt with a payment due today; never one that is old, which is asked about before it is paid."""
        due = [debt for debt in self._session.debts if self._is_due(debt)]
        young = next((debt for debt in due if debt.due_since is None), None)
        if young is not None or not due:
            return young
        from ui.viewmodels.old_debts import old_debts

        old = old_debts(self._session)
        return next((debt for debt in due if debt.id not in old), None)

    def _is_due(self, debt: DebtEntry) -> bool:
        counts = bool(debt.due_day) and not debt.is_apart and debt.balance != 0
        return counts and next_payment(self._session, debt).day == self._session.today

    def _has_a_day_today(self) -> bool:
        session, checks = self._session, self._session.made_checks
        promised = any(not one.ended and one.due_on == session.today for one in session.promises)
        if promised or any(self._is_due(debt) for debt in session.debts):
            return True
        if checks is None or checks.latest is None:  # looked for after the first frame, as in ``_desk``
            return False
        from planner.services.agenda import desk_agenda

        return any(one.on == session.today for one in desk_agenda(session.household, session.today))
