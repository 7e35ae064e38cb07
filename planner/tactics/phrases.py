"""The phrases of a language, as a counselor writes them in ``assets/tactics``, ready to be looked for.

A phrase becomes one regular expression that never leaves a sentence. Few phrases can stand in a message: a table from the
first letters of every word tells which words may be there, and only phrases all of whose words may be there are tried.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from planner.resources import ASSETS
from planner.tactics.wording import expression, must_stand, read_wording

SURE, LESS_SURE = Decimal("0.9"), Decimal("0.6")
_FLAGS = "~?!"


class Phrase(NamedTuple):
    """One way of saying a tactic. ``needs``: bits of the words without which it cannot stand in a message.

    ``about_debt``: only where the message speaks of a debt. ``negates``: it holds a "not" or a question of its own.
    """

    tactic: str
    pattern: re.Pattern[str]
    needs: int
    sure: Decimal
    about_debt: bool
    negates: bool


class Phrases(NamedTuple):
    """All phrases of a language. ``table``: the bits of the words that begin with some letters."""

    language: str
    phrases: tuple[Phrase, ...]
    table: dict[str, int]
    never: dict[str, re.Pattern[str]]
    silence: dict[str, re.Pattern[str]]

    def may_stand_in(self, plain: str) -> list[Phrase]:
        """Return the phrases all of whose words may stand in a plain text."""
        known = self.table.get
        found = 0
        for key in _keys_in(plain) if self.language == "en" else _pairs_in(plain):
            found |= known(key, 0)
        return [phrase for phrase in self.phrases if phrase.needs & found == phrase.needs]


def _pairs_in(plain: str) -> set[str]:
    return {*map("".join, zip(plain, plain[1:], strict=False)), *plain}


_WORD = re.compile(r"[a-z0-9$]+")


def _keys_in(plain: str) -> set[str]:
    keys = set()
    for word in set(_WORD.findall(plain)):
        keys |= {word[:2], word[:3], word[:4]}
    return keys


@lru_cache(maxsize=2)
def phrases_of(language: str) -> Phrases:
    """Return the phrases of ``zh`` or ``en``. Source: ``assets/tactics/<language>.toml``, whose top says how to add one."""
    data = tomllib.loads((ASSETS / "tactics" / f"{language}.toml").read_text("utf-8"))
    reader = _Reader(language, data["words"])
    phrases, never = [], {}
    for tactic, said in data["tactic"].items():
        phrases += [reader.phrase(tactic, line) for line in said["says"]]
        if said.get("never"):
            never[tactic] = reader.any_of(said["never"])
    silence = {name: reader.any_of(lines) for name, lines in data["silence"].items()}
    return Phrases(language, tuple(phrases), reader.table, never, silence)


class _Reader:
    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self._language, self._words = language, words
        self.table: dict[str, int] = {}
        self._bits: dict[frozenset[str], int] = {}

    def phrase(self, tactic: str, line: str) -> Phrase:
        flags, said = _flags_of(line)
        parts = read_wording(said, self._words)
        needs = 0
        for keys in must_stand(parts, self._language):
            needs |= self._bit(keys)
        return Phrase(
            tactic,
            re.compile(expression(parts, self._language, capture=True)),
            needs,
            LESS_SURE if "?" in flags else SURE,
            "~" in flags,
            "!" in flags,
        )

    def any_of(self, lines: Iterable[str]) -> re.Pattern[str]:
        wordings = (read_wording(line, self._words) for line in lines)
        return re.compile("|".join(expression(parts, self._language, capture=False) for parts in wordings))

    def _bit(self, keys: frozenset[str]) -> int:
        if keys not in self._bits:
            self._bits[keys] = 1 << len(self._bits)
            for key in keys:
                self.table[key] = self.table.get(key, 0) | self._bits[keys]
        return self._bits[keys]


def _flags_of(line: str) -> tuple[str, str]:
    first, _, rest = line.partition(" ")
    return (first, rest) if first and not first.strip(_FLAGS) else ("", line)
