"""Reads of the household through a plain DB-API connection, without SQLModel: lists select columns, not objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from planner.model.entry import DebtEntry, HolderEntry, PaymentEntry

RATES = frozenset({"apr", "minimum_percent", "fee_percent", "deferred_apr", "late_percent", "penalty_apr"})
FLAGS = frozenset({"disputed", "priority", "secured"})
DAYS = frozenset(
    {
        "due_since",
        "late_since",
        "deferred_until",
        "interest_waived_until",
        "pause_from",
        "pause_until",
        "settlement_until",
    }
)
ELSEWHERE = frozenset({"creditor", "rate_steps", "holders"})
DEBT_COLUMNS = tuple(field for field in DebtEntry._fields if field not in ELSEWHERE)
"""Columns of the table ``debt`` that a ``DebtEntry`` carries under the same name."""


class StoredPlan(NamedTuple):
    """The plan the person chose; ``debt_order`` holds debt ids. Money in minor units.

    ``made_of``: the debts as they stood, as JSON; None where they were not kept.
    """

    strategy: str
    currency: str
    budget: int | None
    extra: int | None
    start_on: date
    debt_order: tuple[int, ...]
    made_of: str | None = None


def read_debts(connection: Any) -> list[DebtEntry]:
    """Return every debt, in the order they were added."""
    steps: dict[int, list[tuple[date, Decimal]]] = {}
    for debt_id, from_on, apr in connection.execute("SELECT debt_id, from_on, apr FROM rate_step ORDER BY from_on"):
        steps.setdefault(debt_id, []).append((date.fromisoformat(from_on), Decimal(apr)))
    holders: dict[int, list[HolderEntry]] = {}
    for debt_id, *holder in connection.execute(
        "SELECT debt_id, name, role, from_on, until_on FROM holder ORDER BY from_on, id"
    ):
        name, role, from_on, until_on = holder
        holders.setdefault(debt_id, []).append(HolderEntry(name, role, _day(from_on), _day(until_on)))
    columns = ", ".join(f"debt.{column}" for column in DEBT_COLUMNS)
    rows = connection.execute(
        f"SELECT {columns}, creditor.name FROM debt LEFT JOIN creditor ON creditor.id = creditor_id ORDER BY debt.id"
    ).fetchall()
    return [_entry(row, steps, holders) for row in rows]


def _entry(
    row: Sequence[Any], steps: dict[int, list[tuple[date, Decimal]]], holders: dict[int, list[HolderEntry]]
) -> DebtEntry:
    values = dict(zip(DEBT_COLUMNS, row, strict=False))
    for column in RATES:
        if values[column] is not None:
            values[column] = Decimal(values[column])
    for column in FLAGS:
        values[column] = bool(values[column])
    for column in DAYS:
        values[column] = _day(values[column])
    id_ = values["id"]
    return DebtEntry(
        **values, creditor=row[-1], rate_steps=tuple(steps.get(id_, ())), holders=tuple(holders.get(id_, ()))
    )


def read_payments(connection: Any, debt_id: int | None = None) -> list[PaymentEntry]:
    """Return the payments of one debt, or of all, newest first."""
    where, given = ("WHERE debt_id = ?", (debt_id,)) if debt_id is not None else ("", ())
    rows = connection.execute(
        f"SELECT {', '.join(PaymentEntry._fields)} FROM payment {where} ORDER BY paid_on DESC, id DESC", given
    )
    return [
        PaymentEntry(id_, debt, amount, date.fromisoformat(day), taken, behind, current, datetime.fromisoformat(made))
        for id_, debt, amount, day, taken, behind, current, made in rows
    ]


def read_plan(connection: Any) -> StoredPlan | None:
    """Return the plan chosen last; None where none was."""
    import json

    row = connection.execute(
        'SELECT strategy, currency, budget, extra, start_on, debt_order, made_of FROM "plan" ORDER BY id DESC LIMIT 1'
    ).fetchone()
    if row is None:
        return None
    strategy, currency, budget, extra, start_on, order, made_of = row
    started = date.fromisoformat(start_on)
    return StoredPlan(strategy, currency, budget, extra, started, tuple(json.loads(order)), made_of)


def read_settings(connection: Any) -> dict[str, str]:
    """Return every setting of the household."""
    return dict(connection.execute("SELECT key, value FROM setting").fetchall())


def read_tables(connection: Any) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table as it is stored, by the names of tables and columns."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    found = {}
    for table in (name for (name,) in tables if not name.startswith("sqlite_")):
        rows = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in rows.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    return found


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
