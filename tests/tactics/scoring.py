"""How well messages are recognised: per tactic how many were found, and what was found where it should not be."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from planner.tactics.phrases import Marked, Phrase
from planner.tactics.recogniser import recognise

HERE = Path(__file__).parent
NONE = "none"


class Message(NamedTuple):
    text: str
    wanted: str
    allowed: frozenset[str]


class Score(NamedTuple):
    """``wanted``, ``found``, ``wrong``: by tactic. ``missed`` and ``extra``: the messages."""

    wanted: Counter[str]
    found: Counter[str]
    wrong: Counter[str]
    missed: list[str]
    extra: list[str]

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / max(1, sum(self.wanted.values()))

    @property
    def precision(self) -> float:
        right = sum(self.found.values())
        return right / max(1, right + sum(self.wrong.values()))


def _read(language: str, name: str = "messages") -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((HERE / f"{name}.{language}.toml").read_text("utf-8"))


def parts(language: str) -> list[str]:
    """Return the parts of the set, in the order in which they were written."""
    return list(_read(language))


def everything(language: str) -> list[Message]:
    """Return the labelled messages of all parts."""
    return [one for part in parts(language) for one in messages(language, part)]


def messages(language: str, part: str) -> list[Message]:
    """Return the labelled messages of a part."""
    return _labelled(_read(language)[part])


def unseen(language: str) -> list[Message]:
    """Return the labelled messages from which nothing is learnt, to tell how well words are heard that nobody has seen."""
    return [one for part in _read(language, "unseen").values() for one in _labelled(part)]


def _labelled(part: dict[str, list[str]]) -> list[Message]:
    done = []
    for key, texts in part.items():
        first, *others = key.split("+")
        allowed = frozenset() if first == NONE else frozenset({first, *others})
        done += [Message(text, first, allowed) for text in texts]
    return done


def places_of(message: Marked, phrase: Phrase) -> Iterator[re.Match[str]]:
    """Yield where a phrase stands, from left to right, no two over each other."""
    found = message.find(phrase)
    while found is not None:
        yield found
        found = message.find(phrase, found.end())


def score(labelled: list[Message]) -> Score:
    """Recognise every message and compare."""
    wanted, found, wrong = Counter(), Counter(), Counter()
    missed, extra = [], []
    for one in labelled:
        ids = {each.id: each.words for each in recognise(one.text)}
        if one.wanted != NONE:
            wanted[one.wanted] += 1
            if one.wanted in ids:
                found[one.wanted] += 1
            else:
                missed.append(f"{one.wanted}: {one.text}")
        for id_ in ids.keys() - one.allowed:
            wrong[id_] += 1
            extra.append(f"{id_}: {ids[id_]} << {one.text}")
    return Score(wanted, found, wrong, missed, extra)
