"""What words tell about a message, learnt once for each word: which phrases it may be part of, and what it weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from itertools import chain, product
from operator import add, or_
from typing import NamedTuple

from planner.tactics.musts import NUMBER, STEM
from planner.tactics.normal import END
from planner.tactics.weights import Weights, stem_of
from planner.tactics.wording import NUMERALS

Near = tuple[int, int]
"""What a phrase needs, and its place."""


class Word(NamedTuple):
    """What a word tells, in Chinese two characters side by side: the bits of the parts that may stand there, and what is to be
    looked at: of ``lists`` in every message, of ``near`` by its tactic.

    ``starts``: the numbers of the phrases whose first word may begin there. ``weighs``: its weights, 0 where they are not
    known. ``stem``: in English, its first letters.
    """

    bits: int
    lists: tuple[Near, ...]
    near: Mapping[str, tuple[Near, ...]]
    starts: frozenset[int]
    weighs: int
    stem: str


class Told(NamedTuple):
    """What a key tells: the numbers of the bits of the parts that may stand there, the phrases to be looked at, each with its
    tactic, of a list with none, and the numbers of those whose first word may begin there."""

    bits: list[int]
    phrases: list[tuple[str, Near]]
    starts: list[int]


class Vocabulary(dict[str, Word]):
    """What has been learnt of words: most texts are made of the same few thousand."""

    def __init__(self, language: str, table: Mapping[str, Told], weights: Weights) -> None:
        super().__init__()
        self._language, self._table, self._weights = language, table, weights
        self._alike: dict[tuple[tuple[str, ...], tuple[str, ...], str], Word] = {}
        if language == "en":
            self._number = self._known("0")

    def __missing__(self, word: str) -> Word:
        if self._language == "en" and word.isdigit() and word not in self._table:
            return self._number
        known = self._known(word)
        if len(self) < _MOST_WORDS:
            self[word] = known
        return known

    def _known(self, word: str) -> Word:
        """Return what a word tells. Words that tell the same are one, so that the many that are seldom met take little room."""
        keys = tuple(key for key in keys_of(word, self._language) if key in self._table)
        bits = self._weights.known_bits(word)
        alike = keys, bits, stem_of(word) if self._language == "en" else ""
        known = self._alike.get(alike)
        if known is None:
            known = self._told_by(*alike)
            if len(self._alike) < _MOST_WORDS:
                self._alike[alike] = known
        return known

    def _told_by(self, keys: tuple[str, ...], bits: tuple[str, ...], stem: str) -> Word:
        told = [self._table[key] for key in keys]
        near: dict[str, tuple[Near, ...]] = {}
        for tactic, one in chain.from_iterable(key.phrases for key in told):
            near[tactic] = (*near.get(tactic, ()), one)
        lists = near.pop("", ())
        return Word(
            reduce(or_, (1 << bit for key in told for bit in key.bits), 0),
            lists,
            near or _NOTHING,
            frozenset(chain.from_iterable(key.starts for key in told)),
            self._weights.of_bits(bits),
            stem,
        )


_NOTHING: Mapping[str, tuple[Near, ...]] = {}
_MOST_WORDS = 50_000


def keys_of(word: str, language: str) -> list[str]:
    """Return the keys that a word of a text has."""
    number = [NUMBER] if word[0] in NUMERALS else []
    if language == "zh":
        firsts, lasts = ([sign, *([NUMBER] if sign in NUMERALS else ())] for sign in word)
        return [*map("".join, product(firsts, lasts)), *firsts]
    if word.isdigit():
        return [word, *number]
    return [word, *(f"{word[:length]}*" for length in range(2, min(STEM, len(word)) + 1)), *number]


def words_in(plain: str, language: str) -> Iterable[str]:
    """Return the words of a plain text, in Chinese each two characters side by side, its edges among them."""
    return map(add, END + plain, plain + END) if language == "zh" else WORD.findall(plain)


WORD = re.compile(r"[a-z0-9]+|[?\n]")
"""An English word, or the end of a sentence."""
