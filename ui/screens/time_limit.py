"""Time limit for court: where it stands, what moved it, what is better left for an adviser, what it rests on."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.guide_parts import dotted
from ui.screens.screen import Screen
from ui.screens.unpaid_since import unpaid_since_card
from ui.viewmodels.time_limit import TimeLimitState, TimeLimitViewModel
from ui.widgets.card import Chip, open_row, ruled
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class TimeLimitScreen(Screen):
    """The page."""

    tab = "debts"
    state: TimeLimitState

    def begin(self, debt_id: int) -> None:
        """Look at the clock of this debt."""
        self.vm = TimeLimitViewModel(self.session, debt_id)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, state = self.say, self.state
        chip = el(Chip, value=state.state, icon="hourglass", key="state " + state.state) if state.state else None
        where = el(Card, chip, *(el(Words, value=line, key=line) for line in state.lines), key="where", gap=8)
        return PageParts(
            say(Text("Time limit for court")),
            (
                where,
                self._list(say(Text("Until an adviser has looked at it, better not")), state.avoid, "avoid"),
                self._list(say(Text("Ask an adviser")), state.ask, "ask"),
                self._ways(),
            ),
            side=(
                unpaid_since_card(self, state.since, self.vm, Text("Count the time")),
                self._list(say(Text("What moved it")), state.moved, "moved"),
                self._list(say(Text("What may have moved it")), state.may_have_moved, "may"),
                self._list(say(Text("Rests on")), (*state.basis, *state.notes), "basis", quiet=True),
            ),
            back=self.nav.behind(),
            top=(el(Words, value=state.debt, tone="muted", key="debt"),),
        )

    def _ways(self) -> Node:
        """Return the next steps: choose the place whose law counts, and talk to somebody who can say."""
        say, rows = self.say, []
        if self.state.choose:
            under = say(Text("Each place has its own time limit."))
            rows.append(open_row(self.state.choose, under, "settings", lambda: self.nav.open("settings"), key="choose"))
        under = say(Text("Lines that help with debt, where you live."))
        rows.append(open_row(say(Text("Talk to a free adviser")), under, "talking", self.nav.help, key="adviser"))
        return el(Card, *ruled(rows), key="ways", pad=(14, 6), gap=0)

    def _list(self, title: str, lines: tuple[str, ...], key: str, *, quiet: bool = False) -> Node | None:
        if not lines:
            return None
        if not quiet and len(lines) > 1:
            return dotted(title, lines, key=key)
        look = {"style": "small", "tone": "muted"} if quiet else {}
        words = [el(Words, value=line, key=f"{place} {line}", **look) for place, line in enumerate(lines)]
        return el(Card, el(Words, value=title, style="section"), *words, key=key, gap=6)
