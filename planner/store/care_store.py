"""The store of check-ins: a file of its own in a folder of its own, apart from the household and under another key.

Without a passphrase of its own the key is made from the household's, so that it opens and locks with the list. With one,
the key is random and lies wrapped beside it: the list's passphrase alone does not open it. Backups, exports, bundles and
rescues look at the household's files only. Every use opens the file and closes it again: a lock leaves nothing open.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from planner.errors import DamagedStore, StoreError, Text
from planner.model.check_in import CheckIn, SorePoint
from planner.store.backup import is_in_order
from planner.store.connection import CARE, STORE_FILE, Connector, log_of, sentence_for
from planner.store.files import (
    discard,
    empty_draft,
    make_folder,
    not_removed,
    publish,
    sync_file,
    unusable_folder,
    wipe,
)
from planner.store.keys import derived_key, new_data_key, wrapped_keys
from planner.store.migrating import migrate
from planner.store.tries import TRIES_FILE
from planner.store.vault import BACKUPS, KEYS_FILE, check_passphrase, find_keys, mend_keys, store_new_keys, unlock

TABLES = (
    "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, day DATE NOT NULL, "
    "made_at TEXT NOT NULL, language TEXT NOT NULL, answers TEXT NOT NULL, how TEXT NOT NULL, note TEXT NOT NULL, "
    "closed_on TEXT NOT NULL)",
    "CREATE TABLE sore_point (id INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT NOT NULL, reply TEXT NOT NULL)",
    "CREATE TABLE habit (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
MIGRATIONS = (TABLES,)
"""Numbered steps to today's tables."""
_NEWER = Text("These check-ins were made by a newer Ashore. Please update it; nothing was changed.")
_COLUMNS = "id, kind, day, made_at, language, answers, how, note, closed_on"


def care_folder(folder: Path) -> Path:
    """Return where the check-ins of the household in ``folder`` lie."""
    return folder / CARE


def is_there(folder: Path) -> bool:
    """Return whether there is a store of check-ins, whatever its state."""
    place = care_folder(folder)
    return (place / STORE_FILE).exists() or log_of(place / STORE_FILE).exists()


def has_own_passphrase(folder: Path) -> bool:
    """Return whether it has a passphrase of its own, also where the file of its keys cannot be read."""
    place = care_folder(folder)
    return (place / KEYS_FILE).exists() or (place / BACKUPS / KEYS_FILE).exists()


def shared_key(key: bytes) -> bytes:
    """Return the key of check-ins without a passphrase of their own, from the household's."""
    return derived_key(key, "side store")


def make(folder: Path, key: bytes) -> None:
    """Make the store, whole or not at all; one that is there stays. Raises ``StoreError``."""
    place = care_folder(folder)
    if (place / STORE_FILE).exists():
        return
    draft = None
    try:
        make_folder(place)
    except OSError:
        raise unusable_folder(place) from None
    connector = Connector(place, shared_key(key), make=True)
    try:
        draft = connector.path = empty_draft(place / STORE_FILE)
        with closing(connector()) as connection:
            migrate(connection, MIGRATIONS, _NEWER)
        sync_file(draft)
        publish(draft, place / STORE_FILE)
    except FileExistsError:
        pass  # another program made it just now
    except connector.driver.DatabaseError as error:
        raise sentence_for(error) from None
    except OSError:
        raise unusable_folder(place) from None
    finally:
        if draft is not None:
            discard(draft)


def unlock_own(folder: Path, key: bytes, secret: str) -> bytes:
    """Return the own key that ``secret`` opens; raises ``WrongPassphrase``, or ``DamagedStore`` where it is lost.

    A change of the key that was ended half-way is brought to its end first.
    """
    place = care_folder(folder)
    if find_keys(place) is None:
        raise damaged_check_ins()
    own = unlock(place, secret)
    if not _opens(place, own) and _opens(place, shared_key(key)):
        change_key(place, shared_key(key), own)
    mend_keys(place)
    return own


def set_own_passphrase(folder: Path, key: bytes, passphrase: str, code: str) -> bytes:
    """Give check-ins a passphrase and a recovery code of their own; return their key. ``key``: the household's."""
    check_passphrase(passphrase)
    place, own = care_folder(folder), new_data_key()
    if not store_new_keys(place, wrapped_keys(own, passphrase, code)):
        raise StoreError(Text("Another program changed this just now. Open the page again; nothing was changed."))
    try:
        change_key(place, shared_key(key), own)
    except StoreError:
        _wipe_keys(place)  # the key is the one it was
        raise
    return own


def remove_own_passphrase(folder: Path, key: bytes, own: bytes) -> None:
    """Let check-ins open with the list again."""
    place = care_folder(folder)
    change_key(place, own, shared_key(key))
    _wipe_keys(place)


@contextmanager
def reading(folder: Path, key: bytes) -> Iterator[Any]:
    """Give a connection to read check-ins with; raises ``StoreError`` with one sentence."""
    with _connected(care_folder(folder), key) as connection:
        yield connection


@contextmanager
def writing(folder: Path, key: bytes) -> Iterator[Any]:
    """Give a connection whose work is one transaction: all of it is kept, or nothing."""
    with _connected(care_folder(folder), key) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def read_entries(connection: Any) -> list[CheckIn]:
    """Return every entry, the oldest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM entry ORDER BY day, id").fetchall()
    return [
        CheckIn(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], tuple(json.loads(row[5])), *row[6:])
        for row in rows
    ]


def put_entry(connection: Any, entry: CheckIn) -> int:
    """Store a new entry, whatever its number says; return its number."""
    marks = ", ".join("?" * (len(CheckIn._fields) - 1))
    values = (entry.kind, entry.day.isoformat(), entry.made_at, entry.language, json.dumps(entry.answers))
    done = connection.execute(
        f"INSERT INTO entry ({_COLUMNS.removeprefix('id, ')}) VALUES ({marks})",
        (*values, entry.how, entry.note, entry.closed_on),
    )
    return int(done.lastrowid)


def change_entry(connection: Any, number: int, *, note: str | None = None, closed_on: str | None = None) -> None:
    """Change the note of an entry, or the day a letter was opened."""
    for column, value in (("note", note), ("closed_on", closed_on)):
        if value is not None:
            connection.execute(f"UPDATE entry SET {column} = ? WHERE id = ?", (value, number))


def remove_entry(connection: Any, number: int) -> bool:
    """Remove an entry; return whether it was there."""
    return bool(connection.execute("DELETE FROM entry WHERE id = ?", (number,)).rowcount)


def read_sore_points(connection: Any) -> list[SorePoint]:
    """Return the sore points, in the order they were written down."""
    return [SorePoint(*row) for row in connection.execute("SELECT id, words, reply FROM sore_point ORDER BY id")]


def put_sore_point(connection: Any, point: SorePoint) -> None:
    """Store a sore point: a new one has the number 0."""
    connection.execute(
        "INSERT INTO sore_point (id, words, reply) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET words = excluded.words, reply = excluded.reply",
        (point.id or None, point.words, point.reply),
    )


def remove_sore_point(connection: Any, number: int) -> None:
    """Remove a sore point."""
    connection.execute("DELETE FROM sore_point WHERE id = ?", (number,))


def read_habits(connection: Any) -> dict[str, str]:
    """Return how the person wants to be asked."""
    return dict(connection.execute("SELECT key, value FROM habit").fetchall())


def put_habits(connection: Any, habits: dict[str, str]) -> None:
    """Store how the person wants to be asked; an empty value takes one away."""
    for key, value in habits.items():
        if value:
            connection.execute("INSERT OR REPLACE INTO habit VALUES (?, ?)", (key, value))
        else:
            connection.execute("DELETE FROM habit WHERE key = ?", (key,))


def delete(folder: Path) -> None:
    """Remove every check-in, the keys first. The household is not touched. Raises ``StoreError``."""
    place = care_folder(folder)
    try:
        _wipe_keys(place)
        for name in (STORE_FILE, TRIES_FILE):
            for path in (*place.glob(f"{name}*"), *place.glob(f"damaged.*.{name}*")):
                wipe(path)
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    except OSError:
        raise not_removed(place) from None


def set_aside(folder: Path) -> None:
    """Keep check-ins that cannot be read under another name, with their keys, so that new ones can begin."""
    place = care_folder(folder)
    aside = place.with_name(f"{CARE}.{secrets.token_hex(4)}")
    try:
        if place.is_dir():
            place.rename(aside)
    except OSError:
        raise unusable_folder(place) from None


def places(folder: Path) -> list[Path]:
    """Return the folders of check-ins beside the household in ``folder``: those in use, and what was set aside."""
    return [place for place in (folder / CARE, *sorted(folder.glob(f"{CARE}.*"))) if place.is_dir()]


def damaged_check_ins() -> DamagedStore:
    """Return what is said of check-ins that cannot be read."""
    return DamagedStore(
        Text(
            "Your check-ins cannot be read: their file is damaged, or its key is another. Your list of debts is not touched."
        )
    )


@contextmanager
def _connected(place: Path, key: bytes) -> Iterator[Any]:
    connector = Connector(place, key)
    try:
        with closing(connector()) as connection:
            migrate(connection, MIGRATIONS, _NEWER)
            yield connection
    except connector.driver.DatabaseError as error:
        sentence = sentence_for(error)
        raise damaged_check_ins() if isinstance(sentence, DamagedStore) else sentence from None


def _opens(place: Path, key: bytes) -> bool:
    connector = Connector(place, key)
    try:
        with closing(connector()):
            return True
    except connector.driver.DatabaseError:
        return False


def change_key(place: Path, before: bytes, after: bytes) -> None:
    """Encrypt the file anew in its place, in one transaction; whoever else has it open must let go first."""
    connector = Connector(place, before)
    try:
        with closing(connector()) as connection:
            connection.isolation_level = None
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = DELETE")  # folds the log in, and fails while anybody reads
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            if not is_in_order(connection, before):
                raise damaged_check_ins()
            connection.execute(f"PRAGMA rekey = \"x'{after.hex()}'\"")
        sync_file(place / STORE_FILE)
    except connector.driver.DatabaseError as error:
        sentence = sentence_for(error)
        raise damaged_check_ins() if isinstance(sentence, DamagedStore) else sentence from None
    if not _opens(place, after):
        raise damaged_check_ins()


def _wipe_keys(place: Path) -> None:
    for path in (*place.glob(f"*{KEYS_FILE}*"), *(place / BACKUPS).glob(f"{KEYS_FILE}*")):
        wipe(path)
    if (place / BACKUPS).is_dir():
        shutil.rmtree(place / BACKUPS)
