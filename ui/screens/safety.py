"""Lock and copies: how the list opens, the copies that are kept by themselves, one to take away, erasing all."""

from __future__ import annotations

from planner.errors import StoreError, Text
from ui.screens.parts import said_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.protect import CODE_ANEW, FIRST, PASSPHRASE_ANEW
from ui.viewmodels.safety import LOCK_AFTER, KeptState, SafetyState, SafetyViewModel
from ui.widgets.card import ListRow, open_row, progress_bar, row_words, ruled
from ui.widgets.choice import OnOff, Tick, segments
from ui.widgets.field import Field
from ui.widgets.focus import ON_PHONE
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.scroll import show_said
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

SHOWN = 5


class SafetyScreen(Screen):
    """The page."""

    tab = "more"
    state: SafetyState

    def begin(self) -> None:
        """Show how the list is kept."""
        self.vm = SafetyViewModel(self.session)
        self.state = self.vm.state()
        self._work: Task | None = None
        self._all = False

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        own, copies, erase = (
            (self._lock(), self._discreet()),
            (self._copies(), self._kept(), self._move()),
            self._erase(),
        )
        title = say(Text("Lock and copies"))
        back = self.nav.behind()
        if self.nav.wide:
            return PageParts(title, (*own, erase), side=copies, back=back)
        return PageParts(title, (*own, *copies, erase), back=back)

    def sheet(self):
        """Return the page that erases everything, where it is open."""
        say, state = self.say, self.state
        if not state.erasing:
            return None
        words = say(
            Text(
                "Your whole list goes, with the copies on this device. Copies you took elsewhere stay. This cannot be undone."
            )
        )
        tick = el(
            Tick,
            key="sure",
            value=say(Text("I have what I need, or want none of it.")),
            on=state.sure,
            action=lambda: self.show(self.vm.be_sure()),
        )
        go = el(
            KButton,
            key="erase",
            value=say(Text("Remove everything")),
            kind="outline",
            disabled=not state.sure,
            action=self._erase_now,
        )
        keep = el(
            KButton, key="keep", value=say(Text("Keep it")), action=lambda: self.show(self.vm.ask_to_erase(False))
        )
        return (
            say(Text("Remove everything")),
            (el(Words, value=words, key="words"), tick, go, keep),
            lambda: self.show(self.vm.ask_to_erase(False)),
        )

    def _lock(self) -> Node:
        say, state = self.say, self.state
        title = el(Words, value=say(Text("How it opens")), style="section")
        if state.is_sample:
            words = say(Text("The sample household needs no lock. Go to your own list to set one."))
            return el(Card, title, el(Words, value=words, tone="muted"), key="lock")
        if not state.has_passphrase:
            words = say(Text("Your list opens by itself. Whoever can use this device can open it too."))
            on = el(
                KButton, key="set", value=say(Text("Set a passphrase")), icon="key", action=lambda: self._protect(FIRST)
            )
            return el(Card, title, el(Words, value=words, tone="muted"), on, key="lock")
        rows = (
            open_row(say(Text("Another passphrase")), "", "key", lambda: self._protect(PASSPHRASE_ANEW), key="anew"),
            open_row(
                say(Text("Another recovery code")),
                say(Text("If somebody has seen it, or it is lost.")),
                "write",
                lambda: self._protect(CODE_ANEW),
                key="code",
            ),
            open_row(
                say(Text("Open without a passphrase")),
                say(Text("Whoever can use this device can open it too.")),
                "private",
                lambda: self.show(self.vm.open_by_itself()),
                key="none",
                quiet=True,
            ),
        )
        after = segments(
            tuple((str(minutes), say(Text("{count} min", {"count": str(minutes)}))) for minutes in LOCK_AFTER),
            str(state.lock_after),
            lambda minutes: self.show(self.vm.choose(lock_after=minutes)),
            key="after",
        )
        lock = el(KButton, key="now", value=say(Text("Lock now")), icon="lock", kind="soft", action=self.nav.lock)
        words = say(Text("It locks after this long without a touch, and when you leave the app."))
        return el(
            Card, title, el(Words, value=words, tone="muted"), after, lock, el(Column, *ruled(list(rows))), key="lock"
        )

    def _discreet(self) -> Node:
        say, state = self.say, self.state
        on = el(
            OnOff,
            key="name",
            value=say(Text("Neutral name and icon")),
            on=state.neutral_name,
            action=self._neutral,
        )
        words = say(
            Text("The crossed-out eye hides everything at once.")
            if ON_PHONE
            else Text('The window is called "Notes". Ctrl+H, or the crossed-out eye, hides everything at once.')
        )
        title = el(Words, value=say(Text("When someone is near")), style="section")
        return el(Card, title, on, el(Words, value=words, style="small", tone="muted"), key="discreet")

    def _copies(self) -> Node:
        say, state = self.say, self.state
        title = el(Words, value=say(Text("A copy to take away")), style="section")
        words = say(Text("One encrypted file with everything. Keep it on a stick or another device."))
        if state.busy:
            bar = progress_bar(state.part, key="bar")
            stop = el(KButton, key="stop", value=say(Text("Stop")), kind="outline", action=self._stop)
            return el(Card, title, el(Words, value=state.busy), bar, stop, key="copies")
        field = el(
            Field,
            key="folder",
            input="path",
            label=say(Text("Folder")),
            value=state.folder,
            error=state.problem,
            commit=lambda text: self.show(self.vm.type_folder(text)),
        )
        said = said_card(state.said, bare=True)
        save = el(KButton, key="save", value=say(Text("Save a copy")), icon="export", kind="soft", action=self._save)
        files = el(
            KButton,
            key="files",
            value=say(Text("Everything as CSV and JSON")),
            kind="text",
            action=self._export,
        )
        open_files = say(Text("Files for other programs are not encrypted: anyone who finds them can read them."))
        plain = el(Words, value=open_files, style="small", tone="muted", key="open files")
        tick = None
        if state.has_check_ins:
            tick = el(
                Tick,
                key="check-ins",
                value=say(Text("With my check-ins, this once")),
                under=say(Text("They are left out unless you tick this.")),
                on=state.with_check_ins,
                action=lambda: self.show(self.vm.tick_check_ins()),
            )
        # What is said of files in open formats stands under their own button, not over the encrypted copy.
        last = (save, plain, files, said) if state.is_open else (said, save, plain, files)
        return el(Card, title, el(Words, value=words, tone="muted"), field, tick, *last, key="copies")

    def _kept(self) -> Node:
        say, state = self.say, self.state
        title = el(Words, value=say(Text("Automatic copies")), style="section")
        words = say(Text("One a day, of the last seven days and four weeks, encrypted, on this device."))
        shown = state.kept if self._all else state.kept[:SHOWN]
        rows = [self._copy_row(one) for one in shown]
        more = None
        if len(state.kept) > len(shown):
            words_all = say(Text("Show all {count}", {"count": str(len(state.kept))}))
            more = el(KButton, key="all", value=words_all, kind="text", small=True, action=self._show_all)
        other = open_row(
            say(Text("Bring back another copy")),
            say(Text("A file you saved before.")),
            "import",
            lambda: self.nav.open("restore"),
            key="other",
            quiet=True,
        )
        return el(
            Card, title, el(Words, value=words, tone="muted"), el(Column, *ruled([*rows, other])), more, key="kept"
        )

    def _copy_row(self, one: KeptState) -> Node:
        return el(
            ListRow,
            row_words(one.day, one.why),
            el(Icon, name="next", tone="muted", size_dp=18),
            key=one.name,
            label=f"{one.day}, {one.why}",
            action=lambda: self.nav.open("restore", name=one.name),
        )

    def _move(self) -> Node:
        say = self.say
        steps = (
            Text("1. Save a copy here, and carry the file over."),
            Text('2. On the other device, choose "Bring back a copy" at the start.'),
            Text("3. It opens with this passphrase or recovery code."),
        )
        title = el(Words, value=say(Text("To another device")), style="section")
        return el(Card, title, *(el(Words, value=say(step), key=step.id) for step in steps), key="move")

    def _erase(self) -> Node:
        say = self.say
        row = open_row(
            say(Text("Remove everything")),
            say(Text("From this device. Asks once more.")),
            "remove",
            lambda: self.show(self.vm.ask_to_erase(True)),
            key="erase",
            quiet=True,
        )
        return el(Card, row, key="erase", pad=(14, 6))

    # What a tap does

    def _protect(self, purpose: str) -> None:
        self.nav.open("protect", purpose=purpose, done=self.nav.back, back=self.say(Text("Lock and copies")))

    def _neutral(self) -> None:
        self.show(self.vm.choose(neutral_name="" if self.state.neutral_name else "yes"))
        self.nav.name_window()

    def _show_all(self) -> None:
        self._all = True
        self.nav.draw()

    def _save(self) -> None:
        try:
            state, work = self.vm.save_backup()
        except StoreError as error:
            self.show(self.vm.not_made(error))
            return
        self._run(state, work, lambda made: self._done(self.vm.made(made)))

    def _export(self) -> None:
        state, work = self.vm.export()
        self._run(state, work, lambda made: self._done(self.vm.exported(made)))

    def _done(self, state: SafetyState) -> None:
        """Show what was written and where, which on a phone would stand under the edge of the window."""
        self.show(state)
        if self.nav.top is self:
            show_said(self.nav.root, "said")

    def _run(self, state: SafetyState, work, done) -> None:
        self.show(state)
        self._work = self.nav.run(
            Task(
                work,
                done,
                lambda error: self.show(self.vm.not_made(error)),
                lambda part: self.show(self.vm.progress(part)),
            )
        )

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self.show(self.vm.stopped())

    def _erase_now(self) -> None:
        if self.vm.erase():
            self.nav.start("first_run")
            self.nav.new_look()
