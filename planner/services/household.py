"""The stored household: opening it, and what may be done with its debts. Each use case is one transaction.

The database layer is loaded by ``open_household``, not by this module: a first frame reads with ``first_look``. What
reads cells that people wrote is loaded with the first of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from planner.errors import InputProblems, PlannerError, Problem, Text
from planner.model.entry import DebtEntry, HolderEntry, PaymentEntry
from planner.money import BadValue, exponent, parse_money, to_major
from planner.services.opening import Protection, key_for, protection_of
from planner.store.connection import STORE_FILE
from planner.store.glance import Glance, glance, read_glance
from planner.store.reads import StoredPlan, read_debts, read_payments, read_plan, read_settings

if TYPE_CHECKING:
    from planner.store.database import Store

__all__ = ["DebtEntry", "Glance", "HolderEntry", "PaymentEntry", "StoredPlan", "STORE_FILE", "first_look"]

T = TypeVar("T")
_NAMED_OTHERWISE = {"order": "own_order"}


def first_look(folder: Path, key: bytes | None = None) -> Glance | None:
    """Return the household as it stands, read without the database layer where that can be; None where there is none.

    Without a ``key`` it is the one that lies on this device. Raises ``LockedStore``, ``DamagedStore``, or
    ``StoreError`` where there is a store that cannot be read.
    """
    if key is None:
        if protection_of(folder) in (Protection.NOTHING_YET, Protection.PLAIN):
            return None
        key = key_for(folder).key
    look = glance(folder, key)
    if look is None:
        household = open_household(folder, key)  # its tables are made, or brought up to today's, first
        household.close()
        look = glance(folder, key)
    return look


class Removed(NamedTuple):
    """A debt that was removed, with what is needed to bring it back."""

    entry: DebtEntry
    payments: tuple[PaymentEntry, ...]


class Imported(NamedTuple):
    """Debts that were added together, and the currency that became the household's with them, "" where it had one."""

    debts: list[DebtEntry]
    currency: str = ""


class NoSuchDebt(PlannerError):
    """No stored debt has this number or name."""

    def __init__(self, which: str) -> None:
        super().__init__(
            Text(
                'There is no debt "{which}" in your list. "debts list" shows numbers and names.', {"which": which[:40]}
            )
        )


class Household:
    """An open household. Close it when done; every method leaves all or nothing in the store."""

    def __init__(self, store: Store, key: bytes) -> None:
        from planner.store import debts

        self._store = store
        self._writes = debts
        self.key = key

    @property
    def folder(self) -> Path:
        """The folder the store lies in."""
        return self._store.folder

    @property
    def store(self) -> Store:
        """The open store, for the other use cases."""
        return self._store

    def read(self, what: Callable[..., T], *arguments: Any) -> T:
        """Return what a function reads, given a plain connection and ``arguments``."""
        return self._writes.read(self._store, what, *arguments)

    def keep_backup(self, today: date, *, before: bool = False) -> bool:
        """Make today's backup where it was not made yet, or one from ``before`` a large change; return whether it was.

        A store that holds nothing, or that can only be read, needs none. Raises ``StoreError``.
        """
        from planner.store.backup import BEFORE, DAILY, is_due, keep_backup

        if self.notice is not None or not self.holds_anything() or not (before or is_due(self.folder, today)):
            return False
        keep_backup(self.folder, self.key, BEFORE if before else DAILY, today)
        return True

    @property
    def notice(self) -> Text | None:
        """What must be said about this store: that it can only be read."""
        return self._store.notice

    def glance(self) -> Glance:
        """Return all that a person's sitting begins with, in one read."""
        return self._writes.read(self._store, read_glance, self.notice)

    def close(self) -> None:
        """Give the store back."""
        self._store.close()

    def debts(self) -> list[DebtEntry]:
        """Return every debt, in the order they were added."""
        return self._writes.read(self._store, read_debts)

    def settings(self) -> dict[str, str]:
        """Return every setting."""
        return self._writes.read(self._store, read_settings)

    def change_settings(self, **settings: str) -> None:
        """Store settings over those of the same key."""
        self._writes.set_settings(self._store, settings)

    def answers(self, contact: int | None = None) -> Mapping[str, str]:
        """Return what was answered to questions of the rules, by question: for one contact, else for the place."""
        from planner.services.answers import Answers

        return Answers(self).of(contact)

    def answer(self, question: str, value: str, *, contact: int | None = None, collector: str = "") -> None:
        """Keep an answer, asked at a ``contact`` or of all that a ``collector`` does. Raises ``InputProblems``."""
        from planner.services.answers import Answers

        Answers(self).give(question, value, contact=contact, collector=collector)

    def payments(self, debt_id: int | None = None) -> list[PaymentEntry]:
        """Return the payments of one debt, or of all, newest first."""
        return self._writes.read(self._store, read_payments, debt_id)

    def plan(self) -> StoredPlan | None:
        """Return the plan chosen last."""
        return self._writes.read(self._store, read_plan)

    def choose_plan(self, plan: StoredPlan) -> None:
        """Keep the plan the person chose."""
        self._writes.save_plan(self._store, plan)

    def find(self, which: str) -> DebtEntry:
        """Return the debt of this number or name; raises ``NoSuchDebt``. A name goes before a number."""
        debts = self.debts()
        for debt in debts:
            if debt.name == which.strip():
                return debt
        for debt in debts:
            if str(debt.id) == which.strip():
                return debt
        raise NoSuchDebt(which)

    def add(self, cells: Mapping[str, str], currency: str) -> DebtEntry:
        """Store the debt that ``cells`` describe; raises ``InputProblems`` with every fault at once."""
        entry, found = self._read(cells, currency, None)
        if found:
            raise InputProblems(found)
        return self._added([entry]).debts[0]

    def problems_of(self, cells: Mapping[str, str], currency: str, changed: DebtEntry | None) -> tuple[Problem, ...]:
        """Return every fault of a new debt, or of one that is ``changed``, without storing anything."""
        return tuple(self._read(cells, currency, changed)[1])

    def edit(self, entry: DebtEntry, cells: Mapping[str, str]) -> DebtEntry:
        """Change what ``cells`` name, an empty cell meaning "don't know"; the rest stays as ``entry`` has it.

        Raises ``InputProblems``, or ``ChangedElsewhere`` where the stored debt is not the one that was read.
        """
        changed, found = self._read(cells, entry.currency, entry)
        if found:
            raise InputProblems(found)
        self._writes.change_debt(self._store, changed)
        return self.find(changed.name)

    def pay(self, entry: DebtEntry, amount: str, paid_on: date) -> PaymentEntry:
        """Record a payment and take it off the balance and off what is behind.

        Raises ``InputProblems`` or ``ChangedElsewhere``.
        """
        try:
            minor = parse_money(amount, entry.currency)
        except BadValue as bad:
            raise InputProblems([Problem("amount", bad.message)]) from None
        if not minor:
            raise InputProblems([Problem("amount", Text("is zero; write what you paid"))])
        if paid_on > date.today() + timedelta(days=1):  # a day of grace: it may be tomorrow already where the person is
            raise InputProblems([Problem("day", Text("is in the future; record a payment once it is made"))])
        if entry.balance is not None and minor > entry.balance:
            owed = f"{to_major(entry.balance, entry.currency)} {entry.currency}"
            words = Text("is more than the {owed} owed today; if more is owed, correct the debt first", {"owed": owed})
            raise InputProblems([Problem("amount", words)])
        return self._writes.add_payment(self._store, entry, minor, paid_on)

    def unpay(self, payment: PaymentEntry) -> None:
        """Take a payment back."""
        self._writes.remove_payment(self._store, payment.id)

    def remove(self, entry: DebtEntry) -> Removed:
        """Remove a debt; what comes back restores it whole."""
        removed = Removed(entry, tuple(self.payments(entry.id)))
        self._writes.remove_debt(self._store, entry)
        return removed

    def restore(self, removed: Removed) -> None:
        """Bring a removed debt back as it was."""
        self._writes.restore_debt(self._store, removed.entry, removed.payments)

    def import_file(
        self,
        path: str,
        currency: str,
        *,
        stopped: Callable[[], bool] = lambda: False,
        report: Callable[[float], None] = lambda _: None,
    ) -> Imported:
        """Store the debts of a CSV file, all or none; raises ``InputProblems`` with every fault of it.

        What is stored already is kept as a backup first. ``report`` is told how far it is, from 0 to 1. Where ``stopped()``
        says so before all is stored, nothing is, and no debts come back.
        """
        from planner.services.debt_files import read_debts_file

        read = read_debts_file(path, default_currency=lambda: currency, to_keep=True)
        report(0.5)
        taken = {debt.name for debt in self.debts()}
        again = [
            Problem(
                read.name_heading,
                Text('"{name}" is in your list already; take this row out', {"name": entry.name}),
                line,
            )
            for entry, line in zip(read.entries, read.lines, strict=True)
            if entry.name in taken
        ]
        if again:
            raise InputProblems(again, path)
        self.keep_backup(date.today(), before=True)
        return self._added(read.entries, stopped)

    def take_back(self, imported: Imported) -> list[DebtEntry]:
        """Take an import back whole, the currency it set too, in one transaction.

        Debts that were changed since stay, and are returned.
        """
        return self._writes.take_back(self._store, imported.debts, imported.currency)

    def holds_anything(self) -> bool:
        """Return whether the person's own facts are stored: settings alone do not count."""
        return self._writes.holds_anything(self._store)

    def _read(
        self, cells: Mapping[str, str], currency: str, before: DebtEntry | None
    ) -> tuple[DebtEntry, list[Problem]]:
        """Return the debt that ``cells`` describe, on top of what it was ``before``, and every fault."""
        from planner.services.debt_faults import faults_of
        from planner.services.debt_reader import DebtReader

        found: list[Problem] = []
        reader = DebtReader(found, currency, balance_needed=False)
        if before is None:
            entry = reader.entry(cells)
        else:
            read = reader.entry({"name": before.name, **cells}, whole=False)
            entry = before._replace(**{field: getattr(read, field) for field in _fields(cells)})
            if {"collector", "collector_since"} & set(cells):
                entry = entry._replace(holders=_handed_over(before.holders, read.holders))
            found += [fault for fault in faults_of(entry) if fault.field in cells]
            found += self._currency_kept(before, entry.currency)
        return entry, found + self._name_taken(entry.name, entry.id)

    def _added(self, entries: list[DebtEntry], stopped: Callable[[], bool] = lambda: False) -> Imported:
        added = self._writes.add_debts(self._store, entries, stopped)
        ids = set(added.ids)
        return Imported([debt for debt in self.debts() if debt.id in ids], added.currency)

    def _currency_kept(self, entry: DebtEntry, currency: str) -> list[Problem]:
        if currency == entry.currency:
            return []
        blanks = {"code": entry.currency}
        if self.payments(entry.id):
            return [Problem("currency", Text("has payments in {code} already, so it keeps its currency", blanks))]
        if exponent(currency) != exponent(entry.currency):
            words = Text("counts its amounts otherwise than {code}; remove this debt and add it again", blanks)
            return [Problem("currency", words)]
        return []

    def _name_taken(self, name: str, own_id: int | None) -> list[Problem]:
        if name and any(debt.name == name and debt.id != own_id for debt in self.debts()):
            return [Problem("name", Text('"{name}" is in your list already; choose another name', {"name": name}))]
        return []


def open_household(folder: Path, key: bytes | None = None) -> Household:
    """Open, or make, the household in ``folder``; without a ``key`` the one that lies on this device is used, or made.

    Raises ``StoreError`` with one sentence: ``LockedStore`` where a passphrase is needed, ``DamagedStore`` where a part
    of the file cannot be read (``open_saved_household`` shows what can).
    """
    from planner.store.database import open_store

    key = key or key_for(folder).key
    return Household(open_store(folder, key=key), key)


def open_saved_household(folder: Path, key: bytes) -> Household:
    """Open what can be read of a damaged store, to be read only; its ``notice`` says what to do. Raises ``StoreError``."""
    from planner.store.backup import newest_whole
    from planner.store.database import open_saved
    from planner.store.rescue import rescue

    rescue(folder, key)
    backup = newest_whole(folder, key)
    words = (
        Text("Your list is damaged. This is what can be read of it, to look at. No backup on this device is whole.")
        if backup is None
        else Text(
            "Your list is damaged. This is what can be read of it, to look at. The backup of {day} is whole: restore it.",
            {"day": backup.made_on.isoformat()},
        )
    )
    return Household(open_saved(folder, key, words), key)


def _fields(cells: Mapping[str, str]) -> list[str]:
    """Return the fields of ``DebtEntry`` that ``cells`` set."""
    columns = {"apr_changes": "rate_steps"} | _NAMED_OTHERWISE
    named = [columns.get(cell, cell) for cell in cells if cell not in ("collector", "collector_since")]
    return [*named, "late_percent"] if "late_fee" in cells else named


def _handed_over(before: tuple[HolderEntry, ...], now: tuple[HolderEntry, ...]) -> tuple[HolderEntry, ...]:
    """Return who collected and who does now: a new name ends the one before on the day it begins."""
    if before and now and before[-1].until_on is None:
        last, new = before[-1], now[0]
        if last.name == new.name:
            return (*before[:-1], new._replace(from_on=new.from_on or last.from_on))
        return (*before[:-1], last._replace(until_on=new.from_on), new)
    return (*before, *now)
