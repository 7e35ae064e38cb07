"""Files that are written whole or not at all: a half-written one is never seen under its name."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

from planner.errors import StoreError, Text

OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700
DRAFT = ".new"
LEFT_AFTER = 3600
"""A draft this many seconds old belongs to a program that was ended: nothing here takes as long."""
_LEFT = re.compile(r"[.][0-9a-f]{8}[.]new(-journal|-wal|-shm)?$")
_ATTEMPTS = 5


def make_folder(folder: Path) -> None:
    """Make ``folder`` for its owner alone, so that its name lasts too; one that is there stays as it is."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last through a loss of power, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of ``path`` last through a loss of power."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def draft_of(path: Path) -> Path:
    """Return a name, not used before, for what is to become ``path``."""
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}{DRAFT}")


def empty_draft(path: Path) -> Path:
    """Make an empty draft of ``path`` that only its owner may read; return it."""
    draft = draft_of(path)
    os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    return draft


def discard(draft: Path) -> None:
    """Remove a draft with the journal that a database kept beside it."""
    for path in draft.parent.glob(escape(draft.name) + "*"):
        path.unlink(missing_ok=True)


def remove_left_drafts(folder: Path, *, of: str = "") -> None:
    """Remove drafts in ``folder``, of a file of this name or of any, that a program left behind when it was ended."""
    before = time.time() - LEFT_AFTER
    for path in folder.glob(f"{escape(of)}*{DRAFT}*"):
        with suppress(OSError):  # it is in use, or gone, or this folder can only be read
            if _LEFT.search(path.name) and path.lstat().st_mtime < before:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


@contextmanager
def whole_file(path: Path, *, replace: bool, check: Callable[[Path], None] = lambda _: None) -> Iterator[BinaryIO]:
    """Give a file to write; it gets its name once all of it is on the disk and ``check`` of it raised nothing.

    With ``replace`` it takes the place of one that is there; without, one that is there stays and ``FileExistsError``
    is raised. Only the owner may read it.
    """
    draft = draft_of(path)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(draft, flags, OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        check(draft)
        if replace:
            put_in_place(draft, path)
        else:
            publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write ``content`` to ``path`` as ``whole_file`` does."""
    with whole_file(path, replace=replace) as file:
        file.write(content)


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished draft its name, in the place of what has it now."""
    for attempt in range(_ATTEMPTS):
        try:
            os.replace(draft, path)
            break
        except PermissionError:  # on Windows another program may be reading the old one just now
            if os.name != "nt" or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.1)
    sync_folder(path.parent)


def publish(draft: Path, path: Path) -> None:
    """Give a finished draft its name, unless another program was first: then ``FileExistsError``."""
    try:
        os.link(draft, path)
    except FileExistsError:
        draft.unlink()
        raise
    except OSError:  # a disk without hard links, such as a memory card, or Android, which forbids them
        if path.exists():
            draft.unlink()
            raise FileExistsError(path) from None
        os.replace(draft, path)
    else:
        draft.unlink()
    sync_folder(path.parent)


def wipe(path: Path) -> None:
    """Overwrite and remove a file. On flash memory the old content may survive underneath; README says so.

    Of a link only the link goes: what it leads to, or what else leads there, such as a person's own copy, is not ours.
    """
    if not path.is_symlink():
        with suppress(OSError), path.open("rb+") as file:  # removing it is what counts
            if os.fstat(file.fileno()).st_nlink <= 1:
                _overwrite(file)
    path.unlink(missing_ok=True)


@contextmanager
def wiping_the_old(path: Path) -> Iterator[None]:
    """Overwrite what ``path`` holds now, once the block has put something else in its place and nothing leads there."""
    try:
        file = path.open("rb+") if os.name != "nt" else None  # Windows replaces no open file
    except OSError:
        file = None
    if file is None:
        yield
        return
    with file:
        yield
        with suppress(OSError):
            if not os.fstat(file.fileno()).st_nlink:
                _overwrite(file)


def not_written(error: OSError) -> StoreError:
    """Return what is said where a copy could not be written."""
    if isinstance(error, FileExistsError):
        return StoreError(Text("There is a file of this name already, and it stays. Choose another name."))
    if is_no_room(error):
        return no_room()
    return StoreError(Text("The copy cannot be written there. Choose a folder you can write to; nothing was changed."))


def unusable_folder(folder: Path) -> StoreError:
    """Return what is said of a folder that cannot be made, read or written."""
    return StoreError(Text("The folder {folder} cannot be made or read. Nothing was changed.", {"folder": str(folder)}))


def not_removed(folder: Path) -> StoreError:
    """Return what is said where files could not be removed."""
    return StoreError(
        Text(
            "Some files could not be removed: the folder {folder}. Close other programs and try again.",
            {"folder": str(folder)},
        )
    )


def is_no_room(error: OSError) -> bool:
    """Return whether the disk, or this person's share of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def no_room() -> StoreError:
    """Return what is said of a full disk."""
    return StoreError(Text("There is no room left on this disk. Make some room and try again; nothing was changed."))


def _overwrite(file: BinaryIO) -> None:
    left = os.fstat(file.fileno()).st_size
    while left > 0:
        left -= file.write(bytes(min(left, 1 << 20)))
    file.flush()
    os.fsync(file.fileno())
