"""The vault: who may have the store's key. Its two keys files, unlocking, a new passphrase, what a wrong one costs.

The keys file lies twice, beside the store and in ``backups``: where one copy is damaged, the other serves and mends it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path

from planner.errors import DamagedStore, LockedStore, StoreError, Text, WrongPassphrase
from planner.store.connection import PLAIN_FILE, STORE_FILE
from planner.store.files import write_whole
from planner.store.keys import (
    Damaged,
    Effort,
    Keys,
    device_keys,
    new_data_key,
    open_with_code,
    open_with_passphrase,
    read_keys,
    wrap_with_code,
    wrap_with_passphrase,
    wrapped_keys,
    write_keys,
)
from planner.store.recovery_code import looks_like_code

KEYS_FILE = "keys.json"
BACKUPS = "backups"
TRIES_FILE = "tries.json"
SHORTEST = 6
FREE_TRIES, LONGEST_WAIT = 3, 60


class Protection(Enum):
    """How the store in a folder is protected now."""

    NOTHING_YET = "nothing yet"
    PLAIN = "plain"
    DEVICE = "device"
    PASSPHRASE = "passphrase"
    LOST = "lost"


def protection_of(folder: Path) -> Protection:
    """Return how the store in ``folder`` is protected; ``LOST``: there is a store, and no keys file that can be read."""
    keys = find_keys(folder)
    if keys is not None:
        return Protection.PASSPHRASE if keys.needs_passphrase else Protection.DEVICE
    if (folder / STORE_FILE).exists() or any(path.exists() for path in _copies(folder)):
        return Protection.LOST
    return Protection.PLAIN if (folder / PLAIN_FILE).exists() else Protection.NOTHING_YET


def find_keys(folder: Path) -> Keys | None:
    """Return the keys of ``folder``, from whichever copy is whole; None where neither is."""
    for path in _copies(folder):
        try:
            return read_keys(path.read_bytes())
        except (OSError, Damaged):
            continue
    return None


def store_keys(folder: Path, keys: Keys, *, replace: bool = True) -> None:
    """Write both copies. Without ``replace``, raises ``FileExistsError`` where there are keys already."""
    content = write_keys(keys)
    first, second = _copies(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    second.parent.mkdir(exist_ok=True, mode=0o700)
    write_whole(first, content, replace=replace)
    write_whole(second, content)


def mend_keys(folder: Path) -> None:
    """Write a damaged or missing copy of the keys file anew from the whole one."""
    keys = find_keys(folder)
    if keys is None:
        return
    content = write_keys(keys)
    for path in _copies(folder):
        try:
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(exist_ok=True, mode=0o700)
                write_whole(path, content)
        except OSError:
            continue  # a folder that can only be read is mended another day


def lock_with_device(folder: Path) -> bytes:
    """Make a key that lies open on this device; return it. Another program may have been first: then its key."""
    key = new_data_key()
    try:
        store_keys(folder, device_keys(key), replace=False)
    except FileExistsError:
        return unlock_device(folder)
    return key


def lock_with_passphrase(folder: Path, passphrase: str, code: str, effort: Effort | None = None) -> bytes:
    """Make a key that ``passphrase`` and the recovery code open; return it. Raises ``StoreError``."""
    check_passphrase(passphrase)
    key = new_data_key()
    try:
        store_keys(folder, wrapped_keys(key, passphrase, code, effort), replace=False)
    except FileExistsError:
        raise StoreError(Text("Another program made a list here just now. Open Ashore again.")) from None
    return key


def unlock_device(folder: Path) -> bytes:
    """Return the key of a store without a passphrase; raises ``LockedStore`` or ``DamagedStore``."""
    keys = find_keys(folder)
    if keys is None:
        raise lost_keys()
    if keys.device is None:
        raise LockedStore(Text("This list is locked. Its passphrase opens it."))
    return keys.device


def unlock(folder: Path, secret: str, *, now: Callable[[], float] = time.time) -> bytes:
    """Return the key that a passphrase, or the recovery code, opens.

    Raises ``WrongPassphrase``; after the third wrong one in a row each must wait twice as long as the one before, up to
    a minute. A clock that was set back makes the wait begin anew.
    """
    keys = find_keys(folder)
    if keys is None:
        raise lost_keys()
    if keys.device is not None:
        return keys.device
    tries = _Tries(folder, now())
    if tries.wait:
        raise WrongPassphrase(
            Text("The next try is in {seconds} seconds. Nothing is ever deleted.", {"seconds": str(tries.wait)}),
            tries.wait,
        )
    tries.count()
    key = open_secret(keys, secret)
    if key is None:
        raise WrongPassphrase(
            Text("That didn't open it. Check capital letters and the keyboard language."), _wait_after(tries.wrong)
        )
    tries.forget()
    return key


def open_secret(keys: Keys, secret: str) -> bytes | None:
    """Return the key that a passphrase, or a recovery code, opens; None where it does not. Raises ``DamagedStore``."""
    try:
        key = open_with_code(keys, secret) if looks_like_code(secret) else None
    except StoreError:
        key = None  # 48 digits that are no code may still be a passphrase
    try:
        return key or open_with_passphrase(keys, secret)
    except (Damaged, ValueError, KeyError, TypeError):
        raise lost_keys() from None


def change_passphrase(folder: Path, key: bytes, passphrase: str, effort: Effort | None = None) -> None:
    """Let another passphrase open the store, with the recovery code as it was. Nothing else is written anew."""
    check_passphrase(passphrase)
    keys = _present(folder)
    store_keys(folder, keys._replace(passphrase=wrap_with_passphrase(key, passphrase, effort)))


def change_code(folder: Path, key: bytes, code: str) -> None:
    """Let another recovery code open the store; the one before opens it no more."""
    store_keys(folder, _present(folder)._replace(recovery=wrap_with_code(key, code)))


def set_passphrase(folder: Path, key: bytes, passphrase: str, code: str, effort: Effort | None = None) -> None:
    """Lock a store whose key lay open on this device."""
    check_passphrase(passphrase)
    store_keys(folder, wrapped_keys(key, passphrase, code, effort))


def remove_passphrase(folder: Path, key: bytes) -> None:
    """Let the key lie open on this device."""
    store_keys(folder, device_keys(key))


def check_passphrase(passphrase: str) -> None:
    """Raise ``StoreError`` where a passphrase is too short to keep anyone out."""
    if len(passphrase.strip()) < SHORTEST:
        raise StoreError(
            Text("A passphrase has at least {count} characters; a few words are good.", {"count": str(SHORTEST)})
        )


def lost_keys() -> DamagedStore:
    """Return what is said where the keys cannot be read."""
    return DamagedStore(
        Text(
            "The key file of your list cannot be read. A backup made with its passphrase, or with its key beside it, opens again: restore it. Nothing was changed."
        )
    )


def _present(folder: Path) -> Keys:
    keys = find_keys(folder)
    if keys is None:
        raise lost_keys()
    return keys


def _copies(folder: Path) -> tuple[Path, Path]:
    return folder / KEYS_FILE, folder / BACKUPS / KEYS_FILE


def _wait_after(wrong: int) -> int:
    return 0 if wrong < FREE_TRIES else min(LONGEST_WAIT, 1 << (wrong - FREE_TRIES))


class _Tries:
    """The wrong tries so far; each is written down before it is looked at, so that ending the program saves none."""

    def __init__(self, folder: Path, now: float) -> None:
        self._path, self._now = folder / TRIES_FILE, now
        try:
            said = json.loads(self._path.read_text("utf-8"))
            self.wrong, last = int(said["wrong"]), float(said["at"])
        except (OSError, ValueError, KeyError, TypeError):
            self.wrong, last = 0, now
        wait = _wait_after(self.wrong)
        if now < last:  # the clock was set back
            self._write(self.wrong)
            last = now
        self.wait = max(0, -int((now - last - wait) // 1))

    def count(self) -> None:
        """Count a try as wrong."""
        self.wrong += 1
        self._write(self.wrong)

    def forget(self) -> None:
        """Forget them: the right one was given."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            self._write(0)

    def _write(self, wrong: int) -> None:
        with suppress(OSError):  # a folder that can only be read: nothing can be counted there
            write_whole(self._path, json.dumps({"wrong": wrong, "at": self._now}).encode())
