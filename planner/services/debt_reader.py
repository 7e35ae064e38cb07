"""Cells that people wrote, a row of a file or a form, read into a ``DebtEntry``; faults are gathered, not raised.

To add a column: its word in ``SERVED``, and its line in ``DebtReader.entry``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from planner.dates import parse_day
from planner.errors import Problem, Text
from planner.imports.debt_words import plain_cell, values_like
from planner.model.entry import DebtEntry, HolderEntry
from planner.money import BadValue, parse_currency, parse_money, parse_rate
from planner.payoff.debts import REPAYMENT_OF_KIND
from planner.payoff.special import ALLOCATIONS, DAY_COUNTS, DUE, WAIVED
from planner.services.debt_faults import faults_of

SERVED = (
    "name balance apr creditor kind currency principal minimum minimum_percent minimum_floor minimum_plus minimum_of "
    "apr_changes day_count due_day term_months fee_percent early_fees deferred_until deferred_apr interest_waived_until "
    "account_fee late_fee grace_days penalty_apr credit_limit pause_from pause_until account allocation priority secured "
    "disputed liable order settlement_amount settlement_until"
).split()
"""Columns of a file of debts."""
OF_THE_STORE = (
    "interest fees penalties arrears to_bring_current to_close last_offer days_past_due due_since account_tail collector "
    "collector_since late_since"
).split()
"""What the store keeps of a debt beyond the columns of a file."""
COLUMNS = tuple(dict.fromkeys((*SERVED, *OF_THE_STORE)))
"""What can be written of a stored debt, by the names of the columns."""

LIABLE = ("me", "joint", "guarantor", "not-me")
PLUS = ("interest", "interest+fees")
_YES = {"yes", "y", "true", "1", "是"}
_NO = {"", "no", "n", "false", "0", "否"}
T = TypeVar("T")


class DebtReader:
    """Reads one row after the other; every fault goes to ``found`` with the row's line (None for a form)."""

    def __init__(self, found: list[Problem], currency: str, *, balance_needed: bool = True) -> None:
        self.found = found
        self.currency = currency
        self.balance_needed = balance_needed
        self.line: int | None = None
        self._cells: Mapping[str, str] = {}
        self._lines_of_names: dict[str, int | None] = {}

    def entry(self, cells: Mapping[str, str], line: int | None = None, *, whole: bool = True) -> DebtEntry:
        """Return what ``cells`` say of one debt; an empty cell is "don't know". ``whole``: they are all that is known of it."""
        self.line = line
        self._cells = {column: plain_cell(column, cell) for column, cell in cells.items()}
        self._code = self._one("currency", parse_currency, self.currency)
        late_fee, late_percent = self._late()
        entry = DebtEntry(
            name=self._name(),
            currency=self._code,
            creditor=self._text("creditor"),
            kind=self._kind(),
            balance=self._balance(),
            principal=self._money("principal"),
            interest=self._money("interest"),
            fees=self._money("fees"),
            penalties=self._money("penalties"),
            arrears=self._money("arrears"),
            to_bring_current=self._money("to_bring_current"),
            to_close=self._money("to_close"),
            last_offer=self._money("last_offer"),
            apr=self._one("apr", parse_rate, None),
            minimum=self._money("minimum"),
            minimum_floor=self._money("minimum_floor"),
            minimum_percent=self._one("minimum_percent", _percent, None),
            minimum_plus=self._choice("minimum_plus", PLUS),
            minimum_of=self._choice("minimum_of", ("balance", "principal")),
            term_months=self._whole("term_months", 1, 600),
            due_day=self._whole("due_day", 1, 31),
            days_past_due=self._whole("days_past_due", 0, 40_000),
            due_since=self._one("due_since", parse_day, None),
            late_since=self._one("late_since", parse_day, None),
            account_tail=self._text("account_tail"),
            liable=self._choice("liable", LIABLE),
            disputed=self._yes("disputed"),
            priority=self._yes("priority"),
            own_order=self._whole("order", 0, 100_000),
            day_count=self._choice("day_count", DAY_COUNTS),
            fee_percent=self._one("fee_percent", _percent, None),
            early_fees=self._one("early_fees", _early, None),
            deferred_until=self._one("deferred_until", parse_day, None),
            deferred_apr=self._one("deferred_apr", parse_rate, None),
            interest_waived_until=self._one("interest_waived_until", parse_day, None),
            account_fee=self._money("account_fee"),
            late_fee=late_fee,
            late_percent=late_percent,
            grace_days=self._whole("grace_days", 0, 366),
            penalty_apr=self._one("penalty_apr", parse_rate, None),
            credit_limit=self._money("credit_limit"),
            pause_from=self._one("pause_from", parse_day, None),
            pause_until=self._one("pause_until", parse_day, None),
            account=self._text("account"),
            allocation=self._choice("allocation", ALLOCATIONS),
            secured=self._yes("secured"),
            settlement_amount=self._money("settlement_amount"),
            settlement_until=self._one("settlement_until", parse_day, None),
            rate_steps=self._one("apr_changes", read_rate_steps, ()),
            holders=self._holders(),
        )
        if whole:
            self.found += [fault._replace(line=line) for fault in faults_of(entry)]
        return entry

    def _late(self) -> tuple[int | None, Decimal | None]:
        """Return a late fee as a sum, or as per cent of what is missing."""
        if self._cells.get("late_fee", "").strip().endswith(("%", "％")):
            return None, self._one("late_fee", _percent, None)
        return self._money("late_fee"), None

    def _fault(self, column: str, message: Text) -> None:
        self.found.append(Problem(column, message, self.line))

    def _one(self, column: str, read: Callable[[str], T], empty: T) -> T:
        text = self._cells.get(column, "").strip()
        if not text:
            return empty
        try:
            return read(text)
        except BadValue as bad:
            self._fault(column, bad.message)
            return empty

    def _text(self, column: str) -> str | None:
        return clean_text(self._cells.get(column, "")) or None

    def _money(self, column: str) -> int | None:
        return self._one(column, lambda text: parse_money(text, self._code), None)

    def _name(self) -> str:
        name = clean_text(self._cells.get("name", ""))
        if not name:
            self._fault("name", Text("is empty; give this debt a name of your own"))
        elif name in self._lines_of_names:
            words = Text(
                '"{name}" stands on line {line} already; give each debt its own name',
                {"name": name, "line": str(self._lines_of_names[name])},
            )
            self._fault("name", words)
        else:
            self._lines_of_names[name] = self.line
        return name

    def _balance(self) -> int | None:
        if self.balance_needed and not self._cells.get("balance"):
            self._fault("balance", Text("is empty; write what is owed today, or take the row out until you know"))
        return self._money("balance")

    def _kind(self) -> str:
        kind = self._cells.get("kind", "").strip().lower() or "other"
        if kind in REPAYMENT_OF_KIND:
            return kind
        known = values_like("kind", REPAYMENT_OF_KIND, kind)
        self._fault("kind", Text('"{kind}" is not a kind; known are: {known}', {"kind": kind[:40], "known": known}))
        return "other"

    def _choice(self, column: str, words: tuple[str, ...]) -> str | None:
        text = self._cells.get(column, "").strip().lower()
        if not text or text in words:
            return text or None
        known = values_like(column, words, text)
        self._fault(
            column, Text('"{text}" is not known here; write one of: {known}', {"text": text[:40], "known": known})
        )
        return None

    def _whole(self, column: str, least: int, most: int) -> int | None:
        text = unicodedata.normalize("NFKC", self._cells.get(column, "")).strip()
        if not text:
            return None
        if text.isdecimal() and len(text) < 9 and least <= int(text) <= most:
            return int(text)
        words = Text(
            '"{text}" should be a whole number from {least} to {most}',
            {"text": text[:40], "least": str(least), "most": str(most)},
        )
        self._fault(column, words)
        return None

    def _yes(self, column: str) -> bool:
        text = self._cells.get(column, "").strip().lower()
        if text not in _YES | _NO:
            self._fault(column, Text('"{text}" should be yes or no', {"text": text[:40]}))
        return text in _YES

    def _holders(self) -> tuple[HolderEntry, ...]:
        since = self._one("collector_since", parse_day, None)
        name = self._text("collector")
        return (HolderEntry(name, from_on=since),) if name else ()


def clean_text(text: str) -> str:
    """Return what a person typed with one form a character (NFC) and no line breaks or outer spaces."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _percent(text: str) -> Decimal:
    percent = parse_rate(text)
    if percent > 100:
        raise BadValue(Text('"{text}" is over 100% of the balance', {"text": text[:40]}))
    return percent


def _early(text: str) -> str:
    said = text.strip().lower()
    if said in (DUE, WAIVED):
        return said
    if said.startswith("percent:") or said.endswith(("%", "％")):
        return f"percent:{_percent(said.removeprefix('percent:'))}"
    raise BadValue(Text('"{text}" is none of due, waived, percent:3', {"text": text[:40]}))


def read_rate_steps(text: str) -> tuple[tuple[date, Decimal], ...]:
    """Return the days and rates that ``2026-09-01:29.9; 2027-05-01:31.9`` names; raises ``BadValue``."""
    steps: list[tuple[date, Decimal]] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        day, colon, rate = part.partition(":")
        if not colon:
            raise BadValue(Text('"{text}" should read like 2026-09-01:29.9; 2027-05-01:31.9', {"text": text[:40]}))
        step = (parse_day(day), parse_rate(rate))
        if steps and step[0] <= steps[-1][0]:
            raise BadValue(Text('"{text}" has days out of order; write the earliest first', {"text": text[:40]}))
        steps.append(step)
    return tuple(steps)
