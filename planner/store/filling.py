"""Writing a whole household at once into a store that holds nothing yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planner.model.debt import Setting
from planner.model.entry import DebtEntry
from planner.model.log_entry import NewEntry
from planner.store.attachments import Kept, put_attachment
from planner.store.database import Store, writing
from planner.store.debts import find_anything, put_debt
from planner.store.log import put_entry, put_version


def fill(
    store: Store,
    debts: Iterable[DebtEntry],
    log: Iterable[Sequence[NewEntry]],
    settings: Mapping[str, str],
    files: Iterable[tuple[Kept, NewEntry]] = (),
) -> bool:
    """Store debts, entries of the log with their versions, kept files of them, and settings, in one transaction.

    Return False, changing nothing, where the store holds anything by then: another program may have filled it meanwhile.
    """
    with writing(store) as session:
        if find_anything(session.connection().connection.driver_connection):
            return False
        for debt in debts:
            put_debt(session, debt)
        for first, *later in log:
            number = put_entry(session, first)
            for version, new in enumerate(later, 2):
                put_version(session, number, version, new)
        for kept, new in files:
            put_attachment(session, kept, new)
        for key, value in settings.items():
            session.merge(Setting(key=key, value=value))
        return True
