"""China: what can be a crime. Whether it is grave enough only the police and the courts say, so never more than worth checking.

One finding for each collector and case, with all the contacts that speak for it: what the police would be shown together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from planner.rules.checks.china.scope import CARD, MICROLOAN
from planner.rules.facts import Contact, kind_of
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

LICENSED = frozenset({"bank", "consumer-finance-co", "microloan-co"})
ILLEGAL_DEBT, BOUGHT = "cn.illegal-debt", "data-bought"
FORCE = frozenset({"threat-violence", "detention", "public-shaming", "contact-list-threat"})


@looks_far_back
def crim_293_1(g: Ground) -> Iterator[Finding]:
    """Criminal Law 293-1: collecting an illegal debt such as usury by violence, restraint, home intrusion or harassment.

    Only for illegal debts: loans of licensed lenders are none, else it is asked. Not modelled: gravity.
    """
    tactics = ("threat-violence", "detention", "home-intrusion", "following", "repeat-calls")
    yield from _together(
        g, dict.fromkeys(tactics, "found"), where=lambda one: not _is_licensed(g, one), ask=ILLEGAL_DEBT
    )


@looks_far_back
def crim_293(g: Ground) -> Iterator[Finding]:
    """Criminal Law 293(1)(2): chasing, intercepting, abusing, intimidating others, in vile circumstances: a pattern.

    ``pattern``: from how many contacts on it is looked at (a choice of this program, the law has no number).
    """
    yield from _together(g, dict.fromkeys(("following", "insult", "threat-violence"), "found"), least="pattern")


@looks_far_back
def crim_253_1(g: Ground) -> Iterator[Finding]:
    """Criminal Law 253-1: selling, passing on or getting citizens' personal data, if serious."""
    yield from _together(g, {"data-misuse": "found"}, ask=BOUGHT)


@looks_far_back
def crim_246(g: Ground) -> Iterator[Finding]:
    """Criminal Law 246: open insult or defamation, if serious; the person harmed must sue."""
    yield from _together(g, {"public-shaming": "found"})


@looks_far_back
def crim_others(g: Ground) -> Iterator[Finding]:
    """Criminal Law 238(3) detention to extract a debt, 245 home intrusion, 274 extortion, 279 posing as a state officer.

    The tactic of posing covers others than officers too. Not modelled: sums and gravity.
    """
    yield from _together(g, {"detention": "held", "impersonation": "posing"})
    yield from _together(g, {"home-intrusion": "entry"}, where=lambda one: one.channel == "visit-home")
    yield from _together(g, {"extra-fee": "extort"}, where=lambda one: bool((one.tactics | one.heard) & FORCE))


def _together(
    g: Ground,
    cases: Mapping[str, str],
    *,
    where: Callable[[Contact], bool] = lambda _: True,
    ask: str = "",
    least: str = "",
) -> Iterator[Finding]:
    """Find contacts with tactics, all of one collector and case in one finding, from the number ``least`` on.

    ``ask``: a question that drops a contact where the answer is no.
    """
    groups: dict[tuple[str, str], dict[int, Contact]] = defaultdict(dict)
    for tactic, case in cases.items():
        for contact in g.bound(g.index.by_tactic.get(tactic, ())):
            if where(contact) and not (ask and g.answer(ask, contact) is False):
                groups[(contact.collector or f"#{contact.number}", case)][contact.row] = contact
    for (_, case), members in groups.items():
        contacts = sorted(members.values(), key=lambda one: (one.at, one.row))
        if least and len(contacts) < g.number(least, contacts[-1].day):
            continue
        named = {tactic for tactic, its_case in cases.items() if its_case == case}
        said = () if any(one.tactics & named for one in contacts) else ("said-it",)
        asked = [question for one in contacts for question in g.asking(ask, one)] if ask else []
        yield g.found(contacts, sure=False, case=case, ask=(*asked, *said))


def _is_licensed(g: Ground, contact: Contact) -> bool:
    """Whether a licensed lender made the loan; such a debt is not an illegal one."""
    if contact.role in LICENSED or kind_of(contact) in CARD | MICROLOAN:
        return True
    known = g.index.lenders_of(contact)
    return bool(known) and known <= LICENSED


CHECKS: dict[str, Check] = {
    "cn.crim.293-1": crim_293_1,
    "cn.crim.293": crim_293,
    "cn.crim.253-1": crim_253_1,
    "cn.crim.246": crim_246,
    "cn.crim.238-245-274-279": crim_others,
}
