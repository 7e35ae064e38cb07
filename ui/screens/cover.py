"""What stands over everything after "Hide now": an empty page of notes. A tap or a key goes on."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import el
from ui.widgets.words import Words


class CoverScreen(Screen):
    """The page; it says nothing of what is behind it."""

    tab = ""
    offers_help = False

    def begin(self) -> None:
        """Cover."""
        self.state = None

    def read_again(self) -> None:
        """There is nothing to read."""

    def go_back(self) -> bool:
        """Uncover."""
        self.nav.uncover()
        return True

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        empty = el(Card, el(Words, value=say(Text("No notes yet.")), tone="muted"), key="empty")
        on = el(KButton, key="on", value=say(Text("Open")), kind="outline", action=self.nav.uncover)
        return PageParts(say(Text("Notes")), (empty,), foot=(on,))
