"""Adding or editing a debt: a map of steps with a way back, fields by kind, every fault beside its field with a fix."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.money import BadValue, parse_rate, rate_text, to_major
from planner.services.household import DebtEntry
from planner.services.lateness import days_past_due
from planner.services.words import KINDS
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.fee_words import fee_words
from ui.viewmodels.form import summary
from ui.viewmodels.kinds import (
    CARDS,
    COLLECTOR,
    COLLECTOR_SINCE,
    COME_FIRST,
    CURRENCY,
    ORDER,
    ORDINARY,
    PARTS,
    RARE,
    FieldSpec,
    KindCard,
    fields_of,
)
from ui.viewmodels.session import Session

STEPS = ("kind", "numbers", "collector")
_LABELS = {
    "kind": Text("what kind is it?"),
    "numbers": Text("the numbers"),
    "collector": Text("who asks for the money?"),
}
_A_DAY = re.compile(r"(\d{1,2}(?:\.\d+)?)\s*%?\s*/\s*(?:day|d|天|日)")


class FieldState(NamedTuple):
    """One field: what stands in it, and what is wrong with it. ``fix`` is the text that would be right."""

    column: str
    label: str
    input: str
    value: str
    unit: str
    hint: str
    error: str
    fix: str


class KindState(NamedTuple):
    """One kind to choose."""

    kind: str
    icon: str
    name: str
    hint: str


class DebtFormState(NamedTuple):
    """The form as the screen draws it. ``done`` is the id of the debt that was stored, 0 before.

    ``early``: what paying a fee plan early costs, (id, words, chosen); ``true_rate``: what its fee comes to, while it is typed.
    """

    step: str
    steps_count: int
    step_number: int
    step_text: str
    title: str
    ordinary: tuple[KindState, ...]
    come_first: tuple[KindState, ...]
    rare: tuple[KindState, ...]
    fields: tuple[FieldState, ...]
    comes_first: bool
    may_not_be_mine: bool
    disputed: bool
    summary: str
    done: int = 0
    early: tuple[tuple[str, str, bool], ...] = ()
    true_rate: tuple[tuple[str, str], ...] = ()


class DebtFormViewModel:
    """Holds what was typed until all of it can be stored; ``debt`` is the one to edit, None for a new one."""

    def __init__(self, session: Session, debt: DebtEntry | None = None) -> None:
        self._session = session
        self._debt = debt
        self._kind = debt.kind if debt else "other"
        self._cells: dict[str, str] = {} if debt is None else _cells_of(debt)
        self._liable = debt.liable if debt and debt.liable and debt.liable != "not-me" else ""
        self._problems: tuple[Problem, ...] = ()
        self._summary: Text | None = None
        self._path = ["kind"] if debt is None else ["all"]
        self._currency = debt.currency if debt else session.currency
        self._covered = CoveredFields(session)

    def state(self, done: int = 0) -> DebtFormState:
        """Return the form as it stands."""
        say, step = self._session.say, self._path[-1]
        self._covered.look(column for column, cell in self._cells.items() if cell and column in _MONEY)
        number = STEPS.index(step) + 1 if step in STEPS else 0
        blanks = {"number": str(number), "count": str(len(STEPS)), "what": say(_LABELS[step]) if number else ""}
        return DebtFormState(
            step=step,
            steps_count=len(STEPS) if number else 0,
            step_number=number,
            step_text=say(Text("Step {number} of {count}: {what}", blanks)) if number else "",
            title=say(Text("Add a debt") if step == "kind" else KINDS[self._kind]),
            ordinary=self._kinds(ORDINARY),
            come_first=self._kinds(COME_FIRST),
            rare=self._kinds(RARE),
            fields=tuple(self._field(spec) for spec in self._specs(step)),
            comes_first=self._cells.get("priority") == "yes",
            may_not_be_mine=self._cells.get("liable") == "not-me",
            disputed=self._cells.get("disputed") == "yes",
            summary=self._said_summary(),
            done=done,
            early=self._early(),
            true_rate=fee_words(self._session, self._cells, self._currency) if self._is_fee_plan else (),
        )

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed that is not stored."""
        before = {} if self._debt is None else _cells_of(self._debt)
        typed = {column: cell for column, cell in self._cells.items() if column not in ("kind", "priority")}
        return any(cell != before.get(column, "") for column, cell in typed.items())

    # Actions: each returns the next state

    def choose_kind(self, kind: str) -> DebtFormState:
        """Choose the kind and go on to its numbers."""
        self._kind = kind
        asked = {spec.column for spec in (*fields_of(kind), COLLECTOR, COLLECTOR_SINCE)}
        if kind == "fee-instalment":
            asked.add("early_fees")
        self._cells = {column: cell for column, cell in self._cells.items() if column in asked or column == "liable"}
        self._cells["kind"] = kind
        self._cells["priority"] = "yes" if CARDS[kind].first else "no"
        self._go("numbers")
        return self.state()

    def type(self, column: str, value: str) -> DebtFormState:
        """Keep what a field holds; a fault of this field goes away until it is looked at again."""
        self._cells[column] = self._covered.typed(column, value)
        self._problems = tuple(problem for problem in self._problems if problem.field != column)
        return self.state()

    def use_fix(self, column: str) -> DebtFormState:
        """Fill a field with the suggestion beside it."""
        fix = next((field.fix for field in self.state().fields if field.column == column), "")
        return self.type(column, fix) if fix else self.state()

    def set_comes_first(self, yes: bool) -> DebtFormState:
        """Say whether losing this hurts most, so that it is paid first."""
        self._cells["priority"] = "yes" if yes else "no"
        return self.state()

    def set_may_not_be_mine(self, yes: bool) -> DebtFormState:
        """Say that this may not be the person's own debt: it stands apart and gets no extra money."""
        self._cells["liable"] = "not-me" if yes else self._liable
        return self.state()

    def set_early(self, option: str) -> DebtFormState:
        """Say what becomes of the fees still to come where a fee plan is paid early; "": don't know."""
        self._cells["early_fees"] = option
        return self.state()

    def set_disputed(self, yes: bool) -> DebtFormState:
        """Say whether the person disputes this debt: it stands apart while they do."""
        self._cells["disputed"] = "yes" if yes else "no"
        return self.state()

    def next(self) -> DebtFormState:
        """Go on: to the next step where this one holds, or store and be done."""
        cells = self._ready_cells()
        self._summary = None
        self._problems = self._session.household.problems_of(cells, self._currency, self._debt)
        if self._problems:
            if self._path[-1] == "collector" and any(
                p.field not in ("collector", "collector_since") for p in self._problems
            ):
                self._path = ["kind", "numbers"]
            return self.state()
        if self._path[-1] == "numbers":
            self._go("collector")
            return self.state()
        return self._store(cells)

    def back(self) -> DebtFormState | None:
        """Go back one step, keeping what was typed; None where the form is to be left."""
        if len(self._path) == 1:
            return None
        self._path.pop()
        self._problems = ()
        return self.state()

    def _store(self, cells: dict[str, str]) -> DebtFormState:
        household = self._session.household
        try:
            stored = household.add(cells, self._currency) if self._debt is None else household.edit(self._debt, cells)
        except InputProblems as faults:
            self._problems = faults.problems
            return self.state()
        except PlannerError as error:
            self._summary = error.message
            self._session.refresh()
            return self.state()
        self._session.refresh()
        return self.state(done=stored.id or 0)

    # How it is made

    @property
    def _is_fee_plan(self) -> bool:
        return self._kind == "fee-instalment" and self._path[-1] in ("numbers", "all")

    def _early(self) -> tuple[tuple[str, str, bool], ...]:
        if not self._is_fee_plan:
            return ()
        kept = self._cells.get("early_fees", "")
        known = kept if kept in ("", "due", "waived") else "percent"
        options = [("due", Text("still due")), ("waived", Text("let off")), ("", Text("Don't know"))]
        if known == "percent":
            options.insert(2, (kept, Text("replaced by a charge")))
        return tuple((id_, self._session.say(words), id_ == kept) for id_, words in options)

    def _go(self, step: str) -> None:
        if self._path[-1] != step:
            self._path.append(step)
        self._problems = ()

    def _specs(self, step: str) -> tuple[FieldSpec, ...]:
        if step == "numbers":
            return fields_of(self._kind)
        if step == "collector":
            return (COLLECTOR, COLLECTOR_SINCE)
        if step == "all":
            own = fields_of(self._kind)
            there = {spec.column for spec in own}
            return (*own, *(p for p in PARTS if p.column not in there), COLLECTOR, COLLECTOR_SINCE, ORDER, CURRENCY)
        return ()

    def _kinds(self, cards: tuple[KindCard, ...]) -> tuple[KindState, ...]:
        say = self._session.say
        return tuple(KindState(card.kind, card.icon, say(KINDS[card.kind]), say(card.hint)) for card in cards)

    def _field(self, spec: FieldSpec) -> FieldState:
        say = self._session.say
        problem = next((p for p in self._problems if p.field == spec.column), None)
        covered = self._covered
        meant = problem.message.blanks.get("meant", "") if problem and not covered.covers(spec.column) else ""
        unit = self._session.sign(self._currency) if spec.input == "money" else "%" if spec.input == "rate" else ""
        return FieldState(
            column=spec.column,
            label=say(spec.label),
            input=spec.input,
            value=covered.shown(spec.column, self._cells.get(spec.column, "")),
            unit=unit,
            hint=self._late_hint() if spec.column == "days_past_due" else say(spec.hint) if spec.hint else "",
            error=covered.fault(spec.column, problem.message) if problem else "",
            fix=meant if isinstance(meant, str) else "",
        )

    def _late_hint(self) -> str:
        """Say where the days late of the debt's page come from, where nothing stands in the field: they grow by themselves."""
        debt, session = self._debt, self._session
        since = (debt.late_since or debt.due_since) if debt else None
        if debt is None or since is None or self._cells.get("days_past_due") or not days_past_due(debt, session.today):
            return ""
        days = str(days_past_due(debt, session.today))
        blanks = {"days": days, "day": session.day(since)}
        return session.say(Text("Counted from {day}: {days} so far. It can stay empty.", blanks))

    def _said_summary(self) -> str:
        if self._summary is not None:
            return self._session.say(self._summary)
        faults = {problem.field: problem.message for problem in self._problems}
        return summary(self._session, faults, self._specs(self._path[-1]))

    def _ready_cells(self) -> dict[str, str]:
        cells = dict(self._cells)
        if a_day := _A_DAY.fullmatch(unicodedata.normalize("NFKC", cells.get("apr", "").strip())):
            with suppress(BadValue):  # what is no rate stays as typed, and is asked about beside its field
                cells["apr"] = rate_text(parse_rate(a_day[1]) * 365)
                self._cells["apr"] = cells["apr"]
        if not cells.get("name", "").strip():
            cells["name"] = self._own_name(cells.get("creditor", "").strip())
        return cells

    def _own_name(self, lender: str) -> str:
        """Return a name for a debt that was given none: the lender's, or the kind's, with a number where it is taken."""
        base = lender or self._session.say(KINDS[self._kind])
        taken = {debt.name for debt in self._session.debts if self._debt is None or debt.id != self._debt.id}
        number = 1
        name = base
        while name in taken:
            number += 1
            name = f"{base} {number}"
        return name


def _cells_of(debt: DebtEntry) -> dict[str, str]:
    """Return a stored debt as the cells of a form."""
    cells = {"name": debt.name, "kind": debt.kind, "currency": debt.currency}
    cells |= {"priority": "yes" if debt.priority else "no", "disputed": "yes" if debt.disputed else "no"}
    if debt.own_order is not None:
        cells["order"] = str(debt.own_order)
    for field, value in debt._asdict().items():
        if field in _MONEY and value is not None:
            cells[field] = to_major(value, debt.currency)
        elif isinstance(value, Decimal):
            cells[field] = rate_text(value)
        elif field in _PLAIN and value is not None:
            cells[field] = str(value)
    if debt.holders and debt.holders[-1].until_on is None:
        holder = debt.holders[-1]
        cells["collector"] = holder.name
        if holder.from_on:
            cells["collector_since"] = holder.from_on.isoformat()
    return cells


_MONEY = frozenset("balance minimum".split()) | {spec.column for spec in PARTS}
_PLAIN = frozenset("creditor term_months due_day days_past_due account_tail liable early_fees".split())
