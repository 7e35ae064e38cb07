"""The door to check-ins: an invitation that can be declined, their own lock, and what is said where they cannot be read."""

from __future__ import annotations

from planner.errors import PlannerError, Text
from ui.screens.care_parts import breathe_row, people_card
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.check_in import CheckInState, CheckInViewModel
from ui.widgets.card import IconTile, open_row
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.secret import secret_field
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Check-ins")


class CheckInDoor(Screen):
    """What stands before check-ins that are not open."""

    tab = "more"
    state: CheckInState
    vm: CheckInViewModel

    def begin(self, entry: int = 0) -> None:
        """Show what stands there; ``entry``: one that was just made."""
        self.vm = CheckInViewModel(self.session, entry)
        self.state = self.vm.state()
        self._typed, self._covered, self._fault, self._busy = "", True, "", False
        self._came = bool(entry)

    def leave(self) -> None:
        """Forget what was typed."""
        self._typed = ""

    def _invite(self) -> PageParts:
        say, nav = self.say, self.nav
        lines = (
            ("mood", Text("One question a week: how much money weighs on you. One tap, or none.")),
            (
                "private",
                Text(
                    "Kept apart from your list, on this device only. In no copy, no export, no file for anyone, unless you tick it there yourself."
                ),
            ),
            ("care", Text("It changes no plan and judges nothing. Leave it whenever you like.")),
            ("counselor", Text("It is made for adults. If you are under 18, look at it with someone you trust.")),
        )
        rows = [
            el(Row, el(IconTile, name=icon), el(Words, value=say(words)), gap=12, key=icon) for icon, words in lines
        ]
        problem = note_card(self.state.problem) if self.state.problem else None
        if self.state.is_first_protected:
            start = lambda: nav.open("protect", done=self._protected, back=say(TITLE))  # noqa: E731
            ways: tuple[Node, ...] = (
                el(
                    Words,
                    value=say(Text("First choose how what you write here is kept private.")),
                    style="small",
                    key="first",
                ),
                el(KButton, key="protect", value=say(Text("Keep it private")), kind="outline", action=start),
            )
        else:
            ways = (
                el(KButton, key="on", value=say(Text("Turn on")), kind="outline", action=self._turn_on),
                el(KButton, key="no", value=say(Text("Not now")), kind="outline", action=nav.back),
            )
        return PageParts(
            say(TITLE),
            (
                el(Words, value=say(Text("How are you, apart from the numbers?")), tone="muted", key="words"),
                problem,
                el(Card, *rows, key="what", gap=14),
                el(Column, *ways, key="ways", gap=10),
            ),
            side=(people_card(nav), el(Card, breathe_row(nav), key="breathe", pad=(14, 6)), self._settings_card()),
            back=nav.behind(),
        )

    def _protected(self) -> None:
        self.nav.back()

    def _turn_on(self) -> None:
        self.show(self.vm.turn_on())

    def _locked(self) -> PageParts:
        say = self.say
        field = secret_field(
            "passphrase",
            say(Text("Passphrase of your check-ins, or their recovery code")),
            self._covered,
            say(Text("Show what you type")) if self._covered else say(Text("Cover what you type")),
            self._turn,
            value=self._typed,
            error=self._fault,
            commit=self._type,
            enter=self._open_it,
        )
        button = el(KButton, key="open", value=say(Text("Open")), busy=self._busy, action=self._open_it)
        return PageParts(
            say(TITLE),
            (el(Words, value=self.state.why, tone="muted", key="why"), el(Column, field, key="field"), button),
            side=(people_card(self.nav), self._settings_card()),
            back=self.nav.behind(),
        )

    def _type(self, text: str) -> None:
        self._typed = text

    def _turn(self) -> None:
        self._covered = not self._covered
        self.nav.draw()

    def _open_it(self) -> None:
        if self._busy:
            return
        typed, self._typed, self._fault, self._busy = self._typed, "", "", True
        self.nav.draw()
        self.nav.run(Task(lambda *_: self.vm.unlock(typed), self._is_open, self._stays_shut))

    def _is_open(self, own: bytes) -> None:
        self._busy = False
        self.show(self.vm.opened(own))

    def _stays_shut(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, PlannerError):
            raise error
        self._fault = self.say(error.message)
        self.nav.draw()

    def _unreadable(self) -> PageParts:
        say = self.say
        words = say(Text("You can put them aside, untouched, and begin anew. A part may still be read one day."))
        button = el(
            KButton,
            key="aside",
            value=say(Text("Put them aside")),
            kind="outline",
            action=lambda: self.show(self.vm.set_aside()),
        )
        return PageParts(
            say(TITLE),
            (note_card(self.state.why), el(Card, el(Words, value=words, key="words"), button, key="aside")),
            side=(people_card(self.nav),),
            back=self.nav.behind(),
        )

    def _settings_row(self) -> Node:
        return open_row(
            self.say(Text("Check-in settings")),
            self.say(Text("Pause, gentle mode, a separate passphrase, deleting.")),
            "settings",
            lambda: self.nav.open("care_settings"),
            key="settings",
        )

    def _settings_card(self) -> Node:
        return el(Card, self._settings_row(), key="settings", pad=(14, 6))
