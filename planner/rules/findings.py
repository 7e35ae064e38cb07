"""What a check says, with all that is needed to redo it by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

WHO = "who-called"
"""The question that stands open while nobody knows whose number it was."""


class Outcome(Enum):
    """How far a finding goes. Nothing found is no finding: ``NONE`` is one that fell with an answer, and is not reported."""

    POSSIBLE_BREACH = "possible_breach"
    WORTH_CHECKING = "worth_checking"
    MISSING_FACTS = "missing_facts"
    NOT_COVERED = "not_covered"
    NONE = "none"


class LeftOut(NamedTuple):
    """A contact that was not counted, and why: an id of a reason, such as ``busy``."""

    row: int
    why: str


class Question(NamedTuple):
    """A fact that is open: ``id`` names it, ``rules`` and ``rows`` hang on it."""

    id: str
    rules: tuple[str, ...]
    rows: tuple[int, ...]


class Finding(NamedTuple):
    """One finding. ``contacts``: what it is about; ``counted``: what was counted for it; ``window``: first and last day.

    ``case``: which of the rule's sentences says it, with ``blanks``. ``questions``: what is open and could change it.
    """

    rule: str
    outcome: Outcome
    contacts: tuple[int, ...]
    counted: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    window: tuple[date, date] | None = None
    case: str = "found"
    blanks: Mapping[str, str] = {}
    questions: tuple[str, ...] = ()

    @property
    def is_of_nobody_known(self) -> bool:
        """Whether nobody knows who made the contacts: until somebody does, no rule is broken, and nothing is marked with it."""
        return WHO in self.questions
