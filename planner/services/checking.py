"""Checking a contact log against the rules of a place, and saying what was found in the person's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from planner.errors import PlannerError, Text
from planner.i18n import format_day, translator, with_twelve_hours
from planner.rules.citations import cited_in
from planner.rules.facts import Log
from planner.rules.findings import Finding, Outcome, Question
from planner.rules.law import WEAK, Law, Rule, covered_places, load_law
from planner.rules.questions import question_words
from planner.rules.runner import run_checks
from planner.services.contact_words import TACTICS
from planner.services.one_log import in_one_spelling, with_twice
from planner.services.places import is_american
from planner.services.same_caller import with_same_caller

__all__ = ["CheckedLog", "Finding", "FoundRule", "Outcome", "UnknownPlace", "check_log", "places"]


_TIMES = ("time", "first", "last", "window")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnknownPlace(PlannerError):
    """There are no rules of this place yet."""

    def __init__(self, said: str) -> None:
        known = ", ".join(places())
        super().__init__(
            Text(
                'There are no rules of "{place}" yet: its log can be kept, and nothing is checked. There are {known}.',
                {"place": said[:40], "known": known},
            )
        )


class FoundRule(NamedTuple):
    """A finding with its rule, said in a language. ``strength`` and ``confidence`` stand on every one.

    ``citation`` names what is cited for the reader; as it is, it is ``rule.citation_of(finding.case)``.
    """

    finding: Finding
    rule: Rule
    title: str
    message: str
    citation: str


class CheckedLog(NamedTuple):
    """What came out: ``read_as`` is the place whose rules were used; ``questions``: (question, words).

    ``is_part_assumed``: only the whole was named, and ``read_as`` is the part it was read as. ``twice``: rows that repeat
    another and were passed over, each with the other.
    """

    read_as: str
    checked: int
    found: tuple[FoundRule, ...]
    questions: tuple[tuple[Question, str], ...]
    is_part_assumed: bool = False
    twice: tuple[tuple[int, int], ...] = ()


def places() -> list[str]:
    """Return every place that has rules, parts as ``united_states/massachusetts``."""
    return covered_places()


def law_of(jurisdiction: str) -> Law:
    """Return the rules of a place; raises ``UnknownPlace``."""
    try:
        return load_law(jurisdiction.strip().lower().replace("-", "_").replace(" ", "_"))
    except KeyError:
        raise UnknownPlace(jurisdiction) from None


def check_log(log: Log, jurisdiction: str, language: str, known: Mapping[str, bool] | None = None) -> CheckedLog:
    """Return what the rules of a place find in ``log``; raises ``UnknownPlace``. ``known``: answers that go before its own."""
    law = law_of(jurisdiction)
    log, _ = in_one_spelling(log._replace(known=(*(known or {}).items(), *log.known)))
    report = with_same_caller(run_checks(log, law), log, partial(run_checks, law=law))
    by_id = {rule.id: rule for rule in law.rules}
    findings = with_twice(report.findings, log.twice)
    found = tuple(in_words(finding, by_id[finding.rule], language) for finding in findings)
    questions = tuple((question, question_words(question.id)[language]) for question in report.questions)
    checked = len(log.contacts) + len(log.twice)
    return CheckedLog(law.jurisdiction, checked, found, questions, law.is_part_assumed, log.twice)


def finding_as_json(one: FoundRule) -> dict[str, object]:
    """Return a finding under the keys of the contract of ``check``."""
    finding, rule = one.finding, one.rule
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "strength": rule.strength,
        "confidence": rule.confidence,
        "citation": rule.citation_of(finding.case),
        "contacts": list(finding.contacts),
        "counted": list(finding.counted),
        "left_out": [left._asdict() for left in finding.left_out],
        "window": None if finding.window is None else [day.isoformat() for day in finding.window],
        "title": one.title,
        "message": one.message,
        "facts_missing": list(finding.questions),
        "verified_on": rule.verified_on.isoformat(),
    }


def why_only(one: FoundRule) -> Text | None:
    """Return why a finding is only worth checking; None where it is something else."""
    if one.finding.outcome is not Outcome.WORTH_CHECKING:
        return None
    if one.finding.questions:
        return Text('Why only "worth checking": a question is still open.')
    if one.rule.confidence == WEAK:
        return Text('Why only "worth checking": we know the rule second-hand.')
    return Text('Why only "worth checking": whether it is too much, somebody must judge.')


def _blanks(finding: Finding, language: str) -> dict[str, str]:
    """Return the blanks of a finding's sentence: tactics in words instead of by their ids, days as the language writes them."""
    blanks = dict(finding.blanks)
    if "tactics" in blanks:
        say = translator(language)
        named = [say(TACTICS[id_]) for id_ in blanks["tactics"].split(", ")]
        blanks["tactics"] = ("、" if language == "zh" else ", ").join(named)
    return {name: _day_said(value, language) for name, value in blanks.items()}


def _day_said(value: str, language: str) -> str:
    return format_day(date.fromisoformat(value), language) if _DAY.fullmatch(value) else value


def in_words(finding: Finding, rule: Rule, language: str) -> FoundRule:
    """Return a finding with its rule, said in a language."""
    blanks = _blanks(finding, language)
    if language == "en" and is_american(rule.jurisdiction):
        blanks |= {name: with_twelve_hours(blanks[name]) for name in _TIMES if name in blanks}
    sentence = rule.say[finding.case][language].format(**blanks)
    citation = cited_in(language, rule.citation_of(finding.case))
    return FoundRule(finding, rule, rule.title[language], sentence, citation)
