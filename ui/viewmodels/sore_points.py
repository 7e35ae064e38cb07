"""Sore points: what hurts when they say it, each with a neutral line. Private; in no export, bundle or share."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import InputProblems, StoreError, Text
from planner.services.check_in_words import NEUTRAL_LINES
from planner.services.check_ins import CheckIns
from ui.viewmodels.care import care_of
from ui.viewmodels.session import Session


class PointRow(NamedTuple):
    """A sore point; ``reply`` is the line to answer with, a general one where it has none of its own."""

    id: int
    words: str
    reply: str


class SorePointsState(NamedTuple):
    """The page. ``editing``: whether one is written down just now; ``lines``: lines that can be taken."""

    rows: tuple[PointRow, ...]
    unfolded: bool
    editing: bool
    words: str
    reply: str
    lines: tuple[str, ...]
    errors: dict[str, str]
    problem: str


class SorePointsViewModel:
    """Shows the list folded: what hurts is not read by passing by (guard 20)."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._unfolded = self._editing = False
        self._number = 0
        self._typed = {"words": "", "reply": ""}
        self._errors: dict[str, Text] = {}
        self._problem: Text | None = None

    def state(self) -> SorePointsState:
        """Return the page as it stands."""
        say, care = self._session.say, care_of(self._session)
        points = care.check_ins.sore_points() if care.check_ins else []
        why = self._problem or care.why
        lines = tuple(say(line) for line in NEUTRAL_LINES)
        return SorePointsState(
            rows=tuple(
                PointRow(one.id, one.words, one.reply or lines[place % len(lines)]) for place, one in enumerate(points)
            ),
            unfolded=self._unfolded,
            editing=self._editing,
            words=self._typed["words"],
            reply=self._typed["reply"],
            lines=lines,
            errors={field: self._session.fault(words) for field, words in self._errors.items()},
            problem=say(why) if why else "",
        )

    def unfold(self) -> SorePointsState:
        """Show the words, or fold them again."""
        self._unfolded = not self._unfolded
        return self.state()

    def edit(self, number: int = 0) -> SorePointsState:
        """Write a new one down, or change one."""
        point = next((one for one in self._open().sore_points() if one.id == number), None)
        self._typed = {"words": point.words if point else "", "reply": point.reply if point else ""}
        self._editing, self._number, self._errors = True, number, {}
        return self.state()

    def type(self, field: str, text: str) -> SorePointsState:
        """Take words, or a line."""
        self._typed[field] = text
        self._errors.pop(field, None)
        return self.state()

    def save(self) -> SorePointsState:
        """Keep it; what is missing is said beside its field."""
        try:
            self._open().keep_sore_point(self._typed["words"], self._typed["reply"], self._number)
        except InputProblems as faults:
            self._errors = {one.field: one.message for one in faults.problems}
        except StoreError as error:
            self._problem = error.message
        else:
            self._editing, self._unfolded = False, True
        return self.state()

    def remove(self) -> SorePointsState:
        """Remove the one that is being changed."""
        try:
            self._open().remove_sore_point(self._number)
        except StoreError as error:
            self._problem = error.message
        self._editing = False
        return self.state()

    def back(self) -> SorePointsState | None:
        """Leave the form; None where the page itself is to be left."""
        if not self._editing:
            return None
        self._editing = False
        return self.state()

    @property
    def is_changing(self) -> bool:
        """Whether one that is there is being changed."""
        return bool(self._number)

    def _open(self) -> CheckIns:
        care = care_of(self._session)
        if care.check_ins is None:
            raise StoreError(care.why or Text("Check-ins are off."))
        return care.check_ins
