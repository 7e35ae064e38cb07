"""Erasing everything: the keys first, since without them nothing else can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.services.look import LOOK_FILE
from planner.store.backup import kept_backups
from planner.store.care_store import places as places_of_care
from planner.store.caseload_store import CASELOAD
from planner.store.connection import STORE_FILE
from planner.store.file_vault import FILES, is_kept_name
from planner.store.files import DRAFT, not_removed, wipe
from planner.store.plain import plain_files
from planner.store.rescue import SAVED_FILE
from planner.store.tries import TRIES_FILE
from planner.store.vault import BACKUPS, KEYS_FILE

_OWN = (STORE_FILE, SAVED_FILE, KEYS_FILE, TRIES_FILE, LOOK_FILE)


def erase(folder: Path) -> None:
    """Remove all that Ashore put into ``folder``; other files there stay. Raises ``StoreError``."""
    households = [folder, *sorted(folder.glob("sample-*"))]
    places = [one for household in households for one in (*places_of_care(household), *_caseload(household), household)]
    try:
        for place in places:
            for keys in (*place.glob(f"*{KEYS_FILE}*"), *(place / BACKUPS).glob(f"{KEYS_FILE}*")):
                wipe(keys)
        for place in places:
            _remove(place)
            if place != folder:
                _remove_if_empty(place)  # what is beside a household goes before it
    except OSError:
        raise not_removed(folder) from None


def _caseload(household: Path) -> list[Path]:
    place = household / CASELOAD
    return [place] if place.is_dir() else []


def _remove(place: Path) -> None:
    files, backups = place / FILES, place / BACKUPS
    own = [path for name in _OWN for path in (*place.glob(f"{name}*"), *place.glob(f"damaged.*.{name}*"))]
    kept = [path for path in files.glob("*") if is_kept_name(path.name.partition(".")[0])]
    copies = [path for one in kept_backups(place) for path in backups.glob(f"{one.path.name}*")]
    for path in (*own, *plain_files(place), *kept, *copies, *backups.glob(f"*{DRAFT}*")):
        wipe(path)
    for folder in (*place.glob(f"restore.*{DRAFT}"), place / "kivy"):
        if folder.is_dir():
            shutil.rmtree(folder)
    for folder in (files, backups):
        _remove_if_empty(folder)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
