"""Promises: the open ones first, each with its two endings; a sheet to write one down."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import said_card, title_button
from ui.screens.screen import Screen
from ui.viewmodels.promises import PromiseRow, PromisesState, PromisesViewModel
from ui.widgets.card import Chip
from ui.widgets.choice import segments
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, pair
from ui.widgets.page import PageParts
from ui.widgets.press import ButtonPair, KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class PromisesScreen(Screen):
    """The page."""

    tab = "contacts"
    state: PromisesState

    def begin(self, contact: int = 0) -> None:
        """Show them; with the number of a ``contact`` begin with what was promised in it."""
        self.vm = PromisesViewModel(self.session, contact)
        self.state = self.vm.add(True) if contact else self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        words = say(Text("Write a promise down"))
        add = title_button(self, words, "plus", lambda: self.show(self.vm.add(True)), key="add")
        said = said_card(state.said)
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        if not state.open and not state.ended:
            words = say(Text("Nothing is promised. What is promised, by you or by them, is best written down at once."))
            empty = el(Card, el(Words, value=words, tone="muted"), key="empty")
            return PageParts(say(Text("Promises")), (empty,), actions=(add,), back=self.nav.behind())
        open_, ended = (tuple(self._card(row) for row in rows) for rows in (state.open, state.ended))
        return PageParts(
            say(Text("Promises")),
            open_ or ended,
            side=ended if open_ else (),
            top=(said, problem),
            actions=(add,),
            back=self.nav.behind(),
        )

    def sheet(self):
        """Return the sheet of a new promise, where it is open."""
        say, state = self.say, self.state
        if not state.adding:
            return None
        whose = segments(
            (("mine", say(Text("I promise"))), ("theirs", say(Text("They promise")))),
            "mine" if state.mine else "theirs",
            lambda id_: self.show(self.vm.whose(id_)),
            key="whose",
        )
        fields = [
            el(
                Field,
                key=field.column,
                column=field.column,
                input=field.kind,
                button=self._month(field) if field.kind == "day" else None,
                label=field.label,
                value=field.value,
                error=field.error,
                commit=lambda text, field=field: self.show(self.vm.type(field.column, text)),
            )
            for field in state.fields
        ]
        warning = el(Words, value=state.warning, style="small", tone="muted", key="warning") if state.warning else None
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        save = el(KButton, key="save", value=say(Text("Write it down")), action=lambda: self.show(self.vm.save()))
        return (
            say(Text("Write a promise down")),
            (whose, warning, *fields, problem, save),
            lambda: self.show(self.vm.add(False)),
        )

    def _month(self, field) -> Node:
        return self.day_button(field.value, lambda day: self.show(self.vm.type(field.column, day)))

    def _card(self, row: PromiseRow) -> Node:
        say = self.say
        buttons = None
        if row.open:
            kept = el(
                KButton,
                key="kept",
                value=row.ends[0],
                kind="soft",
                small=True,
                action=lambda: self.show(self.vm.end(row.id, kept=True)),
            )
            broken = el(
                KButton,
                key="broken",
                value=row.ends[1],
                kind="outline",
                small=True,
                action=lambda: self.show(self.vm.end(row.id, kept=False)),
            )
            buttons = el(ButtonPair, kept, broken, key="buttons")
        if row.again:
            write = lambda: self.nav.open("letter_wizard", debt=row.again)  # noqa: E731
            buttons = el(TextLink, key="again", value=say(Text("Write a letter to agree on another day")), action=write)
        kind, icon = row.chip
        chip = el(Chip, value=row.state, kind=kind, icon=icon, key=f"chip {kind} {icon}")
        words = el(
            Column,
            pair(el(Words, value=row.whose, style="small", tone="muted", key="whose"), chip, key="top"),
            el(Words, value=row.words, strong=True, key="words"),
            el(Words, value=row.when, style="small", tone="muted", key="when"),
            gap=2,
            key="text",
        )
        return el(Card, words, buttons, key=f"promise {row.id}")
