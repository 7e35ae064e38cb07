"""What can be said of the look without a window: colours that can be told apart, icons that are there, lines that break well."""

import pytest

from planner.line_breaks import break_lines
from planner.resources import ASSETS
from ui.icons import ICONS
from ui.palettes import AREA_PAIRS, PALETTES, SHAPE_PAIRS, TEXT_PAIRS, contrast


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_every_text_can_be_read_on_its_ground(name, pair):
    text, ground = (PALETTES[name][token] for token in pair)
    assert contrast(text, ground) >= (7 if name == "contrast" else 4.5)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_every_border_that_matters_can_be_seen(name, pair):
    shape, ground = (PALETTES[name][token] for token in pair)
    assert contrast(shape, ground) >= 3


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("token", ["s1", "s2", "s3", "s4", "s5"])
def test_a_series_stands_out_from_its_ground(name, token):
    assert contrast(PALETTES[name][token], PALETTES[name]["surface"]) >= 2.4


@pytest.mark.parametrize(("name", "pair"), [(name, pair) for name, pairs in AREA_PAIRS.items() for pair in pairs])
def test_a_name_can_be_read_on_its_area(name, pair):
    text, area = (PALETTES[name][token] for token in pair)
    assert contrast(text, area) >= 4.5


def test_contrast_is_the_ratio_of_wcag():
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_icon_is_in_the_icon_font():
    fonts = pytest.importorskip("fontTools.ttLib")
    known = set(fonts.TTFont(ASSETS / "icons" / "ashore-icons.ttf").getBestCmap())
    assert [name for name, sign in ICONS.items() if ord(sign) not in known] == []


def test_what_is_said_to_be_in_the_bold_cut_is_in_it(screenless_fonts):
    fonts = pytest.importorskip("fontTools.ttLib")
    bold = set(fonts.TTFont(ASSETS / "fonts" / "NotoSansSC-Bold.ttf").getBestCmap())
    regular = set(fonts.TTFont(ASSETS / "fonts" / "NotoSansSC-Regular.ttf").getBestCmap())
    said = [chr(code) for code in range(32, 0xFFFF) if not 0x7F <= code < 0xA0 and code in regular]
    assert [c for c in said if screenless_fonts(c) and ord(c) not in bold] == []
    assert screenless_fonts("Harbour Bank card – 招商银行 ¥1,200.50")
    assert not screenless_fonts("喆记")


def test_a_name_with_a_rare_character_looks_bold_all_the_same(screenless_fonts):
    from ui.fonts import strike

    assert strike("欧阳娜 Harbour Bank", 15) == 0
    assert strike("龑", 15) == 1
    assert strike("龑", 30) == 2


@pytest.fixture
def screenless_fonts():
    import os

    os.environ.setdefault("KIVY_NO_ARGS", "1")
    from ui.fonts import bold_can_draw

    return bold_can_draw


def each_one(text):
    """A measure in which every character is one wide."""
    return len(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, "one two\nthree"),
        ("先还最要紧的，再还利率高的。", 7, "先还最要紧的，\n再还利率高的。"),
        ("先还最要紧的，再还", 6, "先还最要紧\n的，再还"),
        ("用 Ashore 看计划", 6, "用\nAshore\n看计划"),
        ("abcdefghij", 4, "abcd\nefgh\nij"),
        ("a\n\nb", 4, "a\n\nb"),
        ("", 4, ""),
        ("说（一）二", 3, "说\n（一）\n二"),
        ("现在遇到什么事？", 6, "现在遇到\n什么事？"),
        ("不用注册，不联网，没有广告。", 12, "不用注册，不联网，\n没有广告。"),
        ("From now on. You can skip it.", 26, "From now on. You can\nskip it."),
    ],
)
def test_lines_end_where_a_reader_expects(text, width, lines):
    assert break_lines(text, width, each_one) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("起诉期限（诉讼时效）", 9, "起诉期限\n（诉讼时效）"),
        ("电话，10月7日 周三 19:20", 8, "电话，10月7日\n周三 19:20"),
        ("电话，10月7日 周三 19:20", 15, "电话，10月7日 周三\n19:20"),
        ("信用卡，100 0000 0142", 16, "信用卡，\n100 0000 0142"),
        ("reach me at 555 0199", 16, "reach me at\n555 0199"),
    ],
)
def test_a_day_a_number_and_a_short_remark_stay_whole(text, width, lines):
    assert break_lines(text, width, each_one).split() == lines.split()
    assert all(len(line) <= width for line in break_lines(text, width, each_one).split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "每月多还 $25.00：早 2 个月，少付利息 $218.37。Interest first, then the rest.",
        "打（一二三）（四五六七八），（2025）第50条、（abcdefgh）号，10月7日（周三）100 0000 0142。",
    ],
)
def test_no_character_is_lost_or_added_by_breaking(text):
    for width in range(2, 40):
        broken = break_lines(text, width, each_one)
        assert "".join(broken.split()) == "".join(text.split())
        assert all(len(line) <= max(width, 2) for line in broken.split("\n"))
        if width >= 12:
            assert not any(line[0] in "，。：,." for line in broken.split("\n"))
