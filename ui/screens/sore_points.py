"""Sore points: folded until tapped, each with a neutral line to answer with. They never leave the device."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.viewmodels.sore_points import PointRow, SorePointsState, SorePointsViewModel
from ui.widgets.card import Flow, ruled
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class SorePointsScreen(Screen):
    """The page."""

    tab = "more"
    state: SorePointsState

    def begin(self) -> None:
        """Show the list, folded."""
        self.vm = SorePointsViewModel(self.session)
        self.state = self.vm.state()

    def go_back(self) -> bool:
        """Leave the form."""
        before = self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def page(self) -> PageParts:
        """Return the page."""
        return self._form() if self.state.editing else self._list()

    def _list(self) -> PageParts:
        say, state = self.say, self.state
        why = say(
            Text(
                "People who call look for what hurts: family, work, pride. Written down beforehand, with a line ready, it has less power."
            )
        )
        rows = [self._row(row) for row in state.rows]
        shown = None
        if rows:
            fold = (
                say(Text("Hide them"))
                if state.unfolded
                else say(Text("Show them ({count})", {"count": str(len(rows))}))
            )
            turn = el(KButton, key="turn", value=fold, kind="soft", small=True, hug=True, action=self._unfold)
            shown = el(Card, turn, *(ruled(rows) if state.unfolded else ()), key="rows")
        add = el(KButton, key="add", value=say(Text("Write one down")), icon="plus", kind="outline", action=self._add)
        apart = say(Text("They are kept with your check-ins, and go into no file for anyone."))
        return PageParts(
            say(Text("Sore points")),
            (
                el(Words, value=why, key="why"),
                note_card(state.problem) if state.problem else None,
                shown,
                add,
                el(Words, value=apart, style="small", tone="muted", key="apart"),
            ),
            back=self.nav.behind(),
        )

    def _row(self, row: PointRow) -> Node:
        return el(
            Column,
            el(Words, value=row.words, strong=True, key="words"),
            el(Words, value=self.say(Text("You may say: {line}", {"line": row.reply})), style="small", key="reply"),
            el(TextLink, key="change", value=self.say(Text("Change")), action=lambda: self.show(self.vm.edit(row.id))),
            gap=3,
            pad=(0, 6),
            key=str(row.id),
        )

    def _unfold(self) -> None:
        self.show(self.vm.unfold())

    def _add(self) -> None:
        self.show(self.vm.edit())

    def _form(self) -> PageParts:
        say, state = self.say, self.state
        labels = (
            ("words", say(Text("What hurts when they say it"))),
            ("reply", say(Text("A calm line to answer with, or none"))),
        )
        fields = [
            el(
                Field,
                key=field,
                input="long",
                label=label,
                value=getattr(state, field),
                error=state.errors.get(field, ""),
                commit=lambda text, field=field: self._type(field, text),
            )
            for field, label in labels
        ]
        lines = [
            el(PressedChip, key=line, value=line, chosen=line == state.reply, action=lambda line=line: self._take(line))
            for line in state.lines
        ]
        remove = None
        if self.vm.is_changing:
            remove = el(
                KButton, key="remove", value=say(Text("Remove it")), kind="text", icon="remove", action=self._remove
            )
        foot = (
            el(KButton, key="back", value=say(Text("Not now")), kind="outline", size_hint_x=1, action=self.nav.back),
            el(KButton, key="save", value=say(Text("Save")), size_hint_x=2, action=self._save),
        )
        return PageParts(
            say(Text("A sore point")),
            (*fields, el(Flow, *lines, key="lines", gap=8), remove),
            foot=foot,
            back=say(Text("Sore points")),
        )

    def _type(self, field: str, text: str) -> None:
        self.state = self.vm.type(field, text)

    def _take(self, line: str) -> None:
        self.show(self.vm.type("reply", line))

    def _save(self) -> None:
        self.show(self.vm.save())

    def _remove(self) -> None:
        self.show(self.vm.remove())
