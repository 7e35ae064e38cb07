"""Check-ins in a real window: help is one tap away everywhere, the weekly tap, a circle that stands still, gentle mode."""

import pytest

from tests.faults import no_help
from ui.routes import ROUTES
from ui.viewmodels.care import begin_care, care_of

FIRST_TAP = {
    "today": {},
    "debts": {},
    "plan": {},
    "contacts": {},
    "more": {},
    "settings": {},
    "happening": {},
    "contact_form": {},
    "protect": {},
    "first_run": {},
    "lock": {},
    "crash": {},
    "check_in": {},
    "questions": {"kind": "phq-4"},
    "breathe": {},
}
"""Pages that open by themselves; whether every other one has the way too is looked at where all pages are walked."""


def test_one_tap_leads_to_help_and_it_opens(drive):
    from ui.frame import TALK, TALK_IN_FULL
    from ui.widgets.press import Pressable

    driver = drive(language="en", country="US", welcomed="yes")
    nav, without = driver.nav, []
    for route, what in FIRST_TAP.items():
        assert route in ROUTES
        nav.start(route, **what)
        driver.frames(4)
        if no_help(driver):
            without.append(route)
            continue
        way = next(
            one
            for one in driver.app.root.walk()
            if isinstance(one, Pressable) and one.label in (TALK.id, TALK_IN_FULL.id)
        )
        driver.tap(way)
        if nav.top.route != "help":
            without.append(route)
    assert without == []
    nav.start("agenda")
    nav.top.show(nav.top.vm.ask(True))
    driver.frames(4)
    sheet = driver.app.root.layers[-1]
    driver.tap(next(one for one in sheet.walk() if isinstance(one, Pressable) and one.label == TALK_IN_FULL.id))
    assert nav.top.route == "help"  # what covers the page has the way too


def test_a_page_without_a_way_to_help_would_be_found(drive):
    driver = drive(sample="en")
    driver.nav.start("plan")
    driver.nav.top.offers_help = False
    driver.nav.draw()
    driver.frames(4)
    assert no_help(driver) == [("no way to help", "plan")]


@pytest.fixture
def checked(drive):
    driver = drive(sample="en", country="US", reduced_motion="yes")
    begin_care(driver.nav.session)
    driver.nav.start("check_in")
    driver.frames(4)
    return driver


def test_a_heavy_week_is_met_with_people_and_leads_on_to_gentle_mode(checked):
    driver, session = checked, checked.nav.session
    driver.tap("9")
    assert driver.sees("That is a lot to carry.")
    assert driver.sees("Need to talk to someone?")
    assert [entry.answers for entry in care_of(session).check_ins.entries()] == [(9,)]
    driver.nav.open("breathe")
    driver.frames(4)
    from ui.widgets.breathing import BreathingCircle

    circle = driver.one(BreathingCircle)
    before = circle.part
    driver.frames(12)
    assert circle.part == before == 1.0
    driver.nav.start("care_settings")
    driver.nav.top._turn_gentle()
    driver.nav.start("today")
    driver.frames(4)
    assert driver.sees("One small step")
    assert driver.sees("Next date")
    assert not [words for words in driver.words() if "$" in words]
    driver.tap("Show amount")
    assert [words for words in driver.words() if "$" in words]
    driver.tap("Show everything again")
    assert driver.sees("ashore by")


@pytest.mark.parametrize(
    ("scale", "width", "lines"),
    [
        ("1.0", 326, [6, 5]),
        ("1.6", 326, [6, 5]),
        ("2.0", 326, [6, 5]),
        ("1.0", 256, [4, 4, 3]),
        ("1.6", 492, [6, 5]),
        ("2.0", 600, [11]),
    ],
)
def test_numbers_to_tap_stand_in_even_lines_at_every_text_size(screen, scale, width, lines):
    from collections import Counter

    from ui.fonts import register_fonts
    from ui.theme import theme
    from ui.widgets.number_row import Numbers, NumberTap

    register_fonts()
    theme.use(text_scale=float(scale))
    row = Numbers(gap=8, width=width)
    for number in range(11):
        row.add_widget(NumberTap(value=str(number)))
    row.do_layout()
    theme.use()
    assert list(Counter(one.y for one in reversed(row.children)).values()) == lines
    assert all(one.width >= 44 and one.right <= width for one in row.children)
    assert width - max(one.right for one in row.children) < 6  # a line takes the whole width
