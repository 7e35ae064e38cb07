"""Help in a real window: a phone calls, a desk copies, and a call that fails is copied with a sentence."""

import pytest

from tests.screens.test_layout import faults_of


@pytest.fixture
def help_page(drive):
    def start(**props):
        driver = drive(sample="en", country="US", **props)
        driver.nav.help()
        driver.frames(6)
        return driver

    return start


def clipboard():
    from kivy.core.clipboard import Clipboard

    return Clipboard.paste()


def test_a_desk_copies_the_number(help_page):
    driver = help_page()
    driver.tap("Copy 988")
    assert clipboard() == "988"
    assert driver.sees("988 is copied. Now dial it.")
    assert not driver.sees("Call 988")


def test_a_phone_opens_its_dialler_and_copies_beside_it(help_page):
    called = []

    def dial(number):
        called.append(number)
        return True

    driver = help_page(dial=dial)
    driver.tap("Call 911")
    driver.tap("Call 1 800 388 2227")
    assert called == ["911", "18003882227"]
    assert not driver.sees("is copied")
    driver.tap("Copy 911")
    assert clipboard() == "911"
    assert driver.sees("911 is copied. Now dial it.")


def test_a_call_that_fails_is_copied_with_a_sentence(help_page):
    driver = help_page(dial=lambda _: False)
    driver.tap("Call 988")
    assert clipboard() == "988"
    assert driver.sees("Calling does not work on this device. 988 is copied instead.")


def test_what_is_only_a_text_or_an_address_is_never_called(help_page):
    driver = help_page(dial=lambda _: True)
    lines = [line for _, lines in driver.nav.top.state.groups for line in lines]
    texts = [line for line in lines if not line.dial]
    assert texts
    driver.tap(texts[0].button)
    assert clipboard() == texts[0].call


@pytest.mark.parametrize(("size", "scale"), [((390, 844), "1.0"), ((320, 568), "2.0")])
def test_call_and_copy_have_room_on_a_phone(help_page, size, scale):
    driver = help_page(dial=lambda _: True, size=size, text_size=scale)
    assert faults_of(driver) == []
