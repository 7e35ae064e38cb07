"""Writing a contact down: who, what happened – then it is stored – and the details for whoever has time."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.contact_form import DETAILS, WHO, ChoiceState, ContactFormState, ContactFormViewModel, TickState
from ui.widgets.card import ListRow, row_words, ruled
from ui.widgets.choice import Option, Tick
from ui.widgets.field import ChoiceField, Field, error_summary
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class ContactFormScreen(Screen):
    """The steps; with ``entry`` the details of one that is written already."""

    tab = "contacts"
    state: ContactFormState

    def begin(self, entry: int = 0) -> None:
        """Ask who it was, or show the details."""
        self.vm = ContactFormViewModel(self.session, entry)
        self.state = self.vm.state()
        self._open_list = ""
        self._tactics = False
        self._undo_gone = False

    def go_back(self) -> bool:
        """Go back one step."""
        before = self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def undo(self):
        """Offer to take back what was just stored."""
        if self.state.step != DETAILS or not self.state.said or self._undo_gone:
            return None
        return self.state.said, self._take_back, self._let_go

    def page(self) -> PageParts:
        """Return the page of the step."""
        step = self.state.step
        return self._who() if step == WHO else self._details() if step == DETAILS else self._what()

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

    def _who(self) -> PageParts:
        say, state = self.say, self.state
        rows = [self._go_row(name, "agency", lambda name=name: self._chosen_who(name)) for name in state.people]
        unknown = say(Text("Somebody I don't know"))
        rows.append(self._go_row(unknown, "missing", lambda: self._chosen_who("")))
        field = el(
            Field,
            key="name",
            label=say(Text("Someone new: who they say they are")),
            value=state.who,
            commit=self._typed_who,
            enter=self._go_on_with_name,
        )
        go = el(KButton, key="go", value=say(Text("Next")), kind="soft", action=self._go_on_with_name)
        new = el(Card, field, go if state.who.strip() else None, key="new")
        return PageParts(
            say(Text("Who was it?")), (el(Card, *ruled(rows), key="people", pad=(14, 6), gap=0), new), back=self._back()
        )

    def _what(self) -> PageParts:
        say, state = self.say, self.state
        rows = [self._go_row(words, icon, lambda id_=id_: self._happened(id_)) for id_, icon, words in state.quick]
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        note = el(
            Words,
            value=say(Text("It is stored with the time of now. You can correct everything.")),
            style="small",
            tone="muted",
            key="note",
        )
        body = (problem, el(Card, *ruled(rows), key="quick", pad=(14, 6), gap=0), note)
        return PageParts(say(Text("What happened?")), body, back=say(Text("Who was it?")))

    def _details(self) -> PageParts:
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
            say(Text("Details, if you like")) if state.said else say(Text("Correct the facts")),
            (
                error_summary(state.problem),
                first,
                self._ticks(say(Text("Which debt it was about")), "debt", state.debts),
                self._what_they_did(),
            ),
            side=(who, reached),
            foot=foot,
            back=self._back(),
        )

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
        return el(Card, el(Words, value=title, style="section"), el(Column, *rows, key="rows"), key=column)

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

    def _go_row(self, words: str, icon: str, action) -> Node:
        return el(
            ListRow,
            el(Icon, name=icon, tone="primary"),
            row_words(words),
            el(Icon, name="next", tone="muted", size_dp=18),
            key=words,
            label=words,
            action=action,
        )

    def _back(self) -> str:
        return self.say(Text("Contacts"))

    # What a tap does

    def _chosen_who(self, name: str) -> None:
        self.show(self.vm.choose_who(name))

    def _typed_who(self, name: str) -> None:
        self.show(self.vm.type_who(name))

    def _go_on_with_name(self) -> None:
        if self.state.who.strip():
            self.show(self.vm.choose_who(self.state.who))

    def _happened(self, what: str) -> None:
        self.show(self.vm.happened(what))

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

    def _take_back(self) -> None:
        self._shown(self.vm.take_back())

    def _let_go(self) -> None:
        self._undo_gone = True
        self.nav.draw()

    def _shown(self, state: ContactFormState) -> None:
        if state.done:
            self.state = state
            self.nav.back()
        else:
            self.show(state)
