"""Bringing messages and calls in: choose a file, choose whose numbers to keep, done. Nothing is stored before the choice."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.file_page import FilePage, folders_button
from ui.screens.parts import NO_FILE, legend_row, note_card
from ui.task import Task
from ui.viewmodels.import_messages import DONE, NUMBERS, ImportMessagesState, ImportMessagesViewModel
from ui.viewmodels.places import MESSAGE_ENDINGS
from ui.widgets.card import IconTile, PartsBar, amount_row, open_row, progress_bar, row_words, ruled
from ui.widgets.choice import Tick
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Import messages")


class ImportMessagesScreen(FilePage):
    """The page."""

    tab = "more"
    state: ImportMessagesState

    def begin(self) -> None:
        """Look for files nearby, and wait for one to be dropped."""
        self.vm = ImportMessagesViewModel(self.session)
        self.state = self.vm.state()
        self._part, self._unfolded = 0.0, False
        self.wait_for_file()

    def go_back(self) -> bool:
        """Go back to the choice of a file."""
        if self.state.step != NUMBERS or self.state.working:
            return False
        self.show(self.vm.back())
        return True

    def page(self) -> PageParts:
        """Return the page."""
        if self.state.step == DONE:
            return self._done()
        return self._numbers() if self.state.step == NUMBERS else self._file()

    def undo(self):
        """Return what came in, to be taken back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.undo()), lambda: self.show(self.vm.forget_undo())

    # The three steps

    def _file(self) -> PageParts:
        state, say = self.state, self.say
        about = el(
            Card,
            el(Words, value=say(Text("From an Android phone: SMS Backup & Restore saves messages and calls as XML."))),
            el(
                Words,
                value=say(Text("Nothing is stored yet. You choose whose numbers come in; the rest stays out.")),
                style="small",
                tone="muted",
            ),
            kind="soft",
            key="about",
        )
        field = self.path_field(self._look)
        browse = folders_button(self, endings=MESSAGE_ENDINGS, back=TITLE)
        go = el(
            KButton,
            key="go",
            value=say(Text("Read the file") if state.path.strip() else NO_FILE),
            size_hint_x=2,
            busy=bool(state.working),
            disabled=not state.path.strip(),
            action=self._look,
        )
        body = (self._note(), *self._problems(), about, field, browse, self._working(), self._nearby())
        return PageParts(say(TITLE), body, back=self.nav.behind(), foot=(self._back(self.nav.back), go))

    def _numbers(self) -> PageParts:
        state, say = self.state, self.say
        head = el(
            Card, el(Row, el(IconTile, name="sms"), row_words(state.about, state.file), gap=12, key="file"), key="head"
        )
        go = el(
            KButton,
            key="take",
            value=state.take or say(Text("Choose a number first")),
            size_hint_x=2,
            busy=bool(state.working),
            disabled=not state.take,
            action=self._save,
        )
        back = self._back(lambda: self.show(self.vm.back()))
        body = (self._note(), *self._problems(), head, self._read(), self._working(), self._whose())
        return PageParts(say(Text("Check before import")), body, back=say(TITLE), foot=(back, go))

    def _done(self) -> PageParts:
        say = self.say
        on = el(KButton, value=say(Text("See the log")), action=lambda: self.nav.tab("contacts"))
        under = say(Text("Each entry keeps its piece of the file. Open one to say who that was."))
        done = el(
            Card,
            el(Words, value=self.state.done, style="section"),
            el(Words, value=under, style="small", tone="muted"),
            on,
            key="done",
        )
        return PageParts(say(TITLE), (self._note(), done), back=self.nav.behind())

    # Their parts

    def _read(self) -> Node:
        state, say = self.state, self.say
        bar = el(PartsBar, key="bar", parts=[(part.share, part.token) for part in state.parts]) if state.parts else None
        legend = [legend_row(part.words, part.amount, part.token) for part in state.parts]
        fold = None
        if state.reasons:
            words = say(Text("Hide the reasons")) if self._unfolded else say(Text("What was not taken, and why"))
            fold = el(TextLink, key="fold", value=words, action=self._fold)
        reasons = [amount_row(why, count) for why, count in state.reasons] if self._unfolded else []
        remarks = [el(Words, value=words, style="small", tone="warn", key=words) for words in state.remarks]
        return el(
            Card,
            el(Words, value=state.read, style="section"),
            el(Words, value=say(Text("Nothing is stored yet.")), style="small", tone="muted"),
            bar,
            *legend,
            fold,
            *reasons,
            *remarks,
            key="read",
        )

    def _whose(self) -> Node | None:
        state, say = self.state, self.say
        if not state.numbers:
            return None
        ticks = [
            el(
                Tick,
                key=number.key or "hidden",
                value=number.words,
                under=number.under,
                on=number.on,
                action=lambda key=number.key: self.show(self.vm.turn(key)),
            )
            for number in state.numbers
        ]
        more = (
            el(KButton, key="more", value=state.left, kind="text", action=lambda: self.show(self.vm.show_more()))
            if state.left
            else None
        )
        return el(
            Card,
            el(Words, value=say(Text("Whose numbers to keep?")), style="section"),
            el(
                Words,
                value=say(Text("Only those who ask you for money. Family, friends and codes stay out.")),
                style="small",
                tone="muted",
            ),
            *ruled(ticks),
            more,
            key="whose",
        )

    def _note(self) -> Node | None:
        return note_card(self.state.note) if self.state.note else None

    def _problems(self) -> tuple[Node | None, ...]:
        state = self.state
        if not state.problems:
            return ()
        summary = error_summary(self.say(Text("This file needs a look. Nothing was taken in.")))
        lines = [el(Words, value=words, style="small", key=str(i)) for i, words in enumerate(state.problems)]
        more = el(Words, value=state.more_problems, style="small", tone="muted") if state.more_problems else None
        return summary, el(Card, *lines, more, key="problems", gap=6)

    def _working(self) -> Node | None:
        if not self.state.working:
            return None
        words = el(Words, value=self.state.working, key="words")
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

    def _back(self, action) -> Node:
        working = self.state.working
        return el(
            KButton,
            key="back",
            value=self.say(Text("Stop")) if working else self.say(Text("Back")),
            kind="outline",
            size_hint_x=1,
            action=self.vm.stop if working else action,
        )

    # What happens

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self.nav.draw()

    def _take(self, path: str) -> None:
        self.show(self.vm.take(path))

    def take_dropped(self, path: str) -> None:
        """Take a file that was dropped, in the place of the one that was looked into."""
        if not self.state.working and self.state.step != DONE:
            self.vm.back()
            self._take(path)

    def _look(self) -> None:
        if not self.state.working and self.state.path.strip():
            self._run(self.vm.start(), self.vm.looked)

    def _save(self) -> None:
        if not self.state.working and self.state.take:
            self._run(self.vm.start_saving(), self.vm.saved)

    def _run(self, started, home) -> None:
        self._part = 0.0
        state, work = started
        self.show(state)
        failed = lambda error: self.show(self.vm.failed(error))  # noqa: E731
        self.nav.run(Task(work, lambda result: self._came(home(result)), failed, self._progress))

    def _came(self, state: ImportMessagesState) -> None:
        self.show(state)
        if self.nav.top is not self:
            self.nav.top.refresh()  # the person left while it worked, too late to stop it

    def _progress(self, part: float) -> None:
        self._part = part
        if self.state.working and self.nav.top is self:
            self.nav.draw()
