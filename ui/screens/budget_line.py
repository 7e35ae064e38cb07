"""One line of the budget: a form of its own, a sheet for what it is and how often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes, months_grid, problem_words
from ui.screens.screen import Screen
from ui.viewmodels.budget_line import BudgetLineViewModel, LineState
from ui.widgets.choice import Option
from ui.widgets.field import ChoiceField, error_summary
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.scroll import show_faults
from ui.widgets.tree import el
from ui.widgets.words import Words

SECTION, RHYTHM = "section", "rhythm"


class BudgetLineScreen(Screen):
    """The form. ``saved(words, before)`` is called once it is stored, so that the page before can undo it."""

    tab = "more"
    state: LineState

    def begin(
        self,
        line: int = 0,
        section: str = "",
        saved: Callable[[str, Any], None] | None = None,
        removed: Callable[[int], object] | None = None,
    ) -> None:
        """Ask for a new line, or change one."""
        self._open, self._saved, self._removed = "", saved, removed
        self.vm = BudgetLineViewModel(self.session, line, section)
        self.state = self.vm.state()
        self._line = line

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        fields = field_nodes(self, state.fields, lambda column, text: self.show(self.vm.type(column, text)))
        section = el(
            ChoiceField,
            key=SECTION,
            title=say(Text("What kind it is")),
            value=state.section,
            label=say(Text("What kind it is")),
            action=lambda: self._show(SECTION),
        )
        rhythm = el(
            ChoiceField,
            key=RHYTHM,
            title=say(Text("How often")),
            value=state.rhythm_words,
            label=say(Text("How often")),
            action=lambda: self._show(RHYTHM),
        )
        months = None
        if state.months:
            choices = [(str(number), name, on) for number, name, on in state.months]
            title = say(Text("Only in these months? Choose them, or none for all."))
            months = months_grid(title, choices, lambda id_: self.show(self.vm.turn_month(int(id_))), key="months")
        spread = el(Words, value=state.spread, style="small", tone="muted", key="spread") if state.spread else None
        debts = None
        if state.debts:
            choices = [(name, name, on) for name, on in state.debts]
            debts = chips(
                say(Text("For which debt")), choices, lambda id_: self.show(self.vm.choose("debt", id_)), key="debts"
            )
        remove = None
        if not state.is_new:
            remove = el(
                KButton, key="remove", value=say(Text("Remove")), kind="text", icon="remove", action=self._remove
            )
        form = el(Card, section, *fields[:1], rhythm, *fields[1:], months, spread, debts, key="form")
        save = el(KButton, key="save", value=say(Text("Save")), action=self._save)
        body = (error_summary(state.summary), problem_words(state.problem), form, remove)
        return PageParts(state.title, body, back=say(Text("Budget")), foot=(save,))

    def sheet(self):
        """Return the list that is open."""
        say, state = self.say, self.state
        if self._open == SECTION:
            options = [
                el(
                    Option,
                    key=id_,
                    icon=icon,
                    value=words,
                    chosen=on,
                    action=lambda id_=id_: self._choose(SECTION, id_),
                )
                for id_, icon, words, on in state.sections
            ]
            return say(Text("What kind it is")), tuple(options), self._close
        if self._open == RHYTHM:
            options = [
                el(
                    Option,
                    key=id_,
                    value=words,
                    chosen=id_ == state.rhythm,
                    action=lambda id_=id_: self._choose(RHYTHM, id_),
                )
                for id_, words in state.rhythms
            ]
            return say(Text("How often")), tuple(options), self._close
        return None

    def _show(self, name: str) -> None:
        self._open = name
        self.nav.draw()

    def _close(self) -> None:
        self._show("")

    def _choose(self, column: str, value: str) -> None:
        self._open = ""
        self.show(self.vm.choose(column, value))

    def _save(self) -> None:
        state = self.vm.save()
        if not state.done:
            self.show(state)
            show_faults(self.nav.root)
            return
        if self._saved is not None:
            self._saved(self.vm.said, self.vm.before)
        self.nav.back()

    def _remove(self) -> None:
        if self._removed is not None:
            self._removed(self._line)
        self.nav.back()
