"""One import on its way into the store: what each file yields within the transaction, with the pieces that entries rest on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from planner.errors import StoreError, Text
from planner.evidence.originals import PIECE, RAW
from planner.imports.records import How, Record, Span
from planner.imports.source import Source, SpanReader
from planner.services.import_enclosed import EnclosedFiles
from planner.services.import_entries import Origin, entry_of, with_origin
from planner.services.import_sifting import Choice, Known, Opened, Sifted, Sifting, known_by, part_of
from planner.store.import_reads import read_numbers
from planner.store.imports import Counts, Imported, NewBatch

if TYPE_CHECKING:
    from planner.services.household import Household

_LONG = 1000
"""Base64 longer than this is kept once, as the file it is; in the raw piece its length stands for it."""
_CHECKING = 0.2
"""The part of the way that is spent on reading the files once to know what they are."""


class Saving:
    """Reads the files whole, then yields what is new of them. Where it ends in an error, no file of a message is left."""

    def __init__(self, household: Household, files: Sequence[Opened], choice: Choice, how: How) -> None:
        self.siftings: list[Sifting] = []
        self._files, self._choice, self._how = files, choice, how
        self._enclosed = EnclosedFiles(household, datetime.now(how.zone))
        self._known = Known()
        self._readers = ExitStack()
        self._digests = [
            one.source.check(how._replace(report=part_of(self._checked, place, len(files))))
            for place, one in enumerate(files)
        ]

    def __enter__(self) -> Saving:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the files go."""
        self._readers.close()
        if kind is not None:
            self._enclosed.discard()

    def batches(self) -> list[NewBatch]:
        """Return what is written down of each file."""
        numbers = self._choice.numbers
        chosen = "" if numbers is None else json.dumps(sorted(numbers), ensure_ascii=False)
        return [
            NewBatch(one.format.id, one.source.head.name, digest, one.source.size, self._how.zone_name, chosen)
            for one, digest in zip(self._files, self._digests, strict=True)
        ]

    def begin(self, connection: Any) -> None:
        """Read what the log has, once nobody else can write: two programs never take in the same."""
        self._known = known_by(connection, self._files)

    def entries(self, connection: Any, place: int) -> Iterator[Imported]:
        """Yield the entries that a file gives; raises ``StoreError`` where it is not the file that it was."""
        one, digest = self._files[place], self._digests[place]
        fresh, origin = Source(one.path), Origin(one.source.head.name, digest)
        how = self._how._replace(report=part_of(self._read, place, len(self._files)))
        sifting = Sifting(fresh, one.format, how, self._known, self._choice)
        self.siftings.append(sifting)
        known_as = {sifting.book.key(number): (collector, role) for number, collector, role in read_numbers(connection)}
        reader = self._readers.enter_context(closing(one.source.reader()))
        for item in sifting:
            if isinstance(item, Sifted):
                yield self._entry(item, origin, known_as.get(item.key, ("", "")), reader)
        if fresh.hash_rest(how) != digest:
            raise StoreError(Text("The file changed while it was read. Nothing was taken in; try again."))

    def counts(self, place: int) -> Counts:
        """Return the figures of a file that was gone through."""
        sifting = self.siftings[place]
        return Counts(sifting.read, sifting.new, sifting.duplicates, sifting.not_taken)

    def _entry(self, item: Sifted, origin: Origin, known_as: tuple[str, str], reader: SpanReader) -> Imported:
        record, keep = item.record, self._enclosed.keep
        raw, digests = raw_piece(record, reader)
        new = (
            entry_of(record, known_as, origin, digests)
            if item.entry is None
            else with_origin(item.entry, record, origin, digests)
        )
        attach = (lambda session, entry: keep(session, entry, record.enclosed, reader)) if record.enclosed else None
        return Imported(new, item.known_as, str(record.where), raw, attach)

    def _checked(self, part: float) -> None:
        self._how.report(part * _CHECKING)

    def _read(self, part: float) -> None:
        self._how.report(_CHECKING + part * (1 - _CHECKING))


def raw_piece(record: Record, reader: SpanReader) -> tuple[str, dict[str, str]]:
    """Return the piece of the file that a record rests on, and what is sealed of it: its SHA-256 as it stands there.

    The base64 of what came with it is left out of the piece, with a word about its length: it is kept as a file. Then the
    SHA-256 of what is left is sealed too, so that it can be checked without the file.
    """
    if record.raw is None:
        raw = json.dumps(dict(record.cells), ensure_ascii=False, sort_keys=True)
        return raw, {RAW: hashlib.sha256(raw.encode()).hexdigest()}
    digest, kept, at = hashlib.sha256(), list[bytes](), record.raw.start
    end = record.raw.start + record.raw.length
    for one in (one for one in record.enclosed if one.content.length > _LONG):
        for piece in reader.read(Span(at, one.content.start - at)):
            digest.update(piece)
            kept.append(piece)
        for piece in reader.read(one.content):
            digest.update(piece)
        kept.append(b"(base64, %d)" % one.content.length)
        at = one.content.start + one.content.length
    for piece in reader.read(Span(at, end - at)):
        digest.update(piece)
        kept.append(piece)
    raw = b"".join(kept).decode("utf-8", "replace")
    if at == record.raw.start:
        return raw, {RAW: digest.hexdigest()}
    return raw, {RAW: digest.hexdigest(), PIECE: hashlib.sha256(raw.encode()).hexdigest()}
