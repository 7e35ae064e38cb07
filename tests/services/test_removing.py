"""What an entry said can be taken out for good; the chain goes on to hold, and says that something was removed."""

import shutil
from contextlib import closing
from datetime import date

import pytest

from planner.services.attachments import Attachments
from planner.services.bundle_check import verify_bundle
from planner.services.bundles import Choice, prepare_bundle, write_bundle
from planner.services.contacts import ContactLog, NoSuchEntry
from planner.services.household import open_household
from planner.services.removing import remove_entry
from planner.services.seal import check_seal
from planner.store.connection import Connector
from planner.store.file_vault import FileVault
from planner.store.reads import read_tables

CALL = {"at": "2026-11-02 22:30", "channel": "call", "collector": "North Star", "said": "a word nobody may read"}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    opened.change_settings(zone="America/New_York", country="US")
    log = ContactLog(opened)
    log.add({**CALL, "said": "first"})
    log.correct(log.add(CALL), {"said": "another word nobody may read"})
    log.add({**CALL, "said": "last"})
    letter = tmp_path / "letter.txt"
    for entry, words in ((1, "shared"), (2, "shared"), (2, "a file nobody may read")):
        letter.write_text(words)
        Attachments(opened).attach(letter, entry)
    yield opened
    opened.close()


def test_nothing_of_it_stays_and_the_seal_of_all_the_rest_holds(household, tmp_path):
    before = check_seal(household).length
    kept = set(FileVault(household.folder, household.key).names())
    remove_entry(household, 2)
    found = check_seal(household)
    assert (found.why, found.length) == (None, before + 3)  # the entry and its two files
    assert "nobody may read" not in str(household.read(read_tables))
    assert [row.entry for row in ContactLog(household).rows()] == [1, 4]
    assert len(kept - set(FileVault(household.folder, household.key).names())) == 1
    (shared,) = Attachments(household).of_entry(1)
    assert b"".join(Attachments(household).pieces(shared)) == b"shared"
    assert Attachments(household).of_entry(2) == []
    for choice in (Choice(), Choice(redacted=True), Choice(own_words=True)):
        out = tmp_path / f"out{choice.redacted}{choice.own_words}.zip"
        write_bundle(household, prepare_bundle(household, choice, "en", date.today()), out)
        assert verify_bundle(out).unchanged
        assert b"nobody may read" not in out.read_bytes()
    ContactLog(household).add(CALL)
    assert check_seal(household).why is None


def test_one_that_is_not_there_or_was_removed_or_is_a_file_is_none(household):
    remove_entry(household, 2)
    for entry in (2, 5, 6, 99, 0):
        with pytest.raises(NoSuchEntry):
            remove_entry(household, entry)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE seal_link SET salt = '' WHERE number = 1",
        "UPDATE log_version SET body = (SELECT body FROM log_version WHERE entry = 2 LIMIT 1) WHERE seq = 1",
        "UPDATE seal_link SET leaf = '00' || substr(leaf, 3) WHERE number = 2",
        "UPDATE log_version SET body = replace(body, 'removed', 'removad') WHERE seq = 2",
        "DELETE FROM seal_link WHERE seq = (SELECT max(seq) FROM log_version WHERE entry = 2)",
        "UPDATE log_head SET withdrawn = 0 WHERE entry = 2",
    ],
)
def test_nobody_else_can_pass_a_change_off_as_a_removal(household, tmp_path, harm):
    remove_entry(household, 2)
    folder = tmp_path / "copy"
    shutil.copytree(household.folder, folder)
    copy = open_household(folder)
    assert check_seal(copy).why is None
    with closing(Connector(folder, copy.key)()) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(harm)
        connection.commit()
    assert check_seal(copy).why is not None
    copy.close()
