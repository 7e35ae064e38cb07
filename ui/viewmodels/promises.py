"""Promises: mine to pay, theirs to waive or wait. What is due, what was kept, what was not: facts, without blame."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Text
from planner.money import BadValue
from planner.services.contacts import facts_of
from planner.services.promise_room import Room, room_for
from planner.services.promises import BROKEN, DUE, KEPT, LATER, MINE, THEIRS, Promise, Promises
from ui.viewmodels.session import Session
from ui.viewmodels.whole_words import apart

STATES = {KEPT: Text("kept"), BROKEN: Text("not kept"), DUE: Text("its day has come"), LATER: Text("to come")}
SOON = 14
FIELDS = (
    ("amount", Text("How much"), "money"),
    ("what", Text("Or what else")),
    ("due", Text("By which day"), "day"),
    ("collector", Text("To whom, or by whom")),
)


class PromiseRow(NamedTuple):
    """One promise. ``open``: it can still be said whether it was kept; ``chip``: (kind, icon) of its state.

    ``ends``: what its two buttons say; ``again``: of a missed one of mine, the debt about which another day can be agreed on.
    """

    id: int
    whose: str
    words: str
    when: str
    state: str
    open: bool
    chip: tuple[str, str] = ("neutral", "")
    mine: bool = True
    ends: tuple[str, str] = ("", "")
    again: str = ""


class PromiseField(NamedTuple):
    """A field of a new promise."""

    column: str
    label: str
    kind: str
    value: str
    error: str


class PromisesState(NamedTuple):
    """The page. ``adding``: the sheet of a new one is open; ``warning``: what should be known before promising."""

    open: tuple[PromiseRow, ...]
    ended: tuple[PromiseRow, ...]
    adding: bool
    mine: bool
    fields: tuple[PromiseField, ...]
    warning: str
    said: str
    problem: str


class PromisesViewModel:
    """Shows promises, writes one down, and says how one ended."""

    def __init__(self, session: Session, contact: int = 0) -> None:
        """With the number of a ``contact`` begin with a promise that was made in it."""
        self._session = session
        self._adding, self._mine = False, True
        self._about = self._of_contact(contact) if contact else {}
        self._cells: dict[str, str] = {}
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._said: Text | None = None
        self._old = ""
        self._room: Room | None = None

    def state(self) -> PromisesState:
        """Return the page as it stands."""
        session, say = self._session, self._session.say
        rows = [row_of(session, promise) for promise in session.promises]
        return PromisesState(
            open=tuple(row for row in rows if row.open),
            ended=tuple(reversed([row for row in rows if not row.open])),
            adding=self._adding,
            mine=self._mine,
            fields=tuple(self._field(*field) for field in FIELDS),
            warning=self._warning(),
            said=say(self._said) if self._said else "",
            problem=say(self._problem) if self._problem else "",
        )

    def add(self, adding: bool) -> PromisesState:
        """Open or close the sheet of a new promise."""
        self._adding, self._problems, self._problem = adding, {}, None
        self._cells = dict(self._about)
        # The clocks read the whole log: once for a sheet, not with each letter typed.
        self._old = self._word_on_old_debts() if adding else ""
        about = self._about.get("debt", "")
        self._room = (
            room_for(self._session.household, self._session.currency, self._session.today, about) if adding else None
        )
        return self.state()

    def whose(self, whose: str) -> PromisesState:
        """Choose whether it is mine or theirs."""
        self._mine = whose == MINE
        return self.state()

    def type(self, column: str, text: str) -> PromisesState:
        """Take what was typed."""
        self._cells[column] = text
        self._problems.pop(column, None)
        return self.state()

    def save(self) -> PromisesState:
        """Write it down; what is missing is said beside its field."""
        session = self._session
        cells = {**self._cells, "whose": MINE if self._mine else THEIRS}
        try:
            Promises(session.household).add(cells, session.currency)
        except InputProblems as faults:
            self._problems = {problem.field: problem.message for problem in faults.problems}
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            return self.state()
        session.refresh()
        return self.add(False)

    def end(self, id_: int, *, kept: bool) -> PromisesState:
        """Say that it was kept, or was not."""
        session = self._session
        promises = Promises(session.household)
        try:
            promise = promises.find(str(id_))
            promises.keep(promise, session.today) if kept else promises.break_(promise, session.today)
        except PlannerError as error:
            self._problem = error.message
        else:
            self._said = (
                Text("Written down: kept.")
                if kept
                else Text("Written down. It happens. You can agree on another day.")
                if promise.whose == MINE
                else Text("Written down: they did not keep it.")
            )
        session.refresh()
        return self.state()

    def _of_contact(self, contact: int) -> dict[str, str]:
        """Return what a contact says of a promise that was made in it."""
        facts = facts_of(self._session.contact_log.find(contact))
        debts = facts.get("debt", [])
        said = {"collector": facts.get("collector", ""), "debt": debts[0] if len(debts) == 1 else ""}
        return {"contact": str(contact), **{column: value for column, value in said.items() if value}}

    def _warning(self) -> str:
        """Say what should be known before promising: more where a debt is old (guard 1)."""
        if not self._adding or not self._mine:
            return ""
        session, amount, room, day = self._session, self._cells.get("amount", ""), self._room, self._day()
        if room and day:
            room = room.in_month(day, session.promises, self._cells.get("debt", "").strip())
        over = room.word_on(amount, session.currency, session.money) if room and amount else None
        usual = session.say(Text("Promise only what your plan holds."))
        if room and room.currency == session.currency:
            usual = session.say(Text("Choose the day, and the most you can promise in that month stands here."))
            if day:
                usual = self._most(room, session.month(day))
        return session.sentences(self._old, session.say(over) if over else "") or usual

    def _most(self, room: Room, month: str) -> str:
        """Return the most that can be promised in a month, with what it is reckoned from."""
        say, money, currency = self._session.say, self._session.money, room.currency
        # the budget page shows what is left before any offer or promise
        blanks = {"amount": money(room.left, currency), "month": month}
        blanks |= {"left": money(room.left + room.taken, currency), "taken": money(room.taken, currency)}
        is_shared = bool(room.left and room.taken)
        if not (room.left and room.others):
            words = Text("Your budget leaves {amount} in {month}: the most you can promise.")
            if is_shared:
                words = Text(
                    "Your budget leaves {amount} in {month}: {left} less {taken} already offered or promised. That is the most you can promise."
                )
            return say(words._replace(blanks=blanks))
        words = Text("Your budget leaves {amount} in {month}.")
        if is_shared:
            words = Text("Your budget leaves {amount} in {month}: {left} less {taken} already offered or promised.")
        return self._session.sentences(say(words._replace(blanks=blanks)), say(self._beside_least(room)))

    def _beside_least(self, room: Room) -> Text:
        """Return what the least payments on other debts ask of the room; which ones, where no debt is named, is not known."""
        rest = room.left - room.others
        blanks = {"least": self._session.money(room.others, room.currency)}
        blanks["rest"] = self._session.money(max(0, rest), room.currency)
        if not room.debt:
            return Text(
                "Least payments ask for {least} of it. Name the debt, and its own is not counted among them.", blanks
            )
        if rest <= 0:
            return Text(
                "The least payments on your other debts ask for {least}: what you promise is missing there.", blanks
            )
        return Text(
            "The least payments on your other debts ask for {least} of it, so the most you can promise is {rest}.",
            blanks,
        )

    def _day(self) -> date | None:
        """Return the day that was typed; None as long as it is none."""
        try:
            return parse_day(self._cells.get("due", ""))
        except BadValue:
            return None  # said beside its field

    def _word_on_old_debts(self) -> str:
        from ui.viewmodels.time_limit import warning

        session = self._session
        return next((words for debt in session.debts if (words := warning(session, debt, "promise"))), "")

    def _field(self, column: str, label: Text, kind: str = "text") -> PromiseField:
        say = self._session.say
        error = self._problems.get(column)
        return PromiseField(
            column, say(label), kind, self._cells.get(column, ""), self._session.fault(error) if error else ""
        )


def row_of(session: Session, promise: Promise) -> PromiseRow:
    """Return a promise as a line."""
    say = session.say
    money = "" if promise.amount is None else session.money(promise.amount, promise.currency)
    state = promise.state(session.today)
    mine = promise.whose == MINE
    missed = mine and state == BROKEN
    with_whom = "" if promise.collector and promise.collector in promise.debt else promise.collector
    return PromiseRow(
        id=promise.row.entry,
        whose=say(Text("I promised")) if mine else say(Text("They promised")),
        words=apart(session.language, session.join(money, promise.debt, with_whom), promise.what),
        when=session.day(promise.due_on),
        state=say(Text("did not work out")) if missed else say(STATES[state]),
        open=state in (DUE, LATER),
        chip=_chip(state, (promise.due_on - session.today).days),
        mine=mine,
        ends=(say(Text("Kept")), say(Text("Another day") if mine else Text("Not kept"))),
        again=promise.debt if missed and any(debt.name == promise.debt for debt in session.debts) else "",
    )


def _chip(state: str, days: int) -> tuple[str, str]:
    """Return kind and icon: green for kept, amber for within two days, else grey, a promise that was not kept too."""
    if state == KEPT:
        return "ok", "yes"
    return ("warn", "promise") if state in (DUE, LATER) and days <= 2 else ("neutral", "")


def soon(session: Session) -> list[Promise]:
    """Return the open promises whose day comes within two weeks, or has come."""
    return [
        promise for promise in session.promises if not promise.ended and (promise.due_on - session.today).days <= SOON
    ]
