"""Check-ins in a share: folded, none ticked, each by its own name. What was written in them is not shown here again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.errors import Text
from planner.services.check_in_words import to_hand_over
from ui.viewmodels.care import LOCKED, care_of
from ui.viewmodels.session import Session

SHOWN = 8


class NamedRow(NamedTuple):
    """One entry that can be ticked: its name, with its day and number."""

    name: str
    on: bool


class NamedState(NamedTuple):
    """The card. ``can_open``: there are entries to tick; ``more``: older ones that are not shown yet."""

    words: str
    can_open: bool
    unfolded: bool
    rows: tuple[NamedRow, ...]
    more: int


class NamedCheckIns:
    """Which entries are ticked; none is, until the person does."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._unfolded = self._all = False
        self.ticked: frozenset[str] = frozenset()

    def state(self) -> NamedState:
        """Return the card as it stands."""
        rows, say = self.rows(), self._session.say
        if self.ticked:
            words = say(Text("Ticked: {count}. All others stay here.", {"count": str(len(self.ticked))}))
        elif care_of(self._session).state == LOCKED:
            words = say(Text("Never ticked for you. To tick one, open your check-ins first."))
        elif rows:
            words = say(Text("Never ticked for you. Only the ones you name."))
        else:
            words = say(Text("Check-ins are never in it."))
        shown = rows[::-1] if self._all else rows[::-1][:SHOWN]
        return NamedState(
            words,
            bool(rows),
            self._unfolded,
            tuple(NamedRow(row["name"], row["name"] in self.ticked) for row in shown) if self._unfolded else (),
            len(rows) - len(shown),
        )

    def rows(self) -> list[Mapping[str, str]]:
        """Return every entry in words; none where check-ins are off or shut."""
        opened = care_of(self._session).check_ins
        return [] if opened is None else [*to_hand_over(opened.entries(), self._session.say)]

    def unfold(self) -> None:
        """Show the names, or fold them again."""
        self._unfolded = not self._unfolded

    def show_all(self) -> None:
        """Show older ones too."""
        self._all = True

    def turn(self, name: str) -> None:
        """Tick one, or take the tick away."""
        self.ticked = self.ticked ^ {name}
