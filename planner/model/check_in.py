"""What a person writes down about how they are. It lies in a store of its own, apart from everything about money."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class CheckIn(NamedTuple):
    """One entry. ``kind``: an instrument's id, or letter, step, slip, helped.

    ``answers``: of an instrument, in its order; ``how``: who read it and the age group, where a table asks; ``language``:
    in whose words it was asked; ``closed_on``: the day a letter was opened, "" while it is not.
    """

    id: int
    kind: str
    day: date
    made_at: str
    language: str
    answers: tuple[int, ...]
    how: str
    note: str
    closed_on: str


class SorePoint(NamedTuple):
    """Something that hurts when they say it, and a neutral line to answer with. It never leaves the device."""

    id: int
    words: str
    reply: str
