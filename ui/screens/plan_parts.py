"""Parts of the plan's page: the same money in other orders, milestones, the money behind it, further pages, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from planner.errors import Text
from ui.screens.form_parts import problem_words
from ui.theme import theme
from ui.viewmodels.old_in_plan import OldAsk
from ui.viewmodels.plan import PlanState
from ui.widgets.card import Chip, Flow, amount_row, open_row, row_words, ruled
from ui.widgets.choice import OnOff
from ui.widgets.field import Field
from ui.widgets.layout import Card, Column, Row
from ui.widgets.press import KButton
from ui.widgets.tree import Node, el
from ui.widgets.words import Icon, Words

if TYPE_CHECKING:
    from ui.nav import Nav

FILES = (
    ("csv", Text("Save as CSV")),
    ("xlsx", Text("As XLSX")),
    ("pdf", Text("As PDF")),
    ("ics", Text("For a calendar")),
)
SHOWN_MILESTONES = 6
SHOWN_OLD = 3
"""How many old debts are asked about on the plan's page; the page of what may not be owed has every one."""


def old_asks(asks: Sequence[OldAsk], problem: str, decide: Callable[[int], None]) -> tuple[Node, ...]:
    """Return a card for each old debt in the plan: what leaving it in means, and the tap that leaves it out."""
    trouble = problem_words(problem)
    return (*((trouble,) if trouble else ()), *(_old_ask(one, decide) for one in asks[:SHOWN_OLD]))


def _old_ask(one: OldAsk, decide: Callable[[int], None]) -> Node:
    words = el(Row, el(Icon, name="info"), el(Words, value=one.words, style="small"), gap=10, top=True, key="words")
    button = el(KButton, key="decide", value=one.button, kind="outline", small=True, action=lambda: decide(one.id))
    return el(Card, words, button, kind="soft", key=f"old {one.id}", gap=8)


def compare_card(nav: Nav, state: PlanState) -> Node | None:
    """Return every order with its end, its cost and how many debts it closes soon."""
    if not state.comparison:
        return None
    say = nav.say
    rows = []
    for order in state.comparison:
        cost = say(Text("{interest} interest", {"interest": order.interest})) if order.interest else ""
        if order.soft:
            cost = say(Text("being worked out"))
        elif order.saved:
            cost = nav.session.join(cost, say(Text("saves {amount}", {"amount": order.saved})))
        elif order.saves_nothing:
            cost = nav.session.join(cost, say(Text("saves nothing")))
        words = row_words(order.name, "\n".join(part for part in (cost, "" if order.soft else order.closed) if part))
        chip = el(Chip, value=say(Text("yours")), kind="soft", key="yours") if order.chosen else None
        ends = el(Words, value=order.ends, hug=not theme.stacked, tone="muted" if order.soft else "ink", key="ends")
        if theme.stacked:
            rows.append(el(Column, words, chip, ends, key=order.id, pad=(0, 8), gap=4))
        else:
            rows.append(el(Row, words, chip, ends, key=order.id, gap=8, pad=(0, 8)))
    title = el(Words, value=say(Text("The same money in another order")), style="section")
    note = say(Text("Saved: in interest and fees, against the dearest of these."))
    return el(
        Card,
        title,
        el(Column, *ruled(rows), key="orders"),
        el(Words, value=note, style="small", tone="muted", key="note"),
        key="compare",
        gap=4,
    )


def milestones_card(nav: Nav, state: PlanState) -> Node | None:
    """Return what is done by when."""
    if not state.milestones or state.folded:
        return None
    shown = state.milestones[:SHOWN_MILESTONES]
    rows = [
        amount_row(one.words, one.month, key=f"{place} alone")
        if not one.under
        else _milestone(one.words, one.under, one.month, f"{place}")
        for place, one in enumerate(shown)
    ]
    title = el(Words, value=nav.say(Text("Milestones")), style="section")
    return el(Card, title, el(Column, *ruled(rows), key="rows"), key="milestones", gap=4)


def _milestone(words: str, under: str, month: str, key: str) -> Node:
    named = row_words(words, under, strong=False)
    when = el(Words, value=month, hug=not theme.stacked, strong=True)
    if theme.stacked:
        return el(Column, named, when, key=key, pad=(0, 6), gap=2)
    return el(Row, named, when, key=key, pad=(0, 6), gap=10)


def money_card(nav: Nav, state: PlanState, follow: Callable[[bool], None], keep: Callable[[str], None]) -> Node:
    """Return the questions about the money behind the plan: its days, and what a bad month costs."""
    say, money = nav.say, state.money
    field = el(
        Field,
        key="shock",
        input="money",
        label=say(Text("What a bad month usually costs you")),
        value=money.shock,
        unit=money.unit,
        hint=say(Text("A repair, a doctor, a week without work. Leave it empty if you do not know.")),
        commit=keep,
    )
    switch = el(
        OnOff,
        key="pay days",
        value=say(Text("Follow my pay days")),
        under=money.range or say(Text("From the budget: some months have more pay days than others.")),
        on=money.follows,
        action=lambda: follow(not money.follows),
    )
    aside = el(Words, value=money.aside, style="small", tone="muted", key="aside")
    return el(Card, field, aside, switch, key="money", gap=8)


def others_card(nav: Nav, state: PlanState) -> Node | None:
    """Return offers to settle as another way, with what there is to weigh; never taken for anybody."""
    if not state.others or state.folded:
        return None
    say = nav.say
    title = el(Words, value=say(Text("Another way")), style="section")
    ways = [el(Words, value=words, key=f"way {place}") for place, words in enumerate(state.others)]
    risks = [
        el(
            Row,
            el(Icon, name="info", tone="muted", size_dp=16),
            el(Words, value=words, style="small", tone="muted"),
            gap=8,
            top=True,
            key=f"risk {place}",
        )
        for place, words in enumerate(state.risks)
    ]
    return el(Card, title, *ways, *risks, key="others", gap=8)


def ways_on(nav: Nav, state: PlanState) -> Node:
    """Return the pages that the plan leads to."""
    say = nav.say
    rows = []
    if state.may_have_moved:
        under = say(Text("What happened since you chose the plan, in days and money."))
        rows.append(_way(nav, "moved", "plan", say(Text("Why did my date move?")), under))
    if state.to_ask:
        rows.append(_way(nav, "not_owed", "missing", say(Text("What may not be owed")), state.to_ask))
    under = say(Text("What a payment now would take from the others. Tomorrow is soon enough."))
    rows.append(_way(nav, "pressed", "call_in", say(Text("Somebody presses for money")), under))
    under = say(Text("A new loan or card for old debts: what it would cost, with its fee."))
    rows.append(_way(nav, "transfer", "sent", say(Text("Move debts into one")), under))
    return el(Card, *ruled(rows), key="ways", pad=(14, 6), gap=0)


def _way(nav: Nav, route: str, icon: str, title: str, under: str) -> Node:
    return open_row(title, under, icon, lambda: nav.open(route), key=route, quiet=True)


def files_card(nav: Nav, state: PlanState, save: Callable[[str], None]) -> Node:
    """Return the ways to take the plan along."""
    say = nav.say
    words = state.exported or say(Text("A table, a page to print, or entries for a calendar, in your own folder."))
    buttons = [
        el(
            KButton,
            key=ending,
            value=say(label),
            icon="export" if ending == "csv" else "",
            kind="outline",
            small=True,
            hug=True,
            action=lambda ending=ending: save(ending),
        )
        for ending, label in FILES
    ]
    note = el(Words, value=words, style="small", tone="muted", key="said")
    return el(
        Card,
        el(Flow, *buttons, key="files"),
        el(Row, el(Icon, name="info", tone="muted", size_dp=16), note, gap=6),
        key="export",
        gap=6,
    )
