"""When mental health is hard too: forms and protections of the person's place, each with its source and day."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.care_parts import breathe_row, people_card
from ui.screens.screen import Screen
from ui.viewmodels.care_support import SupportCard, SupportState, SupportViewModel
from ui.widgets.card import open_row, ruled
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class CareSupportScreen(Screen):
    """The page."""

    tab = "more"
    state: SupportState

    def begin(self) -> None:
        """Show what the place has."""
        self.vm = SupportViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        title, back = say(Text("When it weighs on your mind too")), self.nav.behind()
        if not self.state.cards:
            return PageParts(title, (self._talk(), self._none(), self._gentle()), back=back)
        cards = tuple(self._card(card) for card in self.state.cards)
        return PageParts(title, cards, side=(self._talk(), self._gentle()), back=back)

    def _talk(self) -> Node:
        """Show people to talk to, by name and number where the country has some; all of them are a tap away."""
        if not self.state.talk:
            return people_card(self.nav)
        rows = [open_row(name, under, "talking", self.nav.help, key=name) for name, under in self.state.talk]
        title = el(Words, value=self.say(Text("Someone to talk to")), style="section", key="title")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), kind="way", key="talk", gap=4)

    def _gentle(self) -> Node:
        """Show what makes Ashore itself easier."""
        say = self.say
        gentle = open_row(
            say(Text("Gentle mode")),
            say(Text("Only the next small step and its day. No totals, no counts, until you want them again.")),
            "mood",
            lambda: self.nav.open("care_settings"),
            key="gentle",
        )
        return el(Card, *ruled([breathe_row(self.nav), gentle]), key="easier", pad=(14, 6), gap=0)

    def _none(self) -> Node:
        """Say that the place was not looked up yet, and who knows."""
        say, state = self.say, self.state
        title = el(
            Words, value=say(Text("A free adviser can tell you what help there is.")), style="section", key="name"
        )
        ask = el(KButton, key="ask", value=state.ask, icon="help", kind="soft", action=self.nav.help)
        about = el(Words, value=state.about, style="tiny", tone="muted", key="about")
        none = say(Text("Forms and protections of your place are not listed here yet."))
        words = el(Words, value=none, style="small", tone="muted", key="words")
        place = el(
            KButton,
            key="place",
            value=say(Text("Change the place")),
            kind="text",
            small=True,
            hug=True,
            action=lambda: self.nav.open("settings"),
        )
        return el(Card, title, *((ask, about) if state.ask else ()), words, place, key="none", gap=8)

    def _card(self, card: SupportCard) -> Node:
        lines = [el(Words, value=line, key=line) for line in card.words]
        return el(
            Card,
            el(Words, value=card.name, style="section", key="name"),
            *lines,
            el(Words, value=card.ask, strong=True, key="ask"),
            el(Words, value=card.source, style="tiny", tone="muted", key="source"),
            key=card.name,
            gap=8,
        )
