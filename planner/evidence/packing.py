"""A zip in its one canonical form: nothing compressed, one day for all, names in order, nothing between its parts.

Written by hand so that the same parts give the same bytes whatever library is there, and read by hand so that a file from
anywhere is taken only where it is this form to the byte: nothing in it can grow, lead elsewhere, or hide.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

FOLDER = "bundle/"
"""Every part lies in this folder, as RFC 8493 asks of a bag in one file."""
_LOCAL, _CENTRAL, _END = 0x04034B50, 0x02014B50, 0x06054B50
_END64, _PLACE64 = 0x06064B50, 0x07064B50
_DAY = 33
"""1 January 1980, the first day a zip knows."""
_FILE = 0o100644 << 16
_UNIX = 3 << 8
_FULL32, _FULL16 = 0xFFFFFFFF, 0xFFFF
_LONGEST_NAME = 300


class Part(NamedTuple):
    """One part: its name, size, CRC-32, and where its local header begins."""

    name: str
    size: int
    crc: int
    at: int


class NotCanonical(Exception):
    """It is no zip of ours, or not to the byte. ``name``: the part at which that was seen, if any."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.name = name


class PackWriter:
    """Writes parts into a file that can be sought in, in the order of their names."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._parts: list[Part] = []
        self._at = 0

    def add(self, name: str, size: int, pieces: Iterable[bytes]) -> None:
        """Add a part of ``size`` bytes."""
        if self._parts and name <= self._parts[-1].name:
            raise ValueError(name)
        start, crc, written = self._at, 0, 0
        self._write(_local_header(Part(name, size, 0, start)))
        for piece in pieces:
            crc, written = zlib.crc32(piece, crc), written + len(piece)
            self._write(piece)
        if written != size:
            raise ValueError(name)
        part = Part(name, size, crc, start)
        self._file.seek(start)
        self._file.write(_local_header(part))
        self._file.seek(self._at)
        self._parts.append(part)

    def finish(self) -> None:
        """Write the list of parts."""
        self._write(_directory(self._parts, self._at))

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._at += len(content)


class PackReader:
    """Reads the parts of a file of ours, one after the other. Raises ``NotCanonical``.

    A part whose bytes are not those of its CRC-32 is given all the same, and is named at the end: hashes say more of it.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._parts: list[Part] = []
        self._at = 0
        self._changed = ""

    def parts(self) -> Iterator[tuple[str, int, Iterator[bytes]]]:
        """Yield (name, size, pieces) of each part; each must be read before the next."""
        while True:
            head = self._read(30)
            if len(head) != 30 or struct.unpack_from("<I", head)[0] != _LOCAL:
                self._finish(head)
                return
            yield self._part(head)

    def _part(self, head: bytes) -> tuple[str, int, Iterator[bytes]]:
        start = self._at - len(head)
        crc, _, size, name_length, more_length = struct.unpack_from("<IIIHH", head, 14)
        rest = self._read(name_length + more_length) if name_length <= _LONGEST_NAME and more_length <= 20 else b""
        try:
            name = rest[:name_length].decode("ascii")
            if size == _FULL32:
                size = struct.unpack_from("<Q", rest, name_length + 4)[0]
        except (UnicodeDecodeError, struct.error):
            raise NotCanonical from None
        part = Part(name, size, crc, start)
        before = self._parts[-1].name if self._parts else ""
        if _local_header(part) != head + rest or name <= before or size > self._size - self._at:
            raise NotCanonical(name if name.isprintable() else "")
        self._parts.append(part)
        return name, size, self._pieces(part)

    def _pieces(self, part: Part) -> Iterator[bytes]:
        left, crc = part.size, 0
        while left:
            piece = self._read(min(left, 1 << 20))
            if not piece:
                raise NotCanonical(part.name)
            left, crc = left - len(piece), zlib.crc32(piece, crc)
            yield piece
        if crc != part.crc:
            self._changed = self._changed or part.name

    def _finish(self, begun: bytes) -> None:
        start = self._at - len(begun)
        expected = _directory(self._parts, start)
        if start + len(expected) != self._size or begun + self._read(len(expected) - len(begun)) != expected:
            raise NotCanonical
        if self._changed:
            raise NotCanonical(self._changed)

    def _read(self, count: int) -> bytes:
        content = self._file.read(count) if count > 0 else b""
        self._at += len(content)
        return content


def _local_header(part: Part) -> bytes:
    name = part.name.encode("ascii")
    large = part.size >= _FULL32
    more = struct.pack("<HHQQ", 1, 16, part.size, part.size) if large else b""
    size = _FULL32 if large else part.size
    version = 45 if large else 20
    return (
        struct.pack("<IHHHHHIIIHH", _LOCAL, version, 0, 0, 0, _DAY, part.crc, size, size, len(name), len(more))
        + name
        + more
    )


def _directory(parts: list[Part], start: int) -> bytes:
    entries = b"".join(map(_central_header, parts))
    count, large = len(parts), start >= _FULL32 or len(parts) >= _FULL16 or len(entries) >= _FULL32
    end64 = b""
    if large:
        end64 = struct.pack("<IQHHIIQQQQ", _END64, 44, _UNIX | 45, 45, 0, 0, count, count, len(entries), start)
        end64 += struct.pack("<IIQI", _PLACE64, 0, start + len(entries), 1)
    end = struct.pack(
        "<IHHHHIIH",
        _END,
        0,
        0,
        _FULL16 if large else count,
        _FULL16 if large else count,
        _FULL32 if large else len(entries),
        _FULL32 if large else start,
        0,
    )
    return entries + end64 + end


def _central_header(part: Part) -> bytes:
    name = part.name.encode("ascii")
    far, large = part.at >= _FULL32, part.size >= _FULL32
    longs = ([part.size, part.size] if large else []) + ([part.at] if far else [])
    more = struct.pack(f"<HH{len(longs)}Q", 1, 8 * len(longs), *longs) if longs else b""
    version, size = 45 if longs else 20, _FULL32 if large else part.size
    head = struct.pack(
        "<IHHHHHHIIIHHHHHII",
        _CENTRAL,
        _UNIX | version,
        version,
        0,
        0,
        0,
        _DAY,
        part.crc,
        size,
        size,
        len(name),
        len(more),
        0,
        0,
        0,
        _FILE,
        _FULL32 if far else part.at,
    )
    return head + name + more
