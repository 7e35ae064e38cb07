"""Backups of SMS Backup & Restore (XML): text messages, picture messages, call lists. Read as a stream, whatever their size.

Fields and their values are those of the maker's field reference. What stands there as ``null`` is nothing. Dates are
milliseconds since 1970, so an instant; how the phone spelled them out is not read.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from planner.errors import Text
from planner.imports.phone_entries import call_of, mms_of, sms_of
from planner.imports.records import How, Item, Place, Record, Remark, Skipped, Span
from planner.imports.source import Head, Source, refused
from planner.imports.tags import Broken, Tags

ROOTS = ("smses", "calls")
_ENTRIES: dict[str, Callable[..., Record | Skipped]] = {"sms": sms_of, "mms": mms_of, "call": call_of}
_DOCTYPE = Text("declares a document type (DOCTYPE), which no such backup has, so it is not read")
_MOST_PARTS = 1000
_BEGIN = re.compile(rb"<(?:sms|mms|call)(?=[\s/>])")


def looks_like_it(head: Head) -> bool:
    """Return whether a file begins as such a backup does."""
    text = head.text.lstrip()
    return text.startswith("<") and any(f"<{root}{sign}" in text for root in ROOTS for sign in " >\n\t/")


def read(source: Source, how: How) -> Iterator[Item]:
    """Yield every entry of the backup; where it breaks off, what stood before, and that it does."""
    reading = _Reading(source, how)
    tags, broken = Tags(), ""
    try:
        for text in source.texts(how):
            for piece in tags.give(text):
                yield from reading.take(piece, tags)
        for piece in tags.give(b"", last=True):
            yield from reading.take(piece, tags)
        reading.end()
    except expat.ExpatError as error:
        broken = expat.errors.messages.get(error.code, "")
    except Broken:
        broken = "no tag"
    yield from reading.ready()
    yield from reading.remarks(tags, broken)
    source.hash_rest(how)


class _Reading:
    """Takes pieces of the text, and hands out what ended in them."""

    def __init__(self, source: Source, how: How) -> None:
        self._source, self._how = source, how
        self._ready: deque[Item] = deque()
        self._depth = self._count = 0
        self._said_count = ""
        self._open: tuple[str, dict[str, str], int] | None = None
        self._parts: list[dict[str, str]] = []
        self._addresses: list[dict[str, str]] = []
        self._before, self._piece, self._piece_start = b"", b"", 0  # what is read just now, and where that begins
        self._last_start = -1
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.buffer_text = False

    def take(self, piece: bytes, tags: Tags) -> Iterator[Item]:
        self._piece_start += len(self._piece)
        self._tags, self._before, self._piece = tags, self._piece, piece
        self._parser.Parse(piece, False)
        yield from self.ready()

    def end(self) -> None:
        self._parser.Parse(b"", True)

    def ready(self) -> Iterator[Item]:
        while self._ready:
            yield self._ready.popleft()

    def remarks(self, tags: Tags, broken: str) -> Iterator[Item]:
        """Say what must be said of the whole file."""
        if broken:
            at = self._parser.ErrorLineNumber
            unseen = self._open is None and (self._begun_since() or _BEGIN.match(tags.rest) is not None)
            words = Text("The file breaks off at line {line}. Everything before it was read.", {"line": str(at)})
            self._count += unseen
            if unseen or self._open is not None:
                yield Skipped(Place("element", self._count), Text("the file breaks off inside it"))
            yield Remark(words)
        elif self._said_count.isdecimal() and int(self._said_count) != self._count:
            blanks = {"said": self._said_count, "found": str(self._count)}
            yield Remark(Text("The file says that it has {said} entries; there are {found} in it.", blanks))
        lost = tags.replaced + self._source.unreadable
        if lost:
            yield Remark(
                Text("{count} signs that no text may have were replaced by a question mark.", {"count": str(lost)})
            )

    # What the parser calls

    def _refuse_doctype(self, *_: Any) -> None:
        raise refused(self._source.path, _DOCTYPE)

    def _begin(self, name: str, given: dict[str, str]) -> None:
        depth, self._depth = self._depth, self._depth + 1
        if depth == 0:
            if name not in ROOTS:
                raise refused(self._source.path, Text("is XML of another kind; its messages are not read"))
            self._said_count = given.get("count", "")
        elif depth == 1:
            self._count += 1
            self._last_start = self._parser.CurrentByteIndex
            self._open = name, given, self._tags.place(self._last_start)
        elif name == "part" and len(self._parts) < _MOST_PARTS:
            self._parts.append(given)
        elif name == "addr" and len(self._addresses) < _MOST_PARTS:
            self._addresses.append(given)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._depth != 1 or self._open is None:
            return
        name, given, start = self._open
        end = self._tags.place(self._behind())
        place = Place("element", self._count)
        make = _ENTRIES.get(name)
        if make is None:
            words = Text('"{name}" is no message and no call', {"name": name[:40]})
            self._ready.append(Skipped(place, words))
        else:
            raw, contents = Span(start, end - start), self._tags.contents
            self._ready.append(make(place, raw, given, self._how, self._parts, self._addresses, contents))
        self._open, self._parts, self._addresses = None, [], []
        self._tags.contents.clear()

    def _begun_since(self) -> bool:
        """Return whether an entry begins behind the last one that the parser knows of."""
        begins = [match.start() for match in _BEGIN.finditer(self._before + self._piece)]
        return bool(begins) and self._piece_start - len(self._before) + begins[-1] > self._last_start

    def _behind(self) -> int:
        """Return where the element that ends now is over: the parser stands behind one without a closing tag, else before it."""
        here = self._parser.CurrentByteIndex
        inside = here - self._piece_start
        closing = self._piece[inside : inside + 2] == b"</"
        return here + (self._piece.find(b">", inside) + 1 - inside if closing else 0)
