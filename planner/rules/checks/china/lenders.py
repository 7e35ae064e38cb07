"""China: rules of the regulator for one kind of lender each: cards, banks and insurers, microloan and consumer finance."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.checks.china.scope import BANKS, CARDS, CONSUMER_FINANCE, MICROLOANS, Scoped
from planner.rules.checks.china.third_parties import Thirds, is_outsider
from planner.rules.checks.common import with_cases
from planner.rules.facts import DEMANDING, Contact, Event
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, looks_far_back

COMPLETE = "cn.letter-complete"
HINTS = frozenset(
    {
        "repeat-calls",
        "contact-list-threat",
        "family-target",
        "workplace-pressure",
        "criminal-threat",
        "credit-threat",
        "insult",
    }
)
"""They may be harassment, threat or deceit, as the case lies: worth checking where the rule does not name them."""
COERCIVE = frozenset({"criminal-threat", "contact-list-threat", "family-target", "workplace-pressure"})
"""They may be coercion or intimidation, as the case lies."""


def card_68(g: Ground) -> Iterator[Finding]:
    """Card measures art. 68: only the debtor and the guarantor; no violence, coercion, intimidation, abuse.

    A spouse who may owe too is asked about. Not modelled: coercion and intimidation that no tactic names.
    """
    g = Scoped(g, CARDS)
    yield from _not_liable(g)
    cases = dict.fromkeys(("threat-violence", "insult", "detention", *sorted(COERCIVE)), "pressure")
    yield from with_cases(g, cases, weak=COERCIVE)


def card_69(g: Ground) -> Iterator[Finding]:
    """Card measures art. 69: what a collection letter about a card must show. What it shows is asked, letter by letter."""
    g = Scoped(g, CARDS)
    for letter in g.bound(g.index.paper):
        if letter.channel == "letter" and g.answer(COMPLETE, letter) is not True:
            yield g.found([letter], ask=g.asking(COMPLETE, letter))


def card_70_stop(g: Ground) -> Iterator[Finding]:
    """Card measures art. 70: while a personal instalment agreement is kept, the bank must stop collecting.

    After an instalment was missed nothing is found. Not modelled: agreements that end in another way.
    """
    plans = g.events("plan-signed")
    if not plans:
        return
    g = Scoped(g, CARDS)
    since = plans[0].from_on
    asking = (one for one in g.index.inbound if one.at > since and (one.demands or one.may_demand))
    for contact in g.bound(asking):
        plan = _latest(g, "plan-signed", contact)
        if plan is None:
            continue
        missed = _latest(g, "instalment-missed", contact)
        if missed is not None and missed.from_on >= plan.from_on:
            continue
        blanks = {"since": plan.from_on.date().isoformat()}
        yield g.found([contact], blanks=blanks, ask=() if contact.demands else ("said-it",))


def _latest(g: Ground, kind: str, contact: Contact) -> Event | None:
    """Return the latest fact of a kind before a contact; a plan made with the bank binds its agencies on the same debt too."""
    found: Event | None = None
    for event in g.events(kind):
        if event.from_on >= contact.at:
            break
        if event.debt in contact.debts or event.concerns(contact):
            found = event
    return found


@looks_far_back
def bicp(g: Ground) -> Iterator[Finding]:
    """Consumer protection measures for banks and insurers: no posing as the state, no violence or fraud; tell before outsourcing.

    The article (41) is weakly sourced and left out of the citation. Not modelled: other supervised lenders (memory only).
    """
    g = Scoped(g, BANKS)
    yield from with_cases(
        g,
        {
            "impersonation": "posing",
            "threat-violence": "violence",
            "detention": "violence",
            "false-legal": "deceit",
            "criminal-threat": "violence",
        },
        weak={"criminal-threat"},
    )
    seen: set[str] = set()
    for contact in g.bound(g.index.by_flag.get("no-notice", ())):
        who = contact.collector or f"#{contact.number}"
        if contact.role in ("agency", "law-firm") and who not in seen:
            seen.add(who)
            yield g.found([contact], case="untold")


def microloan(g: Ground) -> Iterator[Finding]:
    """Microloan measures art. 37: six bans. Its list of means ends openly; only what it names can be sure."""
    g = Scoped(g, MICROLOANS)
    yield from _not_liable(g)
    named = ("threat-violence", "insult", "following", "detention", "false-legal")
    cases = {
        "impersonation": "posing",
        **dict.fromkeys((*named, *sorted(HINTS)), "pressure"),
        "public-shaming": "privacy",
    }
    yield from with_cases(g, cases, weak=HINTS - {"insult"})
    yield from Thirds(g).told("privacy")


def consumer_finance(g: Ground) -> Iterator[Finding]:
    """Consumer finance measures of 2024: no violence, threat, intimidation, harassment; no unrelated third persons.

    The article is not known.
    """
    g = Scoped(g, CONSUMER_FINANCE)
    yield from _not_liable(g)
    cases = dict.fromkeys(("threat-violence", "detention", "following", *sorted(HINTS)), "pressure")
    yield from with_cases(g, cases, weak=HINTS)


def _not_liable(g: Ground) -> Iterator[Finding]:
    """Find third persons who were asked to pay and neither owe nor offered it."""
    thirds = Thirds(g)
    for contact in g.bound(g.index.thirds):
        if not is_outsider(contact) or not (contact.demands or contact.heard & DEMANDING):
            continue
        outsider, ask = thirds.household(contact)
        if outsider and not thirds.offered(contact):
            yield g.found([contact], case="third", ask=ask if contact.demands else (*ask, "said-it"))


CHECKS: dict[str, Check] = {
    "cn.card.68": card_68,
    "cn.card.69": card_69,
    "cn.card.70-stop": card_70_stop,
    "cn.bicp.collection": bicp,
    "cn.microloan.six-bans": microloan,
    "cn.cfc.third-party": consumer_finance,
}
