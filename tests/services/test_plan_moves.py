"""The stored plan: why its date moved since it was chosen, what real pay days leave, and what may not be owed."""

from datetime import date, timedelta

import pytest

from planner.i18n import translator
from planner.payoff.strategies import Strategy
from planner.payoff.transfer import Transfer
from planner.services.household import open_household
from planner.services.household_plan import PlanChoice, interest_per_day, plan_household, stored_plan
from planner.services.not_owed import doubts
from planner.services.pay_days import household_money
from planner.services.plan_compare import transfer_text
from planner.services.plan_moves import entries_of, plan_moved
from planner.services.pressure import pressure_texts, under_pressure

TODAY = date.today()
BEGUN = TODAY - timedelta(days=70)


@pytest.fixture
def household(tmp_path):
    opened = open_household(tmp_path / "data")
    yield opened
    opened.close()


def choose(household, budget=40000, strategy=Strategy.AVALANCHE):
    choice = PlanChoice(strategy, budget)
    household.choose_plan(stored_plan(plan_household(household.debts(), "USD", BEGUN, choice), choice))


def moved(household):
    return plan_moved(household.plan(), household.debts(), household.payments(), TODAY)


def test_what_a_plan_was_made_of_is_kept_as_it_stood(household):
    card = household.add({"name": "Card", "balance": "3000", "apr": "24", "minimum": "90", "secured": "yes", "late_fee": "5%"}, "USD")  # fmt: skip
    choose(household)
    household.edit(card, {"balance": "1", "name": "Renamed"})
    (then,) = entries_of(household.plan())
    assert then._replace(version=card.version) == card


def test_payments_are_replayed_and_the_rest_has_lines_of_its_own(household):
    card = household.add({"name": "Card", "balance": "3000", "apr": "24", "minimum": "90"}, "USD")
    household.add({"name": "Loan", "balance": "2000", "apr": "9", "minimum": "50"}, "USD")
    choose(household)
    household.pay(card, "500", TODAY - timedelta(days=5))
    household.edit(household.find("Card"), {"apr": "29", "name": "The card"})
    household.add({"name": "New", "balance": "250", "apr": "0"}, "USD")
    found = moved(household)
    assert {("paid", "The card"), ("rate", "The card"), ("paid", "Loan"), ("new-debt", "New")} <= {
        (cause.code, cause.debt) for cause in found.causes
    }
    assert found.months == sum(cause.months for cause in found.causes)


def test_nothing_is_said_where_no_plan_was_kept_or_all_is_paid(household):
    assert moved(household) is None
    card = household.add({"name": "Card", "balance": "100", "apr": "24"}, "USD")
    choose(household, 10000)
    household.pay(card, "100", TODAY)
    assert moved(household).after == TODAY


def test_pay_days_of_the_budget_reach_the_plan(household):
    from planner.services.budget import BudgetBook

    household.add({"name": "Card", "balance": "3000", "apr": "24", "minimum": "90"}, "USD")
    assert household_money(household, "USD", TODAY) is None
    BudgetBook(household, "USD").add({"section": "income", "name": "Wage", "amount": "100", "rhythm": "weekly", "next_on": TODAY.isoformat()})  # fmt: skip
    money = household_money(household, "USD", TODAY)
    assert set(money.budgets) == {40000, 50000}
    made = plan_household(household.debts(), "USD", TODAY, PlanChoice(), money=money)
    assert {row[4] for row in made.plan.rows[:-1]} <= {40000, 50000}
    fixed = plan_household(household.debts(), "USD", TODAY, PlanChoice(budget=9000), money=money)
    assert {row[4] for row in fixed.plan.rows[:3]} == {9000}


def test_interest_of_a_day_is_nothing_while_it_is_waived_or_a_fee_plan(household):
    cells = {"name": "A", "balance": "36500", "apr": "10"}
    debt = household.add(cells, "USD")
    assert interest_per_day(debt, TODAY) == 1000
    later = (TODAY + timedelta(days=9)).isoformat()
    assert interest_per_day(household.edit(debt, {"interest_waived_until": later}), TODAY) == 0
    plan = household.add({"name": "B", "balance": "10", "kind": "fee-instalment", "term_months": "5", "fee_percent": "1"}, "USD")  # fmt: skip
    assert interest_per_day(plan, TODAY) == 0


def test_what_may_not_be_owed_comes_with_a_question(household):
    for cells in (
        {"name": "A", "balance": "100", "disputed": "yes"},
        {"name": "B", "balance": "100", "liable": "guarantor"},
        {"name": "C", "balance": "100", "liable": "not-me"},
        {"name": "D", "balance": "100", "kind": "property-fee", "penalties": "30"},
        {"name": "E", "balance": "100", "principal": "60", "interest": "10"},
        {"name": "F", "balance": "100", "kind": "fee-instalment", "term_months": "5", "fee_percent": "1"},
        {"name": "G", "balance": "100", "kind": "online-loan", "apr": "60"},
        {"name": "H", "balance": "100", "apr": "9"},
    ):
        household.add(cells, "CNY")
    for language in ("en", "zh"):
        found = doubts(household.debts(), "china", TODAY, translator(language), language)
        assert [(one.debt.name, one.code) for one in found] == [
            ("A", "disputed"),
            ("B", "guarantor"),
            ("C", "not-me"),
            ("D", "penalty"),
            ("E", "unexplained"),
            ("F", "fees-stay"),
            ("G", "rate"),
        ]
        assert all(one.ask for one in found)
    assert [one.amount for one in found][3:5] == [3000, 3000]


def test_a_payment_that_is_pressed_for_says_what_it_takes_from_the_others(household):
    card = household.add({"name": "Card", "balance": "3000", "apr": "20", "minimum": "90", "late_fee": "35"}, "USD")
    shop = household.add({"name": "Shop", "balance": "900", "apr": "5", "minimum": "20"}, "USD")
    choice = PlanChoice(budget=20000)

    def said(debt, amount):
        found = under_pressure(household.debts(), TODAY, choice, debt, amount)
        return found, [text.id for text in pressure_texts(found, lambda minor, code: f"{minor} {code}")]

    found, texts = said(shop, 15000)
    assert (found.missed, found.pressed.missing, found.pressed.late_fees) == (("Card",), 4000, 3500)
    assert [text[:16] for text in texts] == [
        "The plan has {bu",
        "Late fees on tho",
        "By the end it co",
        "Nothing has to b",
    ]
    found, texts = said(card, 9000)
    assert (found.missed, found.pressed.missing) == ((), 0)
    assert texts[-1].startswith("Nothing has to be decided")
    found, texts = said(shop, 900000)
    assert (found.asked, found.amount, found.budget) == (900000, 90000, 20000)
    assert texts[0].startswith("They ask for {asked}. You owe {amount}")
    other = shop._replace(id=99)
    assert under_pressure(household.debts(), TODAY, choice, other, 100) is None


@pytest.mark.parametrize(("longer", "words"), [(1, "take 1 month longer."), (2, "take {months} months longer.")])
def test_a_transfer_that_takes_a_month_longer_says_one_month(household, longer, words):
    household.add({"name": "Card", "balance": "3000", "apr": "24", "minimum": "90"}, "USD")
    plan = plan_household(household.debts(), "USD", BEGUN, PlanChoice(Strategy.AVALANCHE, 40000)).plan
    assert transfer_text(Transfer(("Card",), 100, plan, 500, longer, False)).id.endswith(words)
