"""A full disk, a disk that can only be read, a folder of somebody else's: a sentence each, and nothing is lost."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.store.households import device_household, stored

TOP = Path(__file__).parent.parent.parent
NO_ROOM = "There is no room left on this disk. Make some room and try again; nothing was changed."
ONLY_READ = "The store can only be read here, so nothing can be added or changed."
NO_FOLDER = "The folder {folder} cannot be made or read. Nothing was changed."

pytestmark = pytest.mark.skipif(not hasattr(os, "setuid"), reason="modes work otherwise on this system")


@pytest.fixture
def place():
    """A folder that an ordinary user may enter: pytest's own they may not."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
        subprocess.run(["chmod", "-R", "u+rwX", name], check=True)


@pytest.fixture
def said(place):
    """Run a fault on a household whose key lies beside it; return what was said, by what was tried."""
    folder, out = device_household(place / "data"), place / "out"
    out.mkdir()

    def run(fault, *, alone=False):
        for path in (place, *place.rglob("*")):
            os.chown(path, 65534, 65534) if os.getuid() == 0 else None
        os.chmod(place, 0o777)
        words = [sys.executable, "-m", "tests.store.ordinary", fault, str(folder), str(out)]
        # As root a mount would be seen by everybody: in a name space of its own it ends with the child.
        prefix = ["unshare", "-m"] if alone and os.getuid() == 0 and shutil.which("unshare") else []
        child = subprocess.run([*prefix, *words], cwd=TOP, capture_output=True, text=True)
        assert child.returncode == 0, child.stderr
        lines = [json.loads(line) for line in child.stdout.splitlines()]
        if ["mount", "cannot", None] in lines:
            pytest.skip("NOT TESTED: this system lets nobody mount a small disk, so a full one was not tried")
        return {what: found for what, _, found in lines}, {what for what, how, _ in lines if how == "done"}, folder

    return run


def test_on_a_full_disk_nothing_confirmed_is_lost_and_all_is_as_before_once_there_is_room(said):
    found, done, folder = said("full", alone=True)
    for what in ("write", "keep", "take away", "export", "passphrase", "file"):
        assert found[what] == NO_ROOM, what
    assert found["new"] == NO_ROOM
    assert found["open"] in (NO_ROOM, 1)
    assert found["left"] == ""
    assert found["confirmed"] > 0
    assert found["read"] is True
    assert found["again"] is True
    assert found["key"] is True
    assert len(stored(folder.parent / "after")[0]) >= 3


def test_past_the_largest_size_of_a_file_nothing_is_lost(said):
    found, done, _ = said("limited")
    assert found["file"] == NO_ROOM
    assert "write" not in done
    assert found["again"] is True
    assert found["left"] == ""


def test_on_a_disk_that_can_only_be_read_the_list_is_shown_and_the_rest_is_said(said):
    found, done, _ = said("read_only_disk", alone=True)
    assert {"look", "open", "read", "again"} <= done
    assert (found["look"], found["read"], found["again"]) == (3, 3, 3)
    assert found["notice"] == found["write"] == found["setting"] == ONLY_READ
    assert found["keep"] is False
    assert found["passphrase"] == found["new"] == NO_FOLDER
    assert found["file"].startswith("The copy cannot be written there.")
    assert (found["export"], found["take away"]) == (4, 2)  # elsewhere, everything can be taken along


def test_in_a_folder_that_may_only_be_read_it_is_the_same(said):
    found, done, _ = said("modes")
    assert (found["look"], found["read"], found["again"]) == (3, 3, 3)
    assert found["notice"] == found["write"] == ONLY_READ
    assert found["passphrase"] == found["new"] == NO_FOLDER
    assert (found["export"], found["take away"]) == (4, 2)


def test_a_folder_that_may_not_be_entered_is_told_of_and_stays_as_it_was(said):
    found, done, _ = said("forbidden")
    assert found["protection"] == found["look"] == found["open"] == NO_FOLDER
    assert "restore" not in done
    assert found["again"] == 3


def test_a_damaged_list_that_cannot_be_saved_here_says_where_to_go(said):
    found, done, _ = said("damaged_read_only")
    assert found["open"].startswith("A part of your list cannot be read")
    assert found["saved"].startswith("Your list is damaged, and what can be read of it cannot be saved here.")
    assert found["saved here"] == 4


def test_what_waits_in_the_log_is_read_too_or_it_is_said_that_it_may_be_missing(said):
    found, _, _ = said("left_with_its_log")
    assert (found["look data"], found["read data"], found["notice data"]) == (4, 4, ONLY_READ)
    assert (found["look without"], found["read without"]) == (3, 3)
    assert found["notice without"].startswith("The store can only be read here, and its newest changes may be missing.")
