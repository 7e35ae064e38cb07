"""A second opinion on short messages: what each of their bits of words weighs for each tactic.

Phrases are precise about words and blind to whatever is worded anew. Weights are the other way round: learnt from the
labelled messages in ``tests/tactics`` (``python -m tests.tactics.weigh``), kept as text that can be read in
``assets/tactics/weights.<language>.txt``. They take away what a phrase heard where nothing else sounds like it, and add what
sounds like it in many small ways, in a message that is more likely pressing than not. Nothing is learnt from what a person
writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, compress, repeat
from math import ceil, floor, sqrt
from operator import add
from typing import NamedTuple

from planner.resources import ASSETS

SCALE = 16
"""Weights are kept as whole numbers: sixteenths."""
PRESSING = "pressing"
"""What is weighed beside the tactics: whether the message is any of them at all."""
MOST = 127
_BYTES = 3
LANE = 8 * _BYTES
"""Bits in which the sum of one tactic stands. The highest is left free, to tell whether the sum reaches a limit."""
_REACHED = 1 << LANE - 1
_MOST = _REACHED // (8 * MOST)
"""Words, of two bits at most, of which twice the sum stays below it; no message that is asked about has so many."""
_NUMBER = re.compile("[0-9]+")
_STEM = 5


@dataclass(frozen=True, eq=False)
class Weights:
    """``table``: for each bit, the weights of all tactics side by side in one number, so that one sum adds them all up; above
    them all a one, so that the sum tells as well how many bits are in it.

    ``begin``: the logit of each tactic, and last of ``PRESSING``, where no word is known; ``places``: where they stand. ``often``: how many of a thousand of the
    messages have one of the most common keys of ``planner.tactics.musts``.
    """

    language: str
    begin: dict[str, float]
    places: dict[str, int]
    table: dict[str, int]
    often: dict[str, float]

    @cached_property
    def highest(self) -> int:
        """The highest bits of all tactics."""
        return self.lowest * _REACHED

    @cached_property
    def lowest(self) -> int:
        """The lowest bits of all tactics; a number times this stands once for each of them."""
        return _side_by_side(1 for _ in range(len(self.begin) - 1))

    def known_bits(self, word: str) -> tuple[str, ...]:
        """Return those bits of a word, in Chinese two characters side by side, that weigh anything."""
        return tuple(bit for bit in bits_of_word(word, self.language) if bit in self.table)

    def of_bits(self, bits: Sequence[str]) -> int:
        """Return what bits that weigh anything weigh together."""
        return self.table[bits[0]] if len(bits) == 1 else sum(map(self.table.__getitem__, bits))

    def of_stems(self, stems: Sequence[str]) -> Iterable[int]:
        """Return what English stems that stand side by side weigh, pair by pair."""
        return filter(None, map(self.table.get, pairs_of(stems)))

    def heard(self, known: Sequence[int]) -> Heard:
        """Return what words that weigh this say together."""
        whole = sum(known[:_MOST])
        return Heard(self, whole, whole >> LANE * len(self.begin))


class Heard(NamedTuple):
    """What the words of a message say together: for each tactic its logit, above 0 where it is more likely than not.

    ``whole``: the sums of the weights side by side; ``bits``: how many bits of words are in them.
    """

    weights: Weights
    whole: int
    bits: int

    def says(self, tactic: str) -> float:
        """Return the logit of a tactic, or of ``PRESSING``."""
        return (self._total(tactic) - self.bits * MOST) / (SCALE * sqrt(self.bits or 1)) + self.weights.begin[tactic]

    def _total(self, tactic: str) -> int:
        return self.whole >> LANE * self.weights.places[tactic] & 2 * _REACHED - 1

    def presses(self, limit: float) -> bool:
        """Return whether the logits of ``PRESSING`` and of the likeliest tactic come to ``limit`` together."""
        return self._pressed(limit) & self.weights.highest != 0

    def _pressed(self, limit: float) -> int:
        """Return the sums of ``PRESSING`` and of each tactic, so much lifted that the highest bit tells who comes to ``limit``."""
        weights = self.weights
        return self.whole + self._total(PRESSING) * weights.lowest + _sums_pressing(weights, limit, self.bits)

    def speaks_for(self, more: float, limit: float) -> Sequence[str]:
        """Return the tactics whose logit is higher by ``more`` than where no word is known, and comes to ``limit`` together with
        that of ``PRESSING``."""
        return self._names((self.whole + _sums_from(self.weights, more, self.bits)) & self._pressed(limit))

    def above(self, limit: float) -> dict[str, float]:
        """Return the logits of the tactics for which it is above a limit."""
        lifted = self.whole + _sums_above(self.weights, limit, self.bits)
        return {name: self.says(name) for name in self._names(lifted)}

    def _names(self, lifted: int) -> Sequence[str]:
        """Return the tactics whose sums, so much ``lifted``, reach the highest bit: all of them are compared at once."""
        weights = self.weights
        reached = lifted & weights.highest
        if not reached:
            return ()
        return [*compress(weights.begin, reached.to_bytes(_BYTES * len(weights.begin), "little")[_BYTES - 1 :: _BYTES])]


@lru_cache(maxsize=4_000)
def _sums_from(weights: Weights, more: float, bits: int) -> int:
    """Return what lifts the sum of each tactic to the highest bit where its logit is ``more`` above where no word is known."""
    return _lifts([ceil(more * SCALE * sqrt(bits or 1) + bits * MOST)] * (len(weights.begin) - 1))


@lru_cache(maxsize=4_000)
def _sums_above(weights: Weights, limit: float, bits: int) -> int:
    """Return the same for a logit above ``limit``."""
    by = SCALE * sqrt(bits or 1)
    return _lifts([floor((limit - begin) * by + bits * MOST) + 1 for begin in weights.begin.values()][:-1])


@lru_cache(maxsize=4_000)
def _sums_pressing(weights: Weights, limit: float, bits: int) -> int:
    """Return the same for ``limit`` and the sum of a tactic and of ``PRESSING`` together."""
    by = SCALE * sqrt(bits or 1)
    *begins, pressing = weights.begin.values()
    return _lifts([ceil((limit - begin - pressing) * by + 2 * bits * MOST) for begin in begins])


def _lifts(least: Iterable[int]) -> int:
    """Return what lifts the sum of each tactic to the highest bit where it is at ``least`` so much."""
    return _side_by_side(_REACHED - min(max(sums, 0), _REACHED) for sums in least)


def _side_by_side(lanes: Iterable[int]) -> int:
    return int.from_bytes(b"".join(lane.to_bytes(_BYTES, "little") for lane in lanes), "little")


def bits_of(words: Sequence[str], language: str) -> list[str]:
    """Return the bits of the words of a message that may weigh; one that stands there twice counts twice."""
    bits = chain.from_iterable(bits_of_word(word, language) for word in words)
    return [*bits, *(pairs_of([stem_of(word) for word in words]) if language == "en" else ())]


def bits_of_word(word: str, language: str) -> tuple[str, ...]:
    """Return the bits of a word: itself and its stem; in Chinese two characters and the first. A number is a number."""
    if language == "zh":
        if word.isdigit():
            return ()  # the last sign of a number tells it, beside what follows
        word = _NUMBER.sub("0", word)
        return word, word[0]
    word = _NUMBER.sub("0", word)
    return (word,) if len(word) <= _STEM else (word, word[:_STEM])


def stem_of(word: str) -> str:
    """Return the first letters of an English word."""
    return _NUMBER.sub("0", word)[:_STEM]


def pairs_of(stems: Sequence[str]) -> Iterable[str]:
    """Return stems side by side, the edges of the message among them."""
    return map(add, map(add, ["^", *stems], _TILDES), [*stems, "$"])


_TILDES = repeat("~")


def packed(weights: Iterable[int]) -> int:
    """Return the weights of one bit, each between -``MOST`` and ``MOST``, as one number."""
    return _side_by_side([*(weight + MOST for weight in weights), 1])


@lru_cache(maxsize=2)
def weights_of(language: str) -> Weights:
    """Return the weights of ``zh`` or ``en``.

    The file: lines with # say how it came about; then a line with "id=begin" each; a line with "key=of a thousand messages"
    each; then for each bit a line of "id by its place=weight" each, parted by tabs.
    """
    lines = (ASSETS / "tactics" / f"weights.{language}.txt").read_text("utf-8").split("\n")
    lines = [line for line in lines if line and not line.startswith("# ")]
    begins = [one.split("=") for one in lines[0].split("\t")]
    table = {}
    often = [one.rsplit("=", 1) for one in lines[1].split("\t")]
    for line in lines[2:]:
        bit, *told = line.split("\t")
        weights = [0] * len(begins)
        for one in told:
            place, _, weight = one.partition("=")
            weights[int(place)] = int(weight)
        table[bit.replace("\\n", "\n")] = packed(weights)
    begin, known = ({name.replace("\\n", "\n"): float(value) for name, value in one} for one in (begins, often))
    return Weights(language, begin, {name: place for place, name in enumerate(begin)}, table, known)
