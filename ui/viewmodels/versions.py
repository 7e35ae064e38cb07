"""The versions of an entry: when each was written, and what it changed. What was written first is kept."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from planner.errors import Text
from planner.services.contacts import LogRow, cells_of
from ui.viewmodels.session import Session

LABELS = {
    "at": Text("When"),
    "channel": Text("How"),
    "outcome": Text("What came of it"),
    "recipient": Text("Who was reached"),
    "role": Text("What they are"),
    "purpose": Text("What for"),
    "collector": Text("Who they said they are"),
    "principal": Text("The lender behind them"),
    "agent_name": Text("Name of who spoke"),
    "staff_number": Text("Staff number"),
    "number": Text("Their number or address"),
    "said": Text("What was said"),
    "tactics": Text("What they did"),
    "denied": Text("What they did not do"),
    "unsure": Text("What I am not sure of"),
    "debt": Text("Which debt it was about"),
    "witness": Text("Who else heard it"),
}


class VersionState(NamedTuple):
    """One version: when it was written, and the names of what it changed. The words themselves stay folded (guard 20)."""

    when: str
    changed: str


def versions_of(session: Session, rows: list[LogRow]) -> tuple[VersionState, ...]:
    """Return the versions, the newest first."""
    say = session.say
    out = []
    for number, row in enumerate(rows):
        written = datetime.fromisoformat(row.written_at).astimezone(session.contact_log.zone()[0])
        when = f"{session.day(written.date())} {session.clock(written)}"
        if not number:
            out.append(VersionState(when, say(Text("written down"))))
            continue
        before, after = cells_of(rows[number - 1]), cells_of(row)
        changed = [name for name in {**before, **after} if before.get(name, "") != after.get(name, "")]
        labels = dict.fromkeys(say(LABELS.get(name, Text("other facts"))) for name in changed)
        out.append(VersionState(when, session.listed(*labels) or say(Text("taken out, or put back"))))
    return tuple(reversed(out))
