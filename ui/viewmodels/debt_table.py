"""The list of debts as a table of a wide window: what each costs, when it is due, how late it is, when it ends."""

from __future__ import annotations

from datetime import date
from operator import is_
from typing import TYPE_CHECKING, NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.i18n import format_short_month
from planner.services.household import DebtEntry
from planner.services.household_plan import (
    interest_per_day,
    rate_on,
)
from planner.services.lateness import days_past_due
from planner.services.true_rates import shown_rate, true_rates
from planner.services.words import KINDS, year_since
from ui.viewmodels.due import next_payment
from ui.viewmodels.old_debts import limit_words, old_debts
from ui.viewmodels.planned import plan_as_chosen
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from planner.rules.limitation.clock import Clock

HEAD, PART, DEBT = "head", "part", "debt"
NOT_KNOWN, NOTHING = Text("not known"), "–"


class TableColumn(NamedTuple):
    """A column: at which side its cells stand, whether they are bold; the highest ``goes`` first where room is short."""

    at_right: bool
    goes: int
    strong: bool = False


_COLUMNS = (
    (Text("Owed today"), TableColumn(True, 0, strong=True)),
    (Text("A day"), TableColumn(True, 4)),
    (Text("Rate a year"), TableColumn(True, 2)),
    (Text("Next due"), TableColumn(False, 5)),
    (Text("Late"), TableColumn(False, 1)),
    (Text("Ends"), TableColumn(True, 3)),
)
OLD, OLD_UNDER = Text("Old debts"), Text("Read before you pay, promise or sign.")
APART, APART_UNDER = Text("Set apart"), Text("They get no extra money until you say so.")
COLUMNS = tuple(column for _, column in _COLUMNS)


class TableLine(NamedTuple):
    """One line: the names of the columns, the heading of a part, or a debt, which opens."""

    kind: str
    title: str
    under: str = ""
    cells: tuple[str, ...] = ()
    id: int = 0

    @property
    def opens(self) -> bool:
        """Whether it leads to a page."""
        return self.kind == DEBT


class DebtTable:
    """Makes the lines, once for a list as it was read: a list beside a page is drawn again with each change of that."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: tuple[object, ...] = ()
        self._day: date | None = None
        self._ends: dict[int | None, date] = {}
        self._planned: frozenset[int | None] = frozenset()
        self._old: dict[int | None, Clock] = {}
        self._lines: tuple[TableLine, ...] = ()

    def lines(self) -> tuple[TableLine, ...]:
        """Return the debts under the names of the columns: those of the plan, old ones, those that may not be the person's."""
        session = self._session
        read = (session.debts, session.payments, session.chosen, session.settings, session.say)
        is_same = len(read) == len(self._read) and all(map(is_, read, self._read))
        if not is_same or self._day != session.today:
            self._read, self._day = read, session.today
            self._lines = self._made() if session.debts else ()
        return self._lines

    def _made(self) -> tuple[TableLine, ...]:
        say, debts = self._session.say, self._session.debts
        self._plan()
        self._old = old_debts(self._session)
        head = TableLine(HEAD, say(Text("Debt")), cells=tuple(say(name) for name, _ in _COLUMNS))
        own = [self._line(debt) for debt in debts if not debt.is_apart and debt.id not in self._old]
        old = [self._line(debt) for debt in debts if not debt.is_apart and debt.id in self._old]
        apart = [self._line(debt) for debt in debts if debt.is_apart]
        lines = [head, *own]
        if old:
            lines += [TableLine(PART, say(OLD), say(OLD_UNDER)), *old]
        if apart:
            lines += [TableLine(PART, say(APART), say(APART_UNDER)), *apart]
        return tuple(lines)

    def _plan(self) -> None:
        session = self._session
        made = plan_as_chosen(session)
        self._ends, self._planned = {}, frozenset()
        if made is not None:
            months = zip(made.entries, made.plan.run.payoff_months, strict=True)
            self._planned = frozenset(entry.id for entry in made.entries)
            self._ends = {entry.id: add_months(made.plan.start, month) for entry, month in months if month}

    def _line(self, debt: DebtEntry) -> TableLine:
        session, say = self._session, self._session.say
        per_day = interest_per_day(debt, session.today)
        cells = (
            say(NOT_KNOWN) if debt.balance is None else session.money(debt.balance, debt.currency),
            say(NOT_KNOWN) if per_day is None else session.money(per_day, debt.currency) if per_day else NOTHING,
            self._rate(debt),
            self._due(debt),
            self._late(debt),
            self._end(debt),
        )
        return TableLine(DEBT, debt.name, self._under(debt, say(KINDS[debt.kind])), cells, debt.id or 0)

    def _under(self, debt: DebtEntry, kind: str) -> str:
        session, say = self._session, self._session.say
        clock = self._old.get(debt.id)
        if clock is not None:
            return say(limit_words(session, clock))
        holder = debt.holders[-1] if debt.holders else None
        collector = holder.name if holder is not None and holder.until_on is None else ""
        return session.join(kind, say(Text("comes first")) if debt.priority else "", collector)

    def _rate(self, debt: DebtEntry) -> str:
        """Return what it costs a year, of a fee plan over its whole contract; never what its paper says."""
        say = self._session.say
        if debt.fee_percent is not None:
            true = true_rates(debt, self._session.today)
            return say(NOT_KNOWN) if true is None else shown_rate(true.nominal)
        rate = rate_on(debt, self._session.today)
        if rate is None:
            return say(NOT_KNOWN)
        return shown_rate(rate) if rate else say(Text("no interest"))

    def _due(self, debt: DebtEntry) -> str:
        if debt.balance == 0:
            return NOTHING
        day = next_payment(self._session, debt).day
        return self._session.say(NOT_KNOWN) if day is None else self._session.short_day(day)

    def _late(self, debt: DebtEntry) -> str:
        days = days_past_due(debt, self._session.today)
        if days is None or debt.balance == 0:
            return NOTHING  # how late it is is asked on the page of the debt
        if not days:
            return self._session.say(Text("no"))
        if year := year_since(days, self._session.today):
            return self._session.say(Text("since {year}", {"year": year}))
        words = Text("1 day") if days == 1 else Text("{days} days", {"days": str(days)})
        return self._session.say(words)

    def _end(self, debt: DebtEntry) -> str:
        session = self._session
        if debt.id in self._old:  # whether it is paid at all is not decided (guard 1)
            return session.say(Text("ask first"))
        if debt.id in self._ends:
            return format_short_month(self._ends[debt.id], session.language)
        if debt.id in self._planned:
            return session.say(Text("not yet"))
        return session.say(NOT_KNOWN) if debt.balance is None else NOTHING
