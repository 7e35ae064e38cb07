"""The frame round every page: a rail on wide windows, a bottom bar on narrow ones, the sheet and the undo bar on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kivy.metrics import dp

from planner.errors import Text
from ui.theme import theme
from ui.widgets.layout import Column, Gap, Row, Rule
from ui.widgets.page import (
    FootLine,
    Ground,
    PageParts,
    RailItem,
    Scroll,
    TabButton,
    TalkPill,
    back_once,
    goes_back,
    header,
    page_body,
    page_foot,
)
from ui.widgets.press import IconButton, KButton
from ui.widgets.sheet import Sheet, UndoBar, ending
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

if TYPE_CHECKING:
    from ui.nav import Nav
    from ui.screens.screen import Screen

TABS = (
    ("today", "today", Text("Today")),
    ("debts", "debts", Text("Debts")),
    ("plan", "plan", Text("Plan")),
    ("contacts", "contacts", Text("Contacts")),
    ("more", "more", Text("More")),
)
TAB_NAMES = {route: words for route, _, words in TABS}
RAIL = (
    *TABS[:-1],
    ("letters", "letter", Text("Letters")),
    ("budget", "wallet", Text("Budget")),
    ("agenda", "calendar", Text("Agenda")),
    ("evidence", "bundle", Text("Evidence")),
    ("check_in", "mood", Text("Check-ins")),
    ("share", "share", Text("Share")),
    TABS[-1],
)
IN_RAIL = frozenset(("settings", *(route for route, _, _ in RAIL)))
"""What stands in the rail of a wide window: there is room for what has no tab on a phone."""
_UNDER = {
    "letter": "letters",
    "letter_wizard": "letters",
    "kit": "letters",
    "budget_line": "budget",
    "debits": "budget",
    "offers": "budget",
    "offer": "budget",
    "call_sheet": "agenda",
    "practise": "agenda",
    "check_bundle": "evidence",
    "complaints": "evidence",
    "complaint_page": "evidence",
    "complaint": "evidence",
    "questions": "check_in",
    "sore_points": "check_in",
    "care_settings": "check_in",
    "care_support": "check_in",
    "share_seen": "share",
    "review": "share",
    "caseload": "share",
    "case": "share",
    "safety": "settings",
    "restore": "settings",
    "protect": "settings",
}
"""Under which item of the rail a page lies, where that is not its tab."""
TALK = Text("Talk")
TALK_IN_FULL = Text("Need to talk to someone?")


def layers(nav: Nav) -> tuple[Node, ...]:
    """Return the layers of the window as the top screen wants them."""
    screen = nav.top
    base = _wide(nav) if nav.wide else _narrow(nav, screen)
    out = [base]
    sheet = screen.over()
    if sheet is not None:
        title, nodes, close = sheet
        nodes, foot = ending(nodes)
        out.append(
            el(
                Sheet,
                *nodes,
                key="sheet " + title,
                title=title,
                wide=nav.wide,
                close=close,
                foot=foot,
                close_label=nav.say(Text("Close")),
                help=nav.help if screen.offers_help else None,
                help_label=nav.say(TALK_IN_FULL),
            )
        )
    return tuple(out)


def _narrow(nav: Nav, screen: Screen) -> Node:
    parts = screen.page()
    parts = back_once(parts, nav.say(Text("Back")))
    icon_only = bool(parts.actions) or theme.stacked
    talk = None
    if screen.offers_help:
        talk = el(TalkPill, value=nav.say(TALK), icon_only=icon_only, action=nav.help, key=f"talk {icon_only}")
    if screen.tab or screen.hides_now:
        cover = el(
            IconButton,
            key="cover",
            name="hide",
            fill="surface",
            edge="edge",
            label=nav.say(Text("Hide now")),
            action=nav.hide_now,
        )
        parts = parts._replace(actions=(*parts.actions, cover))
    nodes = [header(parts, nav.back, talk, wide=False), page_body(parts, nav.key, wide=False), _undo(nav, screen)]
    if parts.foot:
        nodes += [_foot_line(screen), page_foot(parts, wide=False)]
    elif screen.tab:
        nodes.append(nav.kept.part("tabs", lambda: _bottom_bar(nav, screen), screen.tab, nav.session.language))
    return el(Ground, *(node for node in nodes if node), key="narrow " + nav.key, orientation="vertical")


def _bottom_bar(nav: Nav, screen: Screen) -> Node:
    tabs = [
        el(
            TabButton,
            key=route,
            value=nav.say(words),
            icon=icon,
            chosen=route == screen.tab,
            action=lambda route=route: nav.tab(route),
        )
        for route, icon, words in TABS
    ]
    high = round(dp(66) + theme.size("tiny", 1.2) * 0.6)
    row = el(Ground, *tabs, key="row")
    return el(
        Ground,
        el(Rule, key="rule"),
        row,
        key="tabs",
        fill="surface",
        orientation="vertical",
        size_hint_y=None,
        height=high,
    )


def _wide(nav: Nav) -> Node:
    screen = nav.top
    beside = nav.beside()
    rail = None
    if screen.tab:
        says = screen.tab, screen.route, nav.session.amounts_hidden, nav.session.language
        rail = nav.kept.part("rail", lambda: _rail(nav, screen), *says)
    left = beside or screen
    parts = [_column(nav, left, left.page(), "main " + left.key, talk=not left.tab)]
    if beside is not None:
        pane = _column(nav, screen, _in_pane(nav, screen.page()), "pane " + screen.key, talk=False)
        line = el(Rule, key="line", upright=True)
        holder = el(Ground, line, pane, key="pane", size_hint_x=None, width=dp(424))
        parts.append(holder)
    # A list stands in the same place with a pane beside it and without, so that it keeps where it was scrolled to.
    return el(Ground, rail, el(Ground, *parts, key="both"), key="wide")


def _column(nav: Nav, screen: Screen, parts: PageParts, key: str, *, talk: bool) -> Node:
    pill = None
    if talk and screen.offers_help:
        pill = el(TalkPill, value=nav.say(TALK_IN_FULL), icon_only=theme.stacked, action=nav.help)
    is_there = goes_back(parts) or nav.is_first and screen.route in IN_RAIL
    title = parts._replace(back="") if is_there else parts
    if screen.hides_now:
        title = title._replace(actions=(*title.actions, _hide_button(nav)))
    nodes = [header(title, nav.back, pill, wide=True), page_body(parts, key, wide=True), _undo(nav, screen)]
    if parts.foot:
        nodes += [_foot_line(screen), page_foot(parts, wide=True)]
    column = el(Ground, *(node for node in nodes if node), key=key, orientation="vertical")
    if screen.tab or parts.side:
        return column
    inner = column._replace(props={**column.props, "size_hint_x": None, "width": dp(640)})
    return el(Ground, el(Ground, key="left"), inner, el(Ground, key="right"), key="middle " + key)


def _in_pane(nav: Nav, parts: PageParts) -> PageParts:
    """Return a page as it stands beside its list: closed by a button of its own, as nothing leads back to what is there."""
    close = el(IconButton, key="close", name="close", fill="bg", label=nav.say(Text("Close")), action=nav.back)
    return parts._replace(back="", actions=(*parts.actions, close))


def _hide_button(nav: Nav) -> Node:
    """Return what covers everything, where no rail has it."""
    words, keys = nav.say(Text("Hide now")), "" if theme.stacked else "  Ctrl+H"
    return el(
        KButton,
        key="hide now",
        value=words + keys,
        icon="hide",
        kind="outline",
        small=True,
        hug=True,
        action=nav.hide_now,
    )


def _foot_line(screen: Screen) -> Node:
    """Return the line over the buttons of a page; a page outside the tabs has it only where it scrolls under them."""
    return el(FootLine, key="foot line", always=bool(screen.tab))


def _rail(nav: Nav, screen: Screen) -> Node:
    say = nav.say
    here = _UNDER.get(screen.route, screen.route if screen.route in IN_RAIL else screen.tab)
    items = [
        el(
            RailItem,
            key=route,
            icon=icon,
            value=say(words),
            chosen=route == here,
            action=lambda route=route: nav.tab(route),
        )
        for route, icon, words in RAIL
    ]
    hidden = nav.session.amounts_hidden
    name = el(
        Row,
        el(Icon, name="ashore", size_dp=24),
        el(Words, value="Ashore 上岸", style="section"),
        gap=8,
        pad=(10, 0, 0, 14),
    )
    foot = [
        el(
            RailItem,
            key="settings",
            icon="settings",
            value=say(Text("Settings")),
            chosen=here == "settings",
            action=lambda: nav.tab("settings"),
        ),
        el(
            RailItem,
            key="amounts",
            icon="show" if hidden else "cash",
            value=say(Text("Show amounts")) if hidden else say(Text("Hide amounts")),
            action=nav.hide_amounts,
        ),
        el(
            RailItem,
            key="hide",
            icon="hide",
            value=say(Text("Hide now")),
            keys="" if theme.stacked else "Ctrl+H",
            action=nav.hide_now,
        ),
        el(Gap, dp_high=6, key="gap"),
        el(TalkPill, key="talk", value=say(TALK_IN_FULL), long=True, action=nav.help),
    ]
    rail = el(Scroll, name, *items, key="items", pad=(12, 18, 12, 0), gap=1)
    below = el(Column, *foot, key="rail foot", pad=(12, 0, 12, 14), gap=1)
    width = dp(212) * min(1.3, max(1.0, theme.text_scale))
    both = el(Ground, rail, below, key="both", orientation="vertical")
    line = el(Rule, key="line", upright=True)
    return el(Ground, both, line, key="rail", fill="surface", size_hint_x=None, width=round(width))


def _undo(nav: Nav, screen: Screen) -> Node | None:
    offer = screen.undo()
    if offer is None:
        return None
    words, undo, forget = offer
    bar = el(UndoBar, key="undo", value=words, undo_words=nav.say(Text("Undo")), undo=undo, gone=forget)
    return el(Column, bar, key="undo room", pad=(16, 4, 16, 8))
