"""The list of debts: what is owed, to whom, and what may not be owed at all."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import PlannerError, Text
from planner.money import rate_text
from planner.services.household import DebtEntry, Removed
from planner.services.household_plan import interest_per_day, rate_on
from planner.services.words import KINDS, days_late
from ui.viewmodels.debt_table import DebtTable, TableLine
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.old_debts import limit_words, old_debts
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from planner.rules.limitation.clock import Clock


class DebtRow(NamedTuple):
    """One line of the list, ready to draw. ``more`` is what sets it apart: late, comes first, with a collector."""

    id: int
    icon: str
    name: str
    detail: str
    amount: str
    a_day: str
    more: tuple[str, ...]


class DebtsState(NamedTuple):
    """The list as the screen draws it. ``totals`` holds one amount a currency: they are never added up.

    ``old``: what to read about before a payment, a promise or a letter; ``apart``: what may not be the person's. ``table``: the same in columns, where that was asked for.
    """

    totals: tuple[str, ...]
    a_day: str
    folded: bool
    rows: tuple[DebtRow, ...]
    old: tuple[DebtRow, ...]
    apart: tuple[DebtRow, ...]
    notice: str
    undo: str = ""
    table: tuple[TableLine, ...] = ()


class DebtsViewModel:
    """Shows the list; removes, and brings back."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._removed: Removed | None = None
        self._problem: Text | None = None
        self._table, self._in_columns = DebtTable(session), False
        self._old: dict[int | None, Clock] = {}
        self._read: tuple[object, ...] = ()

    def in_columns(self, yes: bool) -> DebtsState:
        """Return the list with its table, or without: only a wide window has room for one."""
        self._in_columns = yes
        return self.state()

    def look_again(self) -> DebtsState:
        """Return the list with its table made anew: what the log or the budget says may have changed."""
        self._table, self._read = DebtTable(self._session), ()
        return self.state()

    def state(self) -> DebtsState:
        """Return the list as it stands."""
        session = self._session
        self._look_for_old()
        own = [debt for debt in session.debts if not debt.is_apart]
        totals: dict[str, int] = {}
        for debt in own:
            totals[debt.currency] = totals.get(debt.currency, 0) + (debt.balance or 0)
        main = next(iter(totals), session.currency)
        per_day = sum(interest_per_day(debt, session.today) or 0 for debt in own if debt.currency == main)
        return DebtsState(
            totals=tuple(session.total(amount, code) for code, amount in totals.items()),
            a_day=session.money(per_day, main) if own else "",
            folded=session.is_night,
            rows=tuple(self._row(debt) for debt in own if debt.id not in self._old),
            old=tuple(self._old_row(debt) for debt in own if debt.id in self._old),
            apart=tuple(self._row(debt) for debt in session.debts if debt.is_apart),
            notice=self._notice(),
            undo=session.say(Text("{debt} was removed.", {"debt": self._removed.entry.name})) if self._removed else "",
            table=self._table.lines() if self._in_columns else (),
        )

    def _look_for_old(self) -> None:
        """Ask again which debts are old, where debts or payments are other ones: the log is long."""
        session = self._session
        read = (session.debts, session.payments, session.today)
        if not (self._read and all(map(is_, read[:2], self._read[:2])) and read[2] == self._read[2]):
            self._read, self._old = read, old_debts(session)

    def _old_row(self, debt: DebtEntry) -> DebtRow:
        limit = self._session.say(limit_words(self._session, self._old[debt.id]))
        return self._row(debt)._replace(detail=limit)

    def remove(self, debt_id: int) -> DebtsState:
        """Remove a debt; it can be brought back whole."""
        debt = self._session.find(debt_id)
        self._problem = None
        if debt is not None:
            try:
                self._removed = self._session.household.remove(debt)
            except PlannerError as error:
                self._problem = error.message
            self._session.refresh()
        return self.state()

    def undo(self) -> DebtsState:
        """Bring the debt that was just removed back, with its payments."""
        if self._removed is not None:
            try:
                self._session.household.restore(self._removed)
            except PlannerError as error:
                self._problem = error.message
                return self.state()
            self._session.refresh()
        return self.forget_undo()

    def forget_undo(self) -> DebtsState:
        """Let the offer to undo go."""
        self._removed = None
        return self.state()

    def _notice(self) -> str:
        notice = self._problem or self._session.notice
        return self._session.say(notice) if notice else ""

    def open_totals(self) -> DebtsState:
        """Show totals although it is night: the person asked for them."""
        self._session.night_opened = True
        return self.state()

    def _row(self, debt: DebtEntry) -> DebtRow:
        session = self._session
        say = session.say
        late = days_late(debt, session.today)
        collector = debt.holders[-1] if debt.holders else None
        more = (
            say(late) if late else "",
            say(Text("comes first")) if debt.priority else "",
            collector.name if collector is not None and collector.until_on is None else "",
        )
        per_day = interest_per_day(debt, session.today)
        return DebtRow(
            id=debt.id or 0,
            icon=icon_of(debt.kind),
            name=debt.name,
            detail=session.join(say(KINDS[debt.kind]), self._rate(debt)),
            amount=say(Text("not known")) if debt.balance is None else session.money(debt.balance, debt.currency),
            a_day="" if not per_day else say(Text("{amount} a day", {"amount": session.money(per_day, debt.currency)})),
            more=tuple(part for part in more if part),
        )

    def _rate(self, debt: DebtEntry) -> str:
        apr = rate_on(debt, self._session.today)
        if apr is None:
            return ""
        return f"{rate_text(apr)}%" if apr else self._session.say(Text("no interest"))
