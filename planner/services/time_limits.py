"""The time limit for court from what a person typed, and back in their words or under the keys of the contract."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import Any

from planner.dates import parse_day
from planner.errors import Text
from planner.i18n import format_day, translator
from planner.money import BadValue
from planner.rules.limitation.clock import Clock, limitation_clock
from planner.rules.limitation.places import CONTRACTS, EVENTS, HOLDERS, covered_places
from planner.rules.limitation.walk import Event
from planner.rules.limitation.words import ACT_WORDS, EVENT_WORDS, LEFT_OUT, ask_in_words, sentences, warning_for

__all__ = [
    "ACT_WORDS",
    "EVENT_WORDS",
    "LEFT_OUT",
    "Clock",
    "Event",
    "ask_in_words",
    "clock_as_json",
    "limitation_clock",
    "sentences",
    "warning_for",
]


def read_place(text: str) -> str:
    """Return the place that ``United States/New York`` names; raises ``BadValue`` for one that was not looked at."""
    return read_choice(text, covered_places(), Text('there is no place "{text}" here; {meant}'), separator="_")


def read_contract(text: str) -> str:
    """Return the kind of contract."""
    return read_choice(text, CONTRACTS, Text('there is no kind of contract "{text}"; {meant}'))


def read_holder(text: str) -> str:
    """Return who holds the debt."""
    return read_choice(text, HOLDERS, Text('nobody of the kind "{text}" can hold the debt; {meant}'))


def read_event(text: str) -> Event:
    """Return what ``2023-05-01:demand`` says; raises ``BadValue``."""
    day, colon, kind = text.partition(":")
    if not colon:
        raise BadValue(Text('"{text}" needs a day and what happened, like 2023-05-01:demand', {"text": text[:40]}))
    return Event(parse_day(day), read_choice(kind, EVENTS, Text('there is no event "{text}"; {meant}')))


def read_choice(text: str, known: list[str] | tuple[str, ...], fault: Text, separator: str = "-") -> str:
    """Return the one of ``known`` that is meant, in any case, with ``_``, ``-`` or a space; raises ``BadValue``."""
    other = "-" if separator == "_" else "_"
    said = text.strip().lower().replace(other, separator).replace(" ", separator)
    if said in known:
        return said
    near = get_close_matches(said, known, 1, 0.6)
    meant = (
        Text("did you mean {meant}?", {"meant": near[0]}) if near else Text("known: {all}", {"all": ", ".join(known)})
    )
    raise BadValue(Text(fault.id, {"text": text[:40], "meant": meant}))


def clock_as_json(clock: Clock, language: str) -> dict[str, Any]:
    """Return a time limit under the keys of the contract of ``limitation``."""
    say = translator(language)

    def say_day(day: date) -> str:
        return format_day(day, language)

    return {
        "ends_on": clock.ends_on and clock.ends_on.isoformat(),
        "not_before": clock.not_before and clock.not_before.isoformat(),
        "state": clock.state.value,
        "restarted_by": [_event(event) for event in clock.restarted_by],
        "basis": [f"{source.citation} ({source.confidence})" for source in clock.basis],
        "avoid": list(clock.avoid),
        "jurisdiction": clock.law.place,
        "due": clock.due.isoformat(),
        "on": clock.on.isoformat(),
        "message": ("" if language == "zh" else " ").join(say(text) for text in sentences(clock, say_day)),
        "ask": [say(ask_in_words(ask, say_day)) for ask in clock.ask],
        "notes": [note[language] for note in clock.law.notes],
        "may_have_moved": [_event(event) for event in clock.unsure],
        "left_out": [{"event": _event(left.event), "why": left.why} for left in clock.left_out],
        "sources": [
            {
                "citation": source.citation,
                "confidence": source.confidence,
                "verified_on": source.verified_on.isoformat(),
            }
            for source in clock.basis
        ],
    }


def _event(event: Event) -> str:
    return f"{event.on.isoformat()}:{event.kind}"
