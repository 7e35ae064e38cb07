"""Opening the household: who may have its key. The database layer and the ciphers are loaded only where they are needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from planner.errors import LockedStore, StoreError, Text
from planner.store.recovery_code import new_recovery_code, same_group
from planner.store.vault import (
    Protection,
    change_code,
    change_passphrase,
    check_passphrase,
    lock_with_device,
    lock_with_passphrase,
    lost_keys,
    mend_keys,
    protection_of,
    remove_passphrase,
    set_passphrase,
    unlock,
    unlock_device,
)

__all__ = ["Opened", "Protection", "change_code", "check_passphrase", "key_for", "new_recovery_code", "protection_of"]


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
    code = new_recovery_code()
    return Opened(lock_with_passphrase(folder, passphrase, code), Protection.PASSPHRASE, code)


def unlock_key(folder: Path, secret: str, *, now: Callable[[], float]) -> bytes:
    """Return the key of a locked store; ``now`` in seconds. Raises ``WrongPassphrase`` or ``DamagedStore``."""
    key = unlock(folder, secret, now=now)
    mend_keys(folder)
    return key


def code_group_fits(code: str, place: int, typed: str) -> bool:
    """Return whether ``typed`` is group ``place``, from 1, of a recovery code."""
    return same_group(code, place, typed)


def protect_household(folder: Path, passphrase: str | None, code: str, key: bytes | None) -> bytes:
    """Protect a store as the person chose; return its key.

    ``key`` is that of a store that is open; None where there is none yet. With a ``passphrase``, ``code`` opens it too.
    """
    protection = protection_of(folder)
    if protection in (Protection.NOTHING_YET, Protection.PLAIN):
        return lock_with_device(folder) if passphrase is None else lock_with_passphrase(folder, passphrase, code)
    key = key or key_for(folder).key
    if passphrase is None:
        remove_passphrase(folder, key)
    elif protection is Protection.PASSPHRASE:
        change_passphrase(folder, key, passphrase)
    else:
        set_passphrase(folder, key, passphrase, code)
    return key


def quiet_key(folder: Path) -> bytes | None:
    """Return the key where it can be had without asking and without making anything; else None."""
    try:
        if protection_of(folder) in (Protection.DEVICE, Protection.PASSPHRASE):
            return key_for(folder, environment_passphrase()).key
    except StoreError:
        return None
    return None
