"""Practise a call: what they say, what you would say, a calm answer. Nothing is kept."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import quote
from ui.screens.screen import Screen
from ui.viewmodels.practise import PractiseState, PractiseViewModel
from ui.widgets.field import Field
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import el
from ui.widgets.words import Words


class PractiseScreen(Screen):
    """The page."""

    tab = "more"
    state: PractiseState

    def begin(self) -> None:
        """Begin with one by chance."""
        self.vm = PractiseViewModel(self.session)
        self.state = self.vm.state()

    def read_again(self) -> None:
        """Begin anew in the language of now."""
        self.begin()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        theirs = el(
            Card,
            el(Words, value=say(Text("They say")), style="section", key="title"),
            quote(state.wording),
            key="theirs",
        )
        mine = el(
            Field,
            key="mine",
            input="long",
            label=say(Text("What would you say?")),
            value=state.mine,
            commit=lambda text: self.show(self.vm.type(text)),
        )
        note = el(Words, value=state.note, style="small", tone="muted", key="note")
        reply = None
        if state.reply:
            reply = el(
                Card,
                el(Words, value=say(Text("A calm answer")), style="section", key="title"),
                quote(state.reply),
                el(Words, value=state.name, strong=True, key="name"),
                el(Words, value=state.why, style="small", tone="muted", key="why"),
                kind="soft",
                key="reply",
            )
        if state.reply:
            go = el(KButton, key="next", value=say(Text("Another one")), action=lambda: self.show(self.vm.another()))
        else:
            go = el(
                KButton, key="show", value=say(Text("Show a calm answer")), action=lambda: self.show(self.vm.show())
            )
        return PageParts(say(Text("Practise a call")), (theirs, mine, reply, go, note), back=self.nav.behind())
