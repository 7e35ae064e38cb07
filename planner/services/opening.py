"""Opening the household: who may have its key. The database layer and the ciphers are loaded only where they are needed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from planner.errors import DamagedStore, LockedStore, Text
from planner.store.vault import (
    Protection,
    lock_with_device,
    lock_with_passphrase,
    lost_keys,
    mend_keys,
    protection_of,
    unlock,
    unlock_device,
)

__all__ = ["Opened", "Protection", "key_for", "protection_of"]


class Opened(NamedTuple):
    """The key of a store. ``made``: how a new store was protected just now; ``code``: its recovery code, shown once."""

    key: bytes
    made: Protection | None = None
    code: str | None = None


def environment_passphrase() -> str | None:
    """Return the passphrase that a script gives."""
    return os.environ.get("ASHORE_PASSPHRASE") or None


def key_for(folder: Path, passphrase: str | None = None) -> Opened:
    """Return the key of the store in ``folder``; a new one, or a plain one from before, is protected first.

    With a ``passphrase`` a new store takes it; without, its key lies on this device. Raises ``LockedStore``,
    ``WrongPassphrase``, ``DamagedStore``.
    """
    protection = protection_of(folder)
    if protection is Protection.LOST:
        raise lost_keys()
    if protection is Protection.PASSPHRASE:
        if passphrase is None:
            raise LockedStore(Text("This list is locked. Its passphrase opens it."))
        key = unlock(folder, passphrase)
        mend_keys(folder)
        return Opened(key)
    if protection is Protection.DEVICE:
        key = unlock_device(folder)
        mend_keys(folder)
        return Opened(key)
    if passphrase is not None:
        return protect_new(folder, passphrase)
    return Opened(lock_with_device(folder), Protection.DEVICE)


def protect_new(folder: Path, passphrase: str) -> Opened:
    """Make a passphrase and a recovery code for a new store, or for a plain one from before."""
    from planner.store.recovery_code import new_recovery_code

    code = new_recovery_code()
    return Opened(lock_with_passphrase(folder, passphrase, code), Protection.PASSPHRASE, code)


def quiet_key(folder: Path) -> bytes | None:
    """Return the key where it can be had without asking and without making anything; else None."""
    try:
        if protection_of(folder) in (Protection.DEVICE, Protection.PASSPHRASE):
            return key_for(folder, environment_passphrase()).key
    except (LockedStore, DamagedStore):
        return None
    return None
