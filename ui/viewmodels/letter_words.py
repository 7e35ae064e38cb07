"""Names of the groups of letters and of who gets them; how a letter looks on a page."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.letters.fields import Table
from planner.letters.render import Rendered, head_and_foot, parts_of
from ui.viewmodels.session import Session

GROUPS = {
    "paying": Text("About paying"),
    "contact": Text("How they may reach you"),
    "proof": Text("Proof of the debt"),
    "complaint": Text("Complaints"),
    "data": Text("Your data"),
    "bank": Text("To your bank"),
    "court": Text("Court papers"),
    "people": Text("Advisers, family, work"),
}
ICONS = {
    "paying": "cash",
    "contact": "contacts",
    "proof": "check_this",
    "complaint": "complaint",
    "data": "private",
    "bank": "bank",
    "court": "legal",
    "people": "family",
}
LANGUAGES = {"en": Text("English"), "zh": Text("Chinese")}


class Lines(NamedTuple):
    """A paragraph with a list: each line with the number that hangs before it, "" for a running line."""

    parts: tuple[tuple[str, str], ...]


class Rows(NamedTuple):
    """A table, its head first; ``numbers``: the columns of amounts."""

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


class Sheet(NamedTuple):
    """A letter as it stands on paper: lines ``above`` and ``below``, and blocks, each a paragraph, a list or a table."""

    above: tuple[str, ...]
    subject: str
    blocks: tuple[str | Lines | Rows, ...]
    below: tuple[str, ...]


def sheet_of(session: Session, text: Rendered) -> Sheet:
    """Return a letter to be drawn; amounts are stars where the person hides them."""
    above, below = head_and_foot(text)
    blocks: list[str | Lines | Rows] = []
    for block in text.blocks:
        if isinstance(block, Table):
            rows = tuple(tuple(session.quote(cell) for cell in row) for row in (block.head, *block.rows))
            blocks.append(Rows(rows, block.numbers))
            continue
        parts = parts_of(session.quote(block))
        listed = any(part.mark for part in parts)
        blocks.append(Lines(tuple((part.mark, part.words) for part in parts)) if listed else session.quote(block))
    return Sheet(tuple("\n".join(lines) for lines in above), session.quote(text.subject), tuple(blocks), tuple(below))
