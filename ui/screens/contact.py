"""One contact: its facts, the words folded, what the rules say and on what that rests."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.contact import ContactState, ContactViewModel, FindingState
from ui.widgets.card import Chip
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_CHIPS = {
    "possible_breach": ("bad", "breach"),
    "worth_checking": ("warn", "check_this"),
    "missing_facts": ("info", "missing"),
    "not_covered": ("neutral", "not_covered"),
}


class ContactScreen(Screen):
    """The page."""

    tab = "contacts"
    pane_of = "contacts"
    state: ContactState

    def begin(self, entry: int) -> None:
        """Show the entry, and ask the rules."""
        self.entry = entry
        self.vm = ContactViewModel(self.session, entry)
        self.state = self.vm.state()
        self._unfolded = False
        self._ask_the_rules()

    def refresh(self) -> None:
        """Look again, and ask again."""
        super().refresh()
        self._ask_the_rules()

    def undo(self):
        """Offer to put it back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.undo()), lambda: self.show(self.vm.forget_undo())

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        edit = el(
            IconButton,
            key="edit",
            name="edit",
            label=say(Text("Correct the facts")),
            action=lambda: self.nav.open("contact_form", entry=self.entry),
        )
        remove = el(
            KButton,
            key="remove",
            value=say(Text("Take it out of the log")),
            kind="text",
            small=True,
            action=self._withdraw,
        )
        versions = None
        if state.versions > 1:
            words = say(
                Text("Corrected {count} times; what was written first is kept.", {"count": str(state.versions - 1)})
            )
            versions = el(Words, value=words, style="small", tone="muted", key="versions")
        return PageParts(
            state.who,
            (
                el(Words, value=self.session.join(state.when, state.how), tone="muted", key="how"),
                *(self._finding(one, place) for place, one in enumerate(state.findings)),
                *(self._question(words) for words in state.questions),
                self._words(),
                self._facts(),
                versions,
                None if state.gone else remove,
            ),
            actions=() if state.gone else (edit,),
            back=say(Text("Contacts")),
        )

    def _finding(self, one: FindingState, place: int) -> Node:
        kind, icon = _CHIPS[one.outcome]
        rests = el(Words, value=one.rests_on, style="small", tone="muted", key="rests") if one.rests_on else None
        return el(
            Card,
            el(Chip, value=one.word, icon=icon, kind=kind, key="chip"),
            el(Words, value=one.title, strong=True, key="title"),
            el(Words, value=one.message, key="message"),
            rests,
            el(Words, value=one.source, style="small", tone="muted", key="source"),
            key=f"finding {place}",
            gap=6,
        )

    def _question(self, words: str) -> Node:
        return el(
            Card,
            el(Chip, value=self.say(Text("Missing facts")), icon="missing", kind="info"),
            el(Words, value=words),
            key=words,
        )

    def _words(self) -> Node | None:
        """Show the words folded: they are not for re-reading (guard 20)."""
        if not self.state.words:
            return None
        if self._unfolded:
            return el(Card, el(Words, value=self.state.words, key="said"), key="words")
        show = el(
            KButton, key="show", value=self.say(Text("Show the words")), kind="soft", small=True, action=self._unfold
        )
        return el(Card, show, key="words")

    def _facts(self) -> Node | None:
        if not self.state.facts:
            return None
        rows = [
            el(
                Column,
                el(Words, value=label, style="small", tone="muted", key="label"),
                el(Words, value=value, key="value"),
                gap=1,
                key=label,
            )
            for label, value in self.state.facts
        ]
        return el(Card, *rows, key="facts", gap=10)

    def _unfold(self) -> None:
        self._unfolded = True
        self.nav.draw()

    def _withdraw(self) -> None:
        self.show(self.vm.withdraw())

    def _ask_the_rules(self) -> None:
        work = self.vm.check()
        if work is not None:
            self.nav.run(Task(work, self._asked, self._not_asked))

    def _asked(self, checked) -> None:
        self.state = self.vm.checked(checked)
        self.nav.draw()

    def _not_asked(self, error: BaseException) -> None:
        raise error
