"""Saved: the contact that was just written down, undo at hand; what else may be said of it is optional."""

from __future__ import annotations

from kivy.clock import Clock

from planner.errors import Text
from ui.screens.screen import Screen
from ui.screens.sounds_like import suggestion_card
from ui.viewmodels.saved_contact import SavedContactState, SavedContactViewModel
from ui.widgets.card import Flow, IconTile, ListRow, row_words, ruled
from ui.widgets.choice import Tick
from ui.widgets.field import Field, error_summary
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

WAIT = 0.6
"""Seconds without another letter until it is looked at what words sound like."""
WHO, DEBT, RECORDING = "who", "debt", "recording"


class SavedContactScreen(Screen):
    """The page."""

    tab = "contacts"
    state: SavedContactState

    def begin(self, entry: int) -> None:
        """Show the entry."""
        self.vm = SavedContactViewModel(self.session, entry)
        self.state = self.vm.state()
        self._open = ""
        self._later = Clock.create_trigger(lambda _: self.show(self.vm.look_at_words()), WAIT)
        self.nav.check_log()

    def refresh(self) -> None:
        """Take what was corrected or promised meanwhile."""
        self.show(self.vm.come_back())

    def leave(self) -> None:
        """Keep what was typed."""
        self._later.cancel()
        if not self.state.is_gone:
            self.vm.keep()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        done = el(KButton, key="done", value=say(Text("Done")), action=self._done)
        words = el(
            Field,
            key="said",
            column="said",
            input="long",
            label=say(Text("What did they say? Their own words are best")),
            value=state.said,
            commit=self._typed,
        )
        while_ = el(
            Words,
            value=say(Text("While you remember, if you want")),
            style="small",
            strong=True,
            tone="muted",
            key="while",
        )
        return PageParts(
            say(Text("Saved")),
            (
                self._saved(),
                error_summary(state.problem),
                self._others(),
                while_,
                words,
                *(suggestion_card(self, one, state.answers) for one in state.suggestions),
                self._rows(),
                self._recording(),
            ),
            foot=(done,),
        )

    def sheet(self):
        """Return the open sheet."""
        if self._open == WHO:
            return self._who_sheet()
        if self._open == DEBT:
            ticks = [
                el(Tick, key=name, value=name, on=on, action=lambda name=name: self.show(self.vm.tick_debt(name)))
                for name, on in self.state.debts
            ]
            return self.say(Text("Which debt it was about")), (el(Column, *ticks, key="ticks"),), self._close
        if self._open == RECORDING:
            parts = (self.state.recording, self.state.source)
            words = [
                el(Words, value=part, tone="muted" if i else "ink", style="small" if i else "body", key=str(i))
                for i, part in enumerate(parts)
                if part
            ]
            known = el(KButton, key="known", value=self.say(Text("I see")), action=self._close)
            return self.say(Text("Before you record")), (*words, known), self._close
        return None

    def _saved(self) -> Node:
        state = self.state
        undo = el(
            KButton, key="undo", value=self.say(Text("Undo")), kind="text", small=True, hug=True, action=self._undo
        )
        tile = el(IconTile, name="yes", key="tile")
        words = el(Row, tile, row_words(state.title, state.under), gap=12, key="words")
        return el(Card, pair(words, undo), key="saved", pad=(16, 8))

    def _others(self) -> Node | None:
        if not self.state.others:
            return None
        chips = [
            el(
                PressedChip,
                key=id_,
                value=words,
                chosen=chosen,
                action=lambda id_=id_: self.show(self.vm.choose_other(id_)),
            )
            for id_, words, chosen in self.state.others
        ]
        title = el(Words, value=self.say(Text("Whom did they reach?")), style="section")
        return el(Card, title, el(Flow, *chips, key="chips"), key="others")

    def _rows(self) -> Node:
        say, state = self.say, self.state
        rows = [
            self._row(
                "counselor",
                say(Text("Who spoke")),
                state.spoke or say(Text("name, staff number")),
                lambda: self._show(WHO),
            ),
            self._row(
                "file",
                say(Text("Recording, photo, file")),
                say(Text("add one")),
                lambda: self.nav.open("entry_files", entry=self.vm.entry),
            ),
            self._row("promise", say(Text("Was something promised?")), state.promised, self._promise),
        ]
        if state.debts:
            rows.append(
                self._row(
                    "card", say(Text("Which debt")), state.debt or say(Text("not said")), lambda: self._show(DEBT)
                )
            )
        rows.append(
            self._row(
                "edit",
                say(Text("Everything else")),
                say(Text("time, number, witnesses")),
                self._details,
            )
        )
        return el(Card, *ruled(rows), key="rows", pad=(14, 6), gap=0)

    def _row(self, icon: str, words: str, value: str, action) -> Node:
        left = el(Row, el(Icon, name=icon, tone="ink"), el(Words, value=words), gap=12, key="left")
        right = el(Words, value=value, style="small", tone="muted", halign="right", key="right")
        return el(ListRow, pair(left, right, key="pair"), key=words, label=words, action=action)

    def _recording(self) -> Node:
        say = self.say
        words = el(
            Words,
            value=say(Text("Recording calls has different rules from place to place.")),
            style="small",
            tone="muted",
            key="words",
        )
        link = el(TextLink, key="link", value=say(Text("Read before you record")), action=lambda: self._show(RECORDING))
        text = el(Column, words, link, gap=0, key="text")
        return el(Row, el(Icon, name="info", tone="muted", size_dp=18), text, gap=10, top=True, key="recording")

    def _who_sheet(self):
        fields = [
            el(
                Field,
                key=column,
                column=column,
                label=label,
                value=value,
                commit=lambda text, column=column: self.show(self.vm.type(column, text)),
            )
            for column, label, value in self.state.who
        ]
        done = el(KButton, key="done", value=self.say(Text("Done")), action=self._close)
        return self.say(Text("Who spoke")), (*fields, done), self._close

    # What a tap does

    def say_of(self, tactic: str, answer: str) -> None:
        """Keep whether they said it."""
        self.show(self.vm.say(tactic, answer))

    def _typed(self, text: str) -> None:
        self.state = self.vm.type("said", text)
        self._later()

    def _show(self, sheet: str) -> None:
        self._open = sheet
        self.nav.draw()

    def _close(self) -> None:
        self._open = ""
        self.show(self.vm.keep())

    def _promise(self) -> None:
        self.vm.keep()
        self.nav.open("promises", contact=self.vm.entry)

    def _details(self) -> None:
        self.vm.keep()
        self.nav.open("contact_details", entry=self.vm.entry)

    def _undo(self) -> None:
        self.state = self.vm.undo()
        self.nav.back()

    def _done(self) -> None:
        state = self.vm.keep()
        if state.problem:
            self.show(state)
        else:
            self.nav.back()
