"""What they say: a list with search, a page for each tactic with calm replies, a card of what need not be told."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import copy_card, dotted, quote
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
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

_WAYS = {
    "help": (Text("I'm not safe right now"), Text("Who to call, and what helps in the next minutes."), "care"),
    "paper_check": (
        Text("What is this paper?"),
        Text("Which one it is, how to check it, and its deadline."),
        "legal",
    ),
    "really_them": (Text("Is this really them?"), Text("Before you pay someone new."), "shield"),
    "reachable": (
        Text("Stay reachable"),
        Text("One channel that you choose, and the proof that you answer."),
        "chat",
    ),
    "not_tell": (Text("What you need not tell them"), Text("To read during a call."), "private"),
}


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
        nothing = None
        if state.nothing:
            every = el(
                KButton,
                key="all",
                value=say(Text("Show all of them")),
                kind="soft",
                small=True,
                action=lambda: self.show(self.vm.search("")),
            )
            nothing = el(Card, el(Words, value=state.nothing, tone="muted", key="words"), every, key="nothing")
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
        copy = el(KButton, key="copy", value=state.copy, icon="copy", kind="outline", small=True, action=self._copy)
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
            line = el(Row, el(Icon, name="shield"), el(Words, value=state.first), gap=10, top=theme.stacked)
            first = el(Card, line, kind="soft", key="first")
        turn = el(
            TextLink,
            key="turn",
            value=state.other,
            action=lambda: self.show(self.vm.turn()),
        )
        return PageParts(
            state.title,
            (
                el(Row, el(Chip, value=state.mark, kind="neutral", key=state.mark), key="mark"),
                first,
                self._way_on(),
                *(self._reply(reply) for reply in state.replies),
                turn,
            ),
            side=(
                dotted(say(Text("What you need not tell them")), state.need_not_tell),
                el(
                    Card,
                    el(Words, value=say(Text("Why they do it")), style="section"),
                    el(Words, value=state.why, key="why"),
                    el(Words, value=state.lawful_words, key="lawful"),
                    key="why",
                ),
                self._sounds(),
                dotted(say(Text("What to save")), state.save),
                self._log(),
            ),
            back=self.nav.behind(),
        )

    def _reply(self, reply: Reply) -> Node:
        copy = lambda: self._copy(reply)  # noqa: E731
        return copy_card(self.say, reply.title, reply.words, reply.copied, copy, key=reply.id, under=reply.to)

    def _sounds(self) -> Node:
        """Fold what they say until it is asked for: it is not for re-reading (guard 20)."""
        state, say = self.state, self.say
        shown = bool(state.sounds_like)
        words = say(Text("How it sounds")) if shown else say(Text("Show how it sounds"))
        hide = (
            el(Words, value=say(Text("Hide")), style="small", tone="primary", hug=True, key="hide") if shown else None
        )
        row = el(
            ListRow,
            row_words(words),
            hide,
            el(Icon, name="up" if shown else "down", tone="muted", size_dp=18),
            key=words,
            action=lambda: self.show(self.vm.unfold(not shown)),
            label=words,
        )
        quotes = [quote(one, key=one) for one in state.sounds_like]
        return el(Card, row, *quotes, key="sounds", pad=(14, 6, 14, 14) if shown else (14, 6))

    def _way_on(self) -> Node | None:
        """Return the page that helps on from here."""
        route = self.state.way_on
        if not route:
            return None
        title, under, icon = _WAYS[route]
        what = {"unsafe": True} if route == "help" else {}
        row = open_row(self.say(title), self.say(under), icon, lambda: self.nav.open(route, **what), key=route)
        return el(Card, row, key="on", pad=(14, 6))

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
        answer = copy_card(
            self.say,
            self.say(Text("You can say")),
            card.say,
            self.state.copied,
            self._copy,
            key="answer",
        )
        about = el(Words, value=card.about, key="about")
        groups = [dotted(name, items) for name, items in card.groups]
        keep = el(
            Card, el(Words, value=card.keep), el(Words, value=card.court, style="small", tone="muted"), key="keep"
        )
        return PageParts(card.title, (about, answer, *groups[:2]), side=(*groups[2:], keep), back=self.nav.behind())

    def _copy(self) -> None:
        copy_for_a_minute(self.state.card.say)
        self.show(self.vm.copied())
