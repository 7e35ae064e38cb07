"""What has a day: payments due, promises of both sides, papers, offers to answer or look at again, time limits. One list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from planner.dates import add_months
from planner.errors import Text
from planner.i18n import Translate
from planner.model.entry import DebtEntry
from planner.rules.limitation.clock import Clock
from planner.services.complaints import Complaint
from planner.services.letters import KeptLetter
from planner.services.next_payment import NextPayment, next_payment_of
from planner.services.offers import COUNTERED, SENT, Offer
from planner.services.paper_deadlines import THEY
from planner.services.papers import Paper
from planner.services.promises import MINE, Promise

if TYPE_CHECKING:
    from planner.services.household import Household

ANSWER_DAYS = 14
"""After so many days without an answer to a letter, a second one is worth a thought."""


class Item(StrEnum):
    """What kind of day it is."""

    PAYMENT = "payment"
    PROMISE = "promise"
    THEIR_PROMISE = "their-promise"
    PAPER = "paper"
    THEIR_PAPER = "their-paper"
    ANSWER = "answer"
    REVIEW = "review"
    LETTER = "letter"
    COMPLAINT = "complaint"
    MY_COMPLAINT = "my-complaint"
    TIME_LIMIT = "time-limit"


LAST_DAYS = (Item.PAPER, Item.MY_COMPLAINT)
"""Days after which the person can no longer answer: of one day they stand first."""
WORDS = {
    Item.PAYMENT: Text("Payment due: {name}"),
    Item.PROMISE: Text("Your promise: {name}"),
    Item.THEIR_PROMISE: Text("Their promise: {name}"),
    Item.PAPER: Text("Answer by this day: {name}"),
    Item.THEIR_PAPER: Text("Others must act by this day: {name}"),
    Item.ANSWER: Text("Answer their figure: {name}"),
    Item.REVIEW: Text("Look at the offer again: {name}"),
    Item.LETTER: Text("No answer to your letter yet: {name}"),
    Item.COMPLAINT: Text("Their day to answer your complaint: {name}"),
    Item.MY_COMPLAINT: Text("Your last day to go on with the complaint: {name}"),
    Item.TIME_LIMIT: Text("Time limit for court, not before this day: {name}"),
}


class AgendaItem(NamedTuple):
    """One day. ``amount`` in minor units of ``currency``; ``ref``: the number of the entry or debt it comes from.

    ``about``: the debt that a paper is about, else whose paper it is; of an offer who answers for the debt; ``is_worked_out``: nobody stated the amount.
    """

    on: date
    kind: Item
    name: str
    amount: int | None = None
    currency: str = ""
    ref: int | None = None
    about: str = ""
    is_worked_out: bool = False

    @property
    def words(self) -> Text:
        """What it is, with its name."""
        return Text(WORDS[self.kind].id, {"name": self.name})


def agenda(
    *,
    payments: Iterable[tuple[DebtEntry, NextPayment]] = (),
    promises: Iterable[Promise] = (),
    papers: Iterable[tuple[Paper, str]] = (),
    offers: Iterable[Offer] = (),
    letters: Iterable[KeptLetter] = (),
    complaints: Iterable[Complaint] = (),
    clocks: Iterable[tuple[DebtEntry, Clock]] = (),
    today: date,
    until: date | None = None,
) -> list[AgendaItem]:
    """Return what has a day from today on, and what is open from before, in the order of days.

    ``papers`` with their names. ``until``: the last day, 12 months on by default.
    """
    last = until or add_months(today, 12)
    items: list[AgendaItem] = []
    for debt, payment in payments:
        if payment.day is not None:
            item = AgendaItem(payment.day, Item.PAYMENT, debt.name, payment.amount, debt.currency, debt.id)
            items.append(item._replace(is_worked_out=not payment.is_stated))
    for promise in promises:
        if not promise.ended:
            kind = Item.PROMISE if promise.whose == MINE else Item.THEIR_PROMISE
            name = promise.debt or promise.collector or promise.what
            items.append(AgendaItem(promise.due_on, kind, name, promise.amount, promise.currency, promise.row.entry))
    for paper, name in papers:
        if paper.done_on is None:
            deadline = paper.counted
            kind = Item.THEIR_PAPER if deadline is not None and deadline.rule.who == THEY else Item.PAPER
            about = paper.debt or paper.collector
            items.append(AgendaItem(paper.due_on, kind, name, ref=paper.entry, about=about))
    for offer in offers:
        items += _of_offer(offer)
    answered = {offer.letter for offer in offers if offer.letter is not None and offer.state != SENT}
    for letter in letters:
        if letter.sent_on is not None and letter.row.entry not in answered and letter.debt:
            day = letter.sent_on + timedelta(days=ANSWER_DAYS)
            items.append(AgendaItem(day, Item.LETTER, letter.debt, ref=letter.row.entry))
    for complaint in complaints:
        for counted in complaint.clocks:
            if counted.on is not None:
                kind = Item.MY_COMPLAINT if counted.who == "you" else Item.COMPLAINT
                items.append(AgendaItem(counted.on, kind, complaint.words.get("to", ""), ref=complaint.row.entry))
    for debt, clock in clocks:
        if clock.not_before is not None and clock.not_before >= today:
            items.append(AgendaItem(clock.not_before, Item.TIME_LIMIT, debt.name, ref=debt.id))
    kept = (item for item in items if item.on <= last)
    return sorted(kept, key=lambda item: (item.on, item.kind not in LAST_DAYS, item.kind, item.name))


def _of_offer(offer: Offer) -> list[AgendaItem]:
    if not offer.is_open:
        return []
    items = []
    if offer.state == COUNTERED:
        step = offer.life[-1]
        on = step.on + timedelta(days=ANSWER_DAYS)
        items.append(
            AgendaItem(on, Item.ANSWER, offer.debt, step.amount, offer.currency, offer.row.entry, offer.creditor)
        )
    if offer.review_on is not None:
        items.append(AgendaItem(offer.review_on, Item.REVIEW, offer.debt, None, offer.currency, offer.row.entry))
    return items


def household_agenda(household: Household, place: str | None, language: str, today: date) -> list[AgendaItem]:
    """Return the agenda of a household."""
    from planner.services.complaints import ComplaintDesk
    from planner.services.contacts import ContactLog
    from planner.services.debt_limits import clock_of
    from planner.services.letters import LetterDesk
    from planner.services.offers import OfferBook
    from planner.services.papers import Papers
    from planner.services.promises import Promises

    debts, promises = household.debts(), Promises(household).all()
    payments, dated = household.payments(), [debt for debt in debts if debt.due_since is not None]
    rows = ContactLog(household).demands() if dated and place is not None else []
    clocks = []
    for debt in dated:
        clock = clock_of(debt, place, rows, payments, promises, today)
        if clock is not None:
            clocks.append((debt, clock))
    papers = [(paper, name_of_paper(paper, language)) for paper in Papers(household).entered()]

    def paid_since(debt: DebtEntry, day: date) -> int:
        paid_on_it = (paid for paid in payments if paid.debt_id == debt.id and paid.paid_on > day)
        return sum(paid.amount - paid.off_arrears for paid in paid_on_it)

    due = [
        (debt, next_payment_of(debt, today, partial(paid_since, debt)))
        for debt in debts
        if debt.balance != 0 and not debt.is_apart
    ]
    return agenda(
        payments=due,
        promises=promises,
        papers=papers,
        offers=OfferBook(household).all(),
        letters=LetterDesk(household).all(),
        complaints=ComplaintDesk(household).all(),
        clocks=clocks,
        today=today,
    )


def has_a_day(household: Household, language: str, today: date) -> bool:
    """Return whether today or tomorrow has something: a payment, a promise, a paper, an offer, a letter, a complaint."""
    last = today + timedelta(days=1)
    return any(today <= item.on <= last for item in household_agenda(household, None, language, today))


def desk_agenda(household: Household, today: date) -> list[AgendaItem]:
    """Return the days of offers, letters and complaints alone: those of payments, promises and papers are seen elsewhere."""
    from planner.services.complaints import ComplaintDesk
    from planner.services.letters import LetterDesk
    from planner.services.offers import OfferBook

    return agenda(
        offers=OfferBook(household).all(),
        letters=LetterDesk(household).all(),
        complaints=ComplaintDesk(household).all(),
        today=today,
    )


def name_of_paper(paper: Paper, language: str) -> str:
    """Return what a paper is called: by the list of its place, else by the person's own note."""
    counted = paper.counted
    return counted.rule.title[language] if counted else paper.note or paper.kind


def agenda_ics(items: Sequence[AgendaItem], say: Translate, *, named: bool) -> bytes:
    """Return the days as a calendar file (RFC 5545). Unless ``named``, an entry says that there is something, not what.

    Others may look at a calendar, and many are copied to a server by the device: names go in only where they are ticked.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Notes//Reminders//EN")
    calendar.add("version", "2.0")
    for number, item in enumerate(items):
        event = Event()
        event.add("uid", f"{item.on.isoformat()}-{item.kind.value}-{item.ref or 0}-{number}@reminders")
        event.add("dtstamp", datetime(item.on.year, item.on.month, item.on.day, tzinfo=UTC))
        event.add("dtstart", item.on)
        event.add("dtend", item.on + timedelta(days=1))
        event.add("summary", say(item.words) if named else say(Text("Reminder")))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
