"""A second opinion on short messages: what each of their bits of words weighs for each tactic.

Phrases are precise about words and blind to whatever is worded anew. Weights are the other way round: learnt from the
labelled messages in ``tests/tactics`` (``python -m tests.tactics.weigh``), kept as text that can be read in
``assets/tactics/weights.<language>.txt``. They take away what a phrase heard where nothing else sounds like it, and add what
sounds like it in many small ways, in a message that is more likely pressing than not. Nothing is learnt from what a person
writes.
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
PRESSING = "pressing"
"""What is weighed beside the tactics: whether the message is any of them at all."""
MOST = 127
_BYTES, _AT_ONCE = 2, 250
"""250 weights of up to 254 fit into two bytes."""
_NUMBER = re.compile("[0-9]+")
_WORD = re.compile(r"[a-z0-9]+|[?\n]")
_STEM = 5


class Weights(NamedTuple):
    """``table``: for each bit, the weights of all tactics side by side in one number, so that one sum adds them all up.

    ``begin``: the logit of each tactic, and of ``PRESSING``, where no word is known.
    """

    language: str
    begin: dict[str, float]
    table: dict[str, int]

    def logits(self, plain: str, *, if_pressing: float | None = None) -> dict[str, float]:
        """Return for each tactic how likely its messages have such words: above 0 more likely than not.

        Empty where that of ``PRESSING``, the last of them, does not reach ``if_pressing``.
        """
        known = list(filter(None, map(self.table.get, bits_of(plain, self.language))))
        by, zero = 1 / (SCALE * sqrt(len(known) or 1)), len(known) * MOST
        wholes = [sum(known[begin : begin + _AT_ONCE]) for begin in range(0, len(known), _AT_ONCE)]
        last = sum(whole >> 8 * _BYTES * (len(self.begin) - 1) for whole in wholes)
        if if_pressing is not None and (last - zero) * by + self.begin[PRESSING] < if_pressing:
            return {}
        sums = [0] * len(self.begin)
        for whole in wholes:
            sums = list(map(add, sums, _apart(whole, len(self.begin))))
        return {
            name: (total - zero) * by + begin for (name, begin), total in zip(self.begin.items(), sums, strict=True)
        }


def _apart(whole: int, count: int) -> list[int]:
    """Return the ``count`` sums that stand side by side in one number."""
    return memoryview(whole.to_bytes(_BYTES * count, "little")).cast("H").tolist()


def bits_of(plain: str, language: str) -> set[str]:
    """Return the bits of a plain text that may weigh: characters and pairs of them; in English words, stems and pairs of stems."""
    text = _NUMBER.sub("0", plain)
    if language == "zh":
        text = f"^{text}$"
        return {*text, *map(add, text, text[1:])}
    words = ["^", *_WORD.findall(text), "$"]
    stems = [word[:_STEM] for word in words]
    return {*words, *stems, *map(add, map(add, stems, _TILDES), stems[1:])}


_TILDES = repeat("~")


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
    return Weights(language, {name: float(value) for name, value in begins}, table)
