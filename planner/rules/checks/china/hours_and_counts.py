"""China: at night, and too often in a day. GB/T 45251-2025 section 5.3, the bank association's guideline, NIFA's of 2024."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from planner.rules.checks.china.scope import MEMBERS, NIFA_GUIDE, ONLINE_CREDIT, Scoped
from planner.rules.checks.common import not_within, outside_hours
from planner.rules.facts import PAPER, PUBLIC, UNANSWERED, VISITS, VOICE, Contact
from planner.rules.findings import Finding, LeftOut
from planner.rules.ground import Check, Ground, NotCovered

WORK_AT_NIGHT = VOICE | VISITS | {"sms", "im"}
ANSWERED = frozenset({"conversation", "answered-hangup"})
SOON, SAME_NIGHT, REPLIED = timedelta(hours=1), timedelta(hours=12), timedelta(days=7)
"""How long after what the borrower began its answer may come: at any hour, in the night in which she began it, by day.
Choices of this program: the texts have no numbers."""


def gbt_hours(g: Ground) -> Iterator[Finding]:
    """GB/T 45251-2025 5.3: no collection work from 22:00 until 08:00 where no other time was agreed.

    An answer to the borrower's own message or call is not collection work. Not modelled: times agreed in the contract and not logged.
    """
    yield from _at_night(Scoped(g, ONLINE_CREDIT), lambda contact: contact.channel in WORK_AT_NIGHT)


def cba_hours(g: Ground) -> Iterator[Finding]:
    """Guideline of the bank association: no call, visit or other collection from 22:00 until 08:00 without consent.

    Letters and posters are left out: the hour at which they are found says nothing. Not modelled: consent that is not logged.
    """
    yield from _at_night(Scoped(g, MEMBERS), lambda contact: contact.channel not in PAPER | PUBLIC)


def nifa_hours(g: Ground) -> Iterator[Finding]:
    """NIFA guide of 2024-05-15, until the standard replaced it: the same hours. Second-hand: at most worth checking."""
    yield from _at_night(Scoped(g, NIFA_GUIDE), lambda contact: contact.channel in WORK_AT_NIGHT)


def _at_night(g: Ground, is_meant: Callable[[Contact], bool]) -> Iterator[Finding]:
    first = max(dated.value for dated in g.rule.parameters["first"])
    last = min(dated.value for dated in g.rule.parameters["last"])
    by_day = range(first.hour + 1, last.hour)
    meant = (
        contact
        for contact in g.index.inbound
        if (contact.at.hour not in by_day or contact.precision == "day") and is_meant(contact)
    )

    def is_answer(contact: Contact) -> bool:
        if contact.purpose == "answer":
            return True
        begun = g.index.answers.get(contact.row)
        if begun is None or "day" in (begun.precision, contact.precision):
            return False
        within = SAME_NIGHT if not_within(begun.at.time(), first, last) else SOON
        return contact.at - begun.at <= within

    yield from outside_hours(g, (one for one in meant if not is_answer(one)), not_within)


def gbt_notice_voice(g: Ground) -> Iterator[Finding]:
    """GB/T 45251-2025 5.3: more than three connected one-way notice calls to the debtor in a day, AI included.

    The standard adds up the lender and all its agencies; that is weakly sourced, so a sum over several is worth checking
    only. They are tied together by the debt. Not modelled: another number agreed on, but for consent to the next call.
    """
    yield from _notices(Scoped(g, ONLINE_CREDIT))


def nifa_notice_voice(g: Ground) -> Iterator[Finding]:
    """NIFA guide of 2024-05-15, until the standard replaced it: the same number. Second-hand: at most worth checking."""
    yield from _notices(Scoped(g, NIFA_GUIDE))


def _notices(g: Ground) -> Iterator[Finding]:
    alone: dict[tuple[str, date], list[Contact]] = defaultdict(list)
    by_debt: dict[tuple[str, date], list[Contact]] = defaultdict(list)
    for call in g.bound(g.index.voice):
        if is_one_way(call) and call.outcome in ANSWERED and is_debtor(call):
            alone[(_caller(call), call.day)].append(call)
            for debt in call.debts:
                by_debt[(debt, call.day)].append(call)
    said: set[tuple[str, date]] = set()
    for key, calls in alone.items():
        for finding in _over(g, calls, "calls"):
            said.add(key)
            yield finding
    summed: set[tuple[int, ...]] = set()
    for (_, day), calls in by_debt.items():
        callers, rows = {_caller(call) for call in calls}, tuple(call.row for call in calls)
        if len(callers) > 1 and rows not in summed and not any((caller, day) in said for caller in callers):
            summed.add(rows)
            yield from _over(g, calls, "calls", case="together", sure=False)


def gbt_calls_per_day(g: Ground) -> Iterator[Finding]:
    """GB/T 45251-2025 5.3: more than three effective interactive conversations that the collector began, in a day.

    AI voice counts. Whether a lender and its agencies are added up is not known for these calls: parameter ``together``, false
    = each for itself. Calls that answer the borrower are not begun by the collector. Not modelled: when a talk is "effective".
    """
    g = Scoped(g, ONLINE_CREDIT)
    for calls in talks_by_day(g):
        yield from _over(g, calls, "talks")


def talks_by_day(g: Ground) -> list[list[Contact]]:
    """Return the interactive conversations with the borrower that are counted together, those of each day."""
    groups: dict[tuple[str, date], list[Contact]] = defaultdict(list)
    for call in g.bound(g.index.voice):
        if call.talked and is_debtor(call) and not is_one_way(call):
            together = g.number("together", call.day)
            for tied in (call.debts if together else ()) or (f"@{_caller(call)}",):
                groups[(tied, call.day)].append(call)
    return list(groups.values())


def cba_unanswered(g: Ground) -> Iterator[Finding]:
    """Guideline of the bank association: unanswered dials to one number of the debtor "should not" exceed six a day.

    Not known: whether the six are for one number or one debtor; counted for one number, and each collector for itself.
    """
    g = Scoped(g, MEMBERS)
    for calls in dials_by_day(g):
        yield from _over(g, calls, "dials")


def dials_by_day(g: Ground) -> list[list[Contact]]:
    """Return the unanswered dials of each collector to one number of the borrower, those of each day."""
    groups: dict[tuple[str, str, date], list[Contact]] = defaultdict(list)
    for call in g.bound(g.index.voice):
        if call.channel == "call" and call.outcome in UNANSWERED and is_debtor(call):
            groups[(_caller(call), call.dialed, call.day)].append(call)
    return list(groups.values())


def is_debtor(contact: Contact) -> bool:
    """Return whether the borrower was reached, who is meant where nobody else is named."""
    return contact.recipient in ("", "self")


def is_one_way(call: Contact) -> bool:
    """Return whether a call only gave notice: said so, or a machine that called to give notice."""
    return "one-way" in call.flags or (call.channel == "robocall" and call.purpose == "notice")


def _caller(contact: Contact) -> str:
    return contact.collector or f"#{contact.number}"


def _over(g: Ground, calls: list[Contact], limit: str, *, case: str = "found", sure: bool = True) -> Iterator[Finding]:
    """Find what is beyond the number ``limit`` of the rule in the calls of one day."""
    day = calls[0].day
    try:
        most = g.number(limit, day)
    except NotCovered:
        yield g.not_covered(calls)
        return
    if len(calls) <= most:
        return
    left_out = list(calls_left_out(g, calls))
    dropped = {left.row for left in left_out}
    counted = [call for call in calls if call.row not in dropped]
    if len(counted) <= most:
        return
    blanks = {"count": str(len(counted)), "limit": str(most), "day": day.isoformat()}
    yield g.found(
        counted[most:], sure=sure, counted=counted, left_out=left_out, window=(day, day), case=case, blanks=blanks
    )


def calls_left_out(g: Ground, calls: Iterable[Contact]) -> Iterator[LeftOut]:
    """Say which calls the borrower asked for: answers, and the first call after consent to it."""
    used: set[int] = set()
    for call in calls:
        if _is_answer(g, call):
            yield LeftOut(call.row, "answer")
            continue
        consent = g.before(call, "consent-next-call")
        if consent is not None and consent.from_on.date() == call.day and consent.row not in used:
            used.add(consent.row)
            yield LeftOut(call.row, "consent")


def _is_answer(g: Ground, call: Contact) -> bool:
    """Return whether a call answers the borrower: said to, or the first on that medium within days of what she began."""
    begun = g.index.answers.get(call.row)
    return call.purpose == "answer" or (begun is not None and call.at - begun.at <= REPLIED)


CHECKS: dict[str, Check] = {
    "cn.gbt45251.hours": gbt_hours,
    "cn.gbt45251.notice-voice": gbt_notice_voice,
    "cn.gbt45251.calls-per-day": gbt_calls_per_day,
    "cn.cba.hours": cba_hours,
    "cn.cba.unanswered": cba_unanswered,
    "cn.nifa2024.hours": nifa_hours,
    "cn.nifa2024.notice-voice": nifa_notice_voice,
}
