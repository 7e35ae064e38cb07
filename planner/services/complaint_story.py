"""What happened, for a complaint: dated facts from the extract of its bundle, a line each, no judgement, within a form's length.

Made from the extract and from nothing else, so what was left out of the bundle (the borrower's own words about old debts)
stands in no story either. The borrower may change every word of it before it is frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from planner.errors import Text
from planner.evidence.choosing import without_own_speech
from planner.evidence.report import ReportWords

MOST_LINES = 40
"""So many lines where a form has no limit that is known: the rest stands in the report."""
MOST_QUOTED = 240
"""Longer words are not cut, since half a sentence says something else: they stand in the report."""
_UNANSWERED = ("rang-out", "declined", "busy", "voicemail")
AGENCIES = ("agency", "debt-buyer", "law-firm")


class Parties(NamedTuple):
    """Who is in it, by name: lenders, those who collect for them or bought the debt, and the debts."""

    lenders: tuple[str, ...]
    agencies: tuple[str, ...]
    debts: tuple[str, ...]


class _Line(NamedTuple):
    """A line of the story. ``rank``: which go first where not all have room; ``counts``: how many contacts are in it."""

    at: datetime
    rank: int
    counts: int
    words: str


def parties_of(extract: Mapping[str, Any], creditors: Mapping[str, str]) -> Parties:
    """Return who is in it. ``creditors``: the lender of each debt by its name, where the list of debts knows it."""
    lenders: dict[str, None] = {}
    agencies: dict[str, None] = {}
    debts: dict[str, None] = {}
    for entry in extract["entries"]:
        facts = entry["facts"]
        for name in _debts(facts):
            debts[name] = None
        collector = facts.get("collector", "")
        if collector and entry["kind"] == "contact":
            (agencies if facts.get("role", "") in AGENCIES else lenders)[collector] = None
        if facts.get("principal"):
            lenders[facts["principal"]] = None
    for name in debts:
        if creditors.get(name):
            lenders[creditors[name]] = None
    return Parties(tuple(one for one in lenders if one not in agencies), tuple(agencies), tuple(debts))


def story_of(extract: Mapping[str, Any], words: ReportWords, parties: Parties, limit: int | None = None) -> str:
    """Return the story in the language of ``words``, in at most ``limit`` characters."""
    say = words.say
    head = [line for line in (_who(parties, words), _span(extract, words)) if line]
    lines = _lines(extract, words)
    kept: list[_Line] = []
    room = None if limit is None else limit - len("\n".join(head)) - 120  # the last line says how many are not told
    for line in sorted(lines, key=lambda one: (one.rank, one.at)):
        if len(kept) == MOST_LINES:
            break
        if room is not None:
            if len(line.words) + 1 > room:
                continue
            room -= len(line.words) + 1
        kept.append(line)
    kept.sort(key=lambda one: one.at)
    left = sum(one.counts for one in lines) - sum(one.counts for one in kept)
    told = [*head, *(one.words for one in kept)]
    if left:
        told.append(
            say(Text("The report lists every contact; {count} of them are not told here.", {"count": str(left)}))
        )
    text = "\n".join(told)
    return text if limit is None else text[:limit]


def line_of(facts: Mapping[str, Any], words: ReportWords) -> str:
    """Return one contact as a line of a story."""
    return _told(facts, words, "")


def _who(parties: Parties, words: ReportWords) -> str:
    say, listed = words.say, _listed(words)
    parts = (
        (Text("Who collects: {names}."), parties.agencies),
        (Text("Lender: {names}."), parties.lenders),
        (Text("Debt: {names}."), parties.debts),
    )
    told = [say(text._replace(blanks={"names": listed(names)})) for text, names in parts if names]
    return ("" if words.language == "zh" else " ").join(told)


def _span(extract: Mapping[str, Any], words: ReportWords) -> str:
    days = [_at(one["facts"]).date() for one in extract["entries"] if one["kind"] == "contact"]
    if not days:
        return ""
    blanks = {"count": str(len(days)), "first": words.day(min(days)), "last": words.day(max(days))}
    if min(days) == max(days):
        return words.say(Text("Contacts in this complaint, on {first}: {count}.", blanks))
    return words.say(Text("Contacts in this complaint, {first} to {last}: {count}.", blanks))


def _lines(extract: Mapping[str, Any], words: ReportWords) -> list[_Line]:
    ranks = _ranks(extract)
    found: list[_Line] = []
    number = 0
    group: list[tuple[int, Mapping[str, Any]]] = []
    entries = [one for one in extract["entries"] if one["kind"] in ("contact", "event")]
    for entry in sorted(entries, key=lambda one: (_at(one["facts"]), one["entry"])):
        facts = entry["facts"]
        if entry["kind"] == "event":
            found.append(_Line(_at(facts), 1, 0, _told(facts, words, "")))
            continue
        number += 1
        if group and _alike(group[-1][1]["facts"], facts):
            group.append((number, entry))
            continue
        found += _grouped(group, words, ranks)
        group = [(number, entry)]
    return found + _grouped(group, words, ranks)


def _grouped(
    group: Sequence[tuple[int, Mapping[str, Any]]], words: ReportWords, ranks: Mapping[int, int]
) -> list[_Line]:
    if not group:
        return []
    first = group[0][1]["facts"]
    rank = min(ranks.get(entry["entry"], 2 if entry["facts"].get("said") else 3) for _, entry in group)
    say = words.say
    numbers = say(Text("No. {numbers}", {"numbers": _numbers([number for number, _ in group])}))
    if len(group) == 1:
        return [_Line(_at(first), rank, 1, _told(first, words, numbers))]
    last = _at(group[-1][1]["facts"])
    blanks = {
        "day": words.day(last.date()),
        "from": words.clock(_at(first)),
        "to": words.clock(last),
        "who": words.who(first),
        "how": _amid(first, words),
        "count": str(len(group)),
        "numbers": numbers,
    }
    told = say(Text("{day} {from} to {to}: {who}, {how}, {count} times ({numbers}).", blanks))
    return [_Line(_at(first), rank, len(group), told)]


def _told(facts: Mapping[str, Any], words: ReportWords, numbers: str) -> str:
    say = words.say
    at = _at(facts)
    when = words.day(at.date())
    if facts.get("precision") != "day" and "event" not in facts:
        when = f"{when} {words.clock(at)}"
    blanks = {"when": when, "who": words.who(facts), "how": words.how(facts), "numbers": numbers}
    if not numbers:
        return say(Text("{when}: {who}. {how}.", blanks))
    blanks["how"] = _amid(facts, words)
    said = str(facts.get("said", "")).strip()
    if facts.get("exactness") != "exact":
        said = without_own_speech(said)
    if not said or len(said) > MOST_QUOTED or facts.get("from") == "borrower":
        return say(Text("{when}: {who}, {how} ({numbers}).", blanks))
    blanks["said"] = said.rstrip(".。")
    if facts.get("exactness") == "exact":
        return say(Text('{when}: {who}, {how}. Their words: "{said}" ({numbers}).', blanks))
    return say(Text("{when}: {who}, {how}. As I wrote it down: {said} ({numbers}).", blanks))


def _amid(facts: Mapping[str, Any], words: ReportWords) -> str:
    """Return how it was behind a comma: an English channel has no capital there; the name of an app keeps it."""
    how = words.how(facts)
    return how if facts.get("app") else how[:1].lower() + how[1:]


def _ranks(extract: Mapping[str, Any]) -> dict[int, int]:
    ranks: dict[int, int] = {}
    for one in extract.get("findings") or ():
        rank = 0 if one["outcome"] == "possible_breach" else 1
        for entry in (*one["contacts"], *one["counted"]):
            ranks[entry] = min(rank, ranks.get(entry, rank))
    return ranks


def _alike(before: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Return whether two contacts are told in one line: unanswered calls of one caller on one day."""
    names = ("collector", "channel", "outcome", "recipient", "from")
    return (
        facts.get("outcome") in _UNANSWERED
        and all(before.get(name) == facts.get(name) for name in names)
        and _at(before).date() == _at(facts).date()
        and not (before.get("said") or facts.get("said"))
        and "day" not in (before.get("precision"), facts.get("precision"))
    )


def _numbers(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _debts(facts: Mapping[str, Any]) -> list[str]:
    said = facts.get("debt") or ()
    return [part.strip() for part in said.split(";")] if isinstance(said, str) else list(said)


def _listed(words: ReportWords) -> Callable[[Sequence[str]], str]:
    return lambda names: ("、" if words.language == "zh" else ", ").join(names)


def _at(facts: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(facts["at"])
