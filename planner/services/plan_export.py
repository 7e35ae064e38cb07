"""A plan as a CSV file for a spreadsheet."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from planner.dates import add_months
from planner.i18n import Translate
from planner.money import to_major
from planner.payoff.plan import Plan
from planner.services.planning import reason_words

COLUMNS = "month date debt opening interest fees payment closing why".split()
_RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """Return a cell that a spreadsheet shows and does not run: one that starts with = + - @ gets an apostrophe."""
    return f"'{text}" if text.startswith(_RUNS_IN_A_SPREADSHEET) else text


def save_plan_csv(plan: Plan, folder: Path, say: Translate) -> Path:
    """Write every payment of ``plan`` into a new file in ``folder``; return its path. Never over another file."""
    folder.mkdir(parents=True, exist_ok=True)
    base, number = f"plan-{plan.start.isoformat()}", 1
    path = folder / f"{base}.csv"
    while path.exists():
        number += 1
        path = folder / f"{base}-{number}.csv"
    why = reason_words(plan, say)
    part = path.with_suffix(".part")
    try:
        _write(part, plan, why)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _write(part: Path, plan: Plan, why: dict[str, str]) -> None:
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for month, i, opening, interest, payment, closing, reason in plan.rows:
            fees = plan.run.row_fees.get((month, i), 0)
            amounts = [to_major(minor, plan.currency) for minor in (opening, interest, fees, payment, closing)]
            day = add_months(plan.start, month).isoformat()
            writer.writerow([month, day, safe_cell(plan.debts[i].name), *amounts, why[reason]])
        file.flush()
        os.fsync(file.fileno())
