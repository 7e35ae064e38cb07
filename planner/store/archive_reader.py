"""Reading a backup that was taken away, or a copy of the store file that was kept by itself; both may come from anywhere."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from planner.errors import DamagedStore, StoreError, Text
from planner.store.care_copy import SIDE_KEYS, SIDE_STORE
from planner.store.file_vault import FILES, is_kept_name
from planner.store.files import make_folder, whole_file
from planner.store.keys import Damaged, Keys, read_keys
from planner.store.pages import PAGE, SALT, PageCheck
from planner.store.seal import KEY_SUFFIX, KEYS_PART, SEAL_PART, STORE_PART, opened_seal
from planner.store.vault import KEYS_FILE

_ZIP_HEAD = b"PK\x03\x04"
_PIECE = 1 << 20
_MOST = {KEYS_PART: 1 << 16, SEAL_PART: 1 << 26}
_NOT_ONE_OF_OURS = (
    zipfile.BadZipFile,
    Damaged,
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,  # zipfile, of a compression or a zip version it does not know
    RuntimeError,  # zipfile, of a part with a password
    OverflowError,
    struct.error,
)
"""What reading a file of anyone's may raise where it is no whole backup of ours."""


class Archive(NamedTuple):
    """A backup file that can be read. ``keys``: those in it or beside it; None where there are none."""

    path: Path
    keys: Keys | None
    is_sealed: bool
    """Whether it is one that was taken away; else it is a copy of the store file alone."""

    def fits(self, key: bytes) -> bool:
        """Return whether the backup is one of a store under ``key``."""
        try:
            if self.is_sealed:
                with _Zip(self.path) as archive:
                    return opened_seal(key, archive.read(SEAL_PART)) is not None
            with self.path.open("rb") as file:
                page = file.read(PAGE)
            return PageCheck(key, page[:SALT]).is_good(1, memoryview(page))
        except (OSError, *_NOT_ONE_OF_OURS):
            return False

    def unpack(self, key: bytes, store: Path, files: Path) -> None:
        """Write the store of the backup to ``store``, its kept files into ``files``; raises ``DamagedStore``, ``OSError``."""
        if not self.is_sealed:
            with self.path.open("rb") as source, whole_file(store, replace=True) as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
            return
        try:
            with _Zip(self.path) as archive:
                parts = opened_seal(key, archive.read(SEAL_PART))
                if parts is None or STORE_PART not in parts:
                    raise damaged_archive()
                for name, digest in parts.items():
                    kind, _, kept = name.partition("/")
                    if name == STORE_PART:
                        archive.extract_to(store, name, digest)
                    elif name == KEYS_PART:
                        if hashlib.sha256(archive.read(name)).hexdigest() != digest:
                            raise damaged_archive()
                    elif name in (SIDE_STORE, SIDE_KEYS):
                        make_folder(store.parent / kind)
                        archive.extract_to(store.parent / kind / kept, name, digest)
                    elif kind == FILES and is_kept_name(kept):
                        make_folder(files)
                        archive.extract_to(files / kept, name, digest)
        except _NOT_ONE_OF_OURS:
            raise damaged_archive() from None


def open_archive(path: Path) -> Archive:
    """Return the backup at ``path``; raises ``StoreError`` where there is none that can be read."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_ZIP_HEAD))
        if head != _ZIP_HEAD:
            if path.suffix == ".db" and path.stat().st_size >= PAGE:
                return Archive(path, _keys_at(path.with_name(KEYS_FILE)), False)
            raise damaged_archive()
        with _Zip(path) as archive:
            if not archive.has(KEYS_PART):
                return Archive(path, _keys_at(path.with_name(path.name + KEY_SUFFIX)), True)
            keys = read_keys(archive.read(KEYS_PART))
            if not keys.needs_passphrase:  # a key does not lie in the backup it opens
                raise damaged_archive()
            return Archive(path, keys, True)
    except FileNotFoundError:
        raise StoreError(Text('There is no file "{file}".', {"file": path.name})) from None
    except OSError:
        raise StoreError(Text('The file "{file}" cannot be opened.', {"file": path.name})) from None
    except _NOT_ONE_OF_OURS:
        raise damaged_archive() from None


def damaged_archive() -> DamagedStore:
    """Return what is said of a file that is no backup, or not a whole one."""
    return DamagedStore(
        Text("This file is no backup of Ashore, or it is damaged. Nothing was changed; another backup may be whole.")
    )


class _Zip:
    """A zip as we write it: nothing in it is compressed, so that nothing grows beyond the file's own size."""

    def __init__(self, path: Path) -> None:
        self._size = path.stat().st_size
        self._zip = zipfile.ZipFile(path)
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}

    def __enter__(self) -> _Zip:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return a short part."""
        if self._stored(name).file_size > _MOST[name]:
            raise damaged_archive()
        return self._zip.read(self._stored(name))

    def extract_to(self, target: Path, name: str, digest: str) -> None:
        """Write a part to ``target``; raises ``DamagedStore`` where it is not the one of this SHA-256."""
        found = hashlib.sha256()
        with self._zip.open(self._stored(name)) as part, whole_file(target, replace=True) as file:
            while piece := part.read(_PIECE):
                found.update(piece)
                file.write(piece)
            if found.hexdigest() != digest:
                raise damaged_archive()

    def _stored(self, name: str) -> zipfile.ZipInfo:
        entry = self._entries[name]
        is_stored = entry.compress_type == zipfile.ZIP_STORED and entry.file_size == entry.compress_size
        if not is_stored or not 0 <= entry.header_offset < self._size:
            raise damaged_archive()
        return entry


def _keys_at(path: Path) -> Keys | None:
    """Return the keys in a file of their own; None where there is none that can be read."""
    with suppress(OSError, Damaged):
        return read_keys(path.read_bytes())
    return None
