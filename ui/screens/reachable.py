"""Stay reachable: choose one channel, copy the sentence, write down to whom it was sent, see the proof that you answer."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import copy_card, law_card, tap_rows
from ui.screens.screen import Screen
from ui.viewmodels.reachable import ReachableState, ReachableViewModel
from ui.widgets.card import amount_row, ruled
from ui.widgets.choice import Option
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class ReachableScreen(Screen):
    """The page."""

    tab = "contacts"
    state: ReachableState

    def begin(self) -> None:
        """Show what is chosen, and the proof."""
        self._copied = ""
        self.vm = ReachableViewModel(self.session)
        self.state = self.vm.state()

    def undo(self):
        """Offer to take back what was just written down."""
        if not self.state.sent:
            return None
        return self.state.sent, lambda: self.show(self.vm.take_back()), lambda: self.show(self.vm.forget_undo())

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        why = say(
            Text(
                "Some collectors call family and work once they can say that you hide. One channel on which you answer is enough, and it can be shown."
            )
        )
        body = (
            el(Card, el(Words, value=why), kind="soft", key="why"),
            self._channel(),
            *self._sentences(),
            self._send(),
        )
        return PageParts(
            say(Text("Stay reachable")),
            body,
            side=(self._proof(), law_card(say, state.law, "")),
            back=self.nav.behind(),
        )

    def _channel(self) -> Node:
        say, state = self.say, self.state
        options = [
            el(Option, key=id_, value=words, chosen=chosen, action=lambda id_=id_: self.show(self.vm.choose(id_)))
            for id_, words, chosen in state.channels
        ]
        field = el(
            Field,
            key="address",
            label=say(Text("The number or address on which you answer")),
            value=state.address,
            commit=lambda text: self.show(self.vm.type(text)),
            enter=lambda: self.show(self.vm.keep()),
        )
        keep = None
        if any(chosen for _, _, chosen in state.channels) and not state.kept:
            action = lambda: self.show(self.vm.keep())  # noqa: E731
            keep = el(KButton, key="keep", value=say(Text("Save")), kind="soft", action=action)
        title = el(Words, value=say(Text("The one channel that you choose")), style="section", key="title")
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        return el(Card, title, el(Column, *options, gap=8, key="options"), field, keep, problem, key="channel")

    def _sentences(self) -> list[Node]:
        return [
            copy_card(
                self.say,
                one.name,
                one.words,
                self._copied == one.language,
                lambda one=one: self._copy(one.language, one.words),
                key=f"sentence {one.language}",
            )
            for one in self.state.sentences
        ]

    def _send(self) -> Node | None:
        """Offer to write down that it was sent: a message of mine is a part of the proof."""
        say, state = self.say, self.state
        if not state.sentences:
            return None
        taps = [*((name, name) for name in state.people), ("", say(Text("Somebody else")))]
        title = el(Words, value=say(Text("Sent it? One tap writes it down")), style="section", key="title")
        return el(Card, title, tap_rows(taps, self._sent), key="send")

    def _proof(self) -> Node | None:
        state = self.state
        if not state.proof_words:
            return None
        rows = [amount_row(what, when, key=f"{place} {what}") for place, (when, what) in enumerate(state.proof)]
        title = el(Words, value=self.say(Text("Proof that you answer")), style="section", key="title")
        words = el(Words, value=state.proof_words, key="words")
        return el(Card, title, words, el(Column, *ruled(rows), key="rows"), key="proof", gap=8)

    def _sent(self, name: str) -> None:
        self.show(self.vm.sent(name))

    def _copy(self, language: str, words: str) -> None:
        copy_for_a_minute(words)
        self._copied = language
        self.nav.draw()
