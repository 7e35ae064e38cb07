"""A budget to the cent: never more than comes in, essentials first, nothing invented for months that change."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.budget.lines import BudgetLine, Section, in_month, monthly
from planner.budget.rhythm import Rhythm, days, low_month
from planner.budget.surplus import budget_of

INCOME, HOME, FOOD = Section.INCOME, Section.HOME, Section.FOOD


@pytest.mark.parametrize(
    ("rhythm", "hundred", "fifty"),
    [
        (Rhythm.WEEKLY, 43333, 21667),
        (Rhythm.FORTNIGHTLY, 21667, 10833),
        (Rhythm.FOUR_WEEKLY, 10833, 5417),
        (Rhythm.TWICE_A_MONTH, 20000, 10000),
        (Rhythm.MONTHLY, 10000, 5000),
        (Rhythm.QUARTERLY, 3333, 1667),
        (Rhythm.YEARLY, 833, 417),
        (Rhythm.ONCE, 0, 0),
    ],
)
def test_a_hundred_or_fifty_a_time_is_this_a_month_half_up_to_the_cent(rhythm, hundred, fifty):
    for section in (INCOME, HOME):
        assert monthly(BudgetLine(section, "x", 10000, rhythm)) == hundred
        assert monthly(BudgetLine(section, "x", 5000, rhythm)) == fifty


def test_an_income_that_changes_counts_as_a_low_month_that_really_was():
    assert low_month([]) == 0
    assert low_month([500]) == 500
    assert low_month([900, 300, 500]) == 300
    assert low_month([900, 0, 500, 700]) == 0
    assert low_month([100, 200, 300, 400, 500, 600, 700, 800, 900]) == 300
    line = BudgetLine(INCOME, "shifts", 99999, Rhythm.IRREGULAR, recent=(90000, 130000, 110000))
    assert monthly(line) == 90000
    assert monthly(BudgetLine(INCOME, "shifts", 50000, Rhythm.IRREGULAR)) == 50000


def test_heating_counts_over_the_year_and_whole_in_its_months():
    line = BudgetLine(Section.ENERGY, "heating", 60000, months=(11, 12, 1, 2))
    assert monthly(line) == 20000
    assert [in_month(line, month) for month in (10, 11, 2, 3)] == [0, 60000, 60000, 0]
    result = budget_of([BudgetLine(INCOME, "wage", 100000), line])
    assert result.surplus == 80000
    assert (result.tight_month, result.tight_left) == (1, 40000)


def test_what_is_left_comes_after_essentials_priority_arrears_and_a_small_saving():
    lines = [
        BudgetLine(INCOME, "wages", 680000),
        BudgetLine(INCOME, "shifts", rhythm=Rhythm.IRREGULAR, recent=(130000, 150000)),
        BudgetLine(HOME, "rent", 230000),
        BudgetLine(FOOD, "food", 320000),
        BudgetLine(Section.ARREARS, "property fee", 52000),
        BudgetLine(Section.SAVINGS, "for a broken boiler", 5000),
        BudgetLine(Section.OWED, "deposit of the old flat", 300000, Rhythm.ONCE),
    ]
    result = budget_of(lines)
    assert (result.income, result.essentials, result.arrears, result.savings) == (810000, 550000, 52000, 5000)
    assert result.surplus == result.for_debts == 203000
    assert result.missing == 0


def test_a_budget_of_nothing_and_one_that_is_short():
    assert budget_of([]).surplus == 0
    short = budget_of([BudgetLine(INCOME, "benefit", 1), BudgetLine(FOOD, "food", 2)])
    assert (short.surplus, short.for_debts, short.missing) == (-1, 0, 1)


def test_a_line_that_is_not_known_is_named_and_not_guessed():
    result = budget_of([BudgetLine(INCOME, "wages", 100), BudgetLine(HOME, "rent")])
    assert [line.name for line in result.unknown] == ["rent"]
    assert result.surplus == 100


def test_pay_days_are_real_days():
    def of(rhythm, first, until="2027-03-31", second=None):
        return [
            day.isoformat()
            for day in days(rhythm, date.fromisoformat(first), date(2027, 1, 1), date.fromisoformat(until), second)
        ]

    assert of(Rhythm.MONTHLY, "2026-10-31") == ["2027-01-31", "2027-02-28", "2027-03-31"]
    assert of(Rhythm.FOUR_WEEKLY, "2026-12-11") == ["2027-01-08", "2027-02-05", "2027-03-05"]
    assert of(Rhythm.WEEKLY, "2027-03-20") == ["2027-03-20", "2027-03-27"]
    assert of(Rhythm.TWICE_A_MONTH, "2026-01-15", "2027-02-28", 31) == [
        "2027-01-15",
        "2027-01-31",
        "2027-02-15",
        "2027-02-28",
    ]
    assert of(Rhythm.QUARTERLY, "2026-05-31", "2027-06-30") == ["2027-02-28", "2027-05-31"]
    assert of(Rhythm.YEARLY, "2024-02-29", "2029-01-01") == ["2027-02-28", "2028-02-29"]
    assert of(Rhythm.ONCE, "2027-01-01") == ["2027-01-01"]
    assert of(Rhythm.ONCE, "2026-12-31") == []


dates = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@settings(max_examples=60)
@given(st.sampled_from([r for r in Rhythm if r is not Rhythm.IRREGULAR]), dates, dates, st.integers(0, 800))
def test_every_day_is_in_the_window_in_order_and_once(rhythm, first, since, length):
    until = date.fromordinal(since.toordinal() + length)
    found = list(days(rhythm, first, since, until))
    assert found == sorted(set(found))
    assert all(max(since, first) <= day <= until for day in found)


@settings(max_examples=60)
@given(dates, st.sampled_from([Rhythm.MONTHLY, Rhythm.WEEKLY, Rhythm.QUARTERLY, Rhythm.TWICE_A_MONTH]), st.data())
def test_two_windows_side_by_side_hold_what_one_holds(first, rhythm, data):
    since = data.draw(dates)
    middle = date.fromordinal(since.toordinal() + data.draw(st.integers(0, 200)))
    until = date.fromordinal(middle.toordinal() + 1 + data.draw(st.integers(0, 200)))
    after = date.fromordinal(middle.toordinal() + 1)
    whole = list(days(rhythm, first, since, until))
    assert whole == [*days(rhythm, first, since, middle), *days(rhythm, first, after, until)]


amounts = st.integers(0, 10**9)
regular = st.sampled_from([r for r in Rhythm if r is not Rhythm.IRREGULAR])
line = st.tuples(st.sampled_from(Section), st.just("x"), amounts, regular).map(lambda given: BudgetLine(*given))


@settings(max_examples=60)
@given(st.lists(line, max_size=12))
def test_the_sections_add_up_and_no_line_is_off_by_more_than_half_a_cent(lines):
    result = budget_of(lines)
    assert result.income - result.essentials - result.arrears - result.savings == result.surplus
    from planner.budget.rhythm import times_a_month

    exact = sum(
        (1 if one.section is INCOME else 0 if one.section is Section.OWED else -1)
        * Fraction(one.amount)
        * times_a_month(one.rhythm)
        for one in lines
    )
    assert abs(result.surplus - exact) <= Fraction(len(lines), 2)
