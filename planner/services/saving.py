"""A file for the person, written whole or not at all, for its owner alone; its own name says nothing of what is in it."""

from __future__ import annotations

from pathlib import Path

from planner.store.files import make_folder, not_written, write_whole


def save_new(folder: Path, stem: str, ending: str, data: bytes) -> Path:
    """Write a new file into ``folder``, never over another, and return its path; raises ``StoreError``."""
    number, path = 1, folder / f"{stem}.{ending}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.{ending}"
    try:
        make_folder(folder)
        write_whole(path, data, replace=False)
    except OSError as error:
        raise not_written(error) from None
    return path


def save_as(path: Path, data: bytes) -> None:
    """Write the file that the person named, in the place of what had its name; raises ``StoreError``."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise not_written(error) from None
