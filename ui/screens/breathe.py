"""Breathe for a minute: a circle that grows and falls, and small exercises to come back to the room. Nothing is kept."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import numbered
from ui.screens.screen import Screen
from ui.viewmodels.breathing import IN, OUT, BreathingState, BreathingViewModel
from ui.widgets.breathing import BreathingCircle
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.tree import el
from ui.widgets.words import Words


class BreatheScreen(Screen):
    """The page; it opens before the lock too."""

    tab = ""
    hides_now = True
    state: BreathingState

    def begin(self) -> None:
        """Show the circle."""
        self.vm = BreathingViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        circle = el(
            BreathingCircle,
            key=f"circle {state.moves}",
            moves=state.moves,
            seconds_in=IN,
            seconds_out=OUT,
            breathe_in=state.breathe_in,
            breathe_out=state.breathe_out,
            still=state.still,
            label=state.under,
        )
        under = el(Words, value=state.under, style="small", halign="center", key="under")
        ground = numbered(state.grounding, title=say(Text("To come back to the room")), key="grounding")
        words = say(Text("Stop whenever you like. Nothing you do here is kept."))
        kept = el(Words, value=words, style="small", tone="muted", halign="center", key="kept")
        return PageParts(
            say(Text("Breathe for a minute")),
            (el(Card, circle, under, kept, kind="soft", key="circle"),),
            side=(ground,),
            back=say(Text("Back")),
        )
