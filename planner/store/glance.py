"""One look at the store before anything else is loaded: for commands and first frames that must come at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import StoreError, Text
from planner.model.entry import DebtEntry, PaymentEntry
from planner.model.log_entry import EVENT, PAPER, PROMISE, LogRow
from planner.store.connection import newer_store, read_only_notice, reading
from planner.store.log_reads import read_log
from planner.store.migrations import MIGRATIONS, version_of
from planner.store.reads import StoredPlan, read_debts, read_payments, read_plan, read_settings


class Glance(NamedTuple):
    """What the first frame shows: settings, debts, the plan chosen last, payments, promises, papers,
    dated facts; ``notice`` as the store has it."""

    settings: dict[str, str]
    debts: list[DebtEntry]
    plan: StoredPlan | None
    payments: list[PaymentEntry]
    promises: list[LogRow]
    papers: list[LogRow]
    facts: list[LogRow]
    notice: Text | None


def glance(folder: Path, key: bytes | None = None) -> Glance | None:
    """Return the household as it stands; None where there is no store yet, or one that must be migrated first.

    Raises ``StoreError`` where there is one that cannot be read.
    """
    with reading(folder, key) as connection:
        version = 0 if connection is None else version_of(connection)
        if version > len(MIGRATIONS):
            raise newer_store()
        if connection is None or version != len(MIGRATIONS):
            return None
        return read_glance(connection, read_only_notice(folder))


def read_glance(connection: Any, notice: Text | None) -> Glance:
    """Return the household as it stands, through a connection that is open."""
    return Glance(
        read_settings(connection),
        read_debts(connection),
        read_plan(connection),
        read_payments(connection),
        read_log(connection, (PROMISE,)),
        read_log(connection, (PAPER,)),
        read_log(connection, (EVENT,)),
        notice,
    )


def read_setting(folder: Path, name: str, key: bytes | None = None) -> str | None:
    """Return the stored setting ``name``; None where there is no store that can be read, or it holds none."""
    try:
        with reading(folder, key) as connection:
            if connection is None or not version_of(connection):
                return None
            row = connection.execute("SELECT value FROM setting WHERE key = ?", (name,)).fetchone()
    except StoreError:
        return None
    return str(row[0]) if row else None
