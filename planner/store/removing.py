"""Taking what an entry says out of the log for good; its leaves and links stay in the chain, and a link says that it was done."""

from __future__ import annotations

import json
from typing import Any

from planner.model.log_entry import ATTACHMENT, NewEntry
from planner.store.database import Store, writing
from planner.store.log import CorrectedElsewhere, put_version


def remove_content(store: Store, entry: int, of_version: int, removal: NewEntry) -> list[str]:
    """Remove the content of every version of an entry, and of its files; return the names of kept files nobody needs now.

    ``removal`` becomes the newest version of each: it is withdrawn, and its facts stand in the place of those removed.
    Raises ``CorrectedElsewhere`` unless ``of_version`` is the newest.
    """
    with writing(store) as session:
        connection = session.connection().connection.driver_connection
        assert connection is not None
        newest = connection.execute("SELECT max(version) FROM log_version WHERE entry = ?", (entry,)).fetchone()[0]
        if newest != of_version:
            raise CorrectedElsewhere
        files = connection.execute(
            "SELECT h.entry, v.version, v.body FROM log_head h JOIN log_version v ON v.seq = h.seq "
            "WHERE h.of_entry = ? AND h.kind = ?",
            (entry, ATTACHMENT),
        ).fetchall()
        for one, version in [(entry, of_version), *((number, last) for number, last, _ in files)]:
            kind = connection.execute("SELECT kind FROM log_head WHERE entry = ?", (one,)).fetchone()[0]
            put_version(session, one, version + 1, removal._replace(kind=kind), withdrawn=True)
            session.flush()
            connection.execute(
                "UPDATE seal_link SET salt = '' WHERE seq IN (SELECT seq FROM log_version WHERE entry = ? AND version <= ?)",
                (one, version),
            )
            connection.execute(
                "UPDATE log_version SET body = ? WHERE entry = ? AND version <= ?", (removal.body, one, version)
            )
        connection.execute("UPDATE import_entry SET raw = '' WHERE entry = ?", (entry,))
        return _forget({json.loads(body).get("sha256") for _, _, body in files}, connection)


def _forget(digests: set[str | None], connection: Any) -> list[str]:
    """Take contents that no file of any entry has now off the list; return their names in the vault."""
    names = []
    for digest in digests:
        used = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM log_version WHERE kind = ? AND json_extract(body, '$.sha256') = ?)",
            (ATTACHMENT, digest),
        ).fetchone()[0]
        kept = connection.execute("SELECT name FROM kept_file WHERE digest = ?", (digest,)).fetchone()
        if kept is not None and not used:
            connection.execute("DELETE FROM kept_file WHERE digest = ?", (digest,))
            names.append(kept[0])
    return names
