"""A review: what a helper sends back. Notes tied to a place in the share, and ideas: single changes with their effect.

An idea holds the value that the helper saw beside the one proposed, so that it shows where the plan has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.sharing.contents import BUDGET, CONTACTS, DEBTS, LETTERS, PLAN
from planner.sharing.shape import Left, Maybe, OneOf, amount, day, mark, of_kind

SCHEMA = 1
DEBT, PAYMENT, LETTER, CONTACT, WHOLE = "debt", "payment", "letter", "contact", "whole"
ANCHORS = (DEBT, PAYMENT, LETTER, CONTACT, WHOLE)
"""What a note is tied to: one of these, or the whole."""
LINE, STRATEGY, WORDING = "budget-line", "strategy", "letter-wording"
IDEAS = (LINE, STRATEGY, WORDING)

_FIGURES = {"left_over": Left(amount), "months": Left(Maybe(int)), "interest": Left(amount), "ends": Left(Maybe(day))}
_NOTE = {
    "number": int,
    "on": OneOf(ANCHORS),
    "of": int,
    "words": str,
    "question": bool,
}
_IDEA = {
    "number": int,
    "what": OneOf(IDEAS),
    "of": int,
    "name": str,
    "section": str,
    "place": int,
    "language": str,
    "now": str,
    "then": str,
    "why": str,
    "before": _FIGURES,
    "after": _FIGURES,
}
SHAPE: Mapping[str, Any] = {
    "kind": OneOf(("review",)),
    "schema": int,
    "mark": mark,
    "share": mark,
    "made_on": day,
    "by": str,
    "words": str,
    "code": str,
    "currency": str,
    "notes": [_NOTE],
    "ideas": [_IDEA],
}
"""The schema of a review, form 1."""


class Note(NamedTuple):
    """Words on one place of a share; ``of``: the number that it has there, 0 for the whole."""

    number: int
    on: str
    of: int
    words: str
    question: bool = False


class Idea(NamedTuple):
    """One change proposed. ``of``: the line's number (0: a new one) or the letter's; ``place``: the paragraph, from 1.

    ``now`` and ``then``: an amount a month in major units, a strategy, or a paragraph; ``now`` "" where there is nothing yet.
    ``before``, ``after``: what the helper's Ashore reckoned; the borrower's reckons anew.
    """

    number: int
    what: str
    now: str
    then: str
    of: int = 0
    name: str = ""
    section: str = ""
    place: int = 0
    language: str = ""
    why: str = ""
    before: Mapping[str, Any] = {}
    after: Mapping[str, Any] = {}

    @property
    def target(self) -> tuple[str, int, str, int]:
        """What it would change: two ideas with one target cannot both be taken as they stand."""
        if self.what == STRATEGY:
            return (self.what, 0, "", 0)
        if self.what == LINE:
            return (self.what, self.of, "" if self.of else f"{self.section}/{self.name.casefold()}", 0)
        return (self.what, self.of, self.language, self.place)


class Review(NamedTuple):
    """A whole review of the share that has the mark ``share``."""

    mark: str
    share: str
    made_on: date
    by: str
    words: str
    code: str
    currency: str
    notes: tuple[Note, ...] = ()
    ideas: tuple[Idea, ...] = ()

    @property
    def questions(self) -> tuple[Note, ...]:
        """The notes that ask something."""
        return tuple(note for note in self.notes if note.question)


def review_contents(review: Review) -> dict[str, Any]:
    """Return what is packed of a review."""
    return {
        "kind": "review",
        "schema": SCHEMA,
        **review._asdict(),
        "made_on": review.made_on.isoformat(),
        "notes": [note._asdict() for note in review.notes],
        "ideas": [{**idea._asdict(), "before": dict(idea.before), "after": dict(idea.after)} for idea in review.ideas],
    }


def read_review(contents: Mapping[str, Any]) -> Review:
    """Return a review from what was packed; raises ``NotOurs`` where it is not of the schema."""
    value = of_kind(contents, "review", SCHEMA, SHAPE)
    facts = {name: one for name, one in value.items() if name not in ("kind", "schema")}
    return Review(
        **{
            **facts,
            "made_on": date.fromisoformat(facts["made_on"]),
            "notes": tuple(Note(**note) for note in facts["notes"]),
            "ideas": tuple(Idea(**idea) for idea in facts["ideas"]),
        }
    )


def check_places(share: Mapping[str, Any], notes: Iterable[Note], ideas: Sequence[Idea] = ()) -> None:
    """Raise ``InputProblems`` naming every note and idea whose place is not in the share."""
    found = []
    for note in notes:
        if not note.words.strip():
            found.append(Problem("note", Text("is empty: write what you want to say")))
        if note.on != WHOLE and note.of not in numbers_of(share, note.on):
            found.append(Problem("note", _no_place(note.on, note.of)))
    for idea in ideas:
        if idea.what == LINE and idea.of and idea.of not in numbers_of(share, LINE):
            found.append(Problem("idea", _no_place(LINE, idea.of)))
        if idea.what == WORDING and idea.of not in numbers_of(share, LETTER):
            found.append(Problem("idea", _no_place(LETTER, idea.of)))
        if idea.what == STRATEGY and PLAN not in share:
            found.append(Problem("idea", Text("needs the plan, which was not shared")))
        if idea.what == LINE and BUDGET not in share:
            found.append(Problem("idea", Text("needs the budget, which was not shared")))
    if found:
        raise InputProblems(found)


def numbers_of(share: Mapping[str, Any], what: str) -> frozenset[int]:
    """Return the numbers that things of a kind have in a share: none where their section was not ticked."""
    if what == DEBT:
        return frozenset(debt["number"] for debt in share.get(DEBTS, ()))
    if what == PAYMENT:
        return frozenset(paid["number"] for debt in share.get(DEBTS, ()) for paid in debt["payments"])
    if what == LETTER:
        return frozenset(letter["number"] for letter in share.get(LETTERS, ()))
    if what == CONTACT:
        return frozenset(one["number"] for one in share.get(CONTACTS, {}).get("entries", ()))
    if what == LINE:
        return frozenset(line["number"] for line in share.get(BUDGET, {}).get("lines", ()))
    return frozenset()


def _no_place(what: str, number: int) -> Text:
    words = {
        DEBT: Text("there is no debt {number} in this file"),
        PAYMENT: Text("there is no payment {number} in this file"),
        LETTER: Text("there is no letter {number} in this file"),
        CONTACT: Text("there is no contact {number} in this file"),
        LINE: Text("there is no budget line {number} in this file"),
    }
    return Text(words[what].id, {"number": str(number)})
