"""Need to talk to someone?: opens over any page, Back returns to it. "I'm not safe right now" is its first row."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.care_parts import breathe_row
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.help import HelpState, HelpViewModel, LineState
from ui.widgets.card import IconTile, open_row, row_words, ruled
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class HelpScreen(Screen):
    """The page."""

    tab = ""
    hides_now = True
    offers_help = False
    state: HelpState

    def begin(self, unsafe: bool = False) -> None:
        """Show the lines of the person's country, or at once the page for a moment that is not safe."""
        self.vm = HelpViewModel(self.session, can_call=self.nav.dial is not None, unsafe=unsafe)
        self.state = self.vm.state()

    def go_back(self) -> bool:
        """Go back to the first page."""
        before = self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        groups = [self._group(title, lines, first=not i) for i, (title, lines) in enumerate(state.groups)]
        copied = el(Words, value=state.copied, style="small", tone="ok", key="copied") if state.copied else None
        calls = el(Words, value=state.call_note, style="small", tone="muted", key="calls") if state.call_note else None
        checked = el(Words, value=state.checked, style="tiny", tone="muted", key="checked") if state.checked else None
        if state.unsafe:
            return PageParts(
                say(Text("I'm not safe right now")),
                (self._kind_words(), copied, groups[0] if groups else None, calls, self._steps()),
                side=(
                    *groups[1:],
                    checked,
                    self._breathe(),
                    el(Card, breathe_row(self.nav), key="row", pad=(14, 6)),
                    self._hide(),
                ),
                back=say(Text("Back")),
            )
        unsafe = open_row(
            say(Text("I'm not safe right now")),
            say(Text("Who to call, and what helps in the next minutes.")),
            "care",
            lambda: self.show(self.vm.not_safe()),
        )
        where = (
            say(Text("Lines for {country}", {"country": state.country}))
            if state.country
            else say(Text("No country or region is chosen yet. These work in many places."))
        )
        return PageParts(
            say(Text("Need to talk to someone?")),
            (
                el(Card, unsafe, kind="way", key="unsafe", pad=(14, 6)),
                el(
                    Words,
                    value=say(Text("You owe money, not your life. You can say as little as you like.")),
                    key="words",
                ),
                copied,
                calls,
                *groups[:2],
            ),
            side=(
                *groups[2:],
                el(Words, value=state.gambling, style="small", key="gambling") if state.gambling else None,
                el(Words, value=where, style="small", tone="muted", key="where"),
                checked,
                None if self.session.is_locked else self._place(),
                el(Card, breathe_row(self.nav), key="breathe row", pad=(14, 6)),
                None if self.session.is_locked else self._hide(),
            ),
            back=say(Text("Back")),
        )

    def _place(self) -> Node:
        words = self.say(Text("Change the country or region"))
        go = lambda: self.nav.open("settings")  # noqa: E731
        return el(KButton, key="place", value=words, kind="outline", small=True, action=go)

    def _kind_words(self) -> Node:
        words = self.say(Text("It sounds very hard right now. You don't have to sort this alone."))
        return el(Words, value=words, style="section", key="kind")

    def _group(self, title: str, lines: tuple[LineState, ...], *, first: bool) -> Node:
        heading = el(Words, value=title, style="section")
        filled = first and self.state.unsafe
        rows = [self._line(line, filled=filled and not i) for i, line in enumerate(lines)]
        return el(Card, heading, el(Column, *ruled(rows)), key=title, gap=4)

    def _line(self, line: LineState, *, filled: bool) -> Node:
        """Return a line; where it is not safe its button is large, and the first one is filled (drawing C8)."""
        hug = not theme.stacked and not self.state.unsafe
        button = el(
            KButton,
            key="button",
            value=line.button,
            icon="talking" if line.dial else "copy",
            kind="primary" if filled else "soft",
            small=not self.state.unsafe,
            hug=hug,
            action=lambda: self._call(line) if line.dial else self._copy(line.call),
        )
        if line.dial:
            label = self.say(Text("Copy {number}", {"number": line.call}))
            copy = el(IconButton, key="copy", name="copy", label=label, action=lambda: self._copy(line.call))
            button = el(Row, button, copy, gap=8, hug=hug, key="buttons")
        words = el(
            Column,
            el(Words, value=line.name, strong=True, key="name"),
            el(Words, value=line.under, style="small", key="under"),
            el(Words, value=line.note, style="tiny", tone="muted", key="note") if line.note else None,
            gap=2,
            key="words",
        )
        return el(Column, words, button, pad=(0, 8), gap=6, key=line.name)

    def _call(self, line: LineState) -> None:
        if not self.nav.dial(line.dial):
            copy_for_a_minute(line.call)
            self.show(self.vm.not_called(line.call))

    def _copy(self, number: str) -> None:
        copy_for_a_minute(number)
        self.show(self.vm.copied(number))

    def _steps(self) -> Node:
        rows = [
            el(Row, el(IconTile, name=icon, side=34), el(Words, value=words), gap=12, key=words)
            for icon, words in zip(("contacts", "family", "shield", "care"), self.state.steps, strict=True)
        ]
        return el(Card, *rows, key="steps")

    def _breathe(self) -> Node:
        rows = [
            el(Row, el(Icon, name="breathe"), el(Words, value=words), gap=10, top=True, key=words)
            for words in self.state.breathe
        ]
        title = row_words(self.say(Text("While you wait")), style="section")
        return el(Card, title, *rows, kind="soft", key="breathe")

    def _hide(self) -> Node:
        hidden = self.state.hidden
        words = self.say(Text("Show amounts")) if hidden else self.say(Text("Hide all amounts"))
        return el(
            KButton,
            key="hide",
            value=words,
            icon="show" if hidden else "hide",
            kind="outline",
            action=self.nav.hide_amounts,
        )
