"""Questions that stand open, in words: ``assets/questions.toml``, by id and language; what an answer holds for and changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from planner.resources import ASSETS

LANGUAGES = ("en", "zh")


class Choice(NamedTuple):
    """One answer to a question that takes more than yes and no. ``settles``: what it answers of other questions."""

    id: str
    words: Mapping[str, str]
    settles: Mapping[str, bool]


class QuestionForm(NamedTuple):
    """How a question is asked. ``about``: what an answer holds for: ``place``, ``collector``, ``debt`` or ``contact``.

    ``falls_with``: the answer with which a finding falls away, None where no yes or no answers it. ``fill``: the part of the
    contact that answers it instead; ``choices``: the answers it takes; ``asked_as``: the question with choices that it is asked as.
    ``said``: by language, how yes and no are said to it, where not by these words.
    """

    id: str
    words: Mapping[str, str]
    about: str
    falls_with: bool | None
    fill: str
    choices: tuple[Choice, ...]
    asked_as: str
    said: Mapping[str, tuple[str, str]]

    @property
    def is_yes_or_no(self) -> bool:
        """Whether yes or no answers it."""
        return self.falls_with is not None


@cache
def _all() -> dict[str, QuestionForm]:
    data = tomllib.loads((ASSETS / "questions.toml").read_text("utf-8"))
    return {id_: _form(id_, entry) for id_, entry in data.items()}


def question_form(id_: str) -> QuestionForm:
    """Return how a question is asked; raises ``KeyError`` for an unknown one."""
    return _all()[id_]


def question_words(id_: str) -> Mapping[str, str]:
    """Return a question by language; raises ``KeyError`` for an unknown one."""
    return _all()[id_].words


def every_question() -> tuple[str, ...]:
    """Return the ids of all questions."""
    return tuple(_all())


def falls_with(id_: str) -> bool | None:
    """Return the answer with which a finding falls away; None where no yes or no answers the question."""
    return _all()[id_].falls_with


def asked_as(id_: str) -> str:
    """Return the question that a question is asked as: itself, or one with choices that answers several."""
    return _all()[id_].asked_as or id_


def _form(id_: str, entry: Mapping[str, Any]) -> QuestionForm:
    falls = {"yes": True, "no": False}.get(entry.get("falls_with", ""))
    choices = tuple(Choice(one["id"], _words(one), one["settles"]) for one in entry.get("choices", ()))
    said = {language: (yes, no) for language, (yes, no) in entry.get("said", {}).items()}
    return QuestionForm(
        id_, _words(entry), entry["about"], falls, entry.get("fill", ""), choices, entry.get("asked_as", ""), said
    )


def _words(entry: Mapping[str, Any]) -> dict[str, str]:
    return {language: entry[language] for language in LANGUAGES}
