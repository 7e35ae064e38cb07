"""A file that is attached is kept untouched, once, as what it is; it comes back byte for byte or not at all."""

import hashlib
import os
import random
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from planner.errors import DamagedStore, StoreError
from planner.evidence.chain import first_fault
from planner.evidence.custody import read_custody
from planner.services.attachments import Attachments, kind_of, looks_like_sound
from planner.services.backups import make_backup, restore
from planner.services.contacts import ContactLog, NoSuchEntry
from planner.services.erasing import erase
from planner.services.export import export_everything
from planner.services.household import open_household
from planner.services.papers import OTHER, Papers
from planner.services.seal import check_seal
from planner.store.file_vault import FileVault
from planner.store.head_apart import head_name

TOP = Path(__file__).parent.parent.parent
CALL = {"at": "2026-11-02 22:30", "channel": "call", "outcome": "conversation", "collector": "North Star"}
PHOTO = b"\xff\xd8\xff" + random.Random(1).randbytes(200_000)


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    opened.change_settings(zone="America/New_York", country="US")
    yield opened
    opened.close()


@pytest.fixture
def entry(household):
    return ContactLog(household).add(CALL).entry


@pytest.fixture
def files(household):
    return Attachments(household)


def file_of(tmp_path, content, name="photo.jpg"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def kept_names(household):
    """Return the names of the files in the vault, without the head of the chain."""
    names = FileVault(household.folder, household.key).names()
    return [name for name in names if name != head_name(household.key)]


@pytest.mark.parametrize("content", [PHOTO, b"", b"x", bytes(65536), bytes(65537)])
def test_a_file_comes_back_byte_for_byte_with_what_is_known_of_it(files, entry, tmp_path, content):
    path = file_of(tmp_path, content)
    os.utime(path, (1_790_000_000, 1_790_000_000))
    one = files.attach(path, entry)
    assert b"".join(files.pieces(one)) == content
    assert (one.entry, one.name, one.size) == (entry, "photo.jpg", len(content))
    assert (one.digest, one.sha512) == (hashlib.sha256(content).hexdigest(), hashlib.sha512(content).hexdigest())
    assert one.modified_at == "2026-09-21T14:13:20+00:00"
    assert files.of_entry(entry) == [one]
    assert files.copy_out(one, tmp_path / "copy").read_bytes() == content
    assert path.read_bytes() == content


def test_one_content_is_kept_once_however_often_it_is_attached(household, files, entry, tmp_path):
    other = ContactLog(household).add(CALL).entry
    one = files.attach(file_of(tmp_path, PHOTO), entry)
    again = files.attach(file_of(tmp_path, PHOTO, "another name.png"), entry)
    elsewhere = files.attach(file_of(tmp_path, PHOTO, "信.jpg"), other)
    assert again == one
    assert (elsewhere.number != one.number, elsewhere.digest, elsewhere.name) == (True, one.digest, "信.jpg")
    assert len(kept_names(household)) == 1
    assert [file.entry for file in files.all()] == [entry, other]
    assert check_seal(household).why is None


def test_a_photo_that_is_none_is_kept_and_said_as_what_it_is(files, entry, tmp_path):
    one = files.attach(file_of(tmp_path, "今天必须还。".encode(), "photo.jpg"), entry)
    assert (one.media, kind_of(one.media).id) == ("text/plain", "a text")
    assert one.note is not None
    assert one.copy_name.endswith(".txt")
    assert files.attach(file_of(tmp_path, PHOTO, "real.jpg"), entry).note is None


def test_before_a_recording_the_law_of_the_place_is_said(household, files, tmp_path):
    assert looks_like_sound(file_of(tmp_path, b"#!AMR\n\0\0", "call.amr"))
    assert not looks_like_sound(file_of(tmp_path, PHOTO))
    assert not looks_like_sound(tmp_path / "nothing.mp3")
    in_the_states = files.recording_note("en")
    assert "18 USC 2511" in in_the_states.citation
    household.change_settings(country="", part="")
    nowhere = files.recording_note("zh")
    assert nowhere.citation == ""
    assert nowhere.words != in_the_states.words


def test_a_paper_or_a_promise_may_have_files_and_a_file_may_not(household, files, entry, tmp_path):
    paper = Papers(household).add("united_states", OTHER, "2026-11-01", due="2026-12-01")
    one = files.attach(file_of(tmp_path, PHOTO), paper.entry)
    assert files.of_entry(paper.entry) == [one]
    for wrong in (one.number, 999, -1, 10**20):
        with pytest.raises(NoSuchEntry):
            files.attach(file_of(tmp_path, PHOTO), wrong)
    assert len(kept_names(household)) == 1


def test_a_file_that_was_taken_away_is_out_of_the_list_and_that_it_was_there_stays_sealed(
    household, files, entry, tmp_path
):
    one = files.attach(file_of(tmp_path, PHOTO), entry)
    before = check_seal(household).length
    files.withdraw(one)
    assert files.of_entry(entry) == []
    assert files.all() == []
    assert (check_seal(household).length, check_seal(household).why) == (before + 1, None)
    with pytest.raises(NoSuchEntry):
        files.find(one.number)
    assert files.attach(file_of(tmp_path, PHOTO), entry).number != one.number
    assert len(kept_names(household)) == 1


def test_what_is_no_file_is_refused_in_a_sentence_and_nothing_is_kept(household, files, entry, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path, tmp_path / "gone", tmp_path / "pipe", tmp_path / "loop", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(StoreError):
            files.attach(path, entry)
    assert kept_names(household) == []
    assert files.of_entry(entry) == []


def test_names_of_any_kind_are_kept_as_far_as_a_text_can_hold_them(files, entry, tmp_path):
    names = ["a\nb.txt", "e\u0301.txt", "=cmd.txt", " ", "x" * 250, "\u202ecod.txt", ".."]
    for number, name in enumerate(names[:-1]):
        one = files.attach(file_of(tmp_path, bytes([number]), name), entry)
        assert one.name.isprintable()
        assert len(one.name) <= 200
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.jpg"))
    path.write_bytes(b"q")
    assert files.attach(path, entry).name == "\ufffd\ufffd.jpg"


def test_a_kept_file_that_was_changed_is_not_given_out_and_attaching_it_again_mends_it(
    household, files, entry, tmp_path
):
    one = files.attach(file_of(tmp_path, PHOTO), entry)
    (name,) = kept_names(household)
    kept = household.folder / "files" / name
    harmed = bytearray(kept.read_bytes())
    harmed[1000] ^= 1
    kept.write_bytes(harmed)
    with pytest.raises(DamagedStore):
        files.copy_out(one, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert files.attach(file_of(tmp_path, PHOTO), entry) == one
    assert b"".join(files.pieces(one)) == PHOTO
    FileVault(household.folder, household.key).put_as(name, b"something else")
    with pytest.raises(DamagedStore, match="not as it was attached"):
        b"".join(files.pieces(one))
    assert not list(tmp_path.rglob("*.new"))


def test_one_that_was_stopped_leaves_nothing(household, files, entry, tmp_path):
    assert files.attach(file_of(tmp_path, PHOTO), entry, stopped=lambda: True) is None
    assert kept_names(household) == []
    assert files.of_entry(entry) == []
    told = []
    files.attach(file_of(tmp_path, PHOTO), entry, report=told.append)
    assert told[-1] == 1.0


LARGE = """
import resource, sys
from pathlib import Path
from planner.services.attachments import Attachments
from planner.services.contacts import ContactLog
from planner.services.household import open_household
place, size = Path(sys.argv[1]), int(sys.argv[2])
household = open_household(place / "data")
entry = ContactLog(household).add({"at": "2026-11-02 22:30", "channel": "call"}).entry
with (place / "large").open("wb") as file:
    file.truncate(size)
files = Attachments(household)
files.attach(place / "data" / "main.db", entry)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
one = files.attach(place / "large", entry)
assert one.size == size
assert sum(map(len, files.pieces(one))) == size
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("size", [100 << 20, pytest.param(2 << 30, marks=pytest.mark.soak, id="2 GB")])
def test_a_large_file_is_never_held_whole(tmp_path, size):
    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(tmp_path), str(size)], cwd=TOP, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 50_000  # KB


def test_without_room_nothing_is_kept_and_all_is_as_before(household, files, entry, tmp_path):
    path = file_of(tmp_path, PHOTO)
    before = check_seal(household)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, limit[1]))
    try:
        with pytest.raises(StoreError, match="no room"):
            files.attach(path, entry)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert kept_names(household) == []
    assert not list(household.folder.rglob("*.new"))
    assert check_seal(household) == before
    assert files.attach(path, entry) is not None


def test_everything_that_is_written_out_has_the_files_and_the_chain(household, files, entry, tmp_path):
    files.attach(file_of(tmp_path, PHOTO), entry)
    lost = files.attach(file_of(tmp_path, b"lost", "=lost.txt"), entry)
    for name in kept_names(household):
        if FileVault(household.folder, household.key).read(name) == b"lost":
            FileVault(household.folder, household.key).remove(name)
    made = [path.name for path in export_everything(household, tmp_path / "out")]
    assert "attachments.csv" in made
    (copy,) = (tmp_path / "out/attachments").iterdir()
    assert copy.read_bytes() == PHOTO
    table = (tmp_path / "out/attachments.csv").read_text("utf-8-sig")
    assert lost.digest in table
    assert "'=lost.txt" in table
    links, head = read_custody((tmp_path / "out/custody.jsonl").read_bytes())
    assert first_fault(links, head) is None
    assert (head.length, head.link) == (check_seal(household).length, check_seal(household).head)


def test_a_backup_and_what_it_is_restored_to_carry_the_files(household, files, entry, tmp_path):
    one = files.attach(file_of(tmp_path, PHOTO), entry)
    out = make_backup(household.folder, household.key, tmp_path / "out.bin")[0]
    restore(tmp_path / "new", out, date(2026, 11, 27))
    restored = open_household(tmp_path / "new")
    (there,) = Attachments(restored).of_entry(entry)
    assert b"".join(Attachments(restored).pieces(there)) == PHOTO
    assert (there.digest, check_seal(restored)) == (one.digest, check_seal(household))
    restored.close()
    erase(tmp_path / "new")
    assert not (tmp_path / "new").exists() or not list((tmp_path / "new").iterdir())
