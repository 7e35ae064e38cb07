"""A bundle: what goes into it, and writing it as one zip or as a folder. Equal content gives equal bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from planner.evidence.bag import SHA256, Digests, digests_of, is_payload_name, tag_files
from planner.evidence.chain import Head, Link
from planner.evidence.custody import custody_lines
from planner.evidence.extract import extract_bytes
from planner.evidence.hashing import Hashes
from planner.evidence.log_table import log_table
from planner.evidence.packing import FOLDER, PackWriter

EXTRACT, TABLE, CUSTODY = "data/extract.json", "data/log.csv", "data/custody.jsonl"
HOW_TO, COMPLAINT = "data/HOW-TO-VERIFY.txt", "data/complaint.pdf"
ATTACHMENTS, ORIGINALS = "data/attachments/", "data/originals/"


class Source(NamedTuple):
    """One file of a bundle: what it is by its hashes, and how its bytes are had."""

    digests: Digests
    pieces: Callable[[], Iterable[bytes]]


class Bundle(NamedTuple):
    """A bundle that is not written yet: every file by its name. ``manifest``: what its payload is known by."""

    files: Mapping[str, Source]
    manifest: str


class NotAsSealed(Exception):
    """A kept file is not what it was when it arrived. ``name``: its name in the bundle."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Stopped(Exception):
    """The person stopped it."""


def from_bytes(content: bytes) -> Source:
    """Return a short content as a file."""
    return Source(digests_of(content), lambda: (content,))


def build_bundle(
    extract: Mapping[str, Any],
    links: Iterable[Link],
    head: Head,
    *,
    how_to: str,
    complaint: bytes | None = None,
    more: Mapping[str, Source] | None = None,
) -> Bundle:
    """Return the bundle of an ``extract`` and the chain it comes from. ``more``: attachments and originals by name."""
    payload = {
        EXTRACT: from_bytes(extract_bytes(extract)),
        TABLE: from_bytes(log_table(extract["entries"])),
        CUSTODY: from_bytes(b"".join(custody_lines(links, head))),
        HOW_TO: from_bytes(how_to.encode()),
        **(more or {}),
    }
    if complaint is not None:
        payload[COMPLAINT] = from_bytes(complaint)
    wrong = [name for name in payload if not is_payload_name(name)]
    if wrong:
        raise ValueError(wrong[0])
    tags = tag_files({name: source.digests for name, source in payload.items()})
    files = payload | {name: from_bytes(content) for name, content in tags.items()}
    return Bundle(files, digests_of(tags[SHA256]).sha256)


def write_zip(bundle: Bundle, file: BinaryIO, going_on: Callable[[int], None] = lambda _: None) -> None:
    """Write a bundle as one zip; ``going_on`` is told how many bytes came, and may raise ``Stopped``."""
    writer = PackWriter(file)
    for name, source in sorted(bundle.files.items()):
        writer.add(FOLDER + name, source.digests.size, _checked(name, source, going_on))
    writer.finish()


def write_folder(bundle: Bundle, folder: Path, going_on: Callable[[int], None] = lambda _: None) -> None:
    """Write a bundle into an empty folder."""
    for name, source in sorted(bundle.files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for piece in _checked(name, source, going_on):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())


def _checked(name: str, source: Source, going_on: Callable[[int], None]) -> Iterator[bytes]:
    """Yield a file's bytes; raises ``NotAsSealed`` at their end where they are not the ones that were promised."""
    hashes = Hashes("sha256")
    for piece in hashes.of(source.pieces()):
        going_on(len(piece))
        yield piece
    if (hashes.hex("sha256"), hashes.size) != (source.digests.sha256, source.digests.size):
        raise NotAsSealed(name)
