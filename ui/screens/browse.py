"""Looking for a file in the device's folders, in the app's own style: a list of folders and files, the way up first."""

from __future__ import annotations

from collections.abc import Callable

from planner.errors import Text
from ui.screens.parts import ListedRow, note_card
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.browse import BrowseRow, BrowseState, BrowseViewModel
from ui.viewmodels.places import LIST_ENDINGS
from ui.widgets.card import Flow
from ui.widgets.focus import ON_PHONE
from ui.widgets.layout import Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.row_list import RowList
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class BrowseScreen(Screen):
    """The page. ``take(path)`` is called with the file that was chosen, and the page before it is shown again."""

    state: BrowseState

    def begin(
        self,
        *,
        take: Callable[[str], None],
        folder: str = "",
        endings: tuple[str, ...] = LIST_ENDINGS,
        back: Text = Text("Import a list"),  # noqa: B008  a value that never changes
    ) -> None:
        """Look into ``folder``, else where people keep their files; ``back``: where the way back leads."""
        self._take, self._back, self.tab = take, back, self.nav.top.tab
        self.vm = BrowseViewModel(self.session, folder, phone=ON_PHONE, large_text=theme.stacked, endings=endings)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        places = el(Flow, *map(self._place, state.places), key="places") if state.places else None
        title = el(Words, value=state.title, style="section")
        here = el(Row, el(Icon, name="folder"), title, gap=10, key="here")
        listed = el(
            RowList,
            key="rows",
            rows=[ListedRow(_icon(row), row.name, row.under, "", "", row.opens, row.opens) for row in state.rows],
            open=lambda index: self._open(state.rows[index]),
            chosen=state.marked,
            place=state.folder,
            label=say(Text("Folders and files")),
        )
        note = note_card(state.note) if state.note else None
        return PageParts(say(Text("Choose a file")), (places, here, note), filling=listed, back=say(self._back))

    def _place(self, place: tuple[str, str]) -> Node:
        path, name = place
        go = lambda: self.show(self.vm.open(path))  # noqa: E731
        if path == self.state.folder:
            return el(KButton, key=f"here {path}", value=name, icon="yes", kind="soft", small=True, hug=True, action=go)
        return el(KButton, key=path, value=name, kind="outline", small=True, hug=True, action=go)

    def _open(self, row: BrowseRow) -> None:
        if row.folder:
            self.show(self.vm.open(row.path))
        else:
            self._take(row.path)
            self.nav.back()


def _icon(row: BrowseRow) -> str:
    return "up" if row.up else "folder" if row.folder else "file"
