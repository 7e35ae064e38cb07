"""Check-ins lie apart: nothing of them is in the main store, a bundle, an export or a backup unless it was ticked by name."""

import io
import json
import logging
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.errors import DamagedStore, InputProblems, LockedStore, StoreError, WrongPassphrase
from planner.services.agenda import agenda_ics, household_agenda
from planner.services.backups import make_backup, restore
from planner.services.bundles import Choice, prepare_bundle, write_bundle
from planner.services.care_reminder import reminder_ics
from planner.services.check_in_words import to_hand_over
from planner.services.check_ins import (
    begin_check_ins,
    delete_check_ins,
    has_own_passphrase,
    is_there,
    open_check_ins,
    protect_check_ins,
    set_check_ins_aside,
    unlock_check_ins,
    unprotect_check_ins,
)
from planner.services.contacts import ContactLog
from planner.services.erasing import erase
from planner.services.export import export_everything
from planner.services.household import open_household, open_saved_household
from planner.services.sharing import SharingDesk, own_private, own_public
from planner.sharing.contents import SECTIONS
from planner.sharing.contents import Choice as ShareChoice
from planner.sharing.sealed_file import Reader, open_sealed
from planner.store import care_store
from planner.store.connection import CARE, STORE_FILE
from planner.store.reads import read_tables
from planner.store.recovery_code import new_recovery_code
from tests.store.households import DAY, KEY, PASSPHRASE
from tests.store.test_scan import found_in

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SAID = {"now": NOW, "today": DAY, "language": "en"}
NOTE, SORE, REPLY = "Kingfisher evening by the canal", "what they said of Marguerite", "Marguerite stays out of this"
WORDS = {NOTE, SORE, REPLY, "weight", "sore_point", "phq-4"}
OWN = "a lantern of their own"


@pytest.fixture
def care(folder):
    """Check-ins of a used household, with an answer, a letter, a slip and a sore point."""
    opened = begin_check_ins(folder, KEY)
    opened.answer("weight", [8], note=NOTE, **SAID)
    opened.answer("phq-4", [0, 1, 2, 3], **SAID)
    opened.write_down("letter", "", **SAID)
    opened.write_down("slip", NOTE, **SAID)
    opened.keep_sore_point(SORE, REPLY)
    return opened


def test_nothing_of_a_check_in_stands_in_the_main_store(folder, care):
    household = open_household(folder, KEY)
    dump = str(household.read(read_tables))
    household.close()
    assert "Lakeside card" in dump
    assert not [word for word in WORDS if word in dump]


def test_no_file_and_no_name_in_the_folder_says_anything_of_them(folder, care):
    with care_store.reading(folder, care.key) as connection:
        care_store.read_entries(connection)
        assert found_in(folder, {NOTE, SORE, REPLY, "check-in", "check_in", "mood"}) == []
    assert sorted(path.name for path in (folder / CARE).iterdir()) == [STORE_FILE]


def test_an_export_leaves_them_out_unless_they_are_ticked(folder, care, tmp_path):
    household = open_household(folder, KEY)
    export_everything(household, tmp_path / "plain")
    files = export_everything(household, tmp_path / "ticked", care)
    household.close()
    assert found_in(tmp_path / "plain", WORDS) == []
    ticked = json.loads((tmp_path / "ticked" / "check-ins.json").read_text("utf-8"))["check_ins"]
    assert [(one["kind"], one["total"], one["note"]) for one in ticked][:2] == [("weight", 8, NOTE), ("phq-4", 6, "")]
    assert {"check-ins.csv", "check-ins.json"} < {path.name for path in files}
    assert found_in(tmp_path / "ticked", {SORE, REPLY}) == []  # sore points go into no file at all


def test_a_cell_of_an_export_is_not_run_by_a_spreadsheet(folder, tmp_path):
    care = begin_check_ins(folder, KEY)
    care.write_down("helped", '=HYPERLINK("x")', **SAID)
    household = open_household(folder, KEY)
    export_everything(household, tmp_path / "out", care)
    household.close()
    assert "\"'=HYPERLINK" in (tmp_path / "out" / "check-ins.csv").read_text("utf-8-sig").replace('""', '"')


def test_a_bundle_leaves_them_out(folder, care, tmp_path):
    household = open_household(folder, KEY)
    household.change_settings(zone="UTC", country="US")
    ContactLog(household).add(
        {
            "at": "2026-11-02 22:30",
            "channel": "call",
            "outcome": "rang-out",
            "collector": "North Star",
            "role": "agency",
        }
    )
    bundle = tmp_path / "bundle"
    write_bundle(household, prepare_bundle(household, Choice(), "en", DAY), bundle)
    household.close()
    assert found_in(bundle, {"North Star"}) != []
    assert found_in(bundle, WORDS) == []


def test_a_shared_file_leaves_them_out_with_every_section_ticked(folder, care, tmp_path):
    household = open_household(folder, KEY)
    household.change_settings(zone="UTC", country="US")
    out = tmp_path / "x.ashore"
    said = {"code": own_public(household), "language": "en", "today": DAY}
    SharingDesk(household).make(ShareChoice(frozenset(SECTIONS)), out, **said)
    content = out.read_bytes()
    inside = open_sealed(io.BytesIO(content), len(content), Reader(own_private(household)))
    household.close()
    assert b"Lakeside card" in inside
    assert not [word for word in WORDS if word.encode() in inside]


def test_a_calendar_leaves_them_out_and_a_reminder_says_nothing(folder, care):
    household = open_household(folder, KEY)
    days = agenda_ics(household_agenda(household, "united_states", "en", DAY), lambda text: text.id, named=True)
    household.close()
    assert b"VEVENT" in days
    assert not [word for word in WORDS if word.encode() in days]
    reminder = reminder_ics(DAY, lambda text: text.id).decode()
    assert "SUMMARY:A moment for you?" in reminder
    assert "RRULE:FREQ=WEEKLY;COUNT=12" in reminder
    assert not re.search(r"ashore|check|debt|money|mood", reminder, re.IGNORECASE)


def test_words_that_are_too_long_are_refused_and_never_cut(folder, care):
    for keep in (
        lambda: care.write_down("helped", "x" * 20_001, **SAID),
        lambda: care.answer("weight", [3], note="x" * 20_001, **SAID),
        lambda: care.add_note(1, "x" * 20_001),
    ):
        with pytest.raises(InputProblems):
            keep()
    assert len(care.entries()) == 4
    assert care.write_down("helped", "x" * 20_000, **SAID).note == "x" * 20_000


def test_no_log_says_anything_of_them(folder, caplog):
    caplog.set_level(logging.DEBUG)
    opened = begin_check_ins(folder, KEY)
    opened.answer("weight", [8], note=NOTE, **SAID)
    opened.keep_sore_point(SORE, REPLY)
    opened.entries()
    (folder / CARE / STORE_FILE).write_bytes(b"x" * 9000)
    with pytest.raises(StoreError):
        opened.entries()
    said = caplog.text
    assert not [word for word in (NOTE, SORE, REPLY, "weight") if word in said]


def test_a_backup_leaves_them_out_and_a_ticked_one_brings_them_back(folder, care, tmp_path):
    plain = make_backup(folder, KEY, tmp_path / "plain.bin")[0]
    ticked = make_backup(folder, KEY, tmp_path / "ticked.bin", check_ins=care.key)[0]
    with zipfile.ZipFile(plain) as archive:
        assert not [name for name in archive.namelist() if name.startswith(CARE)]
    with zipfile.ZipFile(ticked) as archive:
        assert [name for name in archive.namelist() if name.startswith(CARE)] == [f"{CARE}/{STORE_FILE}"]
    for name, came in ((plain, False), (ticked, True)):
        new = tmp_path / f"new {came}"
        assert restore(new, name, DAY, secret=PASSPHRASE).check_ins is came
        assert is_there(new) is came
    assert [one.note for one in open_check_ins(tmp_path / "new True", KEY).entries()] == [NOTE, "", "", NOTE]


def test_what_may_be_ticked_by_name_has_a_name_of_its_own_and_no_sore_point(care):
    rows = to_hand_over(care.entries(), lambda text: text.id)
    assert len({row["name"] for row in rows}) == len(rows) == 4
    assert rows[0] == {"name": f"How heavy money weighs {DAY} (1)", "on": DAY.isoformat(), "words": f"8 – {NOTE}"}
    assert SORE not in str(rows)


def test_automatic_copies_hold_none_of_them(folder, care):
    household = open_household(folder, KEY)
    household.keep_backup(DAY)
    household.close()
    assert not [path for path in (folder / "backups").rglob("*") if CARE in path.name]


def test_a_restore_and_a_rescue_leave_those_that_are_here_alone(folder, care, tmp_path):
    ticked = make_backup(folder, KEY, tmp_path / "ticked.bin", check_ins=care.key)[0]
    care.answer("weight", [3], note="newer", **SAID)
    assert not restore(folder, ticked, DAY, KEY).check_ins
    assert care.entries()[-1].note == "newer"
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes()[:8192])
    open_saved_household(folder, KEY).close()
    assert len(care.entries()) == 5


def test_a_ticked_backup_comes_back_under_another_key(folder, care, tmp_path):
    ticked = make_backup(folder, KEY, tmp_path / "ticked.bin", check_ins=care.key)[0]
    other, key = tmp_path / "other", bytes(range(1, 33))
    from planner.store.keys import device_keys
    from planner.store.vault import store_new_keys

    store_new_keys(other, device_keys(key))
    open_household(other, key).close()
    assert restore(other, ticked, DAY, key, PASSPHRASE).check_ins
    assert len(open_check_ins(other, key).entries()) == 4


# A passphrase of their own


def test_with_their_own_passphrase_the_lists_key_opens_nothing(folder, care):
    code = new_recovery_code()
    own = protect_check_ins(folder, KEY, OWN, code)
    assert has_own_passphrase(folder)
    with pytest.raises(LockedStore):
        open_check_ins(folder, KEY)
    with pytest.raises(DamagedStore), care_store.reading(folder, care_store.shared_key(KEY)):
        pass
    with pytest.raises(WrongPassphrase):
        unlock_check_ins(folder, KEY, "not the one at all")
    assert unlock_check_ins(folder, KEY, OWN) == unlock_check_ins(folder, KEY, code) == own
    assert len(open_check_ins(folder, KEY, own).entries()) == 4


def test_the_passphrase_can_be_taken_away_again(folder, care):
    own = protect_check_ins(folder, KEY, OWN, new_recovery_code())
    unprotect_check_ins(folder, KEY, own)
    assert not has_own_passphrase(folder)
    assert len(open_check_ins(folder, KEY).entries()) == 4
    with pytest.raises(DamagedStore), care_store.reading(folder, own):
        pass


def test_a_change_of_the_key_that_was_ended_half_way_is_brought_to_its_end(folder, care, tmp_path):
    before = tmp_path / "before.db"
    shutil.copy(folder / CARE / STORE_FILE, before)
    protect_check_ins(folder, KEY, OWN, new_recovery_code())
    shutil.copy(before, folder / CARE / STORE_FILE)  # the keys file was written, the store not yet
    own = unlock_check_ins(folder, KEY, OWN)
    assert len(open_check_ins(folder, KEY, own).entries()) == 4
    with pytest.raises(DamagedStore), care_store.reading(folder, care_store.shared_key(KEY)):
        pass


def test_too_short_a_passphrase_changes_nothing(folder, care):
    with pytest.raises(StoreError):
        protect_check_ins(folder, KEY, "abc", new_recovery_code())
    assert not has_own_passphrase(folder)
    assert len(care.entries()) == 4


def test_a_ticked_backup_keeps_their_own_passphrase(folder, care, tmp_path):
    own = protect_check_ins(folder, KEY, OWN, new_recovery_code())
    ticked = make_backup(folder, KEY, tmp_path / "ticked.bin", check_ins=own)[0]
    new = tmp_path / "new"
    assert restore(new, ticked, DAY, secret=PASSPHRASE).check_ins
    with pytest.raises(LockedStore):
        open_check_ins(new, KEY)
    assert len(open_check_ins(new, KEY, unlock_check_ins(new, KEY, OWN)).entries()) == 4


# Damage, deleting, others


@pytest.mark.parametrize("harm", ["a byte", "cut", "empty", "noise"])
def test_damage_is_said_in_one_sentence_and_loses_nothing_else(folder, care, harm):
    path = folder / CARE / STORE_FILE
    whole = bytearray(path.read_bytes())
    whole[4096 + 99] ^= 1
    path.write_bytes({"a byte": bytes(whole), "cut": whole[:5000], "empty": b"", "noise": b"x" * 9000}[harm])
    with pytest.raises(DamagedStore) as said:
        open_check_ins(folder, KEY).entries()
    assert str(said.value).startswith("Your check-ins cannot be read")
    household = open_household(folder, KEY)
    assert len(household.debts()) == 3
    household.close()
    set_check_ins_aside(folder)
    assert not is_there(folder)
    assert len(list(folder.glob(f"{CARE}.*/{STORE_FILE}"))) == 1
    assert begin_check_ins(folder, KEY).entries() == []
    erase(folder)
    assert list(folder.iterdir()) == []


def test_a_lost_keys_file_is_said_too(folder, care):
    protect_check_ins(folder, KEY, OWN, new_recovery_code())
    for path in (folder / CARE).rglob("keys.json"):
        path.write_bytes(b"{}")
    with pytest.raises(DamagedStore):
        unlock_check_ins(folder, KEY, OWN)


def test_their_own_delete_leaves_the_list(folder, care):
    protect_check_ins(folder, KEY, OWN, new_recovery_code())
    delete_check_ins(folder)
    assert not (folder / CARE).exists()
    household = open_household(folder, KEY)
    assert len(household.debts()) == 3
    household.close()


def test_erasing_everything_takes_them_too(folder, care):
    protect_check_ins(folder, KEY, OWN, new_recovery_code())
    erase(folder)
    assert list(folder.iterdir()) == []


def test_a_removed_entry_is_gone_and_the_others_stay(folder, care):
    first = care.entries()[0]
    assert care.remove(first.id)
    assert not care.remove(first.id)
    assert [one.kind for one in care.entries()] == ["phq-4", "letter", "slip"]


def test_nasty_words_come_back_as_they_were(folder):
    care = begin_check_ins(folder, KEY)
    nasty = "O'Neil 龑 '; DROP TABLE entry; -- \x00 😶 é"
    care.write_down("helped", nasty, **SAID)
    assert care.entries()[0].note == nasty
    care.write_down("helped", "x" * 5000, **SAID)
    assert care.entries()[1].note == "x" * 5000
    for words in ("", "   ", "y" * 301):
        with pytest.raises(InputProblems):
            care.keep_sore_point(words, "")
    with pytest.raises(InputProblems):
        care.write_down("mood", "", **SAID)


CHILD = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from planner.services.check_ins import open_check_ins
from tests.store.households import KEY
care = open_check_ins(Path(sys.argv[1]), KEY)
for number in range(15):
    care.write_down("step", f"{sys.argv[2]} {number}", now=datetime.now(UTC), today=date(2026, 11, 22), language="en")
"""


def test_two_programs_lose_nothing_of_each_other(folder):
    begin_check_ins(folder, KEY)
    top = Path(__file__).parents[2]
    others = [subprocess.Popen([sys.executable, "-c", CHILD, folder, name], cwd=top) for name in ("one", "two")]
    assert [other.wait() for other in others] == [0, 0]
    notes = [one.note for one in open_check_ins(folder, KEY).entries()]
    assert sorted(notes) == sorted(f"{name} {number}" for name in ("one", "two") for number in range(15))


def test_check_ins_that_a_newer_ashore_made_are_not_touched(folder, care):
    with care_store.writing(folder, care.key) as connection:
        connection.execute("COMMIT")
        connection.execute("PRAGMA user_version = 9")
        connection.execute("BEGIN")
    with pytest.raises(StoreError, match="newer Ashore"):
        care.entries()
