"""More: what has no tab of its own on a phone."""

from __future__ import annotations

from planner.errors import Text
from ui.frame import IN_RAIL
from ui.screens.parts import happening_row
from ui.screens.screen import Screen
from ui.viewmodels.settings import SettingsViewModel
from ui.widgets.card import open_row, ruled
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.tree import Node, el


class MoreScreen(Screen):
    """The list of them."""

    tab = "more"

    def begin(self) -> None:
        """Show the list."""
        self.vm = SettingsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        say, nav = self.say, self.nav
        hidden = self.session.amounts_hidden
        words = [
            open_row(
                say(Text("What they say")),
                say(Text("What it means, a calm answer, what to save.")),
                "rules",
                lambda: nav.open("tactics"),
            ),
            open_row(
                say(Text("What is this paper?")),
                say(Text("Which one it is, how to check it, and its days.")),
                "legal",
                lambda: nav.open("paper_check"),
            ),
            open_row(
                say(Text("Is this really them?")),
                say(Text("Before you pay someone new.")),
                "shield",
                lambda: nav.open("really_them"),
            ),
            open_row(
                say(Text("Stay reachable")),
                say(Text("One channel that you choose, and the proof that you answer.")),
                "chat",
                lambda: nav.open("reachable"),
            ),
        ]
        own = [
            open_row(
                say(Text("Evidence and complaints")),
                say(Text("A bundle that anybody can check, and complaints in an office's form.")),
                "bundle",
                lambda: nav.open("evidence"),
                key="evidence",
            ),
            open_row(
                say(Text("Share with a helper")),
                say(Text("What you tick, in one encrypted file; and what they think of it.")),
                "share",
                lambda: nav.open("share"),
                key="share",
            ),
            open_row(
                say(Text("Import a list")),
                say(Text("A CSV file from a spreadsheet.")),
                "import",
                lambda: nav.open("import"),
            ),
            open_row(
                say(Text("Import messages")),
                say(Text("Messages and calls of a phone, for your log.")),
                "sms",
                lambda: nav.open("import_messages"),
            ),
            open_row(
                say(Text("Check-ins")),
                say(Text("How you are, apart from the numbers. Off until you want them.")),
                "mood",
                lambda: nav.open("check_in"),
                key="check_in",
            ),
            open_row(
                say(Text("Show amounts")) if hidden else say(Text("Hide amounts")),
                say(Text("When someone looks over your shoulder.")),
                "show" if hidden else "cash",
                nav.hide_amounts,
                key="hide",
            ),
            open_row(
                say(Text("Lock and copies")),
                say(Text("Passphrase, backups, another device, erasing.")),
                "private",
                lambda: nav.open("safety"),
            ),
            open_row(
                say(Text("Settings")),
                say(Text("Language, place, look, text size.")),
                "settings",
                lambda: nav.open("settings"),
                key="settings",
            ),
        ]
        title, now = say(Text("More")), [happening_row(nav)]
        if nav.wide:  # what the rail has is not said again
            desk = [row for row in self._desk() if row.key not in IN_RAIL]
            own = [row for row in own if row.key not in IN_RAIL and row.key != "hide"]
            side = (_card("desk", desk), _card("own", own))
            return PageParts(title, (_card("now", now), _card("words", words)), side=side)
        return PageParts(title, (_card("now", now), _card("desk", self._desk()), _card("more", [*words, *own])))

    def _desk(self) -> list[Node]:
        """Return what can be paid, asked for, and when."""
        say, nav = self.say, self.nav
        rows = (
            ("budget", "wallet", Text("Budget"), Text("What comes in, what you live on, what is left.")),
            ("letters", "letter", Text("Letters"), Text("Written from your list, sent by you.")),
            ("agenda", "calendar", Text("Agenda"), Text("Everything that has a day.")),
            ("offers", "legal", Text("Fair offers"), Text("What is left, shared to the cent.")),
            ("call_sheet", "talking", Text("On the phone"), Text("What you say, ask and write down.")),
            ("options", "idea", Text("What the law offers"), Text("Pointers, and free advisers.")),
        )
        return [
            open_row(say(title), say(under), icon, lambda route=route: nav.open(route), key=route)
            for route, icon, title, under in rows
        ]


def _card(key: str, rows: list[Node]) -> Node:
    return el(Card, *ruled(rows), key=key, pad=(14, 6), gap=0)
