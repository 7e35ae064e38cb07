"""Round the plan: every order beside the others, the cheapest found by the worker, what is kept aside, why the date moved."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from planner.services.household_plan import PlanChoice, least_due, plan_household
from planner.services.papers import Papers
from planner.services.promises import Promises
from planner.services.words import Strategy
from ui.viewmodels.debt import DebtViewModel
from ui.viewmodels.moved import MovedViewModel
from ui.viewmodels.not_owed import NotOwedViewModel
from ui.viewmodels.old_in_plan import OldInPlanViewModel
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.pressed import PressedViewModel
from ui.viewmodels.short import ShortViewModel
from ui.viewmodels.today import TodayViewModel
from ui.viewmodels.transfer import TransferViewModel

NEVER = lambda: False  # noqa: E731


def searched(plan):
    """Do what the worker does."""
    return plan.refined(plan.refining()(lambda _: None, NEVER))


@pytest.fixture
def promised(session):
    """A household in which looking ahead pays: a promise of no interest that ends, beside a card."""
    session.change_settings(currency="USD", zone="UTC", welcomed="yes")
    session.protect(None)
    later = (session.today + timedelta(days=270)).isoformat()
    add = session.household.add
    add({"name": "Promo", "balance": "6000", "apr": "0", "apr_changes": f"{later}:29.9", "kind": "card"}, "USD")
    add({"name": "Card", "balance": "6000", "apr": "18.9", "kind": "card"}, "USD")
    add({"name": "Shop", "balance": "300", "apr": "12", "kind": "bnpl"}, "USD")
    session.refresh()
    return session


def test_every_order_stands_beside_the_others_with_its_cost_and_what_it_closes(promised):
    plan = PlanViewModel(promised)
    state = plan.choose_budget(52000)
    rows = {row.id: row for row in state.comparison}
    assert list(rows) == ["avalanche", "snowball", "cheapest", "quick-wins", "minimum-only"]
    cost = {name: Decimal(row.interest.strip("$").replace(",", "")) for name, row in rows.items() if row.interest}
    assert cost["cheapest"] == min(cost.values()) < cost["avalanche"]
    assert rows["cheapest"].saved
    assert rows["quick-wins"].closed == "1 of 3 paid off within a year"
    assert [name for name, row in rows.items() if row.chosen] == ["avalanche"]
    told = {plan.choose_order(order).order_words for order, _ in state.orders}
    assert len(told) == len(state.orders)  # what each does is said, each in its own words


def test_the_cheapest_is_left_to_the_worker_and_a_close_plan_stands_in_softly(promised):
    plan = PlanViewModel(promised, waits=True)
    plan.choose_budget(52000)
    rough = plan.choose_order("cheapest")
    assert rough.soft
    assert [row.soft for row in rough.comparison] == [False, False, True, False, False]
    assert rough.ashore_by
    found = searched(plan)
    assert not found.soft
    assert plan.refining() is None
    assert found == PlanViewModel(promised).state()._replace(slider=found.slider, effect=found.effect)
    money = lambda text: Decimal(text.strip("$").replace(",", ""))  # noqa: E731
    assert money(found.interest) <= money(rough.interest)


def test_while_the_slider_moves_nothing_waits_for_the_cheapest(promised, monkeypatch):
    plan = PlanViewModel(promised, waits=True)
    plan.choose_order("cheapest")
    searched(plan)
    from planner.payoff import cheapest

    monkeypatch.setattr(cheapest, "cheapest_policy", lambda *_: pytest.fail("searched while dragging"))
    for budget in (50000, 60000, 70000):
        assert plan.try_budget(budget).soft


def test_what_was_searched_for_another_sum_is_not_taken_for_this_one(promised):
    plan = PlanViewModel(promised, waits=True)
    plan.choose_order("cheapest")
    plan.choose_budget(52000)
    work = plan.refining()
    plan.choose_budget(60000)
    late = plan.refined(work(lambda _: None, NEVER))
    assert late.soft
    assert plan.try_budget(52000).soft == ""


def test_a_search_that_is_stopped_brings_nothing(promised):
    plan = PlanViewModel(promised, waits=True)
    plan.choose_budget(52000)
    assert plan.refining()(lambda _: None, lambda: True) is None
    assert plan.refined(None).comparison[2].soft


def test_milestones_name_every_end_and_half_of_the_way(promised):
    plan = PlanViewModel(promised)
    said = [(one.words, one.under) for one in plan.choose_budget(52000).milestones]
    assert said[0] == ("Shop is paid off", "1 of 3 done") or said[-1][1] == "Ashore"
    assert ("Half of it is paid", "") in said
    assert said[-1][1] == "Ashore"


def test_a_bad_month_that_is_known_keeps_money_aside_and_none_is_kept_before(household):
    plan = PlanViewModel(household)
    before = plan.choose_budget(60000)
    assert before.money.aside.startswith("Nothing is kept aside, as long as")
    assert plan.keep_aside("x9").notes[0]
    after = plan.keep_aside("400")
    # 400 + 449.15 least payments - 600 a month (plan-engine.md 2.6)
    assert after.money.aside.startswith("$249.15 is kept aside first")
    # what is kept in a month stands beside its payments, and with them it is the month's money
    assert [month.together for month in after.month_list[:2]] == ["$600.00", "$600.00"]
    aside = [pay.amount for month in after.month_list for pay in month.pays if pay.name == "Kept aside"]
    assert aside[:1] == ["$150.85"]
    assert sum(Decimal(amount.lstrip("$")) for amount in aside) == Decimal("249.15")
    assert PlanViewModel(household).state().money.shock == "400.00"
    assert TodayViewModel(household).state().ashore_by == after.ashore_by
    assert plan.keep_aside("").month_list[0].together == "$600.00"


def test_a_plan_that_follows_pay_days_says_its_range_and_a_chosen_sum_goes_before(household):
    plan = PlanViewModel(household)
    followed = plan.follow_pay_days(True)
    assert followed.money.follows
    assert followed.money.range
    assert TodayViewModel(household).state().ashore_by == followed.ashore_by
    assert followed.budget in PressedViewModel(household).type("9000").words[-1]  # one figure on every page
    assert ShortViewModel(household).state().numbers[0] == ("In the plan each month", followed.budget)
    chosen = plan.choose_budget(60000)
    assert (chosen.money.follows, chosen.budget) == (False, "$600.00")


def test_the_plan_is_taken_along_in_four_forms(household, tmp_path):
    plan = PlanViewModel(household)
    for ending in ("csv", "xlsx", "pdf", "ics"):
        assert f".{ending}" in plan.export(tmp_path, ending).exported
    starts = {path.suffix: path.read_bytes()[:4] for path in tmp_path.glob("plan-*")}
    assert (starts[".xlsx"], starts[".pdf"], starts[".ics"]) == (b"PK\x03\x04", b"%PDF", b"BEGI")


def test_why_the_date_moved_says_each_event_in_months_and_money(household, clock):
    plan = PlanViewModel(household)
    plan.choose_budget(60000)
    clock.now = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
    card = next(debt for debt in household.debts if debt.kind == "card")
    household.household.pay(card, "1000", household.today)
    household.household.edit(household.household.find(card.name), {"apr": "29.99"})
    household.refresh()
    page = MovedViewModel(household)
    assert page.state().working
    state = page.take(page.work()(lambda _: None, NEVER))
    assert [cause.icon for cause in state.causes] == ["cash", "bank"]
    assert state.causes[0].words == "$1,000.00 more than planned was paid on Harbour Bank card."
    assert "sooner" in state.causes[0].date
    assert "less interest" in state.causes[0].money
    assert "more interest" in state.causes[1].money
    household.hide_amounts(True)
    assert "1,000" not in str(page.state())


def test_a_payment_of_the_day_on_which_the_plan_was_chosen_counts_where_the_balance_says_so(household):
    card = next(debt for debt in household.debts if debt.kind == "card")
    household.household.pay(card, "100", household.today)
    household.refresh()
    plan = PlanViewModel(household)
    plan.choose_budget(60000)
    household.household.pay(household.household.find(card.name), "250", household.today)
    household.refresh()
    page = MovedViewModel(household)
    (cause,) = page.take(page.work()(lambda _: None, NEVER)).causes
    assert cause.words == "$250.00 more than planned was paid on Harbour Bank card."


def test_nothing_to_compare_is_said(session):
    page = MovedViewModel(session)
    assert page.take(page.work()(lambda _: None, NEVER)).nothing.startswith("No plan was chosen yet")


def test_what_may_not_be_owed_stands_apart_with_its_question(household):
    card, loan, fee, aunt = household.debts
    edit = household.household.edit
    edit(card, {"disputed": "yes"})
    edit(loan, {"liable": "guarantor"})
    edit(fee, {"penalties": "30"})
    household.refresh()
    assert PlanViewModel(household).state().to_ask == "3 debts have something to ask first."
    state = NotOwedViewModel(household).state()
    assert [(debt.name, debt.apart) for debt in state.debts] == [
        (card.name, True),
        (loan.name, True),
        (fee.name, False),
    ]
    assert [[one.title for one in debt.asks] for debt in state.debts] == [
        ["You set it apart"],
        ["You stand surety"],
        ["A penalty for being late"],
    ]
    assert state.debts[2].asks[0].amount == "$30.00"
    assert [bool(debt.decide) for debt in state.debts] == [True, False, True]
    page = NotOwedViewModel(household)
    assert page.decide(fee.id).debts[2].apart
    assert household.find(fee.id).disputed
    assert not page.decide(fee.id).debts[2].apart


def test_a_transfer_is_compared_with_its_fee_and_asks_for_what_is_missing(promised):
    page = TransferViewModel(promised)
    assert page.compare() is None
    assert page.pick_problem
    assert page.state().fields[0].error
    card = next(debt for debt in promised.debts if debt.name == "Card")
    page.tick(str(card.id))
    for column, text in (("apr", "0"), ("fee", "3"), ("until", "2027-12-01")):
        page.type(column, text)
    assert page.compare() is None
    assert page.state().fields[3].error.startswith("This is empty; ask")
    page.type("later", "24.9")
    PlanViewModel(promised).choose_budget(52000)
    page = TransferViewModel(promised)
    page.tick(str(card.id))
    for column, text in (("apr", "0"), ("fee", "3"), ("until", "2027-12-01"), ("later", "24.9")):
        page.type(column, text)
    state = page.take(page.compare()(lambda _: None, NEVER))
    assert state.rows[2][2] == "$180.00"
    assert "$" in state.verdict
    assert state.risks
    for column, text in (("fee", "0"), ("apr", "1"), ("until", ""), ("later", "")):
        page.type(column, text)
    state = page.take(page.compare()(lambda _: None, NEVER))
    assert state.verdict.startswith("If you get this rate and keep paying $520.00 a month")
    assert "no longer" not in state.verdict


def test_the_cheapest_of_a_stored_choice_is_the_one_of_today(promised):
    PlanViewModel(promised).choose_budget(52000)
    state = PlanViewModel(promised).choose_order("cheapest")
    assert promised.chosen.strategy == Strategy.CHEAPEST.value
    assert TodayViewModel(promised).state().ashore_by == state.ashore_by


def test_an_offer_to_settle_stands_beside_the_plan_with_its_risks_and_is_never_taken(household):
    plan = PlanViewModel(household, waits=True)
    rest = plan.choose_budget(60000)
    assert rest.others == ()
    found = searched(plan)
    assert found.others[0].startswith("Save up $900.00 and settle QuickLeaf online loan by")
    assert "less paid in all" in found.others[0]
    assert len(found.risks) == 4
    assert (found.interest, found.month_list) == (rest.interest, rest.month_list)
    assert PlanViewModel(household).state().others == found.others
    household.hide_amounts(True)
    assert "900.00" not in str(plan.state())


def test_while_a_papers_days_run_the_small_step_of_today_is_that_paper(mine):
    assert TodayViewModel(mine).state().step_route == "debt"
    Papers(mine.household).add("china", "payment-order", mine.today.isoformat())
    mine.refresh()
    assert TodayViewModel(mine).state().step_route == "papers"


def test_what_has_its_day_today_is_the_small_step_and_an_old_debt_is_not_said_to_be_paid(mine):
    day = str(mine.today.day)
    card, loan = mine.debts
    mine.household.edit(card, {"due_day": day, "minimum": "300"})
    mine.household.edit(loan, {"due_day": "1", "minimum": "100", "apr": "20"})
    mine.refresh()
    state = TodayViewModel(mine).state()
    assert (state.step_route, state.step_debt) == ("debt", card.id)
    assert state.step.startswith("今天是“海湾卡”的还款日")
    mine.household.edit(mine.debts[0], {"due_since": "2019-03-01"})
    mine.refresh()
    old = TodayViewModel(mine).state()
    assert "还上" not in old.step
    assert "没有要做的事" not in old.step


def test_nothing_needs_doing_is_not_said_beside_a_promise_of_today(household):
    for debt in household.debts:
        household.household.remove(debt)
    cells = {"name": "Loan", "balance": "100", "apr": "0", "minimum": "50", "due_day": "1"}
    household.household.add(cells, "USD")
    household.refresh()
    at_rest = TodayViewModel(household).state()
    assert at_rest.step_route == ""
    Promises(household.household).add({"whose": "mine", "amount": "5", "due": household.today.isoformat()}, "USD")
    household.refresh()
    assert TodayViewModel(household).state().step_route == "agenda"


def test_an_order_that_costs_as_much_as_the_dearest_says_so(household):
    for debt in household.debts:
        household.household.remove(debt)
    household.household.add({"name": "Loan", "balance": "1000", "apr": "12", "minimum": "100"}, "USD")
    household.refresh()
    plan = PlanViewModel(household)
    alone = plan.choose_budget(10000).comparison
    assert {one.saves_nothing for one in alone if one.id != "minimum-only"} == {True}
    assert not any(one.saves_nothing for one in alone if one.id == "minimum-only")
    assert not any(one.saves_nothing for one in plan.choose_budget(20000).comparison)


def test_the_plan_asks_about_an_old_debt_first_and_one_tap_leaves_it_out_and_takes_it_back(household):
    loan = household.debts[1]
    page = OldInPlanViewModel(household)
    assert page.state() == ()  # nothing in it is old
    household.household.edit(loan, {"due_since": "2016-03-01"})
    household.change_settings(country="US", part="new_york")
    household.refresh()
    (one,) = page.state()
    assert "a payment can give the other side new time to sue" in one.words
    assert "over" not in one.words.split()  # never that the time is over (guard 1)
    before = PlanViewModel(household).state().series
    (out,) = page.decide(one.id)
    assert (out.is_out, out.button, page.problem) == (True, "Undo", "")
    assert household.find(one.id).is_apart
    assert PlanViewModel(household).state().series != before
    left_out, today = household.find(one.id), household.today
    least = least_due(left_out, today)
    assert household.money(least, left_out.currency) in out.words  # it says that this stays in the sum, and it does
    plan = plan_household(household.debts, left_out.currency, today, PlanChoice()).plan
    assert [row[4] for row in plan.rows if row[0] == 1 and plan.debts[row[1]].name == left_out.name] == [least]
    assert DebtViewModel(household, one.id).state().apart_note.startswith("You set this debt apart")
    told = [ask.ask for debt in NotOwedViewModel(household).state().debts if debt.id == one.id for ask in debt.asks]
    assert not [words for words in told if "dispute" in words or "in writing" in words]
    assert not page.decide(one.id)[0].is_out
    assert PlanViewModel(household).state().series == before
    page.decide(one.id)
    assert OldInPlanViewModel(household).state() == ()  # decided, so it is not asked again
