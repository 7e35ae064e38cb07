"""Check-ins in a backup that was taken away: only where the person ticked them by name, and brought back only where none are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.store.backup import standing_still
from planner.store.care_store import care_folder, change_key, has_own_passphrase, is_there, shared_key
from planner.store.connection import CARE, STORE_FILE, Connector
from planner.store.files import make_folder, put_in_place
from planner.store.keys import write_keys
from planner.store.pages import checked
from planner.store.vault import KEYS_FILE, find_keys, store_new_keys

SIDE_STORE, SIDE_KEYS = f"{CARE}/{STORE_FILE}", f"{CARE}/{KEYS_FILE}"
"""Names of the parts in a backup."""


@contextmanager
def side_parts(folder: Path, key: bytes) -> Iterator[dict[str, Iterator[bytes]]]:
    """Give the parts of a backup that hold the check-ins, which stand still meanwhile. ``key``: theirs."""
    place = care_folder(folder)
    with standing_still(Connector(place, key)) as store:
        parts: dict[str, Iterator[bytes]] = {SIDE_STORE: checked(store, key, None)}
        keys = find_keys(place)
        if keys is not None:
            parts[SIDE_KEYS] = iter([write_keys(keys)])
        yield parts


def bring_back(folder: Path, key: bytes, place: Path, backup_key: bytes) -> bool:
    """Put check-ins that were unpacked into ``place`` beside the household in ``folder``; those that are here stay.

    Return whether they were put there. ``key``: the household's now, ``backup_key``: that of the backup. Raises ``StoreError``.
    """
    if not is_there(place) or is_there(folder) or has_own_passphrase(folder):
        return False
    came, target = care_folder(place), care_folder(folder)
    if not has_own_passphrase(place) and key != backup_key:
        change_key(came, shared_key(backup_key), shared_key(key))
    make_folder(target)
    keys = find_keys(came)
    if keys is not None:
        store_new_keys(target, keys)
    put_in_place(came / STORE_FILE, target / STORE_FILE)
    return True
