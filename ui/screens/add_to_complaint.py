"""The sheet that asks into which complaint a contact goes, and the card that says where it went."""

from __future__ import annotations

from collections.abc import Callable

from planner.errors import Text
from planner.i18n import Translate
from ui.viewmodels.add_to_complaint import AddState
from ui.widgets.card import open_row, ruled
from ui.widgets.field import error_summary
from ui.widgets.layout import Card
from ui.widgets.press import ButtonPair, KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Words


def choosing_sheet(
    say: Translate, state: AddState, choose: Callable[[int, bool], None], new: Callable[[], None]
) -> tuple[Node | None, ...]:
    """Return the drafts, the newest first, and a new one after them. ``choose(id, has_it)``."""
    rows = [
        open_row(
            one.title,
            one.under,
            "complaint",
            lambda one=one: choose(one.id, one.has_it),
            key=str(one.id),
            quiet=True,
        )
        for one in state.drafts
    ]
    fresh = el(KButton, key="new", value=say(Text("Write a new one")), icon="plus", kind="soft", action=new)
    return error_summary(state.problem), el(Card, *ruled(rows), key="drafts", pad=(14, 6), gap=0), fresh


def added_card(say: Translate, state: AddState, look: Callable[[int], None], undo: Callable[[], None]) -> Node | None:
    """Return where the contact went, with the way there and the way back."""
    if not state.said:
        return None
    there = el(
        KButton,
        key="look",
        value=say(Text("Look at the draft")),
        kind="soft",
        small=True,
        action=lambda: look(state.complaint),
    )
    back = el(KButton, key="undo", value=say(Text("Undo")), kind="outline", small=True, action=undo)
    return el(
        Card,
        el(Words, value=state.said, style="small", key="said"),
        el(ButtonPair, there, back, even=False, key="ways"),
        kind="soft",
        key="added",
    )
