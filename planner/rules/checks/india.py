"""The checks of India: the Reserve Bank's circular of 2022-08-12 on recovery agents. It binds its regulated lenders and their agents."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import not_between, outside_hours, with_cases
from planner.rules.checks.principals import AsPrincipal
from planner.rules.facts import LIABLE, PUBLIC, Contact
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

THREATS = dict.fromkeys(("threat-violence", "insult", "detention", "following", "home-intrusion"), "found")
PRIVACY = dict.fromkeys(
    ("public-shaming", "third-party-disclosure", "third-party-demand", "contact-list-threat", "family-target"),
    "privacy",
)
FALSE = dict.fromkeys(("false-legal", "impersonation", "credit-threat", "criminal-threat"), "false")
WEAK = ("following", "family-target", "contact-list-threat", "credit-threat", "criminal-threat", "hide-identity")


def hours(g: Ground) -> Iterator[Finding]:
    """RBI/2022-23/108 paragraph 2: no recovery calls to the borrower before 8 a.m. or after 7 p.m., no persistent calling.

    Not for microfinance loans (paragraph on applicability). How many calls are persistent is not said: worth checking.
    """
    bound = AsPrincipal(g)
    calls = (
        contact
        for contact in g.index.inbound
        if contact.medium == "call"
        and (not contact.recipient or contact.recipient in LIABLE)
        and contact.purpose != "answer"
        and _is_no_microfinance(contact)
    )
    yield from outside_hours(bound, calls, not_between)
    yield from with_cases(bound, {"repeat-calls": "persistent"}, where=_is_no_microfinance, sure=False)


def harassment(g: Ground) -> Iterator[Finding]:
    """RBI/2022-23/108 paragraph 2: no intimidation or harassment, no humiliation in public, no intrusion on family, referees
    and friends, no threatening or anonymous calls, no false statements. Not for microfinance loans.
    """
    bound = AsPrincipal(g)
    for contact in bound.bound(g.index.public):
        if _is_no_microfinance(contact):
            yield bound.found([contact], case="privacy")
    cases = {**THREATS, **PRIVACY, **FALSE, "hide-identity": "anonymous"}
    yield from with_cases(
        bound, cases, weak=WEAK, where=lambda one: _is_no_microfinance(one) and one.channel not in PUBLIC
    )


def _is_no_microfinance(contact: Contact) -> bool:
    return contact.debt_kind.lower() not in ("microloan", "microfinance")


CHECKS: dict[str, Check] = {"in.rbi.hours": hours, "in.rbi.harass": harassment}
