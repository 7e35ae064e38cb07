"""A store, its log, its keys or a backup with any byte changed or cut off: a sentence each time, and never a wrong figure.

``make test`` tries a seeded sample of places, ``make soak`` every byte of a small store.
"""

import random
import shutil
from contextlib import closing, suppress

import pytest

from planner.errors import DamagedStore, StoreError
from planner.services.backups import make_backup, preview, restore
from planner.services.household import first_look, open_household, open_saved_household
from planner.store.archive_reader import open_archive
from planner.store.backup import is_whole, keep_backup, kept_backups, newest_whole
from planner.store.connection import STORE_FILE, Connector
from planner.store.pages import PAGE
from planner.store.rescue import rescue
from tests.store.households import DAY, KEY, PASSPHRASE, device_household, everything, stored
from tests.store.test_old_stores import make_encrypted

FEW = 40


def places(length, times, seed=7):
    """Return which bytes to harm: all, or a sample with the edges."""
    if times is None:
        return range(length)
    dice = random.Random(seed)
    return sorted({0, 15, 16, 17, length - 1, *dice.sample(range(length), min(times, length))})


def soaked(few=FEW):
    return pytest.mark.parametrize("times", [few, pytest.param(None, marks=pytest.mark.soak, id="every byte")])


@pytest.fixture
def small(tmp_path):
    """A store of few pages, opened once, so that nothing waits in its log."""
    folder = device_household(tmp_path / "small")
    with closing(Connector(folder, KEY)()) as connection:
        connection.isolation_level = None
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def read_again(folder, expected):
    """Open a harmed store: it says that it is damaged, or holds exactly what it held. Return whether it opened."""
    try:
        look = first_look(folder, KEY)
        found = stored(folder)
    except DamagedStore:
        saved = open_saved_household(folder, KEY)
        rescued = everything(saved)
        saved.close()
        for there, was in zip(rescued[:2], expected[:2], strict=True):  # what is shown of it is true
            assert {one.id for one in there} <= {one.id for one in was}
        assert all(
            debt._replace(creditor=None, rate_steps=(), holders=()) in plain(expected[0]) for debt in plain(rescued[0])
        )
        assert set(rescued[1]) <= set(expected[1])
        assert rescued[3].items() <= expected[3].items()
        return False
    assert found == expected
    assert look.debts == expected[0]
    return True


def plain(debts):
    return [debt._replace(creditor=None, rate_steps=(), holders=()) for debt in debts]


def without_log(folder):
    for name in ("main.db-wal", "main.db-shm", "saved.db", "saved.db-wal", "saved.db-shm"):
        (folder / name).unlink(missing_ok=True)


@soaked()
def test_any_changed_byte_of_the_store_is_found_and_what_is_shown_is_true(small, times):
    store, expected = small / STORE_FILE, stored(small)
    whole, dice = store.read_bytes(), random.Random(3)
    for place in places(len(whole), times):
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        store.write_bytes(changed)
        assert not is_whole(store, KEY), place
        if times or not place % 500:
            assert not read_again(small, expected), place
            assert store.read_bytes() == changed  # nothing was mended or made worse
            without_log(small)
    store.write_bytes(whole)
    assert read_again(small, expected)


@soaked()
def test_a_store_cut_at_any_length_is_found(small, times):
    store, expected = small / STORE_FILE, stored(small)
    whole = store.read_bytes()
    edges = {1, 100, 511, 512, PAGE - 1, PAGE, PAGE + 1, len(whole) - PAGE, len(whole) - 1}
    for length in sorted({*places(len(whole), times), *edges}):
        store.write_bytes(whole[:length])
        assert not is_whole(store, KEY), length
        if times or length in edges or not length % 500:
            assert not read_again(small, expected), length
            without_log(small)
    store.write_bytes(whole + bytes(100))
    assert not read_again(small, expected)


@pytest.mark.parametrize("fill", [b"\0", b"\xff"])
def test_a_page_that_the_disk_forgot_is_found(small, fill):
    store, expected = small / STORE_FILE, stored(small)
    whole = store.read_bytes()
    for at in range(0, len(whole), PAGE):
        store.write_bytes(whole[:at] + fill * PAGE + whole[at + PAGE :])
        assert not read_again(small, expected)
        without_log(small)


def test_pages_that_changed_places_are_found(small):
    store, expected = small / STORE_FILE, stored(small)
    whole = store.read_bytes()
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    pages[3], pages[4] = pages[4], pages[3]
    store.write_bytes(b"".join(pages))
    assert not read_again(small, expected)


@soaked(80)
def test_any_changed_byte_of_the_log_costs_at_most_what_was_written_after_it(folder, tmp_path, times):
    """SQLite ends at the first frame of a log that is not whole: what was there before it stands."""
    household = open_household(folder, KEY)
    before = [sorted(stored_names(household))]
    for number in range(4 if times else 1):
        household.add({"name": f"debt {number}", "balance": "1"}, "USD")
        before.append(sorted(stored_names(household)))
    live = tmp_path / "live"
    shutil.copytree(folder, live)  # as a program that was killed leaves it
    household.close()
    log, dice = (live / "main.db-wal").read_bytes(), random.Random(9)
    assert log
    for place in places(len(log), times):
        copy = tmp_path / "copy"
        shutil.copytree(live, copy)
        (copy / "main.db-shm").unlink()
        changed = bytearray(log)
        changed[place] ^= 1 << dice.randrange(8)
        (copy / "main.db-wal").write_bytes(changed)
        try:
            found = sorted(debt.name for debt in stored(copy)[0])
        except DamagedStore:
            found = before[0]
        assert found in before
        shutil.rmtree(copy)


def stored_names(household):
    return [debt.name for debt in household.debts()]


def test_a_log_cut_at_any_length_leaves_a_state_that_once_was(folder, tmp_path):
    household = open_household(folder, KEY)
    before = [len(household.debts())]
    for number in range(3):
        household.add({"name": f"debt {number}"}, "USD")
        before.append(len(household.debts()))
    live = tmp_path / "live"
    shutil.copytree(folder, live)
    household.close()
    log = (live / "main.db-wal").read_bytes()
    for length in [0, 1, 31, 32, 33, *random.Random(1).sample(range(len(log)), 25)]:
        copy = tmp_path / f"copy{length}"
        shutil.copytree(live, copy)
        (copy / "main.db-wal").write_bytes(log[:length])
        assert len(stored(copy)[0]) in before


@pytest.mark.parametrize("lost", [("main.db-wal",), ("main.db-shm",), ("main.db-wal", "main.db-shm")])
def test_without_its_log_or_index_the_store_opens(folder, tmp_path, lost):
    household = open_household(folder, KEY)
    household.add({"name": "new one"}, "USD")
    live = tmp_path / "live"
    shutil.copytree(folder, live)
    household.close()
    for name in lost:
        (live / name).unlink()
    names = {debt.name for debt in stored(live)[0]}
    assert len(names) in ((4,) if lost == ("main.db-shm",) else (3, 4))


def test_the_log_of_another_time_is_not_taken_for_that_of_a_new_store(folder, tmp_path):
    household = open_household(folder, KEY)
    household.add({"name": "new one"}, "USD")
    live = tmp_path / "live"
    shutil.copytree(folder, live)
    household.close()
    (live / STORE_FILE).unlink()
    with pytest.raises(DamagedStore):
        open_household(live, KEY)
    assert (live / "main.db-wal").stat().st_size


def test_an_empty_store_file_is_a_damaged_one_and_its_backup_is_offered(folder):
    expected = stored(folder)
    kept = keep_backup(folder, KEY, "day", DAY)
    (folder / STORE_FILE).write_bytes(b"")
    with pytest.raises(DamagedStore):
        open_household(folder, KEY)
    with pytest.raises(DamagedStore):
        first_look(folder, KEY)
    saved = open_saved_household(folder, KEY)
    assert DAY.isoformat() in saved.notice.blanks["day"]
    assert saved.debts() == []
    saved.close()
    restore(folder, kept.path, DAY, KEY)
    assert stored(folder)[1:] == expected[1:]


def test_a_missing_store_with_backups_is_not_begun_anew(folder):
    keep_backup(folder, KEY, "day", DAY)
    (folder / STORE_FILE).unlink()
    for look in (open_household, first_look):
        with pytest.raises(DamagedStore):
            look(folder, KEY)
    assert not (folder / STORE_FILE).exists()
    assert newest_whole(folder, KEY) is not None


@soaked(120)
def test_any_changed_byte_of_a_backup_is_found_or_changes_nothing(small, tmp_path, times):
    out, _ = make_backup(small, KEY, tmp_path / "out.bin")
    whole, dice, found, there = out.read_bytes(), random.Random(5), 0, tmp_path / "there.db"
    open_archive(out).unpack(KEY, there, tmp_path / "files")
    held = there.read_bytes()
    for place in places(len(whole), times):
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        out.write_bytes(changed)
        try:
            open_archive(out).unpack(KEY, there, tmp_path / "files")
        except StoreError:
            found += 1
        else:  # a byte of the zip that nothing depends on, such as a date
            assert there.read_bytes() == held
        new = tmp_path / "new"
        if times:
            with suppress(StoreError):
                restore(new, out, DAY)
            assert not (new / STORE_FILE).exists() or stored(new)[1:] == stored(small)[1:]
            shutil.rmtree(new, ignore_errors=True)
    assert found > len(places(len(whole), times)) * 0.9


@soaked()
def test_a_backup_cut_at_any_length_is_found(small, tmp_path, times):
    out, _ = make_backup(small, KEY, tmp_path / "out.bin")
    whole = out.read_bytes()
    for length in places(len(whole), times):
        out.write_bytes(whole[:length])
        with pytest.raises(StoreError):
            preview(tmp_path / "new", out)
    assert not list((tmp_path / "new").glob("*"))


def test_a_kept_copy_with_any_byte_changed_is_not_restored(small):
    kept = keep_backup(small, KEY, "day", DAY)
    whole, dice, held = kept.path.read_bytes(), random.Random(5), stored(small)
    for place in places(len(whole), 30):
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        kept.path.write_bytes(changed)
        with pytest.raises(StoreError):
            restore(small, kept.path, DAY, KEY)
        assert newest_whole(small, KEY) is None
    assert stored(small) == held
    assert len(kept_backups(small)) == 1


# What can be rescued


def many(folder, count=3000):
    """Fill the payments over many pages."""
    with closing(Connector(folder, KEY)()) as connection:
        connection.isolation_level = None
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO payment (debt_id, amount, paid_on, made_at, taken_off) VALUES (1, ?, '2026-01-01', ?, 0)",
            ((number, f"2026-01-01T00:00:00+00:00{' ' * 80}".strip()) for number in range(count)),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return [row[0] for row in connection.execute("SELECT id FROM payment ORDER BY id")]


def test_all_but_the_rows_of_the_bad_page_are_rescued(folder):
    ids = many(folder)
    store = folder / STORE_FILE
    whole = store.read_bytes()
    worst = 0
    for number in random.Random(2).sample(range(40, len(whole) // PAGE), 6):
        harmed = bytearray(whole)
        harmed[number * PAGE + 50] ^= 1
        store.write_bytes(harmed)
        done = rescue(folder, KEY)
        worst = max(worst, len(ids) - done.saved["payment"])
        assert done.saved["debt"] == 3
        assert done.lost in ((), ("payment",))
        without_log(folder)
    assert 0 < worst < 250


def test_two_bad_pages_cost_only_their_rows(folder):
    ids = many(folder)
    store = folder / STORE_FILE
    harmed = bytearray(store.read_bytes())
    last = len(harmed) // PAGE
    for number in (last - 5, last - 20):
        harmed[number * PAGE + 50] ^= 1
    store.write_bytes(harmed)
    done = rescue(folder, KEY)
    assert done.lost == ("payment",)
    assert 0 < len(ids) - done.saved["payment"] < 300


def test_a_store_of_an_older_version_is_rescued_with_its_payments(tmp_path):
    folder = make_encrypted(tmp_path / "older", 1)
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes() + b"x")
    saved = open_saved_household(folder, KEY)
    assert [(paid.amount, paid.taken_off, paid.off_arrears) for paid in saved.payments()] == [
        (100, 100, 0),
        (3456, 3456, 0),
    ]
    assert len(saved.debts()) == 3
    saved.close()


def test_what_was_saved_can_be_looked_at_and_taken_along_but_not_written(folder, tmp_path):
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes()[:-10])
    saved = open_saved_household(folder, KEY)
    assert "damaged" in saved.notice.id
    for work in (lambda: saved.add({"name": "x"}, "USD"), lambda: saved.change_settings(x="y")):
        with pytest.raises(StoreError, match="damaged"):
            work()
    assert not saved.keep_backup(DAY, before=True)
    saved.close()


def test_a_damaged_store_keeps_its_passphrase(folder):
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes()[:-10])
    open_saved_household(folder, KEY).close()
    held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for word in (b"Lakeside", "海湾".encode(), PASSPHRASE.encode()):
        assert word not in held
