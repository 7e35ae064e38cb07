"""Backups are made by themselves, hold everything, and the right ones are kept, whatever the clock says."""

import os
import random
import subprocess
import sys
import threading
from datetime import date, timedelta

import pytest

from planner.errors import DamagedStore, StoreError
from planner.services.backups import backup_name, backup_path, make_backup
from planner.services.household import open_household
from planner.store import backup as backups
from planner.store.backup import BEFORE, DAILY, OLDER, Kept, is_due, keep_backup, kept_backups, newest_whole
from planner.store.connection import STORE_FILE, Connector, log_waits
from planner.store.pages import PAGE, PageCheck
from tests.store.households import DAY, KEY, PASSPHRASE, device_household, stored

A_DAY = timedelta(days=1)


@pytest.fixture
def household(folder):
    opened = open_household(folder, KEY)
    yield opened
    opened.close()


def rows_of(path, key=KEY):
    """Return the debts and payments in a copy of the store."""
    connection = Connector(path.parent, key, path=path)
    connection.read_only = True
    open_one = connection()
    try:
        return [open_one.execute(f"SELECT * FROM {table}").fetchall() for table in ("debt", "payment", "holder")]
    finally:
        open_one.close()


def test_a_backup_a_day_holds_everything_with_the_newest_change(household, folder):
    household.pay(household.find("Lakeside card"), "1", DAY)  # waits in the write-ahead log
    assert log_waits(folder / STORE_FILE)
    assert household.keep_backup(DAY)
    assert not household.keep_backup(DAY)
    (kept,) = kept_backups(folder)
    assert kept[1:] == (1, DAY, DAILY)
    household.close()
    assert rows_of(kept.path) == rows_of(folder / STORE_FILE)


def test_an_empty_list_and_one_that_can_only_be_read_need_no_backup(tmp_path):
    empty = open_household(tmp_path, KEY)
    empty.change_settings(currency="USD")
    assert not empty.keep_backup(DAY)
    assert not empty.keep_backup(DAY, before=True)
    empty.close()
    assert not kept_backups(tmp_path)


def test_an_import_keeps_what_was_there_before_it(household, folder, tmp_path):
    held = rows_of(folder / STORE_FILE)
    more = tmp_path / "more.csv"
    more.write_text("name,balance\nnew one,5\n", "utf-8")
    household.import_file(str(more), "USD")
    (kept,) = kept_backups(folder)
    assert kept.kind == BEFORE
    assert rows_of(kept.path) == held
    assert len(household.debts()) == 4


def test_an_import_that_is_refused_or_comes_first_makes_none(household, folder, tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name,balance\nLakeside card,5\n", "utf-8")
    with pytest.raises(Exception, match="cannot be used"):
        household.import_file(str(wrong), "USD")
    first = open_household(tmp_path / "empty", KEY)
    right = tmp_path / "right.csv"
    right.write_text("name,balance\nnew one,5\n", "utf-8")
    first.import_file(str(right), "USD")
    first.close()
    assert not kept_backups(folder)
    assert not kept_backups(tmp_path / "empty")


# Which are kept


def a_year(days, clock=lambda day: day):
    """Return what is kept after a backup a day."""
    kept: list[Kept] = []
    for number in range(days):
        made_on = clock(DAY + number * A_DAY)
        kept = [Kept(None, number, made_on, DAILY), *kept]
        gone = backups.no_longer_needed(kept)
        kept = [one for one in kept if one not in gone]
    return kept


def test_seven_days_and_one_of_each_of_four_weeks_are_kept():
    kept = a_year(200)
    days = [one.made_on for one in kept]
    today = DAY + 199 * A_DAY
    assert days[:7] == [today - n * A_DAY for n in range(7)]
    weeks = {day.isocalendar()[:2] for day in days[7:]}
    assert len(days) == 11
    assert len(weeks) == 4
    assert today - min(days) >= 3 * 7 * A_DAY
    for number in range(1, 60):
        assert a_year(number)[0].number == number - 1


def test_a_clock_that_jumps_loses_no_backup():
    """A year ahead for one day, then back: the newest ones stay the newest."""
    kept = a_year(60, lambda day: day + (365 * A_DAY if day == DAY + 40 * A_DAY else timedelta()))
    assert [one.number for one in kept[:7]] == [59, 58, 57, 56, 55, 54, 53]
    back = a_year(60, lambda day: day - (365 * A_DAY if day > DAY + 50 * A_DAY else timedelta()))
    assert [one.number for one in back[:7]] == [59, 58, 57, 56, 55, 54, 53]
    assert len(back) >= 8
    still = a_year(60, lambda _: DAY)
    assert [one.number for one in still] == [59]


def test_a_clock_that_was_set_back_makes_a_backup_due(folder):
    household = open_household(folder, KEY)
    assert household.keep_backup(DAY)
    assert household.keep_backup(DAY - 3 * A_DAY)
    assert household.keep_backup(DAY)
    household.close()
    assert [one.made_on for one in kept_backups(folder)] == [DAY, DAY - 3 * A_DAY]
    assert not is_due(folder, DAY)


def test_copies_from_before_a_step_are_kept_apart_from_the_days(folder):
    for number in range(12):
        keep_backup(folder, KEY, BEFORE if number % 2 else DAILY, DAY + number * A_DAY)
    keep_backup(folder, KEY, OLDER, DAY)
    for number in range(12):
        keep_backup(folder, KEY, BEFORE, DAY + number * A_DAY)
    kept = kept_backups(folder)
    assert [len([one for one in kept if one.kind == kind]) for kind in (DAILY, BEFORE, OLDER)] == [6, 5, 1]
    assert [one.number for one in kept if one.kind == BEFORE] == [25, 24, 23, 22, 21]


def test_names_that_are_not_ours_are_left_alone(folder):
    place = folder / "backups"
    for name in ("mine.db", "x.2026-11-22.day.db", "000001.yesterday.day.db", "note.txt"):
        (place / name).write_bytes(b"mine")
    for number in range(12):
        keep_backup(folder, KEY, DAILY, DAY + number * A_DAY)
    assert {path.name for path in place.iterdir() if path.read_bytes() == b"mine"} == {
        "mine.db",
        "x.2026-11-22.day.db",
        "000001.yesterday.day.db",
        "note.txt",
    }


# What counts


def test_a_damaged_store_is_not_copied_over_good_backups(folder):
    good = keep_backup(folder, KEY, DAILY, DAY)
    store = folder / STORE_FILE
    held = bytearray(store.read_bytes())
    held[-PAGE + 99] ^= 1
    store.write_bytes(held)
    for kind in (DAILY, BEFORE):
        with pytest.raises(DamagedStore):
            keep_backup(folder, KEY, kind, DAY + A_DAY)
    assert [one.path for one in kept_backups(folder)] == [good.path]
    assert newest_whole(folder, KEY) == good


def test_a_damaged_store_is_not_taken_away_as_a_backup(folder, tmp_path):
    store = folder / STORE_FILE
    held = bytearray(store.read_bytes())
    held[-PAGE : len(held)] = bytes(PAGE)  # a page the disk forgot: SQLCipher itself takes it for one never written
    store.write_bytes(held)
    with pytest.raises(DamagedStore):
        make_backup(folder, KEY, tmp_path / "out.bin")
    assert not list(tmp_path.glob("out*"))


def test_the_newest_backup_that_is_whole_is_found(folder):
    kept = [keep_backup(folder, KEY, DAILY, DAY + n * A_DAY) for n in range(3)]
    kept[2].path.write_bytes(kept[2].path.read_bytes()[:-1])
    kept[1].path.write_bytes(b"")
    assert newest_whole(folder, KEY) == kept[0]
    kept[0].path.unlink()
    assert newest_whole(folder, KEY) is None
    assert newest_whole(folder, bytes(32)) is None


def test_our_check_of_a_page_agrees_with_sqlciphers(folder):
    store = folder / STORE_FILE
    whole, dice = store.read_bytes(), random.Random(5)
    check = PageCheck(KEY, whole[:16])
    pages = [memoryview(whole)[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    assert all(check.is_good(number, page) for number, page in enumerate(pages, 1))
    assert not check.is_good(2, pages[2])
    assert not PageCheck(bytes(32), whole[:16]).is_good(2, pages[1])
    for _ in range(60):
        changed, place = bytearray(whole), dice.randrange(16, len(whole))
        changed[place] ^= 1 << dice.randrange(8)
        number = place // PAGE + 1
        assert not check.is_good(number, memoryview(changed)[(number - 1) * PAGE : number * PAGE])
        store.write_bytes(changed)
        assert not backups.is_whole(store, KEY)


def test_pages_that_were_checked_before_are_not_checked_again_but_new_ones_are(household, folder):
    household.keep_backup(DAY)
    for number in range(30):
        household.add({"name": f"debt {number}", "balance": "1"}, "USD")
    assert household.keep_backup(DAY + A_DAY)
    household.close()
    assert rows_of(kept_backups(folder)[0].path) == rows_of(folder / STORE_FILE)
    held = bytearray((folder / STORE_FILE).read_bytes())
    held[PAGE * 3 + 7] ^= 1
    (folder / STORE_FILE).write_bytes(held)
    with pytest.raises(DamagedStore):
        keep_backup(folder, KEY, DAILY, DAY + 2 * A_DAY)


# Together with others


def test_a_backup_is_whole_while_others_write(folder):
    household, done = open_household(folder, KEY), threading.Event()
    written = []

    def write():
        while not done.is_set():
            written.append(household.add({"name": f"debt {len(written)}", "balance": "1"}, "USD"))

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(15):
        before = len(written)
        kept = keep_backup(folder, KEY, DAILY, DAY + number * A_DAY)
        debts = rows_of(kept.path)[0]
        assert len(debts) >= 3 + before
    done.set()
    writer.join()
    household.close()
    assert len(stored(folder)[0]) == 3 + len(written)


@pytest.mark.skipif(not os.path.exists("/proc/locks"), reason="only Linux shows its locks")
def test_a_backup_keeps_the_locks_of_an_open_window(household, folder):
    """Closing any handle of a file drops all of a program's POSIX locks on it, SQLite's too."""

    def locks():
        mark = f":{os.stat(folder / STORE_FILE).st_ino} "
        with open("/proc/locks") as all_locks:
            return [line for line in all_locks if mark in line and f" {os.getpid()} " in line]

    household.debts()
    assert locks()
    household.keep_backup(DAY)
    make_backup(folder, KEY, folder.parent / "out.bin")
    assert locks()


def test_programs_that_make_todays_backup_at_once_all_go_on(folder):
    child = (
        "import sys; from pathlib import Path; from datetime import date; from planner.services.household import open_household\n"
        "household = open_household(Path(sys.argv[1]), bytes(range(32))); print('ready', flush=True); input()\n"
        "household.keep_backup(date(2026, 11, 22)); household.close()"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", child, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for program in programs:
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate()
        assert program.returncode == 0
    assert kept_backups(folder)
    assert all(backups.is_whole(one.path, KEY) for one in kept_backups(folder))


# To take away


def test_a_backup_to_take_away_goes_where_it_is_told_and_over_nothing(folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (first,), (second,) = make_backup(folder, KEY, out), make_backup(folder, KEY, out)
    assert first.name == backup_name(date.today()) != second.name
    held = first.read_bytes()
    with pytest.raises(StoreError, match="this name already"):
        make_backup(folder, KEY, first)
    with pytest.raises(StoreError, match="cannot be written there"):
        make_backup(folder, KEY, tmp_path / "nowhere" / "out.bin")
    assert first.read_bytes() == held
    assert sorted(path.name for path in out.iterdir()) == sorted((first.name, second.name))


def test_a_backup_says_how_far_it_is_and_can_be_stopped(folder, tmp_path):
    parts = []
    assert make_backup(folder, KEY, tmp_path / "a.bin", report=parts.append)
    assert parts[-1] == 1.0
    for after in range(2):
        asked = iter([False] * after + [True] * 9)
        assert make_backup(folder, KEY, tmp_path / "b.bin", stopped=lambda a=asked: next(a)) == ()
    assert not list(tmp_path.glob("b.bin*"))


def test_a_key_that_lies_beside_a_backup_already_is_not_replaced(tmp_path):
    folder = device_household(tmp_path / "data")
    out, key = tmp_path / "out.bin", tmp_path / "out.bin.key"
    assert make_backup(folder, KEY, out) == (out, key)
    out.unlink()  # as if the program was ended between the two
    assert make_backup(folder, KEY, out) == (out, key)
    out.unlink()
    key.write_bytes(b"another's")
    with pytest.raises(StoreError, match="this name already"):
        make_backup(folder, KEY, out)
    assert key.read_bytes() == b"another's"
    assert not out.exists()
    assert not list(tmp_path.glob("*.new"))


def test_a_backup_holds_no_open_key(folder, tmp_path):
    (out,) = make_backup(folder, KEY, tmp_path / "out.bin")
    held = out.read_bytes()
    for secret in (KEY, KEY.hex().encode(), PASSPHRASE.encode(), b"Lakeside", "海湾".encode()):
        assert secret not in held


def test_a_name_alone_means_a_backup_that_was_made_by_itself(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kept = keep_backup(folder, KEY, DAILY, DAY)
    assert backup_path(folder, kept.path.name) == kept.path
    assert backup_path(folder, "x/" + kept.path.name) == tmp_path.joinpath("x", kept.path.name).relative_to(tmp_path)


def test_what_a_killed_program_left_is_cleared_an_hour_later(folder):
    left = [
        folder / "main.db.0123abcd.new",
        folder / "main.db.0123abcd.new-journal",
        folder / "restore.0123abcd.new",
        folder / "backups" / "000009.2026-11-22.day.db.0123abcd.new",
    ]
    mine = [folder / "mine.new", folder / "0123abcd.new.txt", folder / "x.0123abcd.newer"]
    left[2].mkdir()
    (left[2] / "main.db").write_bytes(b"x")
    for path in (left[0], left[1], left[3], *mine):
        path.write_bytes(b"x")
    fresh = folder / "saved.db.aaaaaaaa.new"
    fresh.write_bytes(b"x")
    for path in (*left, *mine):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    stored(folder)
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in (fresh, *mine))
