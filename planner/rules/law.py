"""The law as data: rule files under ``assets/rules``, cited and dated; the numbers that were in force on a day.

A file is ``assets/rules/<jurisdiction>/<topic>.toml``; a part of a place is ``united_states/massachusetts/<topic>.toml``.
Each ``[[rule]]`` has ``id``, ``title`` by language, ``binds`` and ``may_bind`` (roles; ``everyone`` for all), ``gate`` (the
question that decides for those it may bind), ``strength``, ``confidence``, ``verified_on``, ``citation``, ``seen`` (where
the text was read), ``from`` and ``until``, ``tells`` (it entitles or explains; nothing tests it), ``not_about`` (kinds of
debt that its law does not speak of; on top of a file, for all its rules), ``parameters`` as dated values, ``say``: sentences
by case and language, and ``cite``: citations of cases that have their own. What is tested stands in
``planner/rules/checks``, under the rule's id.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from planner.resources import ASSETS

RULES = ASSETS / "rules"
JURISDICTIONS = (
    "china united_states united_kingdom australia india hong_kong taiwan singapore canada_ontario germany"
).split()
STRENGTHS = "crime administrative statute presumption regulator-rule standard self-discipline guideline".split()
BINDS_NOBODY = frozenset({"standard", "self-discipline", "guideline"})
"""Strengths of rules that bind nobody by themselves: what rests on them alone is never shown in red."""
CONFIDENCES = ("V1", "V2", "V2-", "M")
DRAFT = "M"
WEAK = "V2-"
"""Second-hand and weak: at most worth checking."""


READ_AS = {"united_kingdom": "united_kingdom/england_wales"}
"""A place whose parts differ, named alone, and the part it is read as; whoever asked is told (``Law.is_part_assumed``)."""


WITHIN = {"united_states/new_york_city": "united_states/new_york"}
"""A part that lies within another: the rules of both hold there."""


class NotCovered(Exception):
    """There is no value for that day."""


class NoRules(KeyError):
    """There are no rules of this place yet, so nothing can be said about its log, not even that it is fine."""

    def __init__(self, jurisdiction: str) -> None:
        super().__init__(jurisdiction)
        self.jurisdiction = jurisdiction


class Dated(NamedTuple):
    """A value in force from a day, until another (None: still)."""

    from_on: date
    until_on: date | None
    value: Any

    def holds_on(self, day: date) -> bool:
        """Return whether it was in force on ``day``; the last day counts."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class Rule(NamedTuple):
    """One rule. ``binds``: roles it binds for sure; ``may_bind``: roles it binds if ``gate`` is answered with yes.

    ``part_question``: the question that stands open where the part of the place it holds in was not said.
    """

    id: str
    jurisdiction: str
    tells: bool
    binds: frozenset[str]
    may_bind: frozenset[str]
    gate: str
    strength: str
    confidence: str
    citation: str
    seen: str
    verified_on: date
    from_on: date | None
    until_on: date | None
    parameters: Mapping[str, tuple[Dated, ...]]
    say: Mapping[str, Mapping[str, str]]
    cite: Mapping[str, str]
    title: Mapping[str, str]
    part_question: str = ""
    not_about: frozenset[str] = frozenset()

    def holds_on(self, day: date) -> bool:
        """Return whether the rule was in force on ``day``."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)

    def value(self, name: str, day: date) -> Any:
        """Return a parameter as it was on ``day``; raises ``NotCovered`` where none was, never the nearest."""
        for dated in self.parameters[name]:
            if dated.holds_on(day):
                return dated.value
        raise NotCovered(f"{self.id} {name} {day}")

    def citation_of(self, case: str) -> str:
        """Return the citation of one case of the rule: its own, else that of the whole."""
        return self.cite.get(case, self.citation)

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown: what is known from memory alone is a draft."""
        return self.confidence != DRAFT


class Law(NamedTuple):
    """The rules of one place. ``is_part_assumed``: only the whole was named, and ``jurisdiction`` is the part it is read as.

    ``uncovered``: the part that was named, where only the rules of the whole are here.
    """

    jurisdiction: str
    rules: tuple[Rule, ...]
    is_part_assumed: bool = False
    uncovered: str = ""

    def rule(self, id_: str) -> Rule:
        """Return a rule by its id."""
        return next(rule for rule in self.rules if rule.id == id_)


@lru_cache(maxsize=32)
def load_law(jurisdiction: str) -> Law:
    """Return the rules of a place, with those of the whole it is part of; raises ``NoRules`` where there are none.

    ``united_states/washington`` has the rules of both; ``united_kingdom`` alone is read as ``england_wales``, and the rules
    of that part then ask whether that is right. A part without rules of its own, such as ``united_states/florida``, has those
    of the whole.
    """
    read_as = READ_AS.get(jurisdiction, jurisdiction)
    whole, _, part = read_as.partition("/")
    if whole not in JURISDICTIONS:
        raise NoRules(jurisdiction)
    if part and not (RULES / whole / part).is_dir():
        if whole in READ_AS or not _is_part(jurisdiction):
            raise NoRules(jurisdiction)
        return load_law(whole)._replace(uncovered=jurisdiction)
    parts = [RULES / place for place in (WITHIN.get(read_as), read_as if part else None) if place]
    folders = [RULES / whole, *parts]
    rules = [rule for folder in folders for path in sorted(folder.glob("*.toml")) for rule in _rules_of(path)]
    if not rules:
        raise NoRules(jurisdiction)
    if read_as == jurisdiction:
        return Law(read_as, tuple(rules))
    asking = [rule._replace(part_question=f"{whole}.part") if rule.jurisdiction == read_as else rule for rule in rules]
    return Law(read_as, tuple(asking), is_part_assumed=True)


def _is_part(place: str) -> bool:
    """Return whether there is such a part: the time limits know all of them."""
    from planner.rules.limitation.places import covered_places as places_with_limits  # which reads this file

    return place in places_with_limits()


def covered_places() -> list[str]:
    """Return every place that has rules, parts as ``united_states/massachusetts``."""
    wholes = [place for place in JURISDICTIONS if any((RULES / place).rglob("*.toml"))]
    return [name for place in wholes for name in (place, *(f"{place}/{part}" for part in parts_of(place)))]


def parts_of(jurisdiction: str) -> list[str]:
    """Return the parts of a place that have rules of their own."""
    folder = RULES / jurisdiction
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _rules_of(path: Path) -> list[Rule]:
    data = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    where = path.parent.relative_to(RULES).as_posix()
    of_all = {"not_about": data.get("not_about", ())}
    return [_rule(of_all | entry, where) for entry in data.get("rule", [])]


def _rule(entry: Mapping[str, Any], where: str) -> Rule:
    return Rule(
        id=entry["id"],
        jurisdiction=where,
        tells=entry.get("tells", False),
        binds=frozenset(entry.get("binds", ())),
        may_bind=frozenset(entry.get("may_bind", ())),
        gate=entry.get("gate", ""),
        strength=entry["strength"],
        confidence=entry["confidence"],
        citation=entry["citation"],
        seen=entry.get("seen", ""),
        verified_on=entry["verified_on"],
        from_on=entry.get("from"),
        until_on=entry.get("until"),
        parameters={name: tuple(map(_dated, values)) for name, values in entry.get("parameters", {}).items()},
        say=entry.get("say", {}),
        cite=entry.get("cite", {}),
        title=entry["title"],
        not_about=frozenset(entry["not_about"]),
    )


def _dated(entry: Mapping[str, Any]) -> Dated:
    return Dated(entry["from"], entry.get("until"), entry["value"])
