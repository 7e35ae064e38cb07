"""Days that count: by when a paper must be answered, or others must answer, counted from the day it came.

Data is ``assets/deadlines/<place>.toml``, parts in a folder. A ``[[deadline]]`` has ``kind`` (the paper or event), ``title``,
``start`` (which day to give) and ``do`` by language, ``late`` (what still helps after it), ``who`` must act (``you``,
``they``), ``count``: steps of ``days``, ``weeks``, ``months``, ``years``, ``business_days`` or ``weekday`` (the first such day
after, Monday 1), ``variants`` with a ``count`` of their own by ``how``, ``citation``, ``confidence``, ``seen``, ``from``,
``letter``: which of ours is the objection to it, ``paper``: what the paper is called where the title says what to do. The day
itself is never counted. A place or paper that is not listed is never computed, and a draft is not listed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from planner.dates import add_months
from planner.resources import ASSETS
from planner.rules.holidays import UnknownYear, load_holidays
from planner.rules.law import DRAFT, JURISDICTIONS, READ_AS

FOLDER = ASSETS / "deadlines"
YOU, THEY = "you", "they"
_SATURDAY = 5
"""The first day of the weekend, as ``date.weekday`` counts."""


class NotListed(Exception):
    """Nobody looked up the days for this paper in this place: the paper itself says them."""


class Variant(NamedTuple):
    """Another count for the same paper: ``how`` it came, in words by language."""

    how: str
    words: Mapping[str, str]
    steps: tuple[tuple[str, int], ...]


class Rule(NamedTuple):
    """One deadline as the law has it."""

    kind: str
    title: Mapping[str, str]
    start: Mapping[str, str]
    do: Mapping[str, str]
    late: Mapping[str, str]
    who: str
    steps: tuple[tuple[str, int], ...]
    variants: tuple[Variant, ...]
    citation: str
    confidence: str
    verified_on: date
    from_on: date | None
    letter: str
    paper: Mapping[str, str]


class Step(NamedTuple):
    """One step of a count: so many of a unit, and the day it came to."""

    unit: str
    number: int
    to: date


class Counted(NamedTuple):
    """A count. ``holidays_known``: False where a step skips holidays and those of a year are not known: it may be later."""

    how: str
    words: Mapping[str, str]
    day: date
    steps: tuple[Step, ...]
    holidays_known: bool


class Deadline(NamedTuple):
    """A deadline of one paper: ``counted`` first where it came ``how`` was said, else the earliest; the others behind it."""

    place: str
    rule: Rule
    started: date
    counted: Counted
    others: tuple[Counted, ...]

    @property
    def day(self) -> date:
        """The last day on which it is in time."""
        return self.counted.day


def covered_places() -> list[str]:
    """Return every place that can be named: those with days of their own, and all that Ashore knows."""
    found = []
    for whole in JURISDICTIONS:
        parts = sorted(path.stem for path in (FOLDER / whole).glob("*.toml"))
        found += [whole, *(f"{whole}/{part}" for part in parts)]
    return found


@lru_cache(maxsize=64)
def deadlines_of(place: str) -> tuple[Rule, ...]:
    """Return the deadlines listed for a place, those of its whole among them; of one without a file none."""
    read_as = READ_AS.get(place, place)
    whole = read_as.partition("/")[0]
    own = _rules(read_as) if read_as != whole else ()
    return tuple({rule.kind: rule for rule in (*_rules(whole), *own)}.values())


def deadline(place: str, kind: str, started: date, how: str | None = None) -> Deadline:
    """Return the deadline of a paper that came on ``started``; raises ``NotListed``.

    ``how``: which variant it is; where that is not said, the earliest day counts. Not modelled: days that move because they
    fall on a weekend or holiday, service by post, extensions by a court.
    """
    rule = next((one for one in deadlines_of(place) if one.kind == kind), None)
    if rule is None or (rule.from_on is not None and started < rule.from_on):
        raise NotListed(f"{place} {kind}")
    whole = place.partition("/")[0]
    ways = [Variant("", {}, rule.steps), *rule.variants]
    counts = sorted((_count(whole, started, way) for way in ways), key=lambda counted: counted.day)
    chosen = next((one for one in counts if one.how == how), counts[0]) if how is not None else counts[0]
    others = tuple(one for one in counts if one is not chosen)
    return Deadline(READ_AS.get(place, place), rule, started, chosen, others)


def _count(whole: str, started: date, way: Variant) -> Counted:
    day, known, steps = started, True, []
    for unit, number in way.steps:
        if unit == "business_days":
            day, looked_up = _business_days_after(whole, day, number)
            known = known and looked_up
        else:
            day = _after(day, unit, number)
        steps.append(Step(unit, number, day))
    return Counted(way.how, way.words, day, tuple(steps), known)


def _after(day: date, unit: str, number: int) -> date:
    if unit == "weekday":
        return day + timedelta(days=(number - day.isoweekday() - 1) % 7 + 1)
    if unit in ("months", "years"):
        return add_months(day, number * (12 if unit == "years" else 1))
    return day + timedelta(days=number * (7 if unit == "weeks" else 1))


def _business_days_after(whole: str, day: date, number: int) -> tuple[date, bool]:
    """Return the day ``number`` days on, without Saturdays, Sundays and holidays; and whether the holidays were known."""
    holidays, known = load_holidays(whole), True
    while number:
        day += timedelta(days=1)
        if day.weekday() >= _SATURDAY:
            continue
        try:
            is_holiday = holidays.name_on(day) is not None
        except UnknownYear:
            is_holiday, known = False, False
        number -= not is_holiday
    return day, known


@lru_cache(maxsize=64)
def _rules(place: str) -> tuple[Rule, ...]:
    path = FOLDER / f"{place}.toml"
    if not path.is_file():
        return ()
    data = tomllib.loads(path.read_text("utf-8"))
    listed = [_rule(entry, data["verified_on"]) for entry in data["deadline"]]
    return tuple(rule for rule in listed if rule.confidence != DRAFT)


def _rule(entry: Mapping[str, Any], verified_on: date) -> Rule:
    return Rule(
        kind=entry["kind"],
        title=entry["title"],
        start=entry["start"],
        do=entry["do"],
        late=entry.get("late", {}),
        who=entry["who"],
        steps=_steps(entry["count"]),
        variants=tuple(
            Variant(one["how"], {"en": one["en"], "zh": one["zh"]}, _steps(one["count"]))
            for one in entry.get("variants", ())
        ),
        citation=entry["citation"],
        confidence=entry["confidence"],
        verified_on=verified_on,
        from_on=entry.get("from"),
        letter=entry.get("letter", ""),
        paper=entry.get("paper", entry["title"]),
    )


def _steps(count: Sequence[Mapping[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((unit, number) for step in count for unit, number in step.items())
