"""Check-ins: an invitation that can be declined, one tap a week, notes, and a soft line. Nothing here is a duty."""

from __future__ import annotations

from planner.errors import PlannerError, Text
from ui.screens.care_parts import ask_card, breathe_row, people_card, trend_card
from ui.screens.parts import note_card
from ui.screens.screen import Screen
from ui.task import Task
from ui.viewmodels.check_in import AFTER, INVITE, WRITE, CheckInState, CheckInViewModel, EntryRow
from ui.widgets.card import IconTile, open_row, row_words, ruled
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row
from ui.widgets.page import PageParts
from ui.widgets.press import IconButton, KButton, TextLink
from ui.widgets.secret import secret_field
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

TITLE = Text("Check-ins")


class CheckInScreen(Screen):
    """The page."""

    tab = "more"
    state: CheckInState

    def begin(self, entry: int = 0) -> None:
        """Show the page, or what stands after an ``entry`` that was just made."""
        self.vm = CheckInViewModel(self.session, entry)
        self.state = self.vm.state()
        self._typed, self._covered, self._fault, self._busy = "", True, "", False

    def go_back(self) -> bool:
        """Leave a note or what stands after an answer."""
        before = self.vm.back()
        if before is None:
            return False
        self.state = before
        return True

    def leave(self) -> None:
        """Forget what was typed."""
        self._typed = ""

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

    # Before it is on

    def _invite(self) -> PageParts:
        say, nav = self.say, self.nav
        lines = (
            ("mood", Text("One question a week: how much money weighs on you. One tap, or none.")),
            (
                "private",
                Text("Kept apart from your list, on this device only. In no copy, no export, no file for anyone."),
            ),
            ("care", Text("It changes no plan and judges nothing. Leave it whenever you like.")),
            ("counselor", Text("It is made for adults. If you are under 18, look at it with someone you trust.")),
        )
        rows = [
            el(Row, el(IconTile, name=icon), el(Words, value=say(words)), gap=12, key=icon) for icon, words in lines
        ]
        problem = note_card(self.state.problem) if self.state.problem else None
        if self.state.is_first_protected:
            start = lambda: nav.open("protect", done=self._protected, back=say(TITLE))  # noqa: E731
            ways: tuple[Node, ...] = (
                el(
                    Words,
                    value=say(Text("First choose how what you write here is kept private.")),
                    style="small",
                    key="first",
                ),
                el(KButton, key="protect", value=say(Text("Keep it private")), kind="outline", action=start),
            )
        else:
            ways = (
                el(KButton, key="on", value=say(Text("Turn on")), kind="outline", action=self._turn_on),
                el(KButton, key="later", value=say(Text("Not today")), kind="outline", action=nav.back),
                el(KButton, key="no", value=say(Text("No, leave it off")), kind="outline", action=nav.back),
            )
        return PageParts(
            say(TITLE),
            (
                el(Words, value=say(Text("How are you, beside all the numbers?")), tone="muted", key="words"),
                problem,
                el(Card, *rows, key="what", gap=14),
                el(Column, *ways, key="ways", gap=10),
            ),
            side=(people_card(nav), el(Card, breathe_row(nav), key="breathe", pad=(14, 6))),
            back=nav.behind(),
        )

    def _protected(self) -> None:
        self.nav.back()

    def _turn_on(self) -> None:
        self.show(self.vm.turn_on())

    def _locked(self) -> PageParts:
        say = self.say
        field = secret_field(
            "passphrase",
            say(Text("Passphrase of your check-ins, or their recovery code")),
            self._covered,
            say(Text("Show what you type")) if self._covered else say(Text("Cover what you type")),
            self._turn,
            value=self._typed,
            error=self._fault,
            commit=self._type,
            enter=self._open_it,
        )
        button = el(KButton, key="open", value=say(Text("Open")), busy=self._busy, action=self._open_it)
        return PageParts(
            say(TITLE),
            (el(Words, value=self.state.why, tone="muted", key="why"), el(Column, field, key="field"), button),
            side=(people_card(self.nav), self._settings_card()),
            back=self.nav.behind(),
        )

    def _type(self, text: str) -> None:
        self._typed = text

    def _turn(self) -> None:
        self._covered = not self._covered
        self.nav.draw()

    def _open_it(self) -> None:
        if self._busy:
            return
        typed, self._typed, self._fault, self._busy = self._typed, "", "", True
        self.nav.draw()
        self.nav.run(Task(lambda *_: self.vm.unlock(typed), self._is_open, self._stays_shut))

    def _is_open(self, own: bytes) -> None:
        self._busy = False
        self.show(self.vm.opened(own))

    def _stays_shut(self, error: BaseException) -> None:
        self._busy = False
        if not isinstance(error, PlannerError):
            raise error
        self._fault = self.say(error.message)
        self.nav.draw()

    def _unreadable(self) -> PageParts:
        say = self.say
        words = say(Text("You can put them aside, untouched, and begin anew. A part may still be read one day."))
        button = el(
            KButton,
            key="aside",
            value=say(Text("Put them aside")),
            kind="outline",
            action=lambda: self.show(self.vm.set_aside()),
        )
        return PageParts(
            say(TITLE),
            (note_card(self.state.why), el(Card, el(Words, value=words, key="words"), button, key="aside")),
            side=(people_card(self.nav),),
            back=self.nav.behind(),
        )

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
            self.say(Text("When mental health is hard too")),
            self.say(Text("What your place has for that.")),
            "care",
            lambda: self.nav.open("care_support"),
            key="support",
        )

    def _settings_row(self) -> Node:
        return open_row(
            self.say(Text("How check-ins are to be")),
            self.say(Text("Pause, gentle mode, a passphrase of their own, deleting.")),
            "settings",
            lambda: self.nav.open("care_settings"),
            key="settings",
        )

    def _settings_card(self) -> Node:
        return el(Card, self._settings_row(), key="settings", pad=(14, 6))

    # A note, and what stands after an entry

    def _write(self) -> PageParts:
        say, state = self.say, self.state
        field = el(
            Field,
            key="note",
            input="long",
            label=say(Text("Words, if you like")),
            value=state.typed,
            commit=self._note,
        )
        foot = (
            el(KButton, key="back", value=say(Text("Not now")), kind="outline", size_hint_x=1, action=self.nav.back),
            el(KButton, key="save", value=say(Text("Write it down")), size_hint_x=2, action=self._save),
        )
        return PageParts(state.writing, (field,), foot=foot, back=say(TITLE))

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
                value=say(Text("Another one")),
                kind="soft",
                small=True,
                hug=True,
                action=self._another,
            ),
            key="action",
            gap=8,
        )
        numbers = [el(Words, value=line, style="small", tone="muted", key=line) for line in after.scores]
        scores = el(Card, *numbers, key="scores", gap=4) if numbers else None
        people, breathe = people_card(nav), el(Card, breathe_row(nav), key="breathe", pad=(14, 6))
        body = (words, action, people, breathe) if after.heavy else (words, scores, action, people)
        note = self._note_card() if not after.noted else None
        support = self._support_card() if after.heavy else None
        side = (scores, support, note) if after.heavy else (breathe, note)
        trend = trend_card(nav, self.state.trend) if self.state.trend and not after.heavy else None
        return PageParts(say(TITLE), body, side=(*side, trend), back=say(Text("Back")))

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
            commit=self._note,
        )
        keep = el(
            KButton,
            key="keep",
            value=say(Text("Keep these words")),
            kind="soft",
            small=True,
            hug=True,
            action=lambda: self.show(self.vm.save_words()),
        )
        return el(Card, field, keep, key="note")

    def _another(self) -> None:
        self.show(self.vm.another())
