"""Removing what an entry of the log says, for good, where somebody must not read it; the seal goes on to hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from planner.canonical import canonical
from planner.model.log_entry import ATTACHMENT, EXPORT, NewEntry
from planner.services.log_entries import NoSuchEntry, facts_of
from planner.store.file_vault import FileVault
from planner.store.log_reads import read_log

if TYPE_CHECKING:
    from planner.services.household import Household


def remove_entry(household: Household, entry: int) -> None:
    """Remove what an entry says, in every version, with its files; that there was one, and when it went, stays.

    Backups from before hold it still. Raises ``NoSuchEntry``, or ``StoreError``.
    """
    from planner.store.removing import remove_content

    rows = household.read(lambda connection: read_log(connection, entry=entry, withdrawn=True))
    if not rows or rows[0].kind in (ATTACHMENT, EXPORT) or "removed" in facts_of(rows[0]):
        raise NoSuchEntry(str(entry))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    facts = canonical({"at": now, "removed": date.today().isoformat()})
    removal = NewEntry(rows[0].kind, facts, date.today(), now, "")
    vault = FileVault(household.folder, household.key)
    for name in remove_content(household.store, entry, rows[0].version, removal):
        vault.remove(name)
