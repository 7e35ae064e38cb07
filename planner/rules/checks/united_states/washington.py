"""Washington: what licensed collection agencies may not do beyond federal law, RCW 19.16.250."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from planner.rules.checks.common import not_within, outside_hours
from planner.rules.checks.united_states.bars import ANSWERED
from planner.rules.checks.united_states.counting import NO_DEBT, Counted, Limits, Over, find_surely_or_maybe
from planner.rules.checks.united_states.persons import PHONE, place_of, said_something
from planner.rules.facts import MESSAGES, NOT_CONNECTED, PUBLIC, VISITS, Contact
from planner.rules.findings import Finding, Outcome
from planner.rules.ground import Check, Ground

DEBTOR_OR_SPOUSE = ("", "self", "spouse")
CALLS_OR_TEXTS = PHONE | {"sms"}
AT_AN_HOUR = PHONE | MESSAGES | VISITS
SUNDAY = 6
AT_HOME, ON_MOBILE = "us.at-home", "us.on-mobile"
UNANSWERED, REPLY, UNKNOWN = "unanswered", "reply", "number-not-known"
OPEN = {(True, True): "", (True, False): "_week", (False, True): "_unanswered", (False, False): "_maybe"}
"""What the text leaves open where it decides, by whether it is too many without unanswered calls, and in any week."""


def freq(g: Ground) -> Iterator[Finding]:
    """RCW 19.16.250(13)(a), (b): more than three communications in a week with debtor or spouse, more than one at work: presumed.

    Left out: replies to debtor or spouse. Whether a call that nobody answered is a communication, and whether a week is any
    seven days or begins on a Sunday or Monday, the text does not say: worth checking where it decides.
    """
    limits, at_work_limits = Limits(g, "week"), Limits(g, "week_at_work")
    for group in communications_by_collector(g, (one for one in g.index.inbound if one.channel not in PUBLIC)).values():
        yield from _too_many(g, group, limits, "found")
        at_work = [one for one in group if place_of(one) == "work" and one.recipient != "spouse"]
        yield from _too_many(g, at_work, at_work_limits, "work")


def communications_by_collector(g: Ground, contacts: Iterable[Contact]) -> dict[str, list[Contact]]:
    """Return the contacts with debtor or spouse, by who made them."""
    groups: dict[str, list[Contact]] = defaultdict(list)
    for one in g.bound(one for one in contacts if one.recipient in DEBTOR_OR_SPOUSE):
        name = one.collector or f"#{one.number}"
        if name != "#":
            groups[name].append(one)
    return groups


def _too_many(g: Ground, contacts: list[Contact], limits: Limits, case: str) -> Iterator[Finding]:
    counted = (Counted(one, NO_DEBT, True, why_not_counted(g, one)) for one in contacts)
    for over, is_sure in find_surely_or_maybe(counted, UNANSWERED, limits):
        in_any_week = _in_any_week(over)
        yield _found(g, over, case + OPEN[is_sure, in_any_week], sure=is_sure and in_any_week)


def _in_any_week(over: Over) -> bool:
    """Whether it is too many however a week is reckoned: any seven days, from Sunday, from Monday."""
    last = over.window[1]
    if last.weekday() == SUNDAY:
        return False
    monday = last - timedelta(days=last.weekday())
    sunday = monday + timedelta(days=SUNDAY)
    return len([one for one in over.counted if monday <= one.day < sunday]) > over.limit


def _found(g: Ground, over: Over, case: str, *, sure: bool = True, ask: tuple[str, ...] = ()) -> Finding:
    return g.found(
        over.contacts,
        sure=sure,
        counted=over.counted,
        left_out=over.left_out,
        window=over.window,
        case=case,
        blanks=over.blanks,
        ask=ask,
    )


def why_not_counted(g: Ground, one: Contact) -> str:
    """Return why a communication is not counted; nothing where it is, or may be."""
    if one.outcome in NOT_CONNECTED:
        return one.outcome
    if is_reply(g, one):
        return REPLY
    return "" if said_something(one) else UNANSWERED


def is_reply(g: Ground, one: Contact) -> bool:
    """Return whether a contact answers the borrower: the first on that medium within days, or said to be an answer."""
    begun = g.index.answers.get(one.row)
    return one.purpose == "answer" or (begun is not None and one.at - begun.at <= ANSWERED)


def hours(g: Ground) -> Iterator[Finding]:
    """RCW 19.16.250(13)(c): with debtor or spouse at home from 9 p.m. to 7:30 a.m.: presumed to harass.

    A visit or a call to the home is found; of another call or message it is asked where the borrower was. Not modelled: the
    zone of the area code, and what the agency believed of it.
    """
    reached = (one for one in g.index.inbound if one.recipient in DEBTOR_OR_SPOUSE and one.channel in AT_AN_HOUR)
    timed = [one for one in reached if place_of(one) != "work" and not is_reply(g, one)]
    by_row = {one.row: one for one in timed}
    for finding in outside_hours(g, timed, not_within, borderline=True):
        contact = by_row[finding.contacts[0]]
        if finding.outcome is Outcome.MISSING_FACTS or place_of(contact) == "home" or g.answer(AT_HOME, contact):
            yield finding
        elif g.answer(AT_HOME, contact) is None:
            yield finding._replace(outcome=Outcome.WORTH_CHECKING, questions=(*finding.questions, AT_HOME))


def cell(g: Ground) -> Iterator[Finding]:
    """RCW 19.16.250(18): more than two calls or texts a day to a mobile phone that is known to be one.

    A text goes to a mobile phone; of calls to a number not described it is asked. Left out: replies. Not modelled: the monthly
    list of numbers that shields an agency; e-mail, which goes to no phone.
    """
    limits = Limits(g, "day", days="")
    for group in communications_by_collector(
        g, (one for one in g.index.inbound if one.channel in CALLS_OR_TEXTS)
    ).values():
        counted = (Counted(one, NO_DEBT, True, _no_cell(g, one)) for one in group)
        for over, is_sure in find_surely_or_maybe(counted, UNKNOWN, limits):
            yield _found(g, over, "found", ask=() if is_sure else (ON_MOBILE,))


def _no_cell(g: Ground, one: Contact) -> str:
    if one.outcome in NOT_CONNECTED:
        return one.outcome
    if is_reply(g, one):
        return REPLY
    place = place_of(one)
    if one.channel == "sms" or place == "mobile":
        return ""
    return place if place in ("home", "work") else UNKNOWN


def caller_id(g: Ground) -> Iterator[Finding]:
    """RCW 19.16.250(19): a number kept from showing on purpose; whether on purpose, the log cannot show."""
    for contact in g.bound(g.index.by_flag.get("hidden-number", ())):
        if contact.channel in PHONE:
            yield g.found([contact], sure=False)


CHECKS: dict[str, Check] = {
    "us.wa.freq": freq,
    "us.wa.hours": hours,
    "us.wa.cell": cell,
    "us.wa.cid": caller_id,
}
