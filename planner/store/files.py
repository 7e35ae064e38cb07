"""Files that are written whole or not at all: a half-written one is never seen under its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

OWNER_ONLY = 0o600


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


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """Give a file to write; it gets its name once all of it is on the disk.

    With ``replace`` it takes the place of one that is there; without, one that is there stays and ``FileExistsError``
    is raised. Only the owner may read it.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb+") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if replace:
            os.replace(draft, path)
        else:
            publish(draft, path)
        sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write ``content`` to ``path`` as ``whole_file`` does."""
    with whole_file(path, replace=replace) as file:
        file.write(content)


def publish(draft: Path, path: Path) -> None:
    """Give a finished draft its name, unless another program was first: then ``FileExistsError``."""
    try:
        os.link(draft, path)
    except FileExistsError:
        draft.unlink()
        raise
    except OSError:  # a disk without hard links, such as a memory card
        if path.exists():
            draft.unlink()
            raise FileExistsError(path) from None
        os.replace(draft, path)
    else:
        draft.unlink()
    sync_folder(path.parent)


def wipe(path: Path) -> None:
    """Overwrite and remove a file. On flash memory the old content may survive underneath; README says so."""
    try:
        with path.open("rb+") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        pass  # removing it is what counts
    path.unlink(missing_ok=True)
