"""A file for the person is whole or not there, is theirs alone, and what stops it is said in a sentence."""

import os

import pytest

from planner.errors import StoreError
from planner.services.saving import save_as, save_new


def test_a_new_file_never_takes_the_place_of_another(tmp_path):
    paths = [save_new(tmp_path / "out", "notes", "txt", str(n).encode()) for n in range(3)]
    assert [path.name for path in paths] == ["notes.txt", "notes-2.txt", "notes-3.txt"]
    assert [path.read_text() for path in paths] == ["0", "1", "2"]


def test_a_named_file_is_written_anew_for_its_owner_alone_and_leaves_no_draft(tmp_path):
    path = tmp_path / "龑.pdf"
    for content in (b"one", b"two"):
        save_as(path, content)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("here")
    for attempt in (
        lambda: save_new(tmp_path / "file", "notes", "txt", b""),
        lambda: save_new(tmp_path / "file" / "under", "notes", "txt", b""),
        lambda: save_as(tmp_path / "none" / "x.pdf", b""),
        lambda: save_as(tmp_path, b""),
    ):
        with pytest.raises(StoreError):
            attempt()
    assert (tmp_path / "file").read_text() == "here"
