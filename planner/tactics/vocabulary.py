"""What words tell about a message, learnt once for each word: which phrases it may be part of, and what it weighs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain, product
from operator import add, or_
from typing import NamedTuple

from planner.tactics.musts import NUMBER, STEM
from planner.tactics.normal import END
from planner.tactics.weights import Weights, stem_of
from planner.tactics.wording import NUMERALS

Near = tuple[int, int]
"""The bits of the parts that a phrase needs, and its place."""


class Told(NamedTuple):
    """What words, or keys, tell about the phrases of one tactic or list. ``asks``: the phrases to be looked at; ``bits``: those of
    their parts that may stand there."""

    asks: dict[str, tuple[Near, ...]]
    bits: dict[str, int]


class Word(NamedTuple):
    """What a word tells, in Chinese two characters side by side.

    ``weighs``: its weights, 0 where they are not known. ``starts``: in English, the numbers of the phrases whose first word may
    begin there; ``stem``: its first letters.
    """

    weighs: int
    starts: frozenset[int]
    stem: str


class Read(NamedTuple):
    """The words of a text, and what they tell."""

    spelt: Sequence[str]
    words: Sequence[Word]


class Vocabulary:
    """What has been learnt of words: most texts are made of the same few thousand.

    What a word tells about phrases is kept by the tactic or list that they are of: few of them are asked for in a message, and
    what is asked for often should lie close together.
    """

    def __init__(
        self, language: str, told: Mapping[str, Told], starts: Mapping[str, frozenset[int]], weights: Weights
    ) -> None:
        """``told``: what keys tell, by the name of the tactic or list; ``starts``: what may begin with a key."""
        self._language, self._by_keys, self._starts, self._weights = language, told, starts, weights
        self._words = _Words(self._learnt)
        self.told = {name: Told({}, {}) for name in told}

    def read(self, plain: str) -> Read:
        """Return the words of a plain text. What is told about them holds until the next text is read."""
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
            for told in self.told.values():
                told.asks.clear()
                told.bits.clear()
        spelt = [*words_in(plain, self._language)]
        return Read(spelt, [*map(self._words.__getitem__, spelt)])

    def _learnt(self, word: str) -> Word:
        keys = keys_of(word, self._language)
        for name, (asks, bits) in self._by_keys.items():
            if asked := [asks[key] for key in keys if key in asks]:
                self.told[name].asks[word] = tuple(chain.from_iterable(asked)) if len(asked) > 1 else asked[0]
            if parts := [bits[key] for key in keys if key in bits]:
                self.told[name].bits[word] = reduce(or_, parts)
        is_english = self._language == "en"
        starts = frozenset(chain.from_iterable(self._starts.get(key, ()) for key in keys)) if is_english else _NOTHING
        return Word(self._weights.of_word(word), starts, stem_of(word) if is_english else "")


class _Words(dict[str, Word]):
    def __init__(self, learn: Callable[[str], Word]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, word: str) -> Word:
        known = self[word] = self._learn(word)
        return known


_NOTHING = frozenset[int]()


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
_MOST_WORDS = 50_000
