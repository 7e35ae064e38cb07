"""``complaint.pdf``: the report of a bundle in the language that it is asked in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.errors import Text
from planner.evidence.report import Case, ReportWords, report_pdf
from planner.i18n import format_day, translator
from planner.services.contact_words import FOUND, LEFT_OUT, STRENGTHS, TACTICS, how_it_was, who_it_was
from planner.services.places import is_american

MOST_CONTACTS = 2000
"""So many contacts a report has where nobody asked for one: of more it takes many seconds."""


def report_words(language: str, place: str | None = None) -> ReportWords:
    """Return how facts are said in ``language``, as ``place`` writes it."""
    american = is_american(place)
    say = translator(language, american=american)
    joint = "，" if language == "zh" else ", "

    def who(facts: Mapping[str, Any]) -> str:
        said = who_it_was(facts)
        return said if isinstance(said, str) else say(said)

    def known(words: Mapping[str, Text], key: str) -> str:
        return say(words[key]) if key in words else key

    return ReportWords(
        say,
        language,
        how=lambda facts: joint.join(say(words) for words in how_it_was(facts)),
        who=who,
        tactics=lambda ids: ("、" if language == "zh" else ", ").join(known(TACTICS, one) for one in ids),
        outcome=lambda key: known(FOUND, key),
        strength=lambda key: known(STRENGTHS, key),
        left_out=lambda key: known(LEFT_OUT, key),
        day=lambda day: format_day(day, language),
        american=american,
    )


def complaint_maker(language: str, case: Case | None = None) -> Callable[[Mapping[str, Any]], bytes]:
    """Return what makes ``complaint.pdf`` from an extract; ``case``: what the borrower added before it was frozen."""
    return lambda extract: report_pdf(extract, report_words(language, extract["jurisdiction"]), case)


def short_report_maker(language: str) -> Callable[[Mapping[str, Any]], bytes | None]:
    """Return what makes ``complaint.pdf`` of a bundle that is no complaint: None of more than ``MOST_CONTACTS`` contacts."""

    def make(extract: Mapping[str, Any]) -> bytes | None:
        count = sum(1 for one in extract["entries"] if one["kind"] == "contact")
        if count > MOST_CONTACTS:
            return None
        return report_pdf(extract, report_words(language, extract["jurisdiction"]))

    return make
