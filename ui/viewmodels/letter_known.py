"""What a letter says of its blanks in its other language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from planner.letters.catalogue import Letter


def own_words(
    letter: Letter, given: Mapping[str, Any], filled: Callable[[str], Mapping[str, Any]], language: str
) -> dict[str, dict[str, Any]]:
    """Return, for each other language of the letter, what it says of blanks that were left as ``filled`` in ``language``."""
    here = filled(language)
    same = [name for name, value in given.items() if name in here and _plain(here[name]) == _plain(value)]
    others = (one for one in letter.languages if one != language)
    return {one: {name: value for name, value in filled(one).items() if name in same} for one in others}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else [list(row) for row in value]
