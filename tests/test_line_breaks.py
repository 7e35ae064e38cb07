"""Where a line ends: nothing that is read in one breath is parted."""

import math
import random

import pytest

from planner.line_breaks import break_lines, break_title, count_lines, is_wider, pieces


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("那天17:30来的", "17:30"),
        ("那天17：30来的", "17：30"),
        ("民法典第六百七十八条规定", "第六百七十八条"),
        ("刑法第二百九十三条之一规定", "第二百九十三条之一"),
        ("这是第 2 步，共 3 步", "第 2 步，"),
        ("　　2.每一笔利息", "2.每"),
        ("1. 最初的金额", "1. 最初"),
        ("河畔债务咨询唐老师的意见", "唐老师"),
    ],
)
def test_a_time_an_article_and_the_number_of_an_item_stay_whole(words, whole):
    assert whole in pieces(words)
    assert "".join(pieces(words)) == words


def test_no_width_parts_a_time_of_the_day():
    words = "2026年11月8日 17:30：北辰催收公司，上门，说上话了。"
    for width in range(6, 40):
        assert "17:30" in break_lines(words, width, len).replace("：", "")


def test_a_word_that_only_looks_like_a_number_of_an_item_is_left_alone():
    assert pieces("利率 2.5 倍") == ["利率 ", "2.5 ", "倍"]


def test_no_line_ends_inside_a_common_word():
    words = "现在一定很难熬。不用一个人扛，可以跟免费顾问联系。"
    for width in range(6, 30):
        for word in ("一个人", "可以", "免费", "顾问", "联系"):
            assert any(word in line for line in break_lines(words, width, len).split("\n"))


def test_no_line_ends_inside_the_name_of_the_app_or_between_a_number_and_what_it_counts():
    words = "这份文书的期限是几天，上岸没有查到。没有约定的，22点到次日8点不催收，有 2 处支付令要看。"
    for width in range(8, 40):
        for whole in ("上岸", "22点", "8点", "2 处", "支付令"):
            assert any(whole in line for line in break_lines(words, width, len).split("\n"))


def test_an_american_time_keeps_its_half_of_the_day():
    assert pieces("at 9:05 AM, then") == ["at ", "9:05 AM, ", "then"]


def test_a_telephone_number_with_an_area_in_brackets_stays_whole():
    assert pieces("call (855) 411-2372 today") == ["call ", "(855) 411-2372 ", "today"]


def test_a_month_keeps_its_day():
    assert pieces("since Nov 24, 2026 we may 3") == ["since ", "Nov 24, ", "2026 ", "we ", "may ", "3"]


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        (
            "每一条都留着它的原文。打开一条，就能写明对方是谁。",
            20,
            "每一条都留着它的原文。打开一条，就能写明\n对方是谁。",
        ),
        ("由你选哪些号码进来，其余的都留在外面。", 18, "由你选哪些号码进来，其余的都留在\n外面。"),
        (
            "You choose whose numbers come in, and the rest stays out.",
            50,
            "You choose whose numbers come in, and the rest\nstays out.",
        ),
        ("Keep it with your papers, as it is and whole.", 42, "Keep it with your papers, as it is\nand whole."),
        ("The letter you sent has come back to you.", 38, "The letter you sent has come back\nto you."),
    ],
)
def test_a_line_is_full_unless_one_short_word_would_stand_alone_below_it(words, width, lines):
    assert break_lines(words, width, len) == lines


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("第一次付给对方？先核实身份", 12, "第一次付给对方？先核实\n身份"),
        ("收入、生活开销、还剩多少。", 11, "收入、生活开销、还剩\n多少。"),
        ("信里可以要求对方一律书面发来", 13, "信里可以要求对方一律书面\n发来"),
        ("这一笔款项是可以停止的", 10, "这一笔款项是可以\n停止的"),
        ("你先看一看现在遇到什么事？", 11, "你先看一看现在遇到\n什么事？"),
        ("问一问这家公司怎么答复", 10, "问一问这家公司怎么\n答复"),
    ],
)
def test_a_chinese_character_is_not_left_alone_and_no_word_of_two_is_cut_for_it(words, width, lines):
    assert break_lines(words, width, len) == lines


def test_a_chinese_date_is_not_parted_after_its_year():
    words = "这份文件从2026年11月17日起算，还有三十天。"
    for width in range(12, 30):
        assert "2026年11月17日" in break_lines(words, width, len)


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("A debt collector (not the lender itself) may call", 30, "A debt collector (not the\nlender itself) may call"),
        ("每一期的应还日（只有一期就填那一期）", 12, "每一期的应还日（只有一期\n就填那一期）"),
        ("写明起诉期限（诉讼时效）", 10, "写明起诉期限\n（诉讼时效）"),
    ],
)
def test_only_a_short_remark_in_brackets_is_kept_whole(words, width, lines):
    assert break_lines(words, width, len) == lines


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (40, ["https://www.consumerfinance.gov/", "complaint/process?kind=debt&lang=zh-CN"]),
        (24, ["https://www.", "consumerfinance.gov/", "complaint/process?kind=", "debt&lang=zh-CN"]),
        (12, ["https://www.", "consumerfina", "nce.gov/", "complaint/", "process?", "kind=debt&", "lang=zh-CN"]),
    ],
)
def test_a_web_address_is_cut_at_its_seams(width, lines):
    address = "https://www.consumerfinance.gov/complaint/process?kind=debt&lang=zh-CN"
    assert break_lines(address, width, len).split("\n") == lines


def rounded(text):
    """A face whose letters are not of one width, measured in whole pixels as a screen does it."""
    return math.ceil(sum(15 if sign > "\u2e7f" else 4.3 if sign in "il .,1" else 8.7 for sign in text))


def test_lines_are_counted_as_they_are_broken():
    say = random.Random(7)
    words = (
        "loan, Harbour collector (agency) letter. 3 PM 10:15 Nov 28 June 5, 1. First 12. then 555 0142 $1,200.50 "
        "a I - extraordinarily-long-word's 2026-11-28 May 3rd September 30"
    ).split(" ")
    texts = [" ".join(say.choices(words, k=say.randrange(1, 30))) for _ in range(600)]
    signs = "今天对方打电话来说要还款请尽快联系催收公司，。（）3 5PM月日的了可以没有 "
    texts += ["".join(say.choices(signs, k=say.randrange(1, 90))) for _ in range(300)]
    texts += ["今天对方打电话来说要还款，请尽快联系 3 次", "", "  two  spaces ", "one\ntwo lines", "1. 2. 3 PM 4 5"]
    for text in texts:
        for width in (60, 97, 140, 222, 301):
            assert count_lines(text, width, rounded) == break_lines(text, width, rounded).count("\n") + 1, text
            assert is_wider(text, width, 15, rounded) == (rounded(text) > width), text


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        (
            "With North Star Recovery now, not with the lender itself",
            25,
            "With North Star\nRecovery now, not with\nthe lender itself",
        ),
        ("Short enough", 20, "Short enough"),
        ("One line, and another like it", 16, "One line, and\nanother like it"),
        ("Incomprehensibilities now", 22, "Incomprehensibilities\nnow"),
    ],
)
def test_the_last_line_of_a_title_is_not_short_where_the_others_can_end_earlier(words, width, lines):
    assert break_title(words, width, len) == lines


def test_a_title_takes_no_more_lines_and_loses_nothing_at_any_width():
    for words in ("现在由“北辰催收公司”来收，不是放款方自己", "What usually comes next with a paper that is open"):
        for width in range(4, 40):
            broken = break_title(words, width, len)
            assert broken.count("\n") == break_lines(words, width, len).count("\n")
            assert max(map(len, broken.split("\n"))) <= width
            assert "".join(broken.split()) == "".join(words.split())
