"""Settings: language, place, currency, time zone, look, text size, motion."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.choosing import ChoosingScreen
from ui.screens.parts import note_card
from ui.viewmodels.settings import SettingsState, SettingsViewModel
from ui.widgets.card import open_row
from ui.widgets.choice import OnOff, segments
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class SettingsScreen(ChoosingScreen):
    """The page."""

    tab = "more"
    state: SettingsState

    def begin(self) -> None:
        """Show the settings."""
        super().begin()
        self.vm = SettingsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        language = el(
            Card,
            el(
                Words,
                value=say(Text("Language")) + " – " + ("Language" if self.session.language == "zh" else "语言"),
                style="section",
            ),
            segments(state.languages, state.language, lambda code: self.choose(language=code), key="language"),
            key="language",
        )
        place = el(
            Card, el(Words, value=say(Text("Where you are")), style="section"), *self.place_fields(state), key="place"
        )
        look = el(
            Card,
            el(Words, value=say(Text("Look")), style="section"),
            segments(state.themes, state.theme, lambda theme: self.choose(theme=theme), key="theme"),
            self.text_size(state.text_size),
            el(
                OnOff,
                key="motion",
                value=say(Text("Less motion")),
                on=state.reduced_motion,
                action=lambda: self.choose(reduced_motion="" if state.reduced_motion else "yes"),
            ),
            key="look",
        )
        notice = note_card(state.notice) if state.notice else None
        return PageParts(
            say(Text("Settings")),
            (notice, language, place),
            side=(look, self._safety(), self._sample(), self._folder()),
            back=self.nav.behind(),
        )

    def _safety(self) -> Node:
        say = self.say
        under = say(Text("Passphrase, backups, another device, erasing."))
        row = open_row(say(Text("Lock and copies")), under, "private", lambda: self.nav.open("safety"))
        return el(Card, row, key="safety", pad=(14, 6))

    def _sample(self) -> Node:
        say = self.say
        if self.state.is_sample:
            row = open_row(
                say(Text("My own list")), say(Text("Leave the sample household.")), "today", self._leave, key="sample"
            )
        else:
            words = say(Text("Nothing of it mixes with your own list."))
            row = open_row(
                say(Text("Look around in a sample household")),
                words,
                "look",
                self._open_sample,
                key="sample",
                quiet=True,
            )
        return el(Card, row, key="sample", pad=(14, 6))

    def _open_sample(self) -> None:
        self.session.open_sample()
        self.nav.start("today")

    def _leave(self) -> None:
        self.session.leave_sample()
        self.nav.start("first_run" if self.session.is_new else "today")
        self.nav.new_look()

    def _folder(self) -> Node:
        words = self.say(Text("Your list is kept on this device only, in {folder}", {"folder": self.state.folder}))
        return el(Words, value=words, style="small", tone="muted", key="folder")
