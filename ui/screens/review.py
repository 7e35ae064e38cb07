"""A review: each idea beside the present value; take it or leave it. Nothing changes by itself."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.review import IdeaCard, QuestionCard, ReviewState, ReviewViewModel
from ui.widgets.card import Chip
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, pair
from ui.widgets.page import PageParts
from ui.widgets.press import ButtonPair, KButton
from ui.widgets.quote import quoted
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class ReviewScreen(Screen):
    """The page."""

    tab = "more"
    state: ReviewState

    def begin(self, entry: int) -> None:
        """Show the review of this number."""
        self.vm = ReviewViewModel(self.session, entry)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        top = el(
            Card,
            quoted(state.words, key="words") if state.words else None,
            el(Words, value=state.made, style="small", tone="muted", key="made"),
            key="top",
        )
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        leave = el(
            KButton,
            key="leave all",
            value=say(Text("Leave all")),
            kind="outline",
            disabled=not state.has_open,
            action=lambda: self.show(self.vm.leave_all()),
        )
        done = el(KButton, key="done", value=say(Text("Done")), action=self.nav.back)
        body = (top, problem, *(self._idea(card) for card in state.ideas), *(self._note(one) for one in state.notes))
        return PageParts(state.title, body, back=say(Text("Share with a helper")), foot=(leave, done))

    def _idea(self, card: IdeaCard) -> Node:
        say = self.say
        kind, icon, words = card.chip
        chip = (
            el(Chip, value=words, kind=kind, icon=icon, key=f"chip {kind}")
            if words
            else el(Chip, value=card.place, key="place")
        )
        head = pair(el(Words, value=card.title, style="section", key="title"), chip, key="head")
        now = self._value(card.labels[0], card.now, "plain", "now")
        then = self._value(card.labels[1], card.then, "way", "then")
        parts: list[Node | None] = [head, pair(now, then, key="values", even=True)]
        parts.append(quoted(card.why, style="small", key="why") if card.why else None)
        parts.append(el(Words, value=card.effect, style="small", key="effect") if card.effect else None)
        parts.append(el(Words, value=card.note, style="small", tone="warn", key="note") if card.note else None)
        parts.append(el(Words, value=card.rivals, style="small", tone="muted", key="rivals") if card.rivals else None)
        if card.can_take:
            words_of_take = Text("Take it all the same") if card.asks_again else Text("Take it")
            take = el(
                KButton,
                key="take",
                value=say(words_of_take),
                kind="soft",
                small=True,
                action=lambda: self.show(self.vm.take(card.number, anyway=card.asks_again)),
            )
            leave = el(
                KButton,
                key="leave",
                value=say(Text("Leave it")),
                kind="outline",
                small=True,
                action=lambda: self.show(self.vm.leave(card.number)),
            )
            parts.append(el(ButtonPair, take, leave, key="buttons"))
        if card.can_undo:
            parts.append(
                el(
                    KButton,
                    key="undo",
                    value=say(Text("Undo")),
                    kind="outline",
                    small=True,
                    action=lambda: self.show(self.vm.undo(card.number)),
                )
            )
        return el(Card, *parts, key=f"idea {card.number}")

    def _value(self, label: str, value: str, kind: str, key: str) -> Node:
        return el(
            Card,
            el(
                Column,
                el(Words, value=label, style="small", tone="muted", key="label"),
                el(Words, value=value, strong=True, key="value"),
                gap=1,
                key="text",
            ),
            kind=kind,
            pad=(12, 8),
            key=key,
        )

    def _note(self, one: QuestionCard) -> Node:
        say = self.say
        title = say(Text("A question")) if one.question else say(Text("A note"))
        answer = None
        if one.question:
            answer = el(
                Field,
                key="answer",
                column="answer",
                input="long",
                label=say(Text("Your answer")),
                hint=say(Text("It goes into your next file.")),
                value=one.answer,
                commit=lambda text: self.show(self.vm.answer(one.number, text)),
            )
        words = quoted(one.words, key="words")
        return el(Card, el(Words, value=title, style="section", key="title"), words, answer, key=f"note {one.number}")
