"""A second opinion on short messages: what each of their bits of words weighs for each tactic.

Phrases are precise about words and blind to whatever is worded anew. Weights are the other way round: learnt from the
labelled messages in ``tests/tactics`` (``python -m tests.tactics.weigh``), kept as text that can be read in
``assets/tactics/weights.<language>.txt``. They take away what a phrase heard where nothing else sounds like it, and add what
sounds like it in many small ways. Nothing is learnt from what a person writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import repeat
from math import sqrt
from operator import add
from typing import NamedTuple

from planner.resources import ASSETS

SCALE = 16
"""Weights are kept as whole numbers: sixteenths."""
MOST = 127
_BYTES, _AT_ONCE = 2, 250
"""250 weights of up to 254 fit into two bytes."""
_NUMBER = re.compile("[0-9]+")
_WORD = re.compile(r"[a-z0-9]+|[?\n]")
_STEM, _PIECE = 5, 4


class Weights(NamedTuple):
    """``table``: for each bit, the weights of all tactics side by side in one number, so that one sum adds them all up."""

    language: str
    begin: dict[str, float]
    table: dict[str, int]

    def evidence(self, plain: str, least: float | None = None) -> dict[str, float]:
        """Return how much the words of a message speak for (above 0) or against each tactic; with ``begin`` a logit.

        Empty where nothing reaches ``least``.
        """
        known = list(filter(None, map(self.table.get, bits_of(plain, self.language))))
        sums = _apart(sum(known[:_AT_ONCE]), len(self.begin))
        for begin in range(_AT_ONCE, len(known), _AT_ONCE):
            sums = list(map(add, sums, _apart(sum(known[begin : begin + _AT_ONCE]), len(self.begin))))
        by, zero = 1 / (SCALE * sqrt(len(known) or 1)), len(known) * MOST
        if least is not None and (max(sums) - zero) * by < least:
            return {}
        return {tactic: (total - zero) * by for tactic, total in zip(self.begin, sums, strict=True)}


def _apart(whole: int, count: int) -> list[int]:
    """Return the ``count`` sums that stand side by side in one number."""
    return memoryview(whole.to_bytes(_BYTES * count, "little")).cast("H").tolist()


def bits_of(plain: str, language: str) -> set[str]:
    """Return the bits of a plain text that may weigh: in Chinese up to three characters, in English words and their pieces."""
    text = _NUMBER.sub("0", plain)
    if language == "zh":
        text = f"^{text}$"
        pairs = list(map(add, text, text[1:]))
        return {*text, *pairs, *map(add, pairs, text[2:])}
    words = ["^", *_WORD.findall(text), "$"]
    stems = [word[:_STEM] for word in words]
    second, third, fourth = stems[1:], stems[2:], stems[3:]
    return set().union(
        *map(_in_word, words),
        map(add, map(add, words, _SPACES), words[1:]),
        map(add, map(add, stems, _TILDES), second),
        map(add, map(add, stems, _TWO_TILDES), third),
        map(add, map(add, stems, _TWO_TILDES), fourth),
    )


@lru_cache(maxsize=20_000)
def _in_word(word: str) -> tuple[str, ...]:
    return (word, *(f"~{word[at : at + _PIECE]}" for at in range(max(1, len(word) - _PIECE + 1))))


_SPACES, _TILDES, _TWO_TILDES = repeat(" "), repeat("~"), repeat("~~")


def packed(weights: Iterable[int]) -> int:
    """Return the weights of one bit, each between -``MOST`` and ``MOST``, as one number."""
    return int.from_bytes(b"".join((weight + MOST).to_bytes(_BYTES, "little") for weight in weights), "little")


@lru_cache(maxsize=2)
def weights_of(language: str) -> Weights:
    """Return the weights of ``zh`` or ``en``.

    The file: lines with # say how it came about; then a line "tactics" with "id=begin" each; then for each bit a line of "id
    by its place=weight" each, parted by tabs.
    """
    lines = (ASSETS / "tactics" / f"weights.{language}.txt").read_text("utf-8").split("\n")
    lines = [line for line in lines if line and not line.startswith("# ")]
    begins = [one.split("=") for one in lines[0].split("\t")]
    table = {}
    for line in lines[1:]:
        bit, *told = line.split("\t")
        weights = [0] * len(begins)
        for one in told:
            place, _, weight = one.partition("=")
            weights[int(place)] = int(weight)
        table[bit.replace("\\n", "\n")] = packed(weights)
    return Weights(language, {name: float(begin) for name, begin in begins}, table)
