"""A list of debts is understood as people write it, in Chinese and in looser English; nothing is guessed."""

import pytest

from planner.i18n import translator
from planner.imports.debt_words import (
    COLUMNS,
    NOT_KNOWN,
    NOT_YEARLY,
    UNCLEAR,
    VALUES,
    column_of,
    fold,
    is_total,
    plain_cell,
)
from planner.money import CURRENCIES
from planner.services.debt_reader import OF_THE_STORE, SERVED
from planner.services.words import KINDS

SPELLINGS = [(column, word) for column, words in COLUMNS.items() for word in words.split()]
WORDS = [
    (column, value, word)
    for column, values in VALUES.items()
    for value, text in values.items()
    for word in text.split()
]


@pytest.mark.parametrize(("column", "word"), SPELLINGS, ids=lambda value: value)
def test_every_spelling_means_its_column(column, word):
    assert column_of(word) == column
    assert column_of(f" {word.upper().replace('-', ' ')} ") == column


@pytest.mark.parametrize("column", [*SERVED, *OF_THE_STORE])
def test_every_column_is_its_own_word_and_has_a_chinese_one(column):
    assert column_of(column) == column_of(column.upper()) == column_of(column.replace("_", " ").title()) == column
    assert column_of(COLUMNS[column].split()[0]) == column


def test_no_word_stands_for_two_columns():
    folded = [fold(word) for _, word in SPELLINGS] + [fold(column) for column in COLUMNS]
    assert sorted({word for word in folded if folded.count(word) > 1}) == []
    refused = {fold(word) for word in (*UNCLEAR, *" ".join(NOT_YEARLY.values()).split())}
    assert refused & set(folded) == set()


@pytest.mark.parametrize(("column", "value", "word"), WORDS, ids=lambda value: value)
def test_every_word_of_a_cell_means_its_value(column, value, word):
    assert plain_cell(column, word) == value
    assert plain_cell(column, f"  {word} ") == value
    assert plain_cell(column, value) == value


def test_no_word_of_a_cell_stands_for_two_values():
    for column, values in VALUES.items():
        folded = [fold(word) for value, words in values.items() for word in (value, *words.split())]
        assert len(folded) == len(set(folded)), column


def test_every_kind_is_understood_under_the_name_the_app_shows():
    for kind, name in KINDS.items():
        if kind in ("equal-principal", "interest-only", "instalment"):
            continue  # in English those are sentences, not names
        assert plain_cell("kind", translator("en")(name)) == kind
    for kind, name in KINDS.items():
        assert plain_cell("kind", translator("zh")(name)) == kind


def test_currencies_are_codes():
    assert set(VALUES["currency"]) <= CURRENCIES


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("年利率（％）", "apr"),
        ("年利率(%)", "apr"),
        ("余额（元）", "balance"),
        ("余额 (￥)", "balance"),
        ("【余额】", "balance"),
        ("Balance ($)", "balance"),
        ("ＡＰＲ", "apr"),
        ("APR %", "apr"),
        ("Minimum %", "minimum_percent"),
        ("最低还款（%）", "minimum_percent"),
        ("最低还款（元）", "minimum"),
    ],
)
def test_a_unit_beside_a_heading_says_nothing_more(heading, column):
    assert column_of(heading) == column


@pytest.mark.parametrize(
    "heading", ["余额（万元）", "余额（日元）", "余额(%)", "年利率（元）", "名称（元）", "利率%%", "", "日利率"]
)
def test_a_heading_that_could_change_an_amount_is_not_taken(heading):
    assert column_of(heading) not in COLUMNS


@pytest.mark.parametrize(
    ("column", "cell", "plain"),
    [
        ("due_day", "每月12日", "12"),
        ("due_day", "１２号", "12"),
        ("due_day", "12", "12"),
        ("due_day", "1-3号", "1-3号"),
        ("due_day", "2026-11-12", "2026-11-12"),
        ("term_months", "还剩 14 期", "14"),
        ("term_months", "14个月", "14"),
        ("days_past_due", "逾期63天", "63"),
        ("order", "第3", "3"),
        ("collector_since", "2026年10月2日", "2026-10-2"),
        ("collector_since", "2026/10/02", "2026-10-02"),
        ("collector_since", "10/02/2026", "10/02/2026"),
        ("balance", "1.2万", "1.2万"),
        ("balance", "￥1,234.50元", "￥1,234.50元"),
        ("apr", "万分之五", "万分之五"),
        ("name", "不知道", "不知道"),
        ("name", "是", "是"),
        ("creditor", "信用卡", "信用卡"),
        ("kind", "loan", "loan"),
        ("minimum_plus", "fees", "fees"),
    ],
)
def test_a_cell_says_what_it_says(column, cell, plain):
    assert plain_cell(column, cell) == plain


@pytest.mark.parametrize("word", NOT_KNOWN)
def test_not_known_is_as_good_as_empty(word):
    assert plain_cell("apr", word) == plain_cell("kind", f" {word}") == ""


def test_a_row_that_adds_up_the_others_is_no_debt():
    assert is_total(" 合 计 ：")
    assert not is_total("合计贷")
    assert not is_total("Total")
