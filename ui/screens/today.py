"""Today: the date the plan leads to, the next payments, one small step, and help when something is happening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import Text
from ui.screens.parts import Right, folded_card, happening_row, note_card, start_buttons
from ui.screens.screen import Screen
from ui.theme import theme
from ui.viewmodels.today import TodayState, TodayViewModel
from ui.widgets.card import Chip, Flow, IconTile, ListRow, TapCard, open_row, row_words, ruled
from ui.widgets.layout import Card, Column, Row, pair
from ui.widgets.page import PageParts
from ui.widgets.press import KButton, TextLink
from ui.widgets.shore import Shore
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

if TYPE_CHECKING:
    from ui.screens.gentle import GentlePage

SHOWN_PROMISES = 3


class TodayScreen(Screen):
    """The first page."""

    state: TodayState

    def begin(self) -> None:
        """Look at the household as it was last read."""
        self._gentle: GentlePage | None = None
        self.vm = TodayViewModel(self.session)
        self.state = self.vm.state()
        if self.session.made_checks is not None:
            self.check()

    def check(self) -> None:
        """Ask the rules about the log; at the first page only once it is shown."""
        self.nav.check_log()

    def log_checked(self) -> None:
        """Show what they say of this week."""
        self.read_again()

    def page(self) -> PageParts:
        """Return the page."""
        state, say = self.state, self.say
        if state.gentle:
            return self._gentle_page()
        if state.empty:
            begun = (self._papers(), self._week(), self._promises())
            look_round = None if any(begun) else self._look_round()
            body = (self._notice(), *begun, self._begin_card())
            return PageParts(
                say(Text("Today")), body, side=(self._happening(), self._log_first(), self._ask(), look_round)
            )
        day = (el(Words, value=state.day, tone="muted", hug=True),) if self.nav.wide else ()
        closed = note_card(state.closed) if state.closed else None
        # A paper with a day, and money that is not there, are said before any far date (guards 2 and 6).
        top = (self._sample_note(), self._notice(), closed, self._papers(), self._beyond(), self._goal())
        log = self._log()
        title = say(Text("Today"))
        if self.nav.wide:
            return PageParts(
                title,
                (*top, self._due()),
                side=(self._week(), self._promises(), self._desk(), self._step(), self._happening(), self._ask()),
                actions=(*day, log),
            )
        parts = (log, self._happening(), self._week(), self._promises(), self._due())
        return PageParts(title, (*top, *parts, self._desk(), self._step(), self._ask()))

    def _gentle_page(self) -> PageParts:
        from ui.screens.gentle import GentlePage

        if self._gentle is None:
            self._gentle = GentlePage(self, self._do_step)
        return self._gentle.page(self.state.step, self.state.step_route)

    def _ask(self) -> Node | None:
        """Show the weekly question of a check-in, where the person switched that on."""
        if self.state.ask is None:
            return None
        from ui.screens.care_parts import ask_card

        leave = [lambda how=how: self.show(self.vm.leave_question(how)) for how in ("skip", "day", "off")]
        return ask_card(self.nav, self.state.ask, self._answered, *leave)

    def _answered(self, number: int) -> None:
        self.nav.open("check_in", entry=self.vm.tap(number))

    def _notice(self) -> Node | None:
        return note_card(self.state.notice) if self.state.notice else None

    def _sample_note(self) -> Node | None:
        if not self.state.is_sample:
            return None
        words = el(
            Words,
            value=self.say(Text("This is a sample household. Nothing of it mixes with your own list.")),
            style="small",
        )
        button = el(
            KButton, value=self.say(Text("My own list")), kind="outline", small=True, hug=True, action=self._leave
        )
        return el(Card, pair(words, button), kind="soft", key="sample", pad=(14, 8))

    def _leave(self) -> None:
        self.session.leave_sample()
        self.nav.start("first_run" if self.session.is_new else "today")
        self.nav.new_look()

    def _begin_card(self) -> Node:
        say = self.say
        return el(
            Card,
            el(Shore, label=""),
            el(Words, value=say(Text("Start with one debt")), style="section"),
            el(
                Words,
                value=say(Text("Any one. Rough numbers are fine, you can change them later. It takes about a minute.")),
                tone="muted",
            ),
            *start_buttons(self.nav),
            key="begin",
        )

    def _goal(self) -> Node:
        state, say = self.state, self.say
        if state.folded:
            return folded_card(say, self._unfold)
        if state.ashore_by:
            top = el(
                Column,
                el(Words, value=state.ashore_label, style="small", tone="muted", key="label"),
                el(Words, value=state.ashore_by, style="number" if state.beyond else "hero", fit=True, key="day"),
                el(Words, value=state.months, style="small", tone="muted", key="months"),
                gap=0,
            )
        else:
            top = el(Words, value=state.never, style="body")
        owed = el(Words, value=state.owed, hug=True, strong=True)
        month = el(Words, value=state.a_month, hug=True, strong=True)
        facts = [
            pair(el(Words, value=say(Text("What you owe today")), style="small", tone="muted"), owed, key="owed"),
            pair(el(Words, value=say(Text("In the plan each month")), style="small", tone="muted"), month, key="month"),
        ]
        return el(
            TapCard, top, *facts, key="goal", action=lambda: self.nav.tab("plan"), label=state.ashore_by or state.never
        )

    def _beyond(self) -> Node | None:
        """Show that the plan asks for more than the budget has, with the page that helps; it rests with the totals."""
        if not self.state.beyond or self.state.folded:
            return None
        short = lambda: self.nav.open("short")  # noqa: E731
        under = self.state.missing, self.say(Text("See what helps when the money is short."))
        row = open_row(self.state.beyond, self.session.sentences(*under), "wallet", short)
        return el(Card, row, key="beyond", pad=(16, 4))

    def _unfold(self) -> None:
        self.show(self.vm.open_totals())

    def _due(self) -> Node | None:
        if not self.state.due:
            return None
        rows = []
        for due in self.state.due:
            amount = el(Words, value=due.amount, hug=True, strong=True, key="amount")
            icon = "promise" if due.soon else ""
            chip = el(Chip, value=due.when, kind="warn" if due.soon else "neutral", icon=icon, key=due.when)
            words = row_words(due.name, due.day)
            if theme.stacked:
                parts = (el(Column, words, amount, chip, gap=3, key="words"),)
            else:
                parts = (words, el(Right, amount, chip, key="right"))
            go = lambda due=due: self.nav.open("debt", debt_id=due.debt_id)  # noqa: E731
            tile = el(IconTile, name=due.icon, key="icon")
            rows.append(el(ListRow, tile, *parts, key=str(due.debt_id), label=due.name, action=go))
        return el(
            Card,
            el(Words, value=self.say(Text("Next payments")), style="section"),
            el(Column, *ruled(rows)),
            key="due",
            gap=4,
        )

    def _papers(self) -> Node | None:
        """Show the days that count: a court paper comes before everything else (guard 2)."""
        if not self.state.papers:
            return None
        go = lambda: self.nav.open("papers")  # noqa: E731
        rows = [
            open_row(
                row.title,
                self.session.join(row.about, row.when, row.left),
                "legal",
                go,
                key=f"{row.id} {row.title} {row.about}",
            )
            for row in self.state.papers[:SHOWN_PROMISES]
        ]
        title = el(Words, value=self.say(Text("Deadlines")), style="section")
        return el(Card, title, el(Column, *ruled(rows)), key="papers", gap=4)

    def _promises(self) -> Node | None:
        if not self.state.promises:
            return None
        go = lambda: self.nav.open("promises")  # noqa: E731
        rows = [
            open_row(row.words, self.session.join(row.whose, row.when, row.state), "promise", go, key=str(row.id))
            for row in self.state.promises[:SHOWN_PROMISES]
        ]
        title = el(Words, value=self.say(Text("Promises")), style="section")
        return el(Card, title, el(Column, *ruled(rows)), key="promises", gap=4)

    def _desk(self) -> Node | None:
        """Show what is next with an offer, a letter or a complaint."""
        row = self.state.desk
        if row is None:
            return None
        go = lambda: self.nav.open(row.route, **({row.given: row.ref} if row.given else {}))  # noqa: E731
        title = el(Words, value=self.say(Text("Next in the agenda")), style="section")
        every = el(
            TextLink, key="all", value=self.say(Text("The whole agenda")), action=lambda: self.nav.open("agenda")
        )
        return el(Card, title, open_row(row.title, row.under, row.icon, go, key="next"), every, key="desk", gap=4)

    def _log(self) -> Node:
        """Return the first of the three taps that write a contact down."""
        wide = self.nav.wide
        words = self.say(Text("Log a contact"))
        log = lambda: self.nav.open("contact_form")  # noqa: E731
        return el(KButton, key="log", value=words, icon="call_in", small=wide, hug=wide, action=log)

    def _log_first(self) -> Node:
        """Return the way into the log where there is no debt yet: who is called need not list anything first."""
        say = self.say
        row = open_row(
            say(Text("Someone is calling you about money?")),
            say(Text("Log it first. Three taps, and the rest can wait.")),
            "log",
            lambda: self.nav.open("contact_form"),
        )
        return el(Card, row, key="log first", pad=(16, 4))

    def _week(self) -> Node | None:
        """Show how many contacts were logged this week, and what the rules say of them."""
        week = self.state.week
        if week is None:
            return None
        go = lambda: self.nav.tab("contacts")  # noqa: E731
        chips = [el(Chip, key=f"{kind} {words}", value=words, icon=icon, kind=kind) for kind, icon, words in week.chips]
        title = el(Words, value=self.say(Text("This week's contacts")), style="section")
        words = el(Words, value=week.words, style="small", tone="muted")
        return el(
            TapCard,
            title,
            words,
            el(Flow, *chips, key="chips") if chips else None,
            key="week",
            gap=6,
            action=go,
            label=week.words,
        )

    def _step(self) -> Node:
        state = self.state
        row = el(
            Row,
            el(IconTile, name="idea"),
            row_words(self.say(Text("One small step")), ""),
            el(Icon, name="next", tone="muted", size_dp=18) if state.step_route else None,
            gap=12,
        )
        parts = (row, el(Words, value=state.step))
        if not state.step_route:
            return el(Card, *parts, key="step rest", gap=6)
        return el(TapCard, *parts, key="step", gap=6, action=self._do_step, label=state.step)

    def _do_step(self) -> None:
        if self.state.step_route == "debt":
            self.nav.open("debt", debt_id=self.state.step_debt)
        elif self.state.step_route == "papers":
            self.nav.open("papers")
        elif self.state.step_route == "agenda":
            self.nav.open("agenda")
        elif self.state.step_route == "debt_add":
            self.nav.open("debt_form")
        else:
            self.nav.tab("plan")

    def _happening(self) -> Node:
        return el(Card, happening_row(self.nav), key="happening", pad=(16, 4))

    def _look_round(self) -> Node:
        say = self.say
        row = open_row(
            say(Text("Just look around")),
            say(Text("A sample household. Nothing of it mixes with your own list.")),
            "look",
            self._open_sample,
            quiet=True,
        )
        return el(Card, row, key="look", pad=(16, 4))

    def _open_sample(self) -> None:
        self.session.open_sample()
        self.nav.start("today")
