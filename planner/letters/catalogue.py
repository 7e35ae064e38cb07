"""The letters as reviewed data: ``assets/letters/<place>/<letter>/letter.toml`` and one whole text a language beside it.

A letter of a part of a place stands before one of the place, and that before one for anywhere (``any``). A file has
``version``, ``group``, ``recipient``, ``title`` and ``when`` by language, ``[[field]]`` (the blanks), ``[[reference]]`` (what it
rests on, where and when that was read), ``[review]``, and ``[example.<language>]``, a filled set that tests and pictures use.
``restarts``: sending it can restart the time limit for court; ``not_with``: letters that it should not go out with;
``cost``: what it can bring, said before it is sent. Texts: ``<language>.txt`` is the careful wording, which admits
nothing; ``<language>.usual.txt``, where there is one, is the wording that names the debt as owed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from planner.resources import ASSETS

LETTERS = ASSETS / "letters"
ANY = "any"
GROUPS = "paying contact proof complaint data bank court people".split()
RECIPIENTS = "lender collector either bank bureau property-manager court family employer adviser other".split()
KINDS = "text long money day count rate choice table".split()

ALWAYS = ("my_name", "their_name", "today")
"""Blanks that every letter may use without asking for them again."""


class Field(NamedTuple):
    """A blank. ``filled_from`` names the fact of the household that fills it; ``choices`` by value and language.

    ``ticked``: it is filled only when the borrower ticks it (guards.md 7), never by itself.
    """

    id: str
    kind: str
    label: Mapping[str, str]
    required: bool = True
    filled_from: str = ""
    choices: Mapping[str, Mapping[str, str]] = {}
    columns: tuple[Mapping[str, str], ...] = ()
    ticked: bool = False


class Reference(NamedTuple):
    """What a letter rests on: instrument and article, where it was read, and when."""

    instrument: str
    article: str
    url: str
    seen_on: date
    confidence: str


class Sums(NamedTuple):
    """Blanks that must agree: ``each`` x ``number`` = ``total``, the last one taking the cents that are left."""

    each: str
    number: str
    total: str


class Letter(NamedTuple):
    """One letter of one place."""

    id: str
    place: str
    version: int
    group: str
    recipient: str
    title: Mapping[str, str]
    when: Mapping[str, str]
    fields: tuple[Field, ...]
    references: tuple[Reference, ...]
    review: Mapping[str, Any]
    restarts: bool
    not_with: tuple[str, ...]
    cost: Mapping[str, str]
    sums: tuple[Sums, ...]
    examples: Mapping[str, Mapping[str, Any]]
    folder: Path

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is written in."""
        return tuple(language for language in ("en", "zh") if (self.folder / f"{language}.txt").is_file())

    @property
    def has_usual(self) -> bool:
        """Whether there is a wording that names the debt as owed, beside the careful one."""
        return any((self.folder / f"{language}.usual.txt").is_file() for language in ("en", "zh"))

    def text(self, language: str, usual: bool = False) -> str:
        """Return the whole text with its blanks."""
        name = f"{language}.usual.txt" if usual and self.has_usual else f"{language}.txt"
        return (self.folder / name).read_text("utf-8").replace("\r\n", "\n").strip() + "\n"


def as_american(text: str) -> str:
    """Return an English text of a letter in the words of the United States: its spelling, its closing, its mail."""
    words = _american()
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{found})(?!\w)", lambda match: words[match[0]], text)


@lru_cache(maxsize=1)
def _american() -> Mapping[str, str]:
    return tomllib.loads((LETTERS / "american.toml").read_text("utf-8"))


class BadLetter(ValueError):
    """A letter's file cannot be used as it stands; ours to mend, and found by the tests."""


@lru_cache(maxsize=1)
def _all_letters() -> tuple[Letter, ...]:
    return tuple(_read(path) for path in sorted(LETTERS.rglob("letter.toml")))


def all_letters() -> tuple[Letter, ...]:
    """Return every letter of every place, read once."""
    return _all_letters()


def letters_of(place: str) -> tuple[Letter, ...]:
    """Return the letters that serve a place, the narrowest of each id, in the order of their groups.

    ``place``: ``united_states/washington``; empty where the household has none.
    """
    chain = [ANY, *(place[: match.start()] for match in re.finditer("/", place)), *([place] if place else [])]
    best: dict[str, Letter] = {}
    for step in chain:
        best.update({letter.id: letter for letter in all_letters() if letter.place == step})
    return tuple(sorted(best.values(), key=lambda letter: (GROUPS.index(letter.group), letter.id)))


def letter_of(id_: str, place: str) -> Letter | None:
    """Return the letter of this id that serves a place; None where the place has none."""
    return next((letter for letter in letters_of(place) if letter.id == id_), None)


def weaken_each_other(letter: Letter, other: str) -> bool:
    """Return whether a letter should not go out with the one of id ``other``; it is enough that one of the two says so."""
    return other in letter.not_with or any(one.id == other and letter.id in one.not_with for one in all_letters())


def _read(path: Path) -> Letter:
    with path.open("rb") as file:
        data = tomllib.load(file, parse_float=Decimal)
    folder = path.parent
    letter = Letter(
        id=folder.name,
        place=folder.parent.relative_to(LETTERS).as_posix(),
        version=data["version"],
        group=data["group"],
        recipient=data["recipient"],
        title=data["title"],
        when=data["when"],
        fields=tuple(_field(given) for given in data.get("field", ())),
        references=tuple(Reference(**given) for given in data.get("reference", ())),
        review=data["review"],
        restarts=data.get("restarts", False),
        not_with=tuple(data.get("not_with", ())),
        cost=data.get("cost", {}),
        sums=tuple(Sums(**given) for given in data.get("sums", ())),
        examples=data["example"],
        folder=folder,
    )
    if letter.group not in GROUPS or letter.recipient not in RECIPIENTS:
        raise BadLetter(f"{letter.id}: group or recipient")
    return letter


def _field(given: dict[str, Any]) -> Field:
    given = dict(given)
    if given["kind"] not in KINDS:
        raise BadLetter(f"{given['id']}: kind")
    given["columns"] = tuple(given.get("columns", ()))
    given["filled_from"] = given.pop("from", "")
    return Field(**given)
