"""What usually comes next, and what helps now: the stage of a late debt, grey and calm, and the whole map under it."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import law_card, numbered
from ui.screens.screen import Screen
from ui.screens.unpaid_since import unpaid_since_card
from ui.viewmodels.stages import StageRow, StagesState, StagesViewModel
from ui.widgets.card import Chip, open_row, ruled
from ui.widgets.layout import Card, Column
from ui.widgets.page import PageParts
from ui.widgets.stage_strip import stage_strip
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class StagesScreen(Screen):
    """The page."""

    tab = "debts"
    state: StagesState

    def begin(self, debt_id: int) -> None:
        """Look at the stage of this debt."""
        self.vm = StagesViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        helps = numbered(state.helps, title=say(Text("What helps now")), key="helps") if state.helps else None
        old = el(Card, el(Words, value=state.old), kind="warn", key="old") if state.old else None
        top = (el(Words, value=state.debt, tone="muted", key="debt"),)
        body = (self._court(), self._here(), old, helps, law_card(say, state.law, ""))
        rows = [self._row(row) for row in state.map]
        note = say(Text("This is how it usually goes. The days differ from lender to lender, and some never go on."))
        whole = el(
            Card,
            el(Words, value=say(Text("The usual way, stage by stage")), style="section", key="title"),
            el(Words, value=note, style="small", tone="muted", key="note"),
            *ruled(rows),
            key="map",
            gap=8,
        )
        day = unpaid_since_card(self, state.since, self.vm, Text("Count the days late"))
        side = (day, whole) if state.strip.asks else (whole, day)
        return PageParts(say(Text("What usually comes next")), body, side=side, back=self.nav.behind(), top=top)

    def _court(self) -> Node | None:
        if not self.state.court_first:
            return None
        row = open_row(
            self.state.court_first, "", "legal", lambda: self.nav.open("papers"), key="court " + self.state.court_first
        )
        return el(Card, row, kind="way", key="court", pad=(14, 6))

    def _here(self) -> Node:
        state, say = self.state, self.say
        late = el(Chip, value=state.strip.late, key="late " + state.strip.late)
        if not state.strip.bars:
            words = None
            if state.strip.asks:
                ask = Text("Give the oldest due day that was not paid, and the stage is shown. You can leave it open.")
                words = el(Words, value=say(ask), key="ask")
            said = el(Words, value=state.strip.late, style="section", key="late " + state.strip.late)
            return el(Card, said, words, key="here")
        return el(
            Card,
            late,
            stage_strip(state.strip.bars),
            el(Words, value=state.who, strong=True, key="who"),
            el(Words, value=state.usual, key="usual"),
            el(Words, value=say(Text("What usually comes next")), style="small", tone="muted", key="label"),
            el(Words, value=state.next, key="next"),
            key="here",
            gap=8,
        )

    def _row(self, row: StageRow) -> Node:
        here = el(Chip, value=row.now, kind="soft", key="here") if row.here else None
        return el(
            Column,
            el(Words, value=row.days, style="small", tone="muted", key="days"),
            el(Words, value=row.who, strong=True, key="who"),
            el(Words, value=row.usual, style="small", key="usual"),
            here,
            gap=2,
            pad=(0, 4),
            key=row.days,
        )
