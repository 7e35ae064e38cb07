"""A helper's caseload: a page of people, the next review first; the own code; a file put in."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.file_page import folders_button
from ui.screens.parts import NO_FILE, said_card, title_button
from ui.screens.screen import Screen
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.caseload import CaseloadState, CaseloadViewModel, CaseRow
from ui.viewmodels.share import SHARE_ENDINGS
from ui.widgets.card import Chip, Flow, ListRow, amount_row, open_row, progress_bar, row_words, ruled
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.qr_picture import QrPicture
from ui.widgets.secret import secret_field
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Caseload")
COLUMNS = (
    (Text("Who"), 0.24, "left"),
    (Text("Review"), 0.13, "left"),
    (Text("Deadline"), 0.13, "left"),
    (Text("Possible breach"), 0.09, "right"),
    (Text("Open offers"), 0.1, "right"),
    (Text("Where it stands"), 0.31, "left"),
)
"""The columns of a wide table: name, part of the width, at which side their words stand."""
BESIDE = {0: 0.22, 1: 0.155, 2: 0.2, 5: 0.425}
"""Those that stay while one of the people stands beside it: place, part of the width."""


class CaseloadScreen(Screen):
    """The page."""

    tab = "more"
    state: CaseloadState

    def begin(self) -> None:
        """Show the first page."""
        self.vm = CaseloadViewModel(self.session)
        self.state = self.vm.state()
        self._work: Task | None = None
        self._covered = True

    def leave(self) -> None:
        """Stop what goes on: nobody waits for it any more."""
        if self._work is not None:
            self._work.cancel()

    def opens_in_pane(self, route: str) -> bool:
        """Open a person in the pane, in the place of the one who stands there."""
        return route == "case"

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        print_list = lambda: self.show(self.vm.print_list())  # noqa: E731
        print_ = title_button(self, say(Text("Print the list")), "export", print_list, key="print")
        said = said_card(state.said)
        body: tuple[Node | None, ...] = (said, self._filters(), self._search(), self._people())
        more: tuple[Node | None, ...] = (self._file(), self._code(), self._paper(), self._copy())
        if self.nav.has_room_beside:  # one column, so that the list stays where it is while somebody stands beside it
            body, more = (*body, *more), ()
        return PageParts(
            say(TITLE), body, side=more, actions=(print_,), back=say(Text("Share with a helper")), broad=self._is_table
        )

    @property
    def _is_table(self) -> bool:
        """Whether the people stand in a table: on a wide window, but not in large text."""
        return self.nav.has_room_beside and not theme.stacked

    @property
    def _columns(self) -> dict[int, float]:
        """Return the columns for which there is room: place, part of the width."""
        if self.nav.beside() is self:
            return BESIDE
        return {place: part for place, (_, part, _) in enumerate(COLUMNS)}

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
            label=self.say(Text("Search: alias, lender, word")),
            value=self.state.search,
            commit=lambda text: self.show(self.vm.search(text)),
        )

    def _people(self) -> Node:
        say, state = self.say, self.state
        if not state.rows:
            words = Text("Nobody here yet. A file that somebody shared with your code begins a case.")
            add = None
            if state.search.strip():
                words = Text("Nobody is found by these words.")
                name = {"name": state.search.strip()}
                button = say(Text("Add {name}, without a file", name))
                add = el(KButton, key="add", value=button, icon="plus", kind="soft", small=True, action=self._add)
            return el(Card, el(Words, value=say(words), tone="muted", key="words"), add, key="nobody")
        more = None
        if state.more:
            words = say(Text("Show more ({count})", {"count": str(state.more)}))
            more = el(
                KButton, key="more", value=words, kind="soft", small=True, action=lambda: self.show(self.vm.show_more())
            )
        head = [self._head()] if self._is_table else []
        row = self._table_row if self._is_table else self._row
        rows = [*head, *(row(one) for one in state.rows)]
        return el(Card, *ruled(rows), more, key="people", pad=(14, 6), gap=0)  # one key: its rows keep the keyboard

    def _head(self) -> Node:
        cells = [
            el(
                Words,
                value=self.say(name),
                style="small",
                tone="muted",
                strong=True,
                halign=side,
                size_hint_x=part,
                key=name.id,
            )
            for place, part in self._columns.items()
            for name, _, side in [COLUMNS[place]]
        ]
        return el(Row, *cells, gap=14, pad=(6, 8), key="head")

    def _table_row(self, row: CaseRow) -> Node:
        kind, words = row.chip
        parts = self._columns
        who = row_words(row.who, row.name)
        cells = [
            el(Words, value=row.cells[place - 1], halign=COLUMNS[place][2], size_hint_x=parts[place], key=str(place))
            for place in parts
            if 0 < place <= len(row.cells)
        ]
        chip = el(Chip, value=words, kind=kind, key=f"chip {kind}")
        return el(
            ListRow,
            el(
                Row,
                who._replace(props={**who.props, "size_hint_x": parts[0]}),
                *cells,
                el(Row, chip, size_hint_x=parts[5], key="state"),
                gap=14,
                pad=(6, 0),
                key="cells",
            ),
            key=str(row.id),
            label=self.session.join(row.who, words, row.under),
            chosen=row.id == getattr(self.nav.top, "case", 0),
            action=lambda: self.nav.open("case", case=row.id),
        )

    def _row(self, row: CaseRow) -> Node:
        kind, words = row.chip
        return el(
            ListRow,
            el(
                Column,
                pair(row_words(row.who), el(Chip, value=words, kind=kind, key=f"chip {kind}"), key="row"),
                el(Words, value=row.under, style="small", tone="muted", key="under") if row.under else None,
                gap=1,
                key="words",
            ),
            key=str(row.id),
            label=self.session.join(row.who, words, row.under),
            chosen=row.id == getattr(self.nav.top, "case", 0),
            action=lambda: self.nav.open("case", case=row.id),
        )

    def _file(self) -> Node:
        say, state = self.say, self.state
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        title = el(Words, value=say(Text("A file that came")), style="section", key="title")
        if state.working:
            stop = el(KButton, key="stop", value=say(Text("Stop")), kind="outline", small=True, action=self._stop)
            words = el(Words, value=state.working, key="working")
            return el(Card, title, words, progress_bar(state.part, key="bar"), stop, key="file")
        field = el(
            Field,
            key="path",
            input="path",
            label=say(Text("Where the file is")),
            value=state.path,
            commit=lambda text: self.show(self.vm.take(text)),
            enter=self._open,
        )
        browse = folders_button(self, endings=(*SHARE_ENDINGS, ".bin"), back=TITLE, small=True)
        go = el(
            KButton,
            key="open",
            value=say(Text("Open the file") if state.path.strip() else NO_FILE),
            small=True,
            disabled=not state.path.strip(),
            action=self._open,
        )
        secret = None
        if state.asks:
            shown = Text("Show what you type") if self._covered else Text("Cover what you type")
            secret = secret_field(
                "secret",
                say(Text("Passphrase of this file")),
                self._covered,
                say(shown),
                self._cover,
                value=state.secret,
                commit=lambda text: self.show(self.vm.type_secret(text)),
                enter=self._open,
            )
        return el(Card, title, problem, field, browse, secret, go, key="file")

    def _cover(self) -> None:
        self._covered = not self._covered
        self.nav.draw()

    def _paper(self) -> Node:
        say, state = self.say, self.state
        title = el(Words, value=say(Text("On paper and in figures")), style="section", key="title")
        rows = [
            open_row(say(words), say(under), icon, action, key=key, quiet=True)
            for key, words, under, icon, action in (
                (
                    "blank",
                    Text("A budget with empty rows"),
                    Text("To fill in by hand, with somebody who has no figures yet."),
                    "wallet",
                    lambda: self.show(self.vm.print_blank_budget()),
                ),
                (
                    "csv",
                    Text("The list as a table"),
                    Text("Not encrypted: who has the file can read it."),
                    "export",
                    lambda: self.show(self.vm.save_table()),
                ),
                (
                    "figures",
                    Text("Statistics"),
                    Text("Counts in which nobody can be found again."),
                    "plan",
                    lambda: self.show(self.vm.unfold_figures()),
                ),
            )
        ]
        figures = [amount_row(name, count, key=f"figure {name}") for name, count in state.figures]
        return el(Card, title, *ruled(rows), *figures, key="paper", gap=4)

    def _copy(self) -> Node:
        say = self.say
        words = say(
            Text(
                "The caseload is in no copy of your list. Save one of its own. To bring people back, open it as a file that came; who is here stays as they are."
            )
        )
        save = el(
            KButton,
            key="save",
            value=say(Text("Save a copy")),
            icon="export",
            kind="soft",
            small=True,
            action=self._save,
        )
        title = el(Words, value=say(Text("A copy to take away")), style="section", key="title")
        return el(Card, title, el(Words, value=words, style="small", tone="muted", key="words"), save, key="copy")

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

    def _add(self) -> None:
        number = self.vm.add(self.state.search)
        if number:
            self.vm.search("")
            self.refresh()
            self.nav.open("case", case=number)
        else:
            self.refresh()

    def _open(self) -> None:
        if self.state.path.strip() and not self.state.working:
            self._run(*self.vm.open_file(), self._opened)

    def _opened(self, result) -> None:
        number = self.vm.opened(result)
        self._back_here(self.vm.state())
        if number and self._is_in_front:
            self.nav.open("case", case=number)

    def _save(self) -> None:
        if not self.state.working:
            self._run(*self.vm.save_copy(), lambda files: self._back_here(self.vm.copied(files)))

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self.show(self.vm.stopped())

    def _run(self, state, work, done) -> None:
        self.show(state)
        failed = lambda error: self._back_here(self.vm.failed(error))  # noqa: E731
        self._work = self.nav.run(Task(work, done, failed, lambda part: self._back_here(self.vm.progress(part))))

    @property
    def _is_in_front(self) -> bool:
        return self.nav.top is self or self.nav.beside() is self

    def _back_here(self, state: CaseloadState) -> None:
        """Take a state that comes from the worker; it is drawn where the page is still in front."""
        self.state = state
        if self._is_in_front:
            self.nav.draw()
