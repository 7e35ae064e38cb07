"""Backups to take away, what one would change, and bringing it back. Where ``backup`` ends and ``restore`` begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from planner.errors import DamagedStore, LockedStore, StoreError, Text, WrongPassphrase
from planner.services.opening import Protection, protection_of
from planner.store.archive import write_archive
from planner.store.archive_reader import Archive, open_archive
from planner.store.backup import Kept, kept_backups, newest_whole
from planner.store.care_copy import bring_back
from planner.store.connection import STORE_FILE
from planner.store.keys import Keys
from planner.store.restore import TableChange, become_store, changes, names_in, put_back, take_keys, unpacked
from planner.store.vault import BACKUPS, find_keys, lost_keys, open_secret

__all__ = ["Kept", "Preview", "Restored", "newest_whole"]

NEUTRAL_NAME = "copy"
_HIDDEN_TABLES = frozenset(
    "creditor rate_step holder setting seal_link seal_head kept_file import_batch import_entry".split()
)


class Preview(NamedTuple):
    """What restoring a backup would change: debts by name, and rows by table (a changed row comes and goes).

    ``replaces`` is False where there is nothing here yet, or nothing that can be read.
    """

    replaces: bool
    debts_come: tuple[str, ...]
    debts_go: tuple[str, ...]
    tables: tuple[TableChange, ...]
    debts: int


class Restored(NamedTuple):
    """What was restored. ``undo``: the name of the backup of what stood there before, if anything did.

    ``check_ins``: whether check-ins came with it; those that are here stay as they are.
    """

    preview: Preview
    undo: str | None
    check_ins: bool = False


def backup_name(today: date) -> str:
    """Return a file name that says nothing about what is in it."""
    return f"{NEUTRAL_NAME}-{today.isoformat()}.bin"


def make_backup(
    folder: Path,
    key: bytes,
    out: Path,
    *,
    check_ins: bytes | None = None,
    report: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write a backup to ``out``, or into it where it is a folder; return the files made, none where it was stopped.

    ``check_ins``: their key, where the person ticked them by name; else nothing of them is in it.
    """
    keys = find_keys(folder)
    if keys is None:
        raise lost_keys()
    if out.is_dir():
        out = free_name(out / backup_name(date.today()))
    return write_archive(folder, key, keys, out, side=check_ins, report=report, stopped=stopped)


def backups_here(folder: Path) -> list[Kept]:
    """Return the backups that were made by themselves, newest first."""
    return kept_backups(folder)


def backup_path(folder: Path, said: str) -> Path:
    """Return the file a person means: a path, or the name of a backup that was made by itself."""
    path = Path(said)
    inside = folder / BACKUPS / path.name
    return inside if not path.exists() and path.name == said and inside.exists() else path


def preview(folder: Path, path: Path, key: bytes | None = None, secret: str | None = None) -> Preview:
    """Return what restoring the backup at ``path`` would change. ``key``: that of the store in ``folder``, if it is open.

    Raises ``DamagedStore``, ``WrongPassphrase``, or ``LockedStore`` where a passphrase is needed.
    """
    with _opened(folder, path, key, secret) as opened:
        return _preview(folder, opened.key, opened.place, opened.backup_key)


def restore(folder: Path, path: Path, today: date, key: bytes | None = None, secret: str | None = None) -> Restored:
    """Bring the backup at ``path`` back; what stood there is kept as a backup of its own. Raises as ``preview`` does.

    The household of this program is closed meanwhile.
    """
    with _opened(folder, path, key, secret) as opened:
        shown = _preview(folder, opened.key, opened.place, opened.backup_key)
        undo = _put_in_place(folder, opened, shown, today, key)
        came = bring_back(folder, opened.key or opened.backup_key, opened.place, opened.backup_key)
        return Restored(shown, undo, came)


def _put_in_place(folder: Path, opened: _Opened, shown: Preview, today: date, key: bytes | None) -> str | None:
    """Make the backup what stands in ``folder``; return the name of the backup of what stood there."""
    from planner.store.database import open_store

    if opened.key is None:
        become_store(folder, opened.backup_key, opened.place, opened.backup_key, opened.archive.keys)
        return None
    if key is None and opened.archive.keys is not None:
        take_keys(folder, opened.archive.keys)
    if shown.replaces:
        with suppress(DamagedStore):
            open_store(folder, key=opened.key).close()  # brings its tables up to today's
            return put_back(folder, opened.key, opened.place, opened.backup_key, today)
    become_store(folder, opened.key, opened.place, opened.backup_key)
    return None


class _Opened(NamedTuple):
    archive: Archive
    backup_key: bytes
    place: Path
    key: bytes | None
    """That of the store that is here; where its keys file was lost, the backup may bring it."""


@contextmanager
def _opened(folder: Path, path: Path, key: bytes | None, secret: str | None) -> Iterator[_Opened]:
    store = folder / STORE_FILE
    if path.exists() and store.exists() and path.samefile(store):
        raise StoreError(Text("This is the list that is open here. Choose a backup of it."))
    archive = open_archive(path)
    if key is None and protection_of(folder) in (Protection.PASSPHRASE, Protection.DEVICE):
        raise LockedStore(Text("This list is locked. Its passphrase opens it."))
    backup_key = key_of(archive, key, secret)
    if key is None and store.exists() and Archive(store, None, False).fits(backup_key):
        key = backup_key
    with unpacked(folder, archive, backup_key) as place:
        yield _Opened(archive, backup_key, place, key)


def key_of(archive: Archive, key: bytes | None, secret: str | None) -> bytes:
    """Return the key that opens ``archive``: ``key`` where it fits, the one beside the backup, or what ``secret`` opens.

    Raises ``DamagedStore`` where the key beside it is missing, ``LockedStore`` without a secret, ``WrongPassphrase``.
    """
    if key is not None and archive.fits(key):
        return key
    return key_by_secret(archive.keys, secret)


def key_by_secret(keys: Keys | None, secret: str | None) -> bytes:
    """Return the key of a backup: the one beside it, or the one that ``secret`` opens.

    Raises ``DamagedStore`` where there is none, ``LockedStore`` where a passphrase is needed, ``WrongPassphrase``.
    """
    if keys is None:
        raise DamagedStore(
            Text(
                "The key of this backup is missing. It is a second file beside the backup, with .key at its end; put the two together."
            )
        )
    if keys.device is not None:
        return keys.device
    if secret is None:
        raise LockedStore(Text("This backup opens with the passphrase it was made under, or its recovery code."))
    found = open_secret(keys, secret)
    if found is None:
        raise WrongPassphrase(
            Text("This is not the passphrase of this backup. It is the one that was in use that day.")
        )
    return found


def _preview(folder: Path, key: bytes | None, place: Path, backup_key: bytes) -> Preview:
    if key is None:
        return _all_new(place, backup_key)
    try:
        now, then = names_in(folder, key, place, backup_key)
        tables = changes(folder, key, place, backup_key)
    except DamagedStore:
        return _all_new(place, backup_key)
    except StoreError:
        if (folder / STORE_FILE).exists():
            raise
        return _all_new(place, backup_key)
    shown = tuple(change for change in tables if change.table not in _HIDDEN_TABLES)
    return Preview(True, tuple(sorted(then - now)), tuple(sorted(now - then)), shown, len(then))


def _all_new(place: Path, backup_key: bytes) -> Preview:
    names, _ = names_in(place, backup_key, place, backup_key)
    return Preview(False, tuple(sorted(names)), (), (), len(names))


def free_name(path: Path) -> Path:
    """Return ``path``, or with a number where that is taken."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free
