"""How a table fits a terminal: as it is, with its wordy columns broken where lines may end, or as a list where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.line_breaks import break_lines, pieces

WORDY = 18
"""A column wider than this may be broken; amounts, days and numbers are narrower and never are."""
LEAST = 24
"""A column that is broken keeps at least this width, or the table becomes a list."""
SHORT = 8
"""A heading up to this width stays on one line."""
BORDERS = 3  # a column takes two spaces and a line; the table one line more


class Layout(NamedTuple):
    """A table that fits: the width of each column, and its head and rows with their line ends."""

    widths: tuple[int, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def columns_of(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: a Chinese character takes two."""
    from rich.cells import cell_len  # what is not drawn waits for no library

    return cell_len(text)


def layout(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Layout | None:
    """Return the table as it fits into ``width`` columns of a terminal; None where it does not, and a list is better."""
    columns = list(zip(*rows, strict=True)) or [() for _ in head]
    room = width - BORDERS * len(head) - 1
    cells = [max(map(_widest, column), default=0) for column in columns]
    widths = _shared([max(wide, _least(name)) for wide, name in zip(cells, head, strict=True)], room)
    if widths is None:
        return None
    for place, column in enumerate(columns):
        if widths[place] < cells[place] and max(map(_longest_piece, column)) > widths[place]:
            return None
    for place, name in enumerate(head):  # what is left goes to headings that would take more than a line
        widths[place] += max(0, min(_widest(name) - widths[place], room - sum(widths)))
    broken = [tuple(_broken(cell, wide) for cell, wide in zip(row, widths, strict=True)) for row in (head, *rows)]
    return Layout(tuple(widths), broken[0], tuple(broken[1:]))


def listed(head: Sequence[str], rows: Sequence[Sequence[str]], width: int, colon: str) -> list[str]:
    """Return the lines of a list: each row under what its first cell says, a line or more for each of the others."""
    lines: list[str] = []
    for row in rows:
        begins = f"{head[0]}{colon}{row[0]}" if row[0].isdecimal() else row[0] or "-"
        lines += ["", *_paragraph(begins, width, "")]
        for name, cell in zip(head[1:], row[1:], strict=True):
            if cell:
                lines += _paragraph(f"{name}{colon}{cell}", width, "  ")
    return lines[1:]


def _shared(natural: list[int], room: int) -> list[int] | None:
    """Return the widths of columns that fill at most ``room``: narrow ones as they are, the others as even as can be."""
    if sum(natural) <= room:
        return natural
    widths = list(natural)
    wordy = [number for number, wide in enumerate(natural) if wide > WORDY]
    left = room - sum(wide for number, wide in enumerate(natural) if number not in wordy)
    for place, number in enumerate(sorted(wordy, key=lambda one: natural[one])):
        share = left // (len(wordy) - place)
        widths[number] = min(natural[number], share)
        if widths[number] < min(LEAST, natural[number]):
            return None
        left -= widths[number]
    return widths if wordy else None


def _least(name: str) -> int:
    """Return the width that a heading needs, in one line or in several."""
    return max(_longest_piece(name), min(_widest(name), SHORT))


def _widest(cell: str) -> int:
    return max(map(columns_of, cell.split("\n")))


def _longest_piece(cell: str) -> int:
    return max((columns_of(piece.rstrip()) for line in cell.split("\n") for piece in pieces(line)), default=0)


def _broken(cell: str, width: int) -> str:
    return break_lines(cell, width, columns_of, balanced=False)


def _paragraph(text: str, width: int, margin: str) -> list[str]:
    """Return the lines of ``text`` behind a margin, those after the first further in; what would be cut, such as a web address, is not."""
    room = max(width - len(margin) - 2, _longest_piece(text))
    first, *rest = _broken(text, room).split("\n")
    return [margin + first, *(margin + "  " + line for line in rest)]
