"""What is happening right now?: six situations; each page says what you may do, step by step, and one sentence to say."""

from __future__ import annotations

from kivy.metrics import dp

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.happening import HappeningState, HappeningViewModel
from ui.widgets.card import Chip, open_row, ruled
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.layout import Card, Painted, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class HappeningScreen(Screen):
    """The choices, and the page of one."""

    state: HappeningState

    def begin(self, situation: str = "") -> None:
        """Show the choices, or one situation."""
        self._copied = False
        self.vm = HappeningViewModel(self.session, situation)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        if not state.title:
            rows = [
                open_row(words, "", icon, lambda id_=id_: self.nav.open("happening", situation=id_), key=id_)
                for id_, icon, words in state.choices
            ]
            return PageParts(
                say(Text("What is happening right now?")),
                (el(Card, *ruled(rows), key="choices", pad=(14, 6), gap=0),),
                back=say(Text("Today")),
            )
        sentences = [
            el(Words, value=words, style="section" if i == 0 else "body", key=words)
            for i, words in enumerate(state.sentences)
        ]
        steps = [
            el(
                Row,
                el(Chip, value=str(i + 1), kind="soft"),
                el(Words, value=words),
                gap=12,
                key=words,
                pad=(0, 4),
                top=True,
            )
            for i, words in enumerate(state.steps)
        ]
        body = (el(Card, *sentences, kind="soft", key="sentences"), el(Card, *steps, key="steps", gap=4), self._reply())
        return PageParts(state.title, body, back=say(Text("Back")))

    def _reply(self) -> Node | None:
        if not self.state.reply:
            return None
        say = self.say
        words = say(Text("Copied")) if self._copied else say(Text("Copy this sentence"))
        quote = el(
            Row,
            el(Painted, fill="edge", size_hint=(None, None), size=(dp(3), dp(40)), key="bar"),
            el(Words, value=self.state.reply),
            gap=12,
            key="quote",
        )
        title = el(Words, value=say(Text("You may say or send this")), style="section")
        copy = el(KButton, key="copy", value=words, icon="copy", kind="outline", small=True, action=self._copy)
        return el(Card, title, quote, copy, key="reply")

    def _copy(self) -> None:
        copy_for_a_minute(self.state.reply)
        self._copied = True
        self.nav.draw()
