"""A list of debts in a CSV file, with the names of its columns as people write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.imports import debt_words
from planner.imports.table import Columns, Row, read_table
from planner.model.entry import DebtEntry
from planner.money import BadValue, parse_currency
from planner.payoff.debts import DebtTerms
from planner.services.debt_reader import OF_THE_STORE, SERVED, DebtReader
from planner.services.debt_terms import terms_of

if TYPE_CHECKING:
    from planner.services.exchange import Exchange


class DebtsFile(NamedTuple):
    """What a file of debts holds, with the line of each debt; ``currency`` None where the file names none.

    ``name_heading`` is what the file calls the column of names. ``converted``: debts that are owed in another currency
    than the plan's, with the sentence that says at what rate they are counted.
    """

    entries: list[DebtEntry]
    lines: list[int]
    currency: str | None
    name_heading: str = "name"
    converted: tuple[tuple[str, Text], ...] = ()

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
    rates: Mapping[str, Exchange] | None = None,
    home: str | None = None,
) -> DebtsFile:
    """Return the debts in ``path``; raise ``InputProblems`` with every fault of the file at once.

    ``default_currency`` is asked only when the file names no currency. ``extra_problems`` are faults of the
    command's own options, said together with the file's. ``to_keep``: the list goes to the store, where several
    currencies may stand together and a balance may be unknown; a plan needs one currency and every balance. ``rates``, by
    currency: what other currencies are counted at in the plan's own, ``home`` where one was asked for.
    """
    found: list[Problem] = []
    try:
        table = read_table(path, _columns(to_keep=to_keep))
    except InputProblems as faults:
        raise InputProblems([*(extra_problems or ()), *faults.problems], path) from None
    rates = {code: rate for code, rate in (rates or {}).items() if code != home}
    currency = None if to_keep else _one_currency(table.rows, found, rates, home)
    usual = currency or default_currency()
    silent = "currency" not in table.headings and usual not in debt_words.IN_YUAN
    if silent and debt_words.is_in_yuan(table.headings, (row.cells for row in table.rows)):
        currency = usual = debt_words.IN_YUAN[0]
    reader = DebtReader(found, usual, balance_needed=not to_keep)
    entries = [reader.entry(row.cells, row.line) for row in table.rows]
    found += [
        Problem(
            "name", Text('"{name}" looks like a sum, not a debt; take this row out', {"name": entry.name}), row.line
        )
        for entry, row in zip(entries, table.rows, strict=True)
        if debt_words.is_total(entry.name)
    ]
    if found or extra_problems:
        named = sorted((table.named(problem) for problem in found), key=lambda p: p.line or 0)
        raise InputProblems([*(extra_problems or ()), *named], path)
    converted: list[tuple[str, Text]] = []
    if rates and any(entry.currency in rates for entry in entries):
        from planner.services.exchange import converted_text, in_currency

        foreign = [entry for entry in entries if entry.currency in rates]
        converted = [(entry.name, converted_text(entry, usual, rates[entry.currency])) for entry in foreign]
        entries, currency = [in_currency(entry, usual, rates) for entry in entries], usual
    lines = [row.line for row in table.rows]
    return DebtsFile(entries, lines, currency, table.headings["name"], tuple(converted))


def _columns(*, to_keep: bool) -> Columns:
    """Return the columns that a list may have: all that the store keeps, or those that a plan is made of."""
    kept = Text("is kept with your list; a plan from a file does not use it, so take this column out")
    refused = _words_refused()
    return Columns(
        needed=("name", "balance"),
        known=(*SERVED, *OF_THE_STORE) if to_keep else tuple(SERVED),
        refused=refused if to_keep else refused | dict.fromkeys(OF_THE_STORE, kept),
        column_of=debt_words.column_of,
        shown_to=_shown_to,
    )


def _shown_to(column: str, heading: str) -> str:
    return debt_words.chinese_word(column) if debt_words.is_chinese(heading) else column


def _words_refused() -> dict[str, Text]:
    """Return the headings that are not guessed at, each with what to write instead."""
    unclear = {
        debt_words.fold(word): Text(
            "can be read in more than one way; call this column {names} if that is what it holds",
            {"names": " / ".join(_shown_to(column, word) for column in columns)},
        )
        for word, columns in debt_words.UNCLEAR.items()
    }
    sentence = {
        "day": Text("is a rate of one day; write the rate of a year, a day's times 365, in a column {name}"),
        "month": Text("is a rate of one month; write the rate of a year, a month's times 12, in a column {name}"),
    }
    return unclear | {
        debt_words.fold(word): Text(sentence[time].id, {"name": _shown_to("apr", word)})
        for time, words in debt_words.NOT_YEARLY.items()
        for word in words.split()
    }


def _one_currency(
    rows: tuple[Row, ...], found: list[Problem], rates: Mapping[str, Exchange], home: str | None
) -> str | None:
    """Return the currency of the rows; a second one without a rate is a fault (a code that is none is the reader's to say)."""
    first = home if rates else None
    for row in rows:
        try:
            said = debt_words.plain_cell("currency", row.cells.get("currency", ""))
            code = parse_currency(said) if said else None
        except BadValue:
            continue
        if code in rates:
            continue
        if first and code and code != first:
            words = Text(
                "is {code} here and {first} above, and {code} has no rate; add --rate {code}=RATE@DAY",
                {"code": code, "first": first},
            )
            if not rates:
                words = Text(
                    "is {code} here and {first} above; plan one currency at a time, in a file of its own",
                    {"code": code, "first": first},
                )
            found.append(Problem("currency", words, row.line))
        first = first or code
    return first
