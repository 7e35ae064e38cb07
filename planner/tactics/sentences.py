"""Where in a plain text a sentence begins and ends, and what stands in it before some words."""

from __future__ import annotations

from typing import NamedTuple

from planner.tactics.normal import END

LONGEST = 400
"""Nobody reads on for longer than this without a full stop; a text without any is looked at in such pieces."""


class Sentence(NamedTuple):
    """A sentence round some words, from ``begin`` to ``end``. ``before``, ``after``: what stands in it before and behind the words."""

    begin: int
    end: int
    words: str
    before: str
    after: str
    asks: bool


def sentence_of(plain: str, begin: int, end: int) -> Sentence:
    """Return the sentence in which ``begin`` to ``end`` stands."""
    earliest, latest = max(0, begin - LONGEST), min(len(plain), end + LONGEST)
    start = max(plain.rfind(END, earliest, begin), plain.rfind("?", earliest, begin)) + 1
    start = start or earliest
    stops = [place for place in (plain.find(END, end, latest), plain.find("?", end, latest)) if place >= 0]
    stop = min(stops, default=latest)
    asks = stop < len(plain) and plain[stop] == "?"
    return Sentence(start, stop, plain[start:stop], plain[start:begin], plain[end:stop], asks)
