"""China: what binds everybody, private and unlicensed lenders too: Civil Code, data protection, public security penalties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from planner.rules.checks.china.third_parties import Thirds
from planner.rules.checks.common import with_cases
from planner.rules.facts import PUBLIC, VISITS, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, counts_after, looks_far_back

ABUSE = frozenset({"insult", "threat-violence"})
EXTORTS = frozenset({"threat-violence", "detention", "public-shaming", "contact-list-threat"})
STOP_ALL, STOP_CHANNEL = "asked-stop-all", "asked-stop-channel"
BOUGHT = {"data-misuse": "data-bought"}


@counts_after(STOP_ALL, STOP_CHANNEL)
def civil_1033(g: Ground) -> Iterator[Finding]:
    """Civil Code 1032, 1033: nobody disturbs the peace of private life, or enters, films or spies on a home, without consent.

    Disturbance is a judgement on the whole; the law has no number, so calls are worth checking only, and filming too: members
    of the bank association must film their visits. An answer to what the borrower began after her request is not unwanted. Not
    modelled: what another law allows.
    """
    yield from with_cases(g, {"home-intrusion": "entry"}, where=_at_home)
    for visit in g.bound(g.index.by_flag.get("filmed", ())):
        if _at_home(visit):
            yield g.found([visit], sure=False, case="filmed")
    yield from with_cases(g, {"repeat-calls": "peace"}, sure=False)
    if not g.events(STOP_ALL, STOP_CHANNEL):
        return
    for group in g.index.by_collector.values():
        unwanted = [one for one in g.bound(_perhaps_stopped(g, group)) if _was_asked_to_stop(g, one)]
        if len(unwanted) > 1:
            yield g.found(unwanted, sure=False, case="after")


def _perhaps_stopped(g: Ground, group: list[Contact]) -> Iterator[Contact]:
    """Yield the contacts of one collector that came after its first request to stop, if one may be about their channel."""
    stop_all, by_channel = (g.index.events_about(kind, group[0].collector) for kind in (STOP_ALL, STOP_CHANNEL))
    first = min((event.from_on for event in (*stop_all, *by_channel)), default=None)
    if first is not None:
        channels = None if stop_all else {event.value for event in by_channel}
        for one in group:
            if one.from_collector and one.at > first and (channels is None or one.channel in channels):
                yield one


def civil_1024(g: Ground) -> Iterator[Finding]:
    """Civil Code 1024: no insult or defamation that harms a person's name; others must have seen or heard it.

    True and necessary statements are allowed, so a public post of which no more is known is worth checking.
    """
    yield from with_cases(g, {"public-shaming": "found"})
    yield from with_cases(g, {"insult": "found"}, where=lambda contact: contact.channel in PUBLIC)
    for contact in g.bound(g.index.public):
        if not (contact.tactics | contact.heard) & {"public-shaming", "insult"}:
            yield g.found([contact], sure=False)


def pipl_minimal(g: Ground) -> Iterator[Finding]:
    """PIPL 6, 10, 13, 25: a debt is personal data; it is not told to others or published without a basis in law.

    A private person's own affairs are outside (72), so the rule does not bind individuals. Not modelled: bases in article 13
    but for a third person who offered to pay.
    """
    yield from Thirds(g).told("told")
    yield from with_cases(g, {"public-shaming": "published", "data-misuse": "source"}, weak=BOUGHT, ask=BOUGHT)


@looks_far_back
def pipl_share(g: Ground) -> Iterator[Finding]:
    """PIPL 21, 23: who hands data to another handler says so and asks; entrusted work needs a contract and supervision.

    An agency that works on order may rest on article 21, and other bases can be argued: worth checking only.
    """
    seen: set[str] = set()
    for contact in g.bound(g.index.by_flag.get("no-notice", ())):
        who = contact.collector or f"#{contact.number}"
        if who not in seen:
            seen.add(who)
            yield g.found([contact], sure=False, case="buyer" if contact.role == "debt-buyer" else "found")


@looks_far_back
def psapl_50_5(g: Ground) -> Iterator[Finding]:
    """PSAPL 2025, 50(1)(5), 50(2): abusive messages many times, or pestering, entangling, following that disturbs life.

    "Many times" has no number: two and more, if less than ``apart`` days lie between them (both choices of this program), are
    worth checking and never more. Visits after a refusal are a judgement: worth checking.
    """
    yield from with_cases(g, {"following": "follow"})
    yield from _abusive_messages(g)
    yield from _visits_again(g)


def _abusive_messages(g: Ground) -> Iterator[Finding]:
    runs: dict[str, list[Contact]] = defaultdict(list)
    for contact in g.bound(g.index.messages):
        if not (contact.tactics | contact.heard) & ABUSE:
            continue
        run = runs[_who(contact)]
        if run and (contact.day - run[-1].day) > timedelta(days=g.number("apart", contact.day)):
            yield from _many(g, run)
            run.clear()
        run.append(contact)
    for run in runs.values():
        yield from _many(g, run)


def _many(g: Ground, run: list[Contact]) -> Iterator[Finding]:
    confirmed = [contact for contact in run if contact.tactics & ABUSE]
    enough = g.number("some", run[-1].day)
    counted, ask = (confirmed, ()) if len(confirmed) >= enough else (list(run), ("said-it",))
    if len(counted) >= enough:
        window, blanks = (counted[0].day, counted[-1].day), {"count": str(len(counted))}
        yield g.found(counted, sure=False, counted=counted, window=window, case="messages", blanks=blanks, ask=ask)


def _visits_again(g: Ground) -> Iterator[Finding]:
    if not g.events(STOP_ALL, STOP_CHANNEL, "asked-not-at-place"):
        return
    again: dict[str, list[Contact]] = defaultdict(list)
    for visit in g.bound(g.index.visits):
        if _was_asked_to_stop(g, visit) or _was_sent_away(g, visit):
            again[_who(visit)].append(visit)
    for visits in again.values():
        if len(visits) > 1:
            yield g.found(visits, sure=False, case="visits")


def psapl_50_other(g: Ground) -> Iterator[Finding]:
    """PSAPL 2025, 50(1)(1), (2), (6): threats to a person's safety; open insult or defamation; spreading private matters."""
    yield from with_cases(g, {"threat-violence": "threat", "public-shaming": "shame"})
    cases = {"insult": "shame", "third-party-disclosure": "private"}
    yield from with_cases(g, cases, where=lambda contact: contact.channel in PUBLIC)


def psapl_30(g: Ground) -> Iterator[Finding]:
    """PSAPL 2025, 30: chasing or blocking others, baseless provocation."""
    yield from with_cases(g, {"following": "found"})


def psapl_47(g: Ground) -> Iterator[Finding]:
    """PSAPL 2025, 47(3): holding a person, entering a home. A place of work is no home."""
    yield from with_cases(g, {"home-intrusion": "entry"}, where=_at_home)
    yield from with_cases(g, {"detention": "held"})


def psapl_56(g: Ground) -> Iterator[Finding]:
    """PSAPL 2025, 56: selling, passing on or getting personal data against the rules. Where it came from is asked."""
    yield from with_cases(g, {"data-misuse": "found"}, weak=BOUGHT, ask=BOUGHT)


def psapl_58(g: Ground) -> Iterator[Finding]:
    """PSAPL 2025, 58: small-scale extortion: more than any debt is asked for, with a threat, in one contact.

    Whether the sum has a basis is for the police to find out: worth checking only.
    """
    for contact in g.bound(g.index.by_tactic.get("extra-fee", ())):
        words = contact.tactics | contact.heard
        if words & EXTORTS:
            confirmed = "extra-fee" in contact.tactics and contact.tactics & EXTORTS
            yield g.found([contact], sure=False, ask=() if confirmed else ("said-it",))


def _who(contact: Contact) -> str:
    return contact.collector or f"#{contact.number}"


def _at_home(contact: Contact) -> bool:
    return contact.channel == "visit-home"


def _was_asked_to_stop(g: Ground, contact: Contact) -> bool:
    """Whether a contact came after a request to stop, and is no answer to what the borrower began after that."""
    asked = g.before(contact, STOP_ALL) or g.before(contact, STOP_CHANNEL, value=contact.channel)
    begun = g.index.answers.get(contact.row)
    return asked is not None and contact.purpose != "answer" and (begun is None or begun.at <= asked.from_on)


def _was_sent_away(g: Ground, visit: Contact) -> bool:
    assert visit.channel in VISITS
    place = visit.channel.removeprefix("visit-")
    return g.before(visit, "asked-not-at-place", value=place) is not None


CHECKS: dict[str, Check] = {
    "cn.civil.1033": civil_1033,
    "cn.civil.1024": civil_1024,
    "cn.pipl.minimal": pipl_minimal,
    "cn.pipl.share": pipl_share,
    "cn.psapl.50-5": psapl_50_5,
    "cn.psapl.50-other": psapl_50_other,
    "cn.psapl.30": psapl_30,
    "cn.psapl.47": psapl_47,
    "cn.psapl.56": psapl_56,
    "cn.psapl.58": psapl_58,
}
