"""The sheet that narrows the timeline: who, which way, from and until which day, and the month to begin with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.errors import Text
from ui.theme import theme
from ui.widgets.card import Flow
from ui.widgets.field import Field
from ui.widgets.layout import Card, Row
from ui.widgets.press import KButton
from ui.widgets.pressed_chip import PressedChip
from ui.widgets.tree import Node, el
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.screens.contacts import ContactsScreen


def narrowing_sheet(
    screen: ContactsScreen, close: Callable[[], None]
) -> tuple[str, tuple[Node, ...], Callable[[], None]]:
    """Return (title, nodes, close) of the sheet over ``screen``."""
    say, state = screen.say, screen.state
    filters = state.filters
    days = [
        el(
            Field,
            key=name,
            column=name,
            input="day",
            button=screen.day_button(
                getattr(filters, name), lambda day, name=name: screen.narrow(**{name: day}), say(label)
            ),
            label=say(label),
            value=getattr(filters, name),
            hint=say(Text("Such as 2026-11-22")),
            error=say(Text("This is no day; write it like 2026-11-22.")) if name in filters.faults else "",
            commit=lambda text, name=name: screen.narrow(**{name: text}),
        )
        for name, label in (("since", Text("From this day")), ("until", Text("Until this day")))
    ]
    who = tuple((name, name) for name in state.collectors)
    months = [_button(month, words, False, lambda month=month: screen.begin_at(month)) for month, words in state.months]
    done = el(KButton, key="done", value=say(Text("Show the list")), action=close)
    return (
        say(Text("Narrow the list")),
        (
            _card(say(Text("Who")), who, filters.collector, lambda id_: screen.narrow(collector=id_)),
            _card(say(Text("How")), state.ways, filters.way, lambda id_: screen.narrow(way=id_)),
            el(Card, *days, key="days")
            if theme.stacked or not screen.nav.wide
            else el(Card, el(Row, *days, gap=10, top=True, key="two"), key="days in a row"),
            el(
                Card,
                el(Words, value=say(Text("Go to a month")), style="section"),
                el(Flow, *months, key="all"),
                key="months",
            ),
            done,
        ),
        close,
    )


def _card(title: str, choices: tuple[tuple[str, str], ...], chosen: str, choose: Callable[[str], None]) -> Node | None:
    """Return choices of which one, or none, is chosen: a second tap lets it go."""
    if not choices:
        return None
    buttons = [
        _button(id_, words, id_ == chosen, lambda id_=id_: choose("" if id_ == chosen else id_))
        for id_, words in choices
    ]
    return el(Card, el(Words, value=title, style="section"), el(Flow, *buttons, key="choices"), key=title)


def _button(id_: str, words: str, chosen: bool, action: Callable[[], None]) -> Node:
    return el(PressedChip, key=id_, value=words, chosen=chosen, action=action)
