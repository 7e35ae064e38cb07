"""The phrases of a language, as a counselor writes them in ``assets/tactics``, ready to be looked for.

A phrase becomes one regular expression that never leaves a sentence. A message is gone through once: a table of the first
letters of every word tells at each place which words may begin there. Only phrases all of whose words may be there are
tried, and only where their first word may begin. What makes a message silent is looked for in the same way.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, reduce
from itertools import chain, permutations
from operator import add, itemgetter, or_
from typing import NamedTuple

from planner.resources import ASSETS
from planner.tactics.musts import NUMBER, STEM, beginnings, how_common, must_stand
from planner.tactics.normal import END
from planner.tactics.wording import NUMERALS, any_expression, expression, read_wording

SURE, LESS_SURE = Decimal("0.9"), Decimal("0.6")
_FLAGS = "~?!"


class Phrase(NamedTuple):
    """One way of saying a tactic; its ``place`` in the file; its ``expression``, made ready when it is first looked for: most
    phrases never are. ``needs``: bits of the words without which it cannot stand in a message.

    ``starts``: the number of the beginnings one of which its first word has; -1 where there is no telling, and in Chinese,
    where expressions find their first sign fast by themselves.
    ``about_debt``: only where the message speaks of a debt, as what is less sure always is. ``negates``: it holds a "not" or a question of its own.
    """

    place: int
    tactic: str
    expression: str
    needs: int
    starts: int
    sure: Decimal
    about_debt: bool
    negates: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression, ready to be looked for."""
        return _ready(self.expression)


Near = tuple[int, int]
"""What a phrase needs, and its place."""


class Begins(NamedTuple):
    """What a beginning of a word tells: the bits of the parts that may stand there, and the phrases to be looked at.

    ``of_debt``: the phrases that only count where the message speaks of a debt. ``starts``: the numbers of the phrases and
    lists whose first word may begin there.
    """

    bits: int
    near: tuple[Near, ...]
    of_debt: tuple[Near, ...]
    starts: frozenset[int]


class AnyOf(NamedTuple):
    """A list of wordings any of which counts; ``starts`` as in a phrase, ``needs`` the bit of the same beginnings."""

    pattern: re.Pattern[str]
    starts: int
    needs: int

    def stands_in(self, message: Marked, begin: int = 0, end: int | None = None) -> bool:
        """Return whether one of them stands between two places of a message."""
        plain, starts = message.plain, self.starts
        end = len(plain) if end is None else end
        if starts < 0:
            return self.pattern.search(plain[begin:end]) is not None
        if not self.needs & message.bits:
            return False
        match = self.pattern.match
        for place, may in message.marks:
            if starts in may and begin <= place < end and match(plain, place, end) is not None:
                return True
        return False


class Marked(NamedTuple):
    """A plain text gone through once. ``marks``: the places where something may begin, and the numbers of what may.

    ``bits``: of all parts that may stand in it. ``speaks_of_debt``: of one, or of those who collect it. ``phrases``: those of
    which all parts may stand in it, in the order of the file.
    """

    plain: str
    marks: list[tuple[int, frozenset[int]]]
    bits: int
    speaks_of_debt: bool = False
    phrases: Sequence[Phrase] = ()

    def places_of(self, phrase: Phrase) -> Iterator[re.Match[str]]:
        """Return where a phrase stands, from left to right, no two over each other."""
        starts = phrase.starts
        if starts < 0:
            return phrase.pattern.finditer(self.plain)
        return self._from(phrase.pattern, [place for place, may in self.marks if starts in may])

    def _from(self, pattern: re.Pattern[str], places: list[int]) -> Iterator[re.Match[str]]:
        plain, behind = self.plain, 0
        for place in places:
            if place >= behind and (found := pattern.match(plain, place)) is not None:
                behind = found.end()
                yield found


class _Words(dict[str, Begins | None]):
    """What has been learnt of whole words, in Chinese of two characters: most texts are made of the same few thousand."""

    def __init__(self, language: str, table: dict[str, Begins]) -> None:
        super().__init__()
        self._is_english, self._table = language == "en", table

    def __missing__(self, word: str) -> Begins | None:
        table = self._table
        if word.isdigit():
            keys = [word]
        elif self._is_english:
            keys = [word, *(f"{word[:length]}*" for length in range(2, min(STEM, len(word)) + 1))]
        else:
            keys = [word, word[0]]
        if word[0] in NUMERALS:
            keys.append(NUMBER)
        told = [table[key] for key in keys if key in table]
        begins = told[0] if told else None
        if len(told) > 1:
            bits, near, of_debt, starts = zip(*told, strict=True)
            begins = Begins(
                reduce(or_, bits), tuple(chain(*near)), tuple(chain(*of_debt)), frozenset[int]().union(*starts)
            )
        if len(self) < _MOST_WORDS:
            self[word] = begins
        return begins


class Phrases(NamedTuple):
    """All phrases of a language. ``always``: what may stand in any text; ``words``: what words tell.

    ``negating``: tactics that are mostly told with a "not".
    """

    language: str
    phrases: tuple[Phrase, ...]
    always: Begins
    words: _Words
    never: dict[str, AnyOf]
    silence: dict[str, re.Pattern[str]]
    lists: dict[str, AnyOf]
    negating: frozenset[str]

    def mark(self, plain: str, *, is_of_debt: bool = False) -> Marked:
        """Return a plain text with what may begin where, and the phrases that may stand in it.

        ``is_of_debt``: whether it is known to be about a debt, whatever it speaks of.
        """
        places, words = self._words_of(plain)
        told = [begins for begins in words if begins is not None]
        bits = reduce(or_, map(_BITS, told), 0)
        marks = [
            (place, begins[3]) for place, begins in zip(places, words, strict=True) if begins is not None and begins[3]
        ]
        speaks_of_debt = self.lists["debt"].stands_in(Marked(plain, marks, bits))
        missing = ~bits
        fits = {phrase for _, near, _, _ in (self.always, *told) for needs, phrase in near if not needs & missing}
        if speaks_of_debt or is_of_debt:
            fits |= {phrase for _, _, near, _ in (self.always, *told) for needs, phrase in near if not needs & missing}
        return Marked(plain, marks, bits, speaks_of_debt, [self.phrases[phrase] for phrase in sorted(fits)])

    def _words_of(self, plain: str) -> tuple[Sequence[int], list[Begins | None]]:
        """Return the places of all words, and what each word tells."""
        if self.language == "zh":
            return range(len(plain)), list(map(self.words.__getitem__, map(add, plain, plain[1:] + END)))
        found = list(_WORD.finditer(plain))
        return [match.start() for match in found], [self.words[match[0]] for match in found]


_BITS = itemgetter(0)
_ready = lru_cache(maxsize=None)(re.compile)
_WORD = re.compile(r"[a-z0-9]+")
_MOST_WORDS = 50_000
_LISTS = ("notice", "advice", "debt", "other")
"""Lists that are looked for in every message or sentence."""


@lru_cache(maxsize=2)
def phrases_of(language: str) -> Phrases:
    """Return the phrases of ``zh`` or ``en``. Source: ``assets/tactics/<language>.toml``, whose top says how to add one."""
    data = tomllib.loads((ASSETS / "tactics" / f"{language}.toml").read_text("utf-8"))
    reader = _Reader(language, data["words"])
    phrases: list[Phrase] = []
    never = {}
    for tactic, said in data["tactic"].items():
        phrases += [reader.phrase(tactic, one) for line in said["says"] for one in _in_any_order(line)]
        if said.get("never"):
            never[tactic] = reader.any_of(said["never"])
    lists = {name: reader.any_of(data["silence"][name]) for name in _LISTS}
    silence = {name: reader.pattern(lines) for name, lines in data["silence"].items() if name not in _LISTS}
    table = reader.table(phrases)
    always = Begins(0, *_nears(phrase for phrase in phrases if not phrase.needs), frozenset())
    all_of, negated = (Counter(phrase.tactic for phrase in phrases if phrase.negates or all_) for all_ in (True, False))
    negating = frozenset(tactic for tactic, count in negated.items() if count > all_of[tactic] / 2)
    return Phrases(language, tuple(phrases), always, _Words(language, table), never, silence, lists, negating)


def _nears(phrases: Iterable[Phrase]) -> tuple[tuple[Near, ...], tuple[Near, ...]]:
    """Return phrases that count in any message, and those that count where it speaks of a debt."""
    near: tuple[list[Near], list[Near]] = [], []
    for phrase in phrases:
        near[phrase.about_debt].append((phrase.needs, phrase.place))
    return tuple(near[False]), tuple(near[True])


class _Reader:
    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self._language, self._words = language, words
        self._bits: dict[frozenset[str], int] = {}
        self._starts: dict[frozenset[str], int] = {}
        self._musts: list[list[frozenset[str]]] = []

    def phrase(self, tactic: str, line: str) -> Phrase:
        flags, said = _flags_of(line)
        parts = read_wording(said, self._words)
        self._musts.append(must_stand(parts, self._language))
        return Phrase(
            len(self._musts) - 1,
            tactic,
            expression(parts, self._language, capture=True),
            reduce(or_, map(self._bit, self._musts[-1]), 0),
            -1 if self._language == "zh" else self._number(beginnings(parts, self._language)),
            LESS_SURE if "?" in flags else SURE,
            "~" in flags or "?" in flags,
            "!" in flags,
        )

    def pattern(self, lines: Iterable[str]) -> re.Pattern[str]:
        return re.compile(any_expression([read_wording(line, self._words) for line in lines], self._language))

    def any_of(self, lines: Iterable[str]) -> AnyOf:
        wordings = [read_wording(line, self._words) for line in lines]
        keys = [beginnings(parts, self._language) for parts in wordings]
        known = frozenset[str]().union(*(one for one in keys if one is not None))
        number = self._number(None if None in keys else known)
        return AnyOf(re.compile(any_expression(wordings, self._language)), number, self._bit(known))

    def _number(self, keys: frozenset[str] | None) -> int:
        return -1 if keys is None else self._starts.setdefault(keys, len(self._starts))

    def _bit(self, keys: frozenset[str]) -> int:
        return self._bits.setdefault(keys, 1 << len(self._bits))

    def table(self, phrases: Iterable[Phrase]) -> dict[str, Begins]:
        """Return what each beginning tells; each phrase stands under its rarest part."""
        said = Counter(key for musts in self._musts for keys in musts for key in keys)
        under: dict[str, list[Phrase]] = {}
        for phrase, musts in zip(phrases, self._musts, strict=True):
            rarest = min(musts, key=lambda keys: how_common(keys) + sum(said[key] for key in keys), default=())
            for key in rarest:
                under.setdefault(key, []).append(phrase)
        bits: dict[str, int] = {}
        for keys, bit in self._bits.items():
            for key in keys:
                bits[key] = bits.get(key, 0) | bit
        starts: dict[str, set[int]] = {}
        for keys, number in self._starts.items():
            for key in keys:
                starts.setdefault(key, set()).add(number)
        return {
            key: Begins(bits.get(key, 0), *_nears(under.get(key, ())), frozenset(starts.get(key, ())))
            for key in bits.keys() | starts.keys()
        }


def _in_any_order(line: str) -> Iterator[str]:
    """Yield the wordings of a phrase whose parts, joined by ``&``, stand in any order."""
    flags, said = _flags_of(line)
    for parts in permutations(said.split(" & ")):
        yield f"{flags} {' ... '.join(parts)}" if flags else " ... ".join(parts)


def _flags_of(line: str) -> tuple[str, str]:
    first, _, rest = line.partition(" ")
    return (first, rest) if first and not first.strip(_FLAGS) else ("", line)
