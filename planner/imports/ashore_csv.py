"""A contact log in a CSV file, as ``check`` takes it and the export writes it: one row a contact or a dated fact."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from planner.imports.records import ME, OTHER, How, Item, Place, Record
from planner.imports.source import Head, Source
from planner.imports.table import Columns, Table, read_table

COLUMNS = (
    "at tz from channel app outcome recipient number dialed collector role debt debt_kind purpose said tactics event note"
).split()
MOST_BYTES = 60_000_000
_MINE = "borrower"


def looks_like_it(head: Head) -> bool:
    """Return whether the first line names columns of a contact log, the time among them."""
    lines = head.text.lstrip("\ufeff\r\n ").splitlines()
    if not lines:
        return False
    delimiter = max(",;\t，；", key=lines[0].count)
    try:
        named = {cell.strip().lower() for cell in next(csv.reader([lines[0]], delimiter=delimiter), [])}
    except csv.Error:
        return False
    return "at" in named and len(named & set(COLUMNS)) > 1


def read_rows(path: str) -> Table:
    """Return the rows of a contact log; raises ``InputProblems`` with every fault of the file and its first line."""
    columns = Columns(
        needed=("at",), known=tuple(COLUMNS), example="at,from,channel,outcome,collector,said", most_bytes=MOST_BYTES
    )
    return read_table(path, columns)


def read(source: Source, how: How) -> Iterator[Item]:
    """Yield every row with its cells as they stand there; when it was is read with the rest of them."""
    table = read_rows(source.path)
    for row in table.rows:
        cells = {column: cell for column, cell in row.cells.items() if cell}
        yield Record(
            Place("line", row.line),
            None,
            "min",
            cells.get("channel", ""),
            ME if cells.get("from", "").lower() == _MINE else OTHER,
            cells.get("number", ""),
            cells.get("collector", ""),
            cells.get("said", ""),
            outcome=cells.get("outcome", ""),
            cells=cells,
        )
    source.hash_rest(how)
