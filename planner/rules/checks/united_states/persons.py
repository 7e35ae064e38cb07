"""Who was called, about which debts, and where: what several rules of the United States ask of a contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from planner.rules.checks.united_states.counting import NO_DEBT
from planner.rules.facts import AS_BORROWER, LIABLE, VOICE, Contact
from planner.rules.ground import Ground, Index

PHONE = VOICE | {"voicemail"}
"""What counts as a call placed: also a message left without ringing (comment 14(b)-1)."""
NOT_REACHED = frozenset({"rang-out", "declined", "busy", "not-in-service"})
"""Outcomes in which nothing was said to anybody."""
ONE_OF_A_KIND = frozenset({"self", "spouse", "guardian", "executor"})
"""Recipients of whom there is one; of others there may be several, told apart by the number that was rung."""
SAME_PERSON = "us.same-person"
BORROWER = ("self", "")
CONSUMER = AS_BORROWER | {""}
_PLACES = {
    "work": ("work", "workplace", "office", "job", "employer", "单位", "公司", "工作单位"),
    "home": ("home", "house", "landline", "家", "家里", "座机"),
    "mobile": ("mobile", "cell", "cellphone", "cell phone", "手机"),
}
_PLACE_OF = {word: place for place, words in _PLACES.items() for word in words}
_FLAGS = {"work-number": "work", "home-number": "home", "mobile-number": "mobile"}
_VISITS = {"visit-home": "home", "visit-work": "work"}


class Person(NamedTuple):
    """Calls of one collector to one person, and their talks, whoever began them, in the order of time.

    ``who``: the recipient, "self" for the borrower. ``debts``: all debts that this collector was in touch about; one without
    a name where none was stated. ``is_sure``: whether all calls went to the same person for sure.
    """

    who: str
    calls: list[Contact]
    talks: list[Contact]
    debts: frozenset[str]
    is_sure: bool

    @property
    def is_third(self) -> bool:
        """Whether it is somebody who owes nothing and does not stand for the borrower."""
        return self.who not in AS_BORROWER | LIABLE


def people_called(g: Ground) -> Iterator[Person]:
    """Yield each person whom a bound collector called; several numbers of one person are one, and the lawyer is left out.

    Calls of nobody knows whom, from no number, are left out: they may come from several.
    """
    for name, group in g.index.by_collector.items():
        if name == "#":
            continue
        calls: dict[tuple[str, str], list[Contact]] = defaultdict(list)
        talks: dict[tuple[str, str], list[Contact]] = defaultdict(list)
        by_phone = [one for one in group if one.channel in PHONE and one.recipient != "attorney"]
        for call in g.bound(one for one in by_phone if one.from_collector):
            calls[_key(call)].append(call)
        for talk in (one for one in by_phone if one.outcome == "conversation" and one.channel in VOICE):
            talks[_key(talk) if talk.from_collector else BORROWER].append(talk)
        debts = g.index.debts_by_collector[name] or NO_DEBT
        for key, placed in calls.items():
            who, dialed = key
            sure = who in ONE_OF_A_KIND or bool(dialed)
            yield Person(who, placed, talks.get(key, []), debts, sure)


def _key(contact: Contact) -> tuple[str, str]:
    who = contact.recipient
    if not who or who == "self":
        return BORROWER
    return who, "" if who in ONE_OF_A_KIND else contact.dialed


def is_borrower(contact: Contact) -> bool:
    """Return whether the borrower was reached or tried, or who counts as the consumer (15 USC 1692c(d))."""
    return contact.recipient in CONSUMER


def is_outsider(contact: Contact) -> bool:
    """Return whether it went to somebody who neither owes, nor counts as the consumer, nor is the borrower's lawyer."""
    return not is_borrower(contact) and contact.recipient not in LIABLE and contact.recipient != "attorney"


def said_something(contact: Contact) -> bool:
    """Return whether anything reached anybody; an outcome that was not stated is taken to have."""
    return contact.outcome not in NOT_REACHED


def place_of(contact: Contact) -> str:
    """Return where a contact reached: ``work``, ``home``, ``mobile``, or nothing where that was not stated."""
    if contact.channel in _VISITS:
        return _VISITS[contact.channel]
    if contact.flags:
        for flag in contact.flags & _FLAGS.keys():
            return _FLAGS[flag]
    return place_named(contact.dialed) if contact.dialed else ""


@lru_cache(maxsize=4096)
def place_named(words: str) -> str:
    """Return the place that words name, else the words themselves in lower case."""
    plain = words.strip().lower()
    return _PLACE_OF.get(plain, plain)


_TO_BORROWER: WeakKeyDictionary[Index, list[Contact]] = WeakKeyDictionary()


def to_borrower(g: Ground) -> list[Contact]:
    """Return the contacts of collectors with the borrower, or with who counts as the consumer, in the order of time."""
    found = _TO_BORROWER.get(g.index)
    if found is None:
        found = _TO_BORROWER[g.index] = [contact for contact in g.index.inbound if contact.recipient in CONSUMER]
    return found
