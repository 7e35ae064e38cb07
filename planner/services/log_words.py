"""The words of the contact log as Ashore understands them: one reading for files, for what is typed, and for what was kept long ago."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from planner.dates import parse_day
from planner.money import BadValue
from planner.rules.facts import EVENTS

WORDS = ("outcome", "recipient", "role", "purpose", "debt_kind")
"""Parts of a contact that are one word of the log's own."""
_GAPS = re.compile(r"[\s_-]+")
_RECEIVED = re.compile(r"received\s*:\s*(.*)", re.I | re.S)
_SPAN = re.compile(r"(\d{1,2}:\d{2})\s*[-–—~]\s*(\d{1,2}:\d{2})")


def plain(text: str) -> str:
    """Return a name, a number or a word with its signs as they are on a plain keyboard: full-width ones are no others."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=4096)
def word(text: str) -> str:
    """Return one of the log's own words: ``Debt Buyer`` and ``debt_buyer`` are ``debt-buyer``."""
    return _GAPS.sub("-", plain(text).lower())


def words_in(text: str) -> list[str]:
    """Return the log's own words in a cell that may have several."""
    return [word(one) for one in plain(text).split(";") if one.strip()]


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a cell that may have several, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, plain(text).split(";")))))


@lru_cache(maxsize=1024)
def event_in(text: str) -> tuple[str, str]:
    """Return the kind of a dated fact and what stands after the colon, a span of time with two digits for each hour."""
    kind, _, value = plain(text).partition(":")
    kind, value = word(kind), value.strip()
    form = EVENTS.get(kind, "text")
    if form in ("form", "channel"):
        return kind, word(value)
    span = _SPAN.fullmatch(value) if form == "window" else None
    return kind, "-".join(end.zfill(5) for end in span.groups()) if span else value


def event_words(text: str) -> str:
    """Return a dated fact in one piece, as it is kept."""
    return ":".join(filter(None, event_in(text)))


def received_in(note: str) -> date | None:
    """Return the day on which a letter was received, as the note of a dated fact has it; raises ``BadValue`` for what is no day."""
    match = _RECEIVED.fullmatch(plain(note))
    return parse_day(match[1]) if match else None


def received_on(facts: Mapping[str, Any]) -> date | None:
    """Return the day on which a letter was received by the facts that are kept; None also where nobody can read it."""
    if "received" in facts:
        return date.fromisoformat(facts["received"])
    try:
        return received_in(facts.get("note", ""))
    except BadValue:
        return None


def understood(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of a contact or a dated fact with the log's own words as they are understood today."""
    for part in WORDS:
        if part in facts:
            facts[part] = word(facts[part])
    if "event" in facts:
        facts["event"] = event_words(facts["event"])
    return facts
