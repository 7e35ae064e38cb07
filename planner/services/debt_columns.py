"""A stored debt under the names of the columns: as JSON, and as a row that the import reads again."""

from __future__ import annotations

from typing import Any

from planner.model.entry import DebtEntry
from planner.money import rate_text, to_major

MONEY = tuple(
    "balance principal interest fees penalties arrears to_bring_current to_close last_offer minimum minimum_floor "
    "account_fee late_fee credit_limit settlement_amount".split()
)
RATES = ("apr", "minimum_percent", "fee_percent", "deferred_apr", "late_percent", "penalty_apr")
DAYS = (
    "due_since",
    "late_since",
    "deferred_until",
    "interest_waived_until",
    "pause_from",
    "pause_until",
    "settlement_until",
)


def debt_as_json(debt: DebtEntry) -> dict[str, Any]:
    """Return a debt under the columns' names: money in major units, rates in per cent, null for "don't know"."""
    value = debt._asdict()
    for field in MONEY:
        value[field] = None if value[field] is None else to_major(value[field], debt.currency)
    for field in RATES:
        value[field] = None if value[field] is None else rate_text(value[field])
    for field in DAYS:
        value[field] = value[field] and value[field].isoformat()
    if (percent := value.pop("late_percent")) is not None:
        value["late_fee"] = f"{percent}%"
    value["order"] = value.pop("own_order")
    value["apr_changes"] = "; ".join(f"{day}:{rate_text(apr)}" for day, apr in value.pop("rate_steps"))
    value["collectors"] = [
        {
            "name": holder.name,
            "role": holder.role,
            "from": holder.from_on and holder.from_on.isoformat(),
            "until": holder.until_on and holder.until_on.isoformat(),
        }
        for holder in value.pop("holders")
    ]
    return {"id": value.pop("id"), **value}


def debt_as_row(debt: DebtEntry, columns: tuple[str, ...]) -> list[str]:
    """Return a debt as the cells of ``columns``; an empty cell means "don't know"."""
    value = debt_as_json(debt)
    now = debt.holders[-1] if debt.holders else None
    value["collector"] = now and now.name
    value["collector_since"] = now and now.from_on and now.from_on.isoformat()
    return [_cell(value.get(column)) for column in columns]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
