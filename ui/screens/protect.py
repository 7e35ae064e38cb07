"""Keep it private: a passphrase with its recovery code, or a key on this device; each said for what it is."""

from __future__ import annotations

from collections.abc import Callable

from planner.errors import StoreError, Text
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.protect import CHECK, CHECK_INS, CODE, DONE, FIRST, PASSPHRASE_ANEW, ProtectState, ProtectViewModel
from ui.widgets.card import row_words
from ui.widgets.choice import Option
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.secret import secret_field
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class ProtectScreen(Screen):
    """The steps. ``done()`` is called when the list is protected, else the list is opened; ``back``: words of the way back."""

    tab = ""
    state: ProtectState

    def begin(
        self,
        *,
        done: Callable[[], None] | None = None,
        purpose: str = FIRST,
        back: str = "",
        keep: Callable[[str | None, str], None] | None = None,
    ) -> None:
        """Start with the choice, or with what is to be made anew."""
        self._done, self._back = done or self.nav.go_in, back
        self.vm = ProtectViewModel(self.session, purpose, keep)
        self.state = self.vm.state()
        self._covered = True
        self._problem = ""

    def go_back(self) -> bool:
        """Go back one step."""
        before = self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def page(self) -> PageParts:
        """Return the page of the step."""
        return {CODE: self._code, CHECK: self._check}.get(self.state.step, self._choose)()

    def _choose(self) -> PageParts:
        say, state = self.say, self.state
        anew = state.purpose == PASSPHRASE_ANEW
        before = None
        if state.is_plain:
            words = say(Text("Your list is here, as it was. From now on it is kept encrypted. Choose how it opens."))
            before = el(Card, el(Words, value=words), kind="soft", key="before")
        own = state.purpose == CHECK_INS
        ways = () if anew or own else (self._way(True), *(self._fields() if state.passphrase else ()), self._way(False))
        forget = self._forget() if state.passphrase and not anew else None
        problem = el(Words, value=self._problem, tone="warn", key="problem") if self._problem else None
        on = (
            say(Text("Change the passphrase"))
            if anew
            else say(Text("Set passphrase and go on"))
            if state.passphrase
            else say(Text("Continue"))
        )
        title = say(Text("Another passphrase")) if anew else say(Text("Keep it private"))
        if own:
            title = say(Text("A passphrase for check-ins"))
        body = (before, *(self._fields() if anew or own else ways), forget, problem)
        return PageParts(title, body, foot=(el(KButton, key="on", value=on, action=self._go_on),), back=self._back)

    def _way(self, passphrase: bool) -> Node:
        say = self.say
        title = say(Text("A passphrase (recommended)")) if passphrase else say(Text("No passphrase"))
        under = (
            say(Text("You type it to open Ashore. Four words are easy to keep."))
            if passphrase
            else say(Text("Ashore opens by itself. Whoever can use this device can open it too."))
        )
        return el(
            Option,
            key=f"way {passphrase}",
            icon="key" if passphrase else "private",
            value=title,
            under=under,
            chosen=self.state.passphrase == passphrase,
            action=lambda: self.show(self.vm.choose(passphrase)),
        )

    def _fields(self) -> tuple[Node, ...]:
        say, state = self.say, self.state
        words = say(Text("Show what you type")) if self._covered else say(Text("Cover what you type"))
        labels = (("passphrase", say(Text("Passphrase"))), ("again", say(Text("The same once more"))))
        return tuple(
            secret_field(
                column,
                label,
                self._covered,
                words,
                self._turn,
                error=state.problems.get(column, ""),
                hint=state.strength if column == "passphrase" else "",
                commit=lambda text, column=column: self.show(self.vm.type(column, text)),
                enter=self._go_on,
            )
            for column, label in labels
        )

    def _forget(self) -> Node:
        say = self.say
        words = say(
            Text("Without the recovery code nobody can open your list then, not even us. The code is on the next page.")
        )
        if self.state.purpose == CHECK_INS:
            words = say(
                Text("Without the recovery code nobody can open your check-ins then. The code is on the next page.")
            )
        return el(
            Card,
            el(
                Row,
                el(Icon, name="alert", tone="warn"),
                row_words(say(Text("If you forget the passphrase")), words),
                gap=10,
                top=True,
            ),
            kind="warn",
            key="forget",
        )

    def _code(self) -> PageParts:
        say, groups = self.say, self.state.groups
        words = say(
            Text(
                "Copy these eight groups by hand onto paper, and keep it where nobody looks. A photo can be found by others."
            )
        )
        cells = [self._group(place, group) for place, group in enumerate(groups, 1)]
        columns = 1 if theme.text_scale > 1.7 else 2
        rows = [el(Row, *cells[at : at + columns], gap=10, key=f"row {at}") for at in range(0, len(cells), columns)]
        note = say(Text("It opens your list if the passphrase is forgotten. It is shown only now."))
        if self.state.purpose == CHECK_INS:
            note = say(Text("It opens your check-ins if their passphrase is forgotten. It is shown only now."))
        return PageParts(
            say(Text("Your recovery code")),
            (
                el(Words, value=words, key="words"),
                el(Card, *rows, key="code", gap=10),
                el(Words, value=note, style="small", tone="muted", key="note"),
            ),
            foot=(el(KButton, key="on", value=say(Text("I have copied it")), action=self._go_on),),
            back=say(Text("Back")),
        )

    def _group(self, place: int, group: str) -> Node:
        number = el(Words, value=f"{place}.", style="small", tone="muted", hug=True, key="place")
        return el(Row, number, el(Words, value=group, style="number", fit=True, key="group"), gap=8, key=str(place))

    def _check(self) -> PageParts:
        say, state = self.say, self.state
        fields = [
            el(
                Field,
                key=field,
                input="whole",
                column=field,
                label=say(Text("Group {number} of your code", {"number": str(place)})),
                error=state.problems.get(field, ""),
                commit=lambda text, field=field: self.show(self.vm.type(field, text)),
                enter=self._go_on,
            )
            for field, place in zip(("one", "two"), state.asked, strict=True)
        ]
        words = say(Text("Read these two groups from your paper, so that it is sure to help one day."))
        problem = el(Words, value=self._problem, tone="warn", key="problem") if self._problem else None
        return PageParts(
            say(Text("Is it on paper?")),
            (el(Words, value=words, key="words"), el(Column, *fields, gap=12, key="fields"), problem),
            foot=(el(KButton, key="on", value=say(Text("Check and go on")), action=self._go_on),),
            back=say(Text("Back to the code")),
        )

    def _turn(self) -> None:
        self._covered = not self._covered
        self.nav.draw()

    def _go_on(self) -> None:
        self._problem = ""
        try:
            state = self.vm.next()
        except StoreError as error:
            self._problem = self.say(error.message)
            self.show(self.vm.state())
            return
        if state.step == DONE:
            self._done()
        else:
            self.show(state)
