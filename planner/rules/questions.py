"""Questions that stand open, in words: ``assets/questions.toml``, by id and language."""

from __future__ import annotations

import tomllib
from functools import cache

from planner.resources import ASSETS


@cache
def _all() -> dict[str, dict[str, str]]:
    return tomllib.loads((ASSETS / "questions.toml").read_text("utf-8"))


def question_words(id_: str) -> dict[str, str]:
    """Return a question by language; raises ``KeyError`` for an unknown one."""
    return _all()[id_]
