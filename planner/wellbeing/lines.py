"""Help lines of a country, as they were seen at their sources. Data and rules of entry: assets/wellbeing/lines.toml."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from planner.resources import ASSETS

GAMBLING = "gambling"
COMPLAINTS = "complaints"
"""The role of a line that takes complaints and gives no advice."""
LIST = "list"
"""The role of a public list of advisers: there is nobody there to talk to."""
KINDS = ("emergency", "crisis", "debt", GAMBLING)


class HelpLine(NamedTuple):
    """One help line in one language; what it does not have is empty. Source: an entry of assets/wellbeing/lines.toml.

    ``part`` holds the parts of the country that the line serves, parted by a space (empty: all of it). ``text`` is what
    to send where, ``web`` an address to be shown, never opened. ``page_from`` is the age of the page it was seen at.
    ``role`` of a line for debts: ``adviser``, ``legal`` (free legal help), ``list`` (of advisers) or ``complaints``.
    """

    id: str
    country: str
    part: str
    kind: str
    name: str
    number: str
    text: str
    web: str
    hours: str
    what_happens: str
    languages: tuple[str, ...]
    checked_on: date
    is_checked: bool
    page_from: str = ""
    role: str = "adviser"


def help_lines(country: str, language: str, part: str = "") -> tuple[HelpLine, ...]:
    """Return the lines of a country in ``en`` or ``zh``: emergency, crisis, debt, gambling; the international ones if it has none.

    Within a kind those that were confirmed come first. A list of advisers stands behind whoever answers, and one that takes
    complaints alone last: it gives no advice.

    With a ``part``, lines that serve only other parts are left out. Source: assets/wellbeing/lines.toml.
    """
    entries = _entries()
    here = country if any(entry["country"] == country for entry in entries) else ""
    lines = (_line(entry, language) for entry in entries if entry["country"] == here)
    served = (line for line in lines if not part or not line.part or part in line.part.split())
    return tuple(sorted(served, key=_place))


_LAST = {LIST: 1, COMPLAINTS: 2}


def _place(line: HelpLine) -> tuple[int, int, bool]:
    return KINDS.index(line.kind), _LAST.get(line.role, 0), not line.is_checked


@lru_cache(maxsize=1)
def _entries() -> tuple[dict[str, Any], ...]:
    with (ASSETS / "wellbeing" / "lines.toml").open("rb") as file:
        return tuple(tomllib.load(file)["line"])


def _line(entry: dict[str, Any], language: str) -> HelpLine:
    return HelpLine(
        id=entry["id"],
        country=entry["country"],
        part=entry.get("part", ""),
        kind=entry["kind"],
        name=entry[f"name_{language}"],
        number=entry.get("number", ""),
        text=entry.get(f"text_{language}", ""),
        web=entry.get("web", ""),
        hours=entry[f"hours_{language}"],
        what_happens=entry[f"what_happens_{language}"],
        languages=tuple(entry.get("languages", ())),
        checked_on=entry["checked_on"],
        is_checked=entry["status"] == "seen",
        page_from=entry.get("page_from", ""),
        role=entry.get("role", "adviser"),
    )
