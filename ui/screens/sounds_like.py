"""What words sound like, as a card that asks whether they said it: on the page of a contact, and right after it was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import Text
from ui.viewmodels.saved_contact import Suggestion
from ui.widgets.card import Chip
from ui.widgets.layout import Card, pair
from ui.widgets.press import ButtonPair, KButton, TextLink
from ui.widgets.quote import quoted
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.screens.contact import ContactScreen
    from ui.screens.saved_contact import SavedContactScreen


def suggestion_card(
    screen: ContactScreen | SavedContactScreen,
    one: Suggestion,
    answers: tuple[tuple[str, str], ...],
    *,
    shows_words: bool = True,
) -> Node:
    """Return the card. ``shows_words``: whether the words themselves may be seen (guard 20)."""
    say = screen.say
    kind, icon, words = ("neutral", "", Text("pressure")) if one.note else ("warn", "check_this", Text("please check"))
    chip = el(Chip, key=kind, value=say(words), icon=icon, kind=kind)
    label = el(Words, value=say(Text("What this sounds like")), style="small", tone="muted", key="label")
    buttons = [
        el(
            KButton,
            key=id_,
            value=said,
            kind="outline",
            small=True,
            action=lambda id_=id_: screen.say_of(one.tactic, id_),
        )
        for id_, said in answers
    ]
    more = lambda: screen.nav.open("tactic", tactic=one.tactic)  # noqa: E731
    return el(
        Card,
        pair(label, chip),
        el(Words, value=one.title, strong=True, key="title"),
        quoted(one.words) if shows_words else None,
        el(Words, value=one.note, style="small", tone="muted", key="note") if one.note else None,
        el(Words, value=say(Text("Did they say it? Only you know.")), style="small", tone="muted", key="ask"),
        side_by_side(buttons),
        el(TextLink, key="guide", value=say(Text("What helps here")), action=more),
        key=f"sounds {one.tactic}",
        gap=8,
    )


def side_by_side(buttons: list[Node]) -> Node:
    """Return answers of one size, one under the other where their words have no room beside each other."""
    return el(ButtonPair, *buttons, key="answers")
