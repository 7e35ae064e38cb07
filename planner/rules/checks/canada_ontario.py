"""The checks of Ontario: Regulation 74 under the Collection and Debt Settlement Services Act, for collection agencies."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from planner.rules.checks.common import days_apart, not_between, outside_hours, with_cases
from planner.rules.checks.requests import concerned
from planner.rules.facts import PAPER, PUBLIC, VISITS, Contact
from planner.rules.findings import Finding, LeftOut
from planner.rules.ground import Check, Ground, counts_after, looks_far_back
from planner.rules.holidays import load_holidays

WRITTEN = PAPER | {"email"}
NOTICE, SENT, COURT, LAWYER = "on.notice", "on.notice-sent", "on.asked-court", "on.lawyer-notice"
CONSENT = "consent-next-call"
MADE = frozenset({"conversation", "answered-hangup", "voicemail"})


@looks_far_back
def notice_wait(g: Ground) -> Iterator[Finding]:
    """Reg. 74 s21: a written notice first, then six days of waiting before a demand or a contact.

    The days run from sending; a letter is logged when it came. So only an e-mail makes it sure, or the answer to what is asked.
    Not modelled: a second notice after the borrower said that none came.
    """
    for group in g.index.by_collector.values():
        theirs = [contact for contact in g.bound(group) if contact.from_collector and not contact.is_third]
        if theirs:
            yield from _without_notice(g, theirs)


def _without_notice(g: Ground, theirs: list[Contact]) -> Iterator[Finding]:
    first = next((contact for contact in theirs if contact.channel in WRITTEN), None)
    received = [event.from_on for event in g.events("validation-received") if event.concerns(theirs[0])]
    written_at = min([*received, *([first.at] if first else [])], default=None)
    early = [one for one in theirs if one.channel not in WRITTEN and not _is_answer(g, one)]
    before = [one for one in early if written_at is None or one.at < written_at]
    if before and g.answer(NOTICE, before[0]) is not True:
        yield g.found(before[:1], case="no_notice", ask=g.asking(NOTICE, before[0]))
    if written_at is None:
        return
    by_email = first is not None and first.channel == "email" and first.at == written_at
    for contact in early:
        days = days_apart(written_at.date(), contact.day)
        if contact.at <= written_at or days >= g.number("days", contact.day):
            continue
        if by_email or g.answer(SENT, contact) is not True:
            ask = () if by_email else g.asking(SENT, contact)
            yield g.found([contact], case="wait", blanks={"since": written_at.date().isoformat()}, ask=ask)


@counts_after(CONSENT)
def frequency(g: Ground) -> Iterator[Finding]:
    """Reg. 74 s22: after the first conversation at most three contacts in seven days for one creditor.

    Counted: talks, messages left, texts, e-mails, visits. Left out: letters, calls nobody answered, what the borrower began or
    agreed to. A log names debts, not creditors: each debt is counted by itself.
    """
    for _, _, contacts in counted_after_talk(g):
        yield from _over(g, contacts)


def counted_after_talk(g: Ground) -> Iterator[tuple[str, str, list[tuple[Contact, str]]]]:
    """Yield each collector and debt with the contacts after the first conversation, each with why it is not counted."""
    for name, group in g.index.by_collector.items():
        talk = next(
            (one for one in group if one.talked or (one.channel in VISITS and one.outcome == "conversation")), None
        )
        if talk is None:
            continue
        after = [
            one
            for one in g.bound(group)
            if one.from_collector and one.at > talk.at and not one.is_third and one.channel not in PAPER | PUBLIC
        ]
        debts = sorted({debt for one in group for debt in one.debts}) or [""]
        for debt in debts:
            mine = [one for one in after if debt in one.debts or (not one.debts and len(debts) == 1)]
            agreed = {event.row for event in g.events(CONSENT)}
            yield name, debt, [(one, _why_not(g, one, agreed)) for one in mine]


def _over(g: Ground, contacts: list[tuple[Contact, str]]) -> Iterator[Finding]:
    window: deque[tuple[Contact, str]] = deque()
    for contact, why in contacts:
        first = contact.day - timedelta(days=g.number("days", contact.day) - 1)
        while window and window[0][0].day < first:
            window.popleft()
        window.append((contact, why))
        counted = [one for one, reason in window if not reason]
        most = g.number("contacts", contact.day)
        if why or len(counted) <= most:
            continue
        left_out = [LeftOut(one.row, reason) for one, reason in window if reason]
        blanks = {"count": str(len(counted)), "limit": str(most)}
        yield g.found([contact], counted=counted, left_out=left_out, window=(first, contact.day), blanks=blanks)


def _why_not(g: Ground, contact: Contact, agreed: set[int]) -> str:
    """Return why a contact is not counted; an agreement is used up by the first contact after it."""
    if contact.channel in ("call", "robocall") and contact.outcome not in MADE:
        return "attempt"
    if _is_answer(g, contact):
        return "answer"
    event = g.before(contact, CONSENT) if agreed else None
    if event is not None and event.row in agreed:
        agreed.discard(event.row)
        return "consent"
    return ""


def hours(g: Ground) -> Iterator[Finding]:
    """Reg. 74 ss22, 23: calls and visits on Sundays only from 1 to 5 p.m., on other days from 7 a.m. to 9 p.m., none on holidays.

    Holidays are those that two Ontario Acts share; a year nobody looked up has none here. Messages are left out: whether the
    hours reach them was not read.
    """
    reached = [contact for contact in g.index.inbound if contact.medium == "call" or contact.channel in VISITS]
    holidays = load_holidays("canada_ontario")

    def is_holiday(day: date) -> bool:
        return holidays.knows(day) and holidays.name_on(day) is not None

    taken = set()
    for contact in g.bound(reached):
        if is_holiday(contact.day):
            taken.add(contact.row)
            yield g.found([contact], case="holiday", blanks={"day": contact.day.isoformat()})
    yield from outside_hours(g, (one for one in reached if one.row not in taken), not_between, weekday=True)


@counts_after("disputed")
def dispute(g: Ground) -> Iterator[Finding]:
    """Reg. 74 s22(1): no contact after a notice that can be verified, which disputes the debt and asks that it go to court.

    That a dispute was in writing is logged; that it asked for a court is not, so it is asked.
    """
    disputed = [event for event in g.events("disputed") if event.value == "written"]
    if disputed:
        reached = concerned(g.index.inbound, disputed)
        yield from _no_more(g, (one for one in reached if g.before(one, "disputed", value="written")), COURT)


@counts_after("attorney")
def lawyer(g: Ground) -> Iterator[Finding]:
    """Reg. 74 s22(2): no contact but with the lawyer or paralegal, after a notice that can be verified and asks for that."""
    if attorneys := g.events("attorney"):
        reached = (one for one in concerned(g.index.inbound, attorneys) if one.recipient != "attorney")
        yield from _no_more(g, (one for one in reached if g.before(one, "attorney")), LAWYER)


def _no_more(g: Ground, contacts: Iterable[Contact], question: str) -> Iterator[Finding]:
    groups: dict[str, list[Contact]] = defaultdict(list)
    for contact in g.bound(contacts):
        if contact.is_third or _is_answer(g, contact) or g.answer(question, contact) is False:
            continue
        if g.answer(question, contact):
            groups[f"@{contact.row}"].append(contact)
        else:
            groups[contact.collector or f"#{contact.number}"].append(contact)
    for group in groups.values():
        yield g.found(group, ask=g.asking(question, group[0]))


def abuse(g: Ground) -> Iterator[Finding]:
    """Reg. 74 ss22, 23: no threats, profanity, undue pressure; no fees for the borrower."""
    words = dict.fromkeys(("threat-violence", "insult", "contact-list-threat"), "found")
    weak = ("contact-list-threat", "following", "family-target", "workplace-pressure", "repeat-calls")
    yield from with_cases(g, {**words, **dict.fromkeys(weak, "found"), "extra-fee": "fee"}, weak=weak)


def _is_answer(g: Ground, contact: Contact) -> bool:
    return contact.purpose == "answer" or contact.row in g.index.answers


CHECKS: dict[str, Check] = {
    "on.notice-wait": notice_wait,
    "on.freq": frequency,
    "on.hours": hours,
    "on.dispute-sue-me": dispute,
    "on.lawyer-only": lawyer,
    "on.abuse": abuse,
}
