"""Names of the groups of letters and of who gets them; how a letter looks on a page."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.letters.fields import Table
from planner.letters.render import Rendered, head_and_foot
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


class Sheet(NamedTuple):
    """A letter as it stands on paper: lines ``above`` and ``below``, and blocks, each a paragraph or rows of a table."""

    above: tuple[str, ...]
    subject: str
    blocks: tuple[str | tuple[tuple[str, ...], ...], ...]
    below: tuple[str, ...]


def sheet_of(session: Session, text: Rendered) -> Sheet:
    """Return a letter to be drawn; amounts are stars where the person hides them."""
    above, below = head_and_foot(text)
    blocks: list[str | tuple[tuple[str, ...], ...]] = []
    for block in text.blocks:
        if isinstance(block, Table):
            rows = (block.head, *block.rows)
            blocks.append(tuple(tuple(session.quote(cell) for cell in row) for row in rows))
        else:
            blocks.append(session.quote(block))
    return Sheet(tuple("\n".join(lines) for lines in above), session.quote(text.subject), tuple(blocks), tuple(below))
