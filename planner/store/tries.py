"""What a wrong passphrase costs: after the third in a row each must wait longer than the one before.

It slows down a person who guesses at the screen. Someone who takes the files away guesses there; Argon2id slows those.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from planner.store.files import write_whole

TRIES_FILE = "tries.json"
FREE_TRIES, LONGEST_WAIT = 3, 60
_LAST_DAY = 1e12


def wait_after(wrong: int) -> int:
    """Return the seconds to wait before the next try, after so many wrong ones in a row."""
    return 0 if wrong < FREE_TRIES else min(LONGEST_WAIT, 1 << min(wrong - FREE_TRIES, 16))


class Tries:
    """The wrong tries so far; each is written down before it is looked at, so that ending the program saves none."""

    def __init__(self, folder: Path, now: float) -> None:
        self._path, self._now = folder / TRIES_FILE, now
        self.wrong, last = self._read()
        wait = wait_after(self.wrong)
        if now < last:  # the clock was set back
            self._write(self.wrong)
            last = now
        self.wait = max(0, -int((now - last - wait) // 1))

    def count(self) -> None:
        """Count a try as wrong."""
        self.wrong += 1
        self._write(self.wrong)

    def forget(self) -> None:
        """Forget them: the right one was given."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            self._write(0)

    def _read(self) -> tuple[int, float]:
        try:
            said = json.loads(self._path.read_text("utf-8"))
            wrong, last = said["wrong"], said["at"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return 0, self._now
        in_order = type(wrong) is int and wrong >= 0 and type(last) in (int, float) and 0 <= last < _LAST_DAY
        return (wrong, last) if in_order else (0, self._now)

    def _write(self, wrong: int) -> None:
        with suppress(OSError):  # a folder that can only be read: nothing can be counted there
            write_whole(self._path, json.dumps({"wrong": wrong, "at": self._now}).encode())
