"""Nothing is cut, covered, boxed, too small to press or left in English, and Tab goes through all of it as one reads: on
every page, in both languages, large text too.

Here on a phone; ``test_layout_wide.py`` has the desk. Each window walks all pages once.
"""

import pytest

from tests.faults import english_left_in, faults_of, wrong_pages
from tests.keyboard_way import keyboard_faults, out_of_order

SETS = [
    ("en", "light", (390, 844), "1.0"),
    ("zh", "dark", (390, 844), "1.6"),
    ("en", "contrast", (390, 844), "1.6"),
    ("en", "light", (320, 568), "2.0"),
]


@pytest.mark.parametrize(("language", "theme", "size", "scale"), SETS, ids=lambda value: str(value))
def test_every_page_can_be_read_and_pressed(drive, language, theme, size, scale):
    country = "CN" if language == "zh" else "GB"
    assert wrong_pages(drive(sample=language, size=size, theme=theme, text_size=scale, country=country)) == {}


def test_a_word_that_has_no_room_would_be_found(drive):
    driver = drive(sample="en")
    from ui.widgets.words import Words

    words = driver.one(Words, value="Next payments")
    words.hug, words.size_hint_x = True, None
    words.value = "A heading that is much longer than the width of a phone allows for"
    driver.frames(3)
    assert faults_of(driver)


def test_what_the_keyboard_does_not_reach_or_reaches_too_late_would_be_found(drive):
    driver = drive(sample="en")
    assert keyboard_faults(driver) == []
    from ui.widgets.focus import focus_order

    order = focus_order(driver.app.root.layers[-1])
    first, second = order[3:5]
    first.is_focusable = False
    assert [fault[0] for fault in keyboard_faults(driver)] == ["out of the keyboard's reach"]
    first.is_focusable = True
    assert out_of_order(order) == []
    assert out_of_order(order[::-1])
    second.label = ""
    assert ("no name", type(second).__name__) in keyboard_faults(driver)


def test_no_chip_lies_over_words(drive):
    driver = drive(sample="en", size=(1280, 800), text_size="1.6", country="US")
    from ui.widgets.timeline import FoundChip

    driver.nav.tab("contacts")
    driver.until(lambda: not driver.nav.is_working, seconds=60)
    driver.frames(6)
    chips = [chip for chip in driver.all(FoundChip) if chip.opacity]
    assert chips
    assert all(chip.top <= chip.parent.top for chip in chips)


def test_an_amount_is_whole_after_more_faces_were_drawn_than_are_kept(drive):
    drive(sample="en")
    from kivy.core.text import Label

    from ui.widgets.words import Words, measurer

    measurer.cache_clear()
    natural = Words(value="$449.15", strong=True, hug=True).width  # of a face that was just drawn
    for step in range(300):
        Label(text="x", font_size=20 + step / 4).refresh()
    assert Words(value="$449.15", strong=True, hug=True).width == natural


def test_english_that_is_left_over_would_be_found():
    assert english_left_in("today", "今天 Nothing needs doing")
    assert not english_left_in("today", "存成 CSV 和 JSON")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scale", ["1.0", "1.6"])
def test_no_line_of_the_sample_ends_in_dots(drive, language, scale):
    from ui.widgets.row_list import Line
    from ui.widgets.words import Words

    driver = drive(sample=language, text_size=scale, country="CN" if language == "zh" else "GB")
    for tab in ("debts", "months"):
        driver.nav.start(tab)
        driver.frames(6)
        lines = [
            words for line in driver.all(Line) for words in line.walk() if isinstance(words, Words) and words.value
        ]
        assert lines
        assert [words.value for words in lines if words.is_shortened] == []


@pytest.mark.parametrize("scale", ["1.0", "1.6"])
def test_a_form_leads_back_once_a_list_begins_high_and_a_sheet_keeps_its_button_in_sight(drive, scale):
    from ui.widgets.press import Pressable
    from ui.widgets.timeline import Timeline

    driver = drive(sample="en", text_size=scale, country="GB")
    nav = driver.nav
    nav.open("debt_form")
    nav.top.show(nav.top.vm.choose_kind("card"))
    driver.frames(4)
    assert len(driver.all(Pressable, label="Back")) == 1
    assert driver.one(Pressable, label="Next").y < 40  # beside it, or alone, and not over a second button
    nav.tab("contacts")
    driver.until(lambda: not nav.is_working, seconds=60)
    listed = driver.one(Timeline)
    assert listed.to_window(0, listed.top)[1] > driver.window.height / 2
    nav.start("debits")
    nav.top.show(nav.top.vm.open("debit"))
    driver.frames(4)
    save = driver.one(Pressable, label="Save")
    assert 0 < save.to_window(*save.pos)[1] < 40


def test_a_tick_and_a_check_stand_by_the_first_of_many_lines_and_a_paragraph_is_not_bold(screen):
    from ui.fonts import register_fonts
    from ui.theme import theme
    from ui.widgets.choice import Option, Tick

    theme.use()
    register_fonts()
    words = "A paragraph that is so long that it takes several lines of a phone, and then some more"
    for made in (Option(value=words, chosen=True, plain=True, width=300), Tick(value=words, on=True, width=300)):
        made._words._lay_out()
        for _ in range(3):
            for one in made.walk():
                if hasattr(one, "do_layout"):
                    one.do_layout()
        sign = made._check if isinstance(made, Option) else made._box
        assert made._words.height > 3 * sign.height
        assert abs(made._words.top - sign.top) <= 3
        assert not made._words.bold
    short = Option(value="Yes", chosen=True, width=300)
    assert short._words.bold


def test_a_chip_that_leads_on_looks_unlike_one_that_is_chosen_from(screen):
    from ui.fonts import register_fonts
    from ui.theme import theme
    from ui.widgets.pressed_chip import PressedChip, WayChip

    register_fonts()
    for mode in ("light", "dark", "contrast"):
        theme.use(mode)
        way = WayChip(value="Promises", icon="promise")
        looks = {(chip.fill, chip.edge) for chip in (PressedChip(value="All"), PressedChip(value="All", chosen=True))}
        assert (way.fill, way.edge) not in looks
        assert (way._words.tone, way._icon.tone, way.role) == ("primary", "primary", "button")
    theme.use()


def test_a_tile_and_a_button_are_seen_on_a_soft_card_and_keep_their_own_ground_elsewhere(screen):
    from ui.fonts import register_fonts
    from ui.theme import theme
    from ui.widgets.card import IconTile, open_row
    from ui.widgets.layout import Card
    from ui.widgets.press import KButton
    from ui.widgets.tree import el, grow

    theme.use()
    register_fonts()
    for kind, fill in (("soft", "surface"), ("chosen", "surface"), ("plain", "soft")):
        row, go = open_row("Talk", "", "help", print), el(KButton, key="go", value="Go", kind="soft")
        card = grow(el(Card, row, go, kind=kind, key="card"))
        seen = [one for one in card.walk() if isinstance(one, (IconTile, KButton))]
        assert [one.fill for one in seen] == [fill, fill]
        seen[-1].value = "Go on"  # it keeps it when it is dressed again
        assert seen[-1].fill == fill
