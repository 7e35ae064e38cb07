"""Share with a helper: whose code, the digits read aloud, sections ticked one by one; the reviews that came back."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.file_page import folders_button
from ui.screens.parts import NO_FILE, note_card, said_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.kinds import CARDS, icon_of
from ui.viewmodels.share import SHARE_ENDINGS, SeenState, SeenViewModel, ShareState, ShareViewModel
from ui.widgets.card import open_row, progress_bar, row_words, ruled
from ui.widgets.choice import Tick, segments
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.quote import quoted
from ui.widgets.secret import secret_field
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Share with a helper")


class ShareScreen(Screen):
    """The page."""

    tab = "more"
    state: ShareState

    def begin(self) -> None:
        """Begin with nothing ticked."""
        self.vm = ShareViewModel(self.session)
        self.state = self.vm.state()
        self._work: Task | None = None
        self._covered = True

    def leave(self) -> None:
        """Stop what goes on: nobody waits for it any more."""
        if self._work is not None:
            self._work.cancel()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        if state.working:
            return PageParts(say(TITLE), (self._at_work(),), back=self.nav.behind())
        see = el(KButton, key="see", value=say(Text("See it as they will")), kind="outline", action=self._see)
        make = el(
            KButton,
            key="make",
            value=state.waits or say(Text("Make the file")),
            disabled=not state.can_make,
            action=self._make,
        )
        said = said_card(state.said)
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        body = (self._who(), self._sections(), self._check_ins(), self._wishes())
        side, top = (self._reviews(), self._helpers()), (said, problem)
        foot = (see, make) if self.vm.is_ticked else (make,)  # one button says what is still missing, not two
        return PageParts(say(TITLE), body, side=side, back=self.nav.behind(), foot=foot, top=top)

    def _at_work(self) -> Node:
        stop = el(KButton, key="stop", value=self.say(Text("Stop")), kind="outline", action=self._stop)
        words = el(Words, value=self.state.working, key="working")
        return el(Card, words, progress_bar(self.state.part, key="bar"), stop, key="work")

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self.show(self.vm.stopped())

    def _who(self) -> Node:
        say = self.say
        ways = segments(self.state.ways, self.state.way, lambda way: self.show(self.vm.choose_way(way)), key="ways")
        safe = note_card(say(Text("A free adviser never asks for money or for bank codes.")))
        digits = None
        if self.state.digits:
            digits = el(
                Column,
                el(Words, value=say(Text("Read these digits to each other, by voice:")), style="small", key="how"),
                el(Words, value=self.state.digits, style="section", key="digits"),
                gap=2,
                key="aloud",
            )
        return el(Card, *self._fields("to"), ways, *self._fields("code", "passphrase"), digits, safe, key="who")

    def _sections(self) -> Node:
        say, state = self.say, self.state
        ticks = [
            el(
                Tick,
                key=section.id,
                value=section.title,
                under=section.under,
                on=section.on,
                action=lambda id_=section.id: self.show(self.vm.turn(id_)),
            )
            for section in state.sections
        ]
        numbers = el(
            Tick,
            key="numbers",
            value=say(Text("Account numbers too")),
            under=say(Text("They are left out otherwise.")),
            on=state.account_numbers,
            action=lambda: self.show(self.vm.turn_numbers()),
        )
        title = el(Words, value=say(Text("What they may read. They can't change it.")), style="section", key="title")
        return el(Card, title, *ruled([*ticks, numbers]), key="sections", gap=4)

    def _check_ins(self) -> Node:
        say, named, care = self.say, self.state.check_ins, self.vm.check_ins
        if not named.can_open:
            words = el(Words, value=named.words, style="small", tone="muted", key="words")
            return el(
                Card, el(Words, value=say(Text("Check-ins")), strong=True, key="title"), words, key="check-ins", gap=2
            )
        rows = [
            open_row(
                say(Text("Check-ins")), named.words, "mood", lambda: self._turned(care.unfold), key="fold", quiet=True
            ),
            *(
                el(
                    Tick,
                    key=row.name,
                    value=row.name,
                    on=row.on,
                    action=lambda row=row: self.show(self.vm.turn_check_in(row.name)),
                )
                for row in named.rows
            ),
        ]
        more = None
        if named.unfolded and named.more:
            words_more = say(Text("Show more ({count})", {"count": str(named.more)}))
            more = el(
                KButton,
                key="more",
                value=words_more,
                kind="soft",
                small=True,
                action=lambda: self._turned(care.show_all),
            )
        return el(Card, *ruled(rows), more, key="check-ins", pad=(14, 6), gap=4)

    def _turned(self, what) -> None:
        what()
        self.refresh()

    def _wishes(self) -> Node:
        words = Text(
            "One encrypted file, for them alone. Send it by mail or carry it on a stick. Ashore sends nothing."
        )
        alone = el(Words, value=self.say(words), style="small", tone="muted", key="alone")
        missing = None
        if self.state.missing:
            missing = el(Words, value=self.state.missing, strong=True, key="missing")
        return el(Card, *self._fields("delete_by", "reach"), alone, missing, key="wishes")

    def _reviews(self) -> Node:
        say, state = self.say, self.state
        rows = [
            open_row(by, made, "counselor", lambda entry=entry: self.nav.open("review", entry=entry), key=str(entry))
            for entry, by, made in state.reviews
        ]
        field = el(
            Field,
            key="path",
            input="path",
            label=say(Text("Where the review is")),
            value=state.path,
            commit=lambda text: self.show(self.vm.take(text)),
            enter=self._open,
        )
        browse = folders_button(self, endings=SHARE_ENDINGS, back=TITLE, small=True)
        go = el(
            KButton,
            key="open",
            value=say(Text("Open the review") if state.path.strip() else NO_FILE),
            kind="outline",
            small=True,
            disabled=not state.path.strip(),
            action=self._open,
        )
        title = el(Words, value=say(Text("Reviews that came back")), style="section", key="title")
        return el(Card, title, *ruled(rows), field, browse, go, key="reviews")

    def _helpers(self) -> Node:
        say = self.say
        row = open_row(
            say(Text("Caseload")),
            say(Text("For helpers: your code, and the files of others.")),
            "family",
            lambda: self.nav.open("caseload"),
            key="caseload",
        )
        return el(Card, row, key="helpers", pad=(14, 6))

    def _fields(self, *ids: str) -> list[Node]:
        return [self._field(field) for field in self.state.fields if field.id in ids]

    def _field(self, field) -> Node:
        commit = lambda text: self.show(self.vm.type(field.id, text))  # noqa: E731
        if field.kind == "secret":
            shown = Text("Show what you type") if self._covered else Text("Cover what you type")
            return secret_field(
                field.id,
                field.label,
                self._covered,
                self.say(shown),
                self._cover,
                value=field.value,
                hint=field.hint,
                error=field.error,
                commit=commit,
            )
        return el(
            Field,
            key=field.id,
            column=field.id,
            input=field.kind,
            button=self.day_button(field.value, commit) if field.kind == "day" else None,
            label=field.label,
            value=field.value,
            hint=field.hint,
            error=field.error,
            commit=commit,
        )

    def _cover(self) -> None:
        self._covered = not self._covered
        self.nav.draw()

    def _see(self) -> None:
        choice = self.vm.choice()
        if choice is None:
            self.refresh()
        else:
            self.nav.open("share_seen", choice=choice, check_ins=self.vm.check_ins.rows())

    def _make(self) -> None:
        if self.state.can_make:
            state, work = self.vm.start()
            self._run(state, work, self._made)

    def _made(self, result) -> None:
        self._back_here(self.vm.made(result))

    def _open(self) -> None:
        if self.state.path.strip():
            state, work = self.vm.open_review()
            self._run(state, work, self._opened)

    def _opened(self, kept) -> None:
        entry = self.vm.opened(kept)
        self._back_here(self.vm.state())
        if self.nav.top is self:
            self.nav.open("review", entry=entry)

    def _run(self, state, work, done) -> None:
        self.show(state)
        if work is not None:
            failed = lambda error: self._back_here(self.vm.failed(error))  # noqa: E731
            self._work = self.nav.run(Task(work, done, failed, lambda part: self._back_here(self.vm.progress(part))))

    def _back_here(self, state) -> None:
        """Take a state that comes from the worker; it is drawn where the page is still in front."""
        self.state = state
        if self.nav.top is self:
            self.nav.draw()


class ShareSeenScreen(Screen):
    """A share as its reader will see it."""

    tab = "more"
    state: SeenState

    def begin(self, choice, check_ins=()) -> None:
        """Pack it and read it back."""
        self.vm = SeenViewModel(self.session, choice, check_ins)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say = self.say
        return PageParts(say(Text("As they will see it")), seen_cards(self.state), back=say(TITLE))


def seen_cards(state: SeenState, tap=None) -> tuple[Node, ...]:
    """Return a share as cards, one a section; ``tap(line)`` for lines that a note can be tied to."""
    lines = [el(Words, value=words, style="small", tone="muted", key=str(at)) for at, words in enumerate(state.about)]
    about = el(Card, *lines, key="about", gap=4)
    return about, *(_page_card(page, tap) for page in state.pages)


def _page_card(page, tap) -> Node:
    groups: list[list[Node]] = []  # what was offered or paid stands with its debt, no line between them
    for place, line in enumerate(page.lines):
        node = _line(line, tap, place)
        if groups and line.part and not (tap is not None and line.on):
            groups[-1].append(node)
        else:
            groups.append([node])
    rows = [el(Column, *group, gap=4, pad=(0, 7), key=f"group {place}") for place, group in enumerate(groups)]
    title = el(Words, value=page.title, style="section", key="title")
    return el(Card, title, *ruled(rows), key=page.section, gap=2)


def _line(line, tap, place: int) -> Node:
    key = f"line {place}"
    words = quoted(line.words, style="small", key="words") if line.words else None
    if tap is not None and line.on:
        right = el(Words, value=line.amount, strong=True, hug=not theme.stacked, key="amount") if line.amount else None
        icon = icon_of(line.kind) if line.kind in CARDS else "write"
        row = open_row(line.title, line.under, icon, lambda: tap(line), key="row", quiet=True, right=right)
    elif line.part:
        row = row_words(line.title, line.under, style="small", strong=False)
    elif line.amount:
        amount = el(Words, value=line.amount, strong=True, hug=not theme.stacked, key="amount")
        row = pair(row_words(line.title, line.under), amount, key="row", top=True)
    else:
        row = row_words(line.title, line.under)
    return el(Column, row, words, key=key, gap=4)
