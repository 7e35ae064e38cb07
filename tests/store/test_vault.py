"""Who may open the store: the right passphrase after any number of wrong ones, and nobody else."""

import json
import stat
import threading
from pathlib import Path

import pytest

from planner.errors import DamagedStore, LockedStore, StoreError, WrongPassphrase
from planner.services.household import open_household
from planner.services.opening import key_for, protect_household, quiet_key
from planner.store import vault
from planner.store.connection import STORE_FILE
from planner.store.keys import device_keys, read_keys, write_keys
from planner.store.recovery_code import new_recovery_code
from planner.store.tries import TRIES_FILE
from planner.store.vault import Protection, mend_keys, protection_of, unlock
from tests.store.households import CODE, KEY, PASSPHRASE, device_household, stored

OTHER = "four small boats"


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.at = 1_700_000_000.0

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


def both(folder: Path) -> tuple[bytes, bytes]:
    return (folder / vault.KEYS_FILE).read_bytes(), (folder / vault.BACKUPS / vault.KEYS_FILE).read_bytes()


def test_a_hundred_wrong_passphrases_let_nobody_in_and_the_right_one_still_opens(folder, clock):
    waited = 0
    for number in range(100):
        with pytest.raises(WrongPassphrase) as wrong:
            unlock(folder, f"wrong {number}", now=clock)
        assert wrong.value.wait <= 60
        if wrong.value.wait:
            with pytest.raises(WrongPassphrase, match="next try"):
                unlock(folder, PASSPHRASE, now=clock)  # not even the right one is looked at while waiting
        clock.at += wrong.value.wait
        waited += wrong.value.wait
    assert waited > 5000
    assert unlock(folder, PASSPHRASE, now=clock) == KEY
    assert not (folder / TRIES_FILE).exists()
    assert stored(folder)[0]


def test_the_recovery_code_opens_it_and_wrong_codes_cost_as_much(folder, clock):
    for _ in range(4):
        with pytest.raises(WrongPassphrase) as wrong:
            unlock(folder, new_recovery_code(), now=clock)
        clock.at += wrong.value.wait
    assert unlock(folder, CODE, now=clock) == KEY


def test_the_wait_outlasts_the_program_and_a_clock_that_is_set(folder, clock):
    for _ in range(6):
        with pytest.raises(WrongPassphrase) as wrong:
            unlock(folder, OTHER, now=clock)
        clock.at += wrong.value.wait
    with pytest.raises(WrongPassphrase):
        unlock(folder, OTHER, now=clock)
    clock.at -= 86_400  # set back: the wait begins anew, and ends
    with pytest.raises(WrongPassphrase, match="next try") as waiting:
        unlock(folder, PASSPHRASE, now=clock)
    assert 0 < waiting.value.wait <= 60
    clock.at += waiting.value.wait
    assert unlock(folder, PASSPHRASE, now=clock) == KEY


@pytest.mark.parametrize(
    "said",
    [
        "",
        "null",
        "[]",
        "7",
        '{"wrong": 1e999, "at": 0}',
        '{"wrong": 1000000000000, "at": 0}',
        '{"wrong": -5, "at": 0}',
        '{"wrong": 5, "at": NaN}',
        '{"wrong": 5, "at": -Infinity}',
        '{"wrong": 5, "at": 1' + "0" * 400 + "}",
        '{"wrong": "5", "at": "x"}',
        "[" * 20_000,
        "\x00\xff",
    ],
)
def test_a_damaged_count_of_tries_locks_nobody_out(folder, clock, said):
    (folder / TRIES_FILE).write_text(said, "utf-8")
    assert unlock(folder, PASSPHRASE, now=clock) == KEY


def test_a_changed_passphrase_rewraps_the_key_and_rewrites_nothing_else(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "keys.json"}
    vault.change_passphrase(folder, KEY, OTHER)
    assert {path: path.read_bytes() for path in before} == before
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)
    assert unlock(folder, OTHER) == KEY == unlock(folder, CODE)
    assert both(folder)[0] == both(folder)[1]


def test_a_new_recovery_code_opens_and_the_old_one_does_not(folder):
    code = new_recovery_code()
    vault.change_code(folder, KEY, code)
    with pytest.raises(WrongPassphrase):
        unlock(folder, CODE)
    assert unlock(folder, code) == KEY == unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("short", ["", "     ", "12345", " 1234 "])
def test_a_passphrase_that_keeps_nobody_out_is_refused(folder, tmp_path, short):
    before = both(folder)
    for work in (
        lambda: vault.change_passphrase(folder, KEY, short),
        lambda: vault.lock_with_passphrase(tmp_path / "new", short, CODE),
        lambda: vault.set_passphrase(folder, KEY, short, CODE),
    ):
        with pytest.raises(StoreError, match="at least 6"):
            work()
    assert both(folder) == before
    assert not (tmp_path / "new").exists()


def test_a_passphrase_set_later_leaves_no_open_key_behind(tmp_path):
    folder = device_household(tmp_path / "data")
    with (folder / "keys.json").open("rb") as old, (folder / "backups" / "keys.json").open("rb") as second:
        protect_household(folder, PASSPHRASE, CODE, KEY)
        for file in (old, second):  # what the disk still holds of the files that were replaced
            assert not file.read().strip(b"\0")
    for path in folder.rglob("*"):
        if path.is_file():
            assert KEY.hex().encode() not in path.read_bytes()
            assert KEY not in path.read_bytes()
    assert protection_of(folder) is Protection.PASSPHRASE
    with pytest.raises(LockedStore):
        key_for(folder)
    assert key_for(folder, PASSPHRASE).key == KEY


def test_a_passphrase_can_be_taken_away_again(folder):
    protect_household(folder, None, "", KEY)
    assert key_for(folder).key == KEY
    assert protection_of(folder) is Protection.DEVICE


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("harm", ["emptied", "cut", "changed", "gone"])
def test_one_damaged_copy_of_the_keys_is_mended_from_the_other(folder, which, harm):
    path = (folder / "keys.json", folder / "backups" / "keys.json")[which]
    whole = path.read_bytes()
    path.write_bytes({"emptied": b"", "cut": whole[:-3], "changed": whole.replace(b"a", b"b", 1), "gone": b""}[harm])
    if harm == "gone":
        path.unlink()
    assert key_for(folder, PASSPHRASE).key == KEY
    assert both(folder) == (whole, whole)


def test_where_both_copies_are_damaged_nothing_is_made_anew(folder):
    for path in (folder / "keys.json", folder / "backups" / "keys.json"):
        path.write_bytes(path.read_bytes()[:-1])
    held = (folder / STORE_FILE).read_bytes()
    assert protection_of(folder) is Protection.LOST
    for secret in (None, PASSPHRASE):
        with pytest.raises(DamagedStore, match="key file"):
            key_for(folder, secret)
    with pytest.raises(DamagedStore, match="key file"):
        unlock(folder, PASSPHRASE)
    assert (folder / STORE_FILE).read_bytes() == held
    assert quiet_key(folder) is None


def test_a_store_without_any_keys_file_gets_no_new_one(folder):
    (folder / "keys.json").unlink()
    (folder / "backups" / "keys.json").unlink()
    with pytest.raises(DamagedStore, match="key file"):
        key_for(folder, "a new passphrase")
    assert not (folder / "keys.json").exists()


def test_the_keys_of_another_store_open_nothing(folder, tmp_path):
    vault.lock_with_device(tmp_path / "other")
    for name in ("keys.json", "backups/keys.json"):
        (folder / name).write_bytes((tmp_path / "other" / name).read_bytes())
    held = (folder / STORE_FILE).read_bytes()
    with pytest.raises(DamagedStore):
        open_household(folder)
    assert (folder / STORE_FILE).read_bytes() == held


def test_only_the_owner_may_read_what_is_made(folder):
    household = open_household(folder, KEY)
    household.keep_backup(household.payments()[0].paid_on)
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    household.close()
    assert stat.S_IMODE(folder.stat().st_mode) & 0o77 == 0


def test_many_who_make_the_keys_at_once_all_get_the_same(tmp_path):
    folder, found, faults = tmp_path / "data", set(), []

    def make():
        try:
            found.add(key_for(folder).key)
        except StoreError as error:
            faults.append(error)

    threads = [threading.Thread(target=make) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1
    assert not faults
    assert read_keys((folder / "keys.json").read_bytes()).device in found


def test_a_second_program_does_not_replace_a_passphrase(folder):
    with pytest.raises(StoreError, match="Another program"):
        vault.lock_with_passphrase(folder, OTHER, CODE)
    assert key_for(folder, PASSPHRASE).key == KEY


def test_a_folder_that_is_a_file_is_told_of(tmp_path):
    (tmp_path / "data").write_bytes(b"not a folder")
    for secret in (None, PASSPHRASE):
        with pytest.raises(StoreError, match="cannot be made or read"):
            key_for(tmp_path / "data", secret)
    assert (tmp_path / "data").read_bytes() == b"not a folder"


def test_the_two_copies_are_the_same_and_say_how_they_were_made(folder):
    first, second = both(folder)
    assert first == second == write_keys(read_keys(first))
    said = json.loads(first)
    assert said["device"] is None
    assert said["passphrase"]["kdf"] == "argon2id"
    assert said["code"]["kdf"] == "hkdf-sha256"
    assert write_keys(device_keys(KEY)) != first
    mend_keys(folder)
    assert both(folder) == (first, second)
