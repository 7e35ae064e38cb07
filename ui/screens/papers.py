"""Papers and their days: the nearest first, each with what to do; a sheet to write one down."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.parts import said_card, title_button
from ui.screens.screen import Screen
from ui.viewmodels.papers import PaperRow, PapersState, PapersViewModel
from ui.widgets.card import Chip, open_row
from ui.widgets.choice import Option
from ui.widgets.field import ChoiceField, Field
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_WHICH = Text("Which paper is it?")
_ABOUT = Text("Which debt is it about?")


class PapersScreen(Screen):
    """The page."""

    tab = "contacts"
    state: PapersState

    def begin(self, adding: bool = False, kind: str = "", note: str = "") -> None:
        """Show them, or the sheet of a new one at once. They belong where the person came from: nothing else leads back."""
        self.tab = self.nav.tab_in_front or self.tab
        self.vm = PapersViewModel(self.session)
        self.state = self.vm.add(True, kind, note) if adding else self.vm.state()
        self._choosing = ""

    def go_back(self) -> bool:
        """Close what is open first."""
        if self._choosing:
            self._choosing = ""
            return True
        return False

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        words = say(Text("A paper came"))
        which = open_row(
            say(Text("What is this paper?")),
            say(Text("Which one it is, how to check it, and its deadline.")),
            "check_this",
            lambda: self.nav.open("paper_check"),
            key="which",
            quiet=True,
        )
        check = el(Card, which, key="which", pad=(14, 6))
        add = title_button(self, words, "plus", lambda: self.show(self.vm.add(True)), key="add")
        said = said_card(state.said)
        if not state.rows:
            empty = say(
                Text(
                    "A court paper or a notice of the debt has days that count. Write it down, and Ashore counts them where it can."
                )
            )
            go = el(KButton, key="go", value=words, icon="plus", action=lambda: self.show(self.vm.add(True)))
            body: tuple[Node | None, ...] = (el(Card, el(Words, value=empty, tone="muted"), go, key="empty"), check)
        else:
            body = (said, *(self._card(row, place) for place, row in enumerate(state.rows)), check)
        return PageParts(say(Text("Deadlines")), body, actions=(add,), back=self.nav.behind())

    def sheet(self):
        """Return the sheet of a new paper, or its list of papers."""
        say, state = self.say, self.state
        if not state.adding:
            return None
        if self._choosing:
            is_kind = self._choosing == "kind"
            chosen, offered = (state.kind, state.kinds) if is_kind else (state.debt, state.debts)
            options = tuple(
                el(Option, key=id_, value=words, chosen=id_ == chosen, action=lambda id_=id_: self._chosen(id_))
                for id_, words in offered
            )
            return say(_WHICH if is_kind else _ABOUT), options, lambda: self._choose("")
        fields = [
            self._field("came", state.came_label, state.came),
            self._field("due", say(Text("The day it names")), state.due) if state.asks_due else None,
            self._choice("debt", _ABOUT, state.debts, state.debt) if len(state.debts) > 1 else None,
            self._field("note", say(Text("A note: court, case number")), state.note, day=False),
        ]
        hint = el(Words, value=state.hint, style="small", tone="muted", key="hint") if state.hint else None
        problem = el(Words, value=state.problem, tone="warn", key="problem") if state.problem else None
        save = el(KButton, key="save", value=say(Text("Count the days")), action=lambda: self.show(self.vm.save()))
        close = lambda: self.show(self.vm.add(False))  # noqa: E731
        which = self._choice("kind", _WHICH, state.kinds, state.kind)
        return say(Text("A paper came")), (which, hint, *(one for one in fields if one), problem, save), close

    def _choice(self, key: str, asked: Text, offered: tuple[tuple[str, str], ...], chosen: str) -> Node:
        label, action = self.say(asked), lambda: self._choose(key)
        return el(ChoiceField, key=key, title=label, label=label, value=dict(offered).get(chosen, ""), action=action)

    def _field(self, column: str, label: str, value: str, *, day: bool = True) -> Node:
        commit = lambda text: self.show(self.vm.type(column, text))  # noqa: E731
        return el(
            Field,
            key=column,
            column=column,
            input="day" if day else "text",
            button=self.day_button(value, commit, label) if day else None,
            label=label,
            value=value,
            error=self.state.problems.get(column, ""),
            commit=commit,
        )

    def _card(self, row: PaperRow, place: int) -> Node:
        say, done = self.say, None
        write = look = free = None
        kind = "warn" if row.near else "neutral"
        if row.letter:
            object_to = lambda: self.nav.open("letter_wizard", kind=row.letter)  # noqa: E731
            write = el(KButton, key="write", value=row.write, action=object_to)
        if row.free:
            ask = el(KButton, key="free", value=row.free, icon="help", kind="soft", action=self.nav.help)
            about = el(Words, value=row.free_note, style="tiny", tone="muted", key="about")
            free = el(Column, ask, about, gap=4, key="ask")
        if row.page:
            check = lambda: self.nav.open("paper_check", kind=row.page)  # noqa: E731
            look = el(TextLink, key="look", value=say(Text("How to check this paper")), action=check)
        if row.open:
            words = say(Text("I have answered it"))
            done = el(
                KButton,
                key="done",
                value=words,
                kind="outline" if row.free else "soft",
                small=True,
                action=lambda: self.show(self.vm.done(row.id)),
            )
        return el(
            Card,
            el(Chip, value=row.when, icon="promise", kind=kind, key=f"chip {kind} {row.when}"),
            el(
                Column,
                el(Words, value=row.title, strong=True, key="title"),
                el(Words, value=row.about, key="about") if row.about else None,
                el(Words, value=row.left, style="small", tone="muted", key="left"),
                el(Words, value=row.do, key="do"),
                el(Words, value=row.counted, style="small", tone="muted", key="counted"),
                gap=4,
                key="words",
            ),
            look,
            write,
            free,
            done,
            key=f"paper {row.id} {place}",
        )

    def _choose(self, what: str) -> None:
        self._choosing = what
        self.nav.draw()

    def _chosen(self, id_: str) -> None:
        is_kind, self._choosing = self._choosing == "kind", ""
        self.show(self.vm.choose(id_) if is_kind else self.vm.type("debt", id_))
