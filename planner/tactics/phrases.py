"""The phrases of a language, as a counselor writes them in ``assets/tactics``, ready to be looked for.

A phrase becomes one regular expression that never leaves a sentence. A message is gone through once: a table of the first
letters of every word tells at each place which words may begin there. Only phrases all of whose words may be there are
tried, and only where their first word may begin. What makes a message silent is looked for in the same way.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache, reduce
from itertools import permutations
from operator import itemgetter, or_
from typing import NamedTuple

from planner.resources import ASSETS
from planner.tactics.marked import DEBT, Marked
from planner.tactics.musts import Keys, Musts, beginnings
from planner.tactics.vocabulary import Near, Read, Told, Vocabulary
from planner.tactics.weights import Heard, Weights, weights_of
from planner.tactics.wording import Group, Part, any_expression, expression, read_wording

SURE, LESS_SURE = Decimal("0.9"), Decimal("0.6")
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


class Phrases(NamedTuple):
    """``wordings``: all phrases of a language, and from ``first_list`` on the wordings of its lists.
    ``tactics``: what the phrases are of, in the order of the file; ``always``: by tactic or list, what may stand in any text;
    ``of_debt``: words that tell by themselves that a message speaks of a debt. ``vocabulary``: what words tell. ``negating``: tactics that are mostly told with a "not".
    """

    language: str
    wordings: tuple[Phrase, ...]
    first_list: int
    tactics: tuple[str, ...]
    always: dict[str, tuple[Near, ...]]
    of_debt: frozenset[str]
    vocabulary: Vocabulary
    weights: Weights
    silence: dict[str, re.Pattern[str]]
    negating: frozenset[str]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases alone."""
        return self.wordings[: self.first_list]

    def mark(self, plain: str, read: Read | None = None) -> Marked:
        """Return a plain text with the phrases that may stand in it. ``read``: its words, where they are read already."""
        return Marked(plain, self.vocabulary.read(plain) if read is None else read, self)

    def heard(self, read: Read) -> Heard:
        """Return what words say together by their weights."""
        known = [*filter(None, map(_WEIGHS, read.words))]
        if self.language == "en":
            known += self.weights.of_stems([*map(_STEM_OF, read.words)])
        return self.weights.heard(known)


_WEIGHS, _STEM_OF = itemgetter(0), itemgetter(2)
_MOST_OTHERS = 3
"""Parts of a phrase that are asked for beside the rarest; a single sign, which stands in many words, is not."""
LISTS = ("notice", "advice", DEBT, "other")
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
    return Phrases(
        language,
        tuple(reader.phrases),
        len(phrases),
        tuple(data["tactic"]),
        reader.always(),
        frozenset(reader.of_debt),
        Vocabulary(language, reader.told(), reader.starts(), weights),
        weights,
        silence,
        negating,
    )


class _Reader:
    """Makes phrases, each of which gets the next place."""

    def __init__(self, language: str, words: Mapping[str, str]) -> None:
        self._language, self._words = language, words
        self._musts = Musts(language, weights_of(language).often)
        self._bits: dict[str, dict[Keys, int]] = defaultdict(dict)
        self._starts: dict[Keys, int] = {}
        self._rarest: list[Keys] = []
        self.of_debt: set[str] = set()
        self.phrases: list[Phrase] = []

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
            if name == DEBT and wording == tuple(self._rarest[-1]):
                self.of_debt |= self._rarest[-1]

    def _add(self, tactic: str, parts: tuple[Part, ...], flags: str) -> None:
        rarest, *others = sorted(set(self._musts.of(parts)), key=self._musts.how_common) or [frozenset[str]()]
        self._rarest.append(rarest)
        telling = [keys for keys in others if all(len(key) > 1 for key in keys)][:_MOST_OTHERS]
        self.phrases.append(
            Phrase(
                len(self.phrases),
                tactic,
                expression(parts, self._language, capture=True),
                reduce(or_, (self._bit(tactic, keys) for keys in telling), 0),
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

    def _bit(self, tactic: str, keys: Keys) -> int:
        """Return the bit of a part among those of its tactic or list."""
        bits = self._bits[tactic]
        return 1 << bits.setdefault(keys, len(bits))

    def told(self) -> dict[str, Told]:
        """Return what keys tell, by tactic or list; each phrase stands under its rarest part."""
        told: dict[str, Told] = defaultdict(lambda: Told(defaultdict(tuple), defaultdict(int)))
        for phrase, rarest in zip(self.phrases, self._rarest, strict=True):
            for key in rarest:
                told[phrase.tactic].asks[key] += ((phrase.needs, phrase.place),)
        for name, numbers in self._bits.items():
            for keys, number in numbers.items():
                for key in keys:
                    told[name].bits[key] |= 1 << number
        return {name: Told(dict(asks), dict(bits)) for name, (asks, bits) in told.items()}

    def starts(self) -> dict[str, frozenset[int]]:
        """Return the numbers of the phrases that may begin with each key."""
        starts: dict[str, set[int]] = defaultdict(set)
        for keys, number in self._starts.items():
            for key in keys:
                starts[key].add(number)
        return {key: frozenset(numbers) for key, numbers in starts.items()}

    def always(self) -> dict[str, tuple[Near, ...]]:
        """Return the phrases that may stand in any text, by tactic or list."""
        always: dict[str, tuple[Near, ...]] = {}
        for phrase, rarest in zip(self.phrases, self._rarest, strict=True):
            if not rarest:
                always[phrase.tactic] = (*always.get(phrase.tactic, ()), (phrase.needs, phrase.place))
        return always


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
