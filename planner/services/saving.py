"""A file for the person, written whole, beside what is there and never over it; its name says nothing of what is in it."""

from __future__ import annotations

from pathlib import Path

from planner.store.files import make_folder, write_whole


def save_new(folder: Path, stem: str, ending: str, data: bytes) -> Path:
    """Write a new file into ``folder`` and return its path; raises ``StoreError`` where it cannot be written."""
    make_folder(folder)
    number, path = 1, folder / f"{stem}.{ending}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.{ending}"
    write_whole(path, data, replace=False)
    return path
