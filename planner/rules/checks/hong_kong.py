"""The checks of Hong Kong: the Code of Banking Practice on collecting debts. It binds banks and the agencies they appoint."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.common import with_cases
from planner.rules.checks.principals import AsPrincipal
from planner.rules.checks.requests import concerned
from planner.rules.facts import PUBLIC
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground

CASES = {
    **dict.fromkeys(("threat-violence", "insult", "detention"), "found"),
    "public-shaming": "public",
    "repeat-calls": "persistent",
    "hide-identity": "anonymous",
    **dict.fromkeys(("false-legal", "impersonation", "criminal-threat", "credit-threat"), "false"),
}
WEAK = ("repeat-calls", "hide-identity", "criminal-threat", "credit-threat")


def code(g: Ground) -> Iterator[Finding]:
    """Code of Banking Practice chapter 5: no violence, intimidation or abuse; no posters, persistent calls, false names,
    anonymous calls, false statements; nothing from people who gave no guarantee; an end once the debtor is bankrupt.

    It also bars calls at unreasonable hours and pestering of referees, family and friends for an address, without a number:
    both are silent here. Money lenders that are no banks are not bound.
    """
    bound = AsPrincipal(g)
    for contact in bound.bound(g.index.public):
        yield bound.found([contact], case="public")
    yield from with_cases(bound, CASES, weak=WEAK, where=lambda contact: contact.channel not in PUBLIC)
    for contact in bound.bound(g.index.thirds):
        if contact.demands or "third-party-demand" in contact.tactics:
            yield bound.found([contact], case="third")
        elif contact.may_demand:
            yield bound.found([contact], case="third", ask=("said-it",))
    if bankruptcies := g.events("bankruptcy"):
        for contact in bound.bound(concerned(g.index.asking, bankruptcies)):
            event = g.before(contact, "bankruptcy")
            if event is not None and not contact.is_third:
                ask = () if contact.demands else ("said-it",)
                blanks = {"since": event.from_on.date().isoformat()}
                yield bound.found([contact], case="bankrupt", blanks=blanks, ask=ask)


CHECKS: dict[str, Check] = {"hk.cobp": code}
