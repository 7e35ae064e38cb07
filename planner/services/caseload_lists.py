"""A caseload on paper and as figures: a list to print, CSV, and statistics in which nobody can be found again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from planner.errors import Text
from planner.i18n import format_day, translator
from planner.model.case import CLOSED, NEW, ON_PLAN, PAUSED, STUCK, WAITING, Case
from planner.money import to_major
from planner.services.plan_export import safe_cell

LEAST = 5
"""Counts below this are not shown: who knows one person of them would know the rest."""
COLUMNS = (
    "id", "alias", "name", "state", "state_since", "review_on", "deadline_on", "flags", "offers_open", "owed",
    "left_over", "currency", "made_on", "delete_by", "keep_until",
)  # fmt: skip
STATE_WORDS = {
    NEW: Text("new file to read"),
    ON_PLAN: Text("on plan"),
    WAITING: Text("waiting for an answer"),
    STUCK: Text("stuck"),
    PAUSED: Text("paused"),
    CLOSED: Text("closed"),
}
_FEET = {"en": "Page {page} of {pages}", "zh": "第 {page} 页，共 {pages} 页"}
_BLANK_ROWS = 4


def words_of_state(case: Case) -> Text:
    """Return where a case stands, in words: a new one of whom no file came has none to read."""
    return Text("no file yet") if case.state == NEW and not case.share else STATE_WORDS[case.state]


def case_json(case: Case) -> dict[str, Any]:
    """Return a case under the names of the columns."""
    value = {name: getattr(case, name) for name in COLUMNS}
    for name in ("state_since", "review_on", "deadline_on", "made_on", "delete_by", "keep_until"):
        value[name] = value[name].isoformat() if value[name] else None
    for name in ("owed", "left_over"):
        value[name] = None if value[name] is None else _major(value[name], case.currency)
    return value


def caseload_csv(cases: Sequence[Case]) -> str:
    """Return a caseload as CSV that a spreadsheet shows and does not run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for case in cases:
        cells = case_json(case)
        writer.writerow(["" if cells[name] is None else _cell(name, cells[name]) for name in COLUMNS])
    return out.getvalue()


def caseload_pdf(cases: Sequence[Case], language: str, today: date) -> bytes:
    """Return the list to print: aliases alone, with empty rows at its end to write on."""
    from planner.pdf.blocks import SMALL, TITLE, Words
    from planner.pdf.document import Around, Paper, build_pdf
    from planner.pdf.grid import Column, Grid

    say = translator(language)
    title = say(Text("Caseload"))
    heads = (
        (Text("Who"), 0.24),
        (Text("Review"), 0.16),
        (Text("Deadline"), 0.16),
        (Text("Possible breach"), 0.1),
        (Text("Open offers"), 0.12),
        (Text("Where it stands"), 0.22),
    )
    rows = [
        (
            case.alias,
            _on(case.review_on, language),
            _on(case.deadline_on, language),
            str(case.flags or ""),
            str(case.offers_open or ""),
            say(words_of_state(case)),
        )
        for case in cases
    ]
    rows += [("", "", "", "", "", "")] * _BLANK_ROWS
    story: list[Any] = [
        Words(title, TITLE),
        Words(format_day(today, language), SMALL),
        Grid([Column(say(words), part) for words, part in heads], rows),
    ]
    return build_pdf(story, Around(title, language, _FEET[language]), Paper())


def statistics(cases: Sequence[Case]) -> dict[str, Any]:
    """Return counts in which nobody can be found again: None stands for fewer than five.

    Where one count alone of a set is hidden, the smallest of the others is hidden too: else it could be reckoned.
    """
    states = Counter(case.state for case in cases)
    kinds = Counter(kind for case in cases for kind in case.kinds.split())
    return {
        "people": _shown(len(cases)),
        "least": LEAST,
        "states": hidden_small({state: states[state] for state in STATE_WORDS}, adds_up=True),
        "kinds": hidden_small(dict(sorted(kinds.items())), adds_up=False),
        "with_flags": _shown(sum(case.flags > 0 for case in cases), of=len(cases)),
        "with_offers": _shown(sum(case.offers_open > 0 for case in cases), of=len(cases)),
        "short_each_month": _shown(
            sum(case.left_over is not None and case.left_over < 0 for case in cases),
            of=sum(case.left_over is not None for case in cases),
        ),
    }


def hidden_small(counts: Mapping[str, int], *, adds_up: bool) -> dict[str, int | None]:
    """Return counts with the small ones hidden; ``adds_up``: together they are a figure that is shown too."""
    shown = {name: _shown(count) for name, count in counts.items()}
    hidden = [name for name, count in shown.items() if count is None]
    if adds_up and len(hidden) == 1:
        others = [(count, name) for name, count in shown.items() if count]
        if others:
            shown[min(others)[1]] = None
    return shown


def _shown(count: int, *, of: int | None = None) -> int | None:
    if 0 < count < LEAST or (of is not None and 0 < of - count < LEAST):
        return None
    return count


def _major(minor: int, currency: str) -> str:
    return ("-" if minor < 0 else "") + to_major(abs(minor), currency)


def _cell(name: str, value: Any) -> str:
    return str(value) if name in ("owed", "left_over") else safe_cell(str(value))


def _on(day: date | None, language: str) -> str:
    return "" if day is None else format_day(day, language)
