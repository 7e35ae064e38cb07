"""Whether the pages of an encrypted store file are as they were written, without opening it as a database.

SQLCipher 4 (its design page, "Page level encryption"): pages of 4096 bytes, the last 64 of each HMAC-SHA512 over what is
before them and the page's number, little-endian; the key for it is PBKDF2-HMAC-SHA512, two rounds, of the store's key and
the file's salt with every bit of 0x3a turned; the salt is the first 16 bytes of page 1. SQLCipher itself takes a page of
nothing but zeros for one that was never written, and so does not notice one that the disk forgot.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from typing import BinaryIO

from planner.store.connection import damaged_store
from planner.store.standing_file import Readable

PAGE, SALT, CODE = 4096, 16, 64
_PIECE = 256 * PAGE
_SALT_MASK, _ROUNDS, _KEY, _BLOCK = 0x3A, 2, 32, 128
_INNER, _OUTER = 0x36, 0x5C


class PageCheck:
    """Tells good pages from bad ones, under one key, in the file that begins with ``salt``."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        turned = bytes(byte ^ _SALT_MASK for byte in salt)
        code_key = hashlib.pbkdf2_hmac("sha512", key, turned, _ROUNDS, _KEY).ljust(_BLOCK, b"\0")
        # HMAC by hand (RFC 2104): the two hashes that begin with the key are made once, not once a page.
        self._inner = hashlib.sha512(bytes(byte ^ _INNER for byte in code_key))
        self._outer = hashlib.sha512(bytes(byte ^ _OUTER for byte in code_key))

    def is_good(self, number: int, page: memoryview) -> bool:
        """Return whether ``page`` is page ``number``, from 1, as it was written."""
        if len(page) != PAGE:
            return False
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(page[SALT if number == 1 else 0 : -CODE])
        inner.update(struct.pack("<I", number))
        outer.update(inner.digest())
        return outer.digest() == bytes(page[-CODE:])


def checked(store: Readable, key: bytes | None, known: BinaryIO | None = None) -> Iterator[bytes]:
    """Yield a store file a piece at a time; raises ``DamagedStore`` at the first page that is not as it was written.

    Pages that stand the same in ``known``, a copy that was checked when it was made, are not looked at again. Of a file
    without a ``key`` nothing can be told.
    """
    check, number = None, 0
    while piece := store.read(_PIECE):
        if key is not None:
            check = check or PageCheck(key, piece[:SALT])
            before = known.read(_PIECE) if known is not None else b""
            if piece != before:
                _check(check, number, piece, before)
        number += _PIECE // PAGE
        yield piece


def _check(check: PageCheck, number: int, piece: bytes, before: bytes) -> None:
    page, page_before = memoryview(piece), memoryview(before)
    for at in range(0, len(piece), PAGE):
        one = page[at : at + PAGE]
        if one != page_before[at : at + PAGE] and not check.is_good(number + at // PAGE + 1, one):
            raise damaged_store()
