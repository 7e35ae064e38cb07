"""What the words of an entry sound like, and what the borrower says of it: only a yes is taken for what they did."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from planner.errors import Text
from planner.model.log_entry import LogRow
from planner.services.contacts import ContactLog, cells_of, facts_of

MOST_QUOTED = 120
"""Characters of a sentence that is still quoted whole."""
_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_OFTEN = Text("Pressure, not a breach: often lawful.")
_LAWFUL = {
    "deadline-pressure": Text("To set a time for the same day is pressure, not a breach."),
    "court-notice": Text("A paper with a day that counts: check it."),
}
YES, NO, UNSURE = "yes", "no", "unsure"
WHERE = {YES: "tactics", NO: "denied", UNSURE: "unsure"}
"""In which part of an entry each answer is kept."""


class SoundsLike(NamedTuple):
    """A tactic that words sound like, with the whole sentence they stand in: half a threat may read as a harmless one.

    ``lawful``: it is often lawful, so pressure and no breach.
    """

    tactic: str
    words: str
    lawful: bool

    @property
    def note(self) -> Text | None:
        """What to say beside pressure that is often lawful: of what in these words that is true; else None."""
        return _LAWFUL.get(self.tactic, _OFTEN) if self.lawful else None


def sounds_like(row: LogRow, words: str | None = None) -> list[SoundsLike]:
    """Return what the words of an entry sound like and the borrower was not asked yet; ``words``: others than it has.

    What may be a breach comes before what is pressure alone.
    """
    from planner.tactics.recogniser import recognise

    facts = facts_of(row)
    said = facts.get("said", "") if words is None else words
    if not said.strip() or facts.get("from") == "borrower":
        return []
    asked = {one for part in WHERE.values() for one in _several(facts.get(part, ""))}
    found = [one for one in recognise(said, "collector") if one.id not in asked]
    return [
        SoundsLike(one.id, _sentence(said, one.words), one.lawful) for one in sorted(found, key=lambda one: one.lawful)
    ]


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


def _sentence(said: str, words: str) -> str:
    """Return the sentence of ``said`` in which ``words`` stand; the words alone where it is long."""
    begin = said.find(words)
    if begin < 0:
        return words
    before = [match.end() for match in _END.finditer(said, 0, begin)]
    after = _END.search(said, begin + len(words))
    sentence = said[before[-1] if before else 0 : after.start() if after else len(said)].strip()
    return sentence if len(sentence) <= MOST_QUOTED else words


def _several(value: str | list[str]) -> list[str]:
    parts = value if isinstance(value, list) else value.split(";")
    return [one.strip() for one in parts if one.strip()]
