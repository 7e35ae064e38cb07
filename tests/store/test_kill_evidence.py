"""Killed with -9 while it attaches or makes a bundle: what was confirmed is there, what has its name is whole."""

import os
import random
import shutil

import pytest

from planner.services.attachments import Attachments
from planner.services.bundle_check import verify_bundle
from planner.services.bundles import Choice, prepare_bundle, write_bundle
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.seal import check_seal
from planner.store.file_vault import FileVault
from planner.store.head_apart import head_name
from tests.store.households import DAY, KEY
from tests.store.test_kill import MANY_WRITERS, WRITERS, copy_of, is_sound, moments, nursery, soaked

__all__ = ["nursery"]

PIECES = 17
"""A bundle is written in so many."""

CALL = {"at": "2026-11-02 22:30", "channel": "call", "collector": "North Star", "said": "Pay."}


@pytest.fixture
def log(folder):
    """The household with an entry in its log."""
    household = open_household(folder, KEY)
    ContactLog(household).add(CALL)
    household.close()
    return folder


@soaked(WRITERS, MANY_WRITERS)
def test_killed_while_it_attaches_every_confirmed_file_is_whole_and_the_seal_holds(nursery, log, tmp_path, times):
    large = tmp_path / "large"
    large.write_bytes(random.Random(1).randbytes(300_000))
    confirmed, dice = set(), random.Random(times)
    for after in moments(times, 0.06):
        said = nursery("attach", log, large, after, dice.randrange(3))["said"]
        confirmed |= {line.split()[1].encode() for line in said}
        household = open_household(log, KEY)
        files = Attachments(household)
        contents = [b"".join(files.pieces(one)) for one in files.of_entry(1)]
        assert confirmed <= {content[:8] for content in contents}
        assert all(len(content) == 300_000 for content in contents)
        assert check_seal(household).why is None
        household.close()
    is_sound(log)
    kept = set(FileVault(log, KEY).names()) - {head_name(KEY)}
    assert len(contents) <= len(kept) <= len(contents) + times  # at most one each time that no entry leads to
    print(f"{times} kills, {len(confirmed)} confirmed files, {len(kept) - len(contents)} kept for nothing")


@soaked(WRITERS, MANY_WRITERS)
@pytest.mark.parametrize("form", ["zip", "folder"])
def test_killed_while_it_makes_a_bundle_there_is_a_whole_one_or_none(nursery, log, tmp_path, times, form):
    household = open_household(log, KEY)
    letter = tmp_path / "letter"
    for number in range(3):
        letter.write_bytes(random.Random(number).randbytes(1_500_000))
        Attachments(household).attach(letter, 1)
    household.close()
    end, seen, dice = ".zip" if form == "zip" else "", {}, random.Random(times)
    for number, after in enumerate(moments(times, 0.05)):
        copy, out = copy_of(log, tmp_path, number), tmp_path / f"out{number}{end}"
        said = nursery("bundle", copy, out, after, dice.choice([dice.randrange(PIECES), PIECES - 1]))["said"]
        assert out.exists() or not said
        if out.exists():
            assert verify_bundle(out).unchanged
        household = open_household(copy, KEY)
        assert check_seal(household).why is None
        noted = check_seal(household).length - 4
        assert noted == 1 if said else noted in (0, int(out.exists()))
        if not out.exists():
            assert write_bundle(household, prepare_bundle(household, Choice(), "en", DAY), out)
            assert verify_bundle(out).unchanged
        household.close()
        seen[bool(said), noted] = seen.get((bool(said), noted), 0) + 1
        shutil.rmtree(copy)
        out.unlink() if form == "zip" else shutil.rmtree(out)
    print(seen)


def test_what_a_killed_program_left_goes_the_next_time_and_what_is_being_made_stays(log, tmp_path):
    household = open_household(log, KEY)
    left, fresh = (tmp_path / f"out.zip.{mark}.new" for mark in ("0123abcd", "0123abce"))
    for path in (left, fresh):
        path.write_bytes(b"half")
    os.utime(left, (1_700_000_000, 1_700_000_000))
    write_bundle(household, prepare_bundle(household, Choice(), "en", DAY), tmp_path / "out.zip")
    assert not left.exists()
    assert fresh.exists()
    household.close()
