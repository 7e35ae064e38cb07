"""A person's first day with Ashore, by hand: taps and typing in a real window."""

import pytest

ONE = "Harbour Bank"


def add_a_card(driver, balance="1200", apr="18", due="25"):
    driver.tap("Credit card")
    driver.type_into("Lender", ONE)
    driver.type_into("What you owe today", balance)
    driver.type_into("Interest per year (APR)", apr)
    driver.type_into("Least you must pay", "40")
    driver.type_into("Due day of the month", due)
    driver.tap("Next")
    driver.tap("Save")


def test_from_the_first_run_to_a_plan_a_payment_and_chinese(drive):
    driver = drive()
    assert driver.sees("A private planner for getting out of debt.")
    driver.tap("Continue")
    assert driver.sees("Nothing leaves this device")
    driver.tap("Continue")
    driver.tap("No passphrase")
    driver.tap("Continue")
    driver.tap("Country or region")
    driver.tap("United States")
    assert driver.sees("USD")
    driver.tap("Continue")
    driver.tap("List what I owe")

    add_a_card(driver)
    assert driver.sees("$1,200.00")

    driver.tap("Debts")
    driver.tap("Plan")
    assert driver.sees("Ashore by")
    before = driver.nav.top.state
    from ui.widgets.choice import StepSlider

    driver.drag(driver.one(StepSlider), 0.1, 0.9)
    after = driver.nav.top.state
    assert after.slider.value > before.slider.value
    assert after.ashore_by != before.ashore_by
    assert driver.nav.session.chosen.budget == after.slider.value

    driver.tap("Debts")
    driver.nav.open("debt", debt_id=driver.nav.session.debts[0].id)
    driver.frames(4)
    driver.tap("Record a payment")
    assert driver.field("Amount").input.text == "40.00"
    driver.type_into("Amount", "100")
    driver.tap("I have paid it: record it")
    assert driver.sees("$1,100.00")
    assert driver.sees("$100.00 paid on Harbour Bank.")
    driver.tap("Undo")
    assert driver.sees("$1,200.00")
    assert not driver.sees("paid on")

    driver.nav.tab("settings")
    driver.frames(3)
    driver.tap("简体中文")
    assert driver.sees("设置")
    assert driver.sees("欠款")
    driver.nav.tab("today")
    driver.frames(3)
    assert driver.sees("预计上岸")


def test_what_is_wrong_stands_beside_its_field_and_one_tap_mends_it(drive):
    driver = drive(welcomed="yes", country="US", currency="USD")
    driver.nav.open("debt_form")
    driver.frames(3)
    driver.tap("Credit card")
    driver.type_into("What you owe today", "1200")
    driver.type_into("Interest per year (APR)", "1830")
    driver.type_into("Due day of the month", "42")
    driver.tap("Next")
    assert driver.sees(
        '2 fields need a look: "Interest per year (APR)", "Due day of the month". What you typed is kept.'
    )
    assert driver.field("Interest per year (APR)").error
    driver.tap("Use 18.30")
    assert driver.field("Interest per year (APR)").input.text == "18.30"
    assert not driver.field("Interest per year (APR)").error
    assert driver.field("Due day of the month").error
    assert driver.field("What you owe today").input.text == "1200"


def test_looking_round_in_the_sample_leaves_the_own_list_empty(drive):
    driver = drive()
    for name in ("Continue", "Continue", "No passphrase", "Continue", "Continue"):
        driver.tap(name)
    driver.tap("Just look around")
    assert driver.sees("This is a sample household.")
    assert driver.nav.session.debts
    driver.tap("My own list")
    assert driver.nav.session.debts == []
    assert driver.sees("Start with one debt")


def test_a_name_being_composed_is_not_stored_until_it_is_chosen(drive):
    driver = drive(welcomed="yes", language="zh")
    driver.nav.open("debt_form")
    driver.frames(3)
    driver.tap("信用卡")
    field = driver.field("放款方")
    driver.tap(field.input)
    driver.window.dispatch("on_textedit", "zhao")
    driver.frames(3)
    assert driver.nav.top.state.fields[1].value == ""
    driver.key(13)
    assert driver.nav.top.state.step == "numbers"
    driver.window.dispatch("on_textedit", "")
    for character in "龑记 O'Neil":
        driver.window.dispatch("on_textinput", character)
    driver.frames(3)
    assert driver.nav.top.state.fields[1].value == "龑记 O'Neil"


def test_full_width_digits_and_a_chinese_full_stop_are_an_amount(drive):
    driver = drive(welcomed="yes", language="zh")
    driver.nav.open("debt_form")
    driver.frames(3)
    driver.tap("信用卡")
    driver.type_into("今天还欠", "１２，０００。５０")
    assert driver.field("今天还欠").input.text == "12,000.50"


def test_two_windows_on_one_debt_do_not_overwrite_each_other(drive, household_elsewhere):
    driver = drive(sample="en")
    debt = driver.nav.session.debts[0]
    driver.nav.open("debt_form", debt_id=debt.id)
    driver.frames(3)
    household_elsewhere(debt.id, "balance", "4000.00")
    driver.type_into("What you owe today", "3000")
    driver.tap("Save")
    assert driver.sees("was changed in another window meanwhile")
    assert driver.field("What you owe today").input.text == "3000"


@pytest.fixture
def household_elsewhere(tmp_path):
    """Change a debt in a household opened a second time, as another window does."""
    from planner.services.household import open_household

    def change(debt_id, column, value):
        other = open_household(tmp_path / "data")
        entry = next(debt for debt in other.debts() if debt.id == debt_id)
        other.edit(entry, {column: value})
        other.close()

    return change


def test_a_removed_debt_comes_back_whole(drive):
    driver = drive(sample="en")
    debt = driver.nav.session.debts[1]
    driver.nav.tab("debts")
    driver.nav.open("debt_form", debt_id=debt.id)
    driver.frames(3)
    driver.tap("Remove this debt")
    assert driver.sees(f"{debt.name} was removed.")
    assert len(driver.nav.session.debts) == 3
    driver.tap("Undo")
    assert debt._replace(version=0) in [d._replace(version=0) for d in driver.nav.session.debts]


def test_a_fault_of_the_program_says_one_calm_sentence_and_the_way_on_works(drive):
    from kivy.base import ExceptionManager

    driver = drive(sample="en")
    assert ExceptionManager.handle_exception(ValueError("a bug")) == ExceptionManager.PASS
    driver.frames(3)
    assert driver.sees("Something in Ashore went wrong.")
    driver.tap("Open Today")
    assert driver.sees("ashore by")


def test_amounts_can_be_hidden_everywhere_at_once(drive):
    driver = drive(sample="en", size=(1280, 800))
    driver.tap("Hide amounts")
    for route in ("today", "debts", "plan"):
        driver.nav.tab(route)
        driver.frames(3)
        assert not [words for words in driver.words() if "$" in words], route
    driver.tap("Show amounts")
    assert driver.sees("$")


def test_totals_are_folded_at_night_until_the_person_opens_them(drive, clock):
    clock.now = clock.now.replace(hour=23)
    driver = drive(sample="en", zone="UTC")
    assert driver.sees("It is late. Your totals rest until morning")
    assert not driver.sees("$9,460.20")
    for route in ("debts", "plan"):
        driver.nav.tab(route)
        driver.frames(3)
        assert driver.sees("It is late.")
        assert not driver.sees("$9,460.20")
    driver.tap("Show them now")
    driver.nav.tab("today")
    driver.frames(3)
    assert driver.sees("$9,460.20")


def test_help_opens_over_any_page_and_back_returns_to_it(drive):
    driver = drive(sample="en", country="GB")
    driver.nav.tab("plan")
    driver.frames(3)
    driver.tap("Talk")
    assert driver.sees("Need to talk to someone?")
    assert driver.sees("Samaritans")
    driver.tap("I'm not safe right now")
    assert driver.one(label="Copy 999")
    driver.key(27)
    driver.key(27)
    assert driver.nav.top.route == "plan"


def test_a_list_comes_in_from_a_file_and_a_wrong_one_says_every_fault(drive, tmp_path):
    driver = drive(welcomed="yes", language="en", currency="USD")
    bad = tmp_path / "bad.csv"
    bad.write_text("name,balance,apr\nCard,-5,18\nLoan,abc,99999\n", "utf-8")
    good = tmp_path / "good.csv"
    good.write_text("name,balance,apr\nCard,500,18\n", "utf-8")
    driver.nav.open("import")
    driver.frames(3)
    driver.type_into("Where the file is", str(bad))
    driver.tap("Import")
    driver.until(lambda: not driver.nav.top.state.working)
    assert driver.sees("This file needs a look. Nothing was taken in.")
    assert driver.sees("Line 2")
    assert driver.sees("Line 3")
    assert driver.nav.session.debts == []
    driver.type_into("Where the file is", str(good))
    driver.tap("Import")
    driver.until(lambda: not driver.nav.top.state.working)
    assert driver.sees("1 debt came in.")
    assert [debt.name for debt in driver.nav.session.debts] == ["Card"]


def test_a_thousand_debts_are_a_list_of_a_few_widgets(drive, tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("name,balance,apr\n" + "".join(f"Debt {i},{i + 1}.01,12\n" for i in range(1000)), "utf-8")
    driver = drive(welcomed="yes", language="en", currency="USD")
    driver.nav.session.household.import_file(str(path), "USD")
    driver.nav.session.refresh()
    driver.nav.tab("debts")
    driver.frames(4)
    from ui.widgets.row_list import Line, RowList

    assert len(driver.all(Line)) < 30
    rows = driver.one(RowList)
    rows.focus = True
    driver.key(279)  # End
    assert rows.marked == 999
    assert driver.sees("Debt 999")
    driver.key(13)
    assert driver.nav.top.route == "debt"
    assert driver.sees("Debt 999")


def test_a_store_that_cannot_be_read_says_so_and_nothing_is_overwritten(drive, tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "ashore.db").write_bytes(b"this is not a database at all, but it is somebody's file")
    driver = drive(folder=folder)
    driver.tap("No passphrase")
    driver.tap("Continue")
    assert driver.sees("A part of your list is damaged")
    assert (folder / "ashore.db").read_bytes().startswith(b"this is not a database")
    driver.stop()
    (folder / "ashore.db").unlink()


def test_a_form_left_in_the_middle_is_still_there(drive):
    driver = drive(welcomed="yes", language="en", size=(1280, 800))
    driver.nav.open("debt_form")
    driver.frames(3)
    driver.tap("Credit card")
    driver.type_into("What you owe today", "1234")
    driver.tap("Plan")
    driver.tap("Debts")
    driver.tap("Add a debt")
    assert driver.field("What you owe today").input.text == "1234"
    driver.tap("Back")
    driver.tap("Back")
    driver.nav.open("debt_form")
    driver.frames(3)
    assert driver.nav.top.state.step == "kind"


def test_a_payment_shows_in_the_list_beside_at_once(drive):
    driver = drive(sample="en", size=(1280, 800))
    debt = driver.nav.session.debts[0]
    driver.nav.tab("debts")
    driver.nav.open("debt", debt_id=debt.id)
    driver.frames(3)
    driver.tap("Record a payment")
    driver.type_into("Amount", "100")
    driver.tap("I have paid it: record it")
    driver.frames(4)
    from ui.widgets.row_list import RowList

    assert driver.one(RowList).rows[1].cells[0] == "$4,760.20"  # under the names of the columns


def test_a_tap_on_a_row_opens_its_debt(drive):
    from tests.finger import Finger

    driver = drive(sample="en")
    driver.nav.tab("debts")
    driver.frames(4)
    from ui.widgets.row_list import Line

    line = next(one for one in driver.all(Line) if one.index == 2)
    touch = Finger(*line.to_window(*line.center))
    touch.press()
    driver.frames(1)
    touch.lift()
    driver.frames(4)
    assert driver.nav.top.debt_id == driver.nav.session.debts[2].id


def test_an_imported_list_can_be_taken_back(drive, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,balance\nA,1\nB,2\n", "utf-8")
    driver = drive(welcomed="yes", language="en", currency="USD")
    driver.nav.open("import")
    driver.frames(3)
    driver.type_into("Where the file is", str(path))
    driver.tap("Import")
    driver.until(lambda: not driver.nav.top.state.working)
    assert len(driver.nav.session.debts) == 2
    driver.tap("Undo")
    assert driver.nav.session.debts == []
