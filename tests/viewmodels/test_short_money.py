"""When the money is short: what is shared, what is said of it on each page, and what pressure would take."""

from planner.payoff.offers import share_pro_rata
from planner.services.budget import BudgetBook
from planner.services.offers import agreed_in, propose
from planner.services.share_means import beyond_means_of
from planner.services.share_words import pages_of
from planner.services.sharing import Choice, SharingDesk
from ui.viewmodels.offers import OffersViewModel
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.pressed import PressedViewModel
from ui.viewmodels.short import ShortViewModel
from ui.viewmodels.today import TodayViewModel
from ui.viewmodels.transfer import TransferViewModel


def test_under_the_minimums_three_numbers_and_what_to_miss_last(household):
    rent = household.household.add({"name": "Rent", "balance": "800", "kind": "rent", "minimum": "200"}, "USD")
    household.household.edit(household.find(household.debts[0].id), {"late_fee": "35"})
    household.refresh()
    PlanViewModel(household).choose_budget(20000)
    state = ShortViewModel(household).state()
    assert state.reaches == ""
    assert [value for _, value in state.numbers] == ["$200.00", "in 67 months", "no end"]
    assert state.order[0].name == rent.name
    assert state.order[1].why == "agreed installment, in your budget"
    assert state.order[2].fee == "$35.00 late fee"


def test_pressure_says_what_it_takes_and_that_tomorrow_is_soon_enough(household):
    page = PressedViewModel(household, household.debts[3].id)
    assert [chosen for *_, chosen in page.state().choices] == [False, False, False, True]
    assert page.state().words == ()
    state = page.type("400")
    assert "$400.00 on Loan from Aunt May now leaves $350.00 too little for the least payments of" in state.words[0]
    assert state.last.startswith("Nothing has to be decided")
    assert page.type("4oo").amount.error
    assert household.payments == []


def test_a_plan_above_what_the_budget_has_says_so_where_its_number_stands(household):
    plan = PlanViewModel(household)
    assert plan.choose_budget(60417).beyond == ""
    beyond = (
        "The plan asks for $1,000.00 a month. Your budget has $604.17 for debts, $544.17 left over and $60.00 agreed "
        "installments: $395.83 is missing."
    )
    over = plan.choose_budget(100000)
    assert (over.beyond, over.ashore_label) == (beyond, "If $1,000.00 a month can be paid, ashore by")
    assert plan.choose_budget(60417).ashore_label == "Ashore by"
    plan.choose_budget(100000)
    first = TodayViewModel(household).state()  # the budget is read after the first frame, like the week
    assert (first.beyond, first.ashore_label) == ("", "If the plan works out, ashore by")
    household.checks.check(household.jurisdiction or "")
    today = TodayViewModel(household).state()  # what is there comes first, then what is not
    assert today.beyond == "Your budget has $604.17 a month for debts."
    assert today.missing == "The plan asks for $395.83 more than that."
    assert today.ashore_label == over.ashore_label
    brief = "The plan asks for $1,000.00 a month. Your budget has $604.17 for debts: $395.83 is missing."
    short = ShortViewModel(household).state()
    assert short.reaches == brief
    pressed = PressedViewModel(household, household.debts[3].id)
    assert pressed.type("900").words[0] == brief
    assert short.numbers[0] == ("Your budget has for debts each month", "$604.17")


def test_an_agreed_instalment_comes_first_in_a_short_month_as_it_does_in_offers(household):
    state = PlanViewModel(household).choose_budget(20000)
    agreed = next(line.debt for line in BudgetBook(household.household, "USD").read().lines if line.debt)
    first = next(pay for pay in state.month_list[0].pays if pay.name == agreed)
    assert first.why == "agreed installment, in your budget"
    assert (state.have, state.budget_has) == ("$200.00", "$604.17")
    shares = {pay.name: pay.amount for pay in state.month_list[0].pays if pay.name != agreed}
    rest = [(debt.name, debt.balance) for debt in household.debts if debt.name != agreed]
    same = share_pro_rata(14000, [balance for _, balance in rest])  # by what is owed today, as on the page of offers
    assert shares == {name: household.money(share, "USD") for (name, _), share in zip(rest, same, strict=True)}
    assert ShortViewModel(household).state().order[0].name == agreed


def test_the_short_page_and_the_page_of_offers_say_the_same_months(household):
    PlanViewModel(household).choose_budget(100000)
    budget = BudgetBook(household.household, "USD").read()
    made = propose(household.debts, budget).offers
    stops, runs = (max(found) for found in zip(*((one.frozen_months, one.running_months) for one in made), strict=True))
    (arrears,) = agreed_in(budget)
    owed = next(debt.balance for debt in household.debts if debt.name == arrears[0].debt)
    alone = -(-owed // arrears[1])
    values = [value for _, value in ShortViewModel(household).state().numbers]
    assert values == ["$604.17", f"in {max(stops, alone)} months", f"in {max(runs, alone)} months"]


def test_where_the_money_ends_is_said_once_in_the_list(household):
    PlanViewModel(household).choose_budget(20000)
    order = ShortViewModel(household).state().order
    assert [bool(one.ends) for one in order].count(True) == 1
    left, dues = 20000, {debt.name: debt for debt in household.debts}
    for one in order:
        due = round(float(one.due.removeprefix("$")) * 100)
        if one.ends:
            ends = "The $200.00 is used up here: {} of {} is left for it."
            assert one.ends == ends.format(household.money(left, "USD"), one.due)
            break
        left -= due
    assert left < due
    assert one.name in dues


def test_a_short_month_never_shares_more_than_the_budget_has(household):
    line = {"section": "home", "name": "A new need", "amount": "300", "rhythm": "monthly"}
    BudgetBook(household.household, "USD").add(line)
    plan = PlanViewModel(household)
    state = plan.choose_budget(44000)
    assert (state.have, state.budget_has) == ("$440.00", "$304.17")
    assert state.month_list[0].together == "$304.17"
    assert state.shared == "Shared out of the $304.17 your budget has."
    assert plan.choose_budget(20000).month_list[0].together == "$200.00"
    assert plan.choose_budget(20000).shared == ""


def test_a_plan_below_what_the_budget_has_is_set_right_in_one_tap_and_one_above_it_is_not_offered(household):
    plan = PlanViewModel(household)
    state = plan.choose_budget(20000)
    assert (state.needed, state.reach) == ("$449.15", 44915)
    assert plan.choose_budget(state.reach).feasible
    line = {"section": "home", "name": "A new need", "amount": "300", "rhythm": "monthly"}
    BudgetBook(household.household, "USD").add(line)
    assert PlanViewModel(household).choose_budget(20000).reach is None


def test_agreed_instalments_are_said_to_be_no_part_of_what_is_shared(household):
    state = OffersViewModel(household).state()
    assert state.available == "$544.17"
    assert state.agreed == ("Agreed installments of $60.00 come on top: your budget has $604.17 a month for debts.")


def test_pressure_for_more_than_the_plan_has_says_the_whole_gap(household):
    state = PressedViewModel(household, household.debts[1].id).type("2140")
    assert state.words[0] == (
        "The plan has $449.15 this month. $2,140.00 on QuickLeaf online loan is $1,690.85 more than that, and nothing "
        "would be left for Building fee arrears, Loan from Aunt May, Harbour Bank card: $259.81."
    )


def test_no_more_is_asked_of_a_plan_that_the_budget_does_not_carry(household):
    plan = PlanViewModel(household)
    assert "more a month" in plan.choose_budget(55000).effect
    assert plan.choose_budget(100000).effect == ""


def test_where_the_budget_has_enough_the_plan_that_takes_less_says_so(household):
    state = PlanViewModel(household).choose_budget(22000)
    assert state.short == "$220.00 is less than lenders ask for, $449.15 in all. Your budget has enough for it."


def test_a_helper_reads_what_the_budget_carries_before_a_date_that_needs_more(household):
    def plan_page(budget):
        PlanViewModel(household).choose_budget(budget)
        choice = Choice(frozenset({"debts", "budget", "plan"}))
        share = SharingDesk(household.household).what_they_will_see(choice, "en", household.today)
        lines = next(page.lines for page in pages_of(share, "en") if page.section == "plan")
        return beyond_means_of(share), [(line.title, line.amount) for line in lines]

    fits, lines = plan_page(60417)
    assert fits is None
    assert "Ashore by" in [title for title, _ in lines]
    beyond, lines = plan_page(100000)
    assert (beyond.asked, beyond.has) == (100000, 60417)
    assert beyond.ends is not None
    at = lines.index(("The budget has for debts each month", "$604.17"))
    assert lines[at + 1][0] == "If $1,000.00 a month can be paid, ashore by"


def test_a_new_loan_is_not_compared_without_what_the_budget_lacks(household):
    for budget, beyond in ((60417, ""), (100000, "$395.83 is missing.")):
        PlanViewModel(household).choose_budget(budget)
        page = TransferViewModel(household)
        page.tick(str(household.debts[0].id))
        page.type("apr", "5")
        state = page.take(page.compare()(lambda _: None, lambda: False))
        assert state.beyond.endswith(beyond)
        assert bool(state.beyond) == bool(beyond)


def test_a_promise_below_the_least_payment_is_named_beside_the_plan(household):
    notes = [note for note in PlanViewModel(household).state().notes if "you promised" in note]
    assert len(notes) == 1
    assert notes[0].startswith("Harbour Bank card: you promised $60.00. The plan counts the least payment, $149.81.")
