"""More: what has no tab of its own on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from planner.errors import Text
from ui.frame import IN_RAIL
from ui.screens.parts import happening_row
from ui.screens.screen import Screen
from ui.viewmodels.settings import SettingsViewModel
from ui.widgets.card import open_row, ruled, tiles
from ui.widgets.layout import Card
from ui.widgets.page import PageParts
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

_WAYS = {
    "budget": ("wallet", Text("Budget"), Text("What comes in, what you live on, what is left.")),
    "letters": ("letter", Text("Letters"), Text("Written from your list, sent by you.")),
    "agenda": ("calendar", Text("Agenda"), Text("Everything that has a day.")),
    "offers": ("legal", Text("Fair offers"), Text("What is left, shared to the cent.")),
    "call_sheet": ("talking", Text("On the phone"), Text("What you say, ask and write down.")),
    "options": ("idea", Text("What the law offers"), Text("Pointers, and free advisers.")),
    "tactics": ("rules", Text("What they say"), Text("What it means, a calm answer, what to save.")),
    "paper_check": (
        "legal",
        Text("What is this paper?"),
        Text("Which one it is, how to check it, and its deadline."),
    ),
    "really_them": ("shield", Text("Is this really them?"), Text("Before you pay someone new.")),
    "reachable": (
        "chat",
        Text("Stay reachable"),
        Text("One channel that you choose, and the proof that you answer."),
    ),
    "evidence": (
        "bundle",
        Text("Evidence and complaints"),
        Text("A bundle that anybody can check, and complaints in an office's form."),
    ),
    "share": (
        "share",
        Text("Share with a helper"),
        Text("What you tick, in one encrypted file; and what they think of it."),
    ),
    "import": ("import", Text("Import a list"), Text("A CSV file from a spreadsheet.")),
    "import_messages": ("sms", Text("Import messages"), Text("Messages and calls of a phone, for your log.")),
    "check_in": ("mood", Text("Check-ins"), Text("How you are, apart from the numbers. Off until you want them.")),
    "safety": ("private", Text("Lock and copies"), Text("Passphrase, backups, another device, erasing.")),
    "settings": ("settings", Text("Settings"), Text("Language, place, look, text size.")),
}
_HIDE = "hide"
Way = tuple[str, str, str, Callable[[], object]]
_DESK = ("budget", "letters", "agenda", "offers", "call_sheet", "options")
_WORDS = ("tactics", "paper_check", "really_them", "reachable")
_OWN = ("evidence", "share", "import", "import_messages", "check_in", "safety", "settings")
_GROUPS = (
    (Text("Your money"), ("budget", "agenda", "letters", "offers", "options", "import")),
    (
        Text("When they contact you"),
        ("call_sheet", "tactics", "really_them", "paper_check", "reachable", "evidence"),
    ),
    (Text("You and this device"), ("check_in", "share", "import_messages", _HIDE, "safety", "settings")),
)
"""What a phone shows, on one screen."""


class MoreScreen(Screen):
    """The list of them."""

    tab = "more"

    def begin(self) -> None:
        """Show the list."""
        self.vm = SettingsViewModel(self.session)
        self.state = self.vm.state()

    def page(self) -> PageParts:
        """Return the page."""
        title, now = self.say(Text("More")), _card("now", [happening_row(self.nav)])
        if not self.nav.wide:
            return PageParts(title, (now, *(self._group(words, keys) for words, keys in _GROUPS)))
        # what the rail has is not said again
        desk, own = (self._rows(key for key in keys if key not in IN_RAIL) for keys in (_DESK, _OWN))
        side = (_card("desk", desk), _card("own", own))
        return PageParts(title, (now, _card("words", self._rows(_WORDS))), side=side)

    def _rows(self, keys: Iterable[str]) -> list[Node]:
        """Return a row for each way, with what is there."""
        say = self.say
        return [
            open_row(say(words), say(under), icon, lambda key=key: self.nav.open(key), key=key)
            for key in keys
            for icon, words, under in (_WAYS[key],)
        ]

    def _group(self, title: Text, keys: tuple[str, ...]) -> Node:
        """Return ways that belong together, close to each other."""
        ways = [self._hide() if key == _HIDE else self._way(key) for key in keys]
        words = el(Words, value=self.say(title), style="tiny", tone="muted", key="title")
        return el(Card, words, *tiles(ways), key=title.id, pad=(14, 8), gap=2)

    def _way(self, key: str) -> Way:
        icon, words, _ = _WAYS[key]
        return key, icon, self.say(words), lambda: self.nav.open(key)

    def _hide(self) -> Way:
        hidden = self.session.amounts_hidden
        words = self.say(Text("Show amounts")) if hidden else self.say(Text("Hide amounts"))
        return _HIDE, "show" if hidden else "cash", words, self.nav.hide_amounts


def _card(key: str, rows: list[Node]) -> Node:
    return el(Card, *ruled(rows), key=key, pad=(14, 6), gap=0)
