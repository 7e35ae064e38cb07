"""What a helper says of a share on the command line: notes, questions and ideas, each as text with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.services.reviewing import Draft, with_line, with_note, with_strategy, with_wording
from planner.sharing.review import WHOLE
from ui.cli.spoken import option

NOTES = option(Text('A note on a place: --note "debt:2=words". Places: debt, payment, letter, contact, whole.'))
QUESTIONS = option(Text('A question on a place: --question "debt:2=Did they show that they may collect?"'))
LINES = option(Text('An idea for a budget line, by its number or name: --line "Winter heating=180.00"'))
SECTION = option(Text("Where a new budget line stands, such as energy."), "--in")
STRATEGIES = option(Text("An idea for the order of paying, such as snowball."))
WORDINGS = option(Text('An idea for a paragraph of a draft letter: --wording "7:2=words"'))
WHYS = option(Text("Why, for each idea in the order: lines, the order of paying, wordings."))


class Said(NamedTuple):
    """What was said on the command line."""

    by: str
    words: str
    notes: Sequence[str]
    questions: Sequence[str]
    lines: Sequence[str]
    section: str
    strategy: str
    wordings: Sequence[str]
    whys: Sequence[str]


def filled(draft: Draft, share: Mapping[str, Any], said: Said, today: date) -> Draft:
    """Return the draft with all that was said; raises ``InputProblems`` with every fault in it."""
    draft = draft._replace(by=said.by or draft.by, words=said.words or draft.words)
    whys, found = [*said.whys], list[Problem]()

    def put(change: Callable[[Draft], Draft]) -> None:
        nonlocal draft
        try:
            draft = change(draft)
        except InputProblems as faults:
            found.extend(faults.problems)

    def why() -> str:
        return whys.pop(0) if whys else ""

    for text in said.lines:
        put(lambda d, text=text: _line(d, share, text, why(), today, said.section))  # type: ignore[misc]
    if said.strategy:
        put(lambda d: with_strategy(d, share, said.strategy, why(), today))
    for text in said.wordings:
        put(lambda d, text=text: _wording(d, share, text, why()))  # type: ignore[misc]
    for name, texts, question in (("--note", said.notes, False), ("--question", said.questions, True)):
        for text in texts:
            put(lambda d, a=name, b=text, c=question: _note(d, share, a, b, question=c))  # type: ignore[misc]
    if found:
        raise InputProblems(found)
    return draft


def _line(draft: Draft, share: Mapping[str, Any], text: str, why: str, today: date, section: str) -> Draft:
    which, equals, amount = text.rpartition("=")
    if not equals:
        raise _needs("--line", text, "Winter heating=180.00")
    return with_line(draft, share, which, amount, why, today, section=section)


def _wording(draft: Draft, share: Mapping[str, Any], text: str, why: str) -> Draft:
    place, equals, words = text.partition("=")
    letter, colon, paragraph = place.partition(":")
    if not (equals and colon and _is_number(letter) and _is_number(paragraph)):
        raise _needs("--wording", text, "7:2=words")
    return with_wording(draft, share, int(letter), int(paragraph), words, why)


def _note(draft: Draft, share: Mapping[str, Any], name: str, text: str, *, question: bool) -> Draft:
    place, equals, words = text.partition("=")
    on, _, number = place.strip().partition(":")
    if not equals or not (_is_number(number) or on == WHOLE):
        raise _needs(name, text, "debt:2=words")
    return with_note(draft, share, on, int(number or 0), words, question=question)


def _is_number(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdecimal() and len(text) < 15


def _needs(name: str, text: str, example: str) -> InputProblems:
    words = Text('"{text}" needs a place and words, like {example}', {"text": text[:40], "example": example})
    return InputProblems([Problem(name, words)])
