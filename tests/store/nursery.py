"""Programs that are killed at work: one process loads everything, then forks one after another and ends it with -9.

Reads a line of JSON for each: ``job``, ``folder``, ``more``, and when it is killed: ``after`` so many seconds (null: never)
from when it said the line ``lines``.
Writes one: ``said``, the lines it wrote before it died, and ``ended``, whether it came to its own end.
"""

import json
import os
import select
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from planner.errors import PlannerError
from planner.services import backups
from planner.services.attachments import Attachments
from planner.services.bundles import Choice as Bundled
from planner.services.bundles import prepare_bundle, write_bundle
from planner.services.erasing import erase
from planner.services.export import export_everything
from planner.services.household import open_household, open_saved_household
from planner.services.importing import Choice, Imports, open_files
from planner.services.opening import key_for, protect_household
from planner.store import keys
from tests.phone import backup, mms, sms
from tests.store.households import CODE, DAY, EFFORT, KEY, PASSPHRASE, device_household

keys.USUAL_EFFORT = EFFORT
OTHER = "four small boats"
READY = "ready"


def write(folder, say, first):
    """Add debts and payments for ever; say each once it is confirmed."""
    household = open_household(folder, KEY)
    debt = household.find("Lakeside card")
    say(READY)
    for number in range(first, 1_000_000):
        household.add({"name": f"debt {number}", "balance": "100", "creditor": f"bank {number}"}, "USD")
        say(f"debt {number}")
        household.pay(debt, "0.01", DAY)
        debt = household.find(debt.name)
        say(f"left {debt.balance}")


def create(folder, say, _):
    """Make a new household and put a debt in it."""
    say(READY)
    household = open_household(folder, key_for(folder, PASSPHRASE).key)
    say("made")
    household.add({"name": "first"}, "USD")
    say("first")


def take_over(folder, say, _):
    """Open a household from before encryption."""
    say(READY)
    open_household(folder, key_for(folder).key).close()
    say("open")


def keep(folder, say, _):
    """Make a backup of the day after another, and one from before a step."""
    household = open_household(folder, KEY)
    say(READY)
    for number in range(8):
        household.keep_backup(date.fromordinal(DAY.toordinal() + number))
        household.keep_backup(DAY, before=True)
        say(f"kept {number}")


def take_away(folder, say, out):
    """Write a backup to take away."""
    say(READY)
    backups.make_backup(folder, KEY, Path(out))
    say("taken")


def restore(folder, say, path):
    """Bring a backup back."""
    say(READY)
    done = backups.restore(folder, Path(path), DAY, KEY)
    say(f"restored {done.undo or ''}")


def restore_anew(folder, say, path):
    """Bring a backup to where nothing is, or nothing that can be read."""
    say(READY)
    backups.restore(folder, Path(path), DAY, None, PASSPHRASE)
    say("restored")


def passphrase(folder, say, _):
    """Change the passphrase there and back."""
    say(READY)
    for number in range(10):
        protect_household(folder, OTHER if number % 2 == 0 else PASSPHRASE, CODE, KEY)
        say(f"changed {number}")


def lock(folder, say, _):
    """Set a passphrase where there was none."""
    say(READY)
    protect_household(folder, PASSPHRASE, CODE, KEY)
    say("locked")


def rescue(folder, say, _):
    """Save what can be read of a damaged store."""
    say(READY)
    open_saved_household(folder, KEY).close()
    say("saved")


def export(folder, say, out):
    """Write everything in open formats."""
    household = open_household(folder, KEY)
    say(READY)
    export_everything(household, Path(out))
    say("exported")


def erase_all(folder, say, _):
    """Remove everything."""
    say(READY)
    erase(folder)
    say("erased")


def import_messages(folder, say, path):
    """Read a backup of a phone in."""
    household = open_household(folder, KEY)
    imports, files = Imports(household), open_files([path])
    parts = iter(range(0, 100, 2))
    far = [next(parts)]

    def report(part):
        while part * 100 >= far[0] and far[0] < 98:
            far[0] = next(parts)
            say(READY)

    say(READY)
    saved = imports.save(files, Choice(), imports.how(report=report))
    say(f"imported {saved.batches[0]}")


def attach(folder, say, path):
    """Attach one file after another to the first entry, for ever."""
    household = open_household(folder, KEY)
    files = Attachments(household)
    say(READY)
    while True:
        mark = os.urandom(4).hex()
        with open(path, "r+b") as file:
            file.write(mark.encode())
        files.attach(Path(path), 1)
        say(f"attached {mark}")


def bundle(folder, say, out):
    """Make a bundle."""
    household = open_household(folder, KEY)
    prepared = prepare_bundle(household, Bundled(), "en", DAY)
    say(READY)
    write_bundle(household, prepared, Path(out), report=lambda _: say(READY))
    say("bundled")


def undo_import(folder, say, _):
    """Take the last import out again."""
    household = open_household(folder, KEY)
    imports = Imports(household)
    say(READY)
    imports.undo([imports.batches()[0].id])
    say("undone")


JOBS = {
    job.__name__: job
    for job in (
        *(write, create, take_over, keep, take_away, restore, restore_anew),
        *(passphrase, lock, rescue, export, erase_all),
        *(import_messages, undo_import),
        *(attach, bundle),
    )
}


def run(job: str, folder: str, more: str | int, after: float | None, lines: int = 0) -> dict[str, object]:
    """Fork a program, kill it ``after`` seconds from its line ``lines`` (0: it is ready), and return what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        sys.excepthook = lambda kind, error, _: os.write(writing, f"failed {kind.__name__} {error}\n".encode())
        try:
            JOBS[job](Path(folder), lambda line: os.write(writing, f"{line}\n".encode()), more)
        except PlannerError as error:
            os.write(writing, f"failed {error}\n".encode())
        os._exit(0)
    os.close(writing)
    said, end = b"", None
    while True:
        left = None if end is None else max(0.0, end - time.monotonic())
        if not select.select([reading], [], [], left)[0]:
            os.kill(child, signal.SIGKILL)
            after = end = None
            continue
        piece = os.read(reading, 1 << 16)
        if not piece:
            break
        said += piece
        if after is not None and end is None and said.count(b"\n") > lines:
            end = time.monotonic() + after
    os.close(reading)
    _, status = os.waitpid(child, 0)
    written = [line for line in said.decode().split("\n")[:-1] if line != READY]
    return {"said": written, "ended": os.WIFEXITED(status)}


def main() -> None:
    """Serve until there is nothing more to read. One of everything is done first: what is slow is the first time only."""
    with tempfile.TemporaryDirectory() as name:
        folder = device_household(Path(name) / "data")
        create(Path(name) / "new", str, "")
        keep(folder, str, "")
        (out, _) = backups.make_backup(folder, KEY, Path(name) / "out.bin")
        restore(folder, str, out)
        export(folder, str, Path(name) / "export")
        phone = Path(name) / "sms.xml"
        phone.write_text(backup(sms(), mms(files=[("image/png", "p.png", b"p")])), "utf-8")
        import_messages(folder, str, str(phone))
        bundle(folder, str, Path(name) / "bundle.zip")
    for line in sys.stdin:
        print(json.dumps(run(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
