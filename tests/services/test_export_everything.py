"""Everything that is stored goes into open files, and the list of debts comes back from them."""

import csv
import json
import stat
from datetime import date

import pytest

from planner.errors import StoreError
from planner.services.contacts import ContactLog
from planner.services.debt_columns import debt_as_json
from planner.services.export import export_everything
from planner.services.household import StoredPlan, open_household
from planner.services.sample import CURRENCY, fill_with_sample
from planner.store.reads import read_tables

ALL = {
    "name": '龑 & O\'Neil, "the first"\nand last',
    "creditor": "=SUM(A1:A9)",
    "kind": "card",
    "currency": "CNY",
    "balance": "12345.60",
    "principal": "10000",
    "interest": "2000.60",
    "fees": "45",
    "penalties": "300",
    "arrears": "1200",
    "to_bring_current": "1300",
    "to_close": "11000",
    "last_offer": "6000",
    "apr": "18.25",
    "apr_changes": "2027-01-01:21.5; 2028-02-29:0.1",
    "minimum": "600",
    "minimum_floor": "10",
    "minimum_percent": "2.5",
    "minimum_plus": "interest",
    "minimum_of": "principal",
    "due_day": "31",
    "days_past_due": "45",
    "account_tail": "4411",
    "liable": "guarantor",
    "collector": "-Nightingale Recovery",
    "collector_since": "2026-05-01",
    "priority": "yes",
    "disputed": "yes",
    "order": "2",
}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    yield opened
    opened.close()


def facts(household):
    """Return the debts without what only the store they lie in gives them."""
    return sorted((debt._replace(id=None, version=0) for debt in household.debts()), key=lambda debt: debt.name)


def brought_in(file, folder, currency):
    """Return the debts of a new store into which a file was imported."""
    new = open_household(folder)
    new.import_file(str(file), currency)
    found = facts(new)
    new.close()
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sample_household_comes_back_from_its_files_debt_for_debt(household, tmp_path, language):
    fill_with_sample(household, language)
    export_everything(household, tmp_path / "out")
    assert brought_in(tmp_path / "out" / "debts.csv", tmp_path / "new", CURRENCY[language]) == facts(household)


def test_a_debt_of_which_everything_is_known_comes_back_exactly(household, tmp_path):
    household.add(ALL, "USD")
    household.add({"name": "nothing known"}, "JPY")
    household.add({"name": "+44 20 7946 0000", "balance": "0.001"}, "KWD")
    export_everything(household, tmp_path / "out")
    assert brought_in(tmp_path / "out" / "debts.csv", tmp_path / "new", "USD") == facts(household)


def test_a_spreadsheet_runs_nothing_of_it(household, tmp_path):
    household.add(ALL, "USD")
    export_everything(household, tmp_path / "out")
    with (tmp_path / "out" / "debts.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_all_that_is_stored_is_in_the_json(household, tmp_path):
    household.add(ALL, "USD")
    household.add({"name": "card", "balance": "100"}, "USD")
    card = household.find("card")
    paid = household.pay(card, "10.50", date(2026, 1, 2))
    household.choose_plan(StoredPlan("custom", "USD", 80000, None, date(2026, 1, 1), (card.id,)))
    household.change_settings(theme="dark")
    files = export_everything(household, tmp_path / "out")
    assert [file.name for file in files] == ["debts.csv", "payments.csv", "contacts.csv", "everything.json"]
    everything = json.loads((tmp_path / "out" / "everything.json").read_text("utf-8"))
    assert everything["debts"] == [debt_as_json(debt) for debt in household.debts()]
    assert everything["settings"] == household.settings()
    assert everything["plan"] == {
        "strategy": "custom",
        "currency": "USD",
        "budget": "800.00",
        "extra": None,
        "start": "2026-01-01",
        "order": ["card"],
    }
    (payment,) = everything["payments"]
    assert payment == {
        "id": paid.id,
        "debt": "card",
        "date": "2026-01-02",
        "amount": "10.50",
        "currency": "USD",
        "made_at": paid.made_at.isoformat(),
    }


def test_every_row_of_every_table_is_in_the_json(household, tmp_path):
    fill_with_sample(household, "en")
    card = household.debts()[0]
    for budget in (70000, 80000):  # an earlier plan explains why a date moved
        household.choose_plan(StoredPlan("custom", "USD", budget, None, date(2026, 1, 1), (card.id,)))
    export_everything(household, tmp_path / "out")
    tables = json.loads((tmp_path / "out" / "everything.json").read_text("utf-8"))["tables"]
    assert tables == household.read(read_tables)
    assert [plan["budget"] for plan in tables["plan"]] == [70000, 80000]
    assert {"debt", "payment", "setting", "log_version", "migration"} <= set(tables)


def test_the_contact_log_is_a_table_that_can_be_checked_again(household, tmp_path):
    said = {"at": "2026-11-02T09:15", "tz": "America/New_York", "collector": "=Nightingale", "channel": "call"}
    ContactLog(household).add({**said, "said": "-pay today, or else", "outcome": "conversation"}, date(2026, 11, 3))
    export_everything(household, tmp_path / "out")
    other = open_household(tmp_path / "other")
    with (tmp_path / "out" / "contacts.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [{column: cell.lstrip("'") for column, cell in row.items()} for row in csv.DictReader(file)]
    ContactLog(other).add_all(cells, date(2026, 11, 3))
    assert ContactLog(other).facts() == ContactLog(household).facts()
    other.close()


def test_it_goes_into_a_new_or_empty_folder_only_for_its_owner(household, tmp_path):
    household.add({"name": "card"}, "USD")
    full, file, empty = tmp_path / "full", tmp_path / "file", tmp_path / "empty"
    full.mkdir()
    empty.mkdir()
    (full / "mine.txt").write_text("mine")
    file.write_text("mine")
    for taken in (full, file):
        with pytest.raises(StoreError, match="holds something already"):
            export_everything(household, taken)
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    export_everything(household, empty)
    export_everything(household, tmp_path / "a" / "b")
    for folder in (empty, tmp_path / "a" / "b"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
    assert not list(tmp_path.rglob("*.new"))


def test_the_folder_that_one_stands_in_will_do_when_it_is_empty(household, tmp_path, monkeypatch):
    from pathlib import Path

    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    export_everything(household, Path("."))
    assert (tmp_path / "here" / "debts.csv").exists()
