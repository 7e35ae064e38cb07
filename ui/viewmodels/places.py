"""Where a person keeps their files on this device, and file names as they can be shown."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

from planner.errors import Text

LIST_ENDINGS = (".csv", ".tsv", ".txt")
"""How the name of a file ends that may hold a list."""
MESSAGE_ENDINGS = (".xml", ".csv")
"""How the name of a file ends that may hold messages and calls."""


class Place(NamedTuple):
    """A folder that a person knows by what it is for."""

    path: Path
    name: Text


def own_places(*, phone: bool) -> list[Place]:
    """Return the folders that people put files in, the ones that are there; a phone's are those of its shared storage."""
    storage = os.environ.get("EXTERNAL_STORAGE")
    if phone and storage:
        home = Path(storage)
        places = [
            Place(home / "Download", Text("Downloads")),
            Place(home / "Documents", Text("Documents")),
            Place(home, Text("Phone storage")),
        ]
    else:
        home = Path(os.path.expanduser("~"))
        places = [
            Place(home, Text("Home folder")),
            Place(user_downloads_path(), Text("Downloads")),
            Place(user_documents_path(), Text("Documents")),
            Place(user_desktop_path(), Text("Desktop")),
        ]
    first = {place.path: place for place in reversed(places)}  # a system without a folder of its own names home again
    return [place for place in places if first[place.path] is place and _is_folder(place.path)]


def lists_nearby(pattern: str = "*.csv") -> list[Path]:
    """Return CSV files, or others, where a person would have put one, the newest first."""
    found: list[tuple[float, Path]] = []
    for place in own_places(phone=False):
        found += _dated(place.path, pattern)
    return [path for _, path in sorted(found, reverse=True)[:6]]


def readable(name: str) -> str:
    """Return a file name or path as it can be drawn: what no font has a sign for becomes a question mark."""
    return "".join("?" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") else sign for sign in name)


def _dated(folder: Path, pattern: str) -> Iterator[tuple[float, Path]]:
    try:
        for path in folder.glob(pattern):
            yield path.stat().st_mtime, path
    except OSError:
        return


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
