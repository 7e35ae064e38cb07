"""What they say: a list with search, a page for each tactic with calm replies, a card of what need not be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kivy.metrics import dp

from planner.errors import Text
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.tactics import (
    GuideRow,
    NotTellState,
    NotTellViewModel,
    Reply,
    TacticsState,
    TacticState,
    TacticsViewModel,
    TacticViewModel,
)
from ui.widgets.card import Chip, IconTile, ListRow, open_row, row_words, ruled
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Painted, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class TacticsScreen(Screen):
    """The list."""

    tab = "more"
    state: TacticsState

    def begin(self) -> None:
        """Show all of them."""
        self.vm = TacticsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        note = note_card(
            say(Text("Most of what they say comes from a script. Once you know the line, it has less hold on you."))
        )
        look_for = el(
            Field,
            key="search",
            column="search",
            label=say(Text("Search: a word of what they said")),
            value=state.query,
            commit=lambda text: self.show(self.vm.search(text)),
        )
        nothing = el(Words, value=state.nothing, tone="muted", key="nothing") if state.nothing else None
        groups = [self._group(heading, rows) for heading, rows in state.groups]
        half = (len(groups) + 1) // 2
        return PageParts(
            say(Text("What they say")),
            (note, look_for, nothing, None if state.query else self._at_hand(), *groups[:half]),
            side=tuple(groups[half:]),
            back=self.nav.behind(),
        )

    def _group(self, heading: str, rows: tuple[GuideRow, ...]) -> Node:
        lines = [
            el(
                ListRow,
                row_words(row.name, row.under, strong=False),
                el(Icon, name="next", tone="muted", size_dp=18),
                key=row.id,
                action=lambda id_=row.id: self.nav.open("tactic", tactic=id_),
                label=row.name,
            )
            for row in rows
        ]
        title = el(Words, value=heading, style="section")
        return el(Card, title, el(Column, *ruled(lines)), key=heading, gap=4)

    def _at_hand(self) -> Node:
        """Show what is good to have at hand in a call: the card, and three sentences that unfold."""
        state, say, script = self.state, self.say, self.state.script
        card = open_row(
            state.not_tell,
            say(Text("To read during a call.")),
            "private",
            lambda: self.nav.open("not_tell"),
            key="card",
        )
        shown = state.script_open
        fold = el(
            ListRow,
            el(IconTile, name="talking"),
            row_words(script.title, script.about),
            el(Icon, name="up" if shown else "down", tone="muted", size_dp=18),
            key=f"script {shown}",
            action=lambda: self.show(self.vm.fold_script()),
            label=script.title,
        )
        steps = [
            el(
                Column,
                el(Words, value=step.name, style="small", tone="muted", key="name"),
                quote(step.words, key="words"),
                gap=4,
                pad=(0, 4),
                key=step.name,
            )
            for step in script.steps
        ]
        copy = _copy_button(state.copy, self._copy)
        unfolded = el(Column, *steps, copy, gap=8, pad=(0, 2, 0, 8), key="steps") if shown else None
        return el(Card, *ruled([card, fold]), unfolded, key="at hand", pad=(14, 6), gap=0)

    def _copy(self) -> None:
        copy_for_a_minute("\n".join(step.words for step in self.state.script.steps))
        self.show(self.vm.copied())


class TacticScreen(Screen):
    """The page of one."""

    tab = "more"
    state: TacticState

    def begin(self, tactic: str) -> None:
        """Show the tactic of this id."""
        self.vm = TacticViewModel(self.session, tactic)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        first = None
        if state.first:
            line = el(Row, el(Icon, name="shield"), el(Words, value=state.first), gap=10)
            first = el(Card, line, kind="soft", key="first")
        turn = el(
            KButton,
            key="turn",
            value=state.other,
            icon="language",
            kind="outline",
            small=True,
            action=lambda: self.show(self.vm.turn()),
        )
        return PageParts(
            state.title,
            (
                el(Row, el(Chip, value=state.mark, kind="neutral", key=state.mark), key="mark"),
                first,
                self._danger(),
                self._paper(),
                *(self._reply(reply) for reply in state.replies),
                turn,
            ),
            side=(
                _listed(say(Text("What you need not tell them")), state.need_not_tell),
                el(
                    Card,
                    el(Words, value=say(Text("Why they do it")), style="section"),
                    el(Words, value=state.why, key="why"),
                    el(Words, value=state.lawful_words, key="lawful"),
                    key="why",
                ),
                self._sounds(),
                _listed(say(Text("What to save")), state.save),
                self._log(),
            ),
            back=self.nav.behind(),
        )

    def _reply(self, reply: Reply) -> Node:
        return el(
            Card,
            row_words(reply.title, reply.to, style="section"),
            quote(reply.words, key=reply.words),
            _copy_button(reply.button, lambda: self._copy(reply)),
            key=reply.id,
        )

    def _sounds(self) -> Node:
        """Fold what they say until it is asked for: it is not for re-reading (guard 20)."""
        state, say = self.state, self.say
        shown = bool(state.sounds_like)
        words = say(Text("Fold it again")) if shown else say(Text("Show how it sounds"))
        row = el(
            ListRow,
            row_words(words),
            el(Icon, name="up" if shown else "down", tone="muted", size_dp=18),
            key=words,
            action=lambda: self.show(self.vm.unfold(not shown)),
            label=words,
        )
        quotes = [quote(one, key=one) for one in state.sounds_like]
        return el(Card, row, *quotes, key="sounds", pad=(14, 6, 14, 14) if shown else (14, 6))

    def _danger(self) -> Node | None:
        if not self.state.in_danger:
            return None
        under = self.say(Text("Who to call, and what helps in the next minutes."))
        row = open_row(self.say(Text("I'm not safe right now")), under, "care", self.nav.help)
        return el(Card, row, key="danger", pad=(14, 6))

    def _paper(self) -> Node | None:
        if not self.state.is_paper:
            return None
        under = self.say(Text("Write the paper down, and Ashore counts its days where it can."))
        go = lambda: self.nav.open("papers", adding=True)  # noqa: E731
        return el(Card, open_row(self.say(Text("A paper came")), under, "promise", go), key="paper", pad=(14, 6))

    def _log(self) -> Node:
        go = lambda: self.nav.open("contact_form")  # noqa: E731
        return el(KButton, key="log", value=self.say(Text("Log a contact")), icon="log", action=go)

    def _copy(self, reply: Reply) -> None:
        copy_for_a_minute(reply.words)
        self.show(self.vm.copied(reply.id))


class NotTellScreen(Screen):
    """The card of what need not be told."""

    tab = "more"
    state: NotTellState

    def begin(self) -> None:
        """Show the card."""
        self.vm = NotTellViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        card = self.state.card
        answer = el(
            Card,
            el(Words, value=card.about),
            quote(card.say, key="say"),
            _copy_button(self.state.button, self._copy, kind="outline"),
            kind="soft",
            key="answer",
        )
        groups = [_listed(name, items) for name, items in card.groups]
        keep = el(
            Card, el(Words, value=card.keep), el(Words, value=card.court, style="small", tone="muted"), key="keep"
        )
        return PageParts(card.title, (answer, *groups[:2]), side=(*groups[2:], keep), back=self.nav.behind())

    def _copy(self) -> None:
        copy_for_a_minute(self.state.card.say)
        self.show(self.vm.copied())


def quote(words: str, *, key: str) -> Node:
    """Return words that are said or sent, behind a line at their left."""
    bar = el(Painted, fill="edge", size_hint=(None, 1), width=dp(3), key="bar")
    return el(Row, bar, el(Words, value=words, key="words"), gap=12, key=key)


def _copy_button(words: str, action: Callable[[], None], kind: str = "soft") -> Node:
    hug = not theme.stacked
    return el(KButton, key="copy", value=words, icon="copy", kind=kind, small=True, hug=hug, action=action)


def _listed(title: str, items: Sequence[str]) -> Node:
    """Return a card with a title and short lines, each behind a dot."""
    dot = el(Painted, fill="primary", radius=3, size_hint=(None, None), size=(dp(6), dp(6)), key="dot")
    beside = el(Column, dot, pad=(0, 8 * theme.text_scale, 0, 0), size_hint_x=None, width=dp(6), key="beside")
    rows = [el(Row, beside, el(Words, value=item), gap=10, key=item, top=True) for item in items]
    return el(Card, el(Words, value=title, style="section"), *rows, key=title, gap=8)
