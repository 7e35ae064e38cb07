"""What is happening right now?: seven situations; each page says what you may do, step by step, and one sentence to say."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import copy_card, law_card, numbered, tap_rows
from ui.screens.screen import Screen
from ui.viewmodels.happening import HappeningState, HappeningViewModel
from ui.widgets.card import IconTile, open_row, row_words, ruled
from ui.widgets.copying import copy_for_a_minute
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class HappeningScreen(Screen):
    """The choices, and the page of one."""

    state: HappeningState

    def begin(self, situation: str = "") -> None:
        """Show the choices, or one situation."""
        self._copied = False
        self._undo_gone = False
        self.vm = HappeningViewModel(self.session, situation)
        self.state = self.vm.state()

    def undo(self):
        """Offer to take back what was just written down."""
        if not self.state.entry or self._undo_gone:
            return None
        return self.state.written, lambda: self.show(self.vm.take_back()), self._let_go

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        if not state.title:
            rows = [open_row(words, "", icon, self._opener(id_), key=id_) for id_, icon, words in state.choices]
            return PageParts(
                say(Text("What is happening right now?")),
                (el(Card, *ruled(rows), key="choices", pad=(14, 6), gap=0),),
                back=self.nav.behind(),
            )
        sentences = [
            el(Words, value=words, style="section" if i == 0 else "body", key=words)
            for i, words in enumerate(state.sentences)
        ]
        reply = None
        if state.reply:
            title = say(Text("You can say"))
            reply = copy_card(say, title, state.reply, self._copied, self._copy, key="reply")
        calm = el(Card, *sentences, kind="soft", key="sentences")
        body = (calm, self._sheet_of_call(), numbered(state.steps), reply, self._log())
        side = (self._way_on(), law_card(say, state.law, state.law_note))
        return PageParts(state.title, body, side=side, back=say(Text("Back")))

    def _opener(self, id_: str):
        if id_ == "unsafe":
            return lambda: self.nav.open("help", unsafe=True)
        return lambda: self.nav.open("happening", situation=id_)

    def _sheet_of_call(self) -> Node | None:
        """Return the way to what to say, ask and write down while they are on the phone."""
        if self.state.id != "phone" or not self.state.log:
            return None
        words = self.say(Text("What to say and ask, line by line"))
        return el(KButton, key="sheet", value=words, icon="talking", action=lambda: self.nav.open("call_sheet"))

    def _log(self) -> Node | None:
        """Offer to write it down with one tap, and the details once that is done."""
        state = self.state
        if state.id == "court":
            return self._day_it_came()
        if not state.log:
            return None
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        if state.entry and state.id != "ringing":
            done = el(Row, el(IconTile, name="yes", side=34), row_words(state.written), gap=12, key="done")
            return el(Card, done, problem, self._more(), key="logged")
        if state.asks:
            title = el(Words, value=state.log, style="section", key="title")
            return el(Card, title, tap_rows(state.asks, self._tap), problem, key="log")
        kind = "outline" if state.id == "phone" else "primary"
        button = el(KButton, key="log", value=state.log, icon="log", kind=kind, action=lambda: self._tap(""))
        more = self._more() if state.entry else None
        return el(Column, button, more, problem, key="log", gap=10)

    def _day_it_came(self) -> Node:
        """Offer to write down the day a paper came, from which its days are counted: that is what counts most now."""
        words, under = (
            self.say(Text("Write down the day it came")),
            self.say(Text("Ashore counts its deadline where it can.")),
        )
        write = el(
            KButton, key="papers", value=words, icon="calendar", action=lambda: self.nav.open("papers", adding=True)
        )
        return el(Column, write, el(Words, value=under, style="small", tone="muted", key="under"), key="log", gap=6)

    def _more(self) -> Node:
        words = self.say(Text("Add what they said, if you like"))
        if self.state.id == "account":
            words = self.say(Text("Add which debt it was, if you like"))
        action = lambda: self.nav.open("contact_details", entry=self.state.entry)  # noqa: E731
        return el(KButton, key="more", value=words, icon="write", kind="outline", small=True, action=action)

    def _way_on(self) -> Node | None:
        """Return the page that helps on from here."""
        say = self.say
        if self.state.id == "court":
            return el(Card, *ruled(self._paper_rows()), key="on", pad=(14, 6), gap=0)
        if self.state.id in ("family", "ringing"):
            row = open_row(
                say(Text("Stay reachable")),
                say(Text("One channel that you choose, and the proof that you answer.")),
                "chat",
                lambda: self.nav.open("reachable"),
                key="reachable",
            )
        elif self.state.id == "phone":
            row = open_row(
                say(Text("What you need not tell them")),
                say(Text("To read during a call.")),
                "private",
                lambda: self.nav.open("not_tell"),
                key="not tell",
            )
        else:
            return None
        return el(Card, row, key="on", pad=(14, 6))

    def _paper_rows(self) -> list[Node]:
        """Return the ways on with a paper: which one it is, and who helps with it for free."""
        say = self.say
        return [
            open_row(
                say(Text("What is this paper?")),
                say(Text("Which one it is, how to check it, and its deadline.")),
                "legal",
                lambda: self.nav.open("paper_check"),
                key="paper",
            ),
            open_row(
                say(Text("Talk to a free adviser")),
                say(Text("Legal aid or a debt adviser, before the day on the paper.")),
                "counselor",
                self.nav.help,
                key="adviser",
            ),
        ]

    def _tap(self, recipient: str) -> None:
        self._undo_gone = False
        self.show(self.vm.log(recipient))

    def _let_go(self) -> None:
        self._undo_gone = True
        self.nav.draw()

    def _copy(self) -> None:
        copy_for_a_minute(self.state.reply)
        self._copied = True
        self.nav.draw()
