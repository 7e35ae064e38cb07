"""What came with a message, photos and recordings, on its way from the base64 of a backup into the file vault."""

from __future__ import annotations

import binascii
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from planner.evidence.hashing import Hashes
from planner.evidence.media import LOOKED_AT, media_type
from planner.imports.records import Enclosed
from planner.imports.source import SpanReader
from planner.services.attachments import attachment_entry
from planner.store.attachments import Kept, put_attachment, read_kept
from planner.store.file_vault import FileVault

if TYPE_CHECKING:
    from planner.services.household import Household

IMPORTED = "imported"


class EnclosedFiles:
    """Keeps what came with messages, within the transaction that keeps the messages; ``discard`` where that came to nothing."""

    def __init__(self, household: Household, now: datetime) -> None:
        self._vault = FileVault(household.folder, household.key)
        self._now = now
        self._new: list[str] = []

    def keep(self, session: Any, entry: int, enclosed: Sequence[Enclosed], reader: SpanReader) -> None:
        """Keep files for an entry. What is in the vault already is not kept twice."""
        for one in enclosed:
            kept = self._kept(session, one, reader)
            if kept is not None:
                put_attachment(session, kept, attachment_entry(kept, entry, one.name, self._now, origin=IMPORTED))

    def discard(self) -> None:
        """Remove what was put into the vault for entries that were not stored."""
        for name in self._new:
            self._vault.remove(name)
        self._new.clear()

    def _kept(self, session: Any, one: Enclosed, reader: SpanReader) -> Kept | None:
        hashes = Hashes("sha256", "sha512")
        head = b""

        def pieces() -> Iterator[bytes]:
            nonlocal head
            for piece in decoded(reader.read(one.content)):
                head = head or piece[:LOOKED_AT]
                yield piece

        name = self._vault.put(hashes.of(pieces()))
        before = read_kept(session.connection().connection.driver_connection, hashes.hex("sha256"))
        if not hashes.size or (before is not None and self._vault.is_whole(before.name)):
            self._vault.remove(name)
            return before if hashes.size else None
        if before is not None:  # it was damaged or lost, and comes back
            self._vault.put_as(before.name, self._vault.chunks(name))
            self._vault.remove(name)
            return before
        self._new.append(name)
        return Kept(hashes.hex("sha256"), hashes.hex("sha512"), name, hashes.size, media_type(head))


def decoded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what base64 stands for. As RFC 2045 has it, signs outside its alphabet are passed over; an end that is cut is left."""
    held = b""
    for piece in pieces:
        held += piece.translate(None, _NOT_BASE64)
        whole = len(held) - len(held) % 4
        if whole:
            yield _decoded(held[:whole])
            held = held[whole:]
    if len(held) > 1:
        yield _decoded(held + b"=" * (4 - len(held)))


def _decoded(base64: bytes) -> bytes:
    try:
        return binascii.a2b_base64(base64)
    except binascii.Error:  # it goes on behind its own end
        return b""


_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(sign for sign in range(256) if sign not in _ALPHABET)
