"""Gentle mode: one small step and one date, no totals, no counts, nothing that was found, until it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.errors import Text
from planner.i18n import format_money
from planner.services.check_ins import LETTER, STEP
from ui.viewmodels.care import care_of
from ui.viewmodels.due import next_payment
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from ui.viewmodels.papers import PaperRow

PAPERS = "papers"
ANSWERED_WITHIN = 14
"""Days before that of a paper in which its answer is not put off: an answer takes some."""


class GentleState(NamedTuple):
    """``step``: one thing; ``go``: words of the button that leads to where it is done, "" where it is done right here.

    ``amount``: shown only where it was asked for; ``can_wait``: the step may be left for another day.
    """

    step: str
    under: str
    go: str
    day: str
    name: str
    amount: str
    can_show: bool
    paper: str
    paused: str
    can_wait: bool = True


_GO = {
    "papers": Text("See the ways"),
    "agenda": Text("The whole agenda"),
    "debt": Text("Open this debt"),
    "debt_add": Text("Write it down"),
    "plan": Text("See how"),
}


class GentleViewModel:
    """``step``: the small step that Today would show."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._step_over = ""
        self._shown = False

    def state(self, step: str, route: str = "") -> GentleState:
        """Return the page; ``route``: where the step is done. A court paper's day is not hidden, since waiting would cost more (guard 2)."""
        session, say = self._session, self._session.say
        nearest = self._paper()
        letter = nearest is None and self._letter()  # while a court's days run, no letter is said to wait
        words = (
            say(Text("Open a letter from a court first. Put the others where you can find them.")) if letter else step
        )
        under = say(Text("The others need not be opened today.")) if letter else ""
        payment = self._payment()
        day, name, amount = payment if payment else ("", "", None)
        care = care_of(session).check_ins
        paused = care.habits().paused_until if care else None
        return GentleState(
            step=self._step_over or words,
            under="" if self._step_over else under,
            go="" if letter or route not in _GO else say(_GO[route]),
            day=day,
            name=name,
            amount=amount if amount and self._shown else "",
            can_show=bool(amount) and not self._shown,
            paper="" if nearest is None else session.join(nearest.title, nearest.when),
            paused=say(Text("Nothing is asked until {day}.", {"day": session.day(paused)}))
            if paused and session.today < paused
            else "",
            can_wait=not (route == PAPERS and nearest is not None and nearest.days <= ANSWERED_WITHIN),
        )

    @property
    def step_is_over(self) -> bool:
        """Whether the step was done or put off."""
        return bool(self._step_over)

    def done(self, step: str) -> GentleState:
        """Take note of the step, where check-ins are on."""
        session, care = self._session, care_of(self._session).check_ins
        if care is not None and care.habits().is_on:
            care.write_down(STEP, step, now=session.now(), today=session.today, language=session.language)
        self._step_over = session.say(Text("That was a step. It is enough for today."))
        return self.state(step)

    def another_day(self, step: str, route: str = "") -> GentleState:
        """Let the step rest; the day of a paper does not move for it."""
        nearest = self._paper() if route == PAPERS else None
        words = Text("It can wait. Another day is fine.")
        if nearest is not None:
            words = Text("It can rest today. Its day stays: {when}.", {"when": nearest.when})
        self._step_over = self._session.say(words)
        return self.state(step, route)

    def show_amount(self, step: str) -> GentleState:
        """Show the one amount."""
        self._shown = True
        return self.state(step)

    def _letter(self) -> bool:
        care = care_of(self._session).check_ins
        return care is not None and any(one.kind == LETTER and not one.closed_on for one in care.entries())

    def _payment(self) -> tuple[str, str, str] | None:
        session = self._session
        found = []
        for debt in session.debts:
            if debt.due_day and not debt.is_apart and debt.balance != 0:
                payment = next_payment(session, debt)
                if payment.day is not None:
                    amount = (
                        "" if payment.amount is None else format_money(payment.amount, debt.currency, session.language)
                    )
                    found.append((payment.day, debt.name, amount))
        if not found:
            return None
        day, name, amount = min(found)
        today = session.say(Text("today")) if day == session.today else ""
        return session.join(session.weekday(day), today), name, amount

    def _paper(self) -> PaperRow | None:
        if not self._session.papers:
            return None
        from ui.viewmodels.papers import soon

        return next(iter(soon(self._session)), None)
