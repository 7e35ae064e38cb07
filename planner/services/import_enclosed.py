"""What came with a message, photos and recordings, on its way from the base64 of a backup into the file vault."""

from __future__ import annotations

import binascii
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from planner.errors import StoreError
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
        self._household = household
        self._vault = FileVault(household.folder, household.key)
        self._now = now
        self._new: list[Kept] = []

    def keep(self, session: Any, entry: int, enclosed: Sequence[Enclosed], reader: SpanReader) -> None:
        """Keep files for an entry. What is in the vault already is not kept twice."""
        for one in enclosed:
            kept = self._kept(session, one, reader)
            if kept is not None:
                put_attachment(session, kept, attachment_entry(kept, entry, one.name, self._now, origin=IMPORTED))

    def discard(self) -> None:
        """Remove what was put into the vault for entries that were not stored, but what belongs to others meanwhile."""
        with suppress(StoreError):  # what stays, nothing leads to
            for kept in self._new:
                if self._household.read(read_kept, kept.digest) is None:
                    self._vault.remove(kept.name)
        self._new.clear()

    def _kept(self, session: Any, one: Enclosed, reader: SpanReader) -> Kept | None:
        """Keep one file under the name its content gives it: what a program that was ended left is found by that again."""
        hashes = Hashes("sha256", "sha512")
        head = b""
        for piece in hashes.of(decoded(reader.read(one.content))):
            head = head or piece[:LOOKED_AT]
        if not hashes.size:
            return None
        digest = hashes.hex("sha256")
        kept = read_kept(session.connection().connection.driver_connection, digest)
        is_new = kept is None
        if kept is None:
            kept = Kept(digest, hashes.hex("sha512"), self._vault.name_of(digest), hashes.size, media_type(head))
        if is_new or not self._vault.is_whole(kept.name):
            self._vault.put_as(kept.name, decoded(reader.read(one.content)))
        if is_new:
            self._new.append(kept)
        return kept


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
