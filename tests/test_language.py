"""Chinese is a first language here: every sentence stands in the catalogue, with the same blanks, in glyphs we ship."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_currency

from planner.errors import Text
from planner.i18n import format_day, format_money, translator
from planner.money import exponent
from planner.resources import ASSETS

extract = pytest.importorskip("babel.messages.extract")
mofile = pytest.importorskip("babel.messages.mofile")
pofile = pytest.importorskip("babel.messages.pofile")

TOP = Path(__file__).parent.parent
FOLDER = ASSETS / "locale/zh/LC_MESSAGES"


def sentences_in_code():
    return {
        message
        for room in ("planner", "ui")
        for _, _, message, _, _ in extract.extract_from_dir(
            str(TOP / room), [("**.py", "python")], keywords={"Text": None}
        )
    }


def catalogue():
    with (FOLDER / "ashore.po").open("rb") as file:
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


def test_english_has_no_character_that_is_a_full_em_wide_in_our_font():
    wide = "’‘“”·…×→"
    assert [sentence for sentence in sentences_in_code() if set(wide) & set(sentence)] == []


def test_the_compiled_catalogue_is_the_written_one():
    with (FOLDER / "ashore.mo").open("rb") as file:
        assert {m.id: m.string for m in mofile.read_mo(file) if m.id} == catalogue()


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


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("currency", ["USD", "CNY", "GBP", "JPY", "KRW", "TWD", "EUR", "INR", "KWD", "CHF"])
def test_an_amount_reads_as_babel_writes_it(currency, language):
    locale = {"en": "en_US", "zh": "zh_CN"}[language]
    for minor in (0, 1, -1, 99, 100, -100, 123_456, -1_234_567, 10**14 + 1):
        major = Decimal(minor).scaleb(-exponent(currency))
        assert format_money(minor, currency, language) == format_currency(major, currency, locale=locale)


def test_a_currency_that_babel_rounds_keeps_its_smallest_unit():
    assert format_money(12345, "RSD", "en") == "RSD123.45"
