"""Why did my date move: the plan as it was chosen against the list of today, event by event, in words and money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from planner.errors import Text
from planner.payoff.compare import Cause, Moved
from planner.services.plan_money import budget_money, plan_money_of
from planner.services.plan_moves import plan_moved
from ui.viewmodels.engine_words import said_by_engine
from ui.viewmodels.session import Session


class CauseState(NamedTuple):
    """One event: what happened, what it did to the date, and to the money."""

    icon: str
    words: str
    date: str
    money: str


class MovedState(NamedTuple):
    """The page. ``working``: it is being compared; ``nothing``: what is said where there is nothing to compare."""

    working: bool
    nothing: str
    since: str
    before: str
    after: str
    sum: str
    causes: tuple[CauseState, ...]
    note: str


_ICONS = {
    "paid": "cash",
    "charges": "receipt",
    "balance": "receipt",
    "rate": "bank",
    "terms": "letter",
    "new-debt": "plus",
    "gone": "yes",
    "budget": "wallet",
    "strategy": "plan",
}


class MovedViewModel:
    """Compares on the worker: where the order is the cheapest, each event makes it be searched anew."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._moved: Moved | None = None
        self._done = False

    def state(self) -> MovedState:
        """Return the page as it stands."""
        session, say, chosen = self._session, self._session.say, self._session.chosen
        since = session.day(chosen.start_on) if chosen else ""
        moved = self._moved
        if moved is None or chosen is None:
            nothing = ""
            if self._done:
                nothing = say(
                    Text("No plan was chosen yet that could be compared. Choose an order or a sum on the plan's page.")
                )
            return MovedState(not self._done, nothing, since, "", "", "", (), "")
        never = say(Text("no end yet"))
        return MovedState(
            False,
            "",
            say(Text("Since you chose the plan on {day}", {"day": since})),
            session.month(moved.before) if moved.before else never,
            session.month(moved.after) if moved.after else never,
            self._sum(moved),
            tuple(self._cause(cause, chosen.currency) for cause in moved.causes),
            say(
                Text(
                    "Each line is what that event alone did. Together they are the whole difference. What was paid stays as you wrote it down."
                )
            ),
        )

    def work(self) -> Callable[[Callable[[float], None], Callable[[], bool]], Moved | None]:
        """Return the comparison, which may run on another thread."""
        session = self._session
        chosen, debts, payments, today = session.chosen, tuple(session.debts), tuple(session.payments), session.today
        money = None
        if chosen is not None and plan_money_of(session.settings, chosen.currency).follows:
            money = budget_money(session.household, chosen.currency, today)
        return lambda _report, stopped: None if stopped() else plan_moved(chosen, debts, payments, today, money=money)

    def take(self, moved: Any) -> MovedState:
        """Take what the comparison found."""
        self._moved, self._done = moved, True
        return self.state()

    def _sum(self, moved: Moved) -> str:
        say = self._session.say
        if moved.months is None:
            if moved.after is not None:
                return say(Text("It has an end now."))
            if moved.before is not None:
                return say(Text("At this sum it has no end just now. The plan shows what would help."))
            return ""
        if not moved.months:
            return say(Text("The date stands where it stood."))
        return say(_months(moved.months))

    def _cause(self, cause: Cause, currency: str) -> CauseState:
        say = self._session.say
        date = money = ""
        if cause.months is None or cause.cost is None:
            date = say(Text("cannot be counted in months"))
        else:
            date = say(_months(cause.months)) if cause.months else say(Text("the date stays"))
            if cause.cost:
                amount = {"amount": self._session.money(abs(cause.cost), currency)}
                more = Text("{amount} more interest and fees", amount)
                money = say(more if cause.cost > 0 else Text("{amount} less interest and fees", amount))
        return CauseState(_ICONS.get(cause.code, "plan"), said_by_engine(self._session, cause.message), date, money)


def _months(months: int) -> Text:
    count = {"months": str(abs(months))}
    if months > 0:
        return Text("1 month later") if months == 1 else Text("{months} months later", count)
    return Text("1 month sooner") if months == -1 else Text("{months} months sooner", count)
