"""What the rules look at: contacts, dated facts, and what is known of the people in them. Frozen values.

Words are those of the log (``ui/cli/check.py`` reads the same): channels, outcomes, recipients, roles, purposes. What was
not stated is empty, and did not happen where an event or a column could have said so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

CHANNELS = (
    "call robocall voicemail sms im email letter postcard visit-home visit-work social-public social-private poster"
).split()
OUTCOMES = "conversation answered-hangup rang-out voicemail busy not-in-service declined delivered".split()
RECIPIENTS = (
    "self spouse guarantor co-debtor parent-of-minor guardian executor attorney family emergency-contact friend "
    "neighbour colleague employer stranger"
).split()
ROLES = (
    "original-creditor bank consumer-finance-co microloan-co online-platform agency debt-buyer law-firm bailiff "
    "individual unlicensed"
).split()
PURPOSES = "demand locate notice answer".split()

VOICE = frozenset({"call", "robocall"})
VISITS = frozenset({"visit-home", "visit-work"})
MESSAGES = frozenset({"sms", "im", "email", "social-private"})
PAPER = frozenset({"letter", "postcard"})
PUBLIC = frozenset({"poster", "social-public"})
UNANSWERED = frozenset({"rang-out", "declined", "voicemail", "busy"})
NOT_CONNECTED = frozenset({"busy", "not-in-service"})
LENDERS = frozenset({"bank", "consumer-finance-co", "microloan-co", "individual", "unlicensed"})
"""Roles that say what kind of lender stands behind a debt."""
LIABLE = frozenset({"self", "guarantor", "co-debtor"})
"""Who may be asked to pay: the borrower, and those who answer for the debt."""
AS_BORROWER = frozenset({"self", "spouse", "parent-of-minor", "guardian", "executor"})
"""Who counts as the consumer for the communication rules of the United States (15 USC 1692c(d))."""

DEMANDING = frozenset(
    "deadline-pressure third-party-demand borrow-to-pay part-payment-trap private-payee refuse-negotiation extra-fee "
    "legal-claim criminal-threat".split()
)
"""Tactics that ask for payment: a contact with one of them, confirmed, is a demand."""


_MEDIUM = {"robocall": "call", "voicemail": "call", "postcard": "letter"}


class Contact(NamedTuple):
    """One contact. ``row``: its place in the log, from 1, or its id. ``at``: on the borrower's clock, with its zone.

    ``precision``: ``s``, ``min`` or ``day`` (the hour is then not known). ``collector``: who called, "" where nobody
    knows. ``debts``: the debts it was about. ``tactics`` were confirmed by the borrower; ``heard`` were read in ``said``
    alone. ``flags``: other confirmed facts of this contact (``one-visitor``, ``no-opt-out`` ...). ``principal``: the lender
    that they said they collect for.
    """

    row: int
    at: datetime
    precision: str = "min"
    from_collector: bool = True
    channel: str = "call"
    app: str = ""
    outcome: str = ""
    recipient: str = ""
    number: str = ""
    dialed: str = ""
    collector: str = ""
    role: str = ""
    debts: tuple[str, ...] = ()
    debt_kind: str = ""
    purpose: str = ""
    said: str = ""
    tactics: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    principal: str = ""

    @property
    def day(self) -> date:
        """The day on the borrower's clock."""
        return self.at.date()

    @property
    def is_third(self) -> bool:
        """Whether somebody who owes nothing was reached; an unstated recipient is the borrower."""
        return bool(self.recipient) and self.recipient not in LIABLE

    @property
    def demands(self) -> bool:
        """Whether payment was asked for: said so, or by a confirmed tactic that asks for it."""
        return self.purpose == "demand" or bool(self.tactics & DEMANDING)

    @property
    def may_demand(self) -> bool:
        """Whether words that were only read in it ask for payment."""
        return not self.demands and bool(self.heard & DEMANDING)

    @property
    def is_voice(self) -> bool:
        """Whether it was a call, by a person or a machine."""
        return self.channel in VOICE

    @property
    def medium(self) -> str:
        """The medium it came by: calls and voicemails are one, letters and postcards are one."""
        return _MEDIUM.get(self.channel, self.channel)

    @property
    def talked(self) -> bool:
        """Whether there was a conversation."""
        return self.is_voice and self.outcome == "conversation"


_AT_AND_ROW = itemgetter(*map(Contact._fields.index, ("at", "row")))


def in_order_of_time(contacts: Iterable[Contact]) -> list[Contact]:
    """Return contacts in the order of time; those of one instant by their place in the log."""
    return sorted(contacts, key=_AT_AND_ROW)


class Event(NamedTuple):
    """A dated fact. ``kind`` and ``value``: ``asked-stop-channel`` and ``sms``. It counts from ``at`` on.

    An empty ``collector`` or ``debt`` means all. ``received``: for a posted letter, the day it was received. ``precision``:
    ``s``, ``min`` or ``day`` (the hour is then not known).
    """

    row: int
    at: datetime
    kind: str
    value: str = ""
    collector: str = ""
    debt: str = ""
    received: date | None = None
    precision: str = "min"

    @property
    def from_on(self) -> datetime:
        """The instant from which it counts: its own, or the start of the day on which it was received."""
        if self.received is None:
            return self.at
        return self.at.replace(
            year=self.received.year, month=self.received.month, day=self.received.day, hour=0, minute=0, second=0
        )

    @property
    def is_of_a_day(self) -> bool:
        """Whether only the day is known from which it counts."""
        return self.precision == "day" or self.received is not None

    def may_follow(self, contact: Contact) -> bool:
        """Return whether it may have come after a contact of the same day, as its hour is not known."""
        return self.is_of_a_day and self.from_on.date() == contact.day

    def concerns(self, contact: Contact) -> bool:
        """Return whether it is about this collector and one of these debts; what is open on either side fits."""
        if self.collector and contact.collector and self.collector != contact.collector:
            return False
        return not (self.debt and contact.debts and self.debt not in contact.debts)


class Answer(NamedTuple):
    """What the borrower answered to a question about one collector, one debt or one contact.

    An empty ``collector`` means any. ``debts``: contacts that name just these, none where it is empty; None: any. ``row``: the
    one contact it is about.
    """

    question: str
    yes: bool
    collector: str = ""
    debts: tuple[str, ...] | None = None
    row: int | None = None

    def concerns(self, contact: Contact) -> bool:
        """Return whether it answers the question for this contact."""
        if self.row is not None:
            return self.row == contact.row
        if self.collector and self.collector != contact.collector:
            return False
        return self.debts is None or set(self.debts) == set(contact.debts)


class Log(NamedTuple):
    """A contact log to be checked: ``contacts`` and ``events`` in the order of time, the place, what is known besides.

    ``known``: answers to questions that the log cannot hold, by id, such as ``cn.member.cba``: True or False, for every
    contact. ``answers``: those that hold for some contacts only; they go before what is ``known``. ``twice``: rows that are not
    among the contacts, as they say the same as another, each with the row that it repeats.
    """

    contacts: tuple[Contact, ...]
    events: tuple[Event, ...] = ()
    known: tuple[tuple[str, bool], ...] = ()
    answers: tuple[Answer, ...] = ()
    twice: tuple[tuple[int, int], ...] = ()

    def answer(self, question: str) -> bool | None:
        """Return what is known of a question for every contact; None where it is open."""
        return next((said for name, said in self.known if name == question), None)


TACTICS = (
    "threat-violence following insult third-party-disclosure third-party-demand contact-list-threat public-shaming "
    "family-target workplace-pressure home-intrusion impersonation legal-claim false-legal court-notice criminal-threat "
    "credit-threat deadline-pressure refuse-negotiation borrow-to-pay amount-blur extra-fee private-payee written-trap "
    "part-payment-trap hide-identity repeat-calls detention data-misuse relending-bait service-cutoff immigration-threat "
    "advance-fee guilt information-fishing"
).split()
"""What collectors do, by the ids of ``domain/collectors-playbook.md`` section 4."""

EVENTS: dict[str, str] = {
    "asked-stop-all": "form",
    "asked-stop-channel": "channel",
    "asked-not-at-time": "window",
    "asked-not-at-place": "text",
    "time-agreed": "window",
    "consent-next-call": "",
    "attorney": "",
    "workplace-forbidden": "",
    "disputed": "form",
    "verification-received": "",
    "validation-received": "",
    "plan-being-prepared": "",
    "plan-signed": "",
    "instalment-missed": "",
    "third-refused": "text",
    "third-volunteered": "text",
    "refused-to-pay": "form",
    "hardship-notice": "",
    "moratorium-start": "",
    "moratorium-end": "",
    "bankruptcy": "",
    "ombudsman-open": "",
    "told-time-barred": "",
    "time-barred": "",
    "money-taken": "",
}
"""The dated facts, and what stands after the colon: nothing, ``written`` or ``spoken``, a channel, a window, or words."""
FORMS = ("written", "spoken")
FLAGS = (
    "one-visitor no-opt-out no-credentials no-notice no-recording wrong-number employer-address filmed unlisted-agency "
    "private-device one-way firm-named firm-not-named "
    "not-named work-number home-number mobile-number hidden-number no-statement revealing-envelope no-barred-notice "
    "premium-number to-occupier"
).split()
"""Other facts of one contact that a rule looks at, in ``note`` as ``flag:one-visitor``."""


@lru_cache(maxsize=1024)
def kind_word(kind: str) -> str:
    """Return a kind of debt as the rules compare it: in small letters, with hyphens."""
    return kind.strip().lower().replace("_", "-").replace(" ", "-")


def kind_of(contact: Contact) -> str:
    """Return the kind of the debt of a contact as the rules compare it; "" where it is not stated."""
    return kind_word(contact.debt_kind)
