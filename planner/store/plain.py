"""A store from before encryption: taken over in place, and removed once the encrypted one has opened well."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from planner.errors import StoreError, Text
from planner.store.connection import PLAIN_FILE, STORE_FILE, sentence_for
from planner.store.files import OWNER_ONLY, publish, sync_file, wipe


def take_over(folder: Path, key: bytes) -> None:
    """Write the plain store of ``folder`` into an encrypted one under ``key``; the plain one stays. Raises ``StoreError``.

    One that is damaged is refused whole: what it holds is not cut short by being taken over.
    """
    import sqlcipher3.dbapi2 as driver

    plain, draft = folder / PLAIN_FILE, folder / f"{STORE_FILE}.{os.getpid()}.new"
    draft.unlink(missing_ok=True)
    try:
        connection = driver.connect(plain, timeout=4.0, isolation_level=None)
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StoreError(
                    Text(
                        "The list from before is damaged and was left as it is. Keep a copy of it, and begin a new list in another folder."
                    )
                )
            os.close(os.open(draft, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
            connection.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(draft), f"x'{key.hex()}'"))
            connection.execute("BEGIN IMMEDIATE")  # an older Ashore that is still open cannot write meanwhile
            connection.execute("SELECT sqlcipher_export('sealed')")
            _compare(connection)
            connection.execute("COMMIT")
            connection.execute("DETACH DATABASE sealed")
        finally:
            connection.close()
        sync_file(draft)
        publish(draft, folder / STORE_FILE)
    except driver.DatabaseError as error:
        raise sentence_for(error) from None
    except FileExistsError:
        pass  # another program took it over just now
    finally:
        draft.unlink(missing_ok=True)


def remove_plain(folder: Path) -> None:
    """Remove every file of the plain store."""
    for path in sorted(folder.glob("ashore*.db*")):
        wipe(path)


def _compare(connection: Any) -> None:
    tables = [name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in tables:
        counts = [
            connection.execute(f'SELECT count(*) FROM {where}."{table}"').fetchone() for where in ("main", "sealed")
        ]
        if counts[0] != counts[1]:
            raise StoreError(Text("The store cannot be opened just now. Nothing was changed."))
