"""The call sheet: who, how long, what I say, what I ask, what I write down. Ending it saves the call."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import problem_words
from ui.screens.guide_parts import quote
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.call_sheet import CallSheetViewModel, CallState
from ui.widgets.card import IconTile, open_row, row_words, ruled
from ui.widgets.choice import Tick
from ui.widgets.elapsed import Elapsed
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class CallSheetScreen(Screen):
    """The sheet."""

    tab = "more"
    state: CallState

    def begin(self, name: str = "") -> None:
        """Ask who it is, or begin with the one that is known."""
        self.vm = CallSheetViewModel(self.session, name)
        self.state = self.vm.state()

    def undo(self):
        """Offer to take the entry out of the log again."""
        if not self.state.saved:
            return None
        return self.state.done_words, lambda: self.show(self.vm.take_back()), self._go_on

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        title = say(Text("On the phone"))
        if not state.begun:
            return PageParts(title, (self._who(), self._practise()), back=self.nav.behind())
        if state.saved:
            return PageParts(title, (self._saved(),), back=self.nav.behind())
        end = el(
            KButton,
            key="end",
            value=say(Text("End and save the call")),
            icon="not_picked_up",
            action=lambda: self.show(self.vm.end()),
        )
        body = (problem_words(state.problem), self._head(), self._say(), self._ask())
        return PageParts(title, body, side=(self._write(),), back=self.nav.behind(), foot=(end,))

    def _who(self) -> Node:
        say = self.say
        rows = [
            open_row(name, under, icon, lambda name=name: self.show(self.vm.begin(name)), key=name)
            for name, under, icon in self.state.people
        ]
        unknown = open_row(
            say(Text("A number I don't know")),
            say(Text("You can match it later")),
            "missing",
            lambda: self.show(self.vm.begin("")),
            key="unknown",
            quiet=True,
        )
        title = el(
            Words, value=say(Text("Who is it? The clock starts with a tap.")), style="small", tone="muted", key="title"
        )
        return el(Card, title, *ruled([*rows, unknown]), key="who", pad=(14, 10), gap=4)

    def _practise(self) -> Node:
        say = self.say
        row = open_row(
            say(Text("Practise a call")),
            say(Text("A sentence that they use, your answer, a calm one. Nothing is kept.")),
            "repeat",
            lambda: self.nav.open("practise"),
        )
        return el(Card, row, key="practise", pad=(14, 6))

    def _head(self) -> Node:
        state = self.state
        begun = state.since
        seconds = (self.session.now() - begun).total_seconds() if begun else 0
        clock = el(Elapsed, key=f"clock {begun}", seconds=seconds, style="number", hug=True)
        tile = el(IconTile, name="talking", key="tile")
        return el(Card, el(Row, tile, row_words(state.who, state.under), clock, gap=12), kind="soft", key="head")

    def _say(self) -> Node:
        say, state = self.say, self.state
        lines = [quote(words, key=words) for words in state.say]
        may = el(Words, value=say(Text("You may always end a call.")), style="small", tone="muted", key="may")
        line = [
            el(Column, el(Words, value=name, style="small", tone="muted", key="name"), quote(words), gap=2, key=name)
            for name, words in state.line
        ]
        fold = el(
            TextLink,
            key="line",
            value=say(Text("It gets rough: three sentences that set a line")),
            action=lambda: self.show(self.vm.set_a_line()),
        )
        field = el(
            Field,
            key="press",
            label=say(Text("They press: a word of what they say")),
            value=state.pressed,
            commit=lambda text: self.show(self.vm.press(text)),
        )
        answers = [
            el(
                Column,
                el(Words, value=one.name, style="small", tone="muted", key="name"),
                quote(one.words) if one.is_said else el(Words, value=one.words, key="first"),
                gap=4,
                key=one.id,
            )
            for one in state.answers
        ]
        nothing = el(Words, value=state.nothing, style="small", tone="muted", key="nothing") if state.nothing else None
        title = el(Words, value=say(Text("I say")), style="section", key="title")
        return el(Card, title, *lines, may, fold, *line, field, nothing, *answers, key="say")

    def _ask(self) -> Node:
        rows = [
            el(Tick, key=id_, value=words, on=on, action=lambda id_=id_: self.show(self.vm.tick(id_)))
            for id_, words, on in self.state.asks
        ]
        title = el(Words, value=self.say(Text("I ask")), style="section", key="title")
        return el(Card, title, *ruled(rows), key="ask", gap=4)

    def _write(self) -> Node:
        say, state = self.say, self.state
        name = self._field("agent_name", say(Text("Their name")), state.agent)
        staff = self._field("staff_number", say(Text("Staff no.")), state.staff)
        long = "tall" if self.nav.wide and not theme.stacked else "long"
        said = self._field("said", say(Text("Their words, short is fine")), state.said, long)
        title = el(Words, value=say(Text("I write down")), style="section", key="title")
        return el(Card, title, pair(name, staff, key="two"), said, key="write")

    def _field(self, column: str, label: str, value: str, input_: str = "text") -> Node:
        return el(
            Field,
            key=column,
            column=column,
            input=input_,
            label=label,
            value=value,
            commit=lambda text: self.show(self.vm.type(column, text)),
        )

    def _saved(self) -> Node:
        say, state = self.say, self.state
        words = say(Text("It is over. You may rest now; nothing has to be decided today."))
        more = el(
            KButton,
            key="more",
            value=say(Text("Add what they said, if you like")),
            icon="write",
            kind="outline",
            small=True,
            action=lambda: self.nav.open("contact_details", entry=state.saved),
        )
        done = el(KButton, key="done", value=say(Text("Done")), action=self._done)
        row = el(Row, el(IconTile, name="yes", side=34), row_words(state.done_words, state.who), gap=12, key="row")
        return el(Card, row, el(Words, value=words, key="words"), more, done, kind="soft", key="saved")

    def _done(self) -> None:
        self.nav.back()

    def _go_on(self) -> None:
        self.nav.replace("contact", entry=self.state.saved)
