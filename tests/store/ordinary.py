"""Faults as an ordinary user meets them: root may write anywhere. Each prints what was said, as lines of JSON.

Run in a process of its own, with the name of a fault and a folder to work in. Everything is loaded, and one of everything
done, before root becomes nobody, who may not read this Python.
"""

import contextlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from planner.errors import PlannerError
from planner.services import backups
from planner.services.export import export_everything
from planner.services.household import first_look, open_household, open_saved_household
from planner.services.opening import key_for, protect_household
from planner.store import keys
from planner.store.file_vault import FileVault
from tests.store.households import CODE, DAY, EFFORT, KEY, PASSPHRASE, device_household, everything

keys.USUAL_EFFORT = EFFORT
NOBODY = 65534
IN_OWN_NAME_SPACE = "IN_OWN_NAME_SPACE" in os.environ


def say(what, work):
    """Do ``work`` and print what came of it; anything but a sentence of ours ends the process."""
    try:
        found = work()
    except PlannerError as error:
        print(json.dumps([what, "said", error.message.id]), flush=True)
        return None
    print(json.dumps([what, "done", found if isinstance(found, (int, str, bool)) else None]), flush=True)
    return found


def become_nobody():
    """Leave root behind; who is root only in a name space of their own is nobody already."""
    if os.getuid() == 0 and not IN_OWN_NAME_SPACE:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def copy_for_nobody(folder, target):
    """Copy a folder so that nobody owns it."""
    shutil.copytree(folder, target)
    if os.getuid() == 0 and not IN_OWN_NAME_SPACE:
        for path in (target, *target.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def names(folder):
    """Return how many debts there are."""
    household = open_household(folder, KEY)
    try:
        return len(household.debts())
    finally:
        household.close()


def use(folder, out):
    """Do everything a person may do, in a place that may not have it."""
    say("look", lambda: len(first_look(folder, KEY).debts))
    household = say("open", lambda: open_household(folder, KEY))
    if household is not None:
        say("notice", lambda: household.notice.id if household.notice else "")
        say("read", lambda: len(household.debts()))
        say("write", lambda: household.add({"name": "new one", "balance": "1"}, "USD") and 1)
        say("setting", lambda: household.change_settings(theme="dark"))
        say("keep", lambda: household.keep_backup(DAY))
        say("export", lambda: len(export_everything(household, out / "export")))
        household.close()
    say("take away", lambda: len(backups.make_backup(folder, KEY, out / "out.bin")))
    say("passphrase", lambda: protect_household(folder, PASSPHRASE, CODE, KEY) and 1)
    say("file", lambda: len(FileVault(folder, KEY).put(b"x" * 200_000)))
    say("again", lambda: names(folder))


def fill(disk):
    """Write until there is no room left; return the file."""
    filler = (disk / f"filler{len(list(disk.iterdir()))}").open("wb", buffering=0)
    while True:
        try:
            filler.write(bytes(4096))
        except OSError:
            return filler


def full(folder, disk):
    """Fill a small disk while a household is written, in a name space of its own."""
    _mount(disk, "size=1m")
    become_nobody()
    data = disk / "data"
    shutil.copytree(folder, data)
    household = open_household(data, KEY)
    say("before", lambda: len(household.debts()))
    filler = fill(disk)
    filler.truncate(filler.tell() - 100_000)
    confirmed = 0
    for number in range(2000):
        try:
            household.add({"name": f"debt {number} {'x' * 500}", "balance": "1"}, "USD")
        except PlannerError as error:
            print(json.dumps(["write", "said", error.message.id]), flush=True)
            break
        confirmed += 1
    print(json.dumps(["confirmed", "done", confirmed]), flush=True)
    say("read", lambda: len(household.debts()) == 3 + confirmed)
    rest = fill(disk)
    say("keep", lambda: household.keep_backup(DAY))
    say("take away", lambda: len(backups.make_backup(data, KEY, disk / "out.bin")))
    say("export", lambda: len(export_everything(household, disk / "export")))
    say("passphrase", lambda: protect_household(data, PASSPHRASE, CODE, KEY) and 1)
    say("file", lambda: len(FileVault(data, KEY).put(b"x" * 200_000)))
    say("new", lambda: open_household(disk / "new", key_for(disk / "new").key) and 1)
    household.close()
    say("open", lambda: open_household(data, KEY) and 1)
    say("left", lambda: " ".join(sorted(path.name for path in disk.rglob("*.new*"))))
    for file in (filler, rest):
        file.truncate(0)
        file.close()
    say("again", lambda: names(data) == 3 + confirmed)
    say("key", lambda: key_for(data).key == KEY)
    shutil.copytree(data, folder.parent / "after")


def limited(folder, out):
    """Write past the largest size a file may have."""
    become_nobody()
    household = open_household(folder, KEY)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    say("file", lambda: len(FileVault(folder, KEY).put(b"x" * 400_000)))
    say("write", lambda: [household.add({"name": f"{n} {'x' * 9000}"}, "USD") for n in range(40)] and 1)
    household.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    say("again", lambda: names(folder) >= 3)
    say("left", lambda: " ".join(path.name for path in folder.rglob("*.new")))


def read_only_disk(folder, disk):
    """Use a household on a disk that can only be read."""
    _mount(disk, "size=20m")
    copy_for_nobody(folder, disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    become_nobody()
    use(disk / "data", folder.parent)
    say("new", lambda: open_household(disk / "new", key_for(disk / "new").key) and 1)


def modes(folder, out):
    """Use a household in a folder that may only be read."""
    become_nobody()
    for path in folder.rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    folder.chmod(0o500)
    use(folder, out)
    say("new", lambda: open_household(folder / "new", key_for(folder / "new").key) and 1)


def forbidden(folder, out):
    """Look for a household in a folder that may not be entered."""
    become_nobody()
    folder.chmod(0)
    say("protection", lambda: key_for(folder).key and 1)
    say("look", lambda: first_look(folder) and 1)
    say("open", lambda: open_household(folder, KEY) and 1)
    say("restore", lambda: backups.preview(folder, out / "out.bin") and 1)
    folder.chmod(0o700)
    say("again", lambda: names(folder))


def damaged_read_only(folder, out):
    """Open a damaged household where nothing can be saved."""
    store = folder / "main.db"
    store.write_bytes(store.read_bytes()[:-10])
    become_nobody()
    folder.chmod(0o500)
    say("open", lambda: open_household(folder, KEY) and 1)
    say("saved", lambda: open_saved_household(folder, KEY) and 1)
    folder.chmod(0o700)
    say("saved here", lambda: len(everything(open_saved_household(folder, KEY))))


def left_with_its_log(folder, out):
    """Read what a killed program left in a folder that can only be read, with its log's index and without."""
    if os.fork() == 0:
        household = open_household(folder, KEY)
        household.add({"name": "in the log"}, "USD")
        os._exit(0)
    os.wait()
    without = out / "without"
    copy_for_nobody(folder, without)
    (without / "main.db-shm").unlink()
    for path in folder.iterdir():
        os.chown(path, NOBODY, NOBODY) if os.getuid() == 0 and not IN_OWN_NAME_SPACE else None
    become_nobody()
    for place in (folder, without):
        place.chmod(0o500)
        household = open_household(place, KEY)
        say(f"notice {place.name}", lambda household=household: household.notice.id)
        say(f"read {place.name}", lambda household=household: len(household.debts()))
        household.close()
        say(f"look {place.name}", lambda place=place: len(first_look(place, KEY).debts))
        place.chmod(0o700)


def _mount(disk, options):
    """Mount a small disk, in a name space of our own, where that is allowed."""
    if os.getuid() != 0:
        os.environ["IN_OWN_NAME_SPACE"] = "yes"
        os.execvp("unshare", ["unshare", "-Urm", sys.executable, "-m", "tests.store.ordinary", *sys.argv[1:]])
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"{options},mode=777", "tmpfs", str(disk)], check=False)
    if made.returncode:
        print(json.dumps(["mount", "cannot", None]), flush=True)
        sys.exit(0)


FAULTS = {
    fault.__name__: fault
    for fault in (full, limited, read_only_disk, modes, forbidden, damaged_read_only, left_with_its_log)
}


def main():
    """Do one of everything, then run the fault."""
    fault, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as name:
        elsewhere = device_household(Path(name) / "data")
        household = open_household(elsewhere, KEY)
        household.keep_backup(DAY)
        export_everything(household, Path(name) / "export")
        household.close()
        (path, _) = backups.make_backup(elsewhere, KEY, Path(name) / "out.bin")
        backups.preview(elsewhere, path, KEY)
        protect_household(elsewhere, PASSPHRASE, CODE, KEY)
        FileVault(elsewhere, KEY).read(FileVault(elsewhere, KEY).put(b"x"))
        first_look(elsewhere, KEY)
        with contextlib.suppress(PlannerError):
            backups.preview(elsewhere, Path(name) / "nothing", KEY)
    FAULTS[fault](folder, out)


if __name__ == "__main__":
    main()
