"""Erasing leaves nothing of the household, and nothing else is touched."""

import os
import shutil
from pathlib import Path

import pytest

from planner.errors import DamagedStore
from planner.services.erasing import erase
from planner.services.household import open_household, open_saved_household
from planner.services.look import keep_look
from planner.services.opening import Protection, key_for, protection_of
from planner.services.sample import sample_household
from planner.store.connection import STORE_FILE
from planner.store.file_vault import FileVault
from planner.store.vault import change_passphrase, unlock
from tests.store.households import DAY, KEY, PASSPHRASE, stored
from tests.store.test_old_stores import make_plain


@pytest.fixture
def used(folder):
    """A household with everything that a folder may hold."""
    household = open_household(folder, KEY)
    household.keep_backup(DAY)
    household.keep_backup(DAY, before=True)
    household.close()
    FileVault(folder, KEY).put(b"a scanned letter")
    keep_look(folder, {"language": "zh"})
    sample_household(folder / "sample-en", "en").close()
    with pytest.raises(Exception, match="didn't open it"):
        unlock(folder, "not the one")
    whole = (folder / STORE_FILE).read_bytes()
    (folder / STORE_FILE).write_bytes(whole[:-1])
    with pytest.raises(DamagedStore):
        open_household(folder, KEY)
    open_saved_household(folder, KEY).close()
    (folder / "kivy").mkdir()
    (folder / "kivy" / "config.ini").touch()
    for name in ("main.db.0123abcd.new", "backups/x.db.0123abcd.new", "damaged.01.main.db", "damaged.01.0.keys.json"):
        (folder / name).write_bytes(b"x")
    (folder / "restore.0123abcd.new").mkdir()
    make_plain(folder, 1)
    return folder


def test_nothing_is_left(used):
    erase(used)
    assert list(used.iterdir()) == []
    assert protection_of(used) is Protection.NOTHING_YET


def test_what_others_put_there_stays(used, tmp_path):
    mine = [
        used / name for name in ("mine.txt", "ashore trip.db", "backups/mine.pdf", "files/mine.pdf", "sample-en/mine")
    ]
    for path in mine:
        path.write_bytes(b"mine")
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"not ours")
    os.symlink(outside, used / "main.db-link")
    os.symlink(outside, used / "backups" / "keys.json.link")
    erase(used)
    assert {path for path in used.rglob("*") if path.is_file()} == set(mine)
    assert outside.read_bytes() == b"not ours"
    assert all(path.read_bytes() == b"mine" for path in mine)


def test_a_copy_that_shares_its_files_with_ours_stays_whole(folder, tmp_path):
    """As backup programs make them, to save room: with links to the same files."""
    expected = stored(folder)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy, copy_function=os.link)
    change_passphrase(folder, KEY, "four small boats")
    assert key_for(copy, PASSPHRASE).key == KEY
    erase(folder)
    assert not list(folder.iterdir())
    assert stored(copy, key_for(copy, PASSPHRASE).key) == expected


def test_the_keys_are_overwritten_not_only_unlinked(used):
    held = [(used / name).open("rb") for name in ("keys.json", "backups/keys.json", STORE_FILE)]
    erase(used)
    for file in held:
        assert not file.read().strip(b"\0")
        file.close()


def test_a_new_list_begins_after_it(used):
    erase(used)
    household = open_household(used, key_for(used).key)
    assert household.debts() == []
    assert household.key != KEY
    household.close()


def test_where_nothing_is_nothing_is_done(tmp_path):
    erase(tmp_path / "nowhere")
    erase(tmp_path)
    assert not Path(tmp_path / "nowhere").exists()
