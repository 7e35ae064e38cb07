"""China: those who owe nothing. They may be asked where the debtor is, once the debtor is lost, and nothing more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from planner.rules.checks.china.scope import MEMBERS, ONLINE_CREDIT, Scoped
from planner.rules.facts import DEMANDING, PAPER, PUBLIC, RECIPIENTS, UNANSWERED, Contact, Event
from planner.rules.findings import Finding
from planner.rules.ground import Check, Ground, NotCovered

OWN_PEOPLE = frozenset({"attorney", "executor", "guardian", "parent-of-minor"})
"""They stand for the borrower: to speak with them is not to go to a third person."""
FAILED = UNANSWERED | {"not-in-service"}
DISCLOSED = "third-party-disclosure"
STEPS_BACK = 40
"""How many dials are looked back at to see whether the debtor was lost."""

HOUSEHOLD, REACHABLE, SAME_PERSON = "cn.household-debt", "cn.reachable", "same-person"
WHO_WAS_TOLD = "who-was-told"


def gbt_third_party(g: Ground) -> Iterator[Finding]:
    """GB/T 45251-2025 5.4, 5.5: only the debtor may be collected from; contacts only to find a debtor who cannot be reached.

    Guarantors and co-debtors are no third persons; a contact who offered to pay may be told what is needed. A debtor with whom
    the collector had spoken earlier that day was not lost; else it is asked. Not modelled: death or loss of capacity of the debtor.
    """
    yield from _approached(Scoped(g, ONLINE_CREDIT))


def cba_third_party(g: Ground) -> Iterator[Finding]:
    """Guideline of the bank association: no collection from persons who have nothing to do with the debt.

    Lost is a debtor whose number is not in service, or after three failed dials and one more the next day, or on three days in a
    row. A related third person (a spouse, for a debt of the household) is construed narrowly: that is asked.
    """
    yield from _approached(Scoped(g, MEMBERS))


def gbt_third_refused(g: Ground) -> Iterator[Finding]:
    """GB/T 45251-2025 5.4, 5.5: a contact who refuses is not approached again, unless they offered to pay since."""
    yield from _after_refusal(Scoped(g, ONLINE_CREDIT))


def cba_third_stop(g: Ground) -> Iterator[Finding]:
    """Guideline of the bank association: an unrelated third person who asks not to be contacted is left alone from then on."""
    yield from _after_refusal(Scoped(g, MEMBERS))


def is_outsider(contact: Contact) -> bool:
    """Return whether somebody was reached who neither owes nor stands for the borrower."""
    return contact.is_third and contact.recipient not in OWN_PEOPLE


class Thirds:
    """What is known of third persons in a log, for one rule."""

    def __init__(self, g: Ground) -> None:
        self.g = g

    def household(self, contact: Contact) -> tuple[bool, tuple[str, ...]]:
        """Return whether a spouse may still be an outsider, and the question that decides it."""
        if contact.recipient != "spouse":
            return True, ()
        return self.g.answer(HOUSEHOLD, contact) is not True, self.g.asking(HOUSEHOLD, contact)

    def offered(self, contact: Contact, since: Event | None = None) -> bool:
        """Return whether this third person, or one who may be this one, offered to pay before (and after ``since``)."""
        return any(
            event.from_on < contact.at
            and (since is None or since.from_on <= event.from_on)
            and event.concerns(contact)
            and self.is_same(event, contact) is not False
            for event in self.g.events("third-volunteered")
        )

    def refused(self, contact: Contact) -> tuple[Event, bool] | None:
        """Return the refusal that this third person made before, and whether it was surely this person."""
        found: tuple[Event, bool] | None = None
        for event in self.g.events("third-refused"):
            if event.from_on >= contact.at:
                break
            same = self.is_same(event, contact) if event.concerns(contact) else False
            if same is not False and (found is None or same or not found[1]):
                found = event, bool(same)
        return found

    def is_same(self, event: Event, contact: Contact) -> bool | None:
        """Return whether the person an event names is the one of a contact; None where that cannot be read.

        The name may be a word for recipients, or the number that was dialed. Any other name is theirs where the log knows
        only one person.
        """
        name = event.value.strip().casefold()
        if name in (contact.recipient, contact.dialed.casefold()):
            return True
        if name in RECIPIENTS:
            return False
        if name.replace("+", "").replace("-", "").replace(" ", "").isdigit():
            return False if contact.dialed else None
        return True if self._is_only_one else None

    @cached_property
    def _is_only_one(self) -> bool:
        outsiders = (contact for contact in self.g.index.thirds if is_outsider(contact))
        return len({(contact.recipient, contact.dialed) for contact in outsiders}) == 1

    def told(self, case: str) -> Iterator[Finding]:
        """Find contacts in which somebody else was told of the debt, confirmed or only read in the words.

        Where the contact was with the borrower, or whom it reached was not written down, whom they told is open.
        """
        for contact in self.g.bound(self.g.index.by_tactic.get(DISCLOSED, ())):
            outside = is_outsider(contact) or contact.channel in PUBLIC
            if is_outsider(contact) and self.offered(contact):
                continue
            outsider, ask = self.household(contact)
            if outsider:
                ask = (*ask, *(() if outside else (WHO_WAS_TOLD,)))
                said = () if DISCLOSED in contact.tactics else ("said-it",)
                yield self.g.found([contact], sure=outside, case=case, ask=(*ask, *said))

    def was_reached(self, contact: Contact) -> bool | None:
        """Return whether the collector of a contact had the borrower on the line before it that day, or had heard from them.

        None where they did on that day, and of one of the two only the day is known: which came first is then open.
        """
        first = self._first_reached.get((_who(contact), contact.day))
        if first is None:
            return False
        if "day" in (first.precision, contact.precision):
            return None
        return first.at < contact.at

    @cached_property
    def _first_reached(self) -> dict[tuple[str, date], Contact]:
        """The first sign of life of each day, by collector; one whose hour is known before one of which only the day is."""
        found: dict[tuple[str, date], Contact] = {}
        for one in self.g.index.contacts:
            if _is_sign_of_life(one):
                before = found.setdefault((_who(one), one.day), one)
                if before.precision == "day" != one.precision:
                    found[(_who(one), one.day)] = one
        return found

    def was_lost(self, contact: Contact) -> bool:
        """Return whether the dials before a contact show that the debtor could not be reached."""
        try:
            dials, days = self.g.number("lost_dials", contact.day), self.g.number("lost_days", contact.day)
        except NotCovered:
            return False
        group = self.g.index.by_collector.get(_who(contact), [])
        at = bisect_left(group, contact.at, key=lambda one: one.at)
        failed: dict[date, int] = {}
        for one in reversed(group[max(0, at - STEPS_BACK) : at]):
            if _is_sign_of_life(one):
                break
            if one.is_voice and one.recipient in ("", "self") and one.outcome in FAILED:
                if one.outcome == "not-in-service":
                    return True
                failed[one.day] = failed.get(one.day, 0) + 1
        for day, count in failed.items():
            if count >= dials and day + timedelta(days=1) in failed:
                return True
            if all(day + timedelta(days=later) in failed for later in range(days)):
                return True
        return False


def _approached(g: Ground) -> Iterator[Finding]:
    thirds = Thirds(g)
    for contact in g.bound(g.index.thirds):
        if contact.channel in PUBLIC or not is_outsider(contact):
            continue
        outsider, ask = thirds.household(contact)
        if not outsider or thirds.offered(contact):
            continue
        if DISCLOSED in contact.tactics:
            yield g.found([contact], case="told", ask=ask)
        elif contact.demands:
            yield g.found([contact], case="asked", ask=ask)
        elif contact.heard & (DEMANDING | {DISCLOSED}):
            yield g.found([contact], case="asked", ask=(*ask, "said-it"))
        elif contact.channel not in PAPER:
            yield from _while_reachable(g, thirds, contact, ask)


def _while_reachable(g: Ground, thirds: Thirds, contact: Contact, ask: tuple[str, ...]) -> Iterator[Finding]:
    reached = thirds.was_reached(contact)
    if not reached:
        if g.answer(REACHABLE, contact) is False or (reached is False and thirds.was_lost(contact)):
            return
        ask = (*ask, *g.asking(REACHABLE, contact))
    blanks = {name: str(g.number(f"lost_{name}", contact.day)) for name in ("dials", "days")}
    yield g.found([contact], sure=contact.outcome not in FAILED, case="reachable", blanks=blanks, ask=ask)


def _after_refusal(g: Ground) -> Iterator[Finding]:
    if not g.events("third-refused"):
        return
    thirds = Thirds(g)
    for contact in g.bound(g.index.thirds):
        outsider, ask = thirds.household(contact)
        if contact.channel in PUBLIC or not is_outsider(contact) or not outsider:
            continue
        refused = thirds.refused(contact)
        if refused is None or thirds.offered(contact, since=refused[0]):
            continue
        since = {"since": refused[0].from_on.date().isoformat()}
        is_same = refused[1] or g.answer(SAME_PERSON, contact) is True
        ask = ask if is_same else (*ask, SAME_PERSON)
        yield g.found([contact], case="found" if is_same else "perhaps", blanks=since, ask=ask)


def _who(contact: Contact) -> str:
    return contact.collector or f"#{contact.number}"


def _is_sign_of_life(one: Contact) -> bool:
    """Whether the borrower was on the line, or got in touch."""
    return not one.from_collector or (
        one.recipient in ("", "self") and one.outcome in ("conversation", "answered-hangup")
    )


CHECKS: dict[str, Check] = {
    "cn.gbt45251.third-party": gbt_third_party,
    "cn.gbt45251.third-refused": gbt_third_refused,
    "cn.cba.third-party": cba_third_party,
    "cn.cba.third-stop": cba_third_stop,
}
