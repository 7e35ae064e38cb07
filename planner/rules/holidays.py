"""Public holidays of a place, as dated data: ``assets/holidays/<place>.toml``. A year nobody looked up is unknown, never empty.

A file has ``source``, ``covers`` (the years that were looked up) and ``[[day]]`` with ``on`` and ``name`` by language. Only
days seen at the source are in it: one that is doubtful is left out, so that no finding rests on it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from planner.resources import ASSETS

FOLDER = ASSETS / "holidays"


class UnknownYear(Exception):
    """Nobody looked up the holidays of that year."""


class Holidays(NamedTuple):
    """The holidays of one place: names by language by day, the years they cover, where they were seen."""

    days: Mapping[date, Mapping[str, str]]
    covers: frozenset[int]
    source: str

    def knows(self, day: date) -> bool:
        """Return whether the holidays of that day's year were looked up."""
        return day.year in self.covers

    def name_on(self, day: date) -> Mapping[str, str] | None:
        """Return the name of the holiday on ``day`` by language, None where it is none; raises ``UnknownYear``."""
        if not self.knows(day):
            raise UnknownYear(str(day.year))
        return self.days.get(day)


@lru_cache(maxsize=16)
def load_holidays(place: str) -> Holidays:
    """Return the holidays of a place; of one without a file no year is known."""
    path = FOLDER / f"{place}.toml"
    if not path.is_file():
        return Holidays({}, frozenset(), "")
    data = tomllib.loads(path.read_text("utf-8"))
    days = {entry["on"]: entry["name"] for entry in data["day"]}
    return Holidays(days, frozenset(data["covers"]), data["source"])
