"""One encrypted file for one reader: for the one who has a code, or who knows a passphrase.

Form 1, numbers big-endian::

    ASHSHARE | form, 2 bytes | way, 1 byte | what the way needs | check, 32 bytes | chunks

Way 1, a code: the public half of a key made for this file alone (X25519; the file's secret is HKDF-SHA256 of what both keys
agree on, over both public halves). Way 2, a passphrase: a salt and the numbers of Argon2id. The check is an HMAC of the
head under a key of its own: it tells a wrong reader before anything else is read, and holds the file to one secret.
Chunks are ChaCha20-Poly1305 over 16 KiB each, always whole: what is short is filled up, so that the length says no more
than how many chunks there are. A chunk's nonce is its number and whether it is the last (STREAM, Hoang et al. 2015), the
whole head is authenticated with each. Who it is for, what is in it and from whom stands nowhere outside the chunks.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from planner.errors import PlannerError, Text
from planner.sharing.keys import KEY_BYTES, agreed, public_of

MAGIC, FORM = b"ASHSHARE", 1
CHUNK, TAG = 16 * 1024, 16
SALT, CHECK = 16, 32
_HEAD = struct.Struct(">8sHB")
_EFFORT = struct.Struct(">IBB")
_FOR_CODE, _FOR_PASSPHRASE = 1, 2
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 1 << 19, 16, 16
"""What a file may ask for: one that was made to do harm must not take all the memory, or all day."""
LARGEST = 1 << 29
"""Bytes of a file that is read: all of it is looked at before any of it counts."""


class Effort(NamedTuple):
    """How hard a guess is made: Argon2id's memory in KiB, passes, lanes (RFC 9106, its second recommended setting)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


class Reader(NamedTuple):
    """What somebody who opens a file has: the private half of the own code, a passphrase, or both."""

    private: bytes | None = None
    passphrase: str | None = None


class NotOurs(PlannerError):
    """The file is none of these, or not whole, or of a newer Ashore; nothing of it was taken."""


class NotForYou(PlannerError):
    """The file does not open with this code or passphrase."""


class NeedsPassphrase(NotForYou):
    """The file was made with a passphrase, and none was given."""


def seal_for_code(public: bytes, content: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the file of ``content`` for the one who has the code of ``public``. Raises ``BadCode``."""
    own = secrets.token_bytes(KEY_BYTES)
    head = _HEAD.pack(MAGIC, FORM, _FOR_CODE) + public_of(own)
    return _sealed(head, agreed(own, public) + public, content)


def seal_for_passphrase(passphrase: str, content: Iterable[bytes], effort: Effort | None = None) -> Iterator[bytes]:
    """Yield the file of ``content`` for those who know ``passphrase``."""
    salt, effort = secrets.token_bytes(SALT), effort or Effort()
    head = _HEAD.pack(MAGIC, FORM, _FOR_PASSPHRASE) + salt + _EFFORT.pack(*effort)
    return _sealed(head, _stretched(passphrase, salt, effort), content)


def needs_passphrase(head: bytes) -> bool:
    """Return whether a file that begins so was made with a passphrase; raises ``NotOurs``."""
    return _way(head) == _FOR_PASSPHRASE


def open_sealed(file: BinaryIO, size: int, reader: Reader, step: Callable[[float], None] = lambda _: None) -> bytes:
    """Return the whole content of a sealed file of ``size`` bytes; raises ``NotOurs``, ``NotForYou``.

    Nothing comes back before the last chunk was found to be in order. ``step``: told how far it is; what it raises ends it.
    """
    if size > LARGEST:
        raise NotOurs(Text("This file is larger than Ashore opens. Ask for one with fewer files in it."))
    head = file.read(_HEAD.size)
    way = _way(head)
    if way == _FOR_CODE:
        rest = _whole(file, KEY_BYTES)
        if reader.private is None:
            raise _not_for_you()
        secret = agreed(reader.private, rest) + public_of(reader.private)
    else:
        rest = _whole(file, SALT + _EFFORT.size)
        effort = Effort(*_EFFORT.unpack(rest[SALT:]))
        if not _is_bearable(effort):
            raise damaged()
        if reader.passphrase is None:
            raise NeedsPassphrase(Text("This file was made with a passphrase. Ask the one who made it, by voice."))
        secret = _stretched(reader.passphrase, rest[:SALT], effort)
    head += rest
    key, checking = _keys(secret, head)
    if not hmac.compare_digest(_whole(file, CHECK), _check(checking, head)):
        raise _not_for_you() if way == _FOR_CODE else _not_this_passphrase()
    return b"".join(_opened(file, size, key, head, step))


def damaged() -> NotOurs:
    """Return what is said of a file that is not as it was made."""
    return NotOurs(Text("This file is damaged or not whole, so nothing of it was taken. Ask for it once more."))


def _way(head: bytes) -> int:
    if len(head) < _HEAD.size or not head.startswith(MAGIC):
        raise NotOurs(Text("This is no file that Ashore made to be shared, or it is damaged. Nothing of it was taken."))
    _, form, way = _HEAD.unpack(head[: _HEAD.size])
    if form > FORM:
        raise NotOurs(
            Text("This file was made by a newer Ashore. Please update Ashore, then open it; nothing is lost.")
        )
    if form < 1 or way not in (_FOR_CODE, _FOR_PASSPHRASE):
        raise damaged()
    return int(way)


def _sealed(head: bytes, secret: bytes, content: Iterable[bytes]) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key, checking = _keys(secret, head)
    yield head + _check(checking, head)
    cipher = ChaCha20Poly1305(key)
    for number, (chunk, is_last) in enumerate(_chunks(content)):
        yield cipher.encrypt(_nonce(number, is_last), chunk, head)


def _opened(file: BinaryIO, size: int, key: bytes, head: bytes, step: Callable[[float], None]) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    cipher, number = ChaCha20Poly1305(key), 0
    part = file.read(CHUNK + TAG)
    while True:
        after = file.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(number, not after), part, head)
        except InvalidTag:
            raise damaged() from None
        if not after:
            return
        part, number = after, number + 1
        step(min(1.0, number * CHUNK / size))


def _chunks(content: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Yield whole chunks and whether each is the last; what is missing at the end are zeros."""
    waiting = bytearray()
    for piece in content:
        waiting += piece
        while len(waiting) > CHUNK:
            yield bytes(waiting[:CHUNK]), False
            del waiting[:CHUNK]
    yield bytes(waiting.ljust(CHUNK, b"\0")), True


def _keys(secret: bytes, head: bytes) -> tuple[bytes, bytes]:
    """Return the key of the chunks and that of the check."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(SHA256(), 2 * KEY_BYTES, hashlib.sha256(head).digest(), b"ashore share file 1").derive(secret)
    return made[:KEY_BYTES], made[KEY_BYTES:]


def _check(key: bytes, head: bytes) -> bytes:
    return hmac.digest(key, head, "sha256")


def _stretched(passphrase: str, salt: bytes, effort: Effort) -> bytes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    said = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        memory, passes, lanes = effort
        return Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory).derive(said)
    except ValueError:  # numbers that the method does not take
        raise damaged() from None
    except UnsupportedAlgorithm:
        raise NotOurs(Text("This device cannot open files that were made with a passphrase. Use a code.")) from None


def _is_bearable(effort: Effort) -> bool:
    return (
        8 <= effort.memory_kib <= _MOST_MEMORY
        and 1 <= effort.passes <= _MOST_PASSES
        and 1 <= effort.lanes <= _MOST_LANES
    )


def _whole(file: BinaryIO, count: int) -> bytes:
    read = file.read(count)
    if len(read) != count:
        raise damaged()
    return read


def _nonce(number: int, is_last: bool) -> bytes:
    return struct.pack(">3xQ?", number, is_last)


def _not_for_you() -> NotForYou:
    return NotForYou(
        Text("This file does not open with your code: it was made for another one, or its beginning is damaged.")
    )


def _not_this_passphrase() -> NotForYou:
    return NotForYou(Text("This passphrase does not open the file, or the file's beginning is damaged."))
