"""Each idea of a review beside what stands now: open, taken, left, changed since, gone. Nothing is merged by itself.

Pure: what stands is handed in, and what was decided before. Two reviews of one plan meet here: once an idea of one is
taken, the other's on the same place no longer stands on what its helper saw, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from planner.errors import PlannerError, Text
from planner.sharing.review import Idea, Review

TAKEN, LEFT, UNDONE = "taken", "left", "undone"


class Stand(StrEnum):
    """How an idea stands now. ``CHANGED``: what it would change is not as the helper saw it; ``GONE``: it is not there."""

    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"
    CHANGED = "changed"
    GONE = "gone"
    ALREADY = "already"


class Decision(NamedTuple):
    """What was decided of one idea; the newest counts. ``before``: the value that a take replaced, for undoing it."""

    idea: int
    what: str
    on: str
    before: Mapping[str, Any] = {}


class Beside(NamedTuple):
    """An idea beside what stands now. ``present`` None: what it would change is not there.

    ``rivals``: who else has an idea on the same place, in another review, and the day of that.
    """

    idea: Idea
    present: str | None
    stand: Stand
    rivals: tuple[tuple[str, date], ...] = ()


class NotAsSeen(PlannerError):
    """An idea does not stand on what is there now; it is taken only where the borrower says so once more."""


def newest(decisions: Iterable[Decision]) -> dict[int, Decision]:
    """Return the decision that counts for each idea; one that was undone counts no more."""
    found: dict[int, Decision] = {}
    for one in decisions:
        if one.what == UNDONE:
            found.pop(one.idea, None)
        else:
            found[one.idea] = one
    return found


def lay_beside(
    review: Review,
    present: Mapping[tuple[str, int, str, int], str | None],
    decisions: Sequence[Decision],
    others: Sequence[Review] = (),
) -> tuple[Beside, ...]:
    """Return every idea beside the value that stands now, by its ``target``."""
    decided = newest(decisions)
    rows = []
    for idea in review.ideas:
        now = present.get(idea.target)
        rivals = tuple(
            dict.fromkeys(
                (other.by, other.made_on)
                for other in others
                if other.mark != review.mark and any(one.target == idea.target for one in other.ideas)
            )
        )
        rows.append(Beside(idea, now, _stand(idea, now, decided.get(idea.number)), rivals))
    return tuple(rows)


def check_take(row: Beside, *, anyway: bool) -> None:
    """Raise ``NotAsSeen`` where an idea may not be taken just so; ``anyway``: the borrower saw that it changed since."""
    if row.stand is Stand.GONE:
        raise NotAsSeen(Text("What this idea would change is not there any more, so it cannot be taken."))
    if row.stand in (Stand.TAKEN, Stand.ALREADY):
        raise NotAsSeen(Text("This idea is taken already."))
    if row.stand is Stand.CHANGED and not anyway:
        blanks = {"seen": row.idea.now or "–", "now": row.present or "–"}
        words = Text('This has changed since: your helper saw "{seen}", now it is "{now}". Look at it once more first.')
        raise NotAsSeen(Text(words.id, blanks))


def _stand(idea: Idea, now: str | None, decided: Decision | None) -> Stand:
    if decided is not None and decided.what == TAKEN and now == idea.then:
        return Stand.TAKEN
    if now is None:
        return Stand.GONE
    if now == idea.then:
        return Stand.ALREADY
    if decided is not None and decided.what == LEFT:
        return Stand.LEFT
    return Stand.OPEN if now == idea.now else Stand.CHANGED
