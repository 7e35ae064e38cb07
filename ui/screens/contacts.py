"""The contact log: write one down on top, the entries below, the newest first."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import ListedRow, note_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.contacts import ContactRow, ContactsState, ContactsViewModel
from ui.widgets.card import open_row, ruled
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton
from ui.widgets.row_list import RowList
from ui.widgets.shore import Shore
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class ContactsScreen(Screen):
    """The list."""

    tab = "contacts"
    state: ContactsState

    def begin(self) -> None:
        """Look at the log, and ask the rules."""
        self.vm = ContactsViewModel(self.session)
        self.state = self.vm.state()
        self._ask_the_rules()

    def refresh(self) -> None:
        """Look again, and ask again: an entry may be new or corrected."""
        super().refresh()
        self._ask_the_rules()

    def opens_in_pane(self, route: str) -> bool:
        """Open a contact in the pane."""
        return route == "contact"

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        title = say(Text("Contacts"))
        if not state.rows:
            return PageParts(title, (note_card(state.notice) if state.notice else None, self._empty()))
        pane = self.nav.top if self.nav.top is not self else None
        chosen = next((i for i, row in enumerate(state.rows) if pane and row.id == getattr(pane, "entry", 0)), -1)
        rows = el(
            RowList,
            key="rows",
            rows=[self._row(row) for row in state.rows],
            open=lambda i: self.nav.open("contact", entry=state.rows[i].id),
            chosen=chosen,
            label=title,
        )
        more = None
        if state.more:
            words = say(Text("Show {count} earlier ones too", {"count": str(state.more)}))
            more = el(KButton, key="all", value=words, kind="text", small=True, action=self._show_all)
        notes = [note_card(words)._replace(key=words) for words in (state.notice, state.place) if words]
        return PageParts(title, (*notes, self._promises(), more), filling=rows, actions=self._actions())

    def _row(self, row: ContactRow) -> ListedRow:
        return ListedRow(row.icon, row.who, row.how, row.when, "", more=(row.found,) if row.found else ())

    def _actions(self) -> tuple[Node, ...]:
        words = self.say(Text("Log a contact"))
        log = lambda: self.nav.open("contact_form")  # noqa: E731
        if not self.nav.wide:
            return (el(IconButton, key="log", name="plus", label=words, action=log),)
        return (el(KButton, key="log", value=words, icon="plus", small=True, hug=True, action=log),)

    def _promises(self) -> Node:
        words = self.say(Text("Promises"))
        under = self.say(Text("Yours to pay, theirs to waive or wait."))
        row = open_row(words, under, "promise", lambda: self.nav.open("promises"), key="promises", quiet=True)
        papers = open_row(
            self.say(Text("Days that count")),
            self.say(Text("Court papers and notices, by when to answer.")),
            "legal",
            lambda: self.nav.open("papers"),
            key="papers",
            quiet=True,
        )
        return el(Card, *ruled([row, papers]), key="promises", pad=(14, 6), gap=0)

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

    def _show_all(self) -> None:
        self.show(self.vm.show_all())

    def _ask_the_rules(self) -> None:
        work = self.vm.check()
        if work is not None and self.state.rows:
            self.nav.run(Task(work, self._asked, self._not_asked))

    def _asked(self, checked) -> None:
        self.state = self.vm.checked(checked)
        self.nav.draw()

    def _not_asked(self, error: BaseException) -> None:
        raise error
