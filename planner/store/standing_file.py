"""Reading the bytes of a store file that SQLite has open in this same program.

Closing any handle of a file drops every POSIX lock the program holds on it (fcntl(2)), SQLite's among them: another
program would take the store for unused, fold the write-ahead log in and delete it under an open window. So a handle that
was once opened stays open for the life of the program, one a file.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

_handles: dict[tuple[int, int], int] = {}
_guard = threading.Lock()


class Readable(Protocol):
    """What can be read a piece at a time."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` further bytes; none at the end."""
        ...


class _FromTheBeginning:
    """Reads from the beginning, whatever others who share the handle have read."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._at = 0

    def read(self, size: int, /) -> bytes:
        piece = os.pread(self._handle, size, self._at)
        self._at += len(piece)
        return piece


@contextmanager
def standing_file(path: Path) -> Iterator[Readable]:
    """Give the file at ``path`` to be read, without a lock of SQLite's being lost."""
    if not hasattr(os, "pread"):  # Windows, whose locks belong to a handle
        with path.open("rb") as file:
            yield file
        return
    with _guard:
        found = os.stat(path)
        handle = _handles.get((found.st_dev, found.st_ino))
        if handle is None:
            handle = os.open(path, os.O_RDONLY)
            opened = os.fstat(handle)
            _handles[opened.st_dev, opened.st_ino] = handle
    yield _FromTheBeginning(handle)
