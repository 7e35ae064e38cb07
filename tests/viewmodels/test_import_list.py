"""Bringing a list in, from the borrower's side: right, wrong, in Chinese, stopped in the middle, taken back."""

import os

import pytest

from planner.errors import PlannerError
from planner.services.household import open_household
from ui.viewmodels.import_list import ImportViewModel
from ui.viewmodels.session import Session

CHINESE = (
    "名称,类型,余额（元）,年利率,最低还款,还款日\n龑的卡,信用卡,￥１２００,18.25%,60元,每月12日\n花呗,花呗,300,,,9号\n"
)


@pytest.fixture
def list_file(tmp_path):
    def write(content, name="list.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content.encode(encoding))
        return str(path)

    return write


def run(page, stopped=lambda: False):
    """Do the work as the worker thread does, and bring it home."""
    state, work = page.start()
    assert state.working
    return page.came_in(work(lambda _: None, stopped))


def fail(page):
    _, work = page.start()
    with pytest.raises(PlannerError) as error:
        work(lambda _: None, lambda: False)
    return page.failed(error.value)


def test_a_list_comes_in_with_its_currency_and_goes_back_with_it(session, list_file):
    assert "currency" not in session.settings
    page = ImportViewModel(session)
    path = list_file("name,balance,currency\nCard,500,GBP\nLoan,70,GBP\n")
    page.type(f" '{path}' ")
    state = run(page)
    assert (state.done, state.undo) == ("2 debts came in.", "2 debts came in.")
    assert (session.currency, session.settings["currency"]) == ("GBP", "GBP")
    assert [debt.balance for debt in session.debts] == [50000, 7000]
    state = page.undo()
    assert (state.done, state.undo, state.note) == ("", "", "")
    assert session.debts == []
    assert "currency" not in session.settings
    kept = Session(session.folder, now=session.now)
    assert (kept.debts, kept.settings) == ([], session.settings)
    kept.close()


def test_a_currency_that_was_chosen_before_stays_when_the_list_goes_back(session, list_file):
    session.change_settings(welcomed="yes", currency="GBP")
    page = ImportViewModel(session)
    page.type(list_file("name,balance\nCard,500\n"))
    run(page)
    assert session.debts[0].currency == "GBP"
    page.undo()
    assert (session.debts, session.currency) == ([], "GBP")


def test_a_chinese_list_saved_by_a_chinese_spreadsheet_comes_in(session, list_file):
    session.change_settings(welcomed="yes", language="zh")
    page = ImportViewModel(session)
    page.take(list_file(CHINESE, "我的欠款.csv", "gb18030"))
    assert run(page).done == "导入了 2 笔。"
    card, bnpl = session.debts
    assert (card.name, card.kind, card.balance, str(card.apr), card.minimum, card.due_day, card.currency) == (
        "龑的卡",
        "card",
        120000,
        "18.25",
        6000,
        12,
        "CNY",
    )
    assert (bnpl.kind, bnpl.balance, bnpl.apr, bnpl.due_day) == ("bnpl", 30000, None, 9)


def test_a_wrong_file_says_every_fault_with_its_line_and_takes_nothing(session, list_file):
    page = ImportViewModel(session)
    page.type(list_file("name,balance,apr\nCard,-5,18\nLoan,abc,99999\n,4,5\nGood,5,5\n"))
    state = fail(page)
    assert [words.split(":")[0] for words in state.problems] == [
        "Line 2, balance",
        "Line 3, balance",
        "Line 3, apr",
        "Line 4, name",
    ]
    assert (state.working, state.done, session.debts) == (False, "", [])
    assert page.type("other.csv").problems == ()


def test_faults_of_a_chinese_file_are_said_in_its_own_words(session, list_file):
    session.change_settings(welcomed="yes", language="zh")
    page = ImportViewModel(session)
    page.type(list_file("名称,欠款金额,利率\n卡,1.2万,1830\n合计,5,\n"))
    problems = fail(page).problems
    assert [words.split("：")[0] for words in problems] == ["第 2 行，欠款金额", "第 2 行，利率", "第 3 行，名称"]
    assert "18.30" in problems[1]


def test_many_faults_are_counted_beyond_the_first_dozen(session, list_file):
    page = ImportViewModel(session)
    page.type(list_file("name,balance\n" + "".join(f"d{i},x\n" for i in range(20))))
    state = fail(page)
    assert (len(state.problems), state.more_problems) == (12, "and 8 more")


@pytest.mark.parametrize("name", ["", "none.csv", "."])
def test_no_file_and_a_folder_get_a_sentence(session, tmp_path, name):
    page = ImportViewModel(session)
    page.type(str(tmp_path / name))
    assert fail(page).problems


def test_an_import_stopped_in_the_middle_leaves_nothing(session, list_file):
    page = ImportViewModel(session)
    page.type(list_file("name,balance,currency\n" + "".join(f"d{i},5,EUR\n" for i in range(300))))
    asked = []
    # It is asked when every debt stands in the transaction that is not finished yet.
    state = run(page, lambda: asked.append(None) is None)
    assert asked
    assert (state.note, state.done) == ("Stopped. Nothing was taken in.", "")
    session.refresh()
    assert (session.debts, "currency" in session.settings) == ([], False)


def test_a_stop_before_the_work_begins_leaves_nothing(session, list_file):
    page = ImportViewModel(session)
    page.type(list_file("name,balance\nCard,5\n"))
    _, work = page.start()
    page.stop()
    assert page.came_in(work(lambda _: None, lambda: False)).note == "Stopped. Nothing was taken in."
    session.refresh()
    assert session.debts == []


def test_a_stop_that_came_too_late_says_what_came_in(session, list_file):
    page = ImportViewModel(session)
    page.type(list_file("name,balance\nCard,5\n"))
    _, work = page.start()
    imported = work(lambda _: None, lambda: False)
    page.stop()
    state = page.came_in(imported)
    assert (state.done, state.undo) == ("1 debt came in.", "1 debt came in.")
    assert len(session.debts) == 1


def test_what_was_changed_since_stays_when_the_list_goes_back(session, list_file):
    page = ImportViewModel(session)
    page.type(list_file("name,balance,currency\nCard,500,EUR\nLoan,70,EUR\nGone,1,EUR\n"))
    run(page)
    other = open_household(session.folder)
    other.edit(other.find("Card"), {"balance": "400"})
    other.remove(other.find("Gone"))
    other.close()
    state = page.undo()
    assert state.note == "1 debt was changed since and stays in your list."
    assert [(debt.name, debt.balance) for debt in session.debts] == [("Card", 40000)]
    assert session.settings["currency"] == "EUR"


def test_a_list_that_is_there_already_is_not_taken_twice(session, list_file):
    page = ImportViewModel(session)
    page.type(list_file("名称,余额\nCard,5\n"))
    run(page)
    again = ImportViewModel(session)
    again.type(list_file("名称,余额\nNew,5\nCard,5\n"))
    assert [words.split(":")[0] for words in fail(again).problems] == ["Line 3, 名称"]
    assert len(session.debts) == 1


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
def test_a_file_whose_name_cannot_be_shown_is_read_all_the_same(session, tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\n list .csv"
    with open(path, "wb") as file:
        file.write(b"name,balance\nCard,5\n")
    page = ImportViewModel(session)
    shown = page.take(os.fsdecode(path)).path
    assert shown.endswith("?? list .csv")
    shown.encode("utf-8")
    page.type(shown)
    assert run(page).done == "1 debt came in."


def test_a_path_may_begin_at_home(session, list_file, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    list_file("name,balance\nCard,5\n")
    page = ImportViewModel(session)
    page.type("~/list.csv")
    assert page.folder == str(tmp_path)
    assert run(page).done == "1 debt came in."


def test_lists_nearby_are_offered_the_newest_first(session, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "Downloads").mkdir()
    for age, name in enumerate(("Downloads/new.csv", "old.csv")):
        (tmp_path / name).write_text("x", "utf-8")
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    assert [name for _, name in ImportViewModel(session).state().found] == ["new.csv", "old.csv"]
