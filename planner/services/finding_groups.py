"""Findings for a person: those that rest on the same fact in several documents are one, the strongest first, the others beside it."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import cache
from typing import NamedTuple

from planner.resources import ASSETS
from planner.rules.findings import Finding, Outcome
from planner.rules.law import CONFIDENCES, STRENGTHS
from planner.services.checking import FoundRule

_OUTCOMES = (Outcome.POSSIBLE_BREACH, Outcome.WORTH_CHECKING, Outcome.MISSING_FACTS, Outcome.NOT_COVERED)


class FindingGroup(NamedTuple):
    """A finding, and those that say the same of the same in other documents, the stronger ones first."""

    first: FoundRule
    also: tuple[FoundRule, ...]

    @property
    def all(self) -> tuple[FoundRule, ...]:
        """All of them."""
        return (self.first, *self.also)


@cache
def _topics() -> dict[str, str]:
    data = tomllib.loads((ASSETS / "topics.toml").read_text("utf-8"))
    return {name: topic for topic, names in data.items() for name in names}


def topic_of(finding: Finding) -> str:
    """Return what a finding is about, "" where no other rule is about the same: by its case, else by its rule."""
    topics = _topics()
    return topics.get(f"{finding.rule}:{finding.case}", topics.get(finding.rule, ""))


def group_findings(found: Iterable[FoundRule], *, of_one_contact: bool = False) -> list[FindingGroup]:
    """Return findings in groups, the strongest group first; nothing is dropped.

    Without ``of_one_contact`` only those about the very same contacts are put together, in the order of the first contact.
    """
    groups: dict[Hashable, list[FoundRule]] = defaultdict(list)
    for place, one in enumerate(found):
        topic = topic_of(one.finding)
        about = () if of_one_contact else one.finding.contacts
        groups[(topic, about) if topic else place].append(one)
    ordered = [sorted(group, key=_how_strong) for group in groups.values()]
    ordered.sort(key=lambda group: (() if of_one_contact else group[0].finding.contacts[:1], _how_strong(group[0])))
    return [FindingGroup(group[0], tuple(group[1:])) for group in ordered]


def _how_strong(one: FoundRule) -> tuple[int, bool, int, int, str]:
    """Order by outcome; then what stands on known facts goes before what hangs on a question, however grave that law is."""
    rule = one.rule
    return (
        _OUTCOMES.index(one.finding.outcome),
        bool(one.finding.questions),
        STRENGTHS.index(rule.strength),
        CONFIDENCES.index(rule.confidence),
        rule.id,
    )
