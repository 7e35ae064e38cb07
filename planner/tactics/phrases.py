"""The phrases of a language, as a counselor writes them in ``assets/tactics``, ready to be looked for.

A phrase becomes one regular expression that never leaves a sentence. A message is gone through once: a table of the first
letters of every word tells at each place which words may begin there. Only phrases all of whose words may be there are
tried, and only where their first word may begin. What makes a message silent is looked for in the same way.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache, reduce
from itertools import chain, permutations
from operator import itemgetter, or_
from typing import NamedTuple

from planner.resources import ASSETS
from planner.tactics.musts import Keys, Musts, beginnings
from planner.tactics.vocabulary import WORD, Near, Told, Vocabulary, Word, words_in
from planner.tactics.weights import Heard, Weights, weights_of
from planner.tactics.wording import Group, Part, any_expression, expression, read_wording

SURE, LESS_SURE = Decimal("0.9"), Decimal("0.6")
LONGEST = 100_000
"""Characters of a message that are read; nobody writes more in one."""
_FLAGS = "~?!"


@dataclass(frozen=True, eq=False)
class Phrase:
    """One way of saying a tactic, or one wording of a list; its ``place`` among all of them; its ``expression``, made ready
    when it is first looked for: most phrases never are. ``needs``: bits of the words without which it cannot stand in a message.

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

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, ready to be looked for."""
        return re.compile(self.expression)


class Read(NamedTuple):
    """A plain text, and what its words tell."""

    plain: str
    words: Sequence[Word]


class Marked:
    """A plain text with what may stand in it. ``phrases``: those of which all parts may, in the order of the file; ``nevers``: the
    same of what their tactics are not. The other lists, which most messages never need, are looked up when one is asked for.
    """

    __slots__ = ("_debt", "_lists", "_marks", "_of", "missing", "nevers", "phrases", "plain", "words")

    def __init__(
        self, text: Read, of: Phrases, missing: int, phrases: Sequence[Phrase], nevers: Sequence[Phrase]
    ) -> None:
        """``missing``: the bits of what does not stand in the text."""
        self.plain, self.words = text
        self.missing, self.phrases, self.nevers, self._of = missing, phrases, nevers, of
        self._lists: Sequence[Phrase] | None = None
        self._debt: bool | None = None
        self._marks: Sequence[tuple[int, frozenset[int]]] | None = None

    @property
    def marks(self) -> Sequence[tuple[int, frozenset[int]]]:
        """The places where an English phrase may begin, and the numbers of what may."""
        if self._marks is None:
            told = zip(WORD.finditer(self.plain), self.words, strict=True)
            self._marks = [(match.start(), word.starts) for match, word in told if word.starts]
        return self._marks

    @property
    def lists(self) -> Sequence[Phrase]:
        """The wordings of all lists but ``nevers`` that may stand in the text."""
        if self._lists is None:
            of, missing = self._of, self.missing
            told = chain(of.always, chain.from_iterable(map(_LISTS, self.words)))
            places = {place for needs, place in told if place >= of.first_list and not needs & missing}
            self._lists = [of.wordings[place] for place in sorted(places)]
        return self._lists

    @property
    def speaks_of_debt(self) -> bool:
        """Whether the text speaks of a debt, or of those who collect it."""
        if self._debt is None:
            self._debt = not self.missing & OF_DEBT or self.holds("debt")
        return self._debt

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
        for wording in self.nevers if name.startswith(_NEVER) else self.lists:  # noqa: SIM110 - twice as fast as any()
            if wording.tactic == name and self.find(wording, begin, end) is not None:
                return True
        return False


class Phrases(NamedTuple):
    """``wordings``: all phrases of a language, and from ``first_list`` on the wordings of its lists.
    ``always``: what may stand in any text; ``words``: what words tell; ``every_bit``: those of all parts.

    ``negating``: tactics that are mostly told with a "not".
    """

    language: str
    wordings: tuple[Phrase, ...]
    first_list: int
    always: tuple[Near, ...]
    words: Vocabulary
    weights: Weights
    every_bit: int
    silence: dict[str, re.Pattern[str]]
    negating: frozenset[str]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases alone."""
        return self.wordings[: self.first_list]

    def read(self, plain: str) -> Read:
        """Return what the words of a plain text tell."""
        return Read(plain, [*map(self.words.__getitem__, words_in(plain, self.language))])

    def mark(self, text: Read, tactics: Sequence[str] | None = None) -> Marked:
        """Return a text with the phrases that may stand in it, all of them or those of some ``tactics``."""
        words = text.words
        missing = self.every_bit ^ reduce(or_, filter(None, map(_BITS, words)), 0)
        nears = filter(None, map(_NEAR, words)) if tactics is None or tactics else ()
        if tactics is None:
            told = chain.from_iterable(map(dict.values, nears))
        else:
            told = chain([near[tactic] for near in nears for tactic in tactics if tactic in near])
        all_of_them = chain(self.always, chain.from_iterable(told))
        fits = sorted({place for needs, place in all_of_them if not needs & missing})
        phrases = [self.wordings[place] for place in fits if place < self.first_list]
        nevers = [self.wordings[place] for place in fits[len(phrases) :]]
        return Marked(text, self, missing, phrases, nevers)

    def heard(self, words: Sequence[Word]) -> Heard:
        """Return what words say together by their weights."""
        known = list(filter(None, map(_WEIGHS, words)))
        if self.language == "en":
            known += self.weights.of_stems([*map(_STEM_OF, words)])
        return self.weights.heard(known)


OF_DEBT = 1
"""The bit of the words that tell by themselves that a message speaks of a debt."""
_BITS, _LISTS, _NEAR, _WEIGHS, _STEM_OF = map(itemgetter, (0, 1, 2, 4, 5))
_MOST_OTHERS = 3
"""Parts of a phrase that are asked for beside the rarest."""
LISTS = ("notice", "advice", "debt", "other")
"""Lists that are looked for in every message or sentence."""


@lru_cache(maxsize=2)
def phrases_of(language: str) -> Phrases:
    """Return the phrases of ``zh`` or ``en``. Source: ``assets/tactics/<language>.toml``, whose top says how to add one."""
    data = tomllib.loads((ASSETS / "tactics" / f"{language}.toml").read_text("utf-8"))
    reader = _Reader(language, data["words"])
    for tactic, said in data["tactic"].items():
        for line in said["says"]:
            for one in _in_any_order(line):
                reader.add(tactic, one)
    phrases = tuple(reader.phrases)
    for name in LISTS:
        for line in data["silence"][name]:
            reader.add_list(name, line)
    for tactic, said in data["tactic"].items():
        for line in said.get("never", ()):
            reader.add_list(never(tactic), line)
    silence = {name: reader.pattern(lines) for name, lines in data["silence"].items() if name not in LISTS}
    all_of, negated = (Counter(phrase.tactic for phrase in phrases if phrase.negates or all_) for all_ in (True, False))
    negating = frozenset(tactic for tactic, count in negated.items() if count > all_of[tactic] / 2)
    weights = weights_of(language)
    words = Vocabulary(language, reader.table(), weights)
    return Phrases(
        language,
        tuple(reader.phrases),
        len(phrases),
        reader.always(),
        words,
        weights,
        reader.every_bit,
        silence,
        negating,
    )


class _Reader:
    """Makes phrases, each of which gets the next place."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self._language, self._words = language, words
        self._musts = Musts(language, weights_of(language).often)
        self._bits: dict[Keys, int] = {}
        self._starts: dict[Keys, int] = {}
        self._rarest: list[Keys] = []
        self._debts: list[str] = []
        self.phrases: list[Phrase] = []

    @property
    def every_bit(self) -> int:
        return (1 << len(self._bits) + OF_DEBT) - 1

    def add(self, tactic: str, line: str) -> None:
        flags, said = _flags_of(line)
        self._add(tactic, read_wording(said, self._words), flags)

    def add_list(self, name: str, line: str) -> None:
        """Add each of the wordings that a line of a list is made of."""
        parts = read_wording(line, self._words)
        first = parts[0]
        wordings = first.wordings if len(parts) == 1 and isinstance(first, Group) and not first.times else (parts,)
        for wording in wordings:
            self._add(name, wording, "")
            if name == "debt" and wording == tuple(self._rarest[-1]):
                self._debts += self._rarest[-1]

    def _add(self, tactic: str, parts: tuple[Part, ...], flags: str) -> None:
        rarest, *others = sorted(set(self._musts.of(parts)), key=self._musts.how_common) or [frozenset[str]()]
        self._rarest.append(rarest)
        self.phrases.append(
            Phrase(
                len(self.phrases),
                tactic,
                expression(parts, self._language, capture=True),
                reduce(or_, map(self._bit, others[:_MOST_OTHERS]), 0),
                self._start(parts),
                LESS_SURE if "?" in flags else SURE,
                "~" in flags or "?" in flags,
                "!" in flags,
            )
        )

    def pattern(self, lines: Iterable[str]) -> re.Pattern[str]:
        return re.compile(any_expression([read_wording(line, self._words) for line in lines], self._language))

    def _start(self, parts: tuple[Part, ...]) -> int:
        keys = beginnings(parts) if self._language == "en" else None
        return -1 if keys is None else self._starts.setdefault(keys, len(self._starts))

    def _bit(self, keys: Keys) -> int:
        return 1 << self._bits.setdefault(keys, len(self._bits) + OF_DEBT)

    def table(self) -> dict[str, Told]:
        """Return what each key tells; each phrase stands under its rarest part."""
        table: dict[str, Told] = defaultdict(lambda: Told([], [], []))
        for phrase, rarest in zip(self.phrases, self._rarest, strict=True):
            for key in rarest:
                table[key].phrases.append((_looked_at_with(phrase), (phrase.needs, phrase.place)))
        for number, keys in enumerate([self._debts, *self._bits]):
            for key in keys:
                table[key].bits.append(number)
        for keys, number in self._starts.items():
            for key in keys:
                table[key].starts.append(number)
        return dict(table)

    def always(self) -> tuple[Near, ...]:
        """Return the phrases that may stand in any text."""
        told = zip(self.phrases, self._rarest, strict=True)
        return tuple((phrase.needs, phrase.place) for phrase, rarest in told if not rarest)


def _looked_at_with(phrase: Phrase) -> str:
    """Return the tactic with which a phrase is looked at, what the tactic is not among them; nothing for one of a list."""
    return "" if phrase.tactic in LISTS else phrase.tactic.removeprefix(_NEVER)


_NEVER = "never "


def never(tactic: str) -> str:
    """Return the name of the list of what a tactic is not."""
    return _NEVER + tactic


def _in_any_order(line: str) -> Iterator[str]:
    """Yield the wordings of a phrase whose parts, joined by ``&``, stand in any order."""
    flags, said = _flags_of(line)
    for parts in permutations(said.split(" & ")):
        yield f"{flags} {' ... '.join(parts)}" if flags else " ... ".join(parts)


def _flags_of(line: str) -> tuple[str, str]:
    first, _, rest = line.partition(" ")
    return (first, rest) if first and not first.strip(_FLAGS) else ("", line)
