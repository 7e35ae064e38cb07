"""Which debts of the list are old, or not clearly young: their time limits for court, asked in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import Text
from ui.viewmodels.session import Session

if TYPE_CHECKING:
    from planner.rules.limitation.clock import Clock


def old_debts(session: Session) -> dict[int | None, Clock]:
    """Return the time limits of the debts that are old, or of which that is not clear, by the debt's number."""
    dated = [debt for debt in session.debts if debt.due_since is not None]
    if not dated or session.jurisdiction is None:
        return {}
    from planner.services.debt_limits import clock_of

    rows, promises = session.contact_log.demands(), session.promises
    clocks = {
        debt.id: clock_of(debt, session.jurisdiction, rows, session.payments, promises, session.today) for debt in dated
    }
    return {id_: clock for id_, clock in clocks.items() if clock is not None and clock.is_old}


def limit_words(session: Session, clock: Clock) -> Text:
    """Return the time limit of an old debt in a few words; never that it is over (guard 1)."""
    if clock.state.value == "may-have-ended":
        return Text("Time limit for court: may have ended")
    if clock.state.value == "running" and clock.not_before is not None:
        return Text("Time limit for court: not before {day}", {"day": session.day(clock.not_before)})
    return Text("Time limit for court: not known")
