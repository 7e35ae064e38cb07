"""When mental health is hard too: forms and protections of the person's place, each with its source and day."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.care_parts import breathe_row, people_card
from ui.screens.screen import Screen
from ui.viewmodels.care_support import SupportCard, SupportState, SupportViewModel
from ui.widgets.layout import Card
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
        cards = [self._card(card) for card in self.state.cards]
        if not cards:
            title = el(Words, value=say(Text("A free debt adviser knows what there is.")), style="section", key="name")
            ask = el(KButton, key="ask", value=self.state.ask, icon="help", action=self.nav.help)
            about = el(Words, value=self.state.about, style="tiny", tone="muted", key="about")
            helper = (ask, about) if self.state.ask else ()
            none = say(Text("Forms and protections of your place are not listed here yet."))
            words = el(Words, value=none, style="small", tone="muted", key="words")
            place = el(
                KButton,
                key="place",
                value=say(Text("Change the place")),
                kind="text",
                small=True,
                action=lambda: self.nav.open("settings"),
            )
            cards = [el(Card, title, *helper, words, place, key="none", gap=8)]
        breathe = el(Card, breathe_row(self.nav), key="breathe", pad=(14, 6))
        return PageParts(
            say(Text("When mental health is hard too")),
            tuple(cards),
            side=(people_card(self.nav), breathe),
            back=self.nav.behind(),
        )

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
