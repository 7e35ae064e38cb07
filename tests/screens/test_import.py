"""A list from a file by hand in a real window: through the folders by clicks, and by the keyboard alone."""

import pytest

from tests.screens.test_keyboard import DOWN, ENTER, ESCAPE, go_to, name_of, press, walk
from ui.viewmodels.browse import BrowseViewModel

LIST = "名称,类型,余额,年利率\n龑的卡,信用卡,￥1200,18.25%\n网贷,网贷,300,\n"
LONG = "银行从手机应用里导出的全部信用卡和网贷还款明细与余额" * 2


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    for folder in ("Downloads", "龑的文件", LONG):
        (home / folder).mkdir(parents=True)
    (home / "龑的文件" / "欠款.csv").write_bytes(LIST.encode("gb18030"))
    (home / "龑的文件" / (LONG + ".csv")).write_text("name,balance\n", "utf-8")
    monkeypatch.setenv("HOME", str(home))
    return home


def start(drive, **look):
    driver = drive(**{"welcomed": "yes", "language": "en", "currency": "CNY", **look})
    driver.nav.tab("more")
    driver.nav.open("import")
    driver.frames(4)
    return driver


def tap_row(driver, name):
    """Tap the line of the list that shows ``name``."""
    from tests.finger import Finger
    from ui.widgets.row_list import Line, RowList

    rows = driver.one(RowList)
    index = next(i for i, row in enumerate(rows.rows) if row.title == name)
    rows._show_row(index)
    driver.frames(4)
    line = next(one for one in driver.all(Line) if one.index == index and one.parent is not None)
    touch = Finger(*line.to_window(*line.center))
    touch.press()
    driver.frames(1)
    touch.lift()
    driver.frames(4)


@pytest.mark.parametrize(("size", "scale"), [((390, 844), "1.0"), ((390, 844), "1.6"), ((1280, 800), "1.0")])
def test_by_clicks_through_the_folders_to_an_imported_list(drive, home, size, scale):
    driver = start(drive, size=size, text_size=scale)
    driver.tap("Look in folders")
    assert driver.sees("Choose a file")
    assert driver.sees("Home folder")
    tap_row(driver, "龑的文件")
    assert driver.sees("欠款.csv")
    tap_row(driver, "One folder up")
    tap_row(driver, LONG)
    assert driver.sees("No folder and no list here.")
    if scale == "1.0":
        driver.tap("Home folder")
    else:
        tap_row(driver, "Home folder")
    tap_row(driver, "龑的文件")
    tap_row(driver, "欠款.csv")
    assert driver.nav.top.route == "import"
    assert driver.field("Where the file is").input.text == str(home / "龑的文件" / "欠款.csv")
    driver.tap("Import")
    driver.until(lambda: not driver.nav.top.state.working)
    assert driver.sees("2 debts came in.")
    assert [(debt.name, debt.balance) for debt in driver.nav.session.debts] == [("龑的卡", 120000), ("网贷", 30000)]
    driver.tap("Undo")
    assert driver.nav.session.debts == []


def test_by_keyboard_alone_through_the_folders_and_back_again(drive, home):
    driver = start(drive)
    go_to(driver, "Look in folders")
    press(driver, ENTER)
    order = walk(driver)
    assert order[0] == "Import a list"
    assert order[order.index("Home folder") :][:4] == ["Home folder", "Downloads", "Folders and files", "Today"]
    go_to(driver, "Downloads")
    press(driver, ENTER)
    go_to(driver, "Folders and files")
    press(driver, DOWN)
    press(driver, ENTER)
    rows = driver.focused()
    assert (name_of(rows), rows.rows[rows.marked].title) == ("Folders and files", "Downloads")
    while rows.rows[rows.marked].title != "龑的文件":
        press(driver, DOWN)
    press(driver, ENTER)
    assert rows.marked == -1
    while rows.marked < 0 or rows.rows[rows.marked].title != "欠款.csv":
        press(driver, DOWN)
    press(driver, ENTER)
    assert driver.nav.top.route == "import"
    go_to(driver, "Import")
    press(driver, ENTER)
    driver.until(lambda: not driver.nav.top.state.working)
    assert driver.sees("2 debts came in.")
    go_to(driver, "Undo")
    press(driver, ENTER)
    assert driver.nav.session.debts == []


def test_escape_leaves_the_folders_and_keeps_what_was_typed(drive, home):
    driver = start(drive)
    driver.type_into("Where the file is", str(home / "龑的文件" / "none.csv"))
    driver.tap("Look in folders")
    assert driver.nav.top.state.title == "龑的文件"
    press(driver, ESCAPE)
    assert driver.nav.top.route == "import"
    assert driver.field("Where the file is").input.text.endswith("none.csv")


def test_a_spreadsheet_that_is_no_csv_is_shown_and_does_not_open(drive, home):
    (home / "账单.xlsx").write_bytes(b"PK")
    driver = start(drive)
    driver.tap("Look in folders")
    assert driver.sees("Save it as CSV first")
    tap_row(driver, "账单.xlsx")
    assert driver.nav.top.route == "browse"


def test_a_folder_that_went_meanwhile_says_so(drive, home):
    driver = start(drive)
    driver.tap("Look in folders")
    (home / "Downloads").rmdir()
    driver.tap("Downloads")
    assert driver.sees("This folder cannot be opened. Try another one, or type the path.")
    tap_row(driver, "One folder up")
    assert driver.sees("龑的文件")


def test_a_file_dropped_on_the_window_is_the_one_that_is_read(drive, home):
    driver = start(drive)
    path = home / "龑的文件" / "欠款.csv"
    driver.window.dispatch("on_drop_file", str(path).encode(), 5, 5)
    driver.frames(3)
    driver.tap("Import")
    driver.until(lambda: not driver.nav.top.state.working)
    assert len(driver.nav.session.debts) == 2


def test_leaving_while_a_list_is_read_leaves_all_of_it_or_nothing_and_the_list_shows_which(drive, home):
    path = home / "many.csv"
    path.write_text("name,balance\n" + "".join(f"Debt {i},5\n" for i in range(2000)), "utf-8")
    driver = start(drive)
    driver.type_into("Where the file is", str(path))
    driver.tap("Import")
    driver.nav.tab("debts")
    driver.until(lambda: all(one.is_over for one in driver.nav._work))
    driver.frames(4)
    stored = driver.nav.session.household.debts()
    assert len(stored) in (0, 2000)
    assert driver.nav.session.debts == stored
    assert len(driver.nav.top.state.rows) == len(stored)


def test_a_list_shown_after_the_look_changed_has_its_colours(drive, home):
    from ui.theme import theme
    from ui.widgets.row_list import Line

    driver = start(drive)
    driver.tap("Look in folders")
    tap_row(driver, "Downloads")
    driver.nav.tab("settings")
    driver.frames(3)
    driver.tap("Dark")
    driver.nav.tab("more")
    driver.nav.open("browse", take=print)
    driver.frames(4)
    assert {line._next.drawn_color for line in driver.all(Line)} == {tuple(theme.color("muted"))}


def test_ten_thousand_files_are_a_list_of_a_few_widgets(drive, home):
    many = home / "many"
    many.mkdir()
    for number in range(10_000):
        (many / f"{number}.csv").touch()
    driver = start(drive)
    driver.nav.open("browse", take=print, folder=str(many))
    driver.frames(4)
    from ui.widgets.row_list import Line

    assert len(driver.nav.top.state.rows) == 10_001
    assert len(driver.all(Line)) < 30
    assert isinstance(driver.nav.top.vm, BrowseViewModel)


@pytest.mark.parametrize(("language", "scale"), [("en", "1.0"), ("zh", "1.6")])
def test_a_long_path_shows_its_end_and_after_typing_too(drive, home, language, scale):
    from ui.widgets.field import Field
    from ui.widgets.words import measurer

    driver = start(drive, language=language, text_size=scale)
    page = driver.nav.top
    page.show(page.vm.type(str(home / "龑的文件" / (LONG + " 2026-11-28.csv"))))
    driver.frames(6)
    field = driver.one(Field)
    line = field.input
    beyond = measurer(line.font_size, False)(line.text) - line.width + line.padding[2]
    assert (field._dots.value, field._unit.value) == ("...", "")
    assert line.scroll_x == pytest.approx(beyond)
    line.focus = True
    driver.frames(3)
    assert (field._dots.value, line.cursor[0]) == ("", len(line.text))
    line.focus = False
    driver.frames(3)
    assert field._dots.value == "..."
    assert line.scroll_x == pytest.approx(beyond)
    page.show(page.vm.type("~/a.csv"))
    driver.frames(3)
    assert (field._dots.value, line.scroll_x) == ("", 0)
