"""The files of a bundle that came from anywhere, as a zip or as a folder, one after the other. Nothing is unpacked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from planner.errors import PlannerError, Text
from planner.evidence.packing import FOLDER, NotCanonical, PackReader
from planner.evidence.repacked import packed_by_others, parts_of

_ZIP = b"PK"
_DEEPEST = 3
_MOST_FILES = 200_000
Files = Iterator[tuple[str, int, Iterable[bytes]]]
"""Name in the bundle, size, and its bytes, which must be read before the next."""


class Unusable(PlannerError):
    """What was given is no bundle, or cannot be read. ``file``: the one in it at which that was seen."""

    def __init__(self, message: Text, file: str | None = None) -> None:
        super().__init__(message)
        self.file = file


class Repacked(Exception):
    """The zip is not one as Ashore packs it. ``name``: the file at which that was seen, if any."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.name = name


@contextmanager
def opened(path: Path) -> Iterator[Files]:
    """Give the files of the bundle at ``path``; raises ``Unusable`` where there is none, ``Repacked`` while reading."""
    try:
        if "\0" in str(path):
            raise FileNotFoundError
        if path.is_dir():
            yield _of_folder(_bag_in(path))
            return
        with _regular(path) as file:
            if file.read(len(_ZIP)) != _ZIP:
                raise Unusable(no_bundle())
            yield _of_zip(file)
    except FileNotFoundError:
        raise Unusable(Text('There is no file "{file}".', {"file": shown(path.name)})) from None
    except OSError:
        raise Unusable(Text('The file "{file}" cannot be opened.', {"file": shown(path.name)})) from None


def no_bundle() -> Text:
    """Return what is said of what is no bundle."""
    return Text("This is no evidence bundle of Ashore, or only a part of one.")


def shown(name: str) -> str:
    """Return a file's name as it can be shown, whatever is in it."""
    return "".join(one if one.isprintable() else "?" for one in name)[:100]


def _of_zip(file: BinaryIO) -> Files:
    others = packed_by_others(file)
    if others is not None:
        try:
            yield from parts_of(others)
        except NotCanonical as error:
            raise Repacked(error.name) from None
        return
    file.seek(0)
    reader = PackReader(file, os.fstat(file.fileno()).st_size)
    try:
        for name, size, pieces in reader.parts():
            if not name.startswith(FOLDER):
                raise Repacked(name)
            yield name.removeprefix(FOLDER), size, pieces
    except NotCanonical as error:
        raise Repacked(error.name.removeprefix(FOLDER)) from None


def _of_folder(folder: Path) -> Files:
    for name, path in sorted(_walk(folder, "", 1)):
        with _regular(path, name) as file:
            yield name, os.fstat(file.fileno()).st_size, iter(lambda file=file: file.read(1 << 20), b"")  # type: ignore[misc]


def _walk(folder: Path, before: str, depth: int) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as found:
        for count, one in enumerate(found):
            name = before + one.name
            if count > _MOST_FILES or depth > _DEEPEST:
                raise Unusable(Text('"{file}" does not belong to the bundle.', {"file": shown(name)}), shown(name))
            if one.is_dir(follow_symlinks=False):
                yield from _walk(folder / one.name, name + "/", depth + 1)
            else:
                yield name, folder / one.name


def _bag_in(folder: Path) -> Path:
    """Return the folder of the bag: the one given, or the one that unpacking left in it."""
    inside = folder / FOLDER.rstrip("/")
    return inside if not (folder / "bagit.txt").exists() and inside.is_dir() and not inside.is_symlink() else folder


@contextmanager
def _regular(path: Path, name: str | None = None) -> Iterator[BinaryIO]:
    """Give a file to be read: no link inside a bundle, no device, nothing that would wait for ever."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if name is not None:
        if path.is_symlink():
            raise Unusable(_not_a_file(name), shown(name))
        flags |= getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unusable(_not_a_file(name or path.name), name and shown(name))
        yield file


def _not_a_file(name: str) -> Text:
    return Text('"{file}" in it is a link or no file, and it is not followed.', {"file": shown(name)})
