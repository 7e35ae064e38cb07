"""The list of debts of a wide window: what it says of each debt, what it sets apart, and that it says no more than is known."""

from decimal import Decimal

from planner.dates import add_months
from planner.errors import Text
from planner.i18n import format_short_month
from planner.payoff.apr import FeePlan, fee_plan_rates
from planner.services.household_plan import choice_of, plan_household
from planner.services.true_rates import shown_rate
from ui.viewmodels.debt_form import DebtFormViewModel
from ui.viewmodels.debt_table import COLUMNS, NOTHING, PART
from ui.viewmodels.debts import DebtsViewModel
from ui.viewmodels.not_owed import NotOwedViewModel
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.time_limit import TimeLimitViewModel


def lines(session):
    return {line.title: line for line in DebtsViewModel(session).in_columns(True).table}


def test_a_narrow_window_asks_for_no_table_and_gets_none(household):
    assert DebtsViewModel(household).state().table == ()


def test_a_debt_says_what_it_costs_when_it_is_due_how_late_it_is_and_when_it_ends(household):
    made = lines(household)
    assert made["Debt"].cells == ("Owed today", "A day", "Rate a year", "Next due", "Late", "Ends")
    loan = made["QuickLeaf online loan"]
    assert loan.cells[:5] == ("$2,140.00", "$2.10", "35.90%", "Dec 5", "63 days")
    assert loan.under == "Online loan, North Star Recovery"
    assert {len(line.cells) for line in made.values() if line.kind != PART} == {len(COLUMNS)}


def test_a_debt_ends_in_the_month_in_which_the_plan_ends_it(household):
    made = lines(household)
    plan = plan_household(household.debts, "USD", household.today, choice_of(household.chosen, "USD"))
    first = format_short_month(add_months(plan.plan.start, plan.plan.run.payoff_months[0]), "en")
    assert made[plan.entries[0].name].cells[5] == first == "Jan 2029"


def test_what_is_not_known_is_asked_and_never_made_up(session):
    session.household.add({"name": "龑", "kind": "other"}, "USD")
    session.refresh()
    assert lines(session)["龑"].cells == (*("not known",) * 4, NOTHING, "not known")
    session.household.add({"name": "Aunt May", "kind": "family", "balance": "50", "apr": "0"}, "USD")
    session.refresh()
    assert lines(session)["Aunt May"].cells[2] == "no interest"


def test_a_fee_plan_shows_its_true_rate_and_not_twelve_times_its_fee(session):
    plan = {"name": "Fee plan", "kind": "fee-instalment", "balance": "1000", "fee_percent": "1.2", "term_months": "6"}
    session.household.add(plan, "USD")
    session.refresh()
    rate = lines(session)["Fee plan"].cells[2]
    assert rate == shown_rate(fee_plan_rates(FeePlan(Decimal(100000), 6, Decimal("1.2"))).nominal)
    assert Decimal("20") < Decimal(rate[:-1]) < Decimal("25")  # 14.40% on the paper


def test_an_old_debt_stands_under_a_heading_with_what_may_be_said_of_its_time_limit(mine):
    card = mine.debts[0]
    page = TimeLimitViewModel(mine, card.id)
    page.type("2019-03-01")
    page.save()
    table = DebtsViewModel(mine).in_columns(True).table
    heading = next(place for place, line in enumerate(table) if line.kind == PART)
    assert table[heading].title == mine.say(Text("Old debts"))
    assert not table[heading].opens
    assert [line.id for line in table[heading + 1 :]] == [card.id]
    assert table[heading + 1].under == mine.say(Text("Time limit for court: may have ended"))
    assert "不用还" not in "".join(line.under for line in table)
    assert table[heading + 1].cells[4] == "2019年起"  # no count of days that only grows
    assert table[heading + 1].cells[5] == "先问清"  # no month in which it would be paid as if that were decided


def test_not_late_and_not_known_how_late_are_told_apart(mine):
    mine.household.edit(mine.debts[0], {"arrears": "0"})
    mine.refresh()
    made = lines(mine)
    assert (made["海湾卡"].cells[4], made["闪贷"].cells[4]) == ("没有", NOTHING)


def test_the_form_says_where_the_days_late_come_from_and_keeps_the_field_empty(household):
    loan = next(debt for debt in household.debts if debt.name == "QuickLeaf online loan")
    field = next(one for one in DebtFormViewModel(household, loan).state().fields if one.column == "days_past_due")
    assert field.value == ""
    assert "63" in field.hint
    card = next(
        one for one in DebtFormViewModel(household, household.debts[0]).state().fields if one.column == field.column
    )
    assert card.hint == ""


def test_on_a_phone_an_old_debt_stands_apart_too_and_is_asked_about_before_it_is_paid(mine):
    card = mine.debts[0]
    page = TimeLimitViewModel(mine, card.id)
    page.type("2020-03-01")
    page.save()
    state = DebtsViewModel(mine).state()
    assert [row.id for row in state.old] == [card.id]
    assert card.id not in [row.id for row in (*state.rows, *state.apart)]
    assert state.old[0].detail == mine.say(Text("Time limit for court: may have ended"))
    asked = {debt.id: [one.title for one in debt.asks] for debt in NotOwedViewModel(mine).state().debts}
    assert mine.say(Text("Old, or how old is not clear")) in asked[card.id]
    assert PlanViewModel(mine).state().to_ask


def test_a_young_debt_that_is_late_stays_with_the_others(mine):
    page = TimeLimitViewModel(mine, mine.debts[0].id)
    page.type("2026-09-01")
    page.save()
    assert not [line for line in DebtsViewModel(mine).in_columns(True).table if line.kind == PART]


def test_a_debt_that_may_not_be_the_persons_comes_last_under_its_own_heading(household):
    household.household.edit(household.debts[0], {"disputed": "yes"})
    household.refresh()
    table = DebtsViewModel(household).in_columns(True).table
    assert [line.title for line in table[-2:]] == ["Set apart", "Harbour Bank card"]


def test_a_payment_shows_at_once_and_what_nothing_changed_is_not_reckoned_again(household):
    vm = DebtsViewModel(household)
    before = vm.in_columns(True).table
    assert vm.state().table is before
    household.household.pay(household.debts[0], "100", household.today)
    household.refresh()
    assert next(line for line in vm.state().table if line.title == "Harbour Bank card").cells[0] == "$4,760.20"
    assert vm.look_again().table == vm.state().table


def test_amounts_that_are_hidden_are_hidden_in_the_table_too(household):
    household.hide_amounts(True)
    assert not any(cell.startswith("$") for line in lines(household).values() for cell in line.cells)
