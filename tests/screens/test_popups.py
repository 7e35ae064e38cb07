"""What opens over a page is used by keyboard alone, and the keyboard comes back to where it was."""

import time

import pytest

from tests.screens.test_keyboard import DOWN, ENTER, ESCAPE, LEFT, RIGHT, SPACE, TAB, UP, go_to, name_of, press, walk


@pytest.fixture
def payment(drive):
    """The form of a payment, open over its debt."""
    driver = drive(sample="en")
    driver.nav.open("debt", debt_id=driver.nav.session.debts[0].id)
    driver.frames(4)
    go_to(driver, "Record a payment")
    press(driver, ENTER)
    go_to(driver, "Choose a day")
    return driver


def test_a_day_is_chosen_from_the_calendar_by_keyboard_alone(payment):
    driver = payment
    press(driver, ENTER)
    assert driver.sees("November 2026")
    order = walk(driver)
    assert order[:5] == ["Need to talk to someone?", "Close", "<", ">", "2026-11-01"]
    assert order[-1] == "2026-11-30"
    go_to(driver, "2026-11-24")
    for key, day in ((LEFT, 23), (UP, 16), (RIGHT, 17), (DOWN, 24), (UP, 17)):
        press(driver, key)
        assert name_of(driver.focused()) == f"2026-11-{day}"
    press(driver, ENTER)
    assert driver.field("Paid on").input.text == "2026-11-17"
    assert name_of(driver.focused()) == "Choose a day"


def test_arrows_lead_into_the_months_beside_and_buttons_turn_the_page(payment):
    driver = payment
    press(driver, ENTER)
    go_to(driver, "2026-11-30")
    press(driver, DOWN)
    assert name_of(driver.focused()) == "2026-12-07"
    assert driver.sees("December 2026")
    for _ in range(7):
        press(driver, LEFT)
    assert name_of(driver.focused()) == "2026-11-30"
    assert driver.sees("November 2026")
    go_to(driver, "<")
    press(driver, SPACE)
    press(driver, SPACE)
    assert driver.sees("September 2026")
    go_to(driver, "2026-09-30")
    press(driver, ENTER)
    assert driver.field("Paid on").input.text == "2026-09-30"


def test_escape_leaves_the_calendar_then_the_form_and_changes_nothing(payment):
    driver = payment
    press(driver, ENTER)
    go_to(driver, "2026-11-02")
    press(driver, ESCAPE)
    assert driver.field("Paid on").input.text == "2026-11-24"
    assert name_of(driver.focused()) == "Choose a day"
    press(driver, ESCAPE)
    assert len(driver.app.root.layers) == 1
    assert name_of(driver.focused()) == "Record a payment"
    assert driver.nav.session.payments == []


def test_a_held_enter_chooses_a_day_once_and_does_not_open_the_calendar_again(payment):
    driver = payment
    press(driver, ENTER)
    go_to(driver, "2026-11-03")
    driver.window.dispatch("on_key_down", ENTER, 0, None, [])
    driver.until(lambda: not driver.sees("November 2026"))
    assert driver.field("Paid on").input.text == "2026-11-03"
    for _ in range(4):
        driver.window.dispatch("on_key_down", ENTER, 0, None, [])
        time.sleep(0.06)  # a button that is pressed acts after 0.05 s
        driver.frames(2)
    assert not driver.sees("November 2026")
    driver.window.dispatch("on_key_up", ENTER, 0)
    driver.frames(2)
    press(driver, ENTER)
    assert driver.sees("November 2026")


def test_a_country_is_chosen_by_keyboard_alone_and_brings_its_parts(drive):
    driver = drive(sample="en", country="US")
    driver.nav.tab("settings")
    driver.frames(4)
    go_to(driver, "Country or region")
    press(driver, ENTER)
    countries = walk(driver)
    assert countries[:2] == ["Need to talk to someone?", "Close"]
    assert {"Mainland China", "United States", "United Kingdom", "Somewhere else"} <= set(countries)
    go_to(driver, "United States")
    press(driver, DOWN)
    following = name_of(driver.focused())
    assert following == countries[countries.index("United States") + 1]
    press(driver, UP)
    assert name_of(driver.focused()) == "United States"
    go_to(driver, "Mainland China")
    press(driver, SPACE)
    assert driver.nav.session.settings["country"] == "CN"
    assert len(driver.app.root.layers) == 1
    assert name_of(driver.focused()) == "Country or region"
    press(driver, TAB)
    assert name_of(driver.focused()) != "Country or region"


def test_escape_leaves_the_list_of_countries_as_it_was(drive):
    driver = drive(sample="en", country="US")
    driver.nav.tab("settings")
    driver.frames(4)
    go_to(driver, "Country or region")
    press(driver, ENTER)
    go_to(driver, "Mainland China")
    press(driver, ESCAPE)
    assert driver.nav.session.settings["country"] == "US"
    assert name_of(driver.focused()) == "Country or region"
    assert driver.nav.top.route == "settings"


def test_a_day_field_of_any_form_opens_its_own_month_and_leaves_the_others(drive):
    driver = drive(sample="en", country="US")
    driver.nav.open("statement", debt_id=driver.nav.session.debts[0].id)
    driver.frames(4)
    driver.type_into("First day of the statement", "2026-10-03")
    last = driver.field("Last day of the statement").input.text
    driver.tap("Choose a day: First day of the statement")
    assert driver.sees("October 2026")
    driver.tap("2026-10-24")
    assert driver.field("First day of the statement").input.text == "2026-10-24"
    assert driver.field("Last day of the statement").input.text == last
    assert len(driver.app.root.layers) == 1
    driver.nav.open("papers")
    assert driver.nav.top.tab == "debts"  # where the way back leads
    driver.nav.top.show(driver.nav.top.vm.add(True))
    driver.frames(4)
    driver.tap("Choose a day: The day you received the notice of the debt")
    driver.tap("2026-11-20")
    assert driver.sees("A paper came")
    assert driver.field("The day you received the notice of the debt").input.text == "2026-11-20"
