"""Opening the stored household for a command: its passphrase, and what must be said about it on stderr."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from planner.errors import DamagedStore, LockedStore, StoreError, Text
from planner.services.household import Household, open_household, open_saved_household
from planner.services.opening import Opened, Protection, environment_passphrase, key_for, quiet_key
from planner.settings import data_folder
from ui.cli.output import Output


@contextmanager
def open_for(out: Output) -> Iterator[Household]:
    """Give the household of the data folder; what can be read of it where it is damaged."""
    folder = data_folder(out.data)
    household = _opened(folder, open_key(out, folder).key, out)
    try:
        if household.notice:
            out.note(household.notice)
        yield household
    finally:
        household.close()


def _opened(folder: Path, key: bytes, out: Output) -> Household:
    """Return the household with today's backup made; what can be read of it where either shows that it is damaged."""
    try:
        household = open_household(folder, key)
        try:
            _keep_backup(household, out)
        except BaseException:
            household.close()
            raise
    except DamagedStore:
        return open_saved_household(folder, key)
    return household


def open_key(out: Output, folder: Path) -> Opened:
    """Return the key: of ``ASHORE_PASSPHRASE``, or asked for on a terminal. A new store's protection is said once."""
    try:
        opened = key_for(folder, environment_passphrase())
    except LockedStore:
        opened = key_for(folder, ask_secret(out, Text("Passphrase, or recovery code:")))
    if opened.code is not None:
        out.note(
            Text(
                "A new list, locked by your passphrase. Recovery code, shown this once: {code} – copy it by hand. Without it a forgotten passphrase means that all is lost.",
                {"code": opened.code},
            )
        )
    elif opened.made is Protection.DEVICE:
        out.note(
            Text(
                'A new list without a passphrase: its key lies beside it in {folder}, so who has this device can read it. "settings passphrase" locks it.',
                {"folder": str(folder)},
            )
        )
    return opened


def kept_place(out: Output) -> str | None:
    """Return the place that is set in the data folder, without asking for anything or making a list; None where none is."""
    from planner.services.look import read_look
    from planner.services.places import jurisdiction_of

    folder = data_folder(out.data)
    settings, key = read_look(folder), quiet_key(folder)
    if key is not None:
        with suppress(StoreError), closing(open_household(folder, key)) as household:
            settings = household.settings()
    return jurisdiction_of(settings.get("country", ""), settings.get("part", ""))


def ask_secret(out: Output, words: Text) -> str:
    """Ask for a passphrase where a person sits at a terminal; raises ``LockedStore`` where none does."""
    if not sys.stdin.isatty():
        raise LockedStore(Text("This list is locked. Set ASHORE_PASSPHRASE, or run this in a terminal to be asked."))
    try:
        return getpass.getpass(out.tr(words) + " ")
    except (EOFError, KeyboardInterrupt):
        raise LockedStore(Text("This list is locked. Its passphrase opens it.")) from None


def _keep_backup(household: Household, out: Output) -> None:
    try:
        household.keep_backup(date.today())
    except DamagedStore:
        raise
    except StoreError as error:
        out.note(Text("Today's backup was not made. {why}", {"why": error.message}))
