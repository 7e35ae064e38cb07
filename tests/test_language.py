"""Chinese is a first language here: every sentence stands in the catalogue, with the same blanks, in glyphs we ship."""

import re
from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_currency

from planner.errors import Hours, Text
from planner.i18n import first_weekday, format_clock, format_day, format_hours, format_money, translator
from planner.money import exponent
from planner.resources import ASSETS

extract = pytest.importorskip("babel.messages.extract")
mofile = pytest.importorskip("babel.messages.mofile")
pofile = pytest.importorskip("babel.messages.pofile")

TOP = Path(__file__).parent.parent
FOLDER = ASSETS / "locale/zh/LC_MESSAGES"
AMERICAN = ASSETS / "locale/en_US/LC_MESSAGES"


def sentences_in_code():
    return {
        message
        for room in ("planner", "ui")
        for _, _, message, _, _ in extract.extract_from_dir(
            str(TOP / room), [("**.py", "python")], keywords={"Text": None}
        )
    }


def catalogue(folder=FOLDER):
    with (folder / "ashore.po").open("rb") as file:
        return {m.id: m.string for m in pofile.read_po(file) if m.id}


def test_every_sentence_has_its_chinese_and_none_is_stale():
    assert sentences_in_code() == {key for key, value in catalogue().items() if value}


def test_blanks_are_the_same_in_both_languages():
    wrong = [
        key
        for key, value in catalogue().items()
        if sorted(re.findall(r"{\w+}", key)) != sorted(re.findall(r"{\w+}", value))
    ]
    assert wrong == []


def test_an_hour_in_running_chinese_stands_like_a_day():
    files = [*ASSETS.rglob("*.toml"), FOLDER / "ashore.po"]
    assert len(files) > 100
    assert not [path.name for path in files if re.search(r"(\d|\}) 点", path.read_text("utf-8"))]  # 8点, as 12月5日


def test_english_has_no_character_that_is_a_full_em_wide_in_our_font():
    wide = "’‘“”·…×→"
    assert [sentence for sentence in sentences_in_code() if set(wide) & set(sentence)] == []


def test_the_compiled_catalogue_is_the_written_one():
    with (FOLDER / "ashore.mo").open("rb") as file:
        assert {m.id: m.string for m in mofile.read_mo(file) if m.id} == catalogue()


def test_american_english_spells_its_own_words_and_nothing_else():
    american = catalogue(AMERICAN)
    assert set(american) <= sentences_in_code()
    changed = {tuple(words) for key, value in american.items() for words in differing(key, value)}
    assert changed <= {
        ("instalment", "installment"),
        ("practise", "practice"),
        ("neighbour", "neighbor"),
        ("itemised", "itemized"),
        ("centre", "center"),
        ("licence", "license"),
        ("post", "mail"),
    }
    with (AMERICAN / "ashore.mo").open("rb") as file:
        assert {m.id: m.string for m in mofile.read_mo(file) if m.id} == american
    left = [key for key in sentences_in_code() - set(american) if re.search(r"\b(an?|of|in|equal) instalment", key)]
    assert left == []


def differing(british, american):
    """The words in which two sentences differ, in lower case and without their plural."""
    pairs = zip(re.findall(r"[\w{}]+", british.lower()), re.findall(r"[\w{}]+", american.lower()), strict=True)
    return [(one.removesuffix("s"), other.removesuffix("s")) for one, other in pairs if one != other]


def test_the_place_says_how_english_writes_a_time_of_day():
    at = time(21, 5)
    assert [format_clock(at, "en"), format_clock(at, "en", american=True)] == ["21:05", "9:05 PM"]
    assert format_clock(at, "zh", american=True) == "21:05"
    bands = [(0, 6), (8, 10), (10, 12), (22, 24)]
    assert [format_hours(*band, "en", american=True) for band in bands] == [
        "12–6 AM",
        "8–10 AM",
        "10 AM–12 PM",
        "10 PM–12 AM",
    ]
    assert [format_hours(22, 24, "zh", american=True), format_hours(22, 24, "en")] == ["22–24点", "22–24"]
    asked = Text("Only {hours}, {said}", {"hours": Hours("18:00-20:00"), "said": "at 18:00"})
    assert translator("en")(asked) == "Only 18:00-20:00, at 18:00"
    assert translator("en", american=True)(asked) == "Only 6:00 PM-8:00 PM, at 18:00"


@pytest.mark.parametrize("face", ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def test_every_character_of_both_languages_is_in_the_fonts(face):
    fonts = pytest.importorskip("fontTools.ttLib")
    known = set(fonts.TTFont(ASSETS / "fonts" / face).getBestCmap())
    used = {c for key, value in catalogue().items() for c in key + value}
    shown = [file for name in ("guides", "scripts") for file in (ASSETS / "tactics").glob(f"{name}.*.toml")]
    used |= {c for file in shown for c in file.read_text("utf-8") if c != "\n"}
    assert sorted(c for c in used if ord(c) not in known) == []


def test_amounts_and_days_take_the_form_of_the_language():
    from datetime import date

    assert format_money(123450, "USD", "en") == "$1,234.50"
    assert format_money(123450, "CNY", "zh") == "¥1,234.50"
    assert format_money(1234, "JPY", "zh") == "JP¥1,234"
    assert format_day(date(2028, 7, 1), "zh") == "2028年7月1日"
    assert translator("zh")(Text("Why")) == "为什么"


def test_a_week_begins_on_the_day_of_the_place():
    begins = {country: first_weekday(country) for country in ("US", "TW", "GB", "CN", "DE", "", "XX")}
    assert begins == {"US": 6, "TW": 6, "GB": 0, "CN": 0, "DE": 0, "": 0, "XX": 0}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("currency", ["USD", "CNY", "GBP", "JPY", "KRW", "TWD", "EUR", "INR", "KWD", "CHF"])
def test_an_amount_reads_as_babel_writes_it(currency, language):
    locale = {"en": "en_US", "zh": "zh_CN"}[language]
    for minor in (0, 1, -1, 99, 100, -100, 123_456, -1_234_567, 10**14 + 1):
        major = Decimal(minor).scaleb(-exponent(currency))
        assert format_money(minor, currency, language) == format_currency(major, currency, locale=locale)


def test_a_currency_that_babel_rounds_keeps_its_smallest_unit():
    assert format_money(12345, "RSD", "en") == "RSD123.45"
