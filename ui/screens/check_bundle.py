"""Check a bundle: a file, one tap, one sentence. Works with no list of one's own in it."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.evidence import shows_card
from ui.screens.file_page import FilePage, folders_button
from ui.task import Task
from ui.viewmodels.check_bundle import ZIP_ENDINGS, CheckBundleState, CheckBundleViewModel
from ui.widgets.card import Chip, open_row, progress_bar, ruled
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Check a bundle")


class CheckBundleScreen(FilePage):
    """The page."""

    tab = "more"
    state: CheckBundleState

    def begin(self, path: str = "") -> None:
        """Show the choice, and wait for a file to be dropped."""
        self.vm = CheckBundleViewModel(self.session, path)
        self.state = self.vm.state()
        self._part = 0.0
        self.wait_for_file()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        field = self.path_field(self._check, label=Text("Where the zip or the folder is"))
        browse = folders_button(self, endings=ZIP_ENDINGS, back=TITLE)
        go = el(
            KButton,
            key="go",
            value=say(TITLE),
            icon="shield",
            size_hint_x=2,
            busy=bool(state.working),
            disabled=not state.path.strip(),
            action=self._check,
        )
        back = el(
            KButton,
            key="back",
            value=say(Text("Stop")) if state.working else say(Text("Back")),
            kind="outline",
            size_hint_x=1,
            action=self.vm.stop if state.working else self.nav.back,
        )
        # Whoever was handed a bundle may see Ashore here for the first time.
        why = say(
            Text(
                "This tells whether a bundle, yours or one you were handed, was changed since it was made. Nothing leaves this device."
            )
        )
        about = None if state.said else el(Words, value=why, tone="muted", key="why")
        body = (about, field, browse, self._working(), *self._said(), self._nearby())
        return PageParts(say(TITLE), body, back=say(Text("Evidence")), foot=(back, go))

    def _working(self) -> Node | None:
        if not self.state.working:
            return None
        words = el(Words, value=self.state.working, key="words")
        return el(Card, words, progress_bar(self._part, key="bar"), key="working")

    def _said(self) -> tuple[Node | None, ...]:
        say, state = self.say, self.state
        if not state.said:
            return ()
        chip = None
        if state.unchanged:
            chip = el(Chip, value=say(Text("Unchanged")), icon="yes", kind="ok", key="unchanged")
        answer = el(
            Card,
            chip,
            el(Words, value=state.said, key="said"),
            el(Words, value=state.left_out, style="small", tone="muted", key="left") if state.left_out else None,
            key="answer",
        )
        if not state.head:
            return (answer,)
        head = el(
            Card,
            el(Words, value=state.head, style="small", key="head"),
            el(Words, value=state.head_about, style="small", tone="muted", key="about"),
            key="head",
        )
        return answer, head, shows_card(say)

    def _nearby(self) -> Node | None:
        if not self.state.found or self.state.said:
            return None
        rows = [
            open_row(name, "", "bundle", lambda path=path: self.show(self.vm.take(path)), key=path, quiet=True)
            for path, name in self.state.found
        ]
        title = el(Words, value=self.say(Text("Files nearby")), style="section", key="title")
        return el(Card, title, *ruled(rows), key="nearby", gap=0)

    def _check(self) -> None:
        if self.state.working or not self.state.path.strip():
            return
        self._part = 0.0
        state, work = self.vm.start()
        self.show(state)
        self.nav.run(Task(work, lambda found: self._came(self.vm.done(found)), self.vm.failed, self._progress))

    def _came(self, state: CheckBundleState) -> None:
        if self.nav.top is self:
            self.show(state)

    def _progress(self, part: float) -> None:
        self._part = part
        if self.state.working and self.nav.top is self:
            self.nav.draw()
