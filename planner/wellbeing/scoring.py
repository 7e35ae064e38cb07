"""What answers add up to, as the instrument's own page says. A number is never a diagnosis, and a low one is no all-clear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.wellbeing.instruments import Instrument

READ_SELF, READ_TO_ME = "read_self", "read_to_me"
YOUNGER, OLDER = "18-61", "62+"
HEAVY = 7
"""From which tapped number on the page that follows begins with kind words. It is shown nowhere, and kept nowhere."""


class Score(NamedTuple):
    """What came of some answers.

    ``total``: the sum, or the number that was tapped; ``scaled``: by the instrument's table, None without one;
    ``band``: which of its bands, from 0, None without any; ``parts``: (part, its sum, whether that is notable).
    """

    total: int
    scaled: int | None
    band: int | None
    parts: tuple[tuple[str, int, bool], ...]


def score(
    instrument: Instrument, answers: Sequence[int], *, age: str = "", mode: str = READ_SELF, official: bool = True
) -> Score:
    """Return what ``answers``, one for each item, add up to; raises ``InputProblems`` with every fault at once.

    Without an ``age`` group, or with words that are not the ``official`` ones, no table is used.
    """
    problems = answer_problems(instrument, answers)
    if instrument.tables and age and age not in (YOUNGER, OLDER):
        problems.append(Problem("age", Text("is 18-61 or 62+")))
    if instrument.tables and mode not in instrument.tables:
        problems.append(Problem("mode", Text("is {modes}", {"modes": " / ".join(instrument.tables)})))
    if problems:
        raise InputProblems(problems)
    counted = [
        instrument.lowest + instrument.highest - answer if _turned(instrument, number) else answer
        for number, answer in enumerate(answers, 1)
    ]
    total = sum(counted)
    table = instrument.tables.get(mode, {}).get(age) if official else None
    return Score(
        total,
        table[total] if table else None,
        sum(total >= begins for begins in instrument.bands) - 1 if instrument.bands else None,
        tuple(
            (part.id, found, found >= part.notable_from)
            for part in instrument.parts
            for found in (sum(counted[number - 1] for number in part.items),)
        ),
    )


def answer_problems(instrument: Instrument, answers: Sequence[int]) -> list[Problem]:
    """Return every fault of some answers."""
    problems = []
    if len(answers) != instrument.length:
        blanks = {"needed": str(instrument.length), "given": str(len(answers))}
        problems.append(Problem("answers", Text("{given} were given; {needed} are needed, one a question", blanks)))
    for number, answer in enumerate(answers, 1):
        if not instrument.lowest <= answer <= instrument.highest:
            blanks = {"number": str(number), "least": str(instrument.lowest), "most": str(instrument.highest)}
            problems.append(Problem("answers", Text("question {number} takes {least} to {most}", blanks)))
    return problems


def is_heavy(instrument: Instrument, found: Score) -> bool:
    """Return whether kind words and people come first after these answers."""
    if instrument.scoring == "single":
        return found.total >= HEAVY
    if instrument.parts:
        return any(notable for _, _, notable in found.parts) or (found.band or 0) >= 2
    most = instrument.highest * instrument.length
    return found.total * 2 < most  # a scale on which more is better


def _turned(instrument: Instrument, number: int) -> bool:
    """Return whether an item's answer counts from its end: choices of a table stand from the most to the least.

    What is ``reversed`` on the form counts as it stands, the first choice 0; every other item the other way round.
    """
    return instrument.scoring == "table" and number not in instrument.reversed_items
