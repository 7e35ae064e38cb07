"""Several programs at the same household at once: nobody's write is lost, and nobody is told of damage."""

import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from planner.services.backups import make_backup
from planner.services.household import open_household
from planner.services.opening import protect_household
from planner.store.backup import is_whole, kept_backups
from planner.store.connection import STORE_FILE
from tests.store.households import DAY, KEY, stored

TOP = Path(__file__).parent.parent.parent
LOAD = """
import json, sys
from datetime import date
from pathlib import Path
from planner.errors import StoreError
from planner.services import backups
from planner.services.household import open_household
from planner.services.opening import key_for
from tests.store.households import DAY, KEY
folder, name, more = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
print("ready", flush=True)
sys.stdin.readline()
"""
WRITE = """
household = open_household(folder, key_for(folder).key)
done = [household.add({"name": f"{name} {n}", "creditor": f"bank {n % 3}"}, "USD").name for n in range(int(more))]
household.close()
print(json.dumps(done))
"""
OPEN_AND_CLOSE = """
done = 0
for n in range(int(more)):
    household = open_household(folder, KEY)
    done += len(household.debts()) >= 3
    household.close()
print(json.dumps(done))
"""
KEEP = """
done = 0
for n in range(int(more)):
    household = open_household(folder, KEY)
    try:
        done += household.keep_backup(date.fromordinal(DAY.toordinal() + n))
    except StoreError as error:
        assert "Another program" in error.message.id, error
    household.close()
print(json.dumps(done))
"""
RESTORE = """
def restored():
    for _ in range(20):  # on a busy machine the other one may hold the store for longer than is waited
        try:
            return backups.restore(folder, Path(more), DAY, KEY).undo
        except StoreError as error:
            assert "Another program" in error.message.id, error
print(json.dumps([restored() for n in range(3)]))
"""


def at_once(folder, *jobs):
    """Run jobs (script, name, more) in processes of their own, begun together; return what each printed."""
    with ExitStack() as stack:
        programs = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", LOAD + script, str(folder), name, str(more)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                    cwd=TOP,
                )
            )
            for script, name, more in jobs
        ]
        for program in programs:
            assert program.stdout.readline() == "ready\n"
        for program in programs:
            program.stdin.write("go\n")
            program.stdin.flush()
        found = []
        for program in programs:
            out, fault = program.communicate()
            assert program.returncode == 0, fault
            found.append(json.loads(out))
        return found


def test_who_makes_the_household_first_and_who_comes_second_share_it(tmp_path):
    folder = tmp_path / "data"
    written = at_once(folder, *((WRITE, f"program {n}", 6) for n in range(3)))
    household = open_household(folder)
    names = [debt.name for debt in household.debts()]
    household.close()
    assert sorted(names) == sorted(name for one in written for name in one)
    assert not list(folder.glob("*.new*"))


def test_while_others_write_open_close_and_back_up_nothing_is_lost(folder, tmp_path):
    protect_household(folder, None, "", KEY)
    first, second, opened, kept = at_once(
        folder, (WRITE, "one", 25), (WRITE, "two", 25), (OPEN_AND_CLOSE, "", 25), (KEEP, "", 8)
    )
    assert opened == 25
    assert len(stored(folder)[0]) == 3 + len(first) + len(second)
    assert all(is_whole(one.path, KEY) for one in kept_backups(folder))
    assert len(kept_backups(folder)) >= min(kept, 7)
    assert is_whole(folder / STORE_FILE, KEY)


def test_two_restores_at_once_leave_one_of_them_whole(folder, tmp_path):
    (out,) = make_backup(folder, KEY, tmp_path / "out.bin")
    household = open_household(folder, KEY)
    household.add({"name": "new one"}, "USD")
    household.close()
    undone = at_once(folder, (RESTORE, "", out), (RESTORE, "", out))
    assert len(stored(folder)[0]) == 3
    assert len(stored(folder)[1]) == 1
    assert all(name for one in undone for name in one)
    assert all(is_whole(one.path, KEY) for one in kept_backups(folder))


def test_a_window_that_stays_open_goes_on_after_others_have_come_and_gone(folder):
    window = open_household(folder, KEY)
    window.keep_backup(DAY)
    for number in range(3):
        at_once(folder, (OPEN_AND_CLOSE, "", 2))
        window.add({"name": f"debt {number}"}, "USD")
    at_once(folder, (OPEN_AND_CLOSE, "", 1))
    assert len(window.debts()) == 6
    window.close()
    assert len(stored(folder)[0]) == 6
