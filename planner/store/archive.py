"""A backup to take away: one file with the encrypted store, the kept files, and the keys that a passphrase opens.

A zip without compression, so that its parts can be found in many years too: ``store.db``, ``files/NAME``, ``keys.json``
(of a store with a passphrase) and ``seal.json``, which names every part with its SHA-256 and is authenticated under the
data key. A store without a passphrase has its key in a second file beside the backup, ``NAME.key``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from planner.errors import DamagedStore, StoreError, Text
from planner.store.backup import not_written, standing_still
from planner.store.connection import Connector, sentence_for
from planner.store.file_vault import FILES, FileVault
from planner.store.files import whole_file, write_whole
from planner.store.keys import Damaged, Keys, derived_key, read_keys, write_keys

STORE_PART, KEYS_PART, SEAL_PART = "store.db", "keys.json", "seal.json"
KEY_SUFFIX = ".key"
_PIECE = 1 << 20
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_MOST_KEYS = 1 << 16


def write_archive(
    folder: Path,
    key: bytes,
    keys: Keys,
    out: Path,
    *,
    report: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write the backup ``out``; return the files made, none where ``stopped()`` said so. Raises ``StoreError``."""
    connector = Connector(folder, key)
    beside = () if keys.needs_passphrase else (out.with_name(out.name + KEY_SUFFIX),)
    try:
        if beside:
            write_whole(beside[0], write_keys(keys), replace=False)
        with whole_file(out, replace=False) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                seal: dict[str, str] = {}
                if keys.needs_passphrase:
                    seal[KEYS_PART] = _add(archive, KEYS_PART, [write_keys(keys)])
                with standing_still(connector) as store:
                    size = max(1, connector.path.stat().st_size)
                    seal[STORE_PART] = _add(archive, STORE_PART, _pieces(store, size, report, stopped))
                for name in FileVault(folder, key).names():
                    with (folder / FILES / name).open("rb") as kept:
                        seal[f"{FILES}/{name}"] = _add(archive, f"{FILES}/{name}", _pieces(kept))
                body = json.dumps(seal, sort_keys=True)
                signed = json.dumps({"parts": body, "seal": _seal(key, body)})
                _add(archive, SEAL_PART, [signed.encode()])
            if stopped():
                raise Stopped
    except Stopped:
        for path in beside:
            path.unlink(missing_ok=True)
        return ()
    except connector.driver.DatabaseError as error:
        _take_back(beside, error)
        raise sentence_for(error) from None
    except OSError as error:
        _take_back(beside, error)
        raise not_written(error) from None
    return (out, *beside)


class Stopped(Exception):
    """The person stopped it."""


class Archive(NamedTuple):
    """A backup file that can be read. ``keys`` are those in it or beside it; None where they are the store's own."""

    path: Path
    keys: Keys | None
    sealed: bool
    """Whether it is one that was taken away; else it is a copy of the store file alone."""

    def unpack(self, key: bytes, store: Path, files: Path | None = None) -> None:
        """Write the store of the backup to ``store``, its kept files into ``files``; raises ``DamagedStore``."""
        if not self.sealed:
            with self.path.open("rb") as source, whole_file(store, replace=True) as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
            return
        try:
            with zipfile.ZipFile(self.path) as archive:
                seal = self._parts(archive, key)
                for name, digest in seal.items():
                    kind, _, kept = name.partition("/")
                    if name == STORE_PART:
                        _extract(archive, name, digest, store)
                    elif kind == FILES and files is not None:
                        files.mkdir(parents=True, exist_ok=True, mode=0o700)
                        _extract(archive, name, digest, files / Path(kept).name)
        except (zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError):
            raise damaged_archive() from None

    def _parts(self, archive: zipfile.ZipFile, key: bytes) -> dict[str, str]:
        signed = json.loads(archive.read(SEAL_PART))
        if not hmac.compare_digest(signed["seal"], _seal(key, signed["parts"])):
            raise damaged_archive()
        parts: dict[str, str] = json.loads(signed["parts"])
        if STORE_PART not in parts:
            raise damaged_archive()
        return parts


def open_archive(path: Path) -> Archive:
    """Return the backup at ``path``; raises ``StoreError`` where there is none that can be read."""
    beside = path.with_name(path.name + KEY_SUFFIX)
    try:
        with path.open("rb") as file:
            head = file.read(4)
        if head != b"PK\x03\x04":
            if path.suffix == ".db" and path.stat().st_size:
                return Archive(path, None, False)
            raise damaged_archive()
        with zipfile.ZipFile(path) as archive:
            if KEYS_PART in archive.namelist():
                if archive.getinfo(KEYS_PART).file_size > _MOST_KEYS:
                    raise damaged_archive()
                return Archive(path, read_keys(archive.read(KEYS_PART)), True)
        return Archive(path, read_keys(beside.read_bytes()) if beside.exists() else None, True)
    except FileNotFoundError:
        raise StoreError(Text('There is no file "{file}".', {"file": path.name})) from None
    except OSError:
        raise StoreError(Text('The file "{file}" cannot be opened.', {"file": path.name})) from None
    except (Damaged, zipfile.BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise damaged_archive() from None


def damaged_archive() -> DamagedStore:
    """Return what is said of a file that is no backup, or not a whole one."""
    return DamagedStore(
        Text("This file is no backup of Ashore, or it is damaged. Nothing was changed; another backup may be whole.")
    )


def _add(archive: zipfile.ZipFile, name: str, pieces: Any) -> str:
    """Add a part; return its SHA-256."""
    digest = hashlib.sha256()
    entry = zipfile.ZipInfo(name, _NO_DAY)
    entry.external_attr = 0o600 << 16
    with archive.open(entry, "w", force_zip64=True) as part:
        for piece in pieces:
            digest.update(piece)
            part.write(piece)
    return digest.hexdigest()


def _pieces(
    file: BinaryIO,
    size: int = 0,
    report: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Any:
    done = 0
    while piece := file.read(_PIECE):
        if stopped():
            raise Stopped
        yield piece
        done += len(piece)
        if size:
            report(min(1.0, done / size))


def _extract(archive: zipfile.ZipFile, name: str, digest: str, target: Path) -> None:
    found = hashlib.sha256()
    with archive.open(name) as part, whole_file(target, replace=True) as file:
        while piece := part.read(_PIECE):
            found.update(piece)
            file.write(piece)
        if found.hexdigest() != digest:
            raise damaged_archive()


def _seal(key: bytes, body: str) -> str:
    return hmac.new(derived_key(key, "backup seal"), body.encode(), hashlib.sha256).hexdigest()


def _take_back(made: tuple[Path, ...], error: Exception) -> None:
    if not isinstance(error, FileExistsError):
        for path in made:
            path.unlink(missing_ok=True)
