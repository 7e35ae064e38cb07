"""How often a collector may get in touch in Australia: RG 96 part 2 section 5, contacts made, per account."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from planner.rules.facts import MESSAGES, NOT_CONNECTED, PAPER, VOICE, Contact
from planner.rules.findings import Finding, LeftOut
from planner.rules.ground import Check, Ground

COUNTED = VOICE | MESSAGES | PAPER | {"voicemail"}
MADE = frozenset({"conversation", "answered-hangup", "voicemail"})
WEEK = timedelta(days=7)


class Counted(NamedTuple):
    """A contact and why it is not counted; nothing where it is."""

    contact: Contact
    why: str


def frequency(g: Ground) -> Iterator[Finding]:
    """RG 96 section 5 paragraph 3: at most three times a week or ten times a month, per account, where contact is made.

    Section 3: made is a talk, also one ended at once, a message left, a text, e-mail, chat or letter; an attempt is not. Face to
    face is apart. Answers to the borrower and what only carries on a thread are left out. A week is Monday to Sunday here; more
    than three in any other seven days is worth checking. Not modelled: whether each contact was necessary.
    """
    for account in accounts(g).values():
        weeks: dict[Hashable, list[Counted]] = defaultdict(list)
        months: dict[Hashable, list[Counted]] = defaultdict(list)
        for one in account:
            weeks[one.contact.day.isocalendar()[:2]].append(one)
            months[(one.contact.day.year, one.contact.day.month)].append(one)
        over: set[int] = set()
        for week in weeks.values():
            for finding in _too_many(g, week, "week", "found", _week_of(week[0].contact.day)):
                over |= set(finding.contacts)
                yield finding
        for month in months.values():
            yield from _too_many(g, month, "month", "month", _month_of(month[0].contact.day))
        yield from _in_other_seven_days(g, account, over)


def accounts(g: Ground) -> dict[tuple[str, str], list[Counted]]:
    """Return the contacts with the borrower by collector and account, in the order of time."""
    named: dict[str, set[str]] = defaultdict(set)
    reached = [
        contact
        for contact in g.bound(g.index.inbound)
        if contact.channel in COUNTED and contact.recipient in ("", "self")
    ]
    for contact in reached:
        named[_who(contact)] |= set(contact.debts)
    accounts: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for contact in reached:
        known = named[_who(contact)]
        why = _why_not(g, contact)
        if not contact.debts and len(known) > 1:
            continue  # about which of several accounts nobody knows
        for debt in contact.debts or sorted(known) or [""]:
            accounts[(_who(contact), debt)].append(Counted(contact, why))
    return accounts


def _who(contact: Contact) -> str:
    return contact.collector or f"#{contact.number}"


def _why_not(g: Ground, contact: Contact) -> str:
    if contact.channel in VOICE and contact.outcome not in MADE:
        return contact.outcome if contact.outcome in NOT_CONNECTED else "attempt"
    if contact.channel in MESSAGES and contact.outcome == "not-in-service":
        return "attempt"
    return "answer" if contact.purpose == "answer" or contact.row in g.index.answers else ""


def _week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _month_of(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _too_many(g: Ground, group: list[Counted], limit: str, case: str, window: tuple[date, date]) -> Iterator[Finding]:
    counted = [one.contact for one in group if not one.why]
    if not counted or len(counted) <= g.number(limit, counted[-1].day):
        return
    most = g.number(limit, counted[-1].day)
    left_out = [LeftOut(one.contact.row, one.why) for one in group if one.why]
    blanks = {"count": str(len(counted)), "limit": str(most)}
    yield g.found(counted[most:], counted=counted, left_out=left_out, window=window, case=case, blanks=blanks)


def _in_other_seven_days(g: Ground, account: list[Counted], over: set[int]) -> Iterator[Finding]:
    """Find contacts that are one too many in the seven days that end with them, but not in their week."""
    window: deque[Contact] = deque()
    for one in account:
        if one.why:
            continue
        contact = one.contact
        while window and contact.day - window[0].day >= WEEK:
            window.popleft()
        window.append(contact)
        most = g.number("week", contact.day)
        if len(window) <= most or contact.row in over:
            continue
        blanks = {"count": str(len(window)), "limit": str(most)}
        days = (contact.day - WEEK + timedelta(days=1), contact.day)
        if any(earlier.row in over for earlier in window):
            continue  # what is too much in these days was named already
        yield g.found([contact], sure=False, counted=list(window), window=days, case="rolling", blanks=blanks)


CHECKS: dict[str, Check] = {"au.rg96.freq": frequency}
