"""One setting read through the plain DB-API, without SQLModel: for commands and frames that must come at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

STORE_FILE = "ashore.db"


def read_setting(folder: Path, key: str) -> str | None:
    """Return the stored setting ``key``; None where there is no store that can be read, or it holds none."""
    path = folder / STORE_FILE
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)
        try:
            row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None
