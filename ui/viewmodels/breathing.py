"""Breathing for a minute, and coming back to the room: nothing is counted, nothing is kept."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text
from planner.services.check_in_words import GROUNDING
from ui.viewmodels.session import Session

IN, OUT = 4, 6
"""Seconds."""


class BreathingState(NamedTuple):
    """``breathe_in``, ``breathe_out``: words in the circle; ``still``: what stands there where nothing moves."""

    breathe_in: str
    breathe_out: str
    still: str
    under: str
    grounding: tuple[str, ...]
    moves: bool


class BreathingViewModel:
    """Shows the circle and the small exercises."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def state(self) -> BreathingState:
        """Return the page."""
        say, moves = self._session.say, self._session.settings.get("reduced_motion") != "yes"
        return BreathingState(
            breathe_in=say(Text("breathe in")),
            breathe_out=say(Text("breathe out")),
            still=say(Text("in for 4, out for 6")),
            under=say(
                Text("In for 4, out for 6. The circle goes with you.")
                if moves
                else Text("In while you count to 4, out while you count to 6. The circle stands still.")
            ),
            grounding=tuple(say(one) for one in GROUNDING),
            moves=moves,
        )
