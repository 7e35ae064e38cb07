"""The helper's side: a share that came is opened to be read only; notes and ideas on it become a review that goes back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.money import to_major
from planner.services.budget import Section
from planner.services.household_plan import choice_of
from planner.services.idea_effects import Ground, effect, read_amount, read_strategy
from planner.services.share_sections import budget_of_share, debts_of, plan_of_share
from planner.services.sharing import own_private, own_public
from planner.sharing.contents import DEBTS, LETTERS, PLAN, read_share
from planner.sharing.keys import code_of, read_code
from planner.sharing.package import Package, open_package, pack, sealed
from planner.sharing.review import (
    ANCHORS,
    LINE,
    STRATEGY,
    WHOLE,
    WORDING,
    Idea,
    Note,
    Review,
    check_places,
    review_contents,
)
from planner.sharing.sealed_file import Reader
from planner.store.files import make_folder, not_written, whole_file, write_whole

if TYPE_CHECKING:
    from planner.services.household import Household


class Draft(NamedTuple):
    """A review that is being written."""

    by: str = ""
    words: str = ""
    notes: tuple[Note, ...] = ()
    ideas: tuple[Idea, ...] = ()

    @property
    def next_number(self) -> int:
        """The number of the next note or idea."""
        taken = [note.number for note in self.notes] + [idea.number for idea in self.ideas]
        return 1 + max(taken, default=0)


def open_share(
    household: Household,
    path: Path,
    passphrase: str | None = None,
    step: Callable[[float], None] = lambda _: None,
) -> Package:
    """Open a share that came; raises ``NotOurs``, ``NotForYou``. Nothing is stored. ``step``: as ``open_package`` has it."""
    package = open_package(path, Reader(own_private(household), passphrase), step)
    read_share(package.contents)
    return package


def save_parts(package: Package, folder: Path) -> list[Path]:
    """Write the summary and the files of a share into ``folder``, which is made where it is not there; return them.

    The names are those of the package, of our own making, so that none leads elsewhere; a file that is there stays.
    Raises ``StoreError``.
    """
    made = []
    try:
        make_folder(folder)
        for name, content in sorted(package.parts.items()):
            path = folder / name.rpartition("/")[2]
            write_whole(path, content, replace=False)
            made.append(path)
    except OSError as error:
        raise not_written(error) from None
    return made


def ground_of(share: Mapping[str, Any], today: date) -> Ground:
    """Return what the ideas on a share stand on, as far as it was shared."""
    debts = debts_of(share) if DEBTS in share and PLAN in share else []
    return Ground(debts, budget_of_share(share), plan_of_share(share), share["currency"], today, PLAN in share)


def with_note(draft: Draft, share: Mapping[str, Any], on: str, of: int, words: str, *, question: bool) -> Draft:
    """Return the draft with a note; raises ``InputProblems`` where its place is not in the share."""
    if on not in ANCHORS:
        blanks = {"text": on[:40], "known": ", ".join(ANCHORS)}
        raise InputProblems([Problem("note", Text('"{text}" is none of {known}', blanks))])
    note = Note(draft.next_number, on, 0 if on == WHOLE else of, words.strip(), question)
    check_places(share, [note])
    return draft._replace(notes=(*draft.notes, note))


def with_line(
    draft: Draft, share: Mapping[str, Any], which: str, then: str, why: str, today: date, *, section: str = "other"
) -> Draft:
    """Return the draft with an idea on a budget line, by its number or name; a name that is new makes a new line."""
    budget = budget_of_share(share)
    if budget is None:
        raise InputProblems([Problem("idea", Text("needs the budget, which was not shared"))])
    said = which.strip()
    line = next((one for one in budget.lines if said in (str(one.id), one.name)), None)
    amount = to_major(read_amount(then, budget.currency), budget.currency)
    if line is None and (not said or said.isdecimal()):
        raise InputProblems([Problem("idea", Text("there is no budget line {number} in this file", {"number": said}))])
    if line is None:
        known = [one.value for one in Section]
        if section not in known:
            blanks = {"text": section[:40], "known": ", ".join(known)}
            raise InputProblems([Problem("section", Text('"{text}" is none of {known}', blanks))])
        idea = Idea(draft.next_number, LINE, "", amount, 0, said, section, why=why.strip())
    else:
        now = "" if line.amount is None else to_major(line.amount, budget.currency)
        idea = Idea(draft.next_number, LINE, now, amount, line.id or 0, line.name, line.section.value, why=why.strip())
    return _with(draft, share, idea, today)


def with_strategy(draft: Draft, share: Mapping[str, Any], then: str, why: str, today: date) -> Draft:
    """Return the draft with an idea on the order of paying."""
    if PLAN not in share:
        raise InputProblems([Problem("idea", Text("needs the plan, which was not shared"))])
    now = choice_of(plan_of_share(share), share["currency"]).strategy.value
    idea = Idea(draft.next_number, STRATEGY, now, read_strategy(then).value, why=why.strip())
    return _with(draft, share, idea, today)


def with_wording(draft: Draft, share: Mapping[str, Any], letter: int, place: int, then: str, why: str) -> Draft:
    """Return the draft with other words for one paragraph of a letter that was not sent yet."""
    found = next((one for one in share.get(LETTERS, ()) if one["number"] == letter), None)
    if found is None:
        raise InputProblems(
            [Problem("idea", Text("there is no letter {number} in this file", {"number": str(letter)}))]
        )
    if found["sent_on"] is not None:
        raise InputProblems([Problem("idea", Text("is about a letter that was sent, and that stays as it is"))])
    blocks = found["blocks"]
    if not 0 < place <= len(blocks) or not isinstance(blocks[place - 1], str):
        blanks = {"number": str(place)}
        raise InputProblems([Problem("idea", Text("there is no paragraph {number} in this letter", blanks))])
    if not then.strip():
        raise InputProblems([Problem("idea", Text("is empty: write the words that you propose"))])
    idea = Idea(
        draft.next_number,
        WORDING,
        blocks[place - 1],
        then.strip(),
        letter,
        found["title"].get(share["language"], found["kind"]),
        place=place,
        language=found["language"],
        why=why.strip(),
    )
    return draft._replace(ideas=(*draft.ideas, idea))


def without(draft: Draft, number: int) -> Draft:
    """Return the draft without the note or idea of this number."""
    return draft._replace(
        notes=tuple(one for one in draft.notes if one.number != number),
        ideas=tuple(one for one in draft.ideas if one.number != number),
    )


def finish(household: Household, share: Mapping[str, Any], draft: Draft, today: date) -> Review:
    """Return the review of a draft; raises ``InputProblems`` with everything that is missing."""
    found = []
    if not draft.by.strip():
        found.append(Problem("by", Text("is missing: write who the review is from")))
    if not (draft.words.strip() or draft.notes or draft.ideas):
        found.append(Problem("words", Text("is missing: a note, an idea or some words")))
    if found:
        raise InputProblems(found)
    check_places(share, draft.notes, draft.ideas)
    return Review(
        secrets.token_hex(16),
        share["mark"],
        today,
        draft.by.strip(),
        draft.words.strip(),
        code_of(own_public(household)),
        share["currency"],
        draft.notes,
        draft.ideas,
    )


def write_review(review: Review, share: Mapping[str, Any], out: Path) -> None:
    """Write a review for the one who shared, encrypted to the code in the share. Raises ``StoreError``, ``BadCode``."""
    public = read_code(share["reply_code"])
    try:
        with whole_file(out, replace=False) as file:
            for piece in sealed(pack(review_contents(review)), code=public):
                file.write(piece)
    except OSError as error:
        raise not_written(error) from None


def answers_to(share: Mapping[str, Any], reviews: Sequence[Review]) -> list[tuple[Note, str]]:
    """Return the questions of earlier reviews that a share answers, each with its answer."""
    asked = {(review.mark, note.number): note for review in reviews for note in review.questions}
    return [
        (asked[one["review"], one["note"]], one["words"])
        for one in share["answers"]
        if (one["review"], one["note"]) in asked
    ]


def _with(draft: Draft, share: Mapping[str, Any], idea: Idea, today: date) -> Draft:
    before, after = effect(ground_of(share, today), idea)
    return draft._replace(ideas=(*draft.ideas, idea._replace(before=before, after=after)))
