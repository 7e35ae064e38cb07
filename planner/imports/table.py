"""Tables as people save them: UTF-8 with or without BOM, or GB18030; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from planner.errors import InputProblems, Problem, Text

MOST_BYTES = 5_000_000
_DELIMITERS = ",;\t"


class Row(NamedTuple):
    """One row: its first line in the file, counted from 1, and its cells by column."""

    line: int
    cells: dict[str, str]


class Table(NamedTuple):
    """A table read: ``columns`` in lower case as they stand, rows that are not empty."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: str, *, needed: Iterable[str], known: Iterable[str], later: Iterable[str] = ()) -> Table:
    """Return the table in the file ``path``.

    ``needed`` columns must be there, ``known`` may be; ``later`` ones are known words that are not served yet.
    Raises ``InputProblems`` with every fault of the file and its header, then of the shape of its rows.
    """
    lines = _decode(path)
    header_line, header = next(((n, line) for n, line in enumerate(lines, 1) if line.strip()), (0, ""))
    if not header_line:
        raise InputProblems(
            [Problem("file", Text("is empty; the first line names the columns, such as name,balance,apr"), 1)], path
        )
    delimiter = max(_DELIMITERS, key=header.count)
    known_set, later_set = set(known), set(later)
    columns = tuple(
        cell.strip().lower().replace("\ufeff", "") for cell in next(csv.reader([header], delimiter=delimiter))
    )
    _check_header(path, header_line, columns, tuple(needed), known_set, later_set)

    problems: list[Problem] = []
    rows: list[Row] = []
    reader = csv.reader(io.StringIO("\n".join(lines[header_line:])), delimiter=delimiter)
    line = header_line + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                    problems.append(
                        Problem(
                            columns[-1],
                            Text(
                                "this row has {found} cells and the first line names {named}; put quotes around an amount with a comma",
                                {"found": str(len(cells)), "named": str(len(columns))},
                            ),
                            line,
                        )
                    )
                else:
                    padded = [*cells, *[""] * (len(columns) - len(cells))]
                    rows.append(Row(line, {c: v.strip() for c, v in zip(columns, padded, strict=False)}))
            line = header_line + 1 + reader.line_num
    except csv.Error:
        problems.append(Problem("row", Text("cannot be read as a table row; is a quote mark missing?"), line))
    if problems:
        raise InputProblems(problems, path)
    if not rows:
        raise InputProblems(
            [Problem("name", Text("has a first line but no rows; write one debt a line below it"), header_line + 1)],
            path,
        )
    return Table(columns, tuple(rows))


def _decode(path: str) -> list[str]:
    def refuse(message: Text) -> InputProblems:
        return InputProblems([Problem("file", message, 1)], path)

    try:
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise refuse(Text("there is no such file; check the name and the folder")) from None
    except IsADirectoryError:
        raise refuse(Text("is a folder; name a CSV file")) from None
    except OSError:
        raise refuse(Text("cannot be opened; check that you may read it")) from None
    if len(data) > MOST_BYTES:
        raise refuse(Text("is over 5 MB; a list of debts is far smaller, is it the right file?"))
    if b"\0" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n").split("\n")
            except UnicodeDecodeError:
                continue
    raise refuse(Text("is not a text table; save it as CSV (UTF-8 or GB18030)"))


def _check_header(
    path: str, line: int, columns: tuple[str, ...], needed: tuple[str, ...], known: set[str], later: set[str]
) -> None:
    problems = []
    if not known & set(columns) and not later & set(columns):
        raise InputProblems(
            [
                Problem(
                    "file",
                    Text(
                        "the first line names no column that Ashore knows; it should read like name,balance,apr,minimum"
                    ),
                    line,
                )
            ],
            path,
        )
    for column in columns:
        if column in later:
            problems.append(Problem(column, Text("is not served yet; take this column out for now"), line))
        elif column not in known:
            shown = column[:40] or "(empty)"
            words = Text("is not a column that Ashore knows; known are: {known}", {"known": " ".join(sorted(known))})
            problems.append(Problem(shown, words, line))
    for column in sorted({c for c in columns if columns.count(c) > 1}):
        problems.append(Problem(column, Text("stands twice in the first line; keep one"), line))
    for column in needed:
        if column not in columns:
            problems.append(Problem(column, Text("is missing from the first line; this column is needed"), line))
    if problems:
        raise InputProblems(problems, path)
