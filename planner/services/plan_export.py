"""A plan as a CSV file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from planner.dates import add_months
from planner.i18n import Translate
from planner.money import to_major
from planner.payoff.plan import Plan
from planner.services.planning import reason_words
from planner.services.saving import save_new

COLUMNS = "month date debt opening interest fees payment closing why".split()
_RUNS_IN_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """Return a cell that a spreadsheet shows and does not run: one that starts with = + - @ gets an apostrophe."""
    return f"'{text}" if text.startswith(_RUNS_IN_A_SPREADSHEET) else text


def save_plan_csv(plan: Plan, folder: Path, say: Translate) -> Path:
    """Write every payment of ``plan`` into a new file in ``folder``; return its path. Raises ``StoreError``."""
    why, out = reason_words(plan, say), io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for month, i, opening, interest, payment, closing, reason in plan.rows:
        fees = plan.run.row_fees.get((month, i), 0)
        amounts = [to_major(minor, plan.currency) for minor in (opening, interest, fees, payment, closing)]
        day = add_months(plan.start, month).isoformat()
        writer.writerow([month, day, safe_cell(plan.debts[i].name), *amounts, why[reason]])
    return save_new(folder, f"plan-{plan.start.isoformat()}", "csv", out.getvalue().encode("utf-8-sig"))
