"""What the words of an entry sound like, and what the borrower says of it: only a yes is taken for what they did."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from planner.model.log_entry import LogRow
from planner.services.contacts import ContactLog, cells_of, facts_of

YES, NO, UNSURE = "yes", "no", "unsure"
WHERE = {YES: "tactics", NO: "denied", UNSURE: "unsure"}
"""In which part of an entry each answer is kept."""


class SoundsLike(NamedTuple):
    """A tactic that words sound like. ``lawful``: it is often lawful, so pressure and no breach."""

    tactic: str
    words: str
    lawful: bool


def sounds_like(row: LogRow, words: str | None = None) -> list[SoundsLike]:
    """Return what the words of an entry sound like and the borrower was not asked yet; ``words``: others than it has."""
    from planner.tactics.recogniser import recognise

    facts = facts_of(row)
    said = facts.get("said", "") if words is None else words
    if not said.strip() or facts.get("from") == "borrower":
        return []
    asked = {one for part in WHERE.values() for one in _several(facts.get(part, ""))}
    return [SoundsLike(one.id, one.words, one.lawful) for one in recognise(said, "collector") if one.id not in asked]


def say_of(log: ContactLog, row: LogRow, tactic: str, said: str, today: date) -> LogRow:
    """Keep what the borrower says of a tactic: ``yes``, ``no`` or ``unsure``, as another version of the entry."""
    cells = cells_of(row)
    changed = {}
    for answer, part in WHERE.items():
        before = _several(cells.get(part, ""))
        after = [one for one in before if one != tactic] + ([tactic] if answer == said else [])
        if after != before:
            changed[part] = "; ".join(after)
    return log.correct(row, changed, today) if changed else row


def _several(value: str | list[str]) -> list[str]:
    parts = value if isinstance(value, list) else value.split(";")
    return [one.strip() for one in parts if one.strip()]
