"""The letters: drafts first, then what was sent; and the way to write another one."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import problem_words
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.letters import LetterRow, LettersState, LettersViewModel
from ui.widgets.card import Chip, IconTile, ListRow, open_row, row_words, ruled
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class LettersScreen(Screen):
    """The page."""

    tab = "more"
    state: LettersState

    def begin(self) -> None:
        """Show them."""
        self.vm = LettersViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        write = el(
            KButton,
            key="write",
            value=say(Text("Write a letter")),
            icon="write",
            action=lambda: self.nav.open("letter_wizard"),
        )
        empty = None
        if not state.drafts and not state.sent:
            words = say(
                Text(
                    "No letter yet. One is filled from your list, your budget and your log; you read it before anything goes out."
                )
            )
            empty = el(Card, el(Words, value=words, tone="muted"), key="empty")
        lists = (
            self._list(say(Text("Drafts")), state.drafts, "drafts"),
            self._list(say(Text("Sent")), state.sent, "sent"),
        )
        kit = open_row(
            say(Text("Papers that show a change")),
            say(Text("A checklist to go with a hardship letter.")),
            "file",
            lambda: self.nav.open("kit"),
        )
        side = (self._kinds(), el(Card, kit, key="kit", pad=(14, 6)))
        return PageParts(
            say(Text("Letters")),
            (problem_words(state.problem), write, empty, *lists),
            side=side,
            back=self.nav.behind(),
        )

    def _kinds(self) -> Node:
        say = self.say
        rows = [
            el(
                ListRow,
                el(IconTile, name=icon, quiet=True, side=34),
                row_words(words, strong=False),
                el(Words, value=str(count), tone="muted", hug=True, key="count", pos_hint={"center_y": 0.5}),
                el(Icon, name="next", tone="muted", size_dp=18),
                key=topic,
                label=words,
                action=lambda topic=topic: self.nav.open("letter_wizard", topic=topic),
            )
            for topic, icon, words, count in self.state.groups
            if count
        ]
        title = el(Words, value=say(Text("What you can write about")), style="section", key="title")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), key="kinds", gap=4)

    def _list(self, title: str, letters: tuple[LetterRow, ...], key: str) -> Node | None:
        if not letters:
            return None
        heading = el(Words, value=title, style="section", key="title")
        return el(Card, heading, el(Column, *ruled([self._row(one) for one in letters]), key="rows"), key=key, gap=4)

    def _row(self, one: LetterRow) -> Node:
        kind, icon, words = one.chip
        chip = el(Chip, value=words, kind=kind, icon=icon, key=f"chip {kind}")
        parts = (row_words(one.title, one.under), chip)
        if theme.stacked:
            parts = (el(Column, *parts, gap=4, key="stacked"),)
        return el(
            ListRow,
            *parts,
            el(Icon, name="next", tone="muted", size_dp=18),
            key=f"{one.id} {kind}",
            label=one.title,
            action=lambda: self.nav.open("letter", entry=one.id),
        )
