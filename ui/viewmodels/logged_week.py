"""What was logged in the last seven days, for Today: how many, and what the rules say of them. No words of theirs (guard 20)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.errors import Text
from planner.rules.findings import Outcome
from planner.rules.law import STRENGTHS
from ui.viewmodels.contacts import CHIPS, SOFTLY
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
            words = session.say(NAMED[outcome.value]._replace(blanks={"count": str(count)}))
            marked = [row for row, one in zip(rows, found, strict=True) if one is outcome]
            soft = [checked.resting_softly[row] for row in marked if row in checked.resting_softly]
            if outcome is Outcome.POSSIBLE_BREACH and len(soft) == len(marked):
                kind = "warn"  # red is for what binds, and the word says so too
                words = session.join(words, session.say(SOFTLY[min(soft, key=STRENGTHS.index)]))
            chips.append((kind, icon, words))
    return LoggedWeek(session.say(Text("{count} logged in seven days", {"count": str(len(rows))})), tuple(chips))
