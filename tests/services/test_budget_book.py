"""The budget is kept line by line, nothing of it is overwritten, and files from a spreadsheet come in whole or not at all."""

from datetime import date

import pytest

from planner.budget.debits import Account, Debit
from planner.errors import InputProblems
from planner.services.budget import BudgetBook, NoSuchLine, budget_csv
from planner.services.household import open_household
from planner.store.log import CorrectedElsewhere

RENT = {"section": "home", "name": "Rent, O'Neil", "amount": "1,200.00"}


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def book(household):
    return BudgetBook(household, "USD")


def faults(caught):
    return [(problem.field, problem.line) for problem in caught.value.problems]


def test_a_budget_is_empty_until_a_line_is_written(book):
    assert (book.read().lines, book.read().result.surplus, book.before()) == ((), 0, None)


def test_lines_are_added_changed_and_taken_out_and_what_was_before_can_be_put_back(book):
    book.add(RENT)
    wages = book.add(
        {"section": "收入", "name": "工资 龑", "amount": "￥2600", "rhythm": "每两周", "next_on": "2026-12-11"}
    )
    assert wages.result.surplus == 563333 - 120000
    changed = book.edit(wages.find("Rent, O'Neil"), {"amount": "1000", "note": "from January"})
    assert changed.find("Rent, O'Neil").amount == 100000
    assert changed.find("1").note == "from January"
    gone = book.remove(changed.find("工资 龑"))
    assert [line.name for line in gone.lines] == ["Rent, O'Neil"]
    back = book.put_back(book.before())
    assert [line.name for line in back.lines] == ["Rent, O'Neil", "工资 龑"]
    with pytest.raises(NoSuchLine):
        back.find("9")


def test_every_fault_of_a_line_is_said_at_once(book):
    with pytest.raises(InputProblems) as caught:
        book.add({"section": "wage", "amount": "1.200,00", "rhythm": "daily", "next_on": "2026-02-30", "second_day": "0", "months": "13", "recent": "1;x", "colour": "red"})  # fmt: skip
    assert {field for field, _ in faults(caught)} == {
        "section", "amount", "rhythm", "next_on", "second_day", "months", "recent", "colour",
    }  # fmt: skip
    with pytest.raises(InputProblems):
        book.add({"section": "home"})
    assert book.read().lines == ()


def test_pay_days_that_never_come_are_said_and_a_line_kept_with_them_is_still_there(book):
    wages = {"section": "income", "name": "Wages", "amount": "500"}
    with pytest.raises(InputProblems) as caught:
        book.add_all(
            [
                {**wages, "rhythm": "once"},
                {**wages, "rhythm": "yearly", "next_on": "2026-12-01", "months": "6"},
                {**wages, "rhythm": "weekly", "next_on": "2026-12-04", "months": "6"},
            ]
        )
    assert faults(caught) == [("next_on", 1), ("months", 2)]
    kept = book.add({**wages, "rhythm": "yearly", "next_on": "2026-12-01"}).lines[0]
    with pytest.raises(InputProblems):
        book.edit(kept, {"months": "3"})
    from planner.services.budget_reader import read_line

    line, found = read_line({**wages, "rhythm": "once"}, "USD")
    assert line is not None
    assert found


def test_a_window_that_read_an_older_budget_does_not_overwrite_the_newer_one(household, book, monkeypatch):
    book.add(RENT)
    old = book.read()
    book.add({"section": "food", "name": "Food", "amount": "1"})
    monkeypatch.setattr(book, "read", lambda: old)
    with pytest.raises(CorrectedElsewhere):
        book.add({"section": "food", "name": "Late", "amount": "1"})


def test_what_is_saved_as_csv_comes_back_the_same(book, tmp_path):
    book.add({"section": "energy", "name": "=heating; or not", "amount": "600", "months": "11;12;1;2"})
    book.add({"section": "income", "name": "shifts", "rhythm": "irregular", "recent": "1300;0;900.5"})
    book.add({"section": "home", "name": "not known yet"})
    path = tmp_path / "budget.csv"
    path.write_text(budget_csv(book.read()), "utf-8")
    assert "'=heating" in path.read_text("utf-8")
    before = book.read().lines
    again = book.import_file(str(path), replace=True).lines
    assert [line._replace(id=None) for line in again] == [line._replace(id=None) for line in before]


def test_a_file_with_a_fault_changes_nothing_and_names_its_lines(book, tmp_path):
    path = tmp_path / "b.csv"
    path.write_bytes("section;name;amount\n收入;工资;6800\n吃饭;;1,5\nhome;房租;x\n".encode("gb18030"))
    with pytest.raises(InputProblems) as caught:
        book.import_file(str(path))
    assert faults(caught) == [("name", 3), ("amount", 3), ("amount", 4)]
    assert book.read().lines == ()


def test_a_debit_needs_its_account_and_its_map_is_kept(book):
    book.add({"section": "income", "name": "Wages", "amount": "2000", "next_on": "2026-12-15"})
    giro = Account("Giro", "Harbour Bank", True, 5000, 4000)
    with pytest.raises(InputProblems):
        book.set_debits([giro], [Debit("Card", "nowhere")])
    kept = book.set_debits([giro], [Debit("Card", "Giro", 4500, 3, "Harbour Bank", None, 1500)])
    (note,) = kept.debit_notes()
    assert note.fee_at_risk == 1500
    assert date(2026, 12, 15) == kept.lines[0].next_on
