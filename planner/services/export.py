"""Everything in open formats: CSV for a spreadsheet, JSON for a program. On a shared device only its owner may read it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from planner.errors import StoreError, Text
from planner.money import to_major
from planner.services.check_ins import COLUMNS as COLUMNS_OF_CHECK_INS
from planner.services.check_ins import CheckIns, as_json, as_row
from planner.services.contact_log_file import COLUMNS as LOG_COLUMNS
from planner.services.contacts import ContactLog, cells_of
from planner.services.debt_columns import debt_as_json, debt_as_row
from planner.services.debt_reader import COLUMNS
from planner.services.export_files import write_files
from planner.services.household import Household
from planner.services.plan_export import safe_cell
from planner.store.files import draft_of, make_folder, not_written, put_in_place, write_whole
from planner.store.reads import read_tables

PAYMENT_COLUMNS = ("id", "debt", "date", "amount", "currency", "made_at")


CHECK_INS = "check-ins"


def export_everything(household: Household, folder: Path, check_ins: CheckIns | None = None) -> list[Path]:
    """Write all that is stored into ``folder``, which must be new or empty; return the files. Raises ``StoreError``.

    ``everything.json`` holds every row of every table under "tables" too, so that nothing of it is left out. Check-ins are
    written only where the person ticked them by name, without their sore points.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(
            Text("{folder} holds something already, and it stays. Choose a new folder.", {"folder": str(folder)})
        )
    place = folder.resolve()
    draft = draft_of(place)
    try:
        make_folder(draft)
        names = _write_all(household, draft)
        if check_ins is not None:
            names += _write_check_ins(check_ins, draft)
        if place.exists():
            place.rmdir()
        put_in_place(draft, place)
    except OSError as error:
        raise not_written(error) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [folder / name for name in names]


def _write_all(household: Household, folder: Path) -> list[str]:
    debts, payments, plan = household.debts(), household.payments(), household.plan()
    by_id = {debt.id: debt for debt in debts}
    _table(folder / "debts.csv", COLUMNS, (debt_as_row(debt, COLUMNS) for debt in debts))
    paid = [
        {
            "id": one.id,
            "debt": by_id[one.debt_id].name,
            "date": one.paid_on.isoformat(),
            "amount": to_major(one.amount, by_id[one.debt_id].currency),
            "currency": by_id[one.debt_id].currency,
            "made_at": one.made_at.isoformat(),
        }
        for one in payments
    ]
    _table(folder / "payments.csv", PAYMENT_COLUMNS, ([str(row[name]) for name in PAYMENT_COLUMNS] for row in paid))
    log = (cells_of(row) for row in ContactLog(household).rows())
    _table(folder / "contacts.csv", LOG_COLUMNS, ([cells.get(name, "") for name in LOG_COLUMNS] for cells in log))
    chosen = plan and {
        "strategy": plan.strategy,
        "currency": plan.currency,
        "budget": None if plan.budget is None else to_major(plan.budget, plan.currency),
        "extra": None if plan.extra is None else to_major(plan.extra, plan.currency),
        "start": plan.start_on.isoformat(),
        "order": [by_id[number].name for number in plan.debt_order if number in by_id],
    }
    everything = {
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "debts": [debt_as_json(debt) for debt in debts],
        "payments": paid,
        "plan": chosen,
        "settings": household.settings(),
        "tables": household.read(read_tables),
    }
    write_whole(folder / "everything.json", json.dumps(everything, ensure_ascii=False, indent=2).encode())
    return ["debts.csv", "payments.csv", "contacts.csv", "everything.json", *write_files(household, folder)]


def _write_check_ins(check_ins: CheckIns, folder: Path) -> list[str]:
    entries = check_ins.entries()
    _table(folder / f"{CHECK_INS}.csv", COLUMNS_OF_CHECK_INS, (as_row(one) for one in entries))
    text = json.dumps({"check_ins": [as_json(one) for one in entries]}, ensure_ascii=False, indent=2)
    write_whole(folder / f"{CHECK_INS}.json", text.encode())
    return [f"{CHECK_INS}.csv", f"{CHECK_INS}.json"]


def _table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    write_whole(path, text.getvalue().encode("utf-8-sig"))
