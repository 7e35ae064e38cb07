"""The contact log: the timeline with its filters, what it leads to, and the way to write a contact down."""

from __future__ import annotations

from kivy.clock import Clock

from planner.errors import Text
from ui.screens.narrowing import narrowing_sheet
from ui.screens.parts import note_card, title_button, ways_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.contacts import ALL, ContactsState, ContactsViewModel
from ui.widgets.card import Flow, open_row, progress_bar, ruled
from ui.widgets.choice import segments
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton
from ui.widgets.pressed_chip import WayChip
from ui.widgets.shore import Shore
from ui.widgets.timeline import Timeline
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_HELPS = Text("How to answer")
_ELSE = Text("What else is here")
_WAYS = (
    (Text("Promises"), "promise", "promises"),
    (Text("Seven-day count"), "rules", "week"),
    (Text("When they call"), "grid", "heat"),
    (Text("Deadlines"), "legal", "papers"),
)
"""What belongs to the log: its name, icon and page."""
WAIT = 0.25
"""Seconds without another letter until a search begins."""


class ContactsScreen(Screen):
    """The timeline."""

    tab = "contacts"
    shows_checking = True
    state: ContactsState

    def begin(self) -> None:
        """Look at the newest entries, and ask the rules."""
        self.vm = ContactsViewModel(self.session)
        self.state = self.vm.state()
        self._narrowing = self._helping = False
        self._work: Task | None = None
        self._typed = ""
        self._later = Clock.create_trigger(self._search, WAIT)
        self.nav.check_log()

    def refresh(self) -> None:
        """Look again, and ask again: an entry may be new or corrected."""
        super().refresh()
        self.nav.check_log()
        self._fetch_first()

    def log_checked(self) -> None:
        """Show what the rules say."""
        chosen = self.state.chosen
        self.state = self.vm.state() if chosen == ALL else self.vm.choose(chosen)
        self._fetch_first()

    def leave(self) -> None:
        """Look for nothing any more."""
        self._later.cancel()
        if self._work is not None:
            self._work.cancel()

    def opens_in_pane(self, route: str) -> bool:
        """Open a contact in the pane."""
        return route == "contact"

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title = say(Text("Contacts"))
        if state.is_empty:
            notice = note_card(state.notice) if state.notice else None
            body = (notice, self._empty(), ways_card(self.nav), self._ways())
            return PageParts(title, body, actions=self._actions()[-1:])
        pane = self.nav.top if self.nav.top is not self else None
        chosen = next(
            (i for i, row in enumerate(state.rows) if pane and row.id and row.id == getattr(pane, "entry", 0)), -1
        )
        rows = el(
            Timeline,
            key="rows",
            rows=list(state.rows),
            open=lambda i: self.nav.open("contact", entry=state.rows[i].id),
            chosen=chosen,
            label=title,
            place=f"{state.words} {state.chosen} {state.filters} {state.begins}",
            has_more=state.has_more,
            near_end=self._fetch,
            opacity=1 if state.rows else 0,  # it stays, so that the field above it keeps the keyboard
        )
        notes = [note_card(words)._replace(key=words) for words in (state.notice, state.place) if words]
        body = (*notes, self._top(), self._checking(), self._ways(), self._narrowed(), self._nothing())
        return PageParts(title, body, filling=rows, actions=self._actions())

    def sheet(self):
        """Return what the list can be narrowed by, where that is open."""
        if self._helping:
            own = self._own_ways() if self._is_folded else None
            return self.say(_ELSE if self._is_folded else _HELPS), (own, ways_card(self.nav)), self._close
        return narrowing_sheet(self, self._close) if self._narrowing else None

    def find(self) -> None:
        """Let typing go into the search."""
        self.nav.type_into(Field)

    def _top(self) -> Node:
        """Show what was found as segments, and the search."""
        state, say = self.state, self.say
        wide, alone = self.nav.wide, self.nav.beside() is None and self.nav.top is self
        every = wide and (alone or not theme.stacked)
        ids = ("all", "breach", "check", "questions") if every else ("all", "flagged", "questions")
        counts = dict(state.found)
        choices = tuple((id_, counts[id_]) for id_ in ids if id_ in counts)
        row = segments(choices, state.chosen, self._choose, key="found") if counts else None
        narrow = el(IconButton, key="narrow", name="narrow", label=say(Text("Narrow the list")), action=self._open)
        field = el(
            Field,
            key="search",
            label=say(Text("Search: words, number, name")),
            value=self._typed,  # what was typed since the search began stays
            commit=self._type,
            enter=self._search,
            button=None if wide else narrow,
        )
        if wide and alone and not theme.stacked:
            parts = (el(Column, row, key="left", size_hint_x=0.58), el(Column, field, key="right", size_hint_x=0.42))
            return el(Row, *parts, gap=12, key="top in a row")
        return el(Column, row, field, gap=10, key="top")

    def _checking(self) -> Node | None:
        """Show how far a check of a long log is."""
        part = self.nav.checking
        if part is None or part <= 0:
            return None
        words = el(Words, value=self.say(Text("Asking the rules")), style="small", tone="muted", key="words")
        stop = el(
            KButton,
            key="stop",
            value=self.say(Text("Stop")),
            kind="text",
            small=True,
            hug=True,
            action=self.nav.stop_check,
        )
        return el(Card, pair(words, stop), progress_bar(part, key="bar"), key="checking", pad=(14, 8), gap=4)

    def _narrowed(self) -> Node | None:
        state, say = self.state, self.say
        if not (state.narrowed or state.begins):
            return None
        begins = say(Text("from {month} back", {"month": state.begins})) if state.begins else ""
        words = el(Words, value=self.session.join(state.narrowed, begins), style="small", tone="muted", key="words")
        widen = el(
            KButton, key="widen", value=say(Text("Show all")), kind="text", small=True, hug=True, action=self._widen
        )
        return el(Row, words, widen, gap=8, key="narrowed")

    def _nothing(self) -> Node | None:
        state, say = self.state, self.say
        if state.rows:
            return None
        words = Text("Looking ...") if state.searching else Text("Nothing in your log fits this.")
        every = None
        if not state.searching and (state.narrowed or self._typed):
            words_of_all = say(Text("Show the whole log"))
            every = el(KButton, key="all", value=words_of_all, kind="soft", small=True, action=self._widen)
        return el(Card, el(Words, value=say(words), tone="muted", key="words"), every, key="nothing")

    def _actions(self) -> tuple[Node, ...]:
        say = self.say
        log = lambda: self.nav.open("contact_form")  # noqa: E731
        if not self.nav.wide:
            return (el(IconButton, key="log", name="plus", label=say(Text("Log a contact")), action=log),)
        alone = self.nav.beside() is None
        bring = lambda: self.nav.open("import_messages")  # noqa: E731
        return (
            title_button(self, say(Text("Import")), "import", bring, key="import", in_words=alone),
            title_button(self, say(Text("Narrow the list")), "narrow", self._open, key="narrow", in_words=alone),
            el(KButton, key="log", value=say(Text("Log a contact")), icon="plus", small=True, hug=True, action=log),
        )

    @property
    def _is_folded(self) -> bool:
        """Whether one button stands for all that belongs to the log: large words would push it off a phone."""
        return theme.stacked and not self.nav.wide and not self.state.is_empty

    def _own_ways(self) -> Node:
        go = lambda route: lambda: self.nav.open(route)  # noqa: E731
        rows = [open_row(self.say(words), "", icon, go(route), key=route) for words, icon, route in _WAYS]
        return el(Card, *ruled(rows), key="own ways", pad=(14, 6), gap=0)

    def _ways(self) -> Node:
        """Show what else belongs to the log, in a line of small buttons."""
        if self._is_folded:
            more = el(WayChip, key="else", value=self.say(_ELSE), icon="more", action=self._open_helps)
            return el(Flow, more, key="ways folded", gap=8)
        nodes = [
            el(
                WayChip,
                key=route,
                value=self.say(words),
                icon=icon,
                action=lambda route=route: self.nav.open(route),
            )
            for words, icon, route in _WAYS
        ]
        helps = None
        if not self.state.is_empty:
            helps = el(WayChip, key="helps", value=self.say(_HELPS), icon="idea", action=self._open_helps)
        return el(Flow, *nodes, helps, key="ways", gap=8)

    def _empty(self) -> Node:
        say = self.say
        words = say(
            Text(
                "A call, a message, a visit: write it down in three taps. It can be checked against the rules of your place."
            )
        )
        log = el(
            KButton,
            key="log",
            value=say(Text("Log a contact")),
            icon="plus",
            action=lambda: self.nav.open("contact_form"),
        )
        return el(Card, el(Shore), el(Words, value=words), log, key="empty")

    # What a tap does

    def _choose(self, found: str) -> None:
        self._shown(self.vm.choose(found))

    def _type(self, words: str) -> None:
        self._typed = words
        self._later()

    def _search(self, *_) -> None:
        self._later.cancel()
        if self._typed != self.state.words:
            self._shown(self.vm.search(self._typed))

    def _open(self) -> None:
        self._narrowing = True
        self.show(self.vm.offer())

    def _open_helps(self) -> None:
        self._helping = True
        self.nav.draw()

    def _close(self) -> None:
        self._narrowing = self._helping = False
        self.nav.draw()

    def narrow(self, **filters: str) -> None:
        """Narrow the list from the sheet."""
        self._shown(self.vm.filter(**filters))

    def begin_at(self, month: str) -> None:
        """Begin the list at a month, from the sheet."""
        self._narrowing = False
        self._shown(self.vm.begin_at(month))

    def _widen(self) -> None:
        self._typed = ""
        self._shown(self.vm.widen())

    def _shown(self, state: ContactsState) -> None:
        self.show(state)
        self._fetch_first()

    def _fetch_first(self) -> None:
        if not self.state.rows and self.state.has_more:
            self._fetch()

    def _fetch(self) -> None:
        """Bring the next entries: at once where they are looked up, else by the worker, before anything else it does."""
        work = self.vm.fetch()
        if work is None:
            return
        if self.vm.is_quick:
            self.show(self.vm.fetched(work()))
            return
        if self._work is not None:
            self._work.cancel()
        self.nav.stop_check()
        self._work = self.nav.run(Task(work, self._fetched, self._not_fetched))
        self.show(self.vm.state())

    def _fetched(self, page) -> None:
        self._work = None
        self.show(self.vm.fetched(page))
        self._fetch_first()
        self.nav.check_log()

    def _not_fetched(self, error: BaseException) -> None:
        raise error
