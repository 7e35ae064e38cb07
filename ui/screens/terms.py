"""What the contract of one debt says, part by part; a part opens with a tap."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes, problem_words
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.terms import SectionState, TermsState, TermsViewModel
from ui.widgets.card import ListRow, row_words
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, EvenRow
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.scroll import show_faults
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

_SHORT = frozenset(("day", "rate", "whole"))


class TermsScreen(Screen):
    """The page."""

    tab = "debts"
    state: TermsState

    def begin(self, debt_id: int) -> None:
        """Show what is known of this debt's contract."""
        self.vm = TermsViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title, back = say(Text("What the contract says")), self.nav.behind()
        if state.gone:
            words = say(Text("This debt is not in your list any more."))
            return PageParts(title, (el(Words, value=words),), back=back)
        lead = say(Text("Fill in only what your papers say. What you do not know can stay empty."))
        cards = [self._section(one) for one in state.sections]
        half = (len(cards) + 1) // 2
        top = (
            el(Words, value=state.name, tone="muted", key="name"),
            el(Words, value=lead, style="small", tone="muted", key="lead"),
            error_summary(state.summary),
            problem_words(state.problem),
        )
        foot = (
            el(KButton, key="back", value=say(Text("Back")), kind="outline", size_hint_x=1, action=self.nav.back),
            el(KButton, key="save", value=say(Text("Save")), size_hint_x=2, action=self._save),
        )
        return PageParts(title, tuple(cards[:half]), side=tuple(cards[half:]), back=back, foot=foot, top=top)

    def _section(self, one: SectionState) -> Node:
        head = el(
            ListRow,
            row_words(one.title, one.hint),
            el(Icon, name="up" if one.open else "down", tone="muted", size_dp=18),
            key="head",
            action=lambda: self.show(self.vm.unfold(one.id)),
            label=one.title,
        )
        inside: list[Node] = []
        if one.open:
            inside = [
                chips(
                    choice.title,
                    choice.options,
                    lambda id_, column=choice.column: self.show(self.vm.choose(column, id_)),
                    key=choice.column,
                )
                for choice in one.choices
            ]
            inside += self._fields(one)
            if one.id == "rates":
                inside.append(
                    el(
                        KButton,
                        key="more",
                        value=self.say(Text("Another change")),
                        icon="plus",
                        kind="soft",
                        small=True,
                        action=lambda: self.show(self.vm.add_step()),
                    )
                )
        return el(Card, head, *inside, key=one.id, gap=10, pad=(14, 8, 14, 14) if inside else (14, 8))

    def _fields(self, one: SectionState) -> list[Node]:
        """Return the fields, short ones two in a row where there is room."""
        nodes = field_nodes(self, one.fields, lambda column, text: self.show(self.vm.type(column, text)))
        if theme.stacked:
            return nodes
        out: list[Node] = []
        place = 0
        while place < len(nodes):
            pair = one.fields[place : place + 2]
            if len(pair) == 2 and all(field.input in _SHORT and not field.error for field in pair):
                out.append(el(EvenRow, *nodes[place : place + 2], gap=10, key="row " + pair[0].column))
                place += 2
            else:
                out.append(nodes[place])
                place += 1
        return out

    def _save(self) -> None:
        state = self.vm.save()
        if state.done:
            self.state = state
            self.nav.back()
        else:
            self.show(state)
            show_faults(self.nav.root)
