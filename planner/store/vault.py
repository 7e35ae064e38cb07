"""The vault: who may have the store's key. Its two keys files, unlocking, a new passphrase, what a wrong one costs.

The keys file lies twice, beside the store and in ``backups``: where one copy is damaged, the other serves and mends it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from planner.errors import DamagedStore, LockedStore, StoreError, Text, WrongPassphrase
from planner.store.connection import PLAIN_FILE, STORE_FILE
from planner.store.files import is_no_room, make_folder, no_room, unusable_folder, wipe, wiping_the_old, write_whole
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
from planner.store.tries import Tries, wait_after

KEYS_FILE = "keys.json"
BACKUPS = "backups"
SHORTEST = 6
_LOOKS = 3


class Protection(Enum):
    """How the store in a folder is protected now."""

    NOTHING_YET = "nothing yet"
    PLAIN = "plain"
    DEVICE = "device"
    PASSPHRASE = "passphrase"
    LOST = "lost"


def protection_of(folder: Path) -> Protection:
    """Return how the store in ``folder`` is protected; ``LOST``: there is a store, and no keys file that can be read.

    Raises ``StoreError`` where the folder may not be looked into.
    """
    keys = find_keys(folder)
    try:
        if keys is None and ((folder / STORE_FILE).exists() or any(path.exists() for path in _copies(folder))):
            keys = find_keys(folder)  # another program may have made them since: they come before the store
            if keys is None:
                return Protection.LOST
        if keys is not None:
            return Protection.PASSPHRASE if keys.needs_passphrase else Protection.DEVICE
        return Protection.PLAIN if (folder / PLAIN_FILE).exists() else Protection.NOTHING_YET
    except OSError:
        raise unusable_folder(folder) from None


def find_keys(folder: Path) -> Keys | None:
    """Return the keys of ``folder``, from whichever copy is whole; None where neither is."""
    for path in _copies(folder):
        try:
            return read_keys(path.read_bytes())
        except (OSError, Damaged):
            continue
    return None


def store_new_keys(folder: Path, keys: Keys) -> bool:
    """Write both copies; return False, writing nothing, where another program was first. Raises ``StoreError``."""
    first, second = _copies(folder)
    with _saying_why(folder):
        make_folder(folder)
        try:
            write_whole(first, write_keys(keys), replace=False)
        except FileExistsError:
            return False
        make_folder(second.parent)
        write_whole(second, write_keys(keys))
    return True


def store_keys(folder: Path, keys: Keys) -> None:
    """Put ``keys`` in the place of those that are there, which are overwritten. Raises ``StoreError``.

    The copy that serves is written last: ended in between, all is as it was, and no open key stays in the other.
    """
    first, second = _copies(folder)
    with _saying_why(folder):
        make_folder(folder)
        make_folder(second.parent)
        for path in (second, first):
            with wiping_the_old(path):
                write_whole(path, write_keys(keys))


def set_keys_aside(folder: Path, mark: str) -> None:
    """Keep keys files that cannot be read under another name: somebody may still mend them."""
    with _saying_why(folder):
        for number, path in enumerate(_copies(folder)):
            if path.exists():
                path.rename(folder / f"damaged.{mark}.{number}.{KEYS_FILE}")


def mend_keys(folder: Path) -> None:
    """Write a damaged or missing copy of the keys file anew from the whole one."""
    for _ in range(_LOOKS):  # another program may change the keys just now: look once more after writing
        keys = find_keys(folder)
        stale = [] if keys is None else [path for path in _copies(folder) if not _holds(path, write_keys(keys))]
        if keys is None or not stale:
            return
        for path in stale:
            try:
                make_folder(path.parent)
                with wiping_the_old(path):
                    write_whole(path, write_keys(keys))
            except OSError:
                return  # a folder that can only be read is mended another day


def lock_with_device(folder: Path) -> bytes:
    """Make a key that lies open on this device; return it. Another program may have been first: then its key."""
    key = new_data_key()
    return key if store_new_keys(folder, device_keys(key)) else unlock_device(folder)


def lock_with_passphrase(folder: Path, passphrase: str, code: str, effort: Effort | None = None) -> bytes:
    """Make a key that ``passphrase`` and the recovery code open; return it. Raises ``StoreError``."""
    check_passphrase(passphrase)
    key = new_data_key()
    if not store_new_keys(folder, wrapped_keys(key, passphrase, code, effort)):
        raise made_elsewhere()
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
    tries = Tries(folder, now())
    if tries.wait:
        raise WrongPassphrase(
            Text("The next try is in {seconds} seconds. Nothing is ever deleted.", {"seconds": str(tries.wait)}),
            tries.wait,
        )
    tries.count()
    key = open_secret(keys, secret)
    if key is None:
        raise WrongPassphrase(
            Text("That didn't open it. Check capital letters and the keyboard language."), wait_after(tries.wrong)
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
    except Damaged:
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
    """Lock a store whose key lay open on this device.

    The key stays the same: whoever copied it before, beside a backup that was taken away, can still open what it opens.
    """
    check_passphrase(passphrase)
    store_keys(folder, wrapped_keys(key, passphrase, code, effort))
    for path in folder.glob(f"damaged.*.{KEYS_FILE}"):
        wipe(path)


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


def made_elsewhere() -> StoreError:
    """Return what is said where another program made a store at the same time."""
    return StoreError(Text("Another program made a list here just now. Open Ashore again."))


def _present(folder: Path) -> Keys:
    keys = find_keys(folder)
    if keys is None:
        raise lost_keys()
    return keys


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _copies(folder: Path) -> tuple[Path, Path]:
    return folder / KEYS_FILE, folder / BACKUPS / KEYS_FILE


@contextmanager
def _saying_why(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise (no_room() if is_no_room(error) else unusable_folder(folder)) from None
