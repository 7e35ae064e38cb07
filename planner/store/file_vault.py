"""The file vault: attachments and originals, encrypted in chunks under the store's key, in files whose names say nothing.

Format: ``AF1\\n``, a salt of 16 bytes, then chunks of 64 KiB, each AES-256-GCM with a tag of 16 bytes. The file's key is
HKDF-SHA256 of the data key and the salt. A chunk's nonce is its number and whether it is the last, so that chunks cannot
change places, go missing at the end, or come from another file (the STREAM construction, Hoang et al. 2015); the file's
name is authenticated with each, so that files cannot change names.
"""

from __future__ import annotations

import re
import secrets
import struct
from collections.abc import Iterable, Iterator
from io import IOBase
from pathlib import Path
from typing import Any, BinaryIO

from planner.errors import DamagedStore, Text
from planner.store.files import make_folder, not_written, whole_file, wipe
from planner.store.keys import SALT_BYTES, derived_key

MAGIC = b"AF1\n"
CHUNK, TAG = 64 * 1024, 16
FILES = "files"
_NAME = re.compile(r"[0-9a-f]{32}")


class FileVault:
    """The files kept beside the store in ``folder``, under its data ``key``."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder / FILES
        self._key = key

    def put(self, content: bytes | BinaryIO | Iterable[bytes]) -> str:
        """Keep ``content``; return the name to get it back by. Raises ``StoreError`` where it cannot be written."""
        name = secrets.token_hex(16)
        self.put_as(name, content)
        return name

    def put_as(self, name: str, content: bytes | BinaryIO | Iterable[bytes]) -> None:
        """Keep ``content`` under a name that a vault gave before, in the place of what that holds."""
        salt = secrets.token_bytes(SALT_BYTES)
        cipher, path = self._cipher(salt), self._path(name)
        try:
            make_folder(self._folder)
            with whole_file(path, replace=True) as file:
                file.write(MAGIC + salt)
                for number, chunk, is_last in _chunks(content):
                    file.write(cipher.encrypt(_nonce(number, is_last), chunk, name.encode()))
        except OSError as error:
            raise not_written(error) from None

    def name_of(self, digest: str) -> str:
        """Return the name for a content of this SHA-256: always the same here, and it says nothing without the key."""
        return derived_key(self._key, f"name of {digest}")[:16].hex()

    def read(self, name: str) -> bytes:
        """Return what was kept under ``name``; raises ``DamagedStore``."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield what was kept under ``name``, a chunk at a time; raises ``DamagedStore`` at the first wrong byte."""
        try:
            with self._path(name).open("rb") as file:
                head = file.read(len(MAGIC) + SALT_BYTES)
                if head[: len(MAGIC)] != MAGIC or len(head) != len(MAGIC) + SALT_BYTES:
                    raise _damaged()
                yield from self._opened(file, head[len(MAGIC) :], name.encode())
        except OSError:
            raise _damaged() from None

    def is_whole(self, name: str) -> bool:
        """Return whether what was kept under ``name`` can be read to its end."""
        try:
            for _ in self.chunks(name):
                pass
        except DamagedStore:
            return False
        return True

    def names(self) -> list[str]:
        """Return the names of all kept files."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if is_kept_name(path.name))

    def remove(self, name: str) -> None:
        """Remove a kept file."""
        wipe(self._path(name))

    def _opened(self, file: BinaryIO, salt: bytes, name: bytes) -> Iterator[bytes]:
        from cryptography.exceptions import InvalidTag

        cipher, number = self._cipher(salt), 0
        part = file.read(CHUNK + TAG)
        while True:
            after = file.read(CHUNK + TAG)
            try:
                yield cipher.decrypt(_nonce(number, not after), part, name)
            except InvalidTag:
                raise _damaged() from None
            if not after:
                return
            part, number = after, number + 1

    def _cipher(self, salt: bytes) -> Any:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(derived_key(self._key, "file", salt))

    def _path(self, name: str) -> Path:
        if not is_kept_name(name):
            raise ValueError(name)
        return self._folder / name


def is_kept_name(name: str) -> bool:
    """Return whether a vault gives such names."""
    return _NAME.fullmatch(name) is not None


def _chunks(content: bytes | BinaryIO | Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield (number, chunk, is last); a file of nothing has one empty chunk."""
    number, waiting = 0, b""
    for piece in _pieces(content):
        waiting += piece
        while len(waiting) > CHUNK:
            yield number, waiting[:CHUNK], False
            number, waiting = number + 1, waiting[CHUNK:]
    yield number, waiting, True


def _pieces(content: bytes | BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(content, IOBase):
        while piece := content.read(CHUNK):
            yield piece
        return
    for long in [content] if isinstance(content, bytes) else content:
        yield from (long[at : at + CHUNK] for at in range(0, len(long), CHUNK))


def _nonce(number: int, is_last: bool) -> bytes:
    return struct.pack(">7xI?", number, is_last)


def _damaged() -> DamagedStore:
    return DamagedStore(
        Text("A kept file is damaged, so it is not opened. A backup may still hold it whole; the rest is as it was.")
    )
