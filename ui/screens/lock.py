"""The lock: a passphrase or the recovery code opens the list. Help opens without either."""

from __future__ import annotations

from kivy.clock import Clock

from planner.errors import Text
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.lock import LockState, LockViewModel
from ui.viewmodels.settings import LANGUAGE_NAMES
from ui.widgets.card import open_row
from ui.widgets.choice import segments
from ui.widgets.focus import ON_PHONE
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.secret import SecretField, secret_field
from ui.widgets.shore import Shore
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class LockScreen(Screen):
    """The page."""

    tab = ""
    offers_help = False
    state: LockState

    def begin(self) -> None:
        """Ask for the passphrase."""
        self.vm = LockViewModel(self.session)
        self.state = self.vm.state()
        self._typed, self._covered = "", True
        self._tick = None
        self._number = 0
        if not ON_PHONE:  # a phone's keyboard would cover the way to help
            self._type_at_once()

    def _type_at_once(self) -> None:
        Clock.schedule_once(lambda _: self.nav.type_into(SecretField), 0)

    def leave(self) -> None:
        """Forget what was typed."""
        self._typed = ""
        if self._tick is not None:
            self._tick.cancel()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        neutral = self.session.settings.get("neutral_name") == "yes"
        name = None if neutral else el(Words, value="Ashore 上岸", style="hero", halign="center", key="name")
        rests = say(Text("Locked.")) if neutral else say(Text("Locked. Your list rests here, encrypted."))
        error = state.error
        if state.wait:
            error = say(Text("Next try in {seconds} seconds. Nothing is ever deleted.", {"seconds": str(state.wait)}))
            if state.error:
                error = f"{state.error} {error}"
        other = say(Text("Use the passphrase")) if state.with_code else say(Text("Use the recovery code"))
        field = secret_field(
            "code" if state.with_code else "passphrase",
            say(Text("Recovery code")) if state.with_code else say(Text("Passphrase")),
            self._covered and not state.with_code,
            say(Text("Show what you type")) if self._covered else say(Text("Cover what you type")),
            self._turn,
            value=self._typed,
            error=error,
            hint=say(Text("Eight groups of six digits; spaces do not matter.")) if state.with_code else "",
            commit=self._type,
            enter=self._try_it,
        )
        body = (
            None if neutral else el(Shore, key="shore"),
            name,
            el(Words, value=rests, tone="muted", halign="center", key="rests"),
            el(Column, field, key=f"field {state.with_code} {self._number}"),
            el(
                KButton,
                key="open",
                value=say(Text("Unlock")),
                busy=state.busy,
                disabled=bool(state.wait),
                action=self._try_it,
            ),
            el(KButton, key="other", value=other, kind="text", action=self._other),
            el(Card, self._help(), key="help", pad=(14, 6)),
            segments(LANGUAGE_NAMES, state.language, self._speak, key="language"),
        )
        return PageParts("", body)

    def _help(self) -> Node:
        say = self.say
        under = say(Text("Opens without the passphrase."))
        return open_row(say(Text("Need to talk to someone?")), under, "help", self.nav.help)

    def _type(self, text: str) -> None:
        self._typed = text

    def _turn(self) -> None:
        self._covered = not self._covered
        self.nav.draw()

    def _other(self) -> None:
        self._typed = ""
        self.show(self.vm.other_way())
        self._type_at_once()

    def _speak(self, language: str) -> None:
        self.state = self.vm.speak(language)
        self.nav.new_look()

    def _try_it(self) -> None:
        if self.state.wait or self.state.busy:
            return
        state, work = self.vm.try_it(self._typed)
        self.show(state)
        if work is not None:
            self.nav.run(Task(work, self._opened, self._not_opened))

    def _opened(self, key: bytes) -> None:
        self.vm.opened(key)
        self._typed = ""
        self.nav.go_in()

    def _not_opened(self, error: BaseException) -> None:
        self._typed = ""
        self._number += 1
        self.show(self.vm.not_opened(error))
        self._type_at_once()
        if self.state.wait and self._tick is None:
            self._tick = Clock.schedule_interval(self._count_down, 1)

    def _count_down(self, _) -> None:
        self.show(self.vm.state())
        if not self.state.wait and self._tick is not None:
            self._tick.cancel()
            self._tick = None
