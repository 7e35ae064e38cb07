"""The agenda: what has a day, this week first; a calendar file that says as little as you like."""

from __future__ import annotations

from kivy.metrics import dp

from planner.errors import Text
from ui.screens.form_parts import said_words
from ui.screens.parts import Right, title_button
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.agenda import AgendaState, AgendaViewModel, DayRow, ItemRow
from ui.widgets.card import Chip, IconTile, ListRow, open_row, row_words, ruled
from ui.widgets.choice import Tick, segments
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words


class AgendaScreen(Screen):
    """The page."""

    tab = "more"
    state: AgendaState

    def begin(self) -> None:
        """Show the next days."""
        self.vm = AgendaViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        words = say(Text("Save as a calendar file"))
        save = title_button(self, words, "export", lambda: self.show(self.vm.ask(True)), key="save")
        views = segments(state.views, state.view, lambda id_: self.show(self.vm.look_at(id_)), key="views")
        days: list[Node] = []
        for title, rows in state.groups:
            days.append(el(Words, value=title, style="small", strong=True, tone="muted", key=f"group {title}"))
            days += [self._of_day(day, title) for day in rows]
        if not days:
            words = say(Text("Nothing has a day just now. Rest is a step too."))
            days = [el(Card, el(Words, value=words, tone="muted"), key="empty")]
        later = el(Words, value=state.later, style="small", tone="muted", key="later") if state.later else None
        limits = [self._limit(*one) for one in state.limits]
        call = open_row(
            say(Text("On the phone")),
            say(Text("What you say, ask and write down.")),
            "talking",
            lambda: self.nav.open("call_sheet"),
        )
        side = (*limits, el(Card, call, key="call", pad=(14, 6)), self._notice())
        return PageParts(
            say(Text("Agenda")),
            (said_words(state.said), views, *days, later),
            side=side,
            actions=(save,),
            back=self.nav.behind(),
        )

    def sheet(self):
        """Return what is asked before a calendar file is saved."""
        say, state = self.say, self.state
        if not state.saving:
            return None
        words = say(
            Text(
                'Each day stands in it as "Reminder". Others may look at a calendar, and many devices copy it to a server.'
            )
        )
        tick = el(
            Tick,
            key="names",
            value=say(Text("Put names and kinds in")),
            on=state.named,
            action=lambda: self.show(self.vm.name_them()),
        )
        save = el(KButton, key="save", value=say(Text("Save the file")), action=lambda: self.show(self.vm.save()))
        return (
            say(Text("Save as a calendar file")),
            (el(Words, value=words, key="words"), tick, save),
            lambda: self.show(self.vm.ask(False)),
        )

    def _notice(self) -> Node | None:
        say, on = self.say, self.state.notice
        if on is None:
            return None
        tick = el(
            Tick,
            key="notice",
            value=say(Text("A notice on this screen when today or tomorrow has something")),
            under=say(Text('It says "Reminder" and no more, and comes only while Ashore is open.')),
            on=on,
            action=lambda: self.show(self.vm.switch_notice()),
        )
        return el(Card, tick, key="notice", pad=(14, 6))

    def _of_day(self, day: DayRow, group: str) -> Node:
        side = el(
            Column,
            el(Words, value=day.number, style="number", halign="center", key="number"),
            el(Words, value=day.word, style="tiny", tone="muted", halign="center", key="word"),
            size_hint_x=None,
            width=dp(44 * min(1.4, theme.text_scale)),
            gap=0,
            pad=(0, 10, 0, 0),
            key="day",
        )
        rows = [self._row(row, place) for place, row in enumerate(day.rows)]
        card = el(Card, *ruled(rows), key="card", pad=(14, 4), gap=0)
        return el(Row, side, card, gap=8, top=True, key=f"{group} {day.number} {day.word}")

    def _row(self, row: ItemRow, place: int) -> Node:
        kind, icon, words = row.chip
        chip = el(Chip, value=words, kind=kind, icon=icon, key=f"chip {kind} {icon}") if words else None
        hug = not theme.stacked  # "about $189.34" in the largest letters takes two lines of a small phone
        amount = el(Words, value=row.amount, strong=True, hug=hug, key="amount") if row.amount else None
        text = row_words(row.title, row.under)
        if theme.stacked:
            text = el(Column, text, amount, chip, gap=4, key="text")
            amount = chip = None
        elif chip and amount:  # as a payment stands on Today
            amount, chip = el(Right, amount, chip, key="right"), None
        return el(
            ListRow,
            el(IconTile, name=row.icon, quiet=not row.ours, side=34),
            text,
            amount,
            chip,
            key=f"{place} {row.title} {row.ref} {kind}",
            label=row.title,
            action=lambda: self._open(row),
        )

    def _open(self, row: ItemRow) -> None:
        if row.route:
            self.nav.open(row.route, **({row.given: row.ref} if row.given else {}))

    def _limit(self, day: str, words: str, debt_id: int) -> Node:
        line = el(
            ListRow,
            el(Icon, name="hourglass", tone="muted", size_dp=20),
            row_words(day, words),
            el(Icon, name="next", tone="muted", size_dp=18),
            label=words,
            action=lambda: self.nav.open("time_limit", debt_id=debt_id),
        )
        return el(Card, line, key=f"limit {debt_id}", pad=(14, 4))
