"""The files of a contact: attach one by its path, from the folders, or by dropping it on the window."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.file_page import FilePage, folders_button
from ui.screens.parts import NO_FILE, said_card
from ui.task import Task
from ui.viewmodels.entry_files import EntryFilesState, EntryFilesViewModel, FileState
from ui.widgets.card import Flow, IconTile, progress_bar, row_words
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

TITLE = Text("Files of this contact")
ANY_ENDING = ("",)


class EntryFilesScreen(FilePage):
    """The page."""

    tab = "contacts"
    state: EntryFilesState

    def begin(self, entry: int) -> None:
        """Show the files, and wait for one to be dropped."""
        self.vm = EntryFilesViewModel(self.session, entry)
        self.state = self.vm.state()
        self._part = 0.0
        self.wait_for_file()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        about = el(
            Card,
            el(
                Words,
                value=say(Text("A photo, a recording, a letter: it is kept as it came, encrypted and sealed.")),
                key="about",
            ),
            el(
                Words,
                value=say(Text("Keep the phone and the app it came from too: the original counts more than a copy.")),
                style="small",
                tone="muted",
                key="keep",
            ),
            kind="soft",
            key="about",
        )
        field = self.path_field(self._attach)
        browse = folders_button(self, endings=ANY_ENDING, back=TITLE)
        attach = el(
            KButton,
            key="attach",
            value=say(Text("Attach it") if state.path.strip() else NO_FILE),
            icon="file",
            busy=bool(state.working),
            disabled=not state.path.strip(),
            action=self._attach,
        )
        if state.law:  # its card asks first, with buttons of its own
            attach = None
        work = None
        if state.working:
            stop = el(KButton, key="stop", value=say(Text("Stop")), kind="outline", action=self.vm.stop)
            bar = progress_bar(self._part, key="bar")
            work = el(Card, el(Words, value=state.working, key="words"), bar, stop, key="working")
        said = said_card(state.said)
        files = tuple(map(self._file, state.files))
        body = (about, error_summary(state.problem), said, self._law(), field, browse, work, attach)
        return PageParts(say(TITLE), (*body, *files), back=say(Text("Back")))

    def _law(self) -> Node | None:
        """Say what the law of the place is before a recording goes in; the person decides."""
        say, state = self.say, self.state
        if not state.law:
            return None
        source = el(Words, value=state.source, style="small", tone="muted", key="source") if state.source else None
        go = el(
            KButton, key="go", value=say(Text("Attach it all the same")), kind="soft", action=lambda: self._attach(True)
        )
        leave = el(
            KButton,
            key="leave",
            value=say(Text("Not now")),
            kind="outline",
            action=lambda: self.show(self.vm.not_now()),
        )
        name = el(Words, value=say(Text("Before a recording")), style="section", key="name")
        title = el(Row, el(Icon, name="alert", tone="warn"), name, gap=10, key="title")
        words = el(Words, value=state.law, key="law")
        return el(Card, title, words, source, go, leave, kind="warn", key="law")

    def _file(self, one: FileState) -> Node:
        say = self.say
        head = el(Row, el(IconTile, name="file", quiet=True), row_words(one.name, one.under), gap=12, key="head")
        note = el(Words, value=one.note, style="small", tone="warn", key="note") if one.note else None
        copy = el(
            KButton,
            key="copy",
            value=say(Text("Save a copy of it")),
            icon="export",
            kind="soft",
            small=True,
            hug=True,
            action=lambda: self.show(self.vm.copy_out(one.number)),
        )
        off = el(
            KButton,
            key="off",
            value=say(Text("Remove from this contact")),
            kind="text",
            small=True,
            hug=True,
            action=lambda: self.show(self.vm.take_off(one.number)),
        )
        return el(Card, head, note, el(Flow, copy, off, key="buttons"), key=f"file {one.number}")

    def _attach(self, knows_law: bool = False) -> None:
        if self.state.working or not self.state.path.strip():
            return
        self._part = 0.0
        state, work = self.vm.start(knows_law=knows_law)
        self.show(state)
        if work is not None:
            failed = lambda error: self._came(self.vm.failed(error))  # noqa: E731
            self.nav.run(Task(work, lambda one: self._came(self.vm.attached(one)), failed, self._progress))

    def _came(self, state: EntryFilesState) -> None:
        if self.nav.top is self:
            self.show(state)

    def _progress(self, part: float) -> None:
        self._part = part
        if self.state.working and self.nav.top is self:
            self.nav.draw()
