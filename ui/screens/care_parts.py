"""Parts that pages of check-ins share: the weekly question, the line over time, the way to people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.errors import Text
from ui.theme import theme
from ui.widgets.card import open_row
from ui.widgets.layout import Card, Column, Row
from ui.widgets.number_row import number_row
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.trend_line import TrendLine
from ui.widgets.words import Words

if TYPE_CHECKING:
    from ui.nav import Nav
    from ui.viewmodels.check_in import AskState
    from ui.viewmodels.trend import TrendState


def ask_card(
    nav: Nav,
    ask: AskState,
    tap: Callable[[int], None],
    skip: Callable[[], None],
    later: Callable[[], None],
    off: Callable[[], None],
) -> Node:
    """Return the weekly question with its numbers; skipping, another day and off are as large as each other."""
    say = nav.say
    ways = [
        el(KButton, key=key, value=words, kind="outline", small=True, action=action)
        for key, words, action in (
            ("skip", say(Text("Skip this week")), skip),
            ("later", say(Text("Ask tomorrow")), later),
            ("off", say(Text("Turn check-ins off")), off),
        )
    ]
    holder = (
        el(Column, *ways, gap=8, key="ways")
        if theme.stacked
        else el(Column, el(Row, *ways[:2], gap=8, key="two"), ways[2], gap=8, key="ways")
    )
    return el(
        Card,
        el(Words, value=ask.question, style="section", key="question"),
        number_row(ask.numbers, ask.ends, tap),
        holder,
        el(
            Words,
            value=say(Text("Kept apart, on this device only.")),
            style="tiny",
            tone="muted",
            key="apart",
        ),
        key="ask",
    )


def trend_card(nav: Nav, trend: TrendState) -> Node:
    """Return the line, one sentence, and every point in words."""
    first = el(Words, value=trend.first, style="tiny", tone="muted", key="first")
    last = el(Words, value=trend.last, style="tiny", tone="muted", hug=True, key="last")
    ends = el(Row, first, last, gap=10, key="ends")  # under the ends of the line in large text, too
    band = nav.say(Text("The band is your own usual range.")) if trend.band else ""
    return el(
        Card,
        el(Words, value=nav.say(Text("Over time")), style="section", key="title"),
        el(
            TrendLine,
            runs=list(trend.runs),
            band=trend.band,
            label=trend.twin,
            above=nav.say(Text("heavier")),
            below=nav.say(Text("lighter")),
            key="line",
        ),
        ends,
        el(Words, value=nav.session.sentences(trend.words, band), style="small", key="words"),
        el(Words, value=trend.twin, style="tiny", tone="muted", key="twin"),
        key="trend",
        gap=6,
    )


def people_card(nav: Nav) -> Node:
    """Return the way to people."""
    say = nav.say
    row = open_row(
        say(Text("Need to talk to someone?")),
        say(Text("People who listen. You can say as little as you like.")),
        "help",
        nav.help,
        key="people",
    )
    return el(Card, row, kind="way", key="people", pad=(14, 6))


def breathe_row(nav: Nav) -> Node:
    """Return the way to the breathing page."""
    say = nav.say
    return open_row(
        say(Text("Breathe for a minute")), say(Text("In for 4, out for 6.")), "breathe", lambda: nav.open("breathe")
    )
