"""What the calculators ``apr`` and ``statement`` read: tables of flows, postings, options; every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from planner.dates import parse_day
from planner.errors import InputProblems, Problem, Text
from planner.imports.table import Columns, Row, Table, read_table
from planner.money import BadValue, parse_money, parse_rate
from planner.payoff.apr import Flow
from planner.payoff.statement import Posting

T = TypeVar("T")
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,12})?")
_SIGNED = re.compile(r"([-+−]?)\s*(.+)", re.DOTALL)
MOST_FLOWS = 2000


def read_number(text: str) -> Decimal:
    """Return a plain number, ``0.6333``; raises ``BadValue``."""
    said = text.strip()
    if not _NUMBER.fullmatch(said):
        raise BadValue(Text('"{text}" is not a number; write it like 0.6333', {"text": said[:40]}))
    return Decimal(said)


def read_signed_money(text: str) -> int:
    """Return an amount that may be below zero, minor units of two decimals; raises ``BadValue``."""
    match = _SIGNED.fullmatch(text.strip())
    if match is None:
        raise BadValue(Text('"{text}" is not an amount; write it like 1234.50', {"text": text[:40]}))
    minor = parse_money(match[2], "USD")
    return -minor if match[1] in ("-", "−") else minor


def read_posting(text: str) -> Posting:
    """Return what ``2017-01-20:-180`` says; raises ``BadValue``."""
    day, colon, amount = text.partition(":")
    if not colon:
        raise BadValue(Text('"{text}" needs a day and an amount, like 2017-01-20:-180', {"text": text[:40]}))
    return Posting(parse_day(day), read_signed_money(amount))


def read_early(text: str) -> str | Decimal:
    """Return what early settlement costs: ``due``, ``waived``, or ``percent:3``; raises ``BadValue``."""
    said = text.strip().lower()
    if said in ("due", "waived"):
        return said
    if said.startswith("percent:"):
        return parse_rate(said.removeprefix("percent:"))
    raise BadValue(Text('"{text}" is none of due, waived, percent:3', {"text": text[:40]}))


def read_flows(path: str) -> list[Flow]:
    """Return the flows of a table: ``t`` in years or ``date``, and ``amount``; raises ``InputProblems``."""
    table = read_table(path, Columns(("amount",), ("t", "date", "amount"), example="t,amount"))
    has_t, has_date = "t" in table.headings, "date" in table.headings
    if has_t == has_date:
        raise InputProblems([Problem("t", Text("name one of the columns t (in years) and date, not both"), 1)], path)
    found: list[Problem] = []
    rows: list[tuple[Decimal | date, int, int]] = []
    for row in _at_most(table, path):
        amount = _cell(row, "amount", read_signed_money, found)
        when: Decimal | date | None
        when = _cell(row, "t", read_number, found) if has_t else _cell(row, "date", parse_day, found)
        if amount is not None and when is not None:
            rows.append((when, amount, row.line))
    _check_times(rows, found)
    if found:
        raise InputProblems([table.named(problem) for problem in found], path)
    days = [when for when, _, _ in rows if isinstance(when, date)]
    first = min(days, default=None)
    return [
        Flow(
            Decimal((when - first).days) / 365 if isinstance(when, date) and first else Decimal(str(when)),
            Decimal(amount),
        )
        for when, amount, _ in rows
    ]


def read_unit_periods(path: str) -> list[Flow]:
    """Return the flows of a table in unit-periods: ``t`` whole, ``f`` the part of one, ``amount``."""
    table = read_table(path, Columns(("t", "amount"), ("t", "f", "amount"), example="t,f,amount"))
    found: list[Problem] = []
    flows = []
    for row in _at_most(table, path):
        amount = _cell(row, "amount", read_signed_money, found)
        t = _cell(row, "t", read_number, found)
        part = _cell(row, "f", read_number, found) if row.cells.get("f") else Decimal(0)
        if t is not None and (t < 0 or t != t.to_integral_value()):
            found.append(
                Problem("t", Text("is a whole number of unit-periods, from 0; the part of one stands in f"), row.line)
            )
        elif part is not None and not 0 <= part < 1:
            found.append(Problem("f", Text("is the part of one unit-period, from 0 to under 1"), row.line))
        elif t is not None and part is not None and amount is not None:
            flows.append(Flow(t, Decimal(amount), part))
    if found:
        raise InputProblems([table.named(problem) for problem in found], path)
    return flows


def _at_most(table: Table, path: str) -> tuple[Row, ...]:
    if len(table.rows) > MOST_FLOWS:
        words = Text("has more than {most} rows; a loan has fewer", {"most": str(MOST_FLOWS)})
        raise InputProblems([Problem("file", words)], path)
    return table.rows


def _cell(row: Row, column: str, read: Callable[[str], T], found: list[Problem]) -> T | None:
    said = row.cells.get(column, "")
    if not said:
        found.append(Problem(column, Text("is empty"), row.line))
        return None
    try:
        return read(said)
    except BadValue as bad:
        found.append(Problem(column, bad.message, row.line))
        return None


def _check_times(rows: list[tuple[Decimal | date, int, int]], found: list[Problem]) -> None:
    for when, _, line in rows:
        if isinstance(when, Decimal) and when < 0:
            found.append(Problem("t", Text("is before the first day; count the years from it"), line))
