"""Days by which a paper must be answered: from what a person typed, and back in words or under JSON keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.errors import Text
from planner.rules.deadlines import (
    THEY,
    YOU,
    Counted,
    Deadline,
    NotListed,
    Rule,
    covered_places,
    deadline,
    deadlines_of,
)
from planner.rules.law import READ_AS
from planner.rules.limitation.places import covered_places as with_time_limits
from planner.services.time_limits import read_choice

__all__ = ["Counted", "Deadline", "NotListed", "Rule", "THEY", "YOU", "deadline", "deadlines_of"]

_UNITS = {
    "days": Text("{number} days"),
    "weeks": Text("{number} weeks"),
    "months": Text("{number} months"),
    "years": Text("{number} years"),
    "business_days": Text("{number} days without weekends and holidays"),
    "weekday": Text("the next Monday"),
}
_ONE = {
    "days": Text("1 day"),
    "weeks": Text("1 week"),
    "months": Text("1 month"),
    "years": Text("1 year"),
    "business_days": Text("1 day without weekends and holidays"),
}
READ_THE_PAPER = Text(
    "Ashore does not know the deadline of this paper here. If the paper names a day, go by it. Ask the court or a free adviser today."
)


def step_in_words(unit: str, number: int) -> Text:
    """Return one step of a count, such as ``14 days``; of a weekday there is only the next one."""
    if number == 1 and unit in _ONE:
        return _ONE[unit]
    return Text(_UNITS[unit].id, {"number": str(number)})


def known_places() -> list[str]:
    """Return every place that can be named: a state without days of its own is one too."""
    return sorted({*covered_places(), *with_time_limits()})


def read_place(text: str) -> str:
    """Return the place that is meant, the part a whole is read as; a state without days of its own is one too.

    Raises ``BadValue``.
    """
    known = known_places()
    place = read_choice(text, known, Text('there is no place "{text}" here; {meant}'), separator="_")
    return READ_AS.get(place, place)


def read_kind(text: str) -> str:
    """Return the paper that is meant, of any place; raises ``BadValue``."""
    known = sorted({rule.kind for place in covered_places() for rule in deadlines_of(place)})
    return read_choice(text, known, Text('there is no paper "{text}"; {meant}'))


def read_how(text: str, place: str, kind: str) -> str:
    """Return the variant that is meant; raises ``BadValue``."""
    known = [variant.how for rule in deadlines_of(place) if rule.kind == kind for variant in rule.variants]
    return read_choice(text, ["usual", *known], Text('there is no way "{text}" for this paper; {meant}'))


def rule_as_json(rule: Rule, language: str) -> dict[str, Any]:
    """Return one line of the list of a place."""
    return {
        "kind": rule.kind,
        "title": rule.title[language],
        "count_from": rule.start[language],
        "who": rule.who,
        "hows": [variant.how for variant in rule.variants],
        "citation": rule.citation,
        "confidence": rule.confidence,
    }


def deadline_as_json(found: Deadline, on: date, language: str) -> dict[str, Any]:
    """Return a deadline under the keys of ``deadlines``."""
    rule = found.rule
    return {
        "jurisdiction": found.place,
        "kind": rule.kind,
        "title": rule.title[language],
        "from": found.started.isoformat(),
        "due_on": found.day.isoformat(),
        "days_left": (found.day - on).days,
        "who": rule.who,
        "how": found.counted.how or "usual",
        "counted": _steps(found.counted),
        "holidays_known": found.counted.holidays_known,
        "what": rule.do[language],
        "late": rule.late.get(language),
        "others": [
            {"how": one.how or "usual", "due_on": one.day.isoformat(), "counted": _steps(one)} for one in found.others
        ],
        "citation": rule.citation,
        "confidence": rule.confidence,
        "verified_on": rule.verified_on.isoformat(),
    }


def _steps(counted: Counted) -> list[dict[str, Any]]:
    return [{"unit": step.unit, "number": step.number, "to": step.to.isoformat()} for step in counted.steps]
