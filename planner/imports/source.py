"""A file that is read in: its bytes a piece at a time, hashed as they go by, and its text from wherever it is asked for."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from planner.errors import InputProblems, Problem, Text
from planner.imports.records import How, Span, Stopped

PIECE = 1 << 16
HEAD = 1 << 16
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TEXT_CODECS = re.compile(
    r"utf-?8|us-?ascii|ascii|gb-?18030|gbk|gb2312|big5(-?hkscs)?|shift[_-]?jis|euc-(jp|kr|cn)|koi8-[ru]"
    r"|iso-?8859-\d{1,2}|latin-?1|(windows|cp)-?\d{3,4}",
    re.I,
)


class Head(NamedTuple):
    """How a file begins: its first bytes, and the same as text; what cannot be decoded stands as U+FFFD."""

    name: str
    data: bytes
    text: str
    encoding: str


class Source:
    """One file. ``sha256`` is known once it was read to its end."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.sha256 = ""
        self._decoder: _Decoder | None = None
        try:
            about = os.stat(path)
            if stat.S_ISDIR(about.st_mode):
                raise refused(path, Text("is a folder; name a file"))
            if not stat.S_ISREG(about.st_mode):
                raise refused(path, Text("is no file; name the file that was saved"))
            with open(path, "rb") as file:
                first = file.read(HEAD)
        except FileNotFoundError:
            raise refused(path, Text("cannot be found; check the name and the folder")) from None
        except (OSError, ValueError):  # ValueError: a path that no system could have
            raise refused(path, Text("cannot be opened; check that you may read it")) from None
        self.size = about.st_size
        self._skip, self.encoding = _encoding_of(first)
        text = first[self._skip :].decode(self.encoding, "replace")
        self.head = Head(Path(path).name, first, text, self.encoding)

    @property
    def unreadable(self) -> int:
        """How many signs could not be decoded in what was read."""
        return self._decoder.faults if self._decoder else 0

    def texts(self, how: How) -> Iterator[bytes]:
        """Yield the file's text in UTF-8, whatever it is written in; says how far it is, and raises ``Stopped``."""
        digest, done = hashlib.sha256(), 0
        self._decoder = decoder = _Decoder(self.encoding)
        for piece in self._pieces():
            if how.stopped():
                raise Stopped
            digest.update(piece)
            yield decoder.decode(piece[self._skip :] if not done else piece)
            done += len(piece)
            how.report(min(done / self.size, 1.0) if self.size else 1.0)
        yield decoder.decode(b"", last=True)
        self.sha256 = digest.hexdigest()

    def check(self, how: How) -> str:
        """Read the whole file; return its SHA-256. It is known then whether all of it could be decoded."""
        for _ in self.texts(how):
            pass
        return self.sha256

    def hash_rest(self, how: How) -> str:
        """Return the SHA-256 of the whole file, read once more where it was not read to its end."""
        if not self.sha256:
            digest, done = hashlib.sha256(), 0
            for piece in self._pieces(1 << 20):
                if how.stopped():
                    raise Stopped
                digest.update(piece)
                done += len(piece)
                how.report(min(done / self.size, 1.0) if self.size else 1.0)
            self.sha256 = digest.hexdigest()
        return self.sha256

    def _pieces(self, size: int = PIECE) -> Iterator[bytes]:
        try:
            with open(self.path, "rb") as file:
                while piece := file.read(size):
                    yield piece
        except OSError:
            raise refused(
                self.path, Text("could not be read to its end; copy it to this device and try again")
            ) from None

    def reader(self) -> SpanReader:
        """Return what reads stretches of the file's text."""
        return SpanReader(self)


class SpanReader:
    """Reads stretches of a file's text, best in the order they stand in."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._is_plain = source.encoding == "utf-8" and not source.unreadable
        self._texts: Iterator[bytes] | None = None
        self._at, self._held = 0, b""
        self._file = open(source.path, "rb") if self._is_plain else None  # noqa: SIM115  closed by ``close``

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()

    def read(self, span: Span) -> Iterator[bytes]:
        """Yield what stands at ``span``, a piece at a time."""
        left = span.length
        if self._file is not None:
            self._file.seek(self._source._skip + span.start)
            while left and (piece := self._file.read(min(left, PIECE))):
                left -= len(piece)
                yield piece
            return
        if self._texts is None or span.start < self._at:
            self._texts, self._at, self._held = Source(self._source.path).texts(How(None, "", date.min)), 0, b""
        end = span.start + span.length
        while self._at < end:
            if not self._held:
                following = next(self._texts, None)
                if following is None:
                    return
                self._held = following
                continue
            skipped = min(max(span.start - self._at, 0), len(self._held))
            piece = self._held[skipped : end - self._at]
            self._held = self._held[skipped + len(piece) :]
            self._at += skipped + len(piece)
            if piece:
                yield piece


class _Decoder:
    """Turns bytes into UTF-8; a sign that cannot be decoded becomes U+FFFD and is counted."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self.faults = 0

    def decode(self, piece: bytes, *, last: bool = False) -> bytes:
        state = self._decoder.getstate()
        try:
            return self._decoder.decode(piece, last).encode()
        except UnicodeDecodeError:
            self._decoder.setstate(state)
            self._decoder.errors = "replace"
            text = self._decoder.decode(piece, last)
            self._decoder.errors = "strict"
            self.faults += text.count("\ufffd")
            return text.encode()


def refused(path: str, words: Text) -> InputProblems:
    """Return the one sentence that says why a file is not read."""
    return InputProblems([Problem("file", words, 1)], path)


def _encoding_of(first: bytes) -> tuple[int, str]:
    """Return how many bytes of a mark stand in front, and what the file is written in."""
    for mark, encoding in _BOMS:
        if first.startswith(mark):
            return len(mark), encoding
    if first[:4] in (b"<\0?\0", b"<\0s\0", b"<\0c\0"):
        return 0, "utf-16-le"
    if first[:4] in (b"\0<\0?", b"\0<\0s", b"\0<\0c"):
        return 0, "utf-16-be"
    declared = _DECLARED.match(first)
    name = declared[1].decode() if declared else "utf-8"
    if _TEXT_CODECS.fullmatch(name):
        try:
            return 0, codecs.lookup(name).name
        except LookupError:
            pass
    return 0, "utf-8"
