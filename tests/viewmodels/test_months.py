"""Month by month: every payment of the plan with its reason, adding up to what is owed and its interest."""

from decimal import Decimal

import pytest

from ui.viewmodels.plan import SHOWN_MONTHS, PlanViewModel
from ui.viewmodels.plan_months import table_of


def number(amount):
    return Decimal(amount.lstrip("$").replace(",", ""))


def together(month):
    return sum(number(pay.amount) for pay in month.pays)


def test_the_first_year_comes_first_and_one_tap_lists_every_month(household):
    plan = PlanViewModel(household)
    first = plan.state()
    assert len(first.month_list) == SHOWN_MONTHS
    assert (first.months, first.months_left_out) == ("27 months to go", "Show all 27 months")
    whole = plan.show_all_months()
    assert (len(whole.month_list), whole.months_left_out) == (27, "")
    assert whole.month_list[:SHOWN_MONTHS] == first.month_list
    assert (whole.month_list[0].title, whole.month_list[-1].title) == ("December 2026", whole.ashore_by)


def test_each_month_adds_up_and_all_of_them_pay_the_debts_with_their_interest(household):
    state = PlanViewModel(household).show_all_months()
    assert all(number(month.together) == together(month) for month in state.month_list)
    assert all(number(month.together) <= number(state.budget) for month in state.month_list)
    owed = Decimal(sum(debt.balance for debt in household.debts)) / 100
    assert sum(together(month) for month in state.month_list) == owed + number(state.interest)


def test_each_payment_says_why_and_stands_in_the_order_of_paying(household):
    months = PlanViewModel(household).show_all_months().month_list
    why = {pay.name: pay.why for pay in months[0].pays}
    assert list(why) == ["QuickLeaf online loan", "Harbour Bank card", "Building fee arrears", "Loan from Aunt May"]
    assert why["Loan from Aunt May"] == why["Building fee arrears"] == "as agreed"
    assert "as agreed" not in (why["QuickLeaf online loan"], why["Harbour Bank card"])
    assert all(pay.why for month in months for pay in month.pays)
    assert {pay.name for pay in months[-1].pays} < set(why)


def test_as_a_table_each_debt_keeps_its_column_with_the_reason_under_the_amount(household):
    months = PlanViewModel(household).show_all_months().month_list
    table = table_of(months)
    assert table.names == tuple(pay.name for pay in months[0].pays)
    assert [(title, together) for title, _, together in table.rows] == [(m.title, m.together) for m in months]
    for month, (_, cells, _) in zip(months, table.rows, strict=True):
        paid = {name: cell for name, cell in zip(table.names, cells, strict=True) if cell[0]}
        assert paid == {pay.name: (pay.amount, pay.why) for pay in month.pays}
    assert table.rows[-1][1].count(("", "")) > 0


def test_two_debts_of_one_name_are_no_table(household):
    month = PlanViewModel(household).state().month_list[0]
    assert table_of((month._replace(pays=(month.pays[0], month.pays[0])),)) is None
    assert table_of(()).names == ()


def test_another_order_pays_another_debt_first_and_the_months_follow(household):
    plan = PlanViewModel(household)
    before = plan.show_all_months().month_list
    after = plan.choose_order("snowball").month_list
    assert [pay.name for pay in after[0].pays][0] == "Building fee arrears"
    assert before != after
    assert PlanViewModel(household).show_all_months().month_list == after


def test_money_that_is_short_lists_one_year_of_fair_shares(household):
    plan = PlanViewModel(household)
    plan.show_all_months()
    state = plan.choose_budget(15000)
    assert (state.feasible, len(state.month_list)) == (False, 12)
    assert {month.together for month in state.month_list} == {"$150.00"}


@pytest.mark.parametrize(("language", "why"), [("en", "as agreed"), ("zh", "按约定")])
def test_months_speak_the_language_of_the_person(household, language, why):
    household.change_settings(language=language)
    month = PlanViewModel(household).state().month_list[0]
    assert month.title == {"en": "December 2026", "zh": "2026年12月"}[language]
    assert why in {pay.why for pay in month.pays}


def test_a_list_without_amounts_has_no_months(session):
    session.household.add({"name": "A letter"}, "USD")
    session.refresh()
    state = PlanViewModel(session).show_all_months()
    assert (state.empty, state.month_list) == (True, ())
