"""How often a collector may call: 12 CFR 1006.14(b), counted as its official comments count."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import timedelta

from planner.rules.facts import AS_BORROWER, NOT_CONNECTED, Contact, Event
from planner.rules.findings import Finding, LeftOut
from planner.rules.ground import Check, Ground

CONSENT, WRONG_NUMBER = "consent-next-call", "wrong-number"
BARRED_BY = ("asked-stop-all", "refused-to-pay", "attorney", "disputed")
"""Where one of these bars calls already, the stronger finding stands and nothing is counted (law.md B.2, 8)."""


def call_frequency(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.14(b)(2)(i): more than seven calls to one person about one debt in seven days in a row.

    (b)(3)(ii): busy and unconnected numbers are not counted; (b)(3)(i), 1006.6(d)(1): nor calls with consent given directly,
    for at most seven days, until the next conversation. Comment 14(b)(2)-… on several debts: an unanswered call counts
    towards one debt of the collector's choice. Not modelled: calls required by law, calls to bureaus and lawyers
    (1006.6(d)(1)(ii)-(vi)), student loans under one account number unless logged as one debt.
    """
    for (_, _), calls in _people(g).items():
        debts = sorted({debt for call in calls for debt in call.debts}) or [""]
        for debt in debts:
            about = [call for call in calls if not call.debts or debt in call.debts]
            yield from _over(g, about, debt, len(debts))


def call_after_conversation(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.14(b)(2)(ii): a call within seven days in a row after a conversation about the debt; its day is day 1.

    A conversation that the person began starts the window too (comment 14(b)(2)(ii)-…). Not modelled: as above.
    """
    for group in g.index.by_collector.values():
        talks = [one for one in group if one.talked and _is_borrower(one)]
        if not talks:
            continue
        for call in g.bound(one for one in group if one.from_collector and one.is_voice and _is_borrower(one)):
            if _why_not(g, call):
                continue
            days = g.number("days", call.day)
            talk = _last_talk(talks, call, days)
            if talk is None or _is_barred(g, call):
                continue
            window = (talk.day, talk.day + timedelta(days=days - 1))
            blanks = {"talk": talk.day.isoformat(), "clear": (window[1] + timedelta(days=1)).isoformat()}
            yield g.found([call], counted=[talk, call], window=window, case="after_talk", blanks=blanks)


def _people(g: Ground) -> dict[tuple[str, str], list[Contact]]:
    """Return calls of bound collectors by (collector, person); several numbers of one person are one."""
    groups: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for call in g.bound(g.index.voice):
        person = "borrower" if _is_borrower(call) else f"{call.recipient} {call.dialed}"
        groups[(call.collector or f"#{call.number}", person)].append(call)
    return groups


def _is_borrower(contact: Contact) -> bool:
    return not contact.recipient or contact.recipient in AS_BORROWER


def _why_not(g: Ground, call: Contact) -> str:
    """Return why a call is not counted; nothing where it is."""
    if call.outcome in NOT_CONNECTED:
        return call.outcome
    if WRONG_NUMBER in call.flags:
        return WRONG_NUMBER
    return "consent" if _has_consent(g, call) else ""


def _has_consent(g: Ground, call: Contact) -> bool:
    """Whether consent given directly covers a call: seven days, its day being day 1, until the next conversation."""
    for event in g.events(CONSENT):
        if not event.concerns(call) or not event.from_on < call.at:
            continue
        if (call.day - event.from_on.date()).days < 7 and not _talked_since(g, event, call):
            return True
    return False


def _talked_since(g: Ground, event: Event, call: Contact) -> bool:
    group = g.index.by_collector.get(call.collector or f"#{call.number}", ())
    return any(one.talked and event.from_on < one.at < call.at for one in group)


def _is_barred(g: Ground, call: Contact) -> bool:
    return g.before(call, *BARRED_BY) is not None


def _over(g: Ground, calls: list[Contact], debt: str, debts: int) -> Iterator[Finding]:
    """Slide a window of seven days over the calls about one debt; each call that makes the count too high is named."""
    window: deque[tuple[Contact, str]] = deque()
    for call in calls:
        why = _why_not(g, call) or ("barred" if _is_barred(g, call) else "")
        first = call.day - timedelta(days=g.number("days", call.day) - 1)
        while window and window[0][0].day < first:
            window.popleft()
        window.append((call, why))
        if why:
            continue
        inside = [one for one, reason in window if not reason]
        most = g.number("calls", call.day)
        if _count(inside, debt, debts) <= most:
            continue
        left_out = [LeftOut(one.row, reason) for one, reason in window if reason]
        blanks = {"count": str(len(inside)), "limit": str(most), "debt": debt}
        yield g.found([call], counted=inside, left_out=left_out, window=(first, call.day), blanks=blanks)


def _count(calls: list[Contact], debt: str, debts: int) -> int:
    """Return how many calls must be put down to this debt.

    A conversation or a voicemail counts for each debt it was about, and a call logged with this debt alone for it. Other unanswered
    calls the collector may spread over its debts: they count only where all its debts together have too many.
    """
    sure = [one for one in calls if one.debts == (debt,) or one.outcome in ("conversation", "voicemail") or debts == 1]
    spread = len(calls) - len(sure)
    return len(sure) + -(-spread // debts)


def _last_talk(talks: list[Contact], call: Contact, days: int) -> Contact | None:
    """Return the conversation within whose window a call falls, about one of its debts; ``talks`` in the order of time."""
    for talk in reversed(talks[: bisect_left(talks, call.at, key=lambda one: one.at)]):
        if (call.day - talk.day).days >= days:
            return None
        if _share_a_debt(talk, call):
            return talk
    return None


def _share_a_debt(one: Contact, other: Contact) -> bool:
    return not one.debts or not other.debts or bool(set(one.debts) & set(other.debts))


def both(g: Ground) -> Iterator[Finding]:
    """12 CFR 1006.14(b)(2): either prong."""
    yield from call_frequency(g)
    yield from call_after_conversation(g)


CHECKS: dict[str, Check] = {"us.regf.call-frequency": both}
