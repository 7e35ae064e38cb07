"""Nothing is cut, covered or pushed off the window: on every page, phone and desk, both languages, large text too."""

import pytest

from tests.pages import pages

SETS = [
    ("en", "light", (390, 844), "1.0"),
    ("zh", "dark", (390, 844), "1.6"),
    ("en", "contrast", (390, 844), "1.6"),
    ("zh", "light", (1280, 800), "1.0"),
    ("en", "dark", (1280, 800), "1.6"),
    ("en", "light", (320, 568), "2.0"),
    ("zh", "light", (1000, 700), "0.8"),
]


def faults_of(driver):
    """Return what cannot be read on the page, as (what, words)."""
    from kivy.uix.boxlayout import BoxLayout

    from ui.widgets.words import Words

    width, found = driver.window.width, []
    for words in driver.all(Words):
        if not words.value or not words.opacity:
            continue
        left, _ = words.to_window(words.x, words.y)
        if left < -1 or left + words.width > width + 1:
            found.append(("off the window", words.value))
        if not words.one_line and words.texture_size[0] > words.width + 1:
            found.append(("wider than its place", words.value))
        if words.texture_size[1] > words.height + 1:
            found.append(("higher than its place", words.value))
    for box in driver.all(BoxLayout):
        for child in box.children:
            if child.height and (child.y < box.y - 1.5 or child.top > box.top + 1.5):
                found.append(
                    ("higher than the box it is in", type(box).__name__, type(child).__name__, words_in(child))
                )
            if (
                child.width
                and child.size_hint_x is not None
                and (child.x < box.x - 1.5 or child.right > box.right + 1.5)
            ):
                found.append(("wider than the box it is in", type(box).__name__, type(child).__name__, words_in(child)))
    return found


def words_in(widget):
    from ui.widgets.words import Words

    return [w.value for w in widget.walk() if isinstance(w, Words)][:2]


@pytest.mark.parametrize(("language", "theme", "size", "scale"), SETS, ids=lambda value: str(value))
def test_every_page_can_be_read(drive, language, theme, size, scale):
    driver = drive(sample=language, size=size, theme=theme, text_size=scale, country="CN" if language == "zh" else "GB")
    wrong = {}
    for name in pages(driver):
        driver.frames(6)
        if faults := faults_of(driver):
            wrong[name] = faults
    assert wrong == {}


def test_a_word_that_has_no_room_would_be_found(drive):
    driver = drive(sample="en")
    from ui.widgets.words import Words

    words = driver.one(Words, value="Next payments")
    words.hug, words.size_hint_x = True, None
    words.value = "A heading that is much longer than the width of a phone allows for"
    driver.frames(3)
    assert faults_of(driver)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_english_is_left_over_in_chinese_and_no_box_is_drawn(drive, language):
    fonts = pytest.importorskip("fontTools.ttLib")
    from planner.resources import ASSETS

    known = set(fonts.TTFont(ASSETS / "fonts" / "NotoSansSC-Regular.ttf").getBestCmap())
    driver = drive(sample=language, country="CN")
    english = []
    for name in pages(driver):
        driver.frames(3)
        for words in driver.words():
            assert [c for c in words if ord(c) not in known and c != "\n"] == [], (name, words)
            if language == "zh" and name != "first-language":
                plain = (
                    words.replace("CSV", "")
                    .replace("JSON", "")
                    .replace("Ashore", "")
                    .replace("Language", "")
                    .replace("App", "")
                    .replace("English", "")
                )
                plain = plain.replace("name", "").replace("balance", "")
                letters = [part for part in plain.split() if part.isascii() and part.isalpha() and len(part) > 3]
                to_send = name == "reachable" and words.startswith("You can reach me")  # to be sent in English
                if letters and "/" not in words and not to_send:
                    english.append((name, words))
    assert english == []


@pytest.mark.parametrize(("size", "scale"), [((390, 844), "1.6"), ((1280, 800), "1.0")])
def test_nothing_to_press_is_too_small_for_a_finger(drive, size, scale):
    from ui.widgets.focus import focus_order

    driver = drive(sample="en", size=size, text_size=scale, country="GB")
    small = []
    for name in pages(driver):
        driver.frames(4)
        for widget in focus_order(driver.app.root.layers[-1]):
            x, y = widget.center
            reach = [dy for dy in range(-30, 31) if widget.collide_point(x, y + dy)]
            if len(reach) < 44 and not getattr(widget, "takes_text", False):
                small.append((name, type(widget).__name__, getattr(widget, "label", ""), len(reach)))
    assert small == []


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
