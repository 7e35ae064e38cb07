"""Bringing a list in from a CSV file: the ones nearby, a path to type, or a file dropped on the window."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.file_page import FilePage, folders_button
from ui.screens.parts import NO_FILE, note_card
from ui.task import Task
from ui.viewmodels.import_list import ImportState, ImportViewModel
from ui.widgets.card import open_row, progress_bar, ruled
from ui.widgets.field import error_summary
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class ImportScreen(FilePage):
    """The page."""

    tab = "debts"
    state: ImportState

    def begin(self) -> None:
        """Look for files nearby, and wait for one to be dropped."""
        self.vm = ImportViewModel(self.session)
        self.state = self.vm.state()
        self._part = 0.0
        self.wait_for_file()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        if state.done:
            on = el(KButton, value=say(Text("See the list")), action=lambda: self.nav.tab("debts"))
            done = el(Card, el(Words, value=state.done, style="section"), on, key="done")
            return PageParts(say(Text("Import a list")), (self._note(), done))
        hint = say(Text("One row a debt, with the columns name and balance at least."))
        field = self.path_field(self._import, hint)
        browse = folders_button(self)
        foot = (
            el(
                KButton,
                key="back",
                value=say(Text("Stop")) if state.working else say(Text("Back")),
                kind="outline",
                size_hint_x=1,
                action=self._stop if state.working else self.nav.back,
            ),
            el(
                KButton,
                key="go",
                value=say(Text("Import") if state.path.strip() else NO_FILE),
                size_hint_x=2,
                busy=state.working,
                disabled=not state.path.strip(),
                action=self._import,
            ),
        )
        return PageParts(
            say(Text("Import a list")),
            (self._note(), *self._problems(), field, browse, self._working(), self._nearby(), self._messages()),
            back=say(Text("Debts")),
            foot=foot,
        )

    def _note(self) -> Node | None:
        return note_card(self.state.note) if self.state.note else None

    def _problems(self) -> tuple[Node | None, ...]:
        state = self.state
        if not state.problems:
            return ()
        summary = error_summary(self.say(Text("This file needs a look. Nothing was taken in.")))
        lines = [el(Words, value=words, style="small", key=str(i)) for i, words in enumerate(state.problems)]
        more = (
            el(Words, value=state.more_problems, style="small", tone="muted", key="more")
            if state.more_problems
            else None
        )
        return summary, el(Card, *lines, more, key="problems", gap=6)

    def _working(self) -> Node | None:
        if not self.state.working:
            return None
        words = el(Words, value=self.say(Text("Reading your list ...")), key="words")
        return el(Card, words, progress_bar(self._part, key="bar"), key="working")

    def _nearby(self) -> Node | None:
        if not self.state.found:
            return None
        rows = [
            open_row(name, "", "file", lambda path=path: self._take(path), key=path, quiet=True)
            for path, name in self.state.found
        ]
        title = el(Words, value=self.say(Text("Files nearby")), style="section")
        return el(Card, title, *ruled(rows), key="nearby", gap=0)

    def _messages(self) -> Node:
        under = self.say(Text("Messages and calls of a phone, for your log."))
        row = open_row(self.say(Text("Import messages")), under, "sms", lambda: self.nav.open("import_messages"))
        return el(Card, row, key="messages", pad=(14, 6))

    def _take(self, path: str) -> None:
        self.show(self.vm.take(path))

    def take_dropped(self, path: str) -> None:
        """Take a list that was dropped."""
        self._take(path)

    def _import(self) -> None:
        if self.state.working or not self.state.path.strip():
            return
        self._part = 0.0
        state, work = self.vm.start()
        self.show(state)
        failed = lambda error: self.show(self.vm.failed(error))  # noqa: E731
        self.nav.run(Task(work, self._came_in, failed, self._progress))

    def _came_in(self, imported) -> None:
        self.show(self.vm.came_in(imported))
        if self.nav.top is not self:
            self.nav.top.refresh()  # the person left while it worked, too late to stop it

    def _progress(self, part: float) -> None:
        self._part = part
        if self.state.working and self.nav.top is self:
            self.nav.draw()

    def _stop(self) -> None:
        self.vm.stop()

    def undo(self):
        """Return the list that can be taken back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.undo()), lambda: self.show(self.vm.forget_undo())
