"""Killed with -9 at any moment, of whatever it was doing: the store opens, and everything that was confirmed is there.

``make test`` kills 25 writers and a few of each other kind, ``make soak`` many more; the moments are drawn anew in each
soak, from a seed that is printed.
"""

import json
import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from planner.errors import DamagedStore, LockedStore, PlannerError, WrongPassphrase
from planner.services.backups import make_backup, restore
from planner.services.erasing import erase
from planner.services.household import open_household
from planner.services.opening import Protection, key_for, protection_of
from planner.store.backup import is_whole, kept_backups, newest_whole
from planner.store.connection import PLAIN_FILE, STORE_FILE, Connector
from tests.store.households import CODE, DAY, KEY, PASSPHRASE, device_household, stored
from tests.store.test_old_stores import make_plain

OTHER = "four small boats"
TOP = Path(__file__).parent.parent.parent
FEW, MANY, WRITERS, MANY_WRITERS = 6, 100, 25, 200


@pytest.fixture(scope="module")
def nursery():
    """A process that runs jobs and kills them."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=TOP
    ) as process:

        def run(job, folder, more="", after=None, lines=0):
            request = {"job": job, "folder": str(folder), "more": more if job == "write" else str(more)}
            request |= {"after": after, "lines": lines}
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            done = json.loads(process.stdout.readline())
            assert not [line for line in done["said"] if line.startswith("failed")], done
            return done

        yield run
        process.stdin.close()


def soaked(few, many):
    """Run a test ``few`` times, and ``many`` times in a soak."""
    return pytest.mark.parametrize("times", [few, pytest.param(many, marks=pytest.mark.soak, id=f"{many} times")])


def moments(times, length):
    """Yield ``times`` moments within a job of this length in seconds, and a bit after it."""
    seed = 20261122 if times <= WRITERS else time.time_ns()
    print(f"seed {seed}")
    dice = random.Random(seed)
    for _ in range(times):
        yield dice.uniform(0, length * 1.1)


def length_of(nursery, job, folder, more=""):
    """Return how long a job takes that is left alone."""
    begun = time.perf_counter()
    assert nursery(job, folder, more)["ended"]
    return time.perf_counter() - begun


def is_sound(folder):
    with closing(Connector(folder, KEY)()) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def copy_of(folder, tmp_path, number):
    copy = tmp_path / f"copy{number}"
    shutil.copytree(folder, copy)
    return copy


@soaked(WRITERS, MANY_WRITERS)
def test_every_confirmed_write_survives_a_kill(nursery, folder, times):
    confirmed, left, most, first = set(), 120000, 0, 0
    dice = random.Random(times)
    for after in moments(times, 0.02):
        said = nursery("write", folder, first, after, dice.randrange(20))["said"]
        confirmed |= {line for line in said if line.startswith("debt")}
        left = min([left, *(int(line.split()[1]) for line in said if line.startswith("left"))])
        debts, payments, _, _ = stored(folder)
        names, paid = {debt.name for debt in debts}, [one for one in payments if one.debt_id == debts[0].id]
        assert confirmed <= names
        assert len(names) - 3 - len(confirmed) <= times  # at most the one that was being written is there unsaid
        assert debts[0].balance <= left
        assert debts[0].balance == 120000 - (len(paid) - 1)  # a payment and what it took off are one
        first = max([first, *(int(name.split()[1]) + 1 for name in names if name.startswith("debt "))])
        most += len(said)
    is_sound(folder)
    print(f"{times} kills, {most} confirmed writes, {len(confirmed)} debts, none lost")


@soaked(FEW * 2, MANY * 2)
def test_killed_while_it_is_made_it_is_a_new_list_or_none(nursery, tmp_path, times):
    length, seen = length_of(nursery, "create", tmp_path / "first"), {}
    for number, after in enumerate(moments(times, length)):
        folder = tmp_path / f"data{number}"
        said = nursery("create", folder, after=after)["said"]
        protection = protection_of(folder)
        seen[protection.value, *said] = seen.get((protection.value, *said), 0) + 1
        assert protection in (Protection.NOTHING_YET, Protection.PASSPHRASE)
        if said:
            assert protection is Protection.PASSPHRASE
        household = open_household(folder, key_for(folder, PASSPHRASE).key)
        names = [debt.name for debt in household.debts()]
        assert names in ([["first"]] if "first" in said else [[], ["first"]])
        household.add({"name": "next"}, "USD")
        household.close()
    print(seen)


@soaked(FEW, MANY)
def test_killed_while_it_takes_a_plain_store_over_nothing_is_lost(nursery, tmp_path, times):
    length, seen = length_of(nursery, "take_over", make_plain(tmp_path / "first", 1)), {}
    expected = stored(tmp_path / "first", key_for(tmp_path / "first").key)
    for number, after in enumerate(moments(times, length)):
        folder = make_plain(tmp_path / f"data{number}", 1)
        nursery("take_over", folder, after=after)
        state = ((folder / STORE_FILE).exists(), (folder / PLAIN_FILE).exists())
        assert any(state)
        seen[state] = seen.get(state, 0) + 1
        assert stored(folder, key_for(folder).key) == expected
        assert not list(folder.glob("ashore*"))
    print(seen)


@soaked(FEW, MANY)
def test_killed_while_it_keeps_a_backup_each_that_has_its_name_is_whole(nursery, folder, tmp_path, times):
    length = length_of(nursery, "keep", copy_of(folder, tmp_path, "first"))
    expected, most = stored(folder), 0
    for after in moments(times, length):
        said = nursery("keep", folder, after=after)["said"]
        kept = kept_backups(folder)
        assert all(is_whole(one.path, KEY) for one in kept)
        assert len(kept) >= min(1, len(said))
        assert stored(folder) == expected
        most = max(most, len(kept))
    print(f"{times} kills, {most} backups at most, all whole")


@soaked(FEW, MANY)
@pytest.mark.parametrize("protected", ["passphrase", "device"])
def test_killed_while_it_writes_a_backup_to_take_away_there_is_a_whole_one_or_none(
    nursery, folder, tmp_path, times, protected
):
    if protected == "device":
        folder = device_household(tmp_path / "device")
    length, whole = length_of(nursery, "take_away", folder, tmp_path / "first.bin"), 0
    expected = len(stored(folder)[0])
    for number, after in enumerate(moments(times, length)):
        out = tmp_path / f"out{number}.bin"
        said = nursery("take_away", folder, out, after)["said"]
        assert out.exists() or not said
        if not out.exists():
            assert make_backup(folder, KEY, out)[0] == out  # it can be made after all, under the same name
        whole += out.exists()
        restore(tmp_path / f"new{number}", out, DAY, None, PASSPHRASE)
        assert len(stored(tmp_path / f"new{number}")[0]) == expected
    print(f"{times} kills, {whole} backups, all whole")


@soaked(FEW, MANY)
def test_killed_while_it_restores_the_list_is_the_one_before_or_the_one_restored(nursery, folder, tmp_path, times):
    (out,) = make_backup(folder, KEY, tmp_path / "out.bin")
    household = open_household(folder, KEY)
    household.remove(household.find("a letter I haven't opened"))
    household.close()
    before, seen = [debt.name for debt in stored(folder)[0]], {}
    length = length_of(nursery, "restore", copy_of(folder, tmp_path, "first"), out)
    after_it = [debt.name for debt in stored(tmp_path / "copyfirst")[0]]
    for number, after in enumerate(moments(times, length)):
        copy = copy_of(folder, tmp_path, number)
        said = nursery("restore", copy, out, after)["said"]
        names = [debt.name for debt in stored(copy)[0]]
        assert names in ([after_it] if said else [before, after_it])
        seen[len(names)] = seen.get(len(names), 0) + 1
        if names == after_it:
            assert is_whole(kept_backups(copy)[0].path, KEY)  # what was there before can be brought back
        is_sound(copy)
    print(seen)


@soaked(FEW, MANY)
@pytest.mark.parametrize("state", ["nothing", "damaged"])
def test_killed_while_a_backup_becomes_the_store_it_can_be_restored_again(nursery, folder, tmp_path, times, state):
    (out,) = make_backup(folder, KEY, tmp_path / "out.bin")
    expected, seen = len(stored(folder)[0]), {}

    def prepared(name):
        place = tmp_path / str(name)
        if state == "damaged":  # under keys that nobody can read any more
            device_household(place, bytes(32))
            for path in (place / "keys.json", place / "backups" / "keys.json"):
                path.write_bytes(b"{}")
        return place

    length = length_of(nursery, "restore_anew", prepared("first"), out)
    for number, after in enumerate(moments(times, length)):
        place = prepared(number)
        said = nursery("restore_anew", place, out, after)["said"]
        protection = protection_of(place)
        seen[protection.value] = seen.get(protection.value, 0) + 1
        if not said:
            key = KEY if protection is Protection.PASSPHRASE else None
            restore(place, out, DAY, key, PASSPHRASE)
        assert key_for(place, PASSPHRASE).key == KEY
        assert len(stored(place)[0]) == expected
        if state == "damaged":
            assert len(list(place.glob("damaged.*.main.db"))) == 1
    print(seen)


@soaked(FEW, MANY)
def test_killed_while_the_passphrase_changes_one_of_the_two_opens(nursery, folder, times):
    length = length_of(nursery, "passphrase", folder)
    for after in moments(times, length):
        said = nursery("passphrase", folder, after=after)["said"]
        opened = []
        for secret in (PASSPHRASE, OTHER):
            try:
                opened.append(key_for(folder, secret).key == KEY)
            except WrongPassphrase:
                continue
        assert opened == [True]
        assert key_for(folder, CODE).key == KEY
        assert len(said) <= 10
    assert stored(folder)[0]


@soaked(FEW, MANY)
def test_killed_while_a_passphrase_is_set_it_is_locked_or_as_it_was(nursery, tmp_path, times):
    there = device_household(tmp_path / "there")
    length = length_of(nursery, "lock", copy_of(there, tmp_path, "first"))
    for number, after in enumerate(moments(times, length)):
        copy = copy_of(there, tmp_path, number)
        said = nursery("lock", copy, after=after)["said"]
        protection = protection_of(copy)
        assert protection is Protection.PASSPHRASE or not said
        assert key_for(copy, PASSPHRASE).key == KEY
        if protection is Protection.PASSPHRASE:
            with pytest.raises(LockedStore):
                key_for(copy)
            assert not [path for path in copy.rglob("*.json*") if KEY.hex().encode() in path.read_bytes()]


@soaked(FEW, MANY)
def test_killed_while_it_rescues_the_damaged_store_and_its_backup_stay(nursery, folder, tmp_path, times):
    household = open_household(folder, KEY)
    household.keep_backup(DAY)
    household.close()
    store = folder / STORE_FILE
    store.write_bytes(store.read_bytes()[: 4096 * 5 + 100])
    held = store.read_bytes()
    length = length_of(nursery, "rescue", copy_of(folder, tmp_path, "first"))
    for after in moments(times, length):
        nursery("rescue", folder, after=after)
        assert store.read_bytes() == held
        with pytest.raises(DamagedStore):
            open_household(folder, KEY)
    assert nursery("rescue", folder)["said"] == ["saved"]
    assert newest_whole(folder, KEY) is not None


@soaked(FEW, MANY)
def test_killed_while_it_exports_there_is_all_of_it_or_nothing_by_that_name(nursery, folder, tmp_path, times):
    length = length_of(nursery, "export", folder, tmp_path / "first")
    for number, after in enumerate(moments(times, length)):
        out = tmp_path / f"out{number}"
        said = nursery("export", folder, out, after)["said"]
        assert out.exists() or not said
        if out.exists():
            assert {path.name for path in out.iterdir()} >= {"debts.csv", "payments.csv", "everything.json"}


@soaked(FEW, MANY)
def test_killed_while_it_erases_nothing_can_be_read_and_the_rest_goes_the_next_time(nursery, folder, tmp_path, times):
    for number, after in enumerate(moments(times, 0.02)):
        copy = copy_of(folder, tmp_path, number)
        nursery("erase_all", copy, after=after)
        try:
            names = [debt.name for debt in stored(copy, key_for(copy, PASSPHRASE).key)[0]]
        except PlannerError:
            names = []
        assert names in ([], [debt.name for debt in stored(folder)[0]])
        erase(copy)
        assert not copy.exists() or not list(copy.iterdir())
