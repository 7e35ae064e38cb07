"""Papers that show a change, as a checklist to go with a hardship letter."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.kit import KitState, KitViewModel
from ui.widgets.card import ruled
from ui.widgets.choice import Tick
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.tree import el
from ui.widgets.words import Words


class KitScreen(Screen):
    """The page."""

    tab = "more"
    state: KitState

    def begin(self) -> None:
        """Show the list."""
        self.vm = KitViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        about = say(
            Text(
                "Lenders lower or pause more easily when they can see what changed. Two or three of these are enough. Copies, never the only original."
            )
        )
        rows = [
            el(Tick, key=id_, value=name, under=how, on=on, action=lambda id_=id_: self.show(self.vm.tick(id_)))
            for id_, name, how, on in self.state.items
        ]
        words = el(Card, el(Words, value=about), kind="soft", key="about")
        listed = el(Card, *ruled(rows), key="items", gap=2)
        return PageParts(say(Text("Papers that show a change")), (words, listed), back=self.nav.behind())
