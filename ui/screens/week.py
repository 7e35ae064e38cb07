"""Contacts of seven days against the number of a rule: the meter, a column of squares a day, what is left out and why."""

from __future__ import annotations

from datetime import date

from planner.errors import Text
from ui.screens.screen import Screen
from ui.task import Task
from ui.theme import theme
from ui.viewmodels.week import WeekState, WeekViewModel
from ui.widgets.blocks import LimitMeter
from ui.widgets.card import Chip, ListRow, ruled
from ui.widgets.choice import Option
from ui.widgets.day_squares import DaySquares
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

_CHIPS = {"possible_breach": ("bad", "breach"), "worth_checking": ("warn", "check_this")}


class WeekScreen(Screen):
    """The page."""

    tab = "contacts"
    state: WeekState

    def begin(self, last: date | None = None) -> None:
        """Count the days up to today, or up to ``last``."""
        self.vm = WeekViewModel(self.session, last)
        self.state = self.vm.state()
        self._work: Task | None = None
        self._count()

    def refresh(self) -> None:
        """Count again: an entry may have been corrected."""
        super().refresh()
        self._count()

    def leave(self) -> None:
        """Count no more."""
        if self._work is not None:
            self._work.cancel()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        back = self.nav.behind()
        title = say(Text("Seven-day count"))
        move = self._move()
        if not state.title:
            also = el(Words, value=state.also, style="small", tone="muted", key="also") if state.also else None
            words = el(Card, el(Words, value=state.none, tone="muted", key="words"), also, key="none")
            return PageParts(title, (move, words), back=back)
        return PageParts(
            title,
            (self._meter(), self._days(move), self._rule()),
            side=(self._left_out(), self._quiet(), self._others(), self._text()),
            back=back,
        )

    def _meter(self) -> Node:
        state = self.state
        kind, icon = _CHIPS.get(state.outcome[0], ("", ""))
        if state.is_soft and kind == "bad":
            kind = "warn"  # red is for what binds
        place = el(Chip, value=state.place, kind="neutral", key="place")
        outcome = el(Chip, value=state.outcome[1], kind=kind, icon=icon, key=f"outcome {kind}") if kind else None
        number = el(Words, value=str(state.total), style="hero", hug=True, key="number")
        counted = el(Row, number, el(Words, value=state.counted, tone="muted", key="counted"), gap=8, key="counted")
        up_to = el(Words, value=state.up_to, style="small", tone="muted", key="up to")
        over = (
            el(Words, value=state.over, style="small", tone="bad", strong=True, hug=True, key="over")
            if state.over
            else None
        )
        return el(
            Card,
            pair(el(Words, value=state.title, style="section", key="title"), place, key="top", top=True),
            pair(counted, outcome, key="middle") if outcome else counted,
            el(LimitMeter, count=state.total, limit=state.limit, key="meter"),
            el(Row, up_to, over, gap=8, key="below"),
            key="limit",
        )

    def _move(self) -> Node:
        """Return the way to the seven days before and after."""
        say = self.say
        span = el(Words, value=self.state.span, style="small", tone="muted", key="span")
        before = el(
            IconButton, key="before", name="back", label=say(Text("Seven days earlier")), action=lambda: self._go(-1)
        )
        after = el(
            IconButton, key="after", name="next", label=say(Text("Seven days later")), action=lambda: self._go(1)
        )
        return el(Row, span, before, None if self.state.is_last else after, gap=8, key="move")

    def _days(self, move: Node) -> Node:
        days = [(day.name, [(one.mark, one.counted, one.over) for one in day.squares]) for day in self.state.days]
        return el(Card, move, el(DaySquares, days=days, label=self.state.title, key="squares"), key="days")

    def _rule(self) -> Node:
        state = self.state
        return el(
            Card,
            el(Words, value=state.rule[0], strong=True, key="rule"),
            el(Words, value=state.rule[1], key="kind") if state.rule[1] else None,
            el(Words, value=state.source, style="small", tone="muted", key="source"),
            el(Words, value=state.also, style="small", tone="muted", key="also") if state.also else None,
            key="rule",
            gap=4,
        )

    def _left_out(self) -> Node | None:
        if not self.state.left_out:
            return None
        side = "left" if theme.stacked else "right"
        rows = [
            el(
                ListRow,
                el(Chip, value=one.mark, kind="neutral", key="mark"),
                pair(
                    el(Words, value=one.when, key="when"),
                    el(Words, value=one.why, style="small", tone="muted", halign=side, key="why"),
                ),
                key=str(one.entry),
                label=one.when,
                action=lambda one=one: self.nav.open("contact", entry=one.entry),
            )
            for one in self.state.left_out
        ]
        title = el(Words, value=self.say(Text("Left out")), style="section")
        return el(Card, title, el(Column, *ruled(rows), key="rows"), key="left out", gap=4)

    def _quiet(self) -> Node | None:
        if not self.state.quiet:
            return None
        words = el(Words, value=self.state.quiet, style="small")
        return el(Card, el(Row, el(Icon, name="promise"), words, gap=10), key="quiet")

    def _others(self) -> Node | None:
        state = self.state
        if len(state.choices) < 2:
            return None
        options = [
            el(
                Option,
                key=id_,
                value=words,
                chosen=id_ == state.chosen,
                action=lambda id_=id_: self.show(self.vm.choose(id_)),
            )
            for id_, words in state.choices
        ]
        title = el(Words, value=self.say(Text("Counted apart")), style="section")
        return el(Card, title, *options, key="others", gap=8)

    def _text(self) -> Node | None:
        """Say the squares in words."""
        if not self.state.text:
            return None
        title = el(Words, value=self.say(Text("In words")), style="section")
        lines = [el(Words, value=line, style="small", tone="muted", key=line) for line in self.state.text]
        return el(Card, title, *lines, key="text", gap=4)

    def _go(self, weeks: int) -> None:
        self.show(self.vm.move(weeks))
        self._count()

    def _count(self) -> None:
        work = self.vm.count()
        if work is None:
            return
        if self._work is not None:
            self._work.cancel()
        self._work = self.nav.run(Task(work, self._counted, self._not_counted))

    def _counted(self, counts) -> None:
        self._work = None
        self.show(self.vm.counted(counts))

    def _not_counted(self, error: BaseException) -> None:
        raise error
