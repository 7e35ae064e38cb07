"""Which entries of the log go into a bundle, and how much of each: filters, the borrower's own words, other people's names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from planner.evidence.choosing import (
    OUT,
    WHOLE,
    WITHOUT_NAMES,
    WITHOUT_WORDS,
    names_of_others,
    own_words,
    without_names,
    without_words,
)
from planner.model.log_entry import ATTACHMENT, CONTACT, EVENT, PROMISE
from planner.store.chain import SealedRow

KINDS = (CONTACT, EVENT, PROMISE)
PARTS = "parts"
"""Of what is counted: entries that go in without the borrower's own words. Under "files": files that were not ticked."""


class Choice(NamedTuple):
    """What a person chose for a bundle. No filter: every contact. ``own_words``: theirs about old debts too (guard 14).

    ``whole_files``: files that were read in and go in as they are, everybody's messages with them; never without names.
    """

    since: date | None = None
    until: date | None = None
    collectors: tuple[str, ...] = ()
    debts: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    own_words: bool = False
    findings: bool = True
    redacted: bool = False
    files: bool = True
    whole_files: tuple[Path, ...] = ()

    @property
    def filters(self) -> dict[str, Any]:
        """Return the choice as it is written down in the bundle."""
        return {
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "collectors": list(self.collectors),
            "debts": list(self.debts),
            "entries": list(self.entries),
            "own_words": self.own_words,
            "findings": self.findings,
            "redacted": self.redacted,
            "files": self.files,
            "whole_files": [path.name for path in self.whole_files],
        }


class Sealed(NamedTuple):
    """An entry with all its versions, from the chain itself."""

    entry: int
    kind: str
    links: tuple[int, ...]
    leaf: str
    versions: tuple[Mapping[str, Any], ...]
    """The contents of its links."""

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts of its newest version."""
        return _facts(self.versions[-1])

    @property
    def withdrawn(self) -> bool:
        """Return whether it is out of the list."""
        return bool(self.versions[-1]["withdrawn"])


class Chosen(NamedTuple):
    """Entries of a bundle, each with how it goes in and the facts that are shown; ``why``: reasons for what is left out."""

    entries: tuple[tuple[Sealed, str, dict[str, Any]], ...]
    files: tuple[tuple[Sealed, str, dict[str, Any]], ...]
    why: tuple[str, ...]
    names: frozenset[str]
    out: Mapping[str, int] = MappingProxyType({})
    """How many entries stay out, by their reason; under ``PARTS`` how many go in without the borrower's own words."""

    @property
    def whole_links(self) -> frozenset[int]:
        """Return the links whose contents go in."""
        return frozenset(n for one, how, _ in (*self.entries, *self.files) if how == WHOLE for n in one.links)


def sealed_entries(rows: Iterable[SealedRow]) -> list[Sealed]:
    """Return the entries of a chain that is whole, in the order of their first versions."""
    found: dict[int, list[SealedRow]] = {}
    for row in rows:
        assert row.entry is not None
        found.setdefault(row.entry, []).append(row)
    return [
        Sealed(
            entry,
            str(versions[-1].kind),
            tuple(row.number for row in versions),
            versions[-1].leaf,
            tuple(json.loads(row.content) for row in versions if row.content is not None),
        )
        for entry, versions in found.items()
    ]


def choose(sealed: Sequence[Sealed], choice: Choice, is_young: Callable[[Mapping[str, Any]], bool]) -> Chosen:
    """Return what goes into a bundle. ``is_young``: whether every debt that facts may be about is young beyond doubt."""
    why: set[str] = set()
    out: Counter[str] = Counter()
    entries = []
    for one in sealed:
        if one.kind not in KINDS:
            why.add("kinds") if one.kind != ATTACHMENT else None
        elif one.withdrawn or not _is_chosen(one, choice):
            reason = "withdrawn" if one.withdrawn else "filters"
            why.add(reason)
            out[reason] += 1
        else:
            how = WHOLE if choice.own_words else _of_own_words(one, is_young)
            if how != WHOLE:
                why.add("own-words")
                out["own-words" if how == OUT else PARTS] += 1
            if how != OUT:
                entries.append((one, how, without_words(one.facts) if how == WITHOUT_WORDS else one.facts))
    entries.sort(key=lambda told: (datetime.fromisoformat(told[2]["at"]), told[0].entry))
    files = _files(sealed, {one.entry: how for one, how, _ in entries}, {one.entry: one for one, _, _ in entries}, why)
    names: frozenset[str] = frozenset()
    if choice.redacted:
        why.add("names")
        names = names_of_others(facts for one in sealed for facts in map(_facts, one.versions))
        entries = [_redacted(*told, names) for told in entries]
        files = [(one, WITHOUT_NAMES, {k: v for k, v in facts.items() if k != "name"}) for one, _, facts in files]
    if not choice.files and files:
        why.add("filters")
        out["files"] = len(files)
    return Chosen(tuple(entries), tuple(files), tuple(sorted(why)), names, out)


def _is_chosen(one: Sealed, choice: Choice) -> bool:
    facts = one.facts
    if choice.entries:
        return one.entry in choice.entries
    day = datetime.fromisoformat(facts["at"]).date()
    if (choice.since and day < choice.since) or (choice.until and day > choice.until):
        return False
    collector, for_all = facts.get("collector", ""), one.kind == EVENT
    if choice.collectors and collector not in choice.collectors and not (for_all and not collector):
        return False
    said = facts.get("debt") or []
    debts = [part.strip() for part in said.split(";")] if isinstance(said, str) else said
    return not choice.debts or bool(set(debts) & set(choice.debts)) or (for_all and not debts)


def _of_own_words(one: Sealed, is_young: Callable[[Mapping[str, Any]], bool]) -> str:
    """Return how much of an entry goes in where own words about old debts stay out: the most careful of its versions."""
    hows = set()
    for facts in map(_facts, one.versions):
        hows.add(WHOLE if is_young(facts) else own_words(one.kind, facts))
    return OUT if OUT in hows else WITHOUT_WORDS if WITHOUT_WORDS in hows else WHOLE


def _files(
    sealed: Sequence[Sealed], hows: Mapping[int, str], owners: Mapping[int, Sealed], why: set[str]
) -> list[tuple[Sealed, str, dict[str, Any]]]:
    files = []
    for one in sealed:
        if one.kind != ATTACHMENT or one.facts.get("of") not in hows:
            continue
        owner = owners[one.facts["of"]]
        mine = owner.facts.get("from") == "borrower" or owner.kind == EVENT
        if one.withdrawn:
            why.add("withdrawn")
        elif hows[owner.entry] == WITHOUT_WORDS and mine:
            why.add("own-words")
        else:
            files.append((one, WHOLE, one.facts))
    return files


def _redacted(
    one: Sealed, how: str, facts: dict[str, Any], names: frozenset[str]
) -> tuple[Sealed, str, dict[str, Any]]:
    """Return an entry without names; one none of whose versions names anybody stays as it was sealed."""
    named = any(without_names(version, names) != version for version in map(_facts, one.versions))
    return one, (how if not named or how != WHOLE else WITHOUT_NAMES), without_names(facts, names)


def _facts(content: Mapping[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = content["facts"] if "facts" in content else json.loads(content["text"])
    return facts
