"""What the contract of one debt says: rates that change, promises, fees, a pause, offers. All of it may stay unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planner.dates import add_months
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.money import rate_text, to_major
from planner.services.household import DebtEntry
from planner.services.household_plan import rate_on
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look, summary
from ui.viewmodels.session import Session
from ui.viewmodels.terms_asked import DEFERRED, PROMO_FIELDS, TRUE_PROMO, Section, sections_of

_MONEY = "principal minimum minimum_floor account_fee credit_limit settlement_amount".split()
_RATES = "fee_percent minimum_percent penalty_apr deferred_apr".split()
_DAYS = "deferred_until pause_from pause_until interest_waived_until settlement_until".split()
_PLAIN = "term_months grace_days minimum_plus minimum_of allocation day_count".split()
_PART = ("part_name", "part_balance", "part_apr")
_SHOWN_AS = {"apr_changes": "promo_until", "apr": "promo_after", "balance": "part_balance", "name": "part_name"}


class ChoiceState(NamedTuple):
    """Answers to choose of: (id, words, chosen)."""

    column: str
    title: str
    options: tuple[tuple[str, str, bool], ...]


class SectionState(NamedTuple):
    """One part of the page. ``open``: something is known of it, so its fields stand there."""

    id: str
    title: str
    hint: str
    choices: tuple[ChoiceState, ...]
    fields: tuple[Asked, ...]
    open: bool


class TermsState(NamedTuple):
    """The page; ``done``: it was stored."""

    gone: bool
    name: str
    sections: tuple[SectionState, ...]
    summary: str
    problem: str
    done: bool = False


class TermsViewModel:
    """Holds what was typed until all of it can be stored."""

    def __init__(self, session: Session, debt_id: int) -> None:
        self._session, self._id = session, debt_id
        self._debt = session.find(debt_id)
        self._typed = {} if self._debt is None else _typed_of(self._debt, session.today)
        self._before = dict(self._typed)
        self._steps = sum(1 for column in self._typed if column.startswith("step_day"))
        self._open = {one.id for one in self._sections() if any(self._typed.get(c) for c in _columns(one))}
        if self._steps:
            self._open.add("rates")
        self._problems: dict[str, Text] = {}
        self._problem: Text | None = None
        self._covered = CoveredFields(session)

    def state(self, *, done: bool = False) -> TermsState:
        """Return the page as it stands."""
        session, debt = self._session, self._debt
        if debt is None or session.find(self._id) is None:
            return TermsState(True, "", (), "", "")
        look(self._covered, [spec for one in self._sections() for spec in self._specs(one)], self._typed)
        return TermsState(
            False,
            debt.name,
            tuple(self._section(one, debt.currency) for one in self._sections()),
            summary(session, self._problems, [spec for one in self._sections() for spec in self._specs(one)]),
            session.say(self._problem) if self._problem else "",
            done,
        )

    # Actions: each returns the next state

    def unfold(self, section: str) -> TermsState:
        """Open a part, or close it again; what was typed stays."""
        self._open ^= {section}
        if section == "rates" and section in self._open and not self._steps:
            self._steps = 1
        return self.state()

    def choose(self, column: str, option: str) -> TermsState:
        """Take one of several answers."""
        self._typed[column] = option
        return self.state()

    def type(self, column: str, value: str) -> TermsState:
        """Keep what a field holds."""
        self._typed[column] = self._covered.typed(column, value)
        self._problems.pop(column, None)
        return self.state()

    def add_step(self) -> TermsState:
        """Ask for one more change of the rate."""
        self._steps += 1
        return self.state()

    def save(self) -> TermsState:
        """Store it all with the debt, and another balance of the card as a row of its own; faults stand beside their fields."""
        household, debt = self._session.household, self._debt
        self._problems, self._problem = {}, None
        if debt is None:
            return self.state()
        cells, part = self._cells(debt), self._part(debt)
        found = list(household.problems_of(cells, debt.currency, debt)) if cells else []
        if part:
            found += [_of_part(fault) for fault in household.problems_of(part, debt.currency, None)]
        if found or self._problems:
            self._take(found)
            return self.state()
        try:
            if cells:
                household.edit(debt, cells)
            if part:
                household.add(part, debt.currency)
        except InputProblems as faults:
            self._take(list(faults.problems))
            return self.state()
        except PlannerError as error:
            self._problem = error.message
            self._session.refresh()
            return self.state()
        self._session.refresh()
        return self.state(done=True)

    # How it is stored

    def _take(self, found: list[Problem]) -> None:
        there = {spec.column for one in self._sections() for spec in self._specs(one)}
        for fault in found:
            column = fault.field if fault.field in there else _SHOWN_AS.get(fault.field, fault.field)
            if column in there:
                self._problems.setdefault(column, fault.message)
                self._open |= {one.id for one in self._sections() if column in {s.column for s in self._specs(one)}}
            else:
                self._problem = fault.message

    def _cells(self, debt: DebtEntry) -> dict[str, str]:
        """Return what changed, under the names of the columns."""
        typed, before = self._typed, self._before
        plain = {*_MONEY, *_RATES, *_DAYS, *_PLAIN, "late_fee", "secured"}
        asked_for = {column for one in self._sections() for column in _columns(one)} | {
            "deferred_until",
            "deferred_apr",
        }
        cells = {
            column: typed[column].strip()
            for column in plain & asked_for
            if column in typed and typed[column] != before.get(column, "")
        }
        if typed.get("early_fees") != before.get("early_fees") or typed.get("early_percent") != before.get(
            "early_percent"
        ):
            kept = typed.get("early_fees", "")
            cells["early_fees"] = f"percent:{typed.get('early_percent', '').strip()}" if kept == "percent" else kept
        if typed.get("promo") != DEFERRED and debt.deferred_until is not None:
            cells |= {"deferred_until": "", "deferred_apr": ""}
        cells |= self._rate_cells(debt)
        months = typed.get("agreed_months", "").strip()
        if months != before.get("agreed_months", "") or typed.get("agreed_interest") != before.get("agreed_interest"):
            cells["term_months"] = months
            if typed.get("agreed_interest") == "stops" and months.isdecimal() and 0 < int(months) <= 600:
                cells["interest_waived_until"] = add_months(self._session.today, int(months) + 1).isoformat()
        if self._part(debt) and not debt.account:
            cells["account"] = debt.name
        return cells

    def _rate_cells(self, debt: DebtEntry) -> dict[str, str]:
        """Return the rate and its changes, where they are others than before."""
        typed, steps = self._typed, []
        for place in range(self._steps):
            day, rate = typed.get(f"step_day {place}", "").strip(), typed.get(f"step_rate {place}", "").strip()
            if day and rate:
                steps.append(f"{day}:{rate}")
            elif day or rate:
                missing = f"step_rate {place}" if day else f"step_day {place}"
                self._problems[missing] = Text("is empty; a change needs its day and its rate")
        cells: dict[str, str] = {}
        if typed.get("promo") == TRUE_PROMO:
            day, rate = typed.get("promo_until", "").strip(), typed.get("promo_after", "").strip()
            for column, text in (("promo_until", day), ("promo_after", rate)):
                if not text:
                    self._problems[column] = Text("is empty; the paper of the promise says it")
            if day and rate:
                steps.insert(0, f"{day}:{rate}")
            if rate_on(debt, self._session.today) != Decimal(0):
                cells["apr"] = "0"
        said = "; ".join(steps)
        if said != "; ".join(f"{day}:{rate_text(rate)}" for day, rate in debt.rate_steps):
            cells["apr_changes"] = said
        return cells

    def _part(self, debt: DebtEntry) -> dict[str, str]:
        """Return another balance of this card as a debt of its own; nothing where none was typed."""
        name, balance, apr = (self._typed.get(column, "").strip() for column in _PART)
        if not (name or balance or apr):
            return {}
        return {
            "name": f"{debt.name}: {name}" if name else "",
            "creditor": debt.creditor or "",
            "kind": "card",
            "balance": balance,
            "apr": apr,
            "account": debt.account or debt.name,
        }

    # How it is drawn

    def _sections(self) -> tuple[Section, ...]:
        return sections_of(self._debt.kind) if self._debt else ()

    def _specs(self, one: Section) -> tuple[Spec, ...]:
        if one.id == "promo":
            return PROMO_FIELDS.get(self._typed.get("promo", ""), ())
        if one.id == "rates":
            return tuple(
                spec
                for place in range(self._steps)
                for spec in (
                    Spec(f"step_day {place}", Text("From the day"), "day"),
                    Spec(f"step_rate {place}", Text("Interest per year"), "rate"),
                )
            )
        if one.id == "fees-plan" and self._typed.get("early_fees") == "percent":
            return (*one.fields, Spec("early_percent", Text("Charge, as a % of what is left"), "rate"))
        return one.fields

    def _section(self, one: Section, currency: str) -> SectionState:
        session, typed = self._session, self._typed
        choices = tuple(
            ChoiceState(
                choice.column,
                session.say(choice.title),
                tuple((id_, session.say(words), id_ == typed.get(choice.column, "")) for id_, words in choice.options),
            )
            for choice in one.choices
        )
        fields = tuple(
            asked(session, spec, typed, self._problems, currency, self._covered) for spec in self._specs(one)
        )
        hint = one.in_china if one.in_china and session.jurisdiction == "china" else one.hint
        return SectionState(one.id, session.say(one.title), session.say(hint), choices, fields, one.id in self._open)


def _columns(one: Section) -> set[str]:
    return {spec.column for spec in one.fields} | {choice.column for choice in one.choices}


def _of_part(fault: Problem) -> Problem:
    part = {"name": "part_name", "balance": "part_balance", "apr": "part_apr"}
    return fault._replace(field=part.get(fault.field, fault.field))


def _typed_of(debt: DebtEntry, today: date) -> dict[str, str]:
    """Return what is known of a debt as the page's fields hold it."""
    kept = debt._asdict()
    typed = {column: to_major(kept[column], debt.currency) for column in _MONEY if kept[column] is not None}
    typed |= {column: rate_text(kept[column]) for column in _RATES if kept[column] is not None}
    typed |= {column: kept[column].isoformat() for column in _DAYS if kept[column] is not None}
    typed |= {column: str(kept[column]) for column in _PLAIN if kept[column] is not None}
    if debt.secured:
        typed["secured"] = "yes"
    if debt.late_percent is not None:
        typed["late_fee"] = f"{rate_text(debt.late_percent)}%"
    elif debt.late_fee is not None:
        typed["late_fee"] = to_major(debt.late_fee, debt.currency)
    early, _, percent = (debt.early_fees or "").partition(":")
    if early:
        typed["early_fees"] = early
    if percent:
        typed["early_percent"] = percent
    steps = list(debt.rate_steps)
    if debt.deferred_until is not None:
        typed["promo"] = DEFERRED
    elif steps and steps[0][0] > today and rate_on(debt, today) == 0:
        day, rate = steps.pop(0)
        typed |= {"promo": TRUE_PROMO, "promo_until": day.isoformat(), "promo_after": rate_text(rate)}
    for place, (day, rate) in enumerate(steps):
        typed |= {f"step_day {place}": day.isoformat(), f"step_rate {place}": rate_text(rate)}
    if debt.kind in ("card", "overdraft", "other") and debt.term_months:
        typed["agreed_months"] = str(debt.term_months)
        if debt.interest_waived_until is not None:
            typed["agreed_interest"] = "stops"
    return typed
