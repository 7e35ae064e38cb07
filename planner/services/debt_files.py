"""A list of debts in a CSV file, read into the engine's values.

To add a column: its word in ``SERVED`` and its line in ``_RowReader.debt``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.imports.table import Row, read_table
from planner.money import BadValue, parse_currency, parse_money, parse_rate
from planner.payoff.debts import KINDS_NOT_SERVED_YET, REPAYMENT_OF_KIND, DebtTerms, MinimumRule, RateStep

SERVED = (
    "name balance apr creditor kind currency principal minimum minimum_percent minimum_floor minimum_plus minimum_of "
    "apr_changes due_day term_months priority disputed liable order"
).split()
LATER = (
    "day_count fee_percent early_fees deferred_until deferred_apr interest_waived_until account_fee late_fee grace_days "
    "penalty_apr credit_limit pause_from pause_until account allocation secured settlement_amount settlement_until"
).split()

_YES = {"yes", "y", "true", "1", "是"}
_NO = {"", "no", "n", "false", "0", "否"}
_LIABLE = ("me", "joint", "guarantor", "not-me")
T = TypeVar("T")


class DebtsFile(NamedTuple):
    """What a file of debts holds; ``currency`` None where the file names none; ``creditors`` by debt name."""

    debts: list[DebtTerms]
    currency: str | None
    creditors: dict[str, str]


def read_debts_file(
    path: str, *, default_currency: Callable[[], str], extra_problems: list[Problem] | None = None
) -> DebtsFile:
    """Return the debts in ``path``; raise ``InputProblems`` with every fault of the file at once.

    ``default_currency`` is asked only when the file names no currency. ``extra_problems`` are faults of the
    command's own options, said together with the file's.
    """
    found = list(extra_problems or ())
    try:
        table = read_table(path, needed=("name", "balance"), known=SERVED, later=LATER)
    except InputProblems as faults:
        raise InputProblems([*found, *faults.problems], path) from None
    currency = _one_currency(table.rows, found)
    reader = _RowReader(found, currency or default_currency())
    debts, creditors = [], {}
    for row in table.rows:
        debt = reader.debt(row)
        debts.append(debt)
        if row.cells.get("creditor"):
            creditors[debt.name] = unicodedata.normalize("NFC", row.cells["creditor"])
    if found:
        raise InputProblems(sorted(found, key=lambda p: p.line or 0), path)
    return DebtsFile(debts, currency, creditors)


def _one_currency(rows: tuple[Row, ...], found: list[Problem]) -> str | None:
    first: str | None = None
    for row in rows:
        if not row.cells.get("currency"):
            continue
        try:
            code = parse_currency(row.cells["currency"])
        except BadValue as bad:
            found.append(Problem("currency", bad.message, row.line))
            continue
        if first and code != first:
            words = Text(
                "is {code} here and {first} above; plan one currency at a time, in a file of its own",
                {"code": code, "first": first},
            )
            found.append(Problem("currency", words, row.line))
        first = first or code
    return first


class _RowReader:
    """Reads cells of one row after the other, gathering faults instead of stopping."""

    def __init__(self, found: list[Problem], currency: str) -> None:
        self.found = found
        self.currency = currency
        self.lines_of_names: dict[str, int] = {}
        self.row = Row(0, {})

    def debt(self, row: Row) -> DebtTerms:
        self.row = row
        liable = self.choice("liable", _LIABLE, "me")
        return DebtTerms(
            name=self.name(),
            balance=self.balance(),
            apr=self.cell("apr", parse_rate, None),
            kind=self.kind(),
            minimum=MinimumRule(
                fixed=self.money("minimum"),
                floor=self.money("minimum_floor"),
                percent=self.cell("minimum_percent", _percent, Decimal(0)),
                of_principal=self.choice("minimum_of", ("balance", "principal"), "balance") == "principal",
                plus=self.choice("minimum_plus", ("interest", "interest+fees"), ""),
            ),
            rate_steps=self.cell("apr_changes", _rate_steps, ()),
            term_months=self.whole("term_months", 1, 600),
            due_day=self.whole("due_day", 1, 31),
            priority=self.yes("priority"),
            apart=self.yes("disputed") or liable in ("guarantor", "not-me"),
            order=self.whole("order", 0, 100_000),
        )

    def fault(self, column: str, message: Text) -> None:
        self.found.append(Problem(column, message, self.row.line))

    def cell(self, column: str, read: Callable[[str], T], empty: T) -> T:
        text = self.row.cells.get(column, "")
        if not text:
            return empty
        try:
            return read(text)
        except BadValue as bad:
            self.fault(column, bad.message)
            return empty

    def money(self, column: str) -> int:
        return self.cell(column, lambda text: parse_money(text, self.currency), 0)

    def name(self) -> str:
        name = unicodedata.normalize("NFC", self.row.cells.get("name", ""))
        if not name:
            self.fault("name", Text("is empty; give this debt a name of your own"))
        elif name in self.lines_of_names:
            words = Text(
                '"{name}" stands on line {line} already; give each debt its own name',
                {"name": name, "line": str(self.lines_of_names[name])},
            )
            self.fault("name", words)
        else:
            self.lines_of_names[name] = self.row.line
        return name

    def balance(self) -> int:
        if not self.row.cells.get("balance"):
            self.fault("balance", Text("is empty; write what is owed today, or take the row out until you know"))
        self.money("principal")
        return self.money("balance")

    def kind(self) -> str:
        kind = self.row.cells.get("kind", "").lower() or "other"
        if kind in REPAYMENT_OF_KIND:
            return kind
        if kind in KINDS_NOT_SERVED_YET:
            self.fault("kind", Text('"{kind}" is not served yet; take this row out for now', {"kind": kind}))
        else:
            words = Text(
                '"{kind}" is not a kind; known are: {known}', {"kind": kind[:40], "known": " ".join(REPAYMENT_OF_KIND)}
            )
            self.fault("kind", words)
        return "other"

    def choice(self, column: str, words: tuple[str, ...], empty: str) -> str:
        text = self.row.cells.get(column, "").lower()
        if not text or text in words:
            return text or empty
        self.fault(
            column,
            Text('"{text}" is not known here; write one of: {known}', {"text": text[:40], "known": " ".join(words)}),
        )
        return empty

    def whole(self, column: str, least: int, most: int) -> int | None:
        text = unicodedata.normalize("NFKC", self.row.cells.get(column, ""))
        if not text:
            return None
        if text.isdecimal() and len(text) < 9 and least <= int(text) <= most:
            return int(text)
        words = Text(
            '"{text}" should be a whole number from {least} to {most}',
            {"text": text[:40], "least": str(least), "most": str(most)},
        )
        self.fault(column, words)
        return None

    def yes(self, column: str) -> bool:
        text = self.row.cells.get(column, "").lower()
        if text not in _YES | _NO:
            self.fault(column, Text('"{text}" should be yes or no', {"text": text[:40]}))
        return text in _YES


def _percent(text: str) -> Decimal:
    percent = parse_rate(text)
    if percent > 100:
        raise BadValue(Text('"{text}" is over 100 per cent of the balance', {"text": text[:40]}))
    return percent


def _rate_steps(text: str) -> tuple[RateStep, ...]:
    steps: list[RateStep] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        day, colon, rate = part.partition(":")
        if not colon:
            raise BadValue(Text('"{text}" should read like 2026-09-01:29.9; 2027-05-01:31.9', {"text": text[:40]}))
        step = RateStep(parse_day(day), parse_rate(rate))
        if steps and step.day <= steps[-1].day:
            raise BadValue(Text('"{text}" has days out of order; write the earliest first', {"text": text[:40]}))
        steps.append(step)
    return tuple(steps)


def day_or_problem(option: str, text: str, found: list[Problem]) -> date | None:
    """Return the day an option names; add a fault to ``found`` and return None where it names none."""
    try:
        return parse_day(text)
    except BadValue as bad:
        found.append(Problem(option, bad.message))
        return None
