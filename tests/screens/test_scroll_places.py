"""Pages keep their place: after Back, beside a pane, in a new look; a long list scrolls with all that stands above it."""

import pytest


def body(driver, index=-1):
    """Return what scrolls on the page: the last of them is the pane, or the only one."""
    from ui.widgets.scroll import Placed

    return driver.all(Placed)[index]


def scroll_to(driver, from_top, index=-1):
    body(driver, index).rest_at(from_top)
    driver.frames(4)
    assert body(driver, index).from_top == pytest.approx(from_top)


def add_many_debts(driver, tmp_path, count=60):
    path = tmp_path / "many.csv"
    path.write_text("name,balance,apr\n" + "".join(f"Debt {i},{i + 1}.01,12\n" for i in range(count)), "utf-8")
    driver.nav.session.household.import_file(str(path), "USD")
    driver.nav.session.refresh()


def stands_in_window(driver, widget):
    _, bottom = widget.to_window(widget.x, widget.y)
    return bottom + widget.height > 0 and bottom < driver.window.height


@pytest.mark.parametrize(("size", "scale"), [((390, 844), "1.6"), ((390, 844), "1.0"), ((1280, 800), "1.6")])
def test_a_long_list_scrolls_with_all_that_stands_above_it(drive, tmp_path, size, scale):
    driver = drive(welcomed="yes", language="en", currency="USD", text_size=scale, size=size)
    add_many_debts(driver, tmp_path)
    driver.nav.tab("debts")
    driver.frames(6)
    from ui.widgets.row_list import Line
    from ui.widgets.words import Words

    page = body(driver)
    total = driver.one(Words, value="What you owe today")
    assert stands_in_window(driver, total)
    assert driver.sees("Debt 0")
    page.rest_at(10**6)
    driver.frames(6)
    assert not stands_in_window(driver, total)
    last = next(line for line in driver.all(Line) if line.index == 59)
    assert driver.sees("Debt 59")
    assert stands_in_window(driver, last)
    seen = [line for line in driver.all(Line) if stands_in_window(driver, line)]
    assert sum(line.height for line in seen) > page.height * 0.9


def test_every_row_that_can_be_seen_is_drawn_at_once(drive):
    driver = drive(sample="en", text_size="1.6")
    driver.nav.tab("debts")
    driver.frames(6)
    from ui.widgets.row_list import Line, RowList

    rows = driver.one(RowList)
    drawn = {line.index for line in driver.all(Line)}
    page = body(driver)
    room = page.height - (page.content.height - rows.rows_box.top)
    heights = [row.height for row in rows.rows_data]
    assert [i for i in range(len(heights)) if sum(heights[:i]) < room and i not in drawn] == []


def test_a_long_name_of_a_list_is_read_whole_on_a_phone_and_beside_a_page(drive):
    from ui.widgets.row_list import Line
    from ui.widgets.words import Words

    driver = drive(sample="en", size=(390, 844))
    nav = driver.nav
    name, lender = "Loan for the roof and the windows", "Consumer Credit and Recovery Services of North America"
    nav.session.household.add({"name": name, "kind": "online-loan", "balance": "640", "creditor": lender}, "USD")
    nav.session.refresh()
    for size in ((390, 844), (1280, 800)):
        driver.resize(*size)
        nav.tab("debts")
        nav.open("debt", debt_id=nav.session.debts[0].id) if size[0] > 1000 else None
        driver.frames(6)
        words = [one for line in driver.all(Line) for one in line.walk() if isinstance(one, Words) and one.value]
        assert any(name in one.value for one in words)
        assert [one.value for one in words if one.is_shortened] == []
        assert all(line.height >= sum(one.height for one in (line._title, line._under)) for line in driver.all(Line))


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_chosen_row_can_be_told_from_the_others(drive, theme):
    from ui.theme import theme as look
    from ui.widgets.row_list import Line

    driver = drive(sample="en", size=(1280, 800), theme=theme)
    driver.nav.tab("debts")
    driver.nav.open("debt", debt_id=driver.nav.session.debts[1].id)
    driver.frames(6)
    looks = {line.index: (look.color(line.fill), look.color(line.edge)) for line in driver.all(Line)}
    ground = look.color("surface")
    chosen = [index for index, (fill, edge) in looks.items() if fill[3] and fill != ground or edge[3]]
    assert chosen == [2]  # the names of the columns come first


def test_back_returns_to_where_a_page_stood(drive):
    driver = drive(sample="en")
    driver.nav.tab("plan")
    driver.frames(6)
    scroll_to(driver, 420)
    driver.nav.open("months")
    driver.frames(4)
    assert body(driver).from_top == 0
    driver.key(27)
    driver.frames(6)
    assert driver.nav.top.route == "plan"
    assert body(driver).from_top == pytest.approx(420, abs=1)


def test_back_returns_to_where_a_long_list_stood(drive, tmp_path):
    driver = drive(welcomed="yes", language="en", currency="USD")
    add_many_debts(driver, tmp_path)
    driver.nav.tab("debts")
    driver.frames(6)
    scroll_to(driver, 900)
    driver.nav.open("debt", debt_id=driver.nav.session.debts[20].id)
    driver.frames(4)
    driver.tap("Debts")
    driver.frames(6)
    assert driver.nav.top.route == "debts"
    assert body(driver).from_top == pytest.approx(900, abs=1)


def test_a_list_stays_where_it_is_when_a_debt_opens_beside_it(drive, tmp_path):
    driver = drive(welcomed="yes", language="en", currency="USD", size=(1280, 800))
    add_many_debts(driver, tmp_path)
    driver.nav.tab("debts")
    driver.frames(6)
    scroll_to(driver, 900)
    driver.nav.open("debt", debt_id=driver.nav.session.debts[20].id)
    driver.frames(6)
    assert body(driver, index=1).from_top == pytest.approx(900, abs=1)


def test_a_tab_begins_at_its_top(drive):
    driver = drive(sample="en")
    driver.nav.tab("plan")
    driver.frames(6)
    scroll_to(driver, 420)
    driver.tap("Today")
    driver.tap("Plan")
    assert body(driver).from_top == 0


def test_settings_stay_where_they_are_when_the_look_changes(drive):
    driver = drive(sample="en", size=(390, 600))
    driver.nav.tab("settings")
    driver.frames(6)
    scroll_to(driver, 200)
    driver.nav.top.choose(theme="dark")
    driver.frames(6)
    assert body(driver).from_top == pytest.approx(200, abs=1)


def test_a_page_that_fits_is_not_pulled_out_of_its_place(drive):
    driver = drive(sample="en", size=(390, 1200))
    driver.nav.open("really_them")
    driver.frames(6)
    page = body(driver)
    before = page.content.to_window(0, page.content.top)
    page.scroll_y = 0.2
    driver.frames(3)
    assert page.content.to_window(0, page.content.top) == before


def test_a_page_keeps_its_place_when_something_unfolds(drive):
    driver = drive(sample="en")
    driver.nav.tab("plan")
    driver.frames(6)
    scroll_to(driver, 400)
    before = body(driver).content.height
    driver.nav.top._explain()
    driver.frames(6)
    assert body(driver).content.height > before
    assert body(driver).from_top == pytest.approx(400, abs=1)
