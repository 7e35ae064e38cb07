"""Practise a call: a wording, your own answer first, then a calm one. Nothing of it is kept."""

from __future__ import annotations

import random
from typing import NamedTuple

from planner.errors import Text
from planner.services.tactic_guides import AFTER_ASKING, all_guides
from ui.viewmodels.session import Session

NOT_PRACTISED = ("threats",)
"""Threats are not for re-reading (guards.md 20)."""


class PractiseState(NamedTuple):
    """The page. ``reply`` is empty until it is asked for."""

    name: str
    wording: str
    mine: str
    reply: str
    why: str
    note: str


class PractiseViewModel:
    """Shows one wording after the other, by chance; ``dice`` for tests."""

    def __init__(self, session: Session, dice: random.Random | None = None) -> None:
        self._session = session
        self._dice = dice or random.Random()
        groups = all_guides(session.language)
        self._guides = [
            one
            for group in groups
            if group.id not in NOT_PRACTISED
            for one in group.guides
            if one.sounds_like
            and one.id not in AFTER_ASKING
            and not one.say_to  # what a court writes is answered to the court, not to a caller
        ]
        self._place, self._wording, self._mine, self._shown = -1, 0, "", False
        self.another()

    def state(self) -> PractiseState:
        """Return the page as it stands."""
        guide, say = self._guides[self._place], self._session.say
        return PractiseState(
            guide.name if self._shown else "",
            guide.sounds_like[self._wording],
            self._mine,
            guide.say if self._shown else "",
            guide.why if self._shown else "",
            say(Text("Nothing of this is kept. There is no wrong answer; silence is one too.")),
        )

    def type(self, words: str) -> PractiseState:
        """Take one's own answer; it is not kept."""
        self._mine = words
        return self.state()

    def show(self) -> PractiseState:
        """Show a calm answer."""
        self._shown = True
        return self.state()

    def another(self) -> PractiseState:
        """Take another wording, of another tactic."""
        others = [place for place in range(len(self._guides)) if place != self._place]
        self._place = self._dice.choice(others)
        self._wording = self._dice.randrange(len(self._guides[self._place].sounds_like))
        self._mine, self._shown = "", False
        return self.state()
