"""Why the date of the plan moved, event by event."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.moved import CauseState, MovedState, MovedViewModel
from ui.widgets.card import IconTile, fact, row_words, ruled
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class MovedScreen(Screen):
    """The page."""

    tab = "plan"
    state: MovedState

    def begin(self) -> None:
        """Compare, on the worker."""
        self.vm = MovedViewModel(self.session)
        self.state = self.vm.state()
        self._work = self.nav.run(Task(self.vm.work(), self._found, self._failed))

    def leave(self) -> None:
        """Let the comparison go."""
        self._work.cancel()

    def _found(self, moved) -> None:
        self.show(self.vm.take(moved))

    def _failed(self, error: BaseException) -> None:
        raise error

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title, back = say(Text("Your ashore date")), self.nav.behind()
        if state.working:
            words = say(Text("The two plans are being compared."))
            return PageParts(title, (el(Words, value=words, tone="muted", key="working"),), back=back)
        if state.nothing:
            return PageParts(title, (el(Card, el(Words, value=state.nothing), key="nothing"),), back=back)
        then = fact(say(Text("It was")), state.before, "number")
        now = fact(say(Text("Now")), state.after, "number", at_right=True)
        ends = el(
            Card,
            el(Words, value=state.since, style="small", tone="muted", key="since"),
            pair(then, now),
            el(Words, value=state.sum, strong=True, key="sum"),
            key="ends",
        )
        return PageParts(title, (ends, self._causes()), back=back)

    def _causes(self) -> Node:
        state, say = self.state, self.say
        title = el(Words, value=say(Text("What happened")), style="section")
        if not state.causes:
            words = say(Text("Nothing but time passed, and everything went as planned."))
            return el(Card, title, el(Words, value=words), key="causes", gap=6)
        rows = [_row(one, f"{place} {one.words}") for place, one in enumerate(state.causes)]
        note = el(Words, value=state.note, style="small", tone="muted", key="note")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), note, key="causes", gap=6)


def _row(one: CauseState, key: str) -> Node:
    words = row_words(one.words, "\n".join(part for part in (one.date, one.money) if part), strong=False)
    return el(Row, el(IconTile, name=one.icon, quiet=True, side=34), words, key=key, gap=12, pad=(0, 8), top=True)
