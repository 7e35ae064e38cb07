"""A bundle that somebody unpacked and packed anew with another program, as mail and helpers do: what is in it counts.

Only a zip that no longer looks like ours is read so; ours must be ours to the byte. Nothing is unpacked, and what could
grow, lead elsewhere, hide or stand there twice is refused by its name before it is read.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from planner.evidence.bag import BAGIT
from planner.evidence.packing import NotCanonical

_OUR_DAY = (1980, 1, 1, 0, 0, 0)
_END, _END_SIZE = b"PK\5\6", 22
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_MOST_FILES = 200_000
_MOST_GROWTH, _ALWAYS = 200, 1 << 20
"""How many times its packed size a file may have; a log, which repeats itself, has some fifty. Small ones may have more."""


def packed_by_others(file: BinaryIO) -> zipfile.ZipFile | None:
    """Return the zip where another program made it; None where it looks like ours, or is no whole zip."""
    size = os.fstat(file.fileno()).st_size
    file.seek(-min(_END_SIZE, size), os.SEEK_END)
    if file.read(4) != _END:
        return None
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return None
    parts = archive.infolist()
    if not parts or len(parts) > _MOST_FILES or min(one.header_offset for one in parts) != 0:
        return None
    if sum(one.compress_size for one in parts) > size:  # parts that lie in each other
        return None
    return None if any(one.date_time == _OUR_DAY for one in parts) else archive


def parts_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, int, Iterable[bytes]]]:
    """Yield (name, size, pieces) of each file in the order of their names; raises ``NotCanonical`` with the name of a bad one."""
    files = sorted((one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename)
    folder, before = _folder_of(files), ""
    for one in files:
        kind = stat.S_IFMT(one.external_attr >> 16)
        if (
            one.filename == before
            or kind not in (0, stat.S_IFREG)
            or one.flag_bits & _ENCRYPTED
            or one.compress_type not in _METHODS
            or one.file_size > one.compress_size * _MOST_GROWTH + _ALWAYS
            or not one.filename.startswith(folder)
        ):
            raise NotCanonical(one.filename.removeprefix(folder))
        before = one.filename
        yield one.filename.removeprefix(folder), one.file_size, _pieces(archive, one)


def _folder_of(files: list[zipfile.ZipInfo]) -> str:
    """Return the folder that all of it lies in, "" where it lies in none."""
    if not files or any(one.filename == BAGIT for one in files):
        return ""
    return files[0].filename.partition("/")[0] + "/"


def _pieces(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(one) as part:
            while piece := part.read(1 << 20):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise NotCanonical(one.filename) from None
