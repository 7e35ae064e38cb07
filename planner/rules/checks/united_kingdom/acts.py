"""Acts of the United Kingdom and its parts on pressure and harassment, and breathing space in England and Wales."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.rules.checks.common import days_apart, with_cases
from planner.rules.checks.requests import concerned
from planner.rules.facts import Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

HARASSING = frozenset(
    "threat-violence following insult public-shaming family-target workplace-pressure home-intrusion repeat-calls "
    "detention contact-list-threat criminal-threat".split()
)
ALLOWED = frozenset({"answer", "notice"})


def aja40(g: Ground) -> Iterator[Finding]:
    """Administration of Justice Act 1970 s40(1), as far as s40(3A) leaves it: not a trader's practice towards a consumer.

    So it binds people who lend as private persons; whoever they are must be known. (a) harassing demands only by a pattern.
    """
    false = {"criminal-threat": "false", "impersonation": "false", "false-legal": "false"}
    harassing = dict.fromkeys(("repeat-calls", "public-shaming", "threat-violence"), "harassing")
    yield from with_cases(g, {**false, **harassing}, weak=harassing, where=lambda contact: bool(contact.role))


@looks_far_back
def harassment(g: Ground) -> Iterator[Finding]:
    """Protection from Harassment Act 1997 ss1 to 3, 7 (Scotland: s8): a course of conduct, on two occasions or more.

    Whether conduct amounts to harassment is for a court: always worth checking. Not modelled: conduct that was reasonable or
    authorised by law (ss1(3), 8(4)), occasions spread over several people.
    """
    groups: dict[str, dict[int, Contact]] = defaultdict(dict)
    for tactic in sorted(HARASSING):
        for contact in g.bound(g.index.by_tactic.get(tactic, ())):
            groups[contact.collector or f"#{contact.number}"][contact.row] = contact
    for group in groups.values():
        occasions = sorted(group.values(), key=lambda contact: (contact.at, contact.row))
        if len(occasions) < g.number("occasions", occasions[-1].day):
            continue
        confirmed = sum(bool(contact.tactics & HARASSING) for contact in occasions)
        ask = () if confirmed == len(occasions) else ("said-it",)
        window = (occasions[0].day, occasions[-1].day)
        yield g.found(occasions, sure=False, window=window, blanks={"count": str(len(occasions))}, ask=ask)


def aggressive(g: Ground) -> Iterator[Finding]:
    """DMCC Act 2024 ss225, 228: harassment, coercion or undue influence by a trader; nature, timing, place, words, threats.

    What a court would weigh, and whether it moved a decision, is not in a log: all but threats of violence and being kept
    somewhere is at most worth checking.
    """
    weak = (HARASSING | {"impersonation", "false-legal", "immigration-threat"}) - {"threat-violence", "detention"}
    yield from with_cases(g, dict.fromkeys(sorted(weak | {"threat-violence", "detention"}), "found"), weak=weak)


def breathing(g: Ground) -> Iterator[Finding]:
    """SI 2020/1311 reg 11 (agents: reg 12): in a moratorium nobody asks for payment of its debt or steps towards court.

    Allowed and left out: answers to the borrower, notices that statute asks for. Not modelled: debts that are no moratorium
    debts, permitted proceedings. After the days of a standard moratorium it stays open whether it was one for a mental-health crisis.
    """
    starts = g.events("moratorium-start")
    for contact in g.bound(concerned(g.index.asking, starts) if starts else ()):
        start = g.before(contact, "moratorium-start")
        end = g.before(contact, "moratorium-end")
        if start is None or contact.purpose in ALLOWED or (end is not None and end.from_on >= start.from_on):
            continue
        ask = [] if contact.demands else ["said-it"]
        if days_apart(start.from_on.date(), contact.day) >= g.number("days", contact.day):
            if g.answer("uk.moratorium-on", contact) is False:
                continue
            ask += g.asking("uk.moratorium-on", contact)
        yield g.found([contact], blanks={"since": start.from_on.date().isoformat()}, ask=ask)


CHECKS: dict[str, Check] = {
    "uk.aja40": aja40,
    "uk.pha": harassment,
    "uk.dmcc.228": aggressive,
    "uk.breathing": breathing,
}
