"""What of an entry goes into a bundle: the borrower's own words about old debts stay out, and so may other people's names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

WHOLE, WITHOUT_WORDS, WITHOUT_NAMES, OUT = "whole", "without-words", "without-names", "out"
"""How an entry goes in: as it was sealed; without the borrower's own words; without other people's names; not at all."""
ACKNOWLEDGING = frozenset({"plan-being-prepared", "plan-signed", "instalment-missed", "hardship-notice"})
"""Dated facts that may be read as owning up to a debt."""
_OWN_WORDS = ("said", "note", "denied", "unsure")
_ABOUT_OTHERS = ("witness", "whose_phone", "relation")
_NAMED_FACTS = ("third-refused", "third-volunteered")
_WORDS_OF_THE_LOG = frozenset(
    "at tz precision from channel outcome recipient role purpose debt_kind exactness tactics".split()
)
"""Facts that are words of the log or times, never a name: "family" stays, though somebody wrote it for a name elsewhere."""
_OWN_SPEECH = re.compile(
    r"\bI('ll| will| can| could| would)? ?(said|say|told|tell|promised?|agreed?|offer(ed)?|can|pay|try)\b|"
    r"我(就)?(说|答应|同意|承诺|保证|告诉|先还|会还|能还|认)",
    re.IGNORECASE,
)
"""A sentence in which the borrower tells what they said themselves."""
_SENTENCES = re.compile(r"(?<=[。！!？?])|(?<=\.)\s+")
_SHORTEST_NAME = 2
BLANKED = "***"
_WORD = "[0-9A-Za-z]"
"""A name of such letters is not looked for within a longer word."""


def own_words(kind: str, facts: Mapping[str, Any]) -> str:
    """Return how much of an entry is the borrower's own word: ``OUT`` all of it, ``WITHOUT_WORDS`` parts, ``WHOLE`` nothing.

    A promise of theirs is not; nor are the words of the other side.
    """
    if kind == "promise":
        return WHOLE if facts.get("whose") == "theirs" and not facts.get("note") else OUT
    if kind == "event":
        is_own = str(facts.get("event", "")).partition(":")[0] in ACKNOWLEDGING
        return OUT if is_own else WITHOUT_WORDS if _has_note(facts) else WHOLE
    if facts.get("from") == "borrower" or _tells_own(facts):
        return WITHOUT_WORDS
    return WITHOUT_WORDS if _has_note(facts) else WHOLE


def without_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of an entry without what the borrower said or noted; what the other side said stays."""
    left = {name: value for name, value in facts.items() if name not in _OWN_WORDS or name == "said"}
    if facts.get("from") == "borrower":
        left.pop("said", None)
        left.pop("tactics", None)
    elif _tells_own(facts):
        left["said"] = without_own_speech(str(facts["said"]))
    if _is_bare(str(facts.get("note", ""))):
        left["note"] = facts["note"]
    return {name: value for name, value in left.items() if value}


def without_own_speech(summary: str) -> str:
    """Return what the borrower wrote down of a contact without the sentences that tell what they said themselves."""
    if not _OWN_SPEECH.search(summary):
        return summary
    return " ".join(one for one in _SENTENCES.split(summary) if one and not _OWN_SPEECH.search(one)).strip()


def names_of_others(entries: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the names and numbers of people who are not part of it, as far as entries name them in places of their own."""
    found: set[str] = set()
    for facts in entries:
        found.add(str(facts.get("witness", "")).strip())
        kind, _, value = str(facts.get("event", "")).partition(":")
        if kind in _NAMED_FACTS:
            found.add(value.strip())
        if facts.get("recipient", "self") != "self" and facts.get("dialed"):
            found.add(str(facts["dialed"]).strip())
    return frozenset(name for name in found if len(name) >= _SHORTEST_NAME)


def without_names(facts: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    """Return the facts of an entry without other people's names, wherever they stand."""
    left = {name: value for name, value in facts.items() if name not in _ABOUT_OTHERS}
    if facts.get("recipient", "self") != "self":
        left.pop("dialed", None)
    return {key: value if key in _WORDS_OF_THE_LOG else _blanked(value, names) for key, value in left.items()}


def _blanked(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_blanked(one, names) for one in value]
    if isinstance(value, str):
        for name in sorted(names, key=lambda name: (-len(name), name)):
            value = re.sub(rf"(?<!{_WORD}){re.escape(name)}(?!{_WORD})", BLANKED, value)
    return value


def _tells_own(facts: Mapping[str, Any]) -> bool:
    """Return whether a summary tells what the borrower said; words as they were said are the other side's."""
    return facts.get("exactness") == "summary" and _OWN_SPEECH.search(str(facts.get("said", ""))) is not None


def _has_note(facts: Mapping[str, Any]) -> bool:
    note = str(facts.get("note", ""))
    return bool(note and not _is_bare(note)) or any(facts.get(part) for part in ("denied", "unsure"))


def _is_bare(note: str) -> bool:
    """Return whether a note holds no words of anyone's: the day a letter came, or flags that rules look at."""
    return bool(note) and all(word.startswith(("received:", "flag:")) for word in note.split())
