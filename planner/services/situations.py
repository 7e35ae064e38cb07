"""What is happening right now? Each situation: two sentences, three steps, at most one reply, what the law of the place adds.

Bound by guards.md 3, 9, 11, 12, 13, 19, 20. The words are data: ``assets/happening``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from planner.errors import Text
from planner.rules.cited import FACT, Cited, cited, everywhere
from planner.rules.law import READ_AS, covered_places
from planner.services.contact_words import CONFIDENCES, STRENGTHS

__all__ = ["Cited", "Situation", "law_adds", "read_place", "situation_of", "situations", "source_words"]

TOPIC = "happening"
UNSAFE, COURT, FAMILY = "unsafe", "court", "family"
"""Situations that open a page of their own: help for a moment that is not safe, the paper check; one that asks who it was."""
Words = Mapping[str, str]


class Situation(NamedTuple):
    """One thing that may be happening, its words by language.

    ``reply``: something calm to say or send, empty where silence is better. ``log``: the cells of the entry that one tap
    writes, empty where there is none; ``ask``: whom it may have been about, to be tapped first.
    """

    id: str
    icon: str
    title: Words
    sentences: tuple[Words, ...]
    steps: tuple[Words, ...]
    reply: Words
    log: Mapping[str, str]
    ask: tuple[str, ...]


@lru_cache(maxsize=1)
def situations() -> tuple[Situation, ...]:
    """Return every situation, in the order of the page."""
    return tuple(
        Situation(
            entry["id"],
            entry["icon"],
            entry["title"],
            tuple(entry.get("sentences", ())),
            tuple(entry.get("steps", ())),
            entry.get("reply", {}),
            entry.get("log", {}),
            tuple(entry.get("ask", ())),
        )
        for entry in everywhere(TOPIC)["situation"]
    )


def situation_of(id_: str) -> Situation:
    """Return the situation of this id."""
    return next(situation for situation in situations() if situation.id == id_)


def law_adds(situation: str, place: str | None, day: date) -> tuple[Cited, ...]:
    """Return what the law of a place adds to a situation on a day, each with its reference."""
    return cited(TOPIC, place, situation, day)


def read_place(text: str) -> str:
    """Return the place that is meant, the part a whole is read as: any that has rules, days or time limits of its own.

    Raises ``BadValue``.
    """
    from planner.services.paper_deadlines import known_places
    from planner.services.time_limits import read_choice

    known = sorted({*covered_places(), *known_places()})
    place = read_choice(text, known, Text('there is no place "{text}" here; {meant}'), separator="_")
    return READ_AS.get(place, place)


def source_words(one: Cited, day: str, part: Text | None = None) -> Text:
    """Return what a sentence rests on: how strong it is, where it stands, how and on which ``day`` it was looked up."""
    blanks: dict[str, str | Text] = {"citation": one.citation, "how": CONFIDENCES[one.confidence], "day": day}
    if one.strength == FACT:
        return Text("{citation}; looked up {day}", blanks)
    blanks["strength"] = STRENGTHS[one.strength]
    if part is None:
        return Text("{strength}, {citation}; {how}, {day}", blanks)
    return Text("{part}: {strength}, {citation}; {how}, {day}", {**blanks, "part": part})
