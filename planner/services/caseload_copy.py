"""A copy of a caseload to take away, and bringing one back. It is no part of the list's own backup: these are other people.

A copy opens with what opened the helper's list on its day: the passphrase, the recovery code, or the key beside it. Coming
back, nobody who is here is touched, and nobody comes back whose day to be deleted has passed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import StoreError, Text
from planner.services.backups import backup_name, free_name, key_of
from planner.services.caseload import Case, is_over
from planner.store.archive import write_archive
from planner.store.archive_reader import open_archive
from planner.store.caseload_store import CASELOAD, CaseStore
from planner.store.connection import STORE_FILE
from planner.store.file_vault import FILES
from planner.store.files import draft_of, make_folder
from planner.store.vault import find_keys, lost_keys

if TYPE_CHECKING:
    from planner.services.household import Household

_ZIP_HEAD = b"PK\x03\x04"


class Came(NamedTuple):
    """What a copy held: who came back, who was here already and stayed as they are, whose day to be deleted has passed."""

    came: tuple[str, ...]
    stayed: tuple[str, ...]
    over: tuple[str, ...]


def looks_like_copy(path: Path) -> bool:
    """Return whether the file at ``path`` begins as a copy does; what somebody shares begins otherwise."""
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP_HEAD)) == _ZIP_HEAD
    except OSError:
        return False


def save_copy(
    household: Household,
    out: Path,
    *,
    report: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """Write a copy of the caseload to ``out``, or into it where it is a folder; return the files made. Raises ``StoreError``.

    Of a list without a passphrase the second file is its key. None where it was stopped.
    """
    keys = find_keys(household.folder)
    if keys is None:
        raise lost_keys()
    if out.is_dir():
        out = free_name(out / backup_name(date.today()))
    store = CaseStore(household.folder, household.key)
    store.all()  # brings its tables up to today's; of an empty caseload too there can be a copy
    return write_archive(store.folder, store.key, keys, out, report=report, stopped=stopped)


def look_into_copy(household: Household, path: Path, today: date, secret: str | None = None) -> Came:
    """Return what bringing back the copy at ``path`` would do. Raises ``LockedStore``, ``WrongPassphrase``, ``StoreError``."""
    with _opened(household, path, secret) as copy:
        return _sorted(copy, CaseStore(household.folder, household.key), today)[0]


def bring_copy_back(household: Household, path: Path, today: date, secret: str | None = None) -> Came:
    """Put the people of a copy beside those who are here, each whole or not at all. Raises as ``look_into_copy`` does."""
    own = CaseStore(household.folder, household.key)
    with _opened(household, path, secret) as copy:
        told, coming = _sorted(copy, own, today)
        for case in coming:
            _take_over(case, copy, own)
    return told


def _sorted(copy: CaseStore, own: CaseStore, today: date) -> tuple[Came, list[Case]]:
    names = {case.alias for case in own.all()}
    coming, stayed, over = [], [], []
    for case in copy.all():
        files = copy.files(case.id or 0)
        is_here = any(own.of_share(file.mark) for file in files) or bool(case.code and own.of_code(case.code))
        if is_here or (not files and case.alias in names):
            stayed.append(case)
        elif is_over(case, today):
            over.append(case)
        else:
            coming.append(case)
    told = Came(*(tuple(case.alias for case in some) for some in (coming, stayed, over)))
    return told, coming


def _take_over(case: Case, copy: CaseStore, own: CaseStore) -> None:
    number = case.id or 0
    files = [file._replace(kept=own.vault.put(copy.vault.read(file.kept))) for file in copy.files(number)]
    own.take_over(case._replace(id=None, version=1), files, copy.notes(number)[::-1], copy.draft(number)[0])


@contextmanager
def _opened(household: Household, path: Path, secret: str | None) -> Iterator[CaseStore]:
    """Give the store in a copy, unpacked for as long as it is looked at."""
    archive = open_archive(path)
    key = household.key
    if not archive.fits(CaseStore(household.folder, key).key):
        if archive.fits(key):
            raise StoreError(Text("This is a copy of a list, not of a caseload. It comes back under Lock and copies."))
        key = key_of(archive, None, secret)
        if not archive.fits(CaseStore(household.folder, key).key):
            raise StoreError(Text("This is no copy of a caseload, or it is damaged. Nothing was changed."))
    place = draft_of(household.folder / "restore")
    try:
        make_folder(place / CASELOAD)
        copy = CaseStore(place, key)
        archive.unpack(copy.key, place / CASELOAD / STORE_FILE, place / CASELOAD / FILES)
        yield copy
    except OSError:
        raise StoreError(Text("The backup cannot be read, or there is no room for it. Nothing was changed.")) from None
    finally:
        shutil.rmtree(place, ignore_errors=True)
