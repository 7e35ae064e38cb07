"""A backup to take away: one file with the encrypted store, the kept files, and the keys that a passphrase opens.

A zip without compression, so that its parts can be found in many years too: ``store.db``, ``files/NAME``, ``keys.json``
(of a store with a passphrase) and ``seal.json``, which names every part with its SHA-256 and is authenticated under the
data key. A store without a passphrase has its key in a second file beside the backup, ``NAME.key``.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from planner.errors import StoreError
from planner.store.backup import newest_file, standing_still
from planner.store.care_copy import side_parts
from planner.store.connection import Connector, sentence_for
from planner.store.file_vault import FILES, FileVault
from planner.store.files import not_written, remove_left_drafts, whole_file, write_whole
from planner.store.keys import Keys, write_keys
from planner.store.pages import checked
from planner.store.seal import KEY_SUFFIX, KEYS_PART, SEAL_PART, STORE_PART, seal_of
from planner.store.standing_file import Readable

_PIECE = 1 << 20
_AHEAD = 4
"""How many pieces may be written that were not hashed yet: they lie in memory."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def write_archive(
    folder: Path,
    key: bytes,
    keys: Keys,
    out: Path,
    *,
    side: bytes | None = None,
    report: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write the backup ``out``; return the files made, none where ``stopped()`` said so.

    ``side``: the key of the check-ins, where the person wants them in it too.

    Raises ``StoreError``, or ``DamagedStore`` where a page of the store is not as it was written.
    """

    def going_on(pieces: Iterable[bytes], size: int = 0) -> Iterator[bytes]:
        done = 0
        for piece in pieces:
            if stopped():
                raise _Stopped
            yield piece
            done += len(piece)
            if size:
                report(min(1.0, done / size))

    connector = Connector(folder, key)
    beside = None
    remove_left_drafts(out.parent, of=out.name)
    try:
        with whole_file(out, replace=False) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                parts: dict[str, str] = {}
                if keys.needs_passphrase:
                    parts[KEYS_PART] = _add(archive, KEYS_PART, [write_keys(keys)])
                with standing_still(connector) as store, newest_file(folder) as known:
                    size = max(1, connector.path.stat().st_size)
                    parts[STORE_PART] = _add(archive, STORE_PART, going_on(checked(store, key, known), size))
                for name in FileVault(folder, key).names():
                    with (folder / FILES / name).open("rb") as kept:
                        parts[f"{FILES}/{name}"] = _add(archive, f"{FILES}/{name}", going_on(_pieces(kept)))
                if side is not None:
                    with side_parts(folder, side) as more:
                        parts |= {name: _add(archive, name, pieces) for name, pieces in more.items()}
                _add(archive, SEAL_PART, [seal_of(key, parts)])
            if stopped():
                raise _Stopped
            if not keys.needs_passphrase:
                beside = _write_beside(out, keys)
    except _Stopped:
        return ()
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    except (OSError, StoreError) as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise (not_written(error) if isinstance(error, OSError) else error) from None
    return (out,) if keys.needs_passphrase else (out, key_file(out))


def key_file(path: Path) -> Path:
    """Return where the key of the backup at ``path`` lies, if the store has no passphrase."""
    return path.with_name(path.name + KEY_SUFFIX)


class _Stopped(Exception):
    """The person stopped it."""


def _write_beside(out: Path, keys: Keys) -> Path | None:
    """Write the key beside a backup; return the file where it was not there, as one that was ended may have left it."""
    path, content = key_file(out), write_keys(keys)
    try:
        write_whole(path, content, replace=False)
    except FileExistsError:
        if path.read_bytes() != content:
            raise
        return None
    return path


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    """Add a part; return its SHA-256, which is reckoned beside the writing."""
    digest, waiting = hashlib.sha256(), deque[Future[None]]()
    entry = zipfile.ZipInfo(name, _NO_DAY)
    entry.external_attr = 0o600 << 16
    with ThreadPoolExecutor(max_workers=1) as beside, archive.open(entry, "w", force_zip64=True) as part:
        for piece in pieces:
            waiting.append(beside.submit(digest.update, piece))
            part.write(piece)
            if len(waiting) > _AHEAD:
                waiting.popleft().result()
    return digest.hexdigest()


def _pieces(file: Readable) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
