"""What was logged in the last seven days, for Today: how many, and what the rules say of them. No words of theirs (guard 20)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.errors import Text
from planner.rules.findings import Outcome
from ui.viewmodels.contacts import CHIPS
from ui.viewmodels.today import LoggedWeek

if TYPE_CHECKING:
    from planner.services.log_checks import Checked
    from ui.viewmodels.session import Session

NAMED = {
    "possible_breach": Text("Possible breach {count}"),
    "worth_checking": Text("Worth checking {count}"),
    "missing_facts": Text("Missing facts {count}"),
}


def logged_week(session: Session, checked: Checked) -> LoggedWeek | None:
    """Return the last seven days; None where nothing was logged in them."""
    rows = [one.row for one in checked.since(session.today - timedelta(days=6)) if one.from_collector]
    if not rows:
        return None
    found = [checked.strongest.get(row) for row in rows]
    chips = []
    for outcome, (kind, icon) in CHIPS.items():
        count = found.count(outcome)
        if count and outcome.value in NAMED:
            words = NAMED[outcome.value]._replace(blanks={"count": str(count)})
            soft = outcome is Outcome.POSSIBLE_BREACH and all(
                row in checked.resting_softly for row, one in zip(rows, found, strict=True) if one is outcome
            )
            kind = "warn" if soft else kind  # red is for what binds
            chips.append((kind, icon, session.say(words)))
    return LoggedWeek(session.say(Text("{count} logged in seven days", {"count": str(len(rows))})), tuple(chips))
