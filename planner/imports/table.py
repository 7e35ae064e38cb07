"""Tables as people save them: UTF-8 with or without BOM, or GB18030; commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.imports.text_lines import read_lines

MOST_BYTES = 5_000_000
_DELIMITERS = ",;\t，；"
_RUN_IN_A_SPREADSHEET = "=+-@"


class Row(NamedTuple):
    """One row: its first line in the file, counted from 1, and its cells by column."""

    line: int
    cells: dict[str, str]


class Table(NamedTuple):
    """A table read: ``headings``: what the file calls each of its columns; rows that are not empty."""

    headings: dict[str, str]
    rows: tuple[Row, ...]

    def named(self, problem: Problem) -> Problem:
        """Return a fault of a column under the name that the file gives the column."""
        return problem._replace(field=self.headings.get(problem.field, problem.field))


def _as_it_is(column: str, _heading: str) -> str:
    return column


class Columns(NamedTuple):
    """The columns of one kind of table.

    ``needed`` ones must be there, ``known`` may be; ``refused`` ones are words that cannot be used, with the sentence why.
    ``column_of`` gives the column that a heading means; ``shown_to`` what a column is called for the reader of a heading.
    ``example``: how a first line may read. ``most_bytes``: from what size on it is the wrong file.
    """

    needed: tuple[str, ...]
    known: tuple[str, ...]
    refused: Mapping[str, Text] = {}
    column_of: Callable[[str], str] = str.lower
    shown_to: Callable[[str, str], str] = _as_it_is
    example: str = "name,balance,apr,minimum"
    most_bytes: int = MOST_BYTES


def read_table(path: str, columns: Columns) -> Table:
    """Return the table in the file ``path``.

    Raises ``InputProblems`` with every fault of the file and its header, then of the shape of its rows.
    """
    lines = read_lines(
        path,
        columns.most_bytes,
        folder=Text("is a folder; name a CSV file"),
        no_text=Text("is not a text table; save it as CSV (UTF-8 or GB18030)"),
    )
    header_line, header = next(((n, line) for n, line in enumerate(lines, 1) if line.strip()), (0, ""))
    if not header_line:
        raise InputProblems(
            [
                Problem(
                    "file",
                    Text("is empty; the first line names the columns, such as {example}", {"example": columns.example}),
                    1,
                )
            ],
            path,
        )
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        cells = [cell.replace("\ufeff", "").strip() for cell in next(csv.reader([header], delimiter=delimiter))]
    except csv.Error:  # a line longer than a table's could be
        cells = []
    while cells and not cells[-1]:
        cells.pop()
    headings = _read_header(path, header_line, cells, columns)
    names = tuple(headings)

    problems: list[Problem] = []
    rows: list[Row] = []
    reader = csv.reader(io.StringIO("\n".join(lines[header_line:])), delimiter=delimiter)
    line = header_line + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                    problems.append(
                        Problem(
                            headings[names[-1]],
                            Text(
                                "this row has {found} cells and the first line names {named}; put quotes around an amount with a comma",
                                {"found": str(len(cells)), "named": str(len(names))},
                            ),
                            line,
                        )
                    )
                else:
                    padded = [*cells, *[""] * (len(names) - len(cells))]
                    rows.append(Row(line, {c: _meant(v.strip()) for c, v in zip(names, padded, strict=False)}))
            line = header_line + 1 + reader.line_num
    except csv.Error:
        problems.append(Problem("row", Text("cannot be read as a table row; is a quote mark missing?"), line))
    if problems:
        raise InputProblems(problems, path)
    if not rows:
        raise InputProblems(
            [Problem("file", Text("has a first line but no rows; write one a line below it"), header_line + 1)],
            path,
        )
    return Table(headings, tuple(rows))


def _meant(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it, as our own files have it."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in _RUN_IN_A_SPREADSHEET else cell


def _read_header(path: str, line: int, cells: list[str], columns: Columns) -> dict[str, str]:
    """Return what the file calls each column; raise ``InputProblems`` with all that is wrong in its first line."""
    meant = [columns.column_of(cell) for cell in cells]
    if not {*columns.known, *columns.refused} & set(meant):
        words = Text(
            "the first line names no column that Ashore knows; it should read like {example}",
            {"example": columns.example},
        )
        raise InputProblems([Problem("file", words, line)], path)
    problems: list[Problem] = []
    headings: dict[str, str] = {}
    for column, cell in zip(meant, cells, strict=True):
        heading = column if cell.lower() == column else cell
        shown = heading[:40] or "(empty)"
        if column in columns.refused:
            problems.append(Problem(shown, columns.refused[column], line))
        elif column not in columns.known:
            known = " ".join(columns.shown_to(one, heading) for one in columns.known)
            words = Text("is not a column that Ashore knows; known are: {known}", {"known": known})
            problems.append(Problem(shown, words, line))
        elif column in headings and headings[column] == heading:
            problems.append(Problem(shown, Text("stands twice in the first line; keep one"), line))
        elif column in headings:
            words = Text('means the same as "{other}" in this file; keep one of the two', {"other": headings[column]})
            problems.append(Problem(shown, words, line))
        headings.setdefault(column, heading)
    for column in columns.needed:
        if column not in headings:
            shown = columns.shown_to(column, "".join(cells))
            problems.append(Problem(shown, Text("is missing from the first line; this column is needed"), line))
    if problems:
        raise InputProblems(problems, path)
    return headings
