"""Parts that several screens share: a kind note, a legend, totals at rest, a line of a long list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kivy.metrics import dp

from planner.errors import Text
from ui.theme import theme
from ui.widgets.card import open_row, ruled
from ui.widgets.layout import Card, Column, Painted, Pair, Row
from ui.widgets.press import IconButton, KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

if TYPE_CHECKING:
    from ui.nav import Nav
    from ui.screens.screen import Screen

NO_FILE = Text("Choose a file first")
"""What a button that needs a file says while none is chosen, in place of what it does."""


class ListedRow(NamedTuple):
    """One line as a long list draws it."""

    icon: str
    title: str
    under: str
    amount: str
    note: str
    strong: bool = True
    opens: bool = True
    more: tuple[str, ...] = ()


def note_card(words: str) -> Node:
    """Return a kind note about the whole list."""
    return el(
        Card,
        el(Row, el(Icon, name="info"), el(Words, value=words, style="small"), gap=10, top=theme.stacked),
        kind="soft",
        key="notice",
    )


def said_card(words: str, *, bare: bool = False) -> Node | None:
    """Return what was done, where something was: of a file its name, and in a quieter line where it is; ``bare``: no card."""
    if not words:
        return None
    head, _, place = words.partition("\n")
    icon = el(Icon, name="yes", tone="ok") if place else el(Icon, name="info")
    where = el(Words, value=place, style="small", tone="muted", key="place") if place else None
    lines = el(Column, el(Words, value=head, key="head"), where, gap=2, key="lines")
    line = el(Row, icon, lines, gap=10, top=True, key="said")
    return line if bare else el(Card, line._replace(key=f"line {bool(place)}"), key="said")


def title_button(
    screen: Screen, words: str, icon: str, action: Callable[[], None], *, key: str, in_words: bool = True
) -> Node:
    """Return a button for the title row: with its words on a page of a wide window, in a pane and on a phone an icon."""
    nav = screen.nav
    is_pane = nav.top is screen and nav.beside() is not None
    if not nav.wide or is_pane or not in_words:
        return el(IconButton, key=key, name=icon, label=words, action=action)
    return el(KButton, key=f"{key} words", value=words, icon=icon, kind="soft", small=True, hug=True, action=action)


def legend_row(label: str, amount: str, token: str) -> Node:
    """Return a line of a legend: a square of the colour, what it stands for, how much."""
    square = el(Painted, fill=token, radius=3, size_hint=(None, None), size=(dp(11), dp(11)), key="square")
    words = el(Words, value=label, style="small")
    amount_words = el(Words, value=amount, style="small", strong=True, hug=True)
    if theme.stacked:
        return el(Pair, el(Row, square, words, gap=8), amount_words, key=label, gap=8, under=2)
    return el(Row, square, words, amount_words, gap=8, key=label)


def folded_card(say: Callable[[Text], str], unfold: Callable[[], None]) -> Node:
    """Return what stands in the place of totals at night (guard 20)."""
    words = el(Words, value=say(Text("It is late. Your totals rest until morning; nothing changes overnight.")))
    show = el(KButton, value=say(Text("Show them now")), kind="text", small=True, hug=True, action=unfold)
    return el(Card, words, show, kind="soft", key="folded")


def start_buttons(nav: Nav) -> tuple[Node, Node]:
    """Return the two ways to begin a list: one debt by hand, or a file."""
    say = nav.say
    add = el(KButton, key="add", value=say(Text("Add a debt")), icon="plus", action=lambda: nav.open("debt_form"))
    bring = lambda: nav.open("import")  # noqa: E731
    return add, el(KButton, key="import", value=say(Text("Import a list")), icon="import", kind="soft", action=bring)


def ways_card(nav: Nav) -> Node:
    """Return the pages that help beside the log, as rows."""
    say = nav.say
    rows = [
        open_row(say(title), say(under), icon, lambda route=route: nav.open(route), key=route)
        for route, icon, title, under in (
            ("tactics", "rules", Text("What they say"), Text("What it means, a calm answer, what to save.")),
            (
                "reachable",
                "chat",
                Text("Stay reachable"),
                Text("One channel that you choose, and the proof that you answer."),
            ),
            (
                "import_messages",
                "import",
                Text("Import messages"),
                Text("Messages and calls of a phone, for your log."),
            ),
            (
                "evidence",
                "bundle",
                Text("Evidence and complaints"),
                Text("A bundle that anybody can check, and complaints in an office's form."),
            ),
        )
    ]
    return el(Card, *ruled([happening_row(nav), *rows]), key="ways on", pad=(14, 6), gap=0)


def happening_row(nav: Nav) -> Node:
    """Return the way to what can be done when something is happening right now."""
    say = nav.say
    under = say(Text("At the door, on the phone, a court paper: what you can do, step by step."))
    return open_row(say(Text("What is happening right now?")), under, "call_in", lambda: nav.open("happening"))


class Right(Column):
    """What stands at the right edge of a row: as wide as its widest part, each at the right."""

    def __init__(self, **props) -> None:
        super().__init__(size_hint_x=None, gap=3, **props)

    def add_widget(self, widget, *args, **kwargs) -> None:
        """Add a part, and grow with it."""
        widget.pos_hint = {"right": 1}
        widget.fbind("width", self._fit)
        super().add_widget(widget, *args, **kwargs)
        self._fit()

    def _fit(self, *_) -> None:
        self.width = max((child.width for child in self.children), default=1)
