"""The contacts and dated facts of a log in the order of time, grouped once for all rules and found quickly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from functools import cached_property

from planner.rules.facts import (
    LENDERS,
    MESSAGES,
    PAPER,
    PUBLIC,
    VISITS,
    VOICE,
    Answer,
    Contact,
    Event,
    Log,
    in_order_of_time,
)


class Index:
    """A log, sorted and grouped once for all rules."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.contacts = in_order_of_time(log.contacts)
        self.inbound = [contact for contact in self.contacts if contact.from_collector]
        self.events: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(log.events, key=lambda event: (event.from_on, event.row)):
            self.events[event.kind].append(event)
        self._about: dict[tuple[str, str], list[Event]] = {}
        self.days_of_facts = {event.from_on.toordinal() for event in log.events if event.is_of_a_day}
        self._said: dict[str, list[Answer]] = defaultdict(list)
        for answer in sorted(log.answers, key=_is_general):
            self._said[answer.question].append(answer)
        self._rows_answered = {answer.row for answer in log.answers}

    def answer(self, question: str, contact: Contact) -> bool | None:
        """Return what is known of a question for a contact, the most particular answer first; None where it is open."""
        if self._said:
            for one in self._said.get(question, ()):
                if one.concerns(contact):
                    return one.yes
        return self.log.answer(question)

    def answered_for(self, contact: Contact) -> Hashable:
        """Return what of a contact decides which answers hold for it: the same for all where none is particular."""
        if not self._said:
            return None
        return contact.collector, contact.debts, contact.row if contact.row in self._rows_answered else None

    def events_about(self, kind: str, collector: str) -> Sequence[Event]:
        """Return the events of a kind that may concern a collector, in the order in which they count."""
        if kind not in self.events:
            return ()
        key = (kind, collector)
        found = self._about.get(key)
        if found is None:
            found = [one for one in self.events[kind] if collector in ("", one.collector) or not one.collector]
            self._about[key] = found
        return found

    def before(self, contact: Contact, *kinds: str, value: str | None = None) -> Event | None:
        """Return the latest event of these kinds that concerns a contact and came before it."""
        found: Event | None = None
        for kind in kinds:
            for event in self.events_about(kind, contact.collector):
                if event.from_on >= contact.at:
                    break
                if event.concerns(contact) and value in (None, event.value):
                    found = event if found is None or event.from_on >= found.from_on else found
        return found

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day of any contact, each on its own clock; None where there are none."""
        days = [contact.at.toordinal() for contact in self.contacts]
        return (date.fromordinal(min(days)), date.fromordinal(max(days))) if days else None

    @cached_property
    def by_collector(self) -> dict[str, list[Contact]]:
        """Contacts in both directions by who they were with: the collector, else the number."""
        return self._by_collector[0]

    @cached_property
    def debts_by_collector(self) -> dict[str, frozenset[str]]:
        """All debts that are named with a collector, by its name, else by its number; none where none is."""
        return {name: frozenset().union(*named) for name, named in self._by_collector[1].items()}

    @cached_property
    def _by_collector(self) -> tuple[dict[str, list[Contact]], dict[str, set[tuple[str, ...]]]]:
        groups: dict[str, list[Contact]] = defaultdict(list)
        named: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for contact in self.contacts:
            name = contact.collector or f"#{contact.number}"
            groups[name].append(contact)
            named[name].add(contact.debts)
        return groups, named

    @cached_property
    def by_tactic(self) -> dict[str, list[Contact]]:
        """Contacts of collectors by a tactic, confirmed or only read in their words."""
        groups: dict[str, list[Contact]] = defaultdict(list)
        for contact in self.inbound:
            if contact.tactics or contact.heard:
                for tactic in contact.tactics | contact.heard:
                    groups[tactic].append(contact)
        return groups

    @cached_property
    def by_flag(self) -> dict[str, list[Contact]]:
        """Contacts of collectors by another confirmed fact."""
        groups: dict[str, list[Contact]] = defaultdict(list)
        for contact in self.inbound:
            for flag in contact.flags:
                groups[flag].append(contact)
        return groups

    @cached_property
    def thirds(self) -> list[Contact]:
        """Contacts of collectors with somebody who owes nothing."""
        return [contact for contact in self.inbound if contact.recipient and contact.is_third]

    @cached_property
    def voice(self) -> list[Contact]:
        """Calls of collectors."""
        return [contact for contact in self.inbound if contact.channel in VOICE]

    @cached_property
    def visits(self) -> list[Contact]:
        """Visits of collectors."""
        return [contact for contact in self.inbound if contact.channel in VISITS]

    @cached_property
    def messages(self) -> list[Contact]:
        """Electronic messages of collectors."""
        return [contact for contact in self.inbound if contact.channel in MESSAGES]

    @cached_property
    def asking(self) -> list[Contact]:
        """Contacts of collectors that ask for payment, or in whose words something does."""
        return [contact for contact in self.inbound if contact.demands or contact.may_demand]

    @cached_property
    def public(self) -> list[Contact]:
        """What collectors put where anybody can see it: posters, open posts."""
        return [contact for contact in self.inbound if contact.channel in PUBLIC]

    @cached_property
    def paper(self) -> list[Contact]:
        """Letters and postcards of collectors."""
        return [contact for contact in self.inbound if contact.channel in PAPER]

    @cached_property
    def lenders(self) -> dict[str, frozenset[str]]:
        """What kind of lender made a debt, by debt, as its own contacts about it say."""
        found: dict[str, set[str]] = defaultdict(set)
        for contact in self.contacts:
            if contact.role in LENDERS:
                for debt in contact.debts:
                    found[debt].add(contact.role)
        return {debt: frozenset(roles) for debt, roles in found.items()}

    @cached_property
    def lenders_by_name(self) -> dict[str, frozenset[str]]:
        """What kind of lender somebody is, by name, as their own contacts say."""
        found: dict[str, set[str]] = defaultdict(set)
        for contact in self.contacts:
            if contact.role in LENDERS and contact.collector:
                found[contact.collector].add(contact.role)
        return {name: frozenset(roles) for name, roles in found.items()}

    @cached_property
    def answers(self) -> dict[int, Contact]:
        """What the borrower had just begun, by the row of the first contact that followed on the same medium, from the same side.

        A call of hers in which they talked asks for no answer, nor does what she had begun before it by phone.
        """
        found: dict[int, Contact] = {}
        began = {one.collector or f"#{one.number}" for one in self.contacts if not one.from_collector}
        for name in began:
            begun: dict[str, Contact] = {}
            for contact in self.by_collector[name]:
                medium = contact.medium
                if contact.from_collector:
                    if medium in begun:
                        found[contact.row] = begun.pop(medium)
                elif contact.talked:
                    begun.pop(medium, None)
                else:
                    begun[medium] = contact
        return found

    def lenders_of(self, contact: Contact) -> frozenset[str]:
        """Return what kinds of lender the log names for the debts of a contact; empty where it names none."""
        named = self.lenders_by_name.get(contact.principal) if contact.principal else None
        if named:
            return named
        if len(contact.debts) == 1:
            return self.lenders.get(contact.debts[0], frozenset())
        return frozenset().union(*(self.lenders.get(debt, frozenset()) for debt in contact.debts))


def _is_general(answer: Answer) -> tuple[bool, bool, bool]:
    return answer.row is None, answer.debts is None, not answer.collector
