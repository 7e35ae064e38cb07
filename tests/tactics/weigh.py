"""Learn what words weigh from the labelled messages, and write ``assets/tactics/weights.<language>.txt``.

Run ``python -m tests.tactics.weigh`` after messages were added. One logistic regression a tactic, with what may be found
besides left out; without any chance in it, so that the same messages give the same file.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy
from scipy.sparse import csr_array

from planner.resources import ASSETS
from planner.tactics.normal import plain
from planner.tactics.vocabulary import keys_of, words_in
from planner.tactics.weights import MOST, PRESSING, SCALE, bits_of
from tests.tactics.scoring import NONE, Message, everything

LEAST_MESSAGES, LEAST_WEIGHT, ROUNDS, DECAY = 2, 6, 800, 3e-4
"""``DECAY`` holds weights back: of those that were tried (2e-3 to 0), this one heard most of messages that nobody had seen, in
both languages taken together; ``ROUNDS`` are as many as it then takes until hardly a weight moves."""
ABOUT = """# What bits of words weigh for each tactic, in sixteenths; planner/tactics/weights.py says how they are used.
# Made by python -m tests.tactics.weigh from tests/tactics/messages.{language}.toml; not edited by hand."""


def learn(labelled: list[Message], language: str) -> str:
    """Return the text of the file."""
    words = [list(words_in(plain(one.text), language)) for one in labelled]
    told = [sorted(bits_of(one, language)) for one in words]
    often = Counter(bit for bits in told for bit in bits)
    names = sorted(bit for bit, times in often.items() if times >= LEAST_MESSAGES)
    place = {bit: number for number, bit in enumerate(names)}
    tactics = [*sorted({one.wanted for one in labelled} - {NONE}), PRESSING]
    known = [[place[bit] for bit in bits if bit in place] for bits in told]
    values = numpy.concatenate([numpy.full(len(one), 1 / numpy.sqrt(max(1, len(one)))) for one in known])
    ends = numpy.cumsum([0, *map(len, known)])
    seen = csr_array((values, numpy.concatenate(known).astype(int), ends), shape=(len(labelled), len(names)))
    right = numpy.zeros((len(labelled), len(tactics)))
    counts = numpy.ones_like(right)
    for row, one in enumerate(labelled):
        for column, tactic in enumerate(tactics):
            right[row, column] = one.wanted != NONE if tactic == PRESSING else tactic == one.wanted
            counts[row, column] = tactic == one.wanted or tactic not in one.allowed
    rare = numpy.where(right == 1, [1 if tactic == PRESSING else 8 for tactic in tactics], 1)
    weights, begin = _fit(seen, right, counts * rare)
    lines = [ABOUT.format(language=language), "\t".join(f"{t}={b:.3f}" for t, b in zip(tactics, begin, strict=True))]
    lines.append(_often(words, language))
    for bit, row in zip(names, numpy.rint(weights * SCALE).clip(-MOST, MOST).astype(int).tolist(), strict=True):
        kept = [f"{number}={weight}" for number, weight in enumerate(row) if abs(weight) >= LEAST_WEIGHT]
        if kept:
            lines.append("\t".join((bit.replace("\n", "\\n"), *kept)))
    return "\n".join(lines) + "\n"


def _often(words: list[list[str]], language: str) -> str:
    """Return how many of a thousand messages have the most common keys."""
    count = Counter(key for one in words for key in {key for word in one for key in keys_of(word, language)})
    return "\t".join(
        f"{key.replace(chr(10), chr(92) + 'n')}={times * 1000 / len(words):.0f}"
        for key, times in sorted(count.items(), key=lambda one: (-one[1], one[0]))
        if times * 1000 >= len(words)
    )


def _fit(seen: Any, right: Any, counts: Any) -> tuple[Any, Any]:
    weights = numpy.zeros((seen.shape[1], right.shape[1]))
    begin = numpy.full(right.shape[1], -2.0)
    step = numpy.zeros_like(weights)
    for _ in range(ROUNDS):
        guess = 1 / (1 + numpy.exp(-(seen @ weights + begin)))
        off = (guess - right) * counts
        step = 0.9 * step - 0.3 * (seen.T @ off / len(off) * 10 + weights * DECAY)
        weights += step
        begin -= 0.3 * off.mean(0)
    return weights, begin


def write(language: str, labelled: list[Message]) -> None:
    """Write the file of a language."""
    (ASSETS / "tactics" / f"weights.{language}.txt").write_text(learn(labelled, language), "utf-8", newline="\n")


if __name__ == "__main__":
    for language in ("zh", "en"):
        write(language, everything(language))
