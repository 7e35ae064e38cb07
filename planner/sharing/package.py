"""What lies in a sealed file: one JSON with the facts, a summary to print, and files, each known by what is in it.

Layout, once decrypted: the length of a table (8 bytes, big-endian), the table, then the parts in its order, then zeros.
The table is canonical JSON: ``{"package": 1, "parts": [{"name", "size", "sha256"}]}``. Names are of our own making only,
so that none leads out of a folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from planner.canonical import canonical
from planner.errors import PlannerError, Text
from planner.sharing.sealed_file import (
    Effort,
    NotOurs,
    Reader,
    damaged,
    needs_passphrase,
    open_sealed,
    seal_for_code,
    seal_for_passphrase,
)

LAYOUT = 1
CONTENTS, SUMMARY = "contents.json", "summary.pdf"
_NAME = re.compile(r"contents\.json|summary\.pdf|files/[0-9]{1,9}_[0-9a-f]{8}\.[a-z0-9]{1,8}")
_LENGTH = struct.Struct(">Q")
_LARGEST_TABLE = 1 << 24
_PIECE = 1 << 20


class Part(NamedTuple):
    """A part to be put in. ``pieces`` gives its content anew at each call."""

    name: str
    size: int
    sha256: str
    pieces: Callable[[], Iterable[bytes]]


class Package(NamedTuple):
    """A package that was opened and found whole: the facts, and the other parts by their names."""

    contents: Mapping[str, Any]
    parts: Mapping[str, bytes]

    @property
    def summary(self) -> bytes | None:
        """The summary to print, PDF."""
        return self.parts.get(SUMMARY)


class Stopped(PlannerError):
    """The person stopped it: nothing was made, nothing was taken in."""

    def __init__(self) -> None:
        super().__init__(Text("Stopped. Nothing was written."))


def steps(report: Callable[[float], None], stopped: Callable[[], bool]) -> Callable[[float], None]:
    """Return what long work calls as it goes: it tells how far it is, and raises ``Stopped`` once the person wants no more."""

    def step(part: float) -> None:
        if stopped():
            raise Stopped
        report(part)

    return step


class Changed(PlannerError):
    """A file changed while it was put in."""

    def __init__(self) -> None:
        super().__init__(Text("A file changed while it was put in, so the file to share was not made. Try once more."))


def part_of(name: str, content: bytes) -> Part:
    """Return a part that is at hand whole."""
    return Part(name, len(content), hashlib.sha256(content).hexdigest(), lambda: (content,))


def pack(contents: Mapping[str, Any], parts: Iterable[Part] = ()) -> Iterator[bytes]:
    """Yield what is to be sealed: ``contents`` and the ``parts`` beside it. Raises ``Changed``."""
    every = [part_of(CONTENTS, canonical(contents).encode()), *parts]
    assert all(_NAME.fullmatch(part.name) for part in every)
    rows = [{"name": part.name, "size": part.size, "sha256": part.sha256} for part in every]
    table = canonical({"package": LAYOUT, "parts": rows}).encode()
    yield _LENGTH.pack(len(table)) + table
    for part in every:
        digest, size = hashlib.sha256(), 0
        for piece in part.pieces():
            digest.update(piece)
            size += len(piece)
            yield piece
        if (size, digest.hexdigest()) != (part.size, part.sha256):
            raise Changed


def sealed(
    content: Iterable[bytes], *, code: bytes | None = None, passphrase: str = "", effort: Effort | None = None
) -> Iterator[bytes]:
    """Yield the file for a helper's ``code`` (a public key), else for a ``passphrase``."""
    return seal_for_code(code, content) if code is not None else seal_for_passphrase(passphrase, content, effort)


def asks_passphrase(path: Path) -> bool:
    """Return whether the file at ``path`` was made with a passphrase; raises ``NotOurs``."""
    try:
        with path.open("rb") as file:
            return needs_passphrase(file.read(16))
    except OSError:
        raise _unread(path) from None


def open_package(path: Path, reader: Reader, step: Callable[[float], None] = lambda _: None) -> Package:
    """Return what the file at ``path`` holds; raises ``NotOurs`` or ``NotForYou``, and then nothing of it counts.

    ``step``: told how far it is; what it raises ends it.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            content = open_sealed(file, size, reader, step)
    except OSError:
        raise _unread(path) from None
    return unpack(content)


def unpack(content: bytes) -> Package:
    """Return the parts of a decrypted file; raises ``NotOurs`` where any is not as the table says."""
    if len(content) < _LENGTH.size:
        raise damaged()
    (length,) = _LENGTH.unpack(content[: _LENGTH.size])
    at = _LENGTH.size + length
    if length > _LARGEST_TABLE or at > len(content):
        raise damaged()
    parts: dict[str, bytes] = {}
    for row in _rows(content[_LENGTH.size : at]):
        name, size, said = row["name"], row["size"], row["sha256"]
        if name in parts or size > len(content) - at:
            raise damaged()
        part = content[at : at + size]
        if hashlib.sha256(part).hexdigest() != said:
            raise damaged()
        parts[name], at = part, at + size
    if CONTENTS not in parts or content[at:].strip(b"\0"):
        raise damaged()
    facts = _json(parts.pop(CONTENTS))
    return Package(facts, parts)


def _rows(table: bytes) -> list[dict[str, Any]]:
    said = _json(table)
    if isinstance(said.get("package"), int) and said["package"] > LAYOUT:
        raise NotOurs(
            Text("This file was made by a newer Ashore. Please update Ashore, then open it; nothing is lost.")
        )
    rows = said.get("parts")
    if set(said) != {"package", "parts"} or said["package"] != LAYOUT or not isinstance(rows, list):
        raise damaged()
    for row in rows:
        if not isinstance(row, dict) or set(row) != {"name", "size", "sha256"}:
            raise damaged()
        if not isinstance(row["name"], str) or not _NAME.fullmatch(row["name"]):
            raise damaged()
        if type(row["size"]) is not int or row["size"] < 0 or not isinstance(row["sha256"], str):
            raise damaged()
    return rows


def _json(text: bytes) -> dict[str, Any]:
    """Return an object in canonical form: no two texts pass for one."""
    try:
        value = json.loads(text)
        if not isinstance(value, dict) or canonical(value).encode() != text:
            raise damaged()
    except (ValueError, TypeError, RecursionError):
        raise damaged() from None
    return value


def _unread(path: Path) -> NotOurs:
    return NotOurs(Text('The file "{file}" cannot be opened.', {"file": path.name}))
