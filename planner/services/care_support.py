"""What the law and the services of a place offer to people whose mental health is hard beside their debts.

Data with its source and the day it was read: assets/wellbeing/support. A place that is not there shows nothing.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from planner.resources import ASSETS

FOLDER = ASSETS / "wellbeing" / "support"


class Support(NamedTuple):
    """One form or protection: what it is, how to come by it, its source and the day it was read."""

    id: str
    name: str
    words: tuple[str, ...]
    ask: str
    source: str
    seen_on: date


def support_of(place: str | None, language: str) -> tuple[Support, ...]:
    """Return what a place has, that of its part first; none where it was not looked up."""
    chain = [place, place.split("/")[0]] if place else []
    return tuple(_one(raw, language) for step in dict.fromkeys(chain) for raw in _read(step))


def covered() -> list[str]:
    """Return the places that were looked up."""
    return sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.toml"))


def _one(raw: dict[str, Any], language: str) -> Support:
    return Support(
        raw["id"],
        raw["name"][language],
        tuple(raw["words"][language]),
        raw["ask"][language],
        raw["source"],
        raw["seen_on"],
    )


@lru_cache(maxsize=32)
def _read(place: str) -> tuple[dict[str, Any], ...]:
    path = FOLDER / f"{place}.toml"
    if not path.is_file():
        return ()
    with path.open("rb") as file:
        return tuple(tomllib.load(file)["support"])
