"""Evidence: choose what goes into a bundle, make it, see what is in it, check one, complain."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.evidence import ALL, DONE, MONTH, QUARTER, EvidenceState, EvidenceViewModel, MadeState, TickState
from ui.widgets.card import IconTile, amount_row, open_row, progress_bar, row_words, ruled
from ui.widgets.choice import Tick, segments
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import ButtonPair, KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

TITLE = Text("Evidence")


class EvidenceScreen(Screen):
    """The page."""

    tab = "more"
    state: EvidenceState

    def begin(self) -> None:
        """Show the choice."""
        self.vm = EvidenceViewModel(self.session)
        self.state = self.vm.state()
        self._part = 0.0
        self._read()

    def leave(self) -> None:
        """Stop what is at work."""
        self.vm.stop()

    def refresh(self) -> None:
        """Look at the log again."""
        self.show(self.vm.again())
        self._read()

    def _read(self) -> None:
        """Count a long log on the worker."""
        work = self.vm.reading()
        if work is not None:
            self.nav.run(Task(work, lambda rows: self._came(self.vm.read(rows)), self._not_read))

    def _not_read(self, error: BaseException) -> None:
        raise error

    def go_back(self) -> bool:
        """Go back to the choice."""
        if self.state.step != DONE:
            return False
        self.show(self.vm.back())
        return True

    def page(self) -> PageParts:
        """Return the page."""
        if self.state.step == DONE and self.state.made is not None:
            return self._made(self.state.made)
        return self._choose()

    def _choose(self) -> PageParts:
        say, state = self.say, self.state
        if state.empty:
            words = Text("A bundle is made of your log of contacts. Write one down, or import your messages.")
            log = el(
                KButton,
                key="log",
                value=say(Text("Log a contact")),
                icon="plus",
                action=lambda: self.nav.open("contact_form"),
            )
            body: tuple[Node | None, ...] = (el(Card, el(Words, value=say(words)), log, key="empty"), self._more())
            return PageParts(say(TITLE), body, back=self.nav.behind())
        make = el(
            KButton,
            key="make",
            value=say(Text("Make the bundle")),
            icon="bundle",
            busy=bool(state.working),
            disabled=not state.may_make,
            action=self._make,
        )
        stop = el(KButton, key="stop", value=say(Text("Stop")), kind="outline", action=self.vm.stop)
        what = el(
            Card,
            el(Words, value=state.chosen, style="section", key="count"),
            el(Words, value=state.staying, style="small", key="staying") if state.staying else None,
            el(
                Words,
                value=say(
                    Text(
                        "Chosen contacts with their files, in one zip that anybody can check. Dated facts about them, such as what you asked for, go along and are not counted here. Nothing leaves this device by itself."
                    )
                ),
                style="small",
                tone="muted",
                key="about",
            ),
            segments(
                (
                    (ALL, say(Text("All"))),
                    (QUARTER, say(Text("90 days"))),
                    (MONTH, say(Text("30 days"))),
                ),
                state.period,
                lambda period: self.show(self.vm.choose_period(period)),
            ),
            key="what",
        )
        goes = el(
            Card,
            *self._ticks("tick", state.ticks),
            key="how",
            gap=2,
        )
        where = el(
            Field,
            key="path",
            input="path",
            label=say(Text("Where it goes: a .zip, or a new folder")),
            value=state.path,
            error=state.problem,
            commit=lambda text: self.show(self.vm.type(text)),
        )
        work = None
        if state.working:
            work = el(
                Card,
                el(Words, value=state.working, key="words"),
                progress_bar(self._part, key="bar"),
                stop,
                key="working",
            )
        left = (
            what,
            self._group(Text("Who"), "collector", state.collectors),
            self._group(Text("Debt"), "debts", state.debts),
        )
        whole = None
        if state.whole_about:
            whole = el(
                Field,
                key="whole",
                label=say(Text("A whole file that was read in (optional)")),
                value=state.whole,
                hint=state.whole_about,
                commit=lambda text: self.show(self.vm.type_whole(text)),
            )
        right = (goes, where, whole, work, self._more())
        return PageParts(say(TITLE), left, side=right, back=self.nav.behind(), foot=(make,))

    def _group(self, title: Text, kind: str, ticks: tuple[TickState, ...]) -> Node | None:
        if not ticks:
            return None
        under = el(
            Words, value=self.say(Text("Nothing ticked: all of them.")), style="small", tone="muted", key="under"
        )
        words = el(Words, value=self.say(title), style="section", key="title")
        return el(Card, words, under, *self._ticks(kind, ticks[:12]), key=kind, gap=2)

    def _ticks(self, kind: str, ticks: tuple[TickState, ...]) -> tuple[Node, ...]:
        return tuple(
            el(
                Tick,
                key=one.key,
                value=one.words,
                under=one.under,
                on=one.on,
                action=lambda key=one.key: self.show(self.vm.turn(kind, key)),
            )
            for one in ticks
        )

    def _more(self) -> Node:
        say = self.say
        under = self.state.complaints or say(Text("Their own desk first, then an office; in its form."))
        rows = [
            open_row(
                say(Text("Complaints")), under, "complaint", lambda: self.nav.open("complaints"), key="complaints"
            ),
            open_row(
                say(Text("Check a bundle")),
                say(Text("Whether a zip is as it was handed out. Works for anybody's.")),
                "shield",
                lambda: self.nav.open("check_bundle"),
                key="check",
            ),
        ]
        return el(Card, *ruled(rows), key="more", pad=(14, 6), gap=0)

    def _made(self, made: MadeState) -> PageParts:
        say = self.say
        check = el(
            KButton,
            key="check",
            value=say(Text("Check it")),
            icon="shield",
            kind="soft",
            action=lambda: self.nav.open("check_bundle", path=made.path),
        )
        complain = el(
            KButton,
            key="complain",
            value=say(Text("Write a complaint")),
            icon="complaint",
            action=lambda: self.nav.open("complaint"),
        )
        file = el(
            Card,
            el(Row, el(IconTile, name="bundle"), row_words(made.name, made.about), gap=12, key="file"),
            el(
                Words, value=say(Text("In {folder}", {"folder": made.folder})), style="small", tone="muted", key="where"
            ),
            el(ButtonPair, complain, check, key="buttons"),
            key="made",
        )
        safe = note_card(
            say(
                Text(
                    "The bundle is not encrypted: anyone who has it can read it. Give it to the office alone; put no names or voices online."
                )
            )
        )
        left_out = [el(Words, value=words, style="small", tone="muted", key=words[:40]) for words in made.left_out]
        inside = el(
            Card,
            el(Words, value=say(Text("Inside")), style="section", key="title"),
            *ruled([amount_row(label, count) for label, count in made.inside]),
            el(Column, *ruled(left_out), gap=6, key="left") if left_out else None,
            el(Words, value=made.note, style="small", tone="muted", key="note") if made.note else None,
            key="inside",
            gap=4,
        )
        head = el(
            Card,
            el(Words, value=say(Text("Seal number: {first}", {"first": made.head[:9]})), style="section", key="title"),
            el(Words, value=made.head, style="small", key="head"),
            el(Words, value=made.head_about, style="small", tone="muted", key="about"),
            key="head",
        )
        hide = None
        if not made.is_redacted:
            hide = el(
                KButton,
                key="hide",
                value=say(Text("Make a copy with names hidden")),
                icon="hide",
                kind="outline",
                action=lambda: self.show(self.vm.hide_names()),
            )
        body = (file, safe, inside)
        return PageParts(say(Text("Bundle is ready")), body, side=(head, shows_card(say), hide), back=say(TITLE))

    def _make(self) -> None:
        if not self.state.may_make:
            return
        self._part = 0.0
        state, work = self.vm.start()
        self.show(state)
        failed = lambda error: self._came(self.vm.failed(error))  # noqa: E731
        self.nav.run(Task(work, lambda result: self._came(self.vm.done(result)), failed, self._progress))

    def _came(self, state: EvidenceState) -> None:
        if self.nav.top is self:
            self.show(state)

    def _progress(self, part: float) -> None:
        self._part = part
        if self.state.working and self.nav.top is self:
            self.nav.draw()


def shows_card(say) -> Node:
    """Return what a bundle shows and what it cannot, in two lines."""
    lines = (
        ("yes", Text("It shows that the log has not changed since it was sealed, and which files belong to it.")),
        ("nothing", Text("It can't show that an entry was true when it was written. Recordings and phone bills help.")),
    )
    rows = [
        el(
            Row,
            el(Icon, name=icon, size_dp=18, tone="muted"),
            el(Words, value=say(words), style="small"),
            gap=10,
            top=True,
            key=icon,
        )
        for icon, words in lines
    ]
    return el(Card, *rows, key="shows")
