"""Is this really them?: five things to look at before paying someone new, and the exact amount."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import law_card
from ui.screens.screen import Screen
from ui.viewmodels.really_them import ReallyThemState, ReallyThemViewModel
from ui.widgets.choice import Tick
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class ReallyThemScreen(Screen):
    """The page."""

    tab = "debts"
    state: ReallyThemState

    def begin(self, debt_id: int = 0) -> None:
        """Show the list, with the exact amount of one debt where it is known which."""
        self.vm = ReallyThemViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        ticks = [
            el(
                Tick,
                key=one.id,
                value=one.words,
                under=one.under,
                on=one.on,
                action=lambda one=one: self.show(self.vm.tick(one.id)),
            )
            for one in state.checks
        ]
        title = el(Words, value=say(Text("Before you pay someone new")), style="section", key="title")
        kind = "soft" if state.ready else "plain"
        verdict = el(Card, el(Words, value=state.verdict, strong=True), kind=kind, key="verdict " + kind)
        exact = self._exact()
        return PageParts(
            say(Text("Is this really them?")),
            (
                el(Card, title, el(Column, *ticks, gap=6, key="ticks"), key="checks"),
                verdict,
                exact,
                law_card(say, state.law, state.law_note),
            ),
            back=self.nav.behind(),
        )

    def _exact(self) -> Node | None:
        if not self.state.exact:
            return None
        return el(
            Card,
            el(Words, value=self.say(Text("The next payment")), style="section", key="title"),
            el(Words, value=self.state.exact, strong=True, key="exact"),
            el(Words, value=self.state.exact_note, style="small", tone="muted", key="note"),
            key="exact",
            gap=6,
        )
