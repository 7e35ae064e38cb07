"""One person of the caseload: what was shared, to be read; notes and ideas on it; the review that goes back."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import said_card
from ui.screens.screen import Screen
from ui.screens.share import seen_cards
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.case import CaseState, CaseViewModel, Remark
from ui.widgets.card import Chip, Flow, fact, row_words, ruled
from ui.widgets.choice import Option
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class CaseScreen(Screen):
    """The page."""

    tab = "more"
    pane_of = "caseload"
    state: CaseState

    def begin(self, case: int) -> None:
        """Show the person of this number."""
        self.vm = CaseViewModel(self.session, case)
        self.state = self.vm.state()
        self._asks = False
        self.case = case

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        kind, words = state.chip
        under = el(Words, value=state.under, style="small", tone="muted", key="under")
        parts = None
        if state.seen:
            parts = el(
                KButton,
                key="parts",
                value=say(Text("Save summary and files")),
                icon="export",
                kind="soft",
                small=True,
                busy=state.working,
                action=lambda: self._run(self.vm.save_parts(), self.vm.parts_saved),
            )
        line = pair(under, el(Chip, value=words, kind=kind, key=f"chip {kind}"), key="line")
        facts = [fact(label, value, "number") for label, value in state.file.figures]
        figures = None
        if facts:
            first = el(Column if theme.stacked else Row, *facts[:2], gap=10, key="first")
            figures = el(Column, first, *facts[2:], gap=8, key="figures")
        is_pane = self.nav.beside() is not None
        head = el(Card, line, figures, None if is_pane else parts, key="head")
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        said = said_card(state.said)
        seen = seen_cards(state.seen, lambda line: self.show(self.vm.write(line))) if state.seen else ()
        make = el(
            KButton,
            key="make",
            value=say(Text("Make review file")),
            busy=state.working,
            disabled=not state.seen,
            action=self._make,
        )
        note = el(
            KButton,
            key="own",
            value=say(Text("A note for yourself")),
            kind="outline",
            action=lambda: self.show(self.vm.write()),
        )
        review = self._review() if state.seen else None
        body: tuple[Node | None, ...] = (said, problem, head, *seen)
        more = (self._stands(), self._own(), self._history(), self._remove())
        side: tuple[Node | None, ...] = (self._answers(), review, *more)
        if is_pane:  # it has room for one column: the debts first, then what is written on them, then all else
            debts, rest = self._debts_first(seen)
            body = (said, problem, head, *debts, self._answers(), review, *rest, parts, *more)
            side = ()
        return PageParts(state.who, body, side=side, back=say(Text("Caseload")), foot=(note, make))

    @staticmethod
    def _debts_first(seen: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """Return the cards of a share in two parts: that of the debts, and the others."""
        debts = tuple(card for card in seen if card.key == "debts")
        return debts, tuple(card for card in seen if card.key != "debts")

    def sheet(self):
        """Return the sheet on which a note or an idea is written, where it is open."""
        say, writing = self.say, self.state.writing
        if writing is None:
            return None
        values = dict(writing.values)
        amount = None
        if writing.amount:
            amount = el(
                Field,
                key="amount",
                input="money",
                label=say(Text("The amount you propose")),
                hint=writing.about,
                unit=writing.unit,
                value=values.get("amount", ""),
                commit=lambda text: self.show(self.vm.type("amount", text)),
            )
        orders = [
            el(
                Option,
                key=id_,
                value=words,
                chosen=id_ == writing.chosen,
                action=lambda id_=id_: self.show(self.vm.type("order", id_)),
            )
            for id_, words in writing.strategies
        ]
        words = el(
            Field,
            key="words",
            input="long",
            label=say(Text("Why")) if writing.idea else say(Text("Words")),
            value=values.get("words", ""),
            commit=lambda text: self.show(self.vm.type("words", text)),
        )
        problem = el(Words, value=writing.problem, tone="warn", key="problem") if writing.problem else None
        save = el(KButton, key="save", value=say(Text("Save")), action=lambda: self.show(self.vm.save()))
        ask = None
        if not writing.idea and not writing.own:
            ask = el(
                KButton,
                key="ask",
                value=say(Text("Save as a question")),
                kind="soft",
                action=lambda: self.show(self.vm.save(question=True)),
            )
        nodes = (amount, *orders, *self._paragraphs(values), words, problem, save, ask)
        return writing.title, nodes, lambda: self.show(self.vm.close())

    def _paragraphs(self, values: dict[str, str]) -> tuple[Node | None, ...]:
        """Return the paragraphs of a draft letter, and a field for other words where one is chosen."""
        say, writing = self.say, self.state.writing
        if not writing.paragraphs:
            return ()
        how = el(
            Words,
            value=say(Text("Write a note on it, or tap a paragraph to propose other words.")),
            style="small",
            tone="muted",
            key="how",
        )
        options = [
            el(
                Option,
                key=f"paragraph {place}",
                value=words,
                plain=True,
                chosen=place == writing.chosen,
                action=lambda place=place: self.show(self.vm.reword(place)),
            )
            for place, words in writing.paragraphs
            if not writing.chosen or place == writing.chosen
        ]
        then = None
        if writing.chosen:
            then = el(
                Field,
                key="then",
                input="draft",
                label=say(Text("The words you propose")),
                value=values.get("then", ""),
                commit=lambda text: self.show(self.vm.type("then", text)),
            )
        return (how, *options, then)

    def _review(self) -> Node:
        say, state = self.say, self.state
        fields = [
            el(
                Field,
                key=id_,
                input=kind,
                label=say(label),
                value=value,
                commit=lambda text, id_=id_: self.show(self.vm.say_first(id_, text)),
            )
            for id_, kind, label, value in (
                ("by", "text", Text("Who the review is from"), state.by),
                ("words", "long", Text("What you want to say first"), state.words),
            )
        ]
        order = None
        if state.has_plan:
            order = el(
                KButton,
                key="order",
                value=say(Text("An idea for the order of paying")),
                icon="idea",
                kind="soft",
                small=True,
                action=lambda: self.show(self.vm.propose_order()),
            )
        how = el(
            Words,
            value=say(Text("Tap a line to tie a note to it, or a line of the budget for an idea.")),
            style="small",
            tone="muted",
            key="how",
        )
        title = el(Words, value=say(Text("Your review")), style="section", key="title")
        rows = [self._remark(one) for one in state.remarks]
        return el(Card, title, *fields, how, *ruled(rows), order, key="review")

    def _remark(self, one: Remark) -> Node:
        text = el(
            Column,
            el(Words, value=one.title, strong=True, key="title"),
            el(Words, value=one.words, style="small", tone="muted", key="words"),
            gap=1,
            key="text",
        )
        away = el(
            IconButton,
            key="away",
            name="remove",
            label=self.say(Text("Remove")),
            action=lambda: self.show(self.vm.remove(one.number)),
        )
        return pair(text, away, key=f"remark {one.number}")

    def _stands(self) -> Node:
        chips = [
            el(
                PressedChip,
                key=id_,
                value=words,
                chosen=id_ == self.state.state,
                action=lambda id_=id_: self.show(self.vm.set_state(id_)),
            )
            for id_, words in self.state.states
        ]
        title = el(Words, value=self.say(Text("Where it stands")), style="section", key="title")
        fields = [
            el(
                Field,
                key=one.id,
                input=one.kind,
                button=self._month(one) if one.kind == "day" else None,
                label=one.label,
                value=one.value,
                error=one.error,
                commit=lambda text, id_=one.id: self.show(self.vm.set_detail(id_, text)),
            )
            for one in self.state.file.details
        ]
        return el(Card, title, el(Flow, *chips, key="chips"), *fields, key="stands")

    def _answers(self) -> Node | None:
        return self._listed(Text("What came of your last review"), self.state.file.answers, "answers")

    def _history(self) -> Node | None:
        return self._listed(Text("What came and went"), self.state.file.history, "history")

    def _listed(self, title: Text, rows: tuple[tuple[str, str], ...], key: str) -> Node | None:
        if not rows:
            return None
        words = el(Words, value=self.say(title), style="section", key="title")
        lines = [
            el(Column, row_words(above, below, strong=False), key=str(at)) for at, (above, below) in enumerate(rows)
        ]
        return el(Card, words, *ruled(lines), key=key, gap=6)

    def _own(self) -> Node | None:
        if not self.state.own_notes:
            return None
        rows = [
            el(
                Column,
                el(Words, value=day, style="small", tone="muted", key="day"),
                el(Words, value=words, key="words"),
                gap=1,
                key=f"own {place}",
            )
            for place, (day, words) in enumerate(self.state.own_notes)
        ]
        title = el(
            Words, value=self.say(Text("Notes for yourself; they go into no review")), style="section", key="title"
        )
        return el(Card, title, *rows, key="own")

    def _remove(self) -> Node:
        say = self.say
        if not self._asks:
            return el(
                KButton,
                key="remove",
                value=say(Text("Remove this person")),
                kind="outline",
                small=True,
                action=self._ask,
            )
        words = el(Words, value=say(Text("The files and your notes go for good.")), key="words")
        yes = el(KButton, key="yes", value=say(Text("Remove")), small=True, action=self._gone)
        no = el(KButton, key="no", value=say(Text("Keep")), kind="outline", small=True, action=self._ask)
        return el(Card, words, pair(no, yes, key="buttons"), kind="warn", key="sure")

    def _month(self, one) -> Node:
        return self.day_button(one.value, lambda day: self.show(self.vm.set_detail(one.id, day)), one.label)

    def _ask(self) -> None:
        self._asks = not self._asks
        self.nav.draw()

    def _gone(self) -> None:
        self.vm.remove_case()
        self.nav.back()

    def _make(self) -> None:
        self._run(self.vm.make(), self.vm.made)

    def _run(self, started, done) -> None:
        state, work = started
        self.show(state)
        here = self._back_here
        self.nav.run(Task(work, lambda result: here(done(result)), lambda error: here(self.vm.failed(error))))

    def _back_here(self, state: CaseState) -> None:
        self.state = state
        if self.nav.top is self:
            self.nav.draw()
