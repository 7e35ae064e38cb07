"""May I record my own call? What was read of the law of a place, with its source (``assets/recording.toml``)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from planner.resources import ASSETS

SHOWN = ("V1", "V2")
WITHIN = {"united_states/new_york_city": "united_states/new_york"}


class RecordingAdvice(NamedTuple):
    """What to know before recording. ``citation`` is empty where the law of the place was not checked: ask first."""

    words: str
    citation: str
    verified_on: date


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((ASSETS / "recording.toml").read_text("utf-8"))


def recording_advice(jurisdiction: str | None, language: str) -> RecordingAdvice:
    """Return the advice for a place: its part, else the whole, else to ask first."""
    data = _all()
    place = WITHIN.get(jurisdiction or "", jurisdiction or "")
    entry = data.get(place) or data.get(place.partition("/")[0]) if place else None
    if entry is None or entry["confidence"] not in SHOWN:
        return RecordingAdvice(data["elsewhere"][language], "", data["verified_on"])
    return RecordingAdvice(entry[language], entry["citation"], data["verified_on"])
