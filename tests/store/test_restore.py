"""A backup brings everything back: here, on another device, with passphrase, with code, with its key beside it."""

import gc

import pytest

from planner.errors import DamagedStore, LockedStore, StoreError, WrongPassphrase
from planner.services.backups import make_backup, preview, restore
from planner.services.household import open_household
from planner.services.opening import Protection, key_for, protection_of
from planner.store import vault
from planner.store.backup import BEFORE, DAILY, keep_backup, kept_backups
from planner.store.connection import STORE_FILE, Connector
from planner.store.file_vault import FileVault
from planner.store.keys import device_keys, write_keys
from tests.store.households import CODE, DAY, KEY, PASSPHRASE, device_household, stored
from tests.store.test_old_stores import make_plain

WRONG = "four small boats"


def facts(folder, key=KEY):
    """Return all that is stored, without what only says how often a debt was changed here."""
    debts, payments, plan, settings = stored(folder, key)
    return [debt._replace(version=0) for debt in debts], payments, plan, settings


def changed(folder, key=KEY):
    """Change the household in every way a restore must take back."""
    household = open_household(folder, key)
    household.remove(household.find("a letter I haven't opened"))
    household.edit(household.find("海湾信用卡"), {"balance": "1"})
    household.pay(household.find("Lakeside card"), "2", DAY)
    household.add({"name": "new one", "balance": "5"}, "USD")
    household.close()


@pytest.fixture
def taken(folder, tmp_path):
    """A backup that was taken away, with a kept file in it."""
    FileVault(folder, KEY).put(b"a scanned letter" * 9000)
    (out,) = make_backup(folder, KEY, tmp_path / "taken.bin")
    return out


@pytest.fixture
def new(tmp_path):
    """A device that holds nothing yet."""
    return tmp_path / "new" / "data"


# Here


def test_what_would_change_is_shown_first_and_changes_nothing(folder, taken):
    changed(folder)
    held = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shown = preview(folder, taken, KEY)
    assert shown.replaces
    assert (shown.debts_come, shown.debts_go, shown.debts) == (("a letter I haven't opened",), ("new one",), 3)
    counts = {change.table: (change.come, change.go) for change in shown.tables}
    assert counts == {"debt": (3, 3), "payment": (0, 1)}
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == held


def test_a_restore_brings_everything_back_and_can_be_taken_back(folder, taken):
    then = facts(folder)
    changed(folder)
    now = facts(folder)
    done = restore(folder, taken, DAY, KEY)
    assert facts(folder) == then
    assert not preview(folder, taken, KEY).tables
    again = restore(folder, folder / "backups" / done.undo, DAY, KEY)
    assert facts(folder) == now
    assert [one.kind for one in kept_backups(folder)] == [BEFORE, BEFORE]
    restore(folder, folder / "backups" / again.undo, DAY, KEY)
    assert facts(folder) == then


def test_a_form_that_is_open_elsewhere_notices_the_restore(folder, taken):
    window = open_household(folder, KEY)
    form = window.find("Lakeside card")
    restore(folder, taken, DAY, KEY)
    with pytest.raises(StoreError, match="another window"):
        window.edit(form, {"balance": "9"})
    assert [debt.name for debt in window.debts()] == [debt.name for debt in facts(folder)[0]]
    window.close()


def test_a_window_that_is_open_elsewhere_sees_what_was_restored_and_writes_on(folder, taken):
    window = open_household(folder, KEY)
    window.add({"name": "new one", "balance": "5"}, "USD")
    done = restore(folder, taken, DAY, KEY)
    assert "new one" not in [debt.name for debt in window.debts()]
    window.add({"name": "after it", "balance": "6"}, "USD")
    window.close()
    assert "after it" in [debt.name for debt in stored(folder)[0]]
    restore(folder, folder / "backups" / done.undo, DAY, KEY)
    assert "new one" in [debt.name for debt in stored(folder)[0]]


def test_after_a_new_passphrase_an_older_backup_of_this_list_needs_no_secret(folder, taken):
    vault.change_passphrase(folder, KEY, WRONG)
    changed(folder)
    assert restore(folder, taken, DAY, KEY).undo
    assert len(facts(folder)[0]) == 3


def test_the_list_itself_is_no_backup_of_it(folder):
    with pytest.raises(StoreError, match="open here"):
        restore(folder, folder / STORE_FILE, DAY, KEY)


def test_a_locked_list_is_not_replaced_without_its_key(folder, taken):
    for work in (preview, lambda *given: restore(*given, DAY)):
        with pytest.raises(LockedStore):
            work(folder, taken)


# On another device


@pytest.mark.parametrize("secret", [PASSPHRASE, CODE, CODE.replace(" ", "")])
def test_on_another_device_the_passphrase_or_the_code_brings_it_back(folder, taken, new, secret):
    assert preview(new, taken, None, secret).debts == 3
    assert not (new / STORE_FILE).exists()
    done = restore(new, taken, DAY, None, secret)
    assert done.undo is None
    assert not done.preview.replaces
    assert protection_of(new) is Protection.PASSPHRASE
    assert key_for(new, PASSPHRASE).key == KEY
    assert facts(new) == facts(folder)
    (name,) = FileVault(new, KEY).names()
    assert FileVault(new, KEY).read(name) == b"a scanned letter" * 9000


def test_without_the_secret_or_with_a_wrong_one_nothing_is_brought(taken, new):
    with pytest.raises(LockedStore, match="opens with the passphrase"):
        restore(new, taken, DAY)
    for wrong in (WRONG, CODE[:-1] + "7", ""):
        with pytest.raises(WrongPassphrase):
            restore(new, taken, DAY, None, wrong)
    assert protection_of(new) is Protection.NOTHING_YET
    assert not [path for path in new.rglob("*") if path.is_file()]


def test_a_backup_of_a_list_without_a_passphrase_opens_with_the_key_beside_it_only(tmp_path, new):
    there = device_household(tmp_path / "there")
    out, key = make_backup(there, KEY, tmp_path / "out.bin")
    away = tmp_path / "away.key"
    key.rename(away)
    for secret in (None, PASSPHRASE):
        with pytest.raises(DamagedStore, match="key of this backup is missing"):
            restore(new, out, DAY, None, secret)
    assert not (new / STORE_FILE).exists()
    away.rename(key)
    restore(new, out, DAY)
    assert protection_of(new) is Protection.DEVICE
    assert facts(new) == facts(there)


def test_the_key_of_another_backup_opens_nothing(tmp_path, new):
    out, key = make_backup(device_household(tmp_path / "there"), KEY, tmp_path / "out.bin")
    key.write_bytes(write_keys(device_keys(bytes(32))))
    with pytest.raises(DamagedStore):
        restore(new, out, DAY)
    assert not (new / STORE_FILE).exists()


def test_a_backup_comes_into_a_list_of_its_own_under_the_key_of_that(folder, taken, tmp_path):
    here, other = device_household(tmp_path / "here", bytes(32)), bytes(32)
    changed(here, other)
    then = facts(here, other)
    with pytest.raises(LockedStore):
        restore(here, taken, DAY, other)
    done = restore(here, taken, DAY, other, PASSPHRASE)
    assert facts(here, other) == facts(folder)
    assert key_for(here).key == other
    assert FileVault(here, other).read(FileVault(here, other).names()[0]) == b"a scanned letter" * 9000
    restore(here, here / "backups" / done.undo, DAY, other)
    assert facts(here, other) == then


def test_a_copy_that_was_made_by_itself_opens_elsewhere_with_the_keys_that_lie_beside_it(folder, new):
    kept = keep_backup(folder, KEY, DAILY, DAY)
    restore(new, kept.path, DAY, None, PASSPHRASE)
    assert facts(new) == facts(folder)


def test_a_list_from_before_encryption_is_not_lost_under_a_restore(folder, taken, tmp_path):
    plain = make_plain(tmp_path / "plain", 3)
    assert restore(plain, taken, DAY, None, PASSPHRASE).undo is None
    assert facts(plain) == facts(folder)
    (kept,) = kept_backups(plain)  # made when it was opened again
    assert not list(plain.glob("ashore*"))
    restore(plain, kept.path, DAY, KEY)
    assert [debt.id for debt in facts(plain)[0]] == [1, 2, 5]


# Where something is broken


def test_a_damaged_store_is_kept_aside_and_the_backup_takes_its_place(folder, taken):
    then = facts(folder)
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes()[:-100])
    held = store.read_bytes()
    assert restore(folder, taken, DAY, KEY).undo is None
    assert facts(folder) == then
    (aside,) = folder.glob("damaged.*.main.db")
    assert aside.read_bytes() == held


def test_damage_that_only_a_copy_finds_does_not_stop_a_restore(folder, taken):
    """A page that no row is on: what would change can be counted, but the store cannot be copied whole."""
    then = facts(folder)
    connection = Connector(folder, KEY)()
    connection.isolation_level = None
    connection.execute("CREATE TABLE filler AS SELECT randomblob(900000) AS a")
    connection.execute("DROP TABLE filler")
    connection.close()
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes()[:-4096] + bytes(4096))
    restore(folder, taken, DAY, KEY)
    assert facts(folder) == then


def test_a_missing_store_comes_back_from_its_backups(folder):
    then = facts(folder)
    kept = keep_backup(folder, KEY, DAILY, DAY)
    (folder / STORE_FILE).unlink()
    with pytest.raises(DamagedStore):
        open_household(folder, KEY)
    restore(folder, kept.path, DAY, KEY)
    assert facts(folder) == then


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"{}")])
def test_lost_keys_come_back_from_a_backup_and_the_list_stays_as_new_as_it_was(folder, taken, harm):
    changed(folder)
    now = facts(folder)
    for path in (folder / "keys.json", folder / "backups" / "keys.json"):
        harm(path)
    assert protection_of(folder) is Protection.LOST
    assert preview(folder, taken, None, PASSPHRASE).debts_go == ("new one",)
    done = restore(folder, taken, DAY, None, PASSPHRASE)
    assert len(facts(folder)[0]) == 3
    restore(folder, folder / "backups" / done.undo, DAY, key_for(folder, PASSPHRASE).key)
    assert facts(folder) == now


def test_keys_that_cannot_be_read_are_kept_aside_with_the_store_they_may_open(folder, taken, tmp_path):
    lost = device_household(tmp_path / "lost", bytes(32))
    for path in (lost / "keys.json", lost / "backups" / "keys.json"):
        path.write_bytes(path.read_bytes()[:-1])
    held = (lost / "keys.json").read_bytes(), (lost / STORE_FILE).read_bytes()
    restore(lost, taken, DAY, None, PASSPHRASE)
    assert facts(lost) == facts(folder)
    aside = [path.read_bytes() for path in lost.glob("damaged.*")]
    assert all(one in aside for one in held)
    vault.set_passphrase(lost, KEY, PASSPHRASE, CODE)
    assert not list(lost.glob("damaged.*keys.json"))


def test_a_damaged_store_that_another_program_has_open_is_not_replaced(folder, taken):
    window = open_household(folder, KEY)
    window.debts()
    store = folder / STORE_FILE
    with store.open("rb+") as file:
        file.seek(4096 * 3)
        harmed = file.read(1)[0] ^ 1
        file.seek(4096 * 3)
        file.write(bytes([harmed]))
    with pytest.raises(StoreError, match="Another program"):
        restore(folder, taken, DAY, KEY)
    window.close()
    assert not list(folder.glob("damaged.*"))
    assert restore(folder, taken, DAY, KEY).undo is None


def test_a_damaged_kept_file_stops_nothing_and_a_whole_one_mends_it(folder, taken):
    (name,) = FileVault(folder, KEY).names()
    (folder / "files" / name).write_bytes(b"AF1\nbroken")
    (out,) = make_backup(folder, KEY, taken.with_name("later.bin"))
    restore(folder, taken, DAY, KEY)
    assert FileVault(folder, KEY).is_whole(name)
    restore(folder, out, DAY, KEY)
    assert FileVault(folder, KEY).is_whole(name)


def test_nothing_is_left_in_the_folder_after_a_restore_or_a_refusal(folder, taken):
    restore(folder, taken, DAY, KEY)
    taken.write_bytes(taken.read_bytes()[:-10])
    with pytest.raises(DamagedStore):
        restore(folder, taken, DAY, KEY)
    assert not list(folder.rglob("*.new*"))


def test_a_look_at_the_damaged_store_that_nobody_holds_any_more_does_not_stop_a_restore(folder, taken):
    then = facts(folder)
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes()[:-100])
    left = [Connector(folder, KEY)()]
    left[0].execute("SELECT count(*) FROM sqlite_master").fetchone()
    left.append(left)  # only a look through all memory finds it
    gc.disable()
    try:
        del left
        assert restore(folder, taken, DAY, KEY).undo is None
    finally:
        gc.enable()
    assert facts(folder) == then
