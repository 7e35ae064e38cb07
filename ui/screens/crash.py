"""What nobody else could say: a store that cannot be read or changed, a fault of the program. One calm sentence, and a way on. What was saved is safe, since each change is saved whole."""

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

    def begin(self, message: Text | None = None) -> None:
        """Show it; ``message`` is a sentence of the store's that nobody else said."""
        self._message = message
        self.vm = SettingsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        if self.session.problem is not None:
            again = el(KButton, key="again", value=say(Text("Try again")), action=self._try_again)
            words = el(Words, value=say(self.session.problem), key="problem")
            return PageParts(say(Text("Your list cannot be read right now")), (el(Card, words, again, key="store"),))
        if self._message is not None:
            on = el(KButton, key="on", value=say(Text("Open Today")), action=lambda: self.nav.start("today"))
            words = el(Words, value=say(self._message), key="message")
            parts = (el(Card, words, on, key="message"),)
            return PageParts(say(Text("That did not work")), parts, back=say(Text("Back")))
        words = say(Text("Something in Ashore went wrong. What you saved is still here."))
        on = el(KButton, value=say(Text("Open Today")), action=lambda: self.nav.start("today"))
        parts = (el(Card, el(Words, value=words), on, key="crash"),)
        return PageParts(say(Text("Our fault, not yours")), parts, back=say(Text("Back")))

    def _try_again(self) -> None:
        self.session.look_again()
        if self.session.problem is None:
            self.nav.start("first_run" if self.session.is_new else "today")
            self.nav.new_look()
        else:
            self.nav.draw()
