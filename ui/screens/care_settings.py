"""How check-ins are to be: asked or not, paused, gentle mode, a passphrase of their own, deleted."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import note_card, said_card
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.care_settings import CareSettingsState, CareSettingsViewModel
from ui.viewmodels.protect import CHECK_INS
from ui.widgets.card import Flow, ruled
from ui.widgets.choice import OnOff, Tick
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Check-in settings")


class CareSettingsScreen(Screen):
    """The page."""

    tab = "more"
    state: CareSettingsState

    def begin(self) -> None:
        """Show how they are."""
        self.vm = CareSettingsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        said = said_card(state.said)
        problem = note_card(state.problem) if state.problem else None
        return PageParts(
            say(TITLE),
            (said, problem, self._asked(), self._pause(), self._reminder()),
            side=(self._gentle(), self._own(), self._delete()),
            back=self.nav.behind(),
        )

    def _asked(self) -> Node:
        say, state = self.say, self.state
        rows: list[Node] = []
        if state.is_open or not state.there:
            rows.append(
                el(
                    OnOff,
                    key=f"on {state.is_on}",
                    value=say(Text("Check-ins")),
                    under=say(Text("When off, nothing is asked. What you wrote down stays.")),
                    on=state.is_on,
                    action=lambda: self.show(self.vm.turn(not self.state.is_on)),
                )
            )
        if state.is_on:
            rows += [
                el(
                    Tick,
                    key=row.id,
                    value=row.title,
                    under=row.under,
                    on=row.on,
                    action=lambda row=row: self.show(self.vm.ask(row.id, not row.on)),
                )
                for row in state.asked
            ]
        note = el(Words, value=state.not_here, style="small", tone="muted", key="not here") if state.not_here else None
        return el(Card, *ruled(rows), note, key="asked", gap=4)

    def _pause(self) -> Node | None:
        say, state = self.say, self.state
        if not state.is_on:
            return None
        title = el(Words, value=say(Text("A pause")), style="section", key="title")
        if state.paused:
            end = el(
                KButton,
                key="end",
                value=say(Text("Ask again from now on")),
                kind="soft",
                small=True,
                action=lambda: self.show(self.vm.end_pause()),
            )
            return el(Card, title, el(Words, value=state.paused, key="paused"), end, key="pause")
        words = say(Text("Ask nothing for a while. Nothing piles up."))
        weeks = [
            el(
                KButton,
                key=count,
                value=how_long,
                kind="soft",
                small=True,
                hug=True,
                action=lambda count=count: self.show(self.vm.pause(count)),
            )
            for count, how_long in state.weeks
        ]
        about = el(Words, value=words, style="small", tone="muted", key="words")
        return el(Card, title, about, el(Flow, *weeks, key="weeks"), key="pause")

    def _reminder(self) -> Node | None:
        say, state = self.say, self.state
        if not state.is_on:
            return None
        words = say(
            Text(
                'Ashore sends no reminders. If you want one, your calendar can ask "A moment for you?" once a week, for twelve weeks. It says no more than that; to end it, remove it there.'
            )
        )
        make = el(
            KButton,
            key="make",
            value=say(Text("Make a calendar file")),
            kind="soft",
            small=True,
            action=lambda: self.show(self.vm.remind()),
        )
        title = el(Words, value=say(Text("A reminder, if you want one")), style="section", key="title")
        return el(Card, title, el(Words, value=words, style="small", tone="muted", key="words"), make, key="reminder")

    def _gentle(self) -> Node:
        say, state = self.say, self.state
        switch = el(
            OnOff,
            key=f"gentle {state.gentle}",
            value=say(Text("Gentle mode")),
            under=say(Text("Only the next small step and its day. No totals, no counts, until you want them again.")),
            on=state.gentle,
            action=self._turn_gentle,
        )
        return el(Card, switch, key="gentle", pad=(14, 6))

    def _turn_gentle(self) -> None:
        self.state = self.vm.turn_gentle(not self.state.gentle)
        self.nav.new_look()

    def _own(self) -> Node | None:
        say, state = self.say, self.state
        if not state.is_open:
            return None
        title = el(Words, value=say(Text("A separate passphrase for check-ins")), style="section", key="title")
        if state.own_passphrase:
            words = say(Text("Check-ins ask for their own passphrase, once a sitting."))
            button = el(
                KButton,
                key="none",
                value=say(Text("Open them with the list")),
                kind="outline",
                small=True,
                action=lambda: self.show(self.vm.unprotect()),
            )
        else:
            words = say(Text("For when someone else opens your list too. Without it they open and lock with the list."))
            button = el(
                KButton,
                key="set",
                value=say(Text("Set a passphrase")),
                kind="outline",
                small=True,
                action=self._protect,
            )
        return el(Card, title, el(Words, value=words, style="small", tone="muted", key="words"), button, key="own")

    def _protect(self) -> None:
        self.nav.open("protect", purpose=CHECK_INS, done=self.nav.back, back=self.say(TITLE), keep=self.vm.protect)

    def _delete(self) -> Node | None:
        say, state = self.say, self.state
        if not state.there:
            return None
        title = el(Words, value=say(Text("Delete check-ins")), style="section", key="title")
        words = say(Text("Every answer, note and sore point goes for good. Your list of debts is not touched."))
        under = el(Words, value=words, style="small", tone="muted", key="words")
        if not state.deleting:
            ask = el(
                KButton,
                key="ask",
                value=say(Text("Delete all check-ins")),
                kind="outline",
                small=True,
                action=lambda: self.show(self.vm.ask_to_delete(True)),
            )
            return el(Card, title, under, ask, key="delete")
        yes = el(
            KButton,
            key="yes",
            value=say(Text("Delete them")),
            kind="soft",
            small=True,
            action=lambda: self.show(self.vm.delete()),
        )
        no = el(
            KButton,
            key="no",
            value=say(Text("Keep them")),
            kind="outline",
            small=True,
            action=lambda: self.show(self.vm.ask_to_delete(False)),
        )
        return el(
            Card, title, under, el(Column if theme.stacked else Row, no, yes, gap=8, key="sure"), key="delete sure"
        )
