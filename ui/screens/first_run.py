"""The first run: language, what Ashore is, where you are, how to begin. Everything can be skipped."""

from __future__ import annotations

from planner.errors import Text
from ui.screens.choosing import ChoosingScreen
from ui.viewmodels.settings import FIRST_RUN, SettingsState, SettingsViewModel
from ui.widgets.card import IconTile, open_row, row_words
from ui.widgets.choice import Option
from ui.widgets.layout import Card, Row
from ui.widgets.page import PageParts
from ui.widgets.press import KButton
from ui.widgets.shore import Shore
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


class FirstRunScreen(ChoosingScreen):
    """Four short steps."""

    tab = ""
    state: SettingsState

    def begin(self) -> None:
        """Start with the language."""
        super().begin()
        self._step = 0
        self.vm = SettingsViewModel(self.session)
        self.state = self.vm.state()

    def go_back(self) -> bool:
        """Go back one step."""
        if self._step == 0:
            return False
        self._step -= 1
        return True

    def page(self) -> PageParts:
        """Return the page of the step."""
        step = FIRST_RUN[self._step]
        return {"language": self._language, "what": self._what, "place": self._place, "start": self._start}[step]()

    def _go_on(self) -> None:
        self._step += 1
        self.nav.draw()

    def _continue(self) -> tuple[Node, ...]:
        return (el(KButton, key="on", value=self.say(Text("Continue")), action=self._go_on),)

    def _language(self) -> PageParts:
        state = self.state
        options = [
            el(
                Option,
                key=code,
                icon="language",
                value=words,
                chosen=code == state.language,
                action=lambda code=code: self.choose(language=code),
            )
            for code, words in state.languages
        ]
        body = (
            el(Shore, key="shore"),
            el(Words, value="Ashore 上岸", style="hero", halign="center", key="name"),
            el(Words, value="A private planner for getting out of debt.", tone="muted", halign="center", key="en"),
            el(Words, value="一个只属于你的还债计划本。", tone="muted", halign="center", key="zh"),
            el(Words, value="Language – 语言", style="section", key="language"),
            *options,
            self.text_size(state.text_size, style="section"),
        )
        return PageParts("", body, foot=self._continue())

    def _what(self) -> PageParts:
        say = self.say
        lines = (
            (
                "plan",
                Text("See the way out"),
                Text("List what you owe. Rough numbers are fine. See when it ends and what to pay this month."),
            ),
            (
                "private",
                Text("Nothing leaves this device"),
                Text("No account, no internet, no ads."),
            ),
            (
                "info",
                Text("Information, not legal advice"),
                Text("Ashore does the sums and explains them. A free adviser or a lawyer can look at it with you."),
            ),
        )
        rows = [
            el(Row, el(IconTile, name=icon), row_words(say(title), say(words)), gap=12, top=True, key=icon)
            for icon, title, words in lines
        ]
        other = open_row(
            say(Text("Bring back a copy")),
            say(Text("From another device, or from before.")),
            "import",
            lambda: self.nav.open("restore"),
            key="restore",
            quiet=True,
        )
        return PageParts(
            say(Text("What Ashore is")),
            (el(Card, *rows, key="what", gap=16), el(Card, other, key="restore", pad=(14, 6))),
            foot=(el(KButton, key="on", value=say(Text("Continue")), action=self._keep_private),),
            back=say(Text("Language")),
        )

    def _keep_private(self) -> None:
        """Ask how the list is to be protected, where that was not chosen yet."""
        if self.session.is_unprotected:
            self.nav.open("protect", done=self._is_private, back=self.say(Text("What Ashore is")))
        else:
            self._go_on()

    def _is_private(self) -> None:
        self._step += 1
        self.nav.back()

    def _place(self) -> PageParts:
        say = self.say
        words = say(Text("This sets your help lines and currency. You can skip it."))
        body = (el(Words, value=words, tone="muted", key="why"), *self.place_fields(self.state))
        foot = (
            el(KButton, key="skip", value=say(Text("Skip")), kind="outline", size_hint_x=1, action=self._go_on),
            el(KButton, key="on", value=say(Text("Continue")), size_hint_x=2, action=self._go_on),
        )
        return PageParts(say(Text("Where are you?")), body, foot=foot, back=say(Text("What Ashore is")))

    def _start(self) -> PageParts:
        say = self.say
        rows = (
            (
                Text("What is happening right now?"),
                Text("A call, someone at the door, money taken: start here."),
                "call_in",
                "happening",
            ),
            (Text("List what I owe"), Text("One debt is a start. Rough numbers are fine."), "debts", "debt_form"),
            (
                Text("Just look around"),
                Text("A sample household. Nothing of it mixes with your own list."),
                "look",
                "sample",
            ),
        )
        cards = [
            el(
                Card,
                open_row(say(title), say(words), icon, lambda where=where: self._begin_at(where)),
                key=where,
                pad=(14, 6),
            )
            for title, words, icon, where in rows
        ]
        skip = (
            el(KButton, key="today", value=say(Text("Open Today")), kind="outline", action=lambda: self._begin_at("")),
        )
        return PageParts(say(Text("Where shall we start?")), tuple(cards), foot=skip, back=say(Text("Where are you?")))

    def _begin_at(self, where: str) -> None:
        self.vm.choose(welcomed="yes")
        if where == "sample":
            self.session.open_sample()
        self.nav.start("today")
        if where in ("happening", "debt_form"):
            self.nav.open(where)
