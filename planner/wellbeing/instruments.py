"""The questions of a check-in, as data with their source: what is asked, in which words, how an answer counts.

Where a language has no wording that somebody saw, the instrument is not there in that language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from planner.resources import ASSETS

WEIGHT, PHQ_4, CFPB_10 = "weight", "phq-4", "cfpb-10"
FOLDER = ASSETS / "wellbeing" / "instruments"


class Wording(NamedTuple):
    """An instrument in one language. ``official``: else the translation is ours, and no table holds for it.

    ``stems`` and ``choices``: one of each for every item; ``choices`` empty where a number is tapped, between ``ends``.
    """

    language: str
    official: bool
    items: tuple[str, ...]
    stems: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    ends: tuple[str, ...]
    document: str
    url: str
    seen_on: date


class Part(NamedTuple):
    """Some items of an instrument that are added up for themselves; ``items`` counts from 1."""

    id: str
    items: tuple[int, ...]
    notable_from: int


class Instrument(NamedTuple):
    """What is asked. ``scoring``: single, sum or table; ``bands``: where each begins, empty where there are none.

    ``reversed_items`` (from 1) count the other way round; ``tables``: by who reads and by age, one score for each sum. An
    answer is a whole number from ``lowest`` to ``highest``: the place of the choice, or the number that was tapped.
    """

    id: str
    scoring: str
    every_days: int
    every_months: int
    lowest: int
    highest: int
    bands: tuple[int, ...]
    parts: tuple[Part, ...]
    reversed_items: frozenset[int]
    tables: Mapping[str, Mapping[str, tuple[int, ...]]]
    wordings: tuple[Wording, ...]
    licence: str

    def wording(self, language: str) -> Wording | None:
        """Return the instrument's words in a language; None where nobody saw them."""
        return next((one for one in self.wordings if one.language == language), None)

    @property
    def length(self) -> int:
        """How many questions it has."""
        return len(self.wordings[0].items)


@lru_cache(maxsize=1)
def instruments() -> tuple[Instrument, ...]:
    """Return every instrument, the lightest first."""
    return tuple(_read(name) for name in (WEIGHT, PHQ_4, CFPB_10))


def find_instrument(name: str) -> Instrument | None:
    """Return the instrument called ``name``; None where there is none."""
    return next((one for one in instruments() if one.id == name), None)


def asked_in(language: str) -> tuple[Instrument, ...]:
    """Return the instruments that have words in a language."""
    return tuple(one for one in instruments() if one.wording(language) is not None)


def _read(name: str) -> Instrument:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        raw = tomllib.load(file)
    return Instrument(
        id=raw["id"],
        scoring=raw["scoring"],
        every_days=raw["every_days"],
        every_months=raw["every_months"],
        lowest=raw["lowest"],
        highest=raw["highest"],
        bands=tuple(raw.get("bands", ())),
        parts=tuple(Part(one["id"], tuple(one["items"]), one["notable_from"]) for one in raw.get("part", ())),
        reversed_items=frozenset(raw.get("reversed", ())),
        tables={
            mode: {age: tuple(scores) for age, scores in ages.items()} for mode, ages in raw.get("table", {}).items()
        },
        wordings=tuple(_wording(one, raw.get("second_stem_from", 0)) for one in raw["wording"]),
        licence=raw.get("licence", ""),
    )


def _wording(raw: dict[str, Any], second_from: int) -> Wording:
    numbers = range(1, len(raw["items"]) + 1)
    second = [bool(second_from) and number >= second_from for number in numbers]
    choices = (tuple(raw["choices"]), tuple(raw.get("second_choices", ())))
    return Wording(
        language=raw["language"],
        official=raw["official"],
        items=tuple(raw["items"]),
        stems=tuple(raw["second_stem"] if later else raw["stem"] for later in second),
        choices=tuple(choices[later] for later in second),
        ends=tuple(raw["ends"]),
        document=raw["document"],
        url=raw["url"],
        seen_on=raw["seen_on"],
    )
