"""One debt: its parts, what it costs a day, who collects it, what was paid; a payment recorded, and taken back."""

from __future__ import annotations

from typing import NamedTuple

from planner.dates import parse_day
from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.money import BadValue, rate_text, to_major
from planner.services.household import DebtEntry, PaymentEntry
from planner.services.household_plan import interest_per_day, rate_on
from planner.services.words import KINDS, days_late
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.debt_facts import facts_of
from ui.viewmodels.exact import EXACT_NOTE, due_now, exact_words
from ui.viewmodels.kinds import LOANS
from ui.viewmodels.session import Session
from ui.viewmodels.stages import StageStripState, stage_strip
from ui.viewmodels.time_limit import warning

_PARTS = (
    ("principal", "s1", Text("Principal")),
    ("interest", "s2", Text("Interest")),
    ("fees", "s3", Text("Fees")),
    ("penalties", "s5", Text("Penalties")),
)
_SHOWN_PAYMENTS = 6


class PartState(NamedTuple):
    """One part of the balance: its share of the whole, and its colour token."""

    label: str
    amount: str
    fraction: float
    token: str


class CapState(NamedTuple):
    """A note on a high rate: what it is about, what to do until it is answered, the question, and its source."""

    title: str
    words: str
    ask: str
    source: str


class PaymentState(NamedTuple):
    """One payment made."""

    id: int
    day: str
    amount: str


class DebtState(NamedTuple):
    """A debt as its page draws it. ``facts`` are (label, value). ``gone``: it is not in the list any more."""

    gone: bool
    name: str
    kind: str
    balance: str
    a_day: str
    parts: tuple[PartState, ...]
    parts_note: str
    facts: tuple[tuple[str, str], ...]
    late: str
    apart_note: str
    collector: str
    collector_note: str
    earlier_collectors: tuple[str, ...]
    payments: tuple[PaymentState, ...]
    payments_count: str
    exact: str
    exact_note: str
    old_debt: str
    pay_amount: str
    pay_day: str
    pay_unit: str
    pay_errors: dict[str, str]
    pay_fixes: dict[str, str]
    summary: str
    undo: str
    stage: StageStripState | None = None
    cap: CapState | None = None
    is_loan: bool = False


class DebtViewModel:
    """Shows the debt of one number."""

    def __init__(self, session: Session, debt_id: int) -> None:
        self._session = session
        self._id = debt_id
        self._problems: tuple[Problem, ...] = ()
        self._summary: Text | None = None
        self._paid: PaymentEntry | None = None
        self._paid_on = ""
        self._undo_problem: Text | None = None
        self._typed = {"amount": "", "day": session.today.isoformat()}
        self._covered = CoveredFields(session)
        self._old = ""

    def state(self) -> DebtState:
        """Return the debt as it stands."""
        session, debt = self._session, self._session.find(self._id)
        if debt is None:
            return _GONE
        say, per_day, late = session.say, interest_per_day(debt, session.today), days_late(debt, session.today)
        payments = [paid for paid in session.payments if paid.debt_id == self._id]
        self._covered.look(["amount"] if self._typed["amount"] else [])
        return DebtState(
            gone=False,
            name=debt.name,
            kind=say(KINDS[debt.kind]),
            balance=say(Text("not known")) if debt.balance is None else session.money(debt.balance, debt.currency),
            a_day="" if per_day is None else session.money(per_day, debt.currency),
            parts=self._parts(debt),
            parts_note=self._parts_note(debt),
            facts=tuple((say(label), value) for label, value in facts_of(session, debt)),
            late=say(late) if late else "",
            apart_note=say(_apart_note(debt)) if debt.is_apart else "",
            collector=self._collector(debt),
            collector_note=self._collector_note(debt),
            earlier_collectors=tuple(
                session.join(holder.name, say(Text("until {day}", {"day": session.day(holder.until_on)})))
                for holder in debt.holders
                if holder.until_on is not None
            ),
            payments=tuple(
                PaymentState(paid.id, session.day(paid.paid_on), session.money(paid.amount, debt.currency))
                for paid in payments[:_SHOWN_PAYMENTS]
            ),
            payments_count=str(len(payments)) if payments else "",
            exact=exact_words(session, debt),
            old_debt=self._old,
            exact_note=say(EXACT_NOTE),
            pay_amount=self._covered.shown("amount", self._typed["amount"]),
            pay_day=self._typed["day"],
            pay_unit=session.sign(debt.currency),
            pay_errors={problem.field: self._covered.fault(*problem[:2]) for problem in self._problems},
            pay_fixes={
                problem.field: str(problem.message.blanks["meant"])
                for problem in self._problems
                if "meant" in problem.message.blanks and not self._covered.covers(problem.field)
            },
            summary=say(self._summary) if self._summary else "",
            undo=self._undo_words(debt),
            stage=stage_strip(session, debt),
            cap=self._cap(debt),
            is_loan=debt.kind in LOANS,
        )

    # Actions: each returns the next state

    def start_payment(self) -> DebtState:
        """Open the payment form with what is due, where that is known and may be seen."""
        debt = self._session.find(self._id)
        due = due_now(self._session, debt) if debt else None
        amount = "" if debt is None or due is None or self._session.amounts_hidden else to_major(due, debt.currency)
        self._typed = {"amount": amount, "day": self._session.today.isoformat()}
        self._problems, self._summary = (), None
        self._old = warning(self._session, debt, "pay")
        return self.state()

    def type(self, field: str, value: str) -> DebtState:
        """Keep what a field of the payment form holds."""
        self._typed[field] = self._covered.typed(field, value)
        self._problems = tuple(problem for problem in self._problems if problem.field != field)
        return self.state()

    def pay(self) -> DebtState:
        """Record the payment; faults stand beside their fields."""
        debt = self._session.find(self._id)
        self._problems, self._summary, day = (), None, self._session.today
        if debt is None:
            return _GONE
        try:
            day = parse_day(self._typed["day"])
        except BadValue as bad:
            self._problems = (Problem("day", bad.message),)
        try:
            if not self._problems:
                self._paid = self._session.household.pay(debt, self._typed["amount"], day)
        except InputProblems as faults:
            self._problems = faults.problems
        except PlannerError as error:
            self._summary = error.message
            self._session.refresh()
        if not self._problems and not self._summary and self._paid:
            self._paid_on = debt.name
            self._session.refresh()
        return self.state()

    def undo(self) -> DebtState:
        """Take the payment that was just recorded back."""
        if self._paid is not None:
            try:
                self._session.household.unpay(self._paid)
            except PlannerError as error:
                self._undo_problem = error.message
                return self.state()
            self._session.refresh()
        return self.forget_undo()

    def forget_undo(self) -> DebtState:
        """Let the offer to undo go."""
        self._paid, self._undo_problem = None, None
        return self.state()

    # How it is said

    def _cap(self, debt: DebtEntry) -> CapState | None:
        from planner.rules.citations import cited_in
        from planner.services.rate_caps import cap_note

        session = self._session
        note, rate = cap_note(debt, session.jurisdiction, session.today), rate_on(debt, session.today)
        if note is None or rate is None:
            return None
        words = Text(
            "{rate}% a year is high. Before you pay more than the least on it, ask a free adviser whether all of it can be asked for.",
            {"rate": rate_text(rate)},
        )
        source = session.say(Text("Rests on: {source}", {"source": cited_in(session.language, note.citation)}))
        return CapState(note.title[session.language], session.say(words), note.ask[session.language], source)

    def _undo_words(self, debt: DebtEntry) -> str:
        if self._undo_problem is not None:
            return self._session.say(self._undo_problem)
        if self._paid is None:
            return ""
        amount = self._session.money(self._paid.amount, debt.currency)
        return self._session.say(Text("{amount} paid on {debt}.", {"amount": amount, "debt": self._paid_on}))

    def _parts(self, debt: DebtEntry) -> tuple[PartState, ...]:
        known = [(part, getattr(debt, part[0])) for part in _PARTS if getattr(debt, part[0])]
        whole = sum(amount for _, amount in known)
        return tuple(
            PartState(self._session.say(label), self._session.money(amount, debt.currency), amount / whole, token)
            for (_, token, label), amount in known
        )

    def _parts_note(self, debt: DebtEntry) -> str:
        parts = [getattr(debt, name) for name, _, _ in _PARTS if getattr(debt, name) is not None]
        if not parts or debt.balance is None or sum(parts) == debt.balance:
            return ""
        if any(paid.debt_id == debt.id for paid in self._session.payments):
            return ""  # payments come off the balance and not off its parts, so a gap says nothing
        gap = self._session.money(abs(debt.balance - sum(parts)), debt.currency)
        return self._session.say(
            Text("The parts differ from the balance by {amount}. Ask for an itemised statement.", {"amount": gap})
        )

    def _collector(self, debt: DebtEntry) -> str:
        if debt.holders and debt.holders[-1].until_on is None:
            return debt.holders[-1].name
        return debt.creditor or ""

    def _collector_note(self, debt: DebtEntry) -> str:
        say = self._session.say
        if debt.holders and debt.holders[-1].until_on is None:
            since = debt.holders[-1].from_on
            if since:
                return say(Text("since {day}", {"day": self._session.day(since)}))
            return say(Text("asks for the money now"))
        return say(Text("the lender itself")) if debt.creditor else ""


_GONE = DebtState(True, "", "", "", "", (), "", (), "", "", "", "", (), (), "", "", "", "", "", "", "", {}, {}, "", "")


def _apart_note(debt: DebtEntry) -> Text:
    """Return why a debt stands apart: for whose it may be, or because the person said so."""
    if debt.liable in ("not-me", "guarantor"):
        return Text("This may not be yours to pay. It stands apart and gets no extra money until you say so.")
    return Text("You set this debt apart: disputed, or left out. It gets no extra money until you take it in again.")
