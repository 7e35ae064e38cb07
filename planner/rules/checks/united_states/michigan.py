"""Michigan: MCL 445.252, which binds whoever collects debts beside another business: creditors, banks, lawyers."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import not_between, outside_hours, with_tactics
from planner.rules.checks.united_states.bars import COURT, answers_after
from planner.rules.checks.united_states.contact import later, timed
from planner.rules.checks.united_states.persons import said_something
from planner.rules.checks.united_states.thirds import TOLD
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

LAWYER = "attorney"


def hours(g: Ground) -> Iterator[Finding]:
    """MCL 445.252(n), (r), (i), (m): all contact from 8 a.m. to 9 p.m.; no postcard, nothing to the employer, no public shaming.

    Collection agencies are no "regulated persons" (445.251(g)); federal law has the same hours for them. Not modelled: that
    another time must have been agreed in writing; location information asked of an employer, or an employer's own question.
    """
    mine = (one for one in timed(g) if one.recipient in ("", "self"))
    yield from outside_hours(g, mine, not_between, borderline=True)
    for contact in g.bound(g.index.paper):
        if contact.channel == "postcard" and contact.recipient in ("", "self"):
            yield g.found([contact], case="postcard")
    for contact in g.bound(g.index.thirds):
        if contact.recipient == "employer" and said_something(contact) and contact.purpose != "answer":
            if contact.demands or contact.tactics & TOLD:
                yield g.found([contact], case="employer")
            elif contact.may_demand or contact.heard & TOLD:
                yield g.found([contact], case="employer", ask=("said-it",))
    for finding in with_tactics(g, ("public-shaming",)):
        yield finding._replace(case="shaming")


def attorney(g: Ground) -> Iterator[Finding]:
    """MCL 445.252(h): contact although a lawyer acts whom they wrote to, unless the lawyer is silent for thirty days.

    Whether they wrote to the lawyer and had no answer, the log cannot show: asked. Bills are left out.
    """
    for contact in g.bound(later(g, timed(g), LAWYER)):
        event = g.before(contact, LAWYER)
        if event is None or contact.purpose == "notice" or contact.recipient not in ("", "self"):
            continue
        if COURT not in contact.tactics and not answers_after(g, contact, event):
            blanks = {"since": event.from_on.date().isoformat(), "days": str(g.number("days", contact.day))}
            yield g.found([contact], blanks=blanks, ask=("us.mi.lawyer-written",))


CHECKS: dict[str, Check] = {"us.mi.hours": hours, "us.mi.attorney": attorney}
