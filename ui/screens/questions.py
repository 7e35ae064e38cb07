"""Longer questions, one a page, in the form's own words; leaving is as easy as going on."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.viewmodels.questions import QuestionsState, QuestionsViewModel
from ui.widgets.card import steps_bar
from ui.widgets.choice import Option
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import el
from ui.widgets.words import Words


class QuestionsScreen(Screen):
    """The page of one question."""

    tab = "more"
    state: QuestionsState

    def begin(self, kind: str) -> None:
        """Begin with the first question."""
        self.vm = QuestionsViewModel(self.session, kind)
        self.state = self.vm.state()

    def go_back(self) -> bool:
        """Go back one question."""
        before = self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        step = say(Text("{number} of {count}", {"number": str(state.number), "count": str(state.length)}))
        options = [
            el(
                Option,
                key=f"{state.number} {id_}",
                value=words,
                chosen=id_ == state.chosen,
                action=lambda id_=id_: self._choose(id_),
            )
            for id_, words in state.choices
        ]
        note = state.ours or state.source
        first = el(Words, value=state.stem, tone="muted", key="stem") if state.stem else None
        return PageParts(
            state.title,
            (
                el(Words, value=step, style="small", tone="muted", key="step"),
                steps_bar(state.number, state.length),
                note_card(state.problem) if state.problem else None,
                el(Card, first, el(Words, value=state.question, style="section", key="question"), key="question"),
                el(Column, *options, gap=8, key=f"choices {state.number}"),
                el(Words, value=note, style="tiny", tone="muted", key="note"),
            ),
            foot=(
                el(KButton, key="back", value=say(Text("Back")), kind="outline", size_hint_x=1, action=self.nav.back),
                el(KButton, key="rest", value=say(Text("Not now")), kind="outline", size_hint_x=1, action=self._rest),
            ),
            back=self.nav.behind(),
        )

    def _choose(self, choice: str) -> None:
        state = self.vm.choose(choice)
        if state.done:
            self.nav.replace("check_in", entry=state.done)
        else:
            self.show(state)

    def _rest(self) -> None:
        self.vm.rest()
        self.nav.replace("check_in")
