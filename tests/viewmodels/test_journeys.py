"""One journey a screen, from the borrower's side, without a window."""

from datetime import UTC, datetime

import pytest

from planner.services.household import open_household
from ui.viewmodels.debt import DebtViewModel
from ui.viewmodels.debt_form import DebtFormViewModel
from ui.viewmodels.debts import DebtsViewModel
from ui.viewmodels.kinds import CARDS, fields_of
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.session import Session
from ui.viewmodels.settings import SettingsViewModel
from ui.viewmodels.today import TodayViewModel


def test_the_first_debt_takes_a_kind_a_name_and_an_amount(session):
    form = DebtFormViewModel(session)
    state = form.choose_kind("card")
    assert (state.step, state.title, state.step_text) == ("numbers", "Credit card", "Step 2 of 3: the numbers")
    form.type("creditor", "Harbour Bank")
    form.type("balance", "1,400")
    assert form.next().step == "collector"
    state = form.next()
    assert session.find(state.done).name == "Harbour Bank"
    assert DebtsViewModel(session).state().totals == ("$1,400.00",)


def test_every_fault_stands_beside_its_field_with_a_fix_and_nothing_typed_is_lost(session):
    form = DebtFormViewModel(session)
    form.choose_kind("card")
    for column, value in (("balance", "14,00O.00"), ("apr", "1825"), ("due_day", "32")):
        form.type(column, value)
    state = form.next()
    fields = {field.column: field for field in state.fields}
    assert state.step == "numbers"
    assert (
        state.summary
        == '3 fields need a look: "What you owe today", "Interest per year (APR)", "Due day of the month". What you typed is kept.'
    )
    assert (fields["balance"].fix, fields["apr"].fix, fields["due_day"].fix) == ("14,000.00", "18.25", "")
    assert all(fields[column].error for column in ("balance", "apr", "due_day"))
    form.use_fix("balance")
    form.use_fix("apr")
    form.type("due_day", "")
    assert form.next().step == "collector"


def test_a_rate_a_day_is_read_as_the_paper_says_it(session):
    form = DebtFormViewModel(session)
    form.choose_kind("card")
    form.type("balance", "100")
    form.type("apr", "0.05/天")
    form.next()
    assert str(session.find(form.next().done).apr) == "18.25"


def test_the_way_back_keeps_what_was_typed(session):
    form = DebtFormViewModel(session)
    form.choose_kind("family")
    form.type("name", "Aunt May")
    form.next()
    assert form.back().step == "numbers"
    assert form.state().fields[0].value == "Aunt May"
    assert form.back().step == "kind"
    assert form.back() is None


def test_two_debts_of_one_lender_get_names_of_their_own(session):
    for _ in range(2):
        form = DebtFormViewModel(session)
        form.choose_kind("card")
        form.type("creditor", "O'Neil & 龑")
        form.next()
        form.next()
    assert [debt.name for debt in session.debts] == ["O'Neil & 龑", "O'Neil & 龑 2"]


@pytest.mark.parametrize("kind", CARDS)
def test_every_kind_asks_little_and_can_be_stored_unknown(session, kind):
    assert len(fields_of(kind)) <= 8
    form = DebtFormViewModel(session)
    form.choose_kind(kind)
    form.next()
    assert session.find(form.next().done).kind == kind


def test_an_edit_that_came_too_late_says_so_and_keeps_what_was_typed(household):
    debt = household.debts[0]
    form = DebtFormViewModel(household, debt)
    form.type("balance", "4000")
    other = open_household(household.folder)
    other.edit(other.find(debt.name), {"balance": "3900"})
    other.close()
    state = form.next()
    assert "another window" in state.summary
    assert next(f.value for f in state.fields if f.column == "balance") == "4000"


def test_an_unchanged_edit_loses_nothing(household):
    for debt in household.debts:
        state = DebtFormViewModel(household, debt).next()
        assert household.find(state.done) == debt._replace(version=debt.version + 1)


def test_a_payment_is_recorded_and_taken_back(household):
    debt = household.debts[2]
    page = DebtViewModel(household, debt.id)
    assert page.start_payment().pay_amount == "60.00"
    page.type("amount", "99999")
    assert "amount" in page.pay().pay_errors
    page.type("amount", "60")
    paid = page.pay()
    assert (paid.balance, paid.undo) == ("$900.00", "$60.00 paid on Building fee arrears.")
    assert len(paid.payments) == 1
    assert (page.undo().balance, page.state().payments) == ("$960.00", ())


def test_a_payment_lowers_what_is_behind_and_is_not_counted_for_the_next_due_day_as_well(household):
    debt = household.household.find("QuickLeaf online loan")
    household.household.edit(debt, {"minimum": "150", "to_bring_current": "400"})
    household.refresh()
    page = DebtViewModel(household, debt.id)
    before = page.start_payment()
    assert (before.late, dict(before.facts)["Behind by"], before.pay_amount) == ("63 days late", "$378.68", "400.00")
    page.type("amount", "378.68")
    paid = page.pay()
    facts = dict(paid.facts)
    assert (paid.late, facts["Behind by"], facts["Amount to bring it current"]) == ("", "$0.00", "$21.32")
    assert facts["Next payment"] == "Sat, Dec 5, $150.00"
    assert page.start_payment().pay_amount == "21.32"
    assert page.undo().facts == before.facts
    assert page.state().late == before.late


def test_the_exact_amount_card_names_lender_sum_and_day(household):
    card = household.household.find("Building fee arrears")
    assert DebtViewModel(household, card.id).state().exact == "Exactly $60.00 to Maple Court Property, by Nov 28, 2026"


def test_a_debt_that_is_gone_says_so(household):
    page = DebtViewModel(household, household.debts[0].id)
    household.household.remove(household.debts[0])
    household.refresh()
    assert page.state().gone


def test_the_plan_follows_the_slider_and_keeps_what_was_chosen(household):
    plan = PlanViewModel(household)
    before = plan.state()
    assert before.feasible
    assert before.slider.least < before.slider.value < before.slider.most
    tried = plan.try_budget(before.slider.value * 2)
    assert tried.ashore_by != before.ashore_by
    assert household.chosen is None
    plan.choose_budget(before.slider.value * 2)
    assert PlanViewModel(household).state().ashore_by == tried.ashore_by


def test_the_chart_holds_every_balance_from_today_to_the_end(household):
    state = PlanViewModel(household).state()
    assert sum(one.values[0] for one in state.series) == sum(debt.balance for debt in household.debts)
    assert all(one.values[-1] == 0 for one in state.series)
    assert len({len(one.values) for one in state.series}) == 1


def test_a_budget_under_the_minimums_is_met_with_a_fair_share(household):
    plan = PlanViewModel(household)
    state = plan.choose_budget(15000)
    assert not state.feasible
    assert state.short.startswith("$150.00 is less than lenders ask for, $449.15 in all.")
    assert state.needed
    assert state.month_list[0].together == "$150.00"
    shares = [pay.why for pay in state.month_list[0].pays]
    assert "fair share of this sum" in shares


def test_the_plan_is_exported_once_a_file_and_runs_nowhere(household, tmp_path):
    household.household.edit(household.debts[0], {"name": "=1+1"})
    household.refresh()
    plan = PlanViewModel(household)
    plan.export(tmp_path)
    plan.export(tmp_path)
    files = sorted(tmp_path.glob("plan-*.csv"))
    assert len(files) == 2
    assert "'=1+1" in files[0].read_text("utf-8-sig")


def test_today_says_the_next_payment_and_one_small_step(household):
    state = TodayViewModel(household).state()
    assert not state.empty
    assert [due.name for due in state.due][:2] == ["Building fee arrears", "Loan from Aunt May"]
    assert (state.due[0].when, state.due[0].soon) == ("in 4 days", False)
    assert state.step


def test_today_of_an_empty_list_offers_one_step(session):
    state = TodayViewModel(session).state()
    assert (state.empty, state.step_route) == (True, "debt_add")


def test_totals_stay_folded_at_night_until_they_are_opened(household, clock):
    clock.now = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    today = TodayViewModel(household)
    assert (today.state().owed, today.state().folded) == ("***", True)
    assert DebtsViewModel(household).state().totals == ("***",)
    assert today.open_totals().owed == "$9,460.20"


def test_settings_are_kept_and_a_country_brings_its_currency(session):
    session.protect(None)
    settings = SettingsViewModel(session)
    settings.choose(country="GB", language="zh")
    state = Session(session.folder, now=session.now)
    assert (state.language, state.currency, state.settings["zone"]) == ("zh", "GBP", "Europe/London")
    assert SettingsViewModel(state).state().parts[0] == ("england_wales", "英格兰和威尔士")


def test_the_sample_never_touches_the_own_list(session):
    session.change_settings(language="zh", welcomed="yes")
    session.open_sample()
    assert session.is_sample
    assert len(session.debts) >= 4
    assert session.language == "zh"
    session.leave_sample()
    assert (session.is_sample, session.debts, session.is_new) == (False, [], False)


def test_the_slider_stands_still_while_it_moves_and_never_passes_what_is_owed(household):
    plan = PlanViewModel(household)
    slider = plan.state().slider
    owed = sum(debt.balance for debt in household.debts)
    for _ in range(6):
        moved = plan.try_budget(slider.most).slider
        assert (moved.least, moved.most, moved.step) == (slider.least, slider.most, slider.step)
        slider = plan.choose_budget(slider.most).slider
        assert slider.value <= slider.most <= owed * 2
    assert plan.try_budget(slider.most).months == "1 month to go"


def test_what_was_paid_for_a_due_day_is_not_asked_again(household):
    fee = next(debt for debt in household.debts if debt.kind == "property-fee")

    def due():
        return next(one for one in TodayViewModel(household).state().due if one.debt_id == fee.id)

    assert (due().day, due().amount) == ("Sat, Nov 28", "$60.00")
    household.household.pay(fee, "20", household.today)
    household.refresh()
    assert (due().day, due().amount) == ("Sat, Nov 28", "$40.00")
    household.household.pay(household.find(fee.id), "40", household.today)
    household.refresh()
    assert (due().day, due().amount) == ("Mon, Dec 28", "$60.00")
    assert "Dec 28" in DebtViewModel(household, fee.id).state().exact


def test_a_half_made_sample_is_made_anew_and_the_own_list_is_never_mixed_in(session):
    session.household.add({"name": "Mine", "balance": "5"}, "USD")
    session.refresh()
    from planner.services.household import open_household

    half = open_household(session.own_folder / "sample-en")
    half.add({"name": "half", "balance": "1"}, "USD")
    half.close()
    session.open_sample()
    assert session.is_sample
    assert len(session.debts) == 4
    session.leave_sample()
    assert [debt.name for debt in session.debts] == ["Mine"]


def test_a_kind_that_was_taken_back_leaves_nothing_behind(session):
    form = DebtFormViewModel(session)
    form.choose_kind("rent")
    form.type("due_day", "99")
    form.back()
    form.choose_kind("overdraft")
    form.type("balance", "50")
    state = form.next()
    assert state.step == "collector"
    assert not state.comes_first


def test_a_rate_a_day_that_is_no_rate_is_asked_about(session):
    form = DebtFormViewModel(session)
    form.choose_kind("card")
    form.type("balance", "50")
    form.type("apr", "0.12345678901234567/day")
    assert next(field for field in form.next().fields if field.column == "apr").error
