"""Complaints: the list; and one with the days that count, what came back, and its words."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.viewmodels.complaints import (
    ANSWERING,
    SENDING,
    ComplaintsState,
    ComplaintState,
    ComplaintsViewModel,
    ComplaintViewModel,
)
from ui.widgets.card import Chip, open_row, ruled
from ui.widgets.choice import Option
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.field import Field, error_summary
from ui.widgets.layout import Card, Column, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Complaints")
TWO_THINGS = Text(
    "A complaint and a payment are two things. Interest, calls and deadlines run on while it is looked at."
)


class ComplaintsScreen(Screen):
    """The list."""

    tab = "more"
    state: ComplaintsState

    def begin(self) -> None:
        """Show it."""
        self.vm = ComplaintsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        new = el(
            KButton,
            key="new",
            value=say(Text("Write a complaint")),
            icon="complaint",
            action=lambda: self.nav.open("complaint"),
        )
        about = note_card(say(TWO_THINGS))
        if not self.state.rows:
            words = Text(
                "Begin with their own complaint desk. If that does not help, an office can look, in its own form."
            )
            return PageParts(
                say(TITLE), (el(Card, el(Words, value=say(words)), new, key="empty"), about), back=say(Text("Evidence"))
            )
        rows = [
            open_row(
                one.title,
                one.under,
                "complaint",
                lambda id_=one.id: self.nav.open("complaint_page", entry=id_),
                key=str(one.id),
                quiet=True,
                right=el(Chip, value=one.state, kind="neutral" if one.is_draft else "soft", key="state " + one.state),
            )
            for one in self.state.rows
        ]
        listed = el(Card, *ruled(rows), key="rows", pad=(14, 6), gap=0)
        return PageParts(say(TITLE), (listed, new, about), back=say(Text("Evidence")))


class ComplaintPageScreen(Screen):
    """One complaint."""

    tab = "more"
    state: ComplaintState

    def begin(self, entry: int) -> None:
        """Show it; its words are folded, they are not for re-reading."""
        self.vm = ComplaintViewModel(self.session, entry)
        self.state = self.vm.state()
        self._unfolded = self._copied = False

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        if state.gone:
            return PageParts(say(Text("A complaint")), (note_card(state.problem),), back=say(TITLE))
        chip = el(Chip, value=state.state, kind="neutral" if state.is_draft else "soft", key="chip " + state.state)
        head = el(
            Card,
            pair(el(Words, value=state.title, style="section", key="title"), chip, key="top", top=True),
            el(Words, value=state.under, style="small", tone="muted", key="under"),
            el(Words, value=state.frozen, style="small", key="frozen") if state.frozen else None,
            el(Words, value=state.hand_in, key="hand in") if state.hand_in else None,
            el(Words, value=state.address, style="small", key="address") if state.address else None,
            self._copy() if state.is_draft and state.parts else None,
            self._next(),
            key="head",
        )
        remove = None
        if state.is_draft:
            remove = el(
                KButton,
                key="remove",
                value=say(Text("Delete the draft")),
                kind="text",
                small=True,
                action=lambda: self.show(self.vm.withdraw()),
            )
        problem = error_summary(state.problem) if not state.open else None
        return PageParts(
            say(Text("A complaint")),
            (head, problem, self._days(), self._answers(), self._words(), note_card(say(TWO_THINGS)), remove),
            back=say(TITLE),
        )

    def sheet(self):
        """Return the sheet of sending, or of what came back."""
        say, state = self.say, self.state
        if not state.open:
            return None
        close = lambda: self.show(self.vm.show(""))  # noqa: E731
        problem = error_summary(state.problem)
        number = self._field("reference", say(Text("The number they gave it")))
        if state.open == SENDING:
            words = Text("From now on its words stay as they are. Days for an answer are counted where they are known.")
            save = self._save(say(Text("Save it as handed in")))
            fields = (
                problem,
                el(Words, value=say(words)),
                self._field("on", say(Text("The day you handed it in"))),
                number,
            )
            return say(Text("I have handed it in")), (*fields, save), close
        kinds = [
            el(
                Option,
                key=id_,
                value=words,
                chosen=id_ == state.kind,
                action=lambda id_=id_: self.show(self.vm.choose(id_)),
            )
            for id_, words in state.kinds
        ]
        fields = (
            self._field("on", say(Text("The day it came"))),
            self._field("note", say(Text("What they say, in short"))),
        )
        return (
            say(Text("Something came back")),
            (problem, *kinds, *fields, number, self._save(say(Text("Save")))),
            close,
        )

    def _save(self, words: str) -> Node:
        return el(KButton, key="save", value=words, action=lambda: self.show(self.vm.save()))

    def _field(self, column: str, label: str) -> Node:
        value, commit = self.state.cells.get(column, ""), lambda text: self.show(self.vm.type(column, text))
        return el(
            Field,
            key=column,
            column=column,
            button=self.day_button(value, commit) if column == "on" else None,
            label=label,
            value=value,
            error=self.state.problems.get(column, ""),
            commit=commit,
        )

    def _next(self) -> Node:
        say = self.say
        sheet, words, icon = (
            (SENDING, Text("I have handed it in"), "sent")
            if self.state.is_draft
            else (ANSWERING, Text("Something came back"), "letter")
        )
        kind = "soft" if self.state.is_draft else "primary"  # first it goes out
        return el(
            KButton, key=sheet, value=say(words), icon=icon, kind=kind, action=lambda: self.show(self.vm.show(sheet))
        )

    def _days(self) -> Node | None:
        if not self.state.days:
            return None
        rows = [
            el(
                Column,
                el(Words, value=when, strong=True, key="when"),
                el(Words, value=words, style="small", tone="muted", key="words"),
                gap=1,
                pad=(0, 7),
                key=f"{place}",
            )
            for place, (when, words) in enumerate(self.state.days)
        ]
        title = el(Words, value=self.say(Text("When they should answer")), style="section", key="title")
        return el(Card, title, *ruled(rows), key="days", gap=2)

    def _answers(self) -> Node | None:
        if not self.state.answers:
            return None
        rows = [
            el(
                Column,
                el(Words, value=what, strong=True, key="what"),
                el(Words, value=note, style="small", key="note") if note else None,
                gap=1,
                pad=(0, 7),
                key=f"{place}",
            )
            for place, (what, note) in enumerate(self.state.answers)
        ]
        title = el(Words, value=self.say(Text("What came back")), style="section", key="title")
        return el(Card, title, *ruled(rows), key="answers", gap=2)

    def _words(self) -> Node:
        say = self.say
        title = el(Words, value=say(Text("Text of the complaint")), style="section", key="title")
        fold = el(
            TextLink,
            key="fold",
            value=say(Text("Fold it again")) if self._unfolded else say(Text("Read it")),
            action=self._fold,
        )
        parts = []
        if self._unfolded:
            for heading, words in self.state.parts:
                parts.append(el(Words, value=heading, strong=True, key=f"head {heading}"))
                parts.append(el(Words, value=words, style="small", key=f"words {heading}"))
        return el(Card, title, fold, *parts, key="words", gap=6)

    def _copy(self) -> Node:
        words = Text("Copied") if self._copied else Text("Copy the text")
        return el(KButton, key="copy", value=self.say(words), icon="copy", action=self._take_copy)

    def _take_copy(self) -> None:
        copy_for_a_minute(self.vm.text())
        self._copied = True
        self.nav.draw()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self.nav.draw()
