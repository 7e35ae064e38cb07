"""A fault of the program: one calm sentence, and a way on. What was saved is safe, since each change is saved whole."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.settings import SettingsViewModel
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import el
from ui.widgets.words import Words


class CrashScreen(Screen):
    """The page."""

    def begin(self) -> None:
        """Show it."""
        self.vm = SettingsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        words = say(Text("Something in Ashore went wrong, not in what you did. All that you saved is still here."))
        on = el(KButton, value=say(Text("Go to Today")), action=lambda: self.nav.start("today"))
        return PageParts(say(Text("One moment")), (el(Card, el(Words, value=words), on, key="crash"),))
