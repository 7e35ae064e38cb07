"""Writes of the household: each function is one transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import delete, func, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select

from planner.errors import StoreError, Text
from planner.model.debt import Creditor, Debt, Holder, Payment, Plan, RateStep, Setting
from planner.model.entry import DebtEntry, PaymentEntry
from planner.store import reads
from planner.store.connection import sentence_for
from planner.store.database import Store, writing

T = TypeVar("T")
_NOT_WRITTEN = {"id", "version"}
_CURRENCY = "currency"
_TAKEN_FROM = {"taken_off": "balance", "off_arrears": "arrears", "off_to_bring_current": "to_bring_current"}
"""What a payment remembers, and the sum of the debt that it came off."""


class ChangedElsewhere(StoreError):
    """The debt was changed by another window or program since it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                "{debt} was changed in another window meanwhile. Look at it again and repeat your change; nothing was overwritten.",
                {"debt": name},
            )
        )


def read(store: Store, what: Callable[..., T], *arguments: Any) -> T:
    """Return what one of ``planner.store.reads`` reads, over a connection of the store's pool."""
    try:
        connection = store.engine.raw_connection()
        try:
            return what(connection.driver_connection, *arguments)
        finally:
            connection.close()
    except (DatabaseError, store.engine.dialect.loaded_dbapi.DatabaseError) as error:
        raise sentence_for(error) from None


class Added(NamedTuple):
    """What was stored: the ids of the debts, and the currency that became the household's with them, "" where it had one."""

    ids: list[int]
    currency: str = ""


class _Stopped(Exception):
    """The person stopped before the end."""


def add_debts(store: Store, entries: Sequence[DebtEntry], stopped: Callable[[], bool] = lambda: False) -> Added:
    """Store new debts, all or none; the first one's currency becomes the household's where it has none yet.

    Nothing is stored where ``stopped()`` says so up to the end.
    """
    try:
        with writing(store) as session:
            ids = [put_debt(session, entry) for entry in entries]
            currency = ""
            if entries and session.get(Setting, _CURRENCY) is None:
                currency = entries[0].currency
                session.add(Setting(key=_CURRENCY, value=currency))
                session.flush()
            if stopped():
                raise _Stopped
    except _Stopped:
        return Added([])
    return Added(ids, currency)


def put_debt(session: Session, entry: DebtEntry) -> int:
    """Store a new debt within a transaction; return its id."""
    # SQLite gives the number of a removed debt to the next one; a version of its own keeps an edit of the old one out.
    version = entry.version if entry.id is not None else secrets.randbelow(2**40) + 1
    debt = Debt(id=entry.id, version=version, **_columns(session, entry))
    session.add(debt)
    session.flush()
    assert debt.id is not None
    _add_parts(session, debt.id, entry)
    return debt.id


def take_back(store: Store, entries: Iterable[DebtEntry], currency: str) -> list[DebtEntry]:
    """Remove debts that just came in, and with the last one in ``currency`` that setting, where they brought it.

    Debts that were changed since stay, and are returned.
    """
    with writing(store) as session:
        changed = []
        for entry in entries:
            if _claim(session, entry):
                _remove(session, entry)
            elif session.get(Debt, entry.id) is not None:
                changed.append(entry)
        setting = session.get(Setting, _CURRENCY)
        if setting is not None and setting.value == currency:
            left = session.exec(select(func.count()).select_from(Debt).where(col(Debt.currency) == currency)).one()
            if not left:
                session.delete(setting)
        return changed


def change_debt(store: Store, entry: DebtEntry) -> None:
    """Store ``entry`` over the debt of its id; raises ``ChangedElsewhere`` unless its version is the stored one."""
    with writing(store) as session:
        _bump(session, entry, **_columns(session, entry))
        assert entry.id is not None
        for table in (RateStep, Holder):
            session.execute(delete(table).where(col(table.debt_id) == entry.id))
        _add_parts(session, entry.id, entry)


def remove_debt(store: Store, entry: DebtEntry) -> None:
    """Remove the debt with what belongs to it; raises ``ChangedElsewhere`` unless its version is the stored one."""
    with writing(store) as session:
        _bump(session, entry)
        _remove(session, entry)


def restore_debt(store: Store, entry: DebtEntry, payments: Iterable[PaymentEntry]) -> None:
    """Store a removed debt again under its old id, with its payments."""
    with writing(store) as session:
        put_debt(session, entry)
        session.add_all(Payment(**paid._asdict()) for paid in payments)


def add_payment(store: Store, entry: DebtEntry, amount: int, paid_on: date) -> PaymentEntry:
    """Store a payment and take it off the balance and off what is behind, in one step; none of them goes below zero."""
    sums = {column: getattr(entry, column) for column in _TAKEN_FROM.values()}
    off = {field: min(sums[column] or 0, amount) for field, column in _TAKEN_FROM.items()}
    left = {column: sums[column] - off[field] for field, column in _TAKEN_FROM.items() if sums[column] is not None}
    with writing(store) as session:
        _bump(session, entry, **left)
        assert entry.id is not None
        paid = Payment(debt_id=entry.id, amount=amount, paid_on=paid_on, made_at=datetime.now(UTC), **off)
        session.add(paid)
        session.flush()
        return PaymentEntry(**paid.model_dump())


def remove_payment(store: Store, payment_id: int) -> None:
    """Take a payment back: it goes, and what it took off returns. One that is gone already changes nothing."""
    with writing(store) as session:
        paid = session.get(Payment, payment_id)
        if paid is None:
            return
        # A sum that is not known any more stays so: nothing can be added to it.
        returned = {column: getattr(Debt, column) + getattr(paid, field) for field, column in _TAKEN_FROM.items()}
        session.execute(
            update(Debt).where(col(Debt.id) == paid.debt_id).values(version=col(Debt.version) + 1, **returned)
        )
        session.delete(paid)


def set_settings(store: Store, settings: dict[str, str]) -> None:
    """Store settings over those of the same key."""
    with writing(store) as session:
        for key, value in settings.items():
            session.merge(Setting(key=key, value=value))


def save_plan(store: Store, plan: reads.StoredPlan) -> None:
    """Keep the plan the person chose; earlier ones stay, so that a date that moved can be explained."""
    values = plan._asdict() | {"debt_order": json.dumps(plan.debt_order), "made_at": datetime.now(UTC)}
    with writing(store) as session:
        session.add(Plan(**values))


def _add_parts(session: Session, debt_id: int, entry: DebtEntry) -> None:
    session.add_all(RateStep(debt_id=debt_id, from_on=day, apr=apr) for day, apr in entry.rate_steps)
    session.add_all(Holder(debt_id=debt_id, **holder._asdict()) for holder in entry.holders)


def _columns(session: Session, entry: DebtEntry) -> dict[str, Any]:
    values = {column: getattr(entry, column) for column in reads.DEBT_COLUMNS if column not in _NOT_WRITTEN}
    return values | {"creditor_id": _creditor_id(session, entry.creditor)}


def _creditor_id(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    creditor = session.exec(select(Creditor).where(Creditor.name == name)).first()
    if creditor is None:
        creditor = Creditor(name=name)
        session.add(creditor)
        session.flush()
    return creditor.id


def _remove(session: Session, entry: DebtEntry) -> None:
    for table in (RateStep, Holder, Payment):
        session.execute(delete(table).where(col(table.debt_id) == entry.id))
    session.execute(delete(Debt).where(col(Debt.id) == entry.id))


def _bump(session: Session, entry: DebtEntry, **values: Any) -> None:
    """Change the debt only while its version is the one that was read; raises ``ChangedElsewhere``."""
    if not _claim(session, entry, **values):
        raise ChangedElsewhere(entry.name)


def _claim(session: Session, entry: DebtEntry, **values: Any) -> bool:
    """Change the debt if its version is still the one that was read; return whether it was."""
    changed = session.execute(
        update(Debt)
        .where(col(Debt.id) == entry.id, col(Debt.version) == entry.version)
        .values(version=entry.version + 1, **values)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


def holds_anything(store: Store) -> bool:
    """Return whether the person's own facts are in the store: settings alone do not count."""
    return read(store, find_anything)


def find_anything(connection: Any) -> bool:
    """Return whether any table holds more than settings, read over a plain connection."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    facts = [name for (name,) in tables if name not in ("setting", "migration") and not name.startswith("sqlite_")]
    return any(connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()[0] for table in facts)
