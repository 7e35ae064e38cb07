"""Log a contact: who it was, what happened, each one tap. There is no button to save: the third tap does."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.log_contact import WHO, WITHOUT, LogContactState, LogContactViewModel
from ui.widgets.card import Flow, IconTile, ListRow, TapCard, row_words, ruled, steps_bar
from ui.widgets.field import Field, error_summary
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class LogContactScreen(Screen):
    """The two steps that are left after the first tap."""

    tab = "contacts"
    state: LogContactState

    def begin(self, name: str = "", channel: str = "call") -> None:
        """Ask who it was; what is known already is not asked."""
        self.vm = LogContactViewModel(self.session, name, channel)
        self.state = self.vm.state()

    def go_back(self) -> bool:
        """Go back one step."""
        before = self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def page(self) -> PageParts:
        """Return the page of the step."""
        return self._who() if self.state.step == WHO else self._what()

    def _who(self) -> PageParts:
        say, state = self.say, self.state
        ways = [
            el(
                PressedChip,
                key=id_ or "other",
                value=words,
                icon=icon,
                chosen=chosen,
                action=lambda id_=id_: self._way(id_),
            )
            for id_, icon, words, chosen in state.ways
        ]
        people = [
            self._row(one.name, one.under, one.icon, lambda name=one.name: self.show(self.vm.choose_who(name)))
            for one in state.people
        ]
        unknown = self._row(
            say(Text("A number I don't know")),
            say(Text("You can match it later")),
            "missing",
            lambda: self.show(self.vm.choose_who("")),
        )
        care = el(
            Row,
            el(Icon, name="help", tone="muted", size_dp=18),
            el(
                Words,
                value=say(Text("Shaken after the call? Logging can wait. Talk to someone first if you like.")),
                style="small",
                tone="muted",
            ),
            gap=10,
            top=True,
            key="care",
        )
        body = (
            self._step(say(Text("Step 1 of 2")), 1),
            self._when(),
            el(Flow, *ways, key="ways", gap=8),
            el(Card, *ruled(people), key="people", pad=(14, 6), gap=0) if people else None,
            el(Card, *ruled([unknown, self._new()]), key="others", pad=(14, 6), gap=0),
            care,
        )
        return PageParts(say(Text("Who was it?")), body, back=self.nav.behind())

    def _what(self) -> PageParts:
        say, state = self.say, self.state
        change = el(
            KButton, key="change", value=say(Text("Change")), kind="text", small=True, hug=True, action=self.nav.back
        )
        who = el(Card, pair(row_words(state.who, state.how), change), key="who", pad=(16, 8))
        choices = [
            el(
                TapCard,
                el(Row, el(IconTile, name=icon), row_words(words, under), gap=12),
                key=id_,
                kind="choice",
                pad=(14, 10),
                label=words,
                action=lambda id_=id_: self._happened(id_),
            )
            for id_, icon, words, under in state.choices
        ]
        without = el(
            TextLink,
            key="link",
            value=say(Text("Save without this")),
            style="body",
            action=lambda: self._happened(WITHOUT),
        )
        body = (
            self._step(say(Text("Step 2 of 2: one tap saves it. You can add more later.")), 2),
            error_summary(state.problem),
            who,
            *choices,
            el(Middle, without, key="without"),
        )
        return PageParts(say(Text("What happened?")), body, back=say(Text("Who was it?")))

    def _step(self, words: str, number: int) -> Node:
        return el(Column, el(Words, value=words, style="small", tone="muted"), steps_bar(number, 2), gap=6, key="step")

    def _when(self) -> Node:
        say, state = self.say, self.state
        if state.is_changing:
            field = el(
                Field,
                key="at",
                label=say(Text("When")),
                value=state.at,
                hint=say(Text("Day and time, such as 2026-11-22 22:43; the day alone will do.")),
                error=state.at_fault,
                commit=lambda text: self.show(self.vm.type_time(text)),
                enter=lambda: self.show(self.vm.change_time(False)),
            )
            return el(Card, field, key="changing")
        now = say(Text("Just now"))
        words = self.session.join(now, state.when) if state.is_now else state.when
        change = el(
            KButton,
            key="change",
            value=say(Text("Change")),
            kind="text",
            small=True,
            hug=True,
            action=lambda: self.show(self.vm.change_time(True)),
        )
        row = el(Row, el(Icon, name="clock"), el(Words, value=words), change, gap=10)
        return el(Card, row, key="when", pad=(14, 4))

    def _new(self) -> Node:
        say, state = self.say, self.state
        words = say(Text("Someone new"))
        if not state.is_new:
            under = say(Text("Add a name now or later"))
            return self._row(words, under, "plus", lambda: self.show(self.vm.someone_new()))
        field = el(
            Field,
            key="name",
            label=say(Text("Who they say they are")),
            value=state.name,
            commit=lambda text: self.show(self.vm.type_name(text)),
            enter=self._named,
        )
        go = el(KButton, key="go", value=say(Text("Next")), kind="soft", action=self._named)
        return el(Column, field, go, gap=8, pad=(0, 8), key="new")

    def _row(self, words: str, under: str, icon: str, action) -> Node:
        return el(
            ListRow,
            el(IconTile, name=icon, quiet=True),
            row_words(words, under),
            el(Icon, name="next", tone="muted", size_dp=18),
            key=words,
            label=words,
            action=action,
        )

    def _named(self) -> None:
        self.show(self.vm.choose_who(self.state.name))

    def _way(self, id_: str) -> None:
        self.show(self.vm.choose_way(id_))

    def _happened(self, what: str) -> None:
        state = self.vm.happened(what)
        if state.stored:
            self.nav.replace("saved_contact", entry=state.stored)
        else:
            self.show(state)


class Middle(Row):
    """Holds one thing in the middle of its width."""

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add it, and keep it in the middle."""
        super().add_widget(widget, *args, **kwargs)
        self.fbind("width", self._fit)
        widget.fbind("width", self._fit)
        self._fit()

    def _fit(self, *_) -> None:
        for widget in self.children:
            self.padding[0] = max(0, (self.width - widget.width) / 2)
