"""A list of debts in a CSV file."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.imports.table import Row, read_table
from planner.model.entry import DebtEntry
from planner.money import BadValue, parse_currency
from planner.payoff.debts import DebtTerms
from planner.services.debt_reader import LATER, SERVED, DebtReader
from planner.services.debt_terms import terms_of


class DebtsFile(NamedTuple):
    """What a file of debts holds, with the line of each debt; ``currency`` None where the file names none."""

    entries: list[DebtEntry]
    lines: list[int]
    currency: str | None

    @property
    def debts(self) -> list[DebtTerms]:
        """The debts as the engine sees them."""
        return [terms_of(entry) for entry in self.entries]


def read_debts_file(
    path: str,
    *,
    default_currency: Callable[[], str],
    extra_problems: list[Problem] | None = None,
    to_keep: bool = False,
) -> DebtsFile:
    """Return the debts in ``path``; raise ``InputProblems`` with every fault of the file at once.

    ``default_currency`` is asked only when the file names no currency. ``extra_problems`` are faults of the
    command's own options, said together with the file's. ``to_keep``: the list goes to the store, where several
    currencies may stand together and a balance may be unknown; a plan needs one currency and every balance.
    """
    found = list(extra_problems or ())
    try:
        table = read_table(path, needed=("name", "balance"), known=SERVED, later=LATER)
    except InputProblems as faults:
        raise InputProblems([*found, *faults.problems], path) from None
    currency = None if to_keep else _one_currency(table.rows, found)
    reader = DebtReader(found, currency or default_currency(), balance_needed=not to_keep)
    entries = [reader.entry(row.cells, row.line) for row in table.rows]
    if found:
        raise InputProblems(sorted(found, key=lambda p: p.line or 0), path)
    return DebtsFile(entries, [row.line for row in table.rows], currency)


def _one_currency(rows: tuple[Row, ...], found: list[Problem]) -> str | None:
    """Return the currency of the rows; a second one is a fault (a code that is none is the reader's to say)."""
    first: str | None = None
    for row in rows:
        try:
            code = parse_currency(row.cells["currency"]) if row.cells.get("currency") else None
        except BadValue:
            continue
        if first and code and code != first:
            words = Text(
                "is {code} here and {first} above; plan one currency at a time, in a file of its own",
                {"code": code, "first": first},
            )
            found.append(Problem("currency", words, row.line))
        first = first or code
    return first
