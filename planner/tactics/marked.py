"""A message gone through once: which phrases may stand in it, looked up for each tactic or list when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING

from planner.tactics.vocabulary import WORD, Read

if TYPE_CHECKING:
    from planner.tactics.phrases import Phrase, Phrases

DEBT = "debt"
LONGEST = 100_000
"""Characters of a message that are read; nobody writes more in one."""


class Marked:
    """A plain text with what may stand in it. ``read``: its words; ``of``: all phrases of its language."""

    __slots__ = ("_debt", "_marks", "_may", "_of", "plain", "read")

    def __init__(self, plain: str, read: Read, of: Phrases) -> None:
        self.plain, self.read, self._of = plain, read, of
        self._may: dict[str, Sequence[Phrase]] = {}
        self._marks: Sequence[tuple[int, frozenset[int]]] | None = None
        self._debt: bool | None = None

    def may(self, name: str) -> Sequence[Phrase]:
        """Return the phrases of a tactic, or the wordings of a list, all of whose parts may stand in the text, in the order of
        the file."""
        known = self._may.get(name)
        if known is not None:
            return known
        of, spelt = self._of, self.read.spelt
        asks, bits = of.vocabulary.told[name]
        asked = [*of.always.get(name, ()), *chain.from_iterable(filter(None, map(asks.get, spelt)))]
        fit: Sequence[Phrase] = ()
        if asked:
            there = reduce(or_, filter(None, map(bits.get, spelt)), 0)
            fit = [of.wordings[place] for place in sorted({place for needs, place in asked if needs & there == needs})]
        self._may[name] = fit
        return fit

    @property
    def speaks_of_debt(self) -> bool:
        """Whether the text speaks of a debt, or of those who collect it."""
        if self._debt is None:
            self._debt = not self._of.of_debt.isdisjoint(self.read.spelt) or self.holds(DEBT)
        return self._debt

    @property
    def marks(self) -> Sequence[tuple[int, frozenset[int]]]:
        """The places where an English phrase may begin, and the numbers of what may."""
        if self._marks is None:
            told = zip(WORD.finditer(self.plain), self.read.words, strict=True)
            self._marks = [(match.start(), word.starts) for match, word in told if word.starts]
        return self._marks

    def find(self, phrase: Phrase, begin: int = 0, end: int = LONGEST) -> re.Match[str] | None:
        """Return where a phrase first stands between two places."""
        starts = phrase.starts
        if starts < 0:
            return phrase.pattern.search(self.plain, begin, end)
        plain, match = self.plain, phrase.pattern.match
        for place, may in self.marks:
            if starts in may and begin <= place < end and (found := match(plain, place, end)) is not None:
                return found
        return None

    def holds(self, name: str, begin: int = 0, end: int = LONGEST) -> bool:
        """Return whether any wording of a list stands between two places."""
        for wording in self.may(name):  # noqa: SIM110 - twice as fast as any()
            if self.find(wording, begin, end) is not None:
                return True
        return False
