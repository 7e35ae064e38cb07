"""Correcting a contact, and adding to it: what happened, who it was, who was reached."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.contact_form import ChoiceState, ContactFormState, ContactFormViewModel, TickState
from ui.widgets.choice import Option, Tick
from ui.widgets.field import ChoiceField, Field, error_summary
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class ContactFormScreen(Screen):
    """The form."""

    tab = "contacts"
    state: ContactFormState

    def begin(self, entry: int) -> None:
        """Show the facts of an entry."""
        self.vm = ContactFormViewModel(self.session, entry)
        self.state = self.vm.state()
        self._open_list = ""
        self._tactics = False

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        texts = {field.column: field for field in state.texts}
        choices = {choice.column: choice for choice in state.choices}
        first = self._card(
            say(Text("What happened")),
            [
                texts["at"],
                choices["channel"],
                choices["outcome"],
                choices["purpose"],
                texts.get("said", self._show_words()),
                choices["exactness"],
                choices["from"],
            ],
        )
        who = self._card(
            say(Text("Who it was")),
            [
                texts["collector"],
                choices["role"],
                texts["principal"],
                texts["agent_name"],
                texts["staff_number"],
                texts["number"],
            ],
        )
        reached = self._card(
            say(Text("Who was reached")),
            [choices["recipient"], texts["relation"], texts["dialed"], texts["whose_phone"], texts["witness"]],
        )
        foot = (el(KButton, key="save", value=say(Text("Save")), action=lambda: self._shown(self.vm.save())),)
        return PageParts(
            say(Text("Correct a fact")),
            (
                first,
                self._ticks(say(Text("Which debt it was about")), "debt", state.debts),
                self._what_they_did(),
            ),
            side=(who, reached),
            foot=foot,
            back=self._back(),
            top=(error_summary(state.problem),),
        )

    def sheet(self):
        """Return the open list of choices."""
        choice = next((one for one in self.state.choices if one.column == self._open_list), None)
        if choice is None:
            return None
        options = tuple(
            el(
                Option,
                key=id_ or "unknown",
                value=words,
                chosen=id_ == choice.chosen,
                action=lambda id_=id_: self._choose(choice.column, id_),
            )
            for id_, words in choice.choices
        )
        return choice.label, options, self._close

    def _card(self, title: str, parts: list) -> Node:
        return el(Card, el(Words, value=title, style="section"), *(self._part(part) for part in parts), key=title)

    def _show_words(self) -> Node:
        """Offer the words that were said: they are not for re-reading (guard 20)."""
        words = self.say(Text("Show the words"))
        action = lambda: self.show(self.vm.unfold())  # noqa: E731
        return el(KButton, key="show", value=words, kind="soft", small=True, action=action)

    def _part(self, part) -> Node:
        if isinstance(part, Node):
            return part
        if isinstance(part, ChoiceState):
            return el(
                ChoiceField,
                key=part.column,
                title=part.label,
                value=part.shown,
                label=part.label,
                action=lambda: self._open(part.column),
            )
        return el(
            Field,
            key=part.column,
            column=part.column,
            input="long" if part.column == "said" else "text",
            label=part.label,
            value=part.value,
            error=part.error,
            commit=lambda text: self._typed(part.column, text),
        )

    def _ticks(self, title: str, column: str, ticks: tuple[TickState, ...]) -> Node | None:
        if not ticks:
            return None
        rows = [
            el(
                Tick,
                key=one.id,
                value=one.words,
                on=one.on,
                action=lambda one=one: self.show(self.vm.tick(column, one.id)),
            )
            for one in ticks
        ]
        half = (len(rows) + 1) // 2 if len(rows) > 8 and self.nav.wide and not theme.stacked else len(rows)
        columns = [el(Column, *part, key=str(at)) for at, part in enumerate((rows[:half], rows[half:])) if part]
        return el(
            Card, el(Words, value=title, style="section"), el(Row, *columns, gap=10, top=True, key="rows"), key=column
        )

    def _what_they_did(self) -> Node:
        """Show what was ticked; the whole list only when asked for."""
        title = self.say(Text("What they did"))
        if self._tactics:
            return self._ticks(title, "tactics", self.state.tactics)
        chosen = [el(Words, value=one.words, key=one.id) for one in self.state.tactics if one.on]
        more = el(
            KButton,
            key="more",
            value=self.say(Text("Choose from a list")),
            kind="soft",
            small=True,
            action=self._unfold,
        )
        return el(Card, el(Words, value=title, style="section"), *chosen, more, key="did")

    def _back(self) -> str:
        return self.say(Text("Back"))

    # What a tap does

    def _typed(self, column: str, text: str) -> None:
        self.show(self.vm.type(column, text))

    def _choose(self, column: str, id_: str) -> None:
        self._open_list = ""
        self.show(self.vm.type(column, id_))

    def _open(self, column: str) -> None:
        self._open_list = column
        self.nav.draw()

    def _close(self) -> None:
        self._open_list = ""
        self.nav.draw()

    def _unfold(self) -> None:
        self._tactics = True
        self.nav.draw()

    def _shown(self, state: ContactFormState) -> None:
        if state.done:
            self.state = state
            self.nav.back()
        else:
            self.show(state)
