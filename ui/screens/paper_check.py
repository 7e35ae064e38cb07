"""What is this paper?: two taps to the page of a paper; how to check it, its days, what helps, who helps for free."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import cited_lines
from ui.screens.screen import Screen
from ui.viewmodels.paper_check import FROM, PAPER, PaperCheckState, PaperCheckViewModel, SectionState
from ui.widgets.card import Chip, open_row, ruled
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class PaperCheckScreen(Screen):
    """The questions, and the page of one paper."""

    tab = "contacts"
    state: PaperCheckState

    def begin(self, sender: str = "", kind: str = "") -> None:
        """Ask who it is from, or which it is, or show the page of one kind."""
        self.tab = self.nav.tab_in_front or self.tab
        self._copied = ""
        self.vm = PaperCheckViewModel(self.session, sender, kind)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page of the step."""
        say, state = self.say, self.state
        back = say(Text("Back"))
        if state.step == PAPER:
            looks = self._section(say(Text("What it looks like")), state.looks, "looks")
            check = self._section(say(Text("Check that it is from them")), state.check, "check", state.until)
            now = self._section(say(Text("What helps now")), state.now, "now")
            body = (now, check, looks) if state.court else (looks, check, now)
            return PageParts(state.title, body, side=(self._days(), self._free()), back=back)
        chosen = "sender" if state.step == FROM else "kind"
        rows = [
            open_row(words, under, icon, lambda id_=id_: self.nav.open("paper_check", **{chosen: id_}), key=id_)
            for id_, icon, words, under in state.choices
        ]
        note = say(Text("Keep the paper, the envelope, and the day it came. That helps with every kind."))
        return PageParts(
            say(Text("What is this paper?")),
            (
                el(Words, value=state.title, style="section", key=state.title),
                el(Card, *ruled(rows), key=state.step, pad=(14, 6), gap=0),
                el(Words, value=note, style="small", tone="muted", key="note"),
            ),
            back=back,
        )

    def _section(self, title: str, section: SectionState, key: str, last: str = "") -> Node:
        end = el(Words, value=last, strong=True, key="last") if last else None
        lines = [el(Words, value=line, key=line) for line in section.lines]
        return el(
            Card,
            el(Words, value=title, style="section", key="title"),
            *lines,
            *cited_lines(section.law),
            end,
            key=key,
            gap=10,
        )

    def _days(self) -> Node:
        say, state = self.say, self.state
        title = el(Chip, value=say(Text("Its deadline")), icon="promise", key="title")
        parts = [
            el(
                Column,
                el(Words, value=day.words, strong=True, key="words"),
                *(el(Words, value=way, key=way) for way in day.ways),
                el(Words, value=day.do, key="do"),
                el(Words, value=day.source, style="tiny", tone="muted", key="source"),
                gap=3,
                key=day.words,
            )
            for day in state.days
        ]
        read = el(Words, value=state.read_it, key="read") if state.read_it else None
        kind, note = state.enters
        enter = lambda: self.nav.open("papers", adding=True, kind=kind, note=note)  # noqa: E731
        words = say(Text("Write this paper down"))
        button = el(KButton, key="enter", value=words, icon="plus", action=enter)
        return el(Card, title, *parts, read, button, key="days", gap=12)

    def _free(self) -> Node | None:
        if not self.state.free and not self.state.clerk:
            return None
        rows = []
        if self.state.clerk:
            rows.append(el(Column, el(Words, value=self.state.clerk, key="words"), pad=(0, 6), key="clerk"))
        for line in self.state.free:
            copied = line.call == self._copied
            words = self.say(Text("Copied") if copied else Text("Copy {number}", {"number": line.call}))
            copy = lambda call=line.call: self._copy(call)  # noqa: E731
            button = el(KButton, key="call", value=words, icon="copy", kind="soft", small=True, hug=True, action=copy)
            about = el(
                Column,
                el(Words, value=line.name, strong=True, key="name"),
                el(Words, value=line.under, style="small", key="under"),
                el(Words, value=line.note, style="tiny", tone="muted", key="note"),
                gap=2,
                key="about",
            )
            rows.append(el(Column, about, button, gap=6, pad=(0, 6), key=line.name))
        title = el(Words, value=self.say(Text("Who helps for free")), style="section", key="title")
        return el(Card, title, *ruled(rows), key="free", gap=4)

    def _copy(self, call: str) -> None:
        copy_for_a_minute(call)
        self._copied = call
        self.nav.draw()
