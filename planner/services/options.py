"""Ways that the law of a place has for debts that cannot be paid: pointers with a source and a day, never advice on which."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from planner.resources import ASSETS
from planner.services.help import HelpLine, help_lines
from planner.services.places import country_of

OPTIONS = ASSETS / "options"


class Option(NamedTuple):
    """One way. ``ask``: whom to ask about it; ``source``: where it was read, ``seen_on`` when.

    ``seen``: where copies of it stand, while the official text itself was not found; ``letter``: ours that asks for it.
    """

    id: str
    name: str
    words: str
    ask: str
    source: str
    seen_on: date
    seen: str = ""
    letter: str = ""


class PlaceOptions(NamedTuple):
    """What is known of a place. ``options`` empty: not checked yet; ``advisers``: free lines of the country."""

    place: str
    options: tuple[Option, ...]
    advisers: tuple[HelpLine, ...]


def options_of(place: str | None, language: str, country: str = "", part: str = "") -> PlaceOptions:
    """Return the ways of a place, those of its part first, and whom one can ask for nothing."""
    country = country or country_of(place)
    chain = [place, place.split("/")[0]] if place else []
    chain += (
        ["canada"] if country == "CA" else []
    )  # insolvency is federal law there, also where no rules of a province are known
    found = [_option(raw, language) for step in dict.fromkeys(chain) for raw in _read(step)]
    lines = help_lines(country, language, part) if country else ()
    return PlaceOptions(place or "", tuple(found), tuple(line for line in lines if line.kind == "debt"))


def covered() -> list[str]:
    """Return the places that options were looked up for."""
    return sorted(path.relative_to(OPTIONS).with_suffix("").as_posix() for path in OPTIONS.rglob("*.toml"))


def _option(raw: Mapping[str, Any], language: str) -> Option:
    return Option(
        raw["id"],
        raw["name"][language],
        raw["words"][language],
        raw["ask"][language],
        raw["source"],
        raw["seen_on"],
        raw.get("seen", ""),
        raw.get("letter", ""),
    )


@lru_cache(maxsize=32)
def _read(place: str) -> tuple[dict[str, Any], ...]:
    path = OPTIONS / f"{place}.toml"
    if not path.is_file():
        return ()
    with path.open("rb") as file:
        return tuple(tomllib.load(file)["option"])
