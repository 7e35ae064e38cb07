"""Bringing a copy back: what would change is shown first; what is here now is kept. Also the page of a damaged list."""

from __future__ import annotations

from kivy.clock import Clock

from planner.errors import StoreError, Text
from ui.screens.parts import NO_FILE
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.restore import RestoreState, RestoreViewModel
from ui.widgets.field import Field
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.secret import secret_field
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

COPY_ENDINGS = (".bin", ".db", ".zip")


class RestoreScreen(Screen):
    """The page. ``name``: a copy that was made by itself; without one a file is asked for."""

    tab = ""
    state: RestoreState

    def begin(self, *, name: str = "") -> None:
        """Look at the copy, or for the newest whole one where the list is damaged."""
        self._named = bool(name)
        self.vm = RestoreViewModel(self.session, name)
        self.state = self.vm.state()
        self._covered = True
        if name:
            state, work = self.vm.look()
            self.state = state
            self._run(work, self._looked)
        elif self.session.is_damaged:
            self._run(self.vm.find_newest(), lambda kept: self.show(self.vm.found_newest(kept)))

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        back = "" if state.damaged else say(Text("Back"))
        if state.done:
            return self._done_page()
        title = say(Text("A part of your list is damaged")) if state.damaged else say(Text("Bring back a copy"))
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        body = (
            self._damaged() if state.damaged else None,
            None if self._named else self._file(),
            self._secret() if state.needs_secret else None,
            problem,
            self._shown() if state.ready else None,
            el(Words, value=say(Text("Looking into the copy")), tone="muted", key="busy") if state.busy else None,
        )
        asks_for_a_file = not self._named and not state.damaged
        foot = (self._button(),) if state.path or state.ready or asks_for_a_file else ()
        return PageParts(title, body, foot=foot, back=back)

    def undo(self):
        """Offer to take it back."""
        if not self.state.undo or not self.state.done:
            return None
        return self.say(Text("Brought back.")), self._take_back, lambda: None

    def _damaged(self) -> Node:
        say, state = self.say, self.state
        newest = state.newest
        words = (
            say(Text("Nothing was changed. The copy of {day} is whole.", {"day": newest[1]}))
            if newest
            else say(Text("Nothing was changed. A copy you saved elsewhere may be whole."))
        )
        look = el(
            KButton,
            key="look",
            value=say(Text("Look at what can be read")),
            kind="outline",
            action=self._look_at_the_rest,
        )
        bring = None
        if newest:
            bring = el(
                KButton,
                key="newest",
                value=say(Text("Bring back the copy of {day}", {"day": newest[1]})),
                action=lambda: self.nav.open("restore", name=newest[0]),
            )
        return el(
            Card,
            el(Words, value=state.damaged, key="what"),
            el(Words, value=words, tone="muted", key="words"),
            bring,
            look,
            key="damaged",
        )

    def _file(self) -> Node:
        say, state = self.say, self.state
        field = el(
            Field,
            key="path",
            input="path",
            label=say(Text("Where the file is")),
            value=state.path,
            commit=lambda text: self.show(self.vm.type_path(text)),
            enter=self._look,
        )
        browse = el(
            KButton, key="browse", value=say(Text("Look in folders")), icon="folder", kind="soft", action=self._browse
        )
        about = el(
            Words,
            value=say(
                Text("A copy that Ashore saved ends in .bin. The passphrase or recovery code of that time opens it.")
            ),
            style="small",
            tone="muted",
            key="about",
        )
        return el(Card, field, browse, about, key="file")

    def _browse(self) -> None:
        self.nav.open("browse", take=self._taken, endings=COPY_ENDINGS, back=Text("Bring back a copy"))

    def _taken(self, path: str) -> None:
        self.state = self.vm.type_path(path)
        Clock.schedule_once(lambda _: self._look(), 0)

    def _secret(self) -> Node:
        say = self.say
        words = say(Text("Show what you type")) if self._covered else say(Text("Cover what you type"))
        return secret_field(
            "secret",
            say(Text("Its passphrase, or recovery code")),
            self._covered,
            words,
            self._turn,
            commit=lambda text: self._typed(text),
            enter=self._look,
        )

    def _shown(self) -> Node:
        say, state = self.say, self.state
        title = el(Words, value=say(Text("What would change")), style="section")
        lines = [el(Words, value=line, key=line) for line in state.lines]
        named = (
            (say(Text("Come back: {names}", {"names": self.session.listed(*state.come)})), state.come),
            (say(Text("Are not in it: {names}", {"names": self.session.listed(*state.go)})), state.go),
        )
        lines += [el(Words, value=words, key=words) for words, names in named if names and len(names) < 12]
        kept = say(Text("What is here now is kept as a copy first."))
        return el(Card, title, *lines, el(Words, value=kept, style="small", tone="muted", key="kept"), key="shown")

    def _button(self) -> Node:
        say, state = self.say, self.state
        if state.ready:
            return el(KButton, key="go", value=say(Text("Bring it back")), busy=state.busy, action=self._bring_back)
        has_file = bool(state.path.strip())
        words = say(Text("See what would change") if has_file else NO_FILE)
        return el(KButton, key="look", value=words, busy=state.busy, disabled=not has_file, action=self._look)

    def _done_page(self) -> PageParts:
        on = el(KButton, key="on", value=self.say(Text("Open Today")), action=self.nav.go_in)
        words = el(Words, value=self.state.done, style="section", key="done")
        return PageParts(self.say(Text("Bring back a copy")), (el(Card, words, on, key="done"),))

    # What a tap does

    def _typed(self, text: str) -> None:
        self.state = self.vm.type_secret(text)

    def _turn(self) -> None:
        self._covered = not self._covered
        self.nav.draw()

    def _look(self) -> None:
        if self.state.busy:
            return
        state, work = self.vm.look()
        self.show(state)
        if work is not None:
            self._run(work, self._looked)

    def _looked(self, shown) -> None:
        self.show(self.vm.looked(shown))

    def _bring_back(self) -> None:
        if self.state.busy:
            return
        state, work = self.vm.bring_back()
        self.show(state)
        self._run(work, self._brought_back)

    def _take_back(self) -> None:
        state, work = self.vm.take_back()
        self.show(state)
        self._run(work, self._brought_back)

    def _brought_back(self, restored) -> None:
        self.state = self.vm.brought_back(restored)
        self.nav.new_look()

    def _look_at_the_rest(self) -> None:
        try:
            self.vm.look_at_the_rest()
        except StoreError as error:
            self.show(self.vm.failed(error))
            return
        self.nav.start("today")
        self.nav.new_look()

    def _run(self, work, done) -> None:
        self.nav.run(Task(work, done, lambda error: self.show(self.vm.failed(error))))
