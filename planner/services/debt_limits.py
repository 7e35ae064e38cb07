"""The time limit for court of a debt in the list: what the list and the log know of it, put on the clock of the place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from planner.errors import Text
from planner.model.entry import DebtEntry, PaymentEntry
from planner.model.log_entry import CONTACT, LogRow
from planner.rules.facts import DEMANDING, LIABLE
from planner.rules.limitation.clock import Clock, limitation_clock
from planner.rules.limitation.walk import Event
from planner.services.log_entries import facts_of
from planner.services.promises import MINE, Promise
from planner.services.time_limits import warning_for

_FROM_FACTS = {"moratorium-start": "moratorium-start", "moratorium-end": "moratorium-end"}
_SURELY_REACHED = ("conversation", "delivered")
_REACHED = (*_SURELY_REACHED, "voicemail", "answered-hangup")


def clock_of(
    debt: DebtEntry,
    place: str | None,
    rows: Iterable[LogRow],
    payments: Iterable[PaymentEntry],
    promises: Iterable[Promise],
    on: date,
) -> Clock | None:
    """Return the time limit of ``debt``; None where its due day or the place is not known, or was not looked at.

    Counted as events: demands in the log that reached somebody and may be about this debt, payments on it, promises of the
    borrower about it, moratoria. A demand is sure where it names this debt and surely reached somebody who answers for it. What
    is not in list and log cannot be known: that is what ``not_before`` says.
    """
    if debt.due_since is None or place is None:
        return None
    events = [Event(paid.paid_on, "part-payment") for paid in payments if paid.debt_id == debt.id]
    events += [
        Event(_made_on(one), "spoken-acknowledgment") for one in promises if one.whose == MINE and _names(one, debt)
    ]
    for row in rows:
        event = _event_of(row, debt)
        if event is not None:
            events.append(event)
    bought = debt.holders[-1].role if debt.holders else None
    holder = "debt-buyer" if bought == "debt-buyer" else None
    contract = "card" if debt.kind == "card" else None
    try:
        return limitation_clock(place, debt.due_since, events, on=on, contract=contract, holder=holder)
    except KeyError:
        return None


def warning_before(act: str, clock: Clock | None) -> Text | None:
    """Return what to say before ``pay``, ``promise`` and the like; None on a young debt, or where nothing is known."""
    return None if clock is None else warning_for(act, clock)


def _event_of(row: LogRow, debt: DebtEntry) -> Event | None:
    facts = facts_of(row)
    said = facts.get("debt") or ()
    debts = [part.strip() for part in said.split(";")] if isinstance(said, str) else said
    if debts and debt.name not in debts:
        return None
    day = datetime.fromisoformat(facts["at"]).date()
    if row.kind != CONTACT:
        kind = _FROM_FACTS.get(facts.get("event", "").partition(":")[0])
        return Event(day, kind, sure=bool(debts)) if kind else None
    outcome = facts.get("outcome") or "delivered"
    if facts.get("from") == "borrower" or outcome not in _REACHED:
        return None
    asks = facts.get("purpose") == "demand" or bool(DEMANDING & set(facts.get("tactics", ())))
    sure = bool(debts) and outcome in _SURELY_REACHED and (facts.get("recipient") or "self") in LIABLE
    return Event(day, "demand", sure) if asks else None


def _made_on(promise: Promise) -> date:
    return datetime.fromisoformat(promise.row.written_at).date()


def _names(promise: Promise, debt: DebtEntry) -> bool:
    return promise.debt == debt.name
