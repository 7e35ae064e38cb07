"""An import and the currency it brings are one: both stand, or neither, whatever happens in between."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from planner.errors import StoreError, Text
from planner.services.household import open_household
from planner.store.debts import ChangedElsewhere

TOP = Path(__file__).parent.parent.parent
LIST = "name,creditor,balance,currency,apr_changes\nA,Bank,1,GBP,2026-09-01:5\nB,Bank,2,GBP,\n"
DIE = """
import os, sys
from pathlib import Path
from planner.services.household import open_household
household = open_household(Path(sys.argv[1]))
household.import_file(sys.argv[2], "USD", stopped=lambda: os._exit(9))
"""


@pytest.fixture
def list_file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return str(path)


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    yield opened
    opened.close()


def test_a_power_cut_before_the_end_leaves_neither_debts_nor_currency(household, list_file, tmp_path):
    child = subprocess.run([sys.executable, "-c", DIE, str(tmp_path / "data"), list_file], cwd=TOP)
    assert child.returncode == 9
    assert (household.debts(), household.settings()) == ([], {})


def test_a_fault_before_the_end_leaves_neither(household, list_file):
    def fault():
        raise StoreError(Text("the disk is full"))

    with pytest.raises(StoreError):
        household.import_file(list_file, "USD", stopped=fault)
    assert (household.debts(), household.settings(), household.holds_anything()) == ([], {}, False)


def test_taking_back_returns_the_store_to_what_it_was(household, list_file):
    imported = household.import_file(list_file, "USD")
    assert (imported.currency, household.settings()["currency"]) == ("GBP", "GBP")
    assert household.take_back(imported) == []
    assert (household.debts(), household.settings()) == ([], {})
    assert household.take_back(imported) == []


def test_taking_back_leaves_a_currency_that_was_chosen_since(household, list_file):
    imported = household.import_file(list_file, "USD")
    household.change_settings(currency="EUR")
    household.take_back(imported)
    assert household.settings() == {"currency": "EUR"}


def test_taking_back_leaves_the_currency_that_a_later_debt_is_in(household, list_file):
    imported = household.import_file(list_file, "USD")
    household.add({"name": "C"}, "GBP")
    household.take_back(imported)
    assert ([debt.name for debt in household.debts()], household.settings()) == (["C"], {"currency": "GBP"})


def test_an_import_into_a_list_with_a_currency_brings_none(household, list_file):
    household.add({"name": "C"}, "USD")
    imported = household.import_file(list_file, "USD")
    assert (imported.currency, household.settings()["currency"]) == ("", "USD")
    household.take_back(imported)
    assert household.settings()["currency"] == "USD"


def test_what_was_paid_on_since_is_not_taken_back(household, list_file):
    imported = household.import_file(list_file, "USD")
    household.pay(imported.debts[0], "0.50", date(2026, 1, 1))
    assert [debt.name for debt in household.take_back(imported)] == ["A"]
    assert [debt.name for debt in household.debts()] == ["A"]
    assert len(household.payments()) == 1
    with pytest.raises(ChangedElsewhere):
        household.remove(imported.debts[0])
