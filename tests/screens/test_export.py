"""The plan as a table, saved from the real window: by a tap and by keyboard, never over another file."""

import csv
import resource
from decimal import Decimal

import pytest

from tests.screens.test_keyboard import ENTER, go_to, press


@pytest.fixture
def documents(tmp_path, monkeypatch):
    """The folder of a person who has one for documents."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    folder = tmp_path / "Documents"
    folder.mkdir()
    return folder


@pytest.fixture
def plan(drive, documents):
    driver = drive(sample="en")
    driver.nav.tab("plan")
    driver.frames(4)
    return driver


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_tap_saves_every_payment_and_says_where(plan, documents):
    plan.tap("Save as CSV")
    path = documents / "plan-2026-11-24.csv"
    assert plan.sees(f"Saved as {path.name}.\nIt is in {path.parent}")
    rows = rows_of(path)
    assert list(rows[0]) == "month date debt opening interest fees payment closing why".split()
    owed = sum(debt.balance for debt in plan.nav.session.debts)
    interest = sum(Decimal(row["interest"]) for row in rows)
    assert sum(Decimal(row["payment"]) for row in rows) == Decimal(owed) / 100 + interest
    assert {row["month"] for row in rows} == {str(month) for month in range(1, 28)}
    assert all(row["why"] for row in rows)


def test_the_keyboard_alone_saves_and_a_second_time_makes_a_second_file(plan, documents):
    go_to(plan, "Save as CSV")
    press(plan, ENTER)
    first = (documents / "plan-2026-11-24.csv").read_bytes()
    press(plan, ENTER)
    assert plan.sees(f"Saved as plan-2026-11-24-2.csv.\nIt is in {documents}")
    assert (documents / "plan-2026-11-24.csv").read_bytes() == first
    assert sorted(path.name for path in documents.iterdir()) == ["plan-2026-11-24-2.csv", "plan-2026-11-24.csv"]


def test_what_is_saved_is_the_plan_that_is_seen(plan, documents):
    plan.tap("Smallest first")
    plan.tap("Save as CSV")
    (path,) = documents.iterdir()
    first = [row for row in rows_of(path) if row["month"] == "1"]
    shown = {pay.name: pay.amount for pay in plan.nav.top.state.month_list[0].pays}
    assert {row["debt"]: f"${row['payment']}" for row in first} == shown


def test_a_folder_that_cannot_be_written_says_so_and_leaves_nothing(plan, documents):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))  # a disk that takes no more; modes do not stop root
    try:
        plan.tap("Save as CSV")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert plan.sees(f"This folder cannot be written: {documents}")
    assert list(documents.iterdir()) == []


def test_without_a_folder_for_documents_it_lies_beside_the_list(plan, documents):
    documents.rmdir()
    plan.tap("Save as CSV")
    assert plan.sees(f"Saved as plan-2026-11-24.csv.\nIt is in {plan.nav.session.folder}")


def test_a_chinese_table_says_why_in_chinese(drive, documents):
    driver = drive(sample="zh")
    driver.nav.tab("plan")
    driver.frames(4)
    driver.tap("存成 CSV")
    (path,) = documents.iterdir()
    assert "按约定" not in path.read_text("utf-8-sig").splitlines()[0]
    assert {row["debt"] for row in rows_of(path)} == {debt.name for debt in driver.nav.session.debts}
    assert not any(row["why"].isascii() for row in rows_of(path))
