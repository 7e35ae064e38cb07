"""Erasing everything: the keys first, since without them nothing else can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.errors import StoreError, Text
from planner.services.look import LOOK_FILE
from planner.store.connection import PLAIN_FILE, STORE_FILE
from planner.store.file_vault import FILES
from planner.store.files import wipe
from planner.store.rescue import SAVED_FILE
from planner.store.vault import BACKUPS, KEYS_FILE, TRIES_FILE

_OWN_FOLDERS = (FILES, BACKUPS, "kivy")
_OWN_FILES = (f"{STORE_FILE}*", f"{SAVED_FILE}*", f"damaged.*.{STORE_FILE}*", f"{KEYS_FILE}*", f"{TRIES_FILE}*", f"{LOOK_FILE}*")


def erase(folder: Path) -> None:
    """Remove all that Ashore put into ``folder``; other files there stay. Raises ``StoreError``."""
    places = [folder, *sorted(folder.glob("sample-*"))]
    try:
        for place in places:
            for keys in (place / KEYS_FILE, place / BACKUPS / KEYS_FILE):
                if keys.exists():
                    wipe(keys)
        for place in places:
            _remove(place)
            if place != folder:
                place.rmdir()
    except OSError:
        raise StoreError(
            Text(
                "Some files could not be removed: the folder {folder}. Close other programs and try again.",
                {"folder": str(folder)},
            )
        ) from None


def _remove(place: Path) -> None:
    for name in (*_OWN_FILES, f"{Path(PLAIN_FILE).stem}*.db*", "restore.*.new"):
        for path in place.glob(name):
            shutil.rmtree(path) if path.is_dir() else wipe(path)
    for name in _OWN_FOLDERS:
        if (place / name).is_dir():
            for path in (place / name).rglob("*"):
                if path.is_file():
                    wipe(path)
            shutil.rmtree(place / name)
