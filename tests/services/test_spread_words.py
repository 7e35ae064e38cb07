"""A monthly figure that does not come each month says how it comes about."""

import pytest

from planner.budget.lines import BudgetLine, Section
from planner.budget.rhythm import Rhythm
from planner.i18n import translator
from planner.services.budget import StoredBudget
from planner.services.spread_words import spread_of_idea, spread_words
from planner.sharing.review import LINE, Idea

WINTER = BudgetLine(Section.ENERGY, "Heating 暖气", 90_00, Rhythm.MONTHLY, months=(1, 2, 12), id=4)


@pytest.mark.parametrize(
    ("line", "english"),
    [
        (WINTER, "$90.00 in 3 months of the year is $22.50 a month."),
        (WINTER._replace(months=(12,)), "$90.00 once a year is $7.50 a month."),
        (WINTER._replace(months=(), rhythm=Rhythm.YEARLY), "$90.00 once a year is $7.50 a month."),
        (WINTER._replace(section=Section.INCOME, months=(), rhythm=Rhythm.WEEKLY), "$90.00 52 times a year is $390.00 a month."),
        (WINTER._replace(months=()), ""),
        (WINTER._replace(months=tuple(range(1, 13))), ""),
        (WINTER._replace(amount=None), ""),
        (WINTER._replace(months=(), rhythm=Rhythm.ONCE), ""),
        (WINTER._replace(months=(1,), rhythm=Rhythm.FOUR_WEEKLY), ""),  # no whole number of times a year
        (WINTER._replace(section=Section.OWED), ""),
    ],
)  # fmt: skip
def test_a_line_says_how_it_becomes_one_amount_a_month(line, english):
    words = spread_words(line, "USD", "en")
    assert (translator("en")(words) if words else "") == english


@pytest.mark.parametrize(
    ("now", "then", "english"),
    [
        ("90.00", "60.00", "$30.00 less in 3 months of the year is $7.50 a month."),
        ("90.00", "91.00", "$1.00 more in 3 months of the year is $0.25 a month."),
        ("", "60.00", "$60.00 more in 3 months of the year is $15.00 a month."),
        ("90.00", "90.00", ""),
        ("90.00", "nothing", ""),
    ],
)
def test_an_idea_says_how_its_difference_becomes_one_a_month(now, then, english):
    idea = Idea(1, LINE, now, then, 4, WINTER.name, "energy")
    words = spread_of_idea(idea, now, StoredBudget("USD", (WINTER,)), "en")
    assert (translator("en")(words) if words else "") == english


def test_it_is_said_in_chinese_too():
    words = spread_of_idea(Idea(1, LINE, "90", "60", 4), "90", StoredBudget("CNY", (WINTER,)), "zh")
    assert translator("zh")(words) == "少 ¥30.00（一年里有 3 个月），平均每月 ¥7.50。"
