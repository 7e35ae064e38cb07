"""Where the newest version of each entry is, made anew from the versions where that was lost: what is written is not hidden."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

_LOST = """
SELECT v.seq, v.entry, v.kind, v.body, v.written_at, coalesce(l.withdrawn, 0)
FROM log_version v LEFT JOIN seal_link l ON l.seq = v.seq LEFT JOIN log_head h ON h.entry = v.entry
WHERE v.version = (SELECT max(version) FROM log_version WHERE entry = v.entry)
AND (h.entry IS NULL OR h.seq NOT IN (SELECT seq FROM log_version))
ORDER BY v.seq
"""


def rebuild_heads(connection: Any) -> int:
    """Make the heads anew that are gone, or that lead to a version that is gone; return how many.

    Whether an entry was withdrawn its seal says; where that is gone too, it is shown.
    """
    lost = connection.execute(_LOST).fetchall()
    for seq, entry, kind, body, written_at, withdrawn in lost:
        facts = json.loads(body)
        at = datetime.fromisoformat(facts.get("at", written_at))
        instant = at.astimezone(UTC).isoformat(timespec="seconds")
        connection.execute(
            "INSERT OR REPLACE INTO log_head (entry, seq, kind, day, at, collector, withdrawn, of_entry) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry,
                seq,
                kind,
                at.date().isoformat(),
                instant,
                facts.get("collector", ""),
                withdrawn,
                facts.get("of"),
            ),
        )
    return len(lost)
