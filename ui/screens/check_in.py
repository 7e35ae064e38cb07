"""Check-ins: an invitation that can be declined, one tap a week, notes, and a soft line. Nothing here is a duty."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.care_parts import ask_card, breathe_row, people_card, trend_card
from ui.screens.check_in_door import TITLE, CheckInDoor
from ui.screens.parts import note_card
from ui.theme import theme
from ui.viewmodels.check_in import AFTER, INVITE, WRITE, EntryRow
from ui.widgets.card import IconTile, open_row, row_words, ruled
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton, TextLink
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class CheckInScreen(CheckInDoor):
    """The page."""

    def go_back(self) -> bool:
        """Leave a note or what stands after an answer."""
        before = self.vm.back()
        if before is None or self._came:  # an answer that was given on another page leads back there
            return False
        self.state = before
        return True

    def undo(self):
        """Offer to bring back an entry that was removed."""
        if not self.state.removed:
            return None
        return self.state.removed, lambda: self.show(self.vm.undo()), lambda: self.show(self.vm.forget())

    def page(self) -> PageParts:
        """Return the page of the step."""
        step = self.state.step
        pages = {INVITE: self._invite, "locked": self._locked, "unreadable": self._unreadable, WRITE: self._write}
        return self._after() if step == AFTER else pages.get(step, self._home)()

    # The page itself

    def _home(self) -> PageParts:
        say, state, nav = self.say, self.state, self.nav
        ask: Node | None
        if state.ask is not None:
            ask = ask_card(
                nav,
                state.ask,
                lambda number: self.show(self.vm.tap(number)),
                lambda: self.show(self.vm.skip()),
                lambda: self.show(self.vm.not_today()),
                lambda: self.show(self.vm.turn_off()),
            )
        else:
            ask = el(Card, el(Words, value=state.rest, key="rest"), key="rest")
        kinds = [
            open_row(title, under, icon, lambda kind=kind: self.show(self.vm.write(kind)), key=kind)
            for kind, icon, title, under in state.kinds
        ]
        problem = note_card(state.problem) if state.problem else None
        return PageParts(
            say(TITLE),
            (
                problem,
                ask,
                trend_card(nav, state.trend) if state.trend else None,
                el(
                    Card,
                    el(Words, value=say(Text("Write something down")), style="section"),
                    *ruled(kinds),
                    key="kinds",
                ),
                self._longer(),
            ),
            side=(people_card(nav), self._entries(), self._ways()),
            back=nav.behind(),
        )

    def _longer(self) -> Node | None:
        if not self.state.longer:
            return None
        rows = [
            open_row(
                title, under, "mood", lambda kind=kind: self.nav.open("questions", kind=kind), key=kind, quiet=True
            )
            for kind, title, under in self.state.longer
        ]
        title = el(Words, value=self.say(Text("Only if you want to look closer")), style="section", key="title")
        return el(Card, title, *ruled(rows), key="longer", gap=4)

    def _entries(self) -> Node | None:
        if not self.state.rows:
            return None
        rows = [self._row(row) for row in self.state.rows]
        more = None
        if self.state.more:
            more = el(
                TextLink, key="more", value=self.say(Text("Show all")), action=lambda: self.show(self.vm.show_all())
            )
        title = el(Words, value=self.say(Text("What you wrote down")), style="section", key="title")
        return el(Card, title, *ruled(rows), more, key="entries", gap=4)

    def _row(self, row: EntryRow) -> Node:
        say = self.say
        remove = el(
            IconButton,
            key="remove",
            name="remove",
            label=say(Text("Remove: {what}", {"what": row.title})),
            tone="muted",
            action=lambda: self.show(self.vm.remove(row.id)),
        )
        opened = None
        if not row.closed:
            opened = el(
                TextLink,
                key="opened",
                value=say(Text("It is open now")),
                action=lambda: self.show(self.vm.open_letter(row.id)),
            )
        note = el(Words, value=row.note, style="small", key="note") if row.note else None
        words = el(Column, row_words(row.title, row.under), note, opened, gap=2, key="words")
        return el(
            Row,
            el(IconTile, name=row.icon, side=34, quiet=True),
            words,
            remove,
            gap=10,
            pad=(0, 6),
            top=True,
            key=str(row.id),
        )

    def _ways(self) -> Node:
        say, nav = self.say, self.nav
        rows = [
            open_row(
                say(Text("Sore points")),
                say(Text("What hurts when they say it, and a calm line for it.")),
                "shield",
                lambda: nav.open("sore_points"),
                key="sore",
            ),
            breathe_row(nav),
        ]
        if self.session.jurisdiction:
            from ui.viewmodels.care_support import support_cards

            if support_cards(self.session):
                rows.append(self._support_row())
        rows.append(self._settings_row())
        return el(Card, *ruled(rows), key="ways", pad=(14, 6), gap=0)

    def _support_row(self) -> Node:
        return open_row(
            self.say(Text("When it weighs on your mind too")),
            self.say(Text("What your place has for that.")),
            "care",
            lambda: self.nav.open("care_support"),
            key="support",
        )

    # A note, and what stands after an entry

    def _write(self) -> PageParts:
        say, state = self.say, self.state
        field = el(
            Field,
            key="note",
            input="long",
            label=say(Text("Words, if you like")),
            value=state.typed,
            error=state.problem,
            commit=self._note,
        )
        note = el(Words, value=state.note, tone="muted", key="about") if state.note else None
        foot = (
            el(KButton, key="back", value=say(Text("Not now")), kind="outline", size_hint_x=1, action=self.nav.back),
            el(KButton, key="save", value=say(Text("Write it down")), size_hint_x=2, action=self._save),
        )
        return PageParts(state.writing, (note, field), foot=foot, back=say(TITLE))

    def _note(self, text: str) -> None:
        self.state = self.vm.type(text)

    def _save(self) -> None:
        self.show(self.vm.save())

    def _after(self) -> PageParts:
        say, after, nav = self.say, self.state.after, self.nav
        assert after is not None
        style = "section" if after.heavy else "body"
        words = el(Words, value=after.words, style=style, key="words")
        action = el(
            Card,
            el(Words, value=say(Text("One small thing, if you like")), style="small", tone="muted", key="label"),
            el(Words, value=after.action, strong=True, key="action"),
            el(
                KButton,
                key="another",
                value=say(Text("Another small thing")),
                kind="soft",
                small=True,
                hug=not theme.stacked,
                action=self._another,
            ),
            key="action",
            gap=8,
        )
        numbers = [el(Words, value=line, style="small", tone="muted", key=line) for line in after.scores]
        scores = el(Card, *numbers, key="scores", gap=4) if numbers else None
        people, breathe = people_card(nav), el(Card, breathe_row(nav), key="breathe", pad=(14, 6))
        body = (words, action, people, breathe) if after.heavy else (words, scores, action, people, self._calls())
        note = self._note_card() if after.takes_words else None
        support = self._support_card() if after.heavy else None
        side = (scores, support, note) if after.heavy else (breathe, note)
        trend = trend_card(nav, self.state.trend) if self.state.trend and after.takes_words else None
        enough = el(KButton, key="enough", value=say(Text("Enough for today")), kind="outline", action=self._enough)
        if trend is None:  # too little for two columns
            return PageParts(say(TITLE), (*body, *side, enough), back=say(Text("Back")))
        return PageParts(say(TITLE), body, side=(*side, trend, enough), back=say(Text("Back")))

    def _calls(self) -> Node | None:
        """Return lines for gambling and debts after a slip; each leads to the page where it can be called."""
        after = self.state.after
        if after is None or not after.calls:
            return None
        rows = [open_row(name, under, "talking", self.nav.help, key=name, quiet=True) for name, under in after.calls]
        return el(Card, *ruled(rows), key="calls", pad=(14, 6), gap=0)

    def _enough(self) -> None:
        """Leave what stands after an entry; where it was answered elsewhere, go back there."""
        self.nav.back()

    def _support_card(self) -> Node | None:
        from ui.viewmodels.care_support import support_cards

        if not support_cards(self.session):
            return None
        return el(Card, self._support_row(), key="support", pad=(14, 6))

    def _note_card(self) -> Node:
        say = self.say
        field = el(
            Field,
            key="note",
            input="long",
            label=say(Text("Words, if you like")),
            value=self.state.typed,
            error=self.state.problem,
            commit=self._note,
        )
        keep = el(
            KButton,
            key="keep",
            value=say(Text("Save these words")),
            kind="soft",
            small=True,
            hug=not theme.stacked,
            action=lambda: self.show(self.vm.save_words()),
        )
        return el(Card, field, keep, key="note")

    def _another(self) -> None:
        self.show(self.vm.another())
