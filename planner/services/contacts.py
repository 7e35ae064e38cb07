"""The contact log: writing contacts and dated facts down, correcting, withdrawing, and checking them against the rules."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.errors import InputProblems, Problem
from planner.model.log_entry import CONTACT, EVENT, LogRow
from planner.rules.facts import Log
from planner.services.answers import Answers
from planner.services.checking import CheckedLog, check_log
from planner.services.debt_kinds import kinds_by_name, with_kind
from planner.services.log_entries import NoSuchEntry, facts_of, same_again
from planner.services.log_facts import cells_of, contact_of, event_of, read_cells, without_offset, without_repeats
from planner.services.log_words import word
from planner.store import log_reads

if TYPE_CHECKING:
    from planner.services.household import Household

__all__ = ["ContactLog", "Tally", "LogRow", "NoSuchEntry", "cells_of", "facts_of"]


_LOOKED_AT = 500
"""How many of a collector's contacts are looked at to know its role: a log may be long."""


class Collector(NamedTuple):
    """Who called, how often, and the last day."""

    name: str
    contacts: int
    last_on: date


class Tally(NamedTuple):
    """Contacts of one day that are alike in who it was and the debts they name."""

    day: date
    collector: str
    debts: tuple[str, ...]
    contacts: int


class ContactLog:
    """The log of an open household. Nothing in it is ever overwritten."""

    def __init__(self, household: Household) -> None:
        from planner.store import log

        self._store, self._household = log, household

    def zone(self) -> tuple[tzinfo | None, str]:
        """Return the borrower's clock: the zone of the settings, else the device's."""
        name = self._household.settings().get("zone", "")
        if name:
            return ZoneInfo(name), name
        return datetime.now().astimezone().tzinfo, ""  # the offset in the time says enough

    def add(self, cells: Mapping[str, str], today: date | None = None) -> LogRow:
        """Write a contact or a dated fact down; raises ``InputProblems`` with every fault."""
        (number,) = self.add_all([cells], today)
        return self.find(number)

    def add_all(self, entries: list[Mapping[str, str]], today: date | None = None) -> list[int]:
        """Write several down, all or none; a fault names its place in ``entries`` from 1. Return their numbers."""
        zone, name = self.zone()
        new, found = [], []
        for place, cells in enumerate(entries, 1):
            entry, faults = read_cells(cells, zone, name, today or datetime.now(UTC))
            found += [fault._replace(line=place if len(entries) > 1 else None) for fault in faults]
            if entry is not None:
                new.append(entry)
        if found:
            raise InputProblems(found)
        return self._store.add_entries(self._household.store, new)

    def problems_of(self, cells: Mapping[str, str], today: date | None = None) -> tuple[Problem, ...]:
        """Return every fault of an entry without writing it."""
        zone, name = self.zone()
        return tuple(read_cells(cells, zone, name, today or datetime.now(UTC))[1])

    def correct(self, row: LogRow, cells: Mapping[str, str], today: date | None = None) -> LogRow:
        """Write another version: ``cells`` over what it was, an empty one taking a fact away; the first one stays.

        Another time is one on the clock of the entry. Where the zone alone is another, that clock showed what it showed: the
        instant moves, not the time of day.
        """
        zone, name = self.zone()
        before = cells_of(row)
        if cells.get("tz", "").strip() and not cells.get("at", "").strip():
            before["at"] = without_offset(before["at"])
        entry, faults = read_cells({**before, **cells}, zone, name, today or datetime.now(UTC))
        if entry is None:
            raise InputProblems(faults)
        self._store.add_version(self._household.store, row.entry, row.version, entry)
        return self.find(row.entry)

    def same_as(self, row: LogRow) -> int | None:
        """Return the entry that a contact repeats, so that a check passes it over; None where it stands alone."""
        if row.kind != CONTACT:
            return None
        day = contact_of(row).day
        others = self._read((CONTACT,), since=day, until=day)
        _, twice = without_repeats(map(contact_of, others), others)
        return dict(twice).get(row.entry)

    def withdraw(self, row: LogRow) -> None:
        """Take an entry out of lists and checks; it stays written."""
        self._again(row, withdrawn=True)

    def bring_back(self, row: LogRow) -> None:
        """Put a withdrawn entry back."""
        self._again(row, withdrawn=False)

    def find(self, entry: int | str) -> LogRow:
        """Return an entry as it stands; raises ``NoSuchEntry``."""
        said = str(entry).strip()
        rows = self._read(entry=int(said), withdrawn=True) if said.isdecimal() and len(said) < 15 else []
        if not rows:
            raise NoSuchEntry(said)
        return rows[0]

    def versions(self, entry: int) -> list[LogRow]:
        """Return every version of an entry, the first one first."""
        return self._household.read(log_reads.read_versions, entry)

    def rows(
        self, *, since: date | None = None, until: date | None = None, collector: str | None = None
    ) -> list[LogRow]:
        """Return contacts and dated facts as they stand, in the order of time."""
        return self._read((CONTACT, EVENT), since=since, until=until, collector=collector)

    def about(self, debt: str, names: Collection[str]) -> list[LogRow]:
        """Return dated facts, and the contacts that may name ``debt`` or are of one of ``names``, in the order of time."""
        word = json.dumps(unicodedata.normalize("NFC", debt), ensure_ascii=False)
        return self._household.read(log_reads.read_contacts_saying, [word], sorted(names))

    def naming_no_debt(self) -> list[LogRow]:
        """Return dated facts, and the contacts that name no debt, in the order of time."""
        return self._household.read(log_reads.read_contacts_saying, [], [], '"debt":')

    def demands(self) -> list[LogRow]:
        """Return what may move a time limit: dated facts, and the contacts that may ask for payment, in the order of time."""
        words = ['"purpose":"d', '"purpose":"D', '"tactics":[']  # an older entry has the word as it was typed
        return self._household.read(log_reads.read_contacts_saying, words)

    def dated_facts(self) -> list[LogRow]:
        """Return the dated facts alone, in the order of time."""
        return self._read((EVENT,))

    def collectors(self) -> list[Collector]:
        """Return who called, the one that called last first."""
        return [
            Collector(name, count, date.fromisoformat(day))
            for name, count, day in self._household.read(log_reads.read_collectors)
        ]

    def roles_of(self, collector: str) -> list[str]:
        """Return the roles that a collector has by its newest contacts."""
        return sorted({word(role) for role in self._household.read(log_reads.read_roles, collector, _LOOKED_AT)})

    def tally(self) -> list[Tally]:
        """Return how many contacts there were on each day, by who it was and the debts they name."""
        return [
            Tally(date.fromisoformat(day), collector, _names_in(debts), count)
            for day, collector, debts, count in self._household.read(log_reads.read_tally)
        ]

    def facts(self) -> Log:
        """Return the whole log as the rules see it, with what was answered, and the kinds of debts that the list knows."""
        rows = self.rows()
        kinds = kinds_by_name(self._household.read(log_reads.read_kinds))
        contacts = (with_kind(contact_of(row), kinds) for row in rows if row.kind == CONTACT)
        events = tuple(event_of(row) for row in rows if row.kind == EVENT)
        kept, twice = without_repeats(contacts, rows)
        return Log(kept, events, *Answers(self._household).known(), twice)

    def check(self, jurisdiction: str, language: str, known: Mapping[str, bool] | None = None) -> CheckedLog:
        """Return what the rules of a place find in the log; raises ``UnknownPlace``."""
        return check_log(self.facts(), jurisdiction, language, known)

    def _again(self, row: LogRow, *, withdrawn: bool) -> None:
        self._store.add_version(self._household.store, row.entry, row.version, same_again(row), withdrawn=withdrawn)

    def _read(self, kinds: tuple[str, ...] = (CONTACT, EVENT), **which: Any) -> list[LogRow]:
        def read(connection: Any) -> list[LogRow]:
            rows: list[LogRow] = log_reads.read_log(connection, kinds, **which)
            return rows

        return self._household.read(read)


def _names_in(debts: str) -> tuple[str, ...]:
    """Return the names of debts in a list in JSON, or as an older entry has them, with semicolons between."""
    names = json.loads(debts) if debts.startswith("[") else debts.split(";")
    return tuple(name for name in (str(one).strip() for one in names) if name)
