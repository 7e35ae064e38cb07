"""The phrases of a language, as a counselor writes them in ``assets/tactics``, ready to be looked for.

A phrase becomes one regular expression that never leaves a sentence. A message is gone through once: a table of the first
letters of every word tells at each place which words may begin there. Only phrases all of whose words may be there are
tried, and only where their first word may begin. What makes a message silent is looked for in the same way.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import permutations
from operator import add
from typing import NamedTuple

from planner.resources import ASSETS
from planner.tactics.normal import END
from planner.tactics.wording import NUMBER, NUMERALS, STEM, Part, beginnings, expression, must_stand, read_wording

SURE, LESS_SURE = Decimal("0.9"), Decimal("0.6")
_FLAGS = "~?!"


class Phrase(NamedTuple):
    """One way of saying a tactic; its ``place`` in the file. ``needs``: bits of the words without which it cannot stand in a message.

    ``starts``: the number of the beginnings one of which its first word has; -1 where there is no telling, and in Chinese,
    where expressions find their first sign fast by themselves. ``order``: the numbers of the words that must stand in it, one
    behind the other; empty in Chinese.
    ``about_debt``: only where the message speaks of a debt, as what is less sure always is. ``negates``: it holds a "not" or a question of its own.
    """

    place: int
    tactic: str
    pattern: re.Pattern[str]
    needs: int
    starts: int
    order: tuple[int, ...]
    sure: Decimal
    about_debt: bool
    negates: bool


class Begins(NamedTuple):
    """What a beginning of a word tells: the bits of the parts that may stand there, and the phrases to be looked at.

    ``starts``: the numbers of the phrases and lists whose first word may begin there.
    """

    bits: int
    phrases: tuple[Phrase, ...]
    starts: frozenset[int]


NOTHING = Begins(0, (), frozenset())
Marks = list[tuple[int, frozenset[int]]]
"""The places of a plain text where something may begin, and the numbers of what may."""


class AnyOf(NamedTuple):
    """A list of wordings any of which counts; ``starts`` as in a phrase."""

    pattern: re.Pattern[str]
    starts: int

    def stands_in(self, message: Marked, begin: int = 0, end: int | None = None) -> bool:
        """Return whether one of them stands between two places of a message."""
        plain, starts = message.plain, self.starts
        end = len(plain) if end is None else end
        if starts < 0:
            return self.pattern.search(plain[begin:end]) is not None
        match = self.pattern.match
        for place, may in message.marks:
            if starts in may and begin <= place < end and match(plain, place, end) is not None:
                return True
        return False


class Marked(NamedTuple):
    """A plain text gone through once. ``found``: the bits of all parts that may stand in it."""

    plain: str
    marks: Marks
    phrases: tuple[Phrase, ...]

    def places_of(self, phrase: Phrase) -> Iterator[re.Match[str]]:
        """Return where a phrase stands, from left to right, no two over each other."""
        return phrase.pattern.finditer(self.plain) if phrase.starts < 0 else self._marked_places_of(phrase)

    def _marked_places_of(self, phrase: Phrase) -> Iterator[re.Match[str]]:
        plain, starts = self.plain, phrase.starts
        match, behind = phrase.pattern.match, 0
        for place, may in self.marks:
            if starts in may and place >= behind and (found := match(plain, place)) is not None:
                behind = found.end()
                yield found


class Phrases(NamedTuple):
    """All phrases of a language. ``table``: what beginnings of words tell; ``always``: phrases that any text may hold.

    ``words``: what has been learnt of whole words, in Chinese of two characters. ``negating``: tactics that are mostly told with a "not".
    """

    language: str
    phrases: tuple[Phrase, ...]
    always: tuple[Phrase, ...]
    table: dict[str, Begins]
    words: dict[str, Begins]
    never: dict[str, AnyOf]
    silence: dict[str, re.Pattern[str]]
    lists: dict[str, AnyOf]
    negating: frozenset[str]

    def mark(self, plain: str) -> Marked:
        """Return a plain text with what may begin where, and the phrases that may stand in it, in the order of the file."""
        known, bits, marks, near = self.words.get, 0, [], list(self.always)
        for place, word in self._in_english(plain) if self.language == "en" else self._in_chinese(plain):
            begins = known(word) or self._learn(word)
            if begins is not NOTHING:
                begin_bits, phrases, starts = begins
                bits |= begin_bits
                near += phrases
                if starts:
                    marks.append((place, starts))
        missing = ~bits
        fits = {phrase.place: phrase for phrase in near if not phrase.needs & missing}
        ordered = (fits[place] for place in sorted(fits))
        return Marked(plain, marks, tuple(phrase for phrase in ordered if _stand_behind(phrase.order, marks)))

    def _in_chinese(self, plain: str) -> Iterable[tuple[int, str]]:
        return enumerate(map(add, plain, plain[1:] + END))

    def _in_english(self, plain: str) -> Iterable[tuple[int, str]]:
        return [(match.start(), match[0]) for match in _WORD.finditer(plain)]

    def _learn(self, word: str) -> Begins:
        """Return what a word tells, and keep it: most texts are made of the same few thousand words."""
        if self.language == "en":
            keys = [word, *(f"{word[:length]}*" for length in range(2, STEM + 1) if length <= len(word))]
        else:
            keys = [word, word[0]]
        if word[0] in NUMERALS:
            keys.append(NUMBER)
        told = [self.table[key] for key in keys if key in self.table]
        bits = 0
        phrases: list[Phrase] = []
        starts: set[int] = set()
        for one in told:
            bits |= one.bits
            phrases += one.phrases
            starts |= one.starts
        begins = told[0] if len(told) == 1 else Begins(bits, tuple(phrases), frozenset(starts)) if told else NOTHING
        if len(self.words) < _MOST_WORDS:
            self.words[word] = begins
        return begins


def _stand_behind(order: tuple[int, ...], marks: Marks) -> bool:
    """Return whether one after the other may begin, each behind the one before."""
    at, last = 0, len(order)
    if last < 2:
        return True
    wanted = order[0]
    for _, may in marks:
        if wanted in may:
            at += 1
            if at == last:
                return True
            wanted = order[at]
    return False


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
    always, table = reader.table_of(phrases)
    all_of, negated = (Counter(phrase.tactic for phrase in phrases if phrase.negates or all_) for all_ in (True, False))
    negating = frozenset(tactic for tactic, count in negated.items() if count > all_of[tactic] / 2)
    return Phrases(language, tuple(phrases), always, table, {}, never, silence, lists, negating)


class _Reader:
    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self._language, self._words = language, words
        self._bits: dict[frozenset[str], int] = {}
        self._starts: dict[frozenset[str], int] = {}
        self._anchors: list[frozenset[str] | None] = []

    def phrase(self, tactic: str, line: str) -> Phrase:
        flags, said = _flags_of(line)
        is_chinese = self._language == "zh"
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
            -1 if is_chinese else self._number(beginnings(parts, self._language)),
            () if is_chinese else tuple(map(self._number, musts)),
            LESS_SURE if "?" in flags else SURE,
            "~" in flags or "?" in flags,
            "!" in flags,
        )

    def pattern(self, lines: Iterable[str]) -> re.Pattern[str]:
        return re.compile(self._expression([read_wording(line, self._words) for line in lines]))

    def any_of(self, lines: Iterable[str]) -> AnyOf:
        wordings = [read_wording(line, self._words) for line in lines]
        keys = [beginnings(parts, self._language) for parts in wordings]
        known = frozenset[str]().union(*(one for one in keys if one is not None))
        return AnyOf(re.compile(self._expression(wordings)), self._number(None if None in keys else known))

    def _expression(self, wordings: Iterable[tuple[Part, ...]]) -> str:
        return "|".join(expression(parts, self._language, capture=False) for parts in wordings)

    def _number(self, keys: frozenset[str] | None) -> int:
        return -1 if keys is None else self._starts.setdefault(keys, len(self._starts))

    def table_of(self, phrases: list[Phrase]) -> tuple[tuple[Phrase, ...], dict[str, Begins]]:
        """Return the phrases without any word that must stand, and the table; each phrase stands under its rarest part."""
        every = {key for keys in (*self._bits, *self._starts) for key in keys}
        bits = dict.fromkeys(every, 0)
        for keys, bit in self._bits.items():
            for key in keys:
                bits[key] |= bit
        starts: dict[str, set[int]] = {key: set() for key in every}
        for keys, number in self._starts.items():
            for key in keys:
                starts[key].add(number)
        under: dict[str, list[Phrase]] = {key: [] for key in every}
        for phrase, anchor in zip(phrases, self._anchors, strict=True):
            for key in anchor or ():
                under[key].append(phrase)
        always = tuple(phrase for phrase, anchor in zip(phrases, self._anchors, strict=True) if anchor is None)
        return always, {key: Begins(bits[key], tuple(under[key]), frozenset(starts[key])) for key in every}


def _how_common(keys: frozenset[str]) -> int:
    """Guess how many texts hold one of these beginnings: short ones stand everywhere."""
    return sum(200 if key in _EVERYWHERE else 64 >> min(2 * len(key.rstrip("*")), 6) for key in keys)


_EVERYWHERE = frozenset(
    "# the and you your for are was that this they she her him his have has will not can would with from what when who all"
    " just get got going out off our their them then there about or if me my we he it is be do a to i in on at know let"
    " talk pay call phone said told want need make time day today come now did how no so up one some people".split()
) | frozenset(
    [
        *"我你他她的了在是不有就都也要会把给到去来还说让叫人一没上跟个",
        *"一下 两天 怎么 我们 给我 什么 一个 今天 明天 现在 这个 那个 可以 没有 知道 时候 电话 公司 他们 自己 具体".split(),
    ]
)


def _in_any_order(line: str) -> Iterator[str]:
    """Yield the wordings of a phrase whose parts, joined by ``&``, stand in any order."""
    flags, said = _flags_of(line)
    for parts in permutations(said.split(" & ")):
        yield f"{flags} {' ... '.join(parts)}" if flags else " ... ".join(parts)


def _flags_of(line: str) -> tuple[str, str]:
    first, _, rest = line.partition(" ")
    return (first, rest) if first and not first.strip(_FLAGS) else ("", line)
