"""The agenda: what has a day. What is behind says that it moved, never that it was missed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.i18n import format_column_day
from planner.services.agenda import LAST_DAYS, AgendaItem, Item, agenda_ics, desk_agenda, household_agenda
from planner.services.budget import BudgetBook
from planner.services.desktop_notice import can_notify
from ui.viewmodels.kinds import icon_of
from ui.viewmodels.saving import save
from ui.viewmodels.session import Session

NEXT, ALL = "next", "all"
NEAR_DAYS = 30
BEHIND_DAYS = 14
"""For how long Today names a day that is behind; the agenda keeps it."""
_TITLES = {
    Item.PROMISE: Text("Your promise"),
    Item.THEIR_PROMISE: Text("Their promise"),
    Item.REVIEW: Text("Look at the offer again"),
    Item.LETTER: Text("No answer to your letter yet"),
    Item.COMPLAINT: Text("Their day to answer your complaint"),
    Item.MY_COMPLAINT: Text("Your last day to go on with the complaint"),
    Item.TIME_LIMIT: Text("Time limit for court"),
}
_UNDER = {
    Item.PAYMENT: Text("payment due"),
    Item.PAPER: Text("answer by this day"),
    Item.THEIR_PAPER: Text("others must act by this day"),
}
_ICONS = {
    Item.PAYMENT: "cash",
    Item.PROMISE: "promise",
    Item.THEIR_PROMISE: "family",
    Item.PAPER: "legal",
    Item.THEIR_PAPER: "legal",
    Item.ANSWER: "write",
    Item.REVIEW: "repeat",
    Item.LETTER: "letter",
    Item.COMPLAINT: "complaint",
    Item.MY_COMPLAINT: "complaint",
    Item.TIME_LIMIT: "hourglass",
}
_THEIRS = (Item.THEIR_PROMISE, Item.THEIR_PAPER, Item.COMPLAINT)
ROUTES = {
    Item.PAYMENT: ("debt", "debt_id"),
    Item.PROMISE: ("promises", ""),
    Item.THEIR_PROMISE: ("promises", ""),
    Item.PAPER: ("papers", ""),
    Item.THEIR_PAPER: ("papers", ""),
    Item.ANSWER: ("offer", "offer"),
    Item.REVIEW: ("offer", "offer"),
    Item.LETTER: ("letter", "entry"),
    Item.COMPLAINT: ("complaint_page", "entry"),
    Item.MY_COMPLAINT: ("complaint_page", "entry"),
    Item.TIME_LIMIT: ("time_limit", "debt_id"),
}


class ItemRow(NamedTuple):
    """One line. ``route``: the page that it opens, with the name of what it is given; ``ours``: we do it, not they."""

    icon: str
    title: str
    under: str
    amount: str
    chip: tuple[str, str, str]
    ours: bool
    route: str
    given: str
    ref: int


class DayRow(NamedTuple):
    """A day with its lines: its number and its weekday, or its month where it is not of this group."""

    number: str
    word: str
    rows: tuple[ItemRow, ...]


class AgendaState(NamedTuple):
    """The page: groups of days under a heading. ``limits``: time limits, apart and last.

    ``notice``: whether the desktop says that a day has something; None where this device cannot.
    """

    views: tuple[tuple[str, str], ...]
    view: str
    groups: tuple[tuple[str, tuple[DayRow, ...]], ...]
    limits: tuple[tuple[str, str, int], ...]
    later: str
    notice: bool | None
    saving: bool
    named: bool
    said: str


class AgendaViewModel:
    """Shows the days, and writes them as a calendar file."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._view = NEXT
        self._saving = self._named = False
        self._said = ""

    def state(self) -> AgendaState:
        """Return the page as it stands."""
        session, say, today = self._session, self._session.say, self._session.today
        items = self._items()
        last = today + timedelta(days=NEAR_DAYS)
        shown = [one for one in items if self._view == ALL or one.on <= last]
        later = len(items) - len(shown)
        self._holds, self._before = self._left(), before_a_payment(items)
        return AgendaState(
            views=((NEXT, say(Text("Next 30 days"))), (ALL, say(Text("All")))),
            view=self._view,
            groups=self._groups([one for one in shown if one.kind is not Item.TIME_LIMIT]),
            limits=tuple(
                (session.day(one.on), say(Text("time limit for court, {name}", {"name": one.name})), one.ref or 0)
                for one in items
                if one.kind is Item.TIME_LIMIT
            ),
            later=say(Text("{count} more, later on", {"count": str(later)})) if later else "",
            notice=session.settings.get("day_notice") == "yes" if can_notify() else None,
            saving=self._saving,
            named=self._named,
            said=self._said,
        )

    def look_at(self, view: str) -> AgendaState:
        """Show the next 30 days, or all."""
        self._view = view
        return self.state()

    def switch_notice(self) -> AgendaState:
        """Let the desktop say that a day has something, or not."""
        on = self._session.settings.get("day_notice") == "yes"
        self._session.change_settings(day_notice="" if on else "yes")
        return self.state()

    def ask(self, saving: bool) -> AgendaState:
        """Open or close the sheet that saves a calendar file."""
        self._saving = saving
        return self.state()

    def name_them(self) -> AgendaState:
        """Put names into the file, or leave them out."""
        self._named = not self._named
        return self.state()

    def save(self) -> AgendaState:
        """Save every day as a calendar file."""
        data = agenda_ics(self._items(), self._session.say, named=self._named)
        self._said = save(self._session, f"days-{self._session.today.isoformat()}", "ics", data).words
        self._saving = False
        return self.state()

    # Its parts

    def _items(self) -> list[AgendaItem]:
        session = self._session
        return household_agenda(session.household, session.jurisdiction, session.language, session.today)

    def _left(self) -> dict[str, int]:
        """Return what the budget leaves, by its currency; nothing where there is no budget."""
        budget = BudgetBook(self._session.household, self._session.currency).read()
        return {budget.currency: budget.result.for_debts} if budget.lines else {}

    def _groups(self, items: list[AgendaItem]) -> tuple[tuple[str, tuple[DayRow, ...]], ...]:
        session, say, today = self._session, self._session.say, self._session.today
        week_ends = today + timedelta(days=6 - today.weekday())
        groups: dict[str, list[AgendaItem]] = {}
        for item in items:
            if item.on < today:
                title = say(Text("From before"))
            elif item.on <= week_ends:
                title = say(Text("This week"))
            else:
                title = session.month(item.on)
            groups.setdefault(title, []).append(item)
        return tuple((title, self._days(found)) for title, found in groups.items())

    def _days(self, items: list[AgendaItem]) -> tuple[DayRow, ...]:
        session, days = self._session, dict[str, list[AgendaItem]]()
        for item in items:
            days.setdefault(item.on.isoformat(), []).append(item)
        out = []
        for found in days.values():
            word, _, number = format_column_day(found[0].on, session.language).partition("\n")
            rows = tuple(self._row(one) for one in found)
            out.append(DayRow(number, word, rows))
        return tuple(out)

    def _row(self, item: AgendaItem) -> ItemRow:
        session, row = self._session, item_row(self._session, item, self._holds)
        payment = self._before.get(item.ref or 0) if item.kind is Item.PROMISE else None
        if payment is None:
            return row
        words = Text("ask if it is part of the payment of {day}", {"day": session.short_day(payment.on)})
        return row._replace(under=session.join(row.under, session.say(words)))


def before_a_payment(items: Sequence[AgendaItem]) -> dict[int, AgendaItem]:
    """Return {number of my promise of a sum: the payment on the same debt within a month after it}: one sum, or two? They know."""
    payments = {item.name: item for item in items if item.kind is Item.PAYMENT}
    found = {}
    for item in items:
        payment = payments.get(item.name) if item.kind is Item.PROMISE and item.amount and item.ref else None
        if payment is not None and add_months(payment.on, -1) < item.on <= payment.on:
            found[item.ref or 0] = payment
    return found


def next_of_desk(session: Session) -> ItemRow | None:
    """Return the next day of an offer, a letter or a complaint, as far as it is near: what Today has no card of its own for."""
    first, last = session.today - timedelta(days=BEHIND_DAYS), session.today + timedelta(days=NEAR_DAYS)
    days = desk_agenda(session.household, session.today)
    item = next((one for one in days if first <= one.on <= last), None)
    if item is None:
        return None
    row = item_row(session, item, {})
    return row._replace(under=session.join(row.under, row.amount, session.weekday(item.on)), amount="")


def item_row(session: Session, item: AgendaItem, holds: Mapping[str, int]) -> ItemRow:
    """Return a day as a line. ``holds``: what the budget leaves, by its currency."""
    say = session.say
    route, given = ROUTES.get(item.kind, ("", ""))
    title, under = say(item.words), ""
    if item.kind in _TITLES:
        title, under = say(_TITLES[item.kind]), item.name
    elif item.kind in _UNDER:
        title, under = item.name, session.join(item.about, say(_UNDER[item.kind]))
    amount = "" if item.amount is None else session.money(item.amount, item.currency)
    if amount and item.is_worked_out:  # as Today says it of the same payment
        amount = say(Text("about {amount}", {"amount": amount}))
    if item.kind is Item.ANSWER:
        title = say(Text("Answer {name}", {"name": item.about or item.name}))
        asked = say(Text("they ask {amount} a month", {"amount": amount})) if amount else ""
        under, amount = session.join(asked, item.name if item.about else ""), ""
    if item.kind is Item.PROMISE and item.amount is not None and item.amount > holds.get(item.currency, item.amount):
        # one that fits alone may not fit beside the rest of its month: of that nothing is said
        under = session.join(item.name, say(Text("look at the budget first")))
    chip, ours = _chip(session, item), item.kind not in _THEIRS
    icon = _ICONS.get(item.kind, "calendar")
    if item.kind is Item.PAYMENT:  # as on the list of debts
        icon = next((icon_of(debt.kind) for debt in session.debts if debt.id == item.ref), icon)
    return ItemRow(icon, title, under, amount, chip, ours, route, given, item.ref or 0)


def _chip(session: Session, item: AgendaItem) -> tuple[str, str, str]:
    say, days = session.say, (item.on - session.today).days
    if days < 0:
        return "neutral", "repeat", say(Text("moved"))
    if item.kind in _THEIRS:
        return "neutral", "", say(Text("their turn"))
    if days <= 1:
        return "warn", "", say(Text("tomorrow") if days else Text("today"))
    if item.kind in LAST_DAYS:
        return "neutral", "", say(Text("last day"))
    return "neutral", "", ""
