"""An offer and its life: a line of what happened, their figure against the budget, and the next step."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes, problem_words
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.offer import ANSWER, SEND, YES, LifeStep, OfferState, OfferViewModel
from ui.widgets.card import Chip, amount_row
from ui.widgets.choice import segments
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, Rule, pair
from ui.widgets.life_line import LifeDot
from ui.widgets.page import PageParts
from ui.widgets.press import ButtonPair, KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class OfferScreen(Screen):
    """The page."""

    tab = "more"
    state: OfferState

    def begin(self, offer: int) -> None:
        """Show the offer of this number."""
        self.vm = OfferViewModel(self.session, offer)
        self.state = self.vm.state()
        self._id = offer

    def undo(self):
        """Offer to take the last step back."""
        if not self.state.undo:
            return None
        return self.state.undo, lambda: self.show(self.vm.take_back()), lambda: self.show(self.vm.let_go())

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        if state.gone:
            words = say(Text("This offer is not in the list any more."))
            return PageParts(say(Text("Fair offers")), (el(Words, value=words),), back=self.nav.behind())
        kind, icon, words = state.chip
        figure = el(
            Column,
            el(Words, value=say(Text("You offered")), style="small", tone="muted", key="label"),
            el(Words, value=state.figure, style="number", fit=True, key="figure"),
            gap=0,
            key="figure",
        )
        chip = el(Chip, value=words, kind=kind, icon=icon, key=f"chip {kind} {icon}")
        top = el(Card, pair(figure, chip, key="pair"), key="top")
        last = len(state.life) - 1
        life = el(
            Card, *(self._step(step, place, place == last) for place, step in enumerate(state.life)), key="life", gap=0
        )
        side = (self._held(), *self._next())
        return PageParts(state.title, (problem_words(state.problem), top, life), side=side, back=self.nav.behind())

    def sheet(self):
        """Return what is asked just now."""
        say, state = self.say, self.state
        close = lambda: self.show(self.vm.open(""))  # noqa: E731
        fields = field_nodes(self, state.fields, lambda column, text: self.show(self.vm.type(column, text)))
        summary = error_summary(state.summary)
        if state.sheet == ANSWER:
            choose = segments(
                state.answers, state.answer, lambda id_: self.show(self.vm.choose_answer(id_)), key="answers"
            )
            note = el(
                Words, value=say(Text("Writing it down agrees to nothing.")), style="small", tone="muted", key="n"
            )
            save = el(
                KButton, key="save", value=say(Text("Write it down")), action=lambda: self.show(self.vm.answered())
            )
            return say(Text("What did they answer?")), _all(summary, choose, *fields, note, save), close
        if state.sheet == YES:
            words = say(
                Text("It becomes a promise of yours, once your budget holds it. Ask for it in writing before you pay.")
            )
            save = el(
                KButton, key="save", value=say(Text("Note the yes")), action=lambda: self.show(self.vm.note_yes())
            )
            return say(Text("They said yes")), _all(summary, el(Words, value=words, key="words"), *fields, save), close
        if state.sheet == SEND:
            hows = [(id_, words, id_ == state.how) for id_, words in state.hows]
            choose = chips(
                say(Text("How it went out")), hows, lambda id_: self.show(self.vm.choose_how(id_)), key="hows"
            )
            save = el(
                KButton, key="save", value=say(Text("It was sent today")), action=lambda: self.show(self.vm.sent())
            )
            return say(Text("I sent it myself")), _all(summary, choose, save), close
        return None

    def _step(self, step: LifeStep, place: int, last: bool) -> Node:
        when = el(Words, value=step.when, style="small", tone="muted", hug=not theme.stacked, key="when")
        title = el(Words, value=step.title, strong=True, key="title")
        link = None
        if step.letter:
            words = self.say(Text("Letter as sent"))
            link = el(TextLink, key="letter", value=words, action=lambda: self.nav.open("letter", entry=step.letter))
        said = el(Words, value=step.words, style="small", tone="muted", key="words") if step.words else None
        words = el(Column, pair(title, when, key="top"), said, link, gap=2, key="words")
        return el(LifeDot, words, key=f"{place} {step.title}", icon=step.icon, done=step.done, last=last)

    def _held(self) -> Node | None:
        held, say = self.state.held, self.say
        if held is None:
            return None
        rows = [
            amount_row(say(Text("Their figure")), held.figure, key="theirs"),
            el(Rule, key="rule"),
            amount_row(say(Text("Your share for them")), held.share, key="share"),
        ]
        if held.missing:
            rows += [
                el(Rule, strong=True, key="line"),
                amount_row(say(Text("Missing each month")), held.missing, strong=True, key="missing"),
            ]
        title = el(Words, value=say(Text("Does the budget hold their figure?")), style="section", key="title")
        words = el(Words, value=held.words, style="small", tone="muted", key="words")
        return el(Card, title, el(Column, *rows, key="rows"), words, key="held", gap=6)

    def _next(self) -> list[Node | None]:
        """Return the steps that make sense now, one of them in front."""
        say, stage = self.say, self.state.stage
        answer = self._button("answer", Text("They answered"), lambda: self.show(self.vm.open(ANSWER)), "outline")
        yes = self._button("yes", Text("They said yes"), lambda: self.show(self.vm.open(YES)), "text")
        again = self._button("again", Text("Write it again"), lambda: self._letter("second-request"))
        change = self._button("change", Text("Change my offer"), lambda: self.nav.open("offers"), "outline")
        if stage == "drafted":
            write = self._button("write", Text("Write the letter"), lambda: self._letter("pro-rata-offer"))
            own = self._button("own", Text("I sent it myself"), lambda: self.show(self.vm.open(SEND)), "outline")
            return [write, own]
        if stage in ("sent", "asked-again"):
            return [
                self._button("answer", Text("They answered"), lambda: self.show(self.vm.open(ANSWER))),
                again._replace(props={**again.props, "kind": "outline"}),
            ]
        if stage == "countered":
            asked = self._button("asked", Text("I have sent it again"), lambda: self.show(self.vm.ask_again()), "text")
            return [again, change, el(ButtonPair, yes, asked, key="two")]
        if stage in ("accepted", "kept"):
            kept = self._button("kept", Text("Paid as agreed"), lambda: self.show(self.vm.step("kept")))
            cannot = self._button("cannot", Text("I can't keep it"), lambda: self._letter("cannot-keep"), "outline")
            note = el(
                Words,
                value=say(Text("Said before the day, it counts for you. The letter offers what you can.")),
                style="small",
                tone="muted",
                key="before",
            )
            looked = self._button(
                "looked", Text("I looked at it again"), lambda: self.show(self.vm.step("reviewed")), "text"
            )
            return [kept, cannot, note, looked]
        if stage == "refused":
            start = el(
                Words,
                value=say(
                    Text(
                        "Many start paying what they offered all the same, and ask again after some months. Ask an adviser what fits you."
                    )
                ),
                style="small",
                tone="muted",
                key="start",
            )
            return [again, start, answer]
        return [again]

    def _button(self, key: str, words: Text, action, kind: str = "primary") -> Node:
        return el(KButton, key=key, value=self.say(words), kind=kind, action=action)

    def _letter(self, kind: str) -> None:
        self.nav.open("letter_wizard", debt=self.state.debt, kind=kind, offer=self._id)


def _all(*nodes: Node | None) -> tuple[Node, ...]:
    return tuple(node for node in nodes if node is not None)
