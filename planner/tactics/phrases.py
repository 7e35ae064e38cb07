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
from operator import add
from typing import NamedTuple

from planner.resources import ASSETS
from planner.tactics.wording import STEM, expression, must_stand, read_wording

SURE, LESS_SURE = Decimal("0.9"), Decimal("0.6")
_FLAGS = "~?!"


class Phrase(NamedTuple):
    """One way of saying a tactic; its ``place`` in the file. ``needs``: bits of the words without which it cannot stand in a message.

    ``about_debt``: only where the message speaks of a debt. ``negates``: it holds a "not" or a question of its own.
    """

    place: int
    tactic: str
    pattern: re.Pattern[str]
    needs: int
    sure: Decimal
    about_debt: bool
    negates: bool


class Begins(NamedTuple):
    """What a beginning of a word tells: the bits of the parts that may stand there, and the phrases to be looked at."""

    bits: int
    phrases: tuple[Phrase, ...]


NOTHING = Begins(0, ())


class Phrases(NamedTuple):
    """All phrases of a language. ``table``: what beginnings of words tell; ``always``: phrases that any text may hold."""

    language: str
    phrases: tuple[Phrase, ...]
    always: tuple[Phrase, ...]
    table: dict[str, Begins]
    words: dict[str, Begins]
    never: dict[str, re.Pattern[str]]
    silence: dict[str, re.Pattern[str]]

    def may_stand_in(self, plain: str) -> list[Phrase]:
        """Return the phrases all of whose words may stand in a plain text, in the order of the file."""
        found, near = 0, list(self.always)
        for begins in self._in_english(plain) if self.language == "en" else self._in_chinese(plain):
            found |= begins.bits
            near += begins.phrases
        fits = {phrase.place: phrase for phrase in near if phrase.needs & found == phrase.needs}
        return [fits[place] for place in sorted(fits)]

    def _in_chinese(self, plain: str) -> list[Begins]:
        known = self.table.get
        keys = {*map(add, plain, plain[1:]), *plain}
        return [begins for begins in map(known, keys) if begins is not None]

    def _in_english(self, plain: str) -> list[Begins]:
        words = self.words
        return [words[word] if word in words else self._learn(word) for word in set(_WORD.findall(plain))]

    def _learn(self, word: str) -> Begins:
        """Return what an English word tells, and keep it: most texts are made of the same few thousand words."""
        keys = (word, *(f"{word[:length]}*" for length in range(2, STEM + 1) if length <= len(word)))
        told = [self.table[key] for key in keys if key in self.table]
        bits = 0
        phrases: list[Phrase] = []
        for one in told:
            bits |= one.bits
            phrases += one.phrases
        begins = Begins(bits, tuple(phrases)) if told else NOTHING
        if len(self.words) < _MOST_WORDS:
            self.words[word] = begins
        return begins


_WORD = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 50_000


@lru_cache(maxsize=2)
def phrases_of(language: str) -> Phrases:
    """Return the phrases of ``zh`` or ``en``. Source: ``assets/tactics/<language>.toml``, whose top says how to add one."""
    data = tomllib.loads((ASSETS / "tactics" / f"{language}.toml").read_text("utf-8"))
    reader = _Reader(language, data["words"])
    phrases: list[Phrase] = []
    never = {}
    for tactic, said in data["tactic"].items():
        phrases += [reader.phrase(tactic, line) for line in said["says"]]
        if said.get("never"):
            never[tactic] = reader.any_of(said["never"])
    silence = {name: reader.any_of(lines) for name, lines in data["silence"].items()}
    always, table = reader.table_of(phrases)
    return Phrases(language, tuple(phrases), always, table, {}, never, silence)


class _Reader:
    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self._language, self._words = language, words
        self._bits: dict[frozenset[str], int] = {}
        self._anchors: list[frozenset[str] | None] = []

    def phrase(self, tactic: str, line: str) -> Phrase:
        flags, said = _flags_of(line)
        parts = read_wording(said, self._words)
        needs, musts = 0, list(must_stand(parts, self._language))
        for keys in musts:
            needs |= self._bits.setdefault(keys, 1 << len(self._bits))
        self._anchors.append(min(musts, key=_how_common, default=None))
        return Phrase(
            len(self._anchors) - 1,
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

    def table_of(self, phrases: list[Phrase]) -> tuple[tuple[Phrase, ...], dict[str, Begins]]:
        """Return the phrases without any word that must stand, and the table; each phrase stands under its rarest part."""
        bits: dict[str, int] = {}
        for keys, bit in self._bits.items():
            for key in keys:
                bits[key] = bits.get(key, 0) | bit
        under: dict[str, list[Phrase]] = {key: [] for key in bits}
        for phrase, anchor in zip(phrases, self._anchors, strict=True):
            for key in anchor or ():
                under[key].append(phrase)
        always = tuple(phrase for phrase, anchor in zip(phrases, self._anchors, strict=True) if anchor is None)
        return always, {key: Begins(bits[key], tuple(under[key])) for key in bits}


def _how_common(keys: frozenset[str]) -> int:
    """Guess how many texts hold one of these beginnings: short ones stand everywhere."""
    return sum(64 >> min(2 * len(key.rstrip("*")), 6) for key in keys)


def _flags_of(line: str) -> tuple[str, str]:
    first, _, rest = line.partition(" ")
    return (first, rest) if first and not first.strip(_FLAGS) else ("", line)
