"""A helper's caseload: a page of people, the next review first; the own code; a file put in."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.screen import Screen
from ui.viewmodels.caseload import CaseloadState, CaseloadViewModel, CaseRow
from ui.viewmodels.share import SHARE_ENDINGS
from ui.widgets.card import Chip, Flow, ListRow, row_words, ruled
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, pair
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.qr_picture import QrPicture
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Caseload")


class CaseloadScreen(Screen):
    """The page."""

    tab = "more"
    state: CaseloadState

    def begin(self) -> None:
        """Show the first page."""
        self.vm = CaseloadViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        print_ = el(
            IconButton,
            key="print",
            name="export",
            label=say(Text("Print the list")),
            action=lambda: self.show(self.vm.print_list()),
        )
        said = el(Words, value=state.said, tone="muted", key="said") if state.said else None
        body = (said, self._filters(), self._search(), self._people())
        side = (self._file(), self._code())
        return PageParts(say(TITLE), body, side=side, actions=(print_,), back=say(Text("Share with a helper")))

    def _filters(self) -> Node:
        chips = [
            el(
                PressedChip,
                key=id_,
                value=words,
                chosen=id_ == self.state.chosen,
                action=lambda id_=id_: self.show(self.vm.choose(id_)),
            )
            for id_, words in self.state.filters
        ]
        return el(Flow, *chips, key="filters")

    def _search(self) -> Node:
        return el(
            Field,
            key="search",
            label=self.say(Text("Alias, creditor, word")),
            value=self.state.search,
            commit=lambda text: self.show(self.vm.search(text)),
        )

    def _people(self) -> Node:
        say, state = self.say, self.state
        if not state.rows:
            words = Text("Nobody here yet. A file that somebody shared with your code begins a case.")
            return el(Card, el(Words, value=say(words), tone="muted"), key="nobody")
        more = None
        if state.more:
            words = say(Text("Show more ({count})", {"count": str(state.more)}))
            more = el(
                KButton, key="more", value=words, kind="soft", small=True, action=lambda: self.show(self.vm.show_more())
            )
        return el(Card, *ruled([self._row(row) for row in state.rows]), more, key="people", pad=(14, 6), gap=0)

    def _row(self, row: CaseRow) -> Node:
        kind, words = row.chip
        return el(
            ListRow,
            pair(row_words(row.who, row.under), el(Chip, value=words, kind=kind, key=f"chip {kind}"), key="row"),
            key=str(row.id),
            label=self.session.join(row.who, words, row.under),
            action=lambda: self.nav.open("case", case=row.id),
        )

    def _file(self) -> Node:
        say, state = self.say, self.state
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        field = el(
            Field,
            key="path",
            label=say(Text("Where the file is")),
            value=state.path,
            commit=lambda text: self.show(self.vm.take(text)),
            enter=self._open,
        )
        browse = el(
            KButton,
            key="browse",
            value=say(Text("Look in folders")),
            icon="folder",
            kind="soft",
            small=True,
            action=lambda: self.nav.open(
                "browse", take=self.vm.take, folder=self.vm.folder, endings=SHARE_ENDINGS, back=TITLE
            ),
        )
        go = el(
            KButton,
            key="open",
            value=say(Text("Open the file")),
            small=True,
            disabled=not state.path.strip(),
            action=self._open,
        )
        title = el(Words, value=say(Text("A file that came")), style="section", key="title")
        return el(Card, title, problem, field, browse, go, key="file")

    def _code(self) -> Node:
        say, state = self.say, self.state
        return el(
            Card,
            el(Words, value=say(Text("Your code")), style="section", key="title"),
            el(Words, value=state.code, key="code"),
            el(QrPicture, squares=state.squares, label=say(Text("Your code as a picture")), key="picture"),
            el(
                Column,
                el(Words, value=say(Text("Read these digits to each other, by voice:")), style="small", key="how"),
                el(Words, value=state.digits, style="section", key="digits"),
                gap=2,
                key="aloud",
            ),
            key="code",
        )

    def _open(self) -> None:
        number = self.vm.open_file()
        self.refresh()
        if number:
            self.nav.open("case", case=number)
