"""Sentences about the law of a place that were looked up, for pages that lead somebody through a hard moment.

A file is ``assets/<topic>/<place>.toml``, parts in a folder, with ``verified_on`` at its top. Each ``[[add]]`` says ``to`` which
page it belongs (a situation, a paper), on the paper pages ``part`` (``looks``, ``check``, ``now``), the sentence as ``en`` and
``zh``, ``strength`` as in ``law.py`` or ``fact`` (a line, a register, what an office says), ``confidence`` as there, ``citation``, ``seen`` (where it was read), ``from`` and ``until``, and
``verified_on`` where it was looked up on a day of its own. What is weak or known from memory alone is left out here:
these pages tell, they cannot add "worth checking".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from planner.resources import ASSETS
from planner.rules.law import READ_AS, WITHIN

EVERYWHERE = "everywhere"
"""The file of a topic that holds in every place: its words are no law and cite none."""
FACT = "fact"
"""The strength of what is no rule: that a line or a register is there, what an office tells people."""
SURE = ("V1", "V2")
"""What is certain enough to be told."""


class Cited(NamedTuple):
    """One sentence by language, with what it rests on. ``place``: where it holds, a part of a place or the whole."""

    to: str
    part: str
    words: Mapping[str, str]
    place: str
    strength: str
    citation: str
    confidence: str
    seen: str
    verified_on: date
    from_on: date | None
    until_on: date | None

    def holds_on(self, day: date) -> bool:
        """Return whether it was in force on ``day``; the last day counts."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


def cited(topic: str, place: str | None, to: str, day: date) -> tuple[Cited, ...]:
    """Return what is told on one page of a topic in a place on a day, of the part before of the whole; none elsewhere."""
    found = [one for path in _places(place) for one in sentences_of(topic, path)]
    return tuple(one for one in found if one.to == to and one.holds_on(day) and one.confidence in SURE)


def table_of(topic: str, place: str | None, name: str) -> dict[str, Any]:
    """Return a table of the files of a topic for a place, that of the part over that of the whole."""
    merged: dict[str, Any] = {}
    for path in reversed(_places(place)):
        merged |= _file(topic, path).get(name, {})
    return merged


@lru_cache(maxsize=64)
def sentences_of(topic: str, place: str) -> tuple[Cited, ...]:
    """Return every sentence of the file of one place, drafts too."""
    data = _file(topic, place)
    return tuple(_cited(entry, place, data["verified_on"]) for entry in data.get("add", ()))


def listed_places(topic: str) -> list[str]:
    """Return every place that a topic has a file of."""
    folder = ASSETS / topic
    paths = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.toml"))
    return [path for path in paths if path != EVERYWHERE]


def everywhere(topic: str) -> dict[str, Any]:
    """Return the words of a topic that hold in every place."""
    return _file(topic, EVERYWHERE)


def _places(place: str | None) -> list[str]:
    """Return the files to read for a place, the narrowest first."""
    if place is None:
        return []
    read_as = READ_AS.get(place, place)
    whole = read_as.partition("/")[0]
    return list(dict.fromkeys(one for one in (read_as, WITHIN.get(read_as), whole) if one))


@lru_cache(maxsize=64)
def _file(topic: str, place: str) -> dict[str, Any]:
    path: Path = ASSETS / topic / f"{place}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _cited(entry: Mapping[str, Any], place: str, verified_on: date) -> Cited:
    return Cited(
        to=entry["to"],
        part=entry.get("part", ""),
        words={"en": entry["en"], "zh": entry["zh"]},
        place=place,
        strength=entry["strength"],
        citation=entry["citation"],
        confidence=entry["confidence"],
        seen=entry["seen"],
        verified_on=entry.get("verified_on", verified_on),
        from_on=entry.get("from"),
        until_on=entry.get("until"),
    )
