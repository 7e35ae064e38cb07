"""Writing a letter, step by step: who, what, the facts, what to know before. The last step is the letter itself."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.form_parts import chips, field_nodes, problem_words
from ui.screens.screen import Screen
from ui.viewmodels.letter_people import Who
from ui.viewmodels.letter_topics import Topic
from ui.viewmodels.letter_wizard import FACTS, KNOW, WHAT, Blank, LetterWizardViewModel, NoticeState, WizardState
from ui.widgets.card import IconTile, ListRow, open_row, row_words, ruled, steps_bar
from ui.widgets.choice import Option, Tick
from ui.widgets.field import error_summary
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

STEPS = 5


class LetterWizardScreen(Screen):
    """The steps."""

    tab = "more"
    state: WizardState

    def begin(self, debt: str = "", kind: str = "", offer: int | None = None, entry: int = 0, topic: str = "") -> None:
        """Begin; what is known already is not asked, and of what can be written one ``topic`` may be open."""
        self.vm = LetterWizardViewModel(self.session, debt, kind, offer, entry)
        self.state = self.vm.open_topic(topic) if topic else self.vm.state()
        self._entry, self._over = entry, False

    def go_back(self) -> bool:
        """Go back one step."""
        before = None if self._over else self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def page(self) -> PageParts:
        """Return the step."""
        say, state = self.say, self.state
        step = el(
            Column,
            el(Words, value=state.step_words, style="small", tone="muted", key="words"),
            steps_bar(state.number, STEPS),
            gap=6,
            key="step",
        )
        back = el(KButton, key="back", value=say(Text("Back")), kind="outline", action=self.nav.back, size_hint_x=0.5)
        top = (step, error_summary(state.summary), problem_words(state.problem))
        if state.step == FACTS:
            go = el(KButton, key="next", value=say(Text("Next")), action=self._next)
            return PageParts(state.title, (*top, *self._facts()), back=self.nav.behind(), foot=(back, go))
        if state.step == KNOW:
            go = el(KButton, key="next", value=say(Text("Read the letter")), action=self._next)
            about = el(Words, value=state.about, strong=True, key="about")
            cards = [self._notice(one) for one in state.notices]
            info = el(
                Row,
                el(Icon, name="info", tone="muted", size_dp=18),
                el(
                    Words,
                    value=say(Text("Information, not legal advice. Free legal aid can read it with you.")),
                    style="small",
                    tone="muted",
                ),
                gap=8,
                top=True,
                key="info",
            )
            return PageParts(state.title, (*top, about, *cards, info), back=self.nav.behind(), foot=(back, go))
        body = tuple(self._topic(one) for one in state.topics) if state.step == WHAT else (self._who(),)
        return PageParts(state.title, (*top, *body), back=self.nav.behind())

    def _who(self) -> Node:
        say = self.say
        rows = [
            open_row(one.name, one.under, one.icon, lambda one=one: self._take(one), key=f"{one.logged} {one.name}")
            for one in self.state.who
        ]
        other = open_row(
            say(Text("Not about one debt")),
            say(Text("Your bank, family, work, an adviser, all at once.")),
            "more",
            lambda: self.show(self.vm.about("")),
            key="other",
            quiet=True,
        )
        return el(Card, *ruled([*rows, other]), key="who", pad=(14, 6), gap=0)

    def _take(self, one: Who) -> None:
        self.show(self.vm.to(one.name) if one.logged else self.vm.about(one.name))

    def _topic(self, topic: Topic) -> Node:
        head = el(
            ListRow,
            el(IconTile, name=topic.icon, side=40),
            row_words(topic.title, topic.under),
            el(Icon, name="up" if topic.wants else "down", tone="muted", size_dp=18, key="way"),
            key="head",
            label=topic.title,
            action=lambda: self.show(self.vm.open_topic(topic.id)),
        )
        rows = [
            el(
                ListRow,
                row_words(one.title, one.when),
                el(Icon, name="next", tone="muted", size_dp=18),
                key=one.id,
                label=one.title,
                action=lambda id_=one.id: self.show(self.vm.want(id_)),
            )
            for one in topic.wants
        ]
        return el(Card, *ruled([head, *rows]), key=topic.id, pad=(14, 6), gap=0)

    def _facts(self) -> tuple[Node, ...]:
        state = self.state
        title = el(
            Card,
            el(Words, value=state.letter, style="section", key="title"),
            el(Words, value=state.when, style="small", tone="muted", key="when"),
            kind="soft",
            key="letter",
            gap=2,
        )
        fields = field_nodes(self, state.fields, self._type)
        blanks = [self._blank(blank) for blank in state.blanks]
        return title, el(Card, *fields, *blanks, key="fields")

    def _blank(self, blank: Blank) -> Node:
        if blank.options:
            return chips(
                blank.label, blank.options, lambda id_: self._type(blank.id, id_), key=blank.id, error=blank.error
            )
        tick = el(
            Tick,
            key=f"tick {blank.under}",
            value=blank.label,
            under=blank.under,
            on=blank.ticked,
            action=lambda: self.show(self.vm.tick(blank.id)),
        )
        fault = el(Words, value=blank.error, style="small", tone="warn", key="fault") if blank.error else None
        return el(Column, tick, fault, gap=4, key=blank.id)

    def _notice(self, one: NoticeState) -> Node:
        say, state = self.say, self.state
        parts: list[Node] = []
        if one.choice:
            parts = [
                el(
                    Option,
                    key="careful",
                    value=say(Text("Careful wording")),
                    chosen=not state.usual,
                    action=lambda: self.show(self.vm.choose_wording(False)),
                ),
                el(
                    Option,
                    key="usual",
                    value=say(Text("Usual wording, I have decided so")),
                    chosen=state.usual,
                    action=lambda: self.show(self.vm.choose_wording(True)),
                ),
            ]
        if one.holds:
            wait = el(
                KButton, key="wait", value=say(Text("Keep it as a draft and wait")), kind="outline", action=self._wait
            )
            parts = [wait]
        head = el(
            Row,
            el(Icon, name=one.icon, tone="warn", size_dp=20),
            el(Words, value=one.title, strong=True, tone="warn", key="title"),
            gap=10,
            top=True,
            key="head",
        )
        return el(
            Card,
            head,
            el(Words, value=one.words, style="small", key="words"),
            *parts,
            kind="warn",
            key=one.title,
            gap=8,
        )

    def _type(self, blank: str, text: str) -> None:
        self.show(self.vm.type(blank, text))

    def _next(self) -> None:
        self._take(self.vm.next())

    def _wait(self) -> None:
        self._take(self.vm.wait())

    def _take(self, state: WizardState) -> None:
        if not state.done:
            self.show(state)
        elif self._entry or state.leave:
            self._over = True
            self.nav.back()
        else:
            self.nav.replace("letter", entry=state.done)
