"""What the contract of a debt says, as it is asked, kept and shown; its statement counted anew; its true rate by name."""

from datetime import date
from decimal import Decimal

import pytest

from ui.viewmodels.contract_check import ContractCheckViewModel
from ui.viewmodels.debt import DebtViewModel
from ui.viewmodels.debt_form import DebtFormViewModel
from ui.viewmodels.plan import PlanViewModel
from ui.viewmodels.statement import StatementViewModel
from ui.viewmodels.terms import TermsViewModel
from ui.viewmodels.terms_asked import SECTIONS, sections_of


def of_kind(session, kind):
    return next(debt for debt in session.debts if debt.kind == kind)


def kept(page, session, name):
    assert page.save().done
    return session.household.find(name)


def errors(state):
    return {field.column: field.error for one in state.sections for field in one.fields if field.error}


def test_only_what_the_kind_can_have_is_asked():
    asked = {kind: [one.id for one in sections_of(kind)] for kind in ("card", "rent", "fee-instalment", "family")}
    assert asked["rent"] == ["late", "pause", "settlement"]
    assert asked["family"] == ["pause"]
    assert "promo" in asked["card"]
    assert "more-balances" in asked["card"]
    assert asked["fee-instalment"][0] == "fees-plan"
    assert all(choice.options for one in SECTIONS for choice in one.choices)


def test_a_promise_of_no_interest_and_one_that_is_added_if_late_are_two_things(household):
    card = of_kind(household, "card")
    page = TermsViewModel(household, card.id)
    page.choose("promo", "true")
    page.type("promo_until", "2027-06-01")
    page.type("promo_after", "29.9")
    stored = kept(page, household, card.name)
    assert (stored.apr, stored.rate_steps, stored.deferred_until) == (0, ((date(2027, 6, 1), Decimal("29.9")),), None)
    page = TermsViewModel(household, card.id)
    assert page.state().sections[0].open
    page.choose("promo", "deferred")
    page.type("deferred_until", "2027-06-01")
    page.type("deferred_apr", "26.99")
    stored = kept(page, household, card.name)
    assert (stored.deferred_until, stored.deferred_apr) == (date(2027, 6, 1), Decimal("26.99"))
    assert stored.rate_steps == ()
    page = TermsViewModel(household, card.id)
    page.choose("promo", "none")
    assert kept(page, household, card.name).deferred_until is None


def test_rates_that_change_are_kept_in_their_order_and_half_a_change_is_asked_about(household):
    card = of_kind(household, "card")
    page = TermsViewModel(household, card.id)
    page.unfold("rates")
    page.add_step()
    for column, text in (("step_day 0", "2027-01-01"), ("step_rate 0", "26"), ("step_day 1", "2028-01-01")):
        page.type(column, text)
    assert errors(page.save())["step_rate 1"].startswith("This is empty; a change needs")
    page.type("step_rate 1", "31.9")
    stored = kept(page, household, card.name)
    assert [rate for _, rate in stored.rate_steps] == [26, Decimal("31.9")]
    assert stored.apr == card.apr


def test_every_fault_stands_beside_its_field_and_nothing_is_stored(household):
    card = of_kind(household, "card")
    page = TermsViewModel(household, card.id)
    for column, text in (
        ("settlement_amount", "999999"),
        ("pause_from", "2027-03-01"),
        ("pause_until", "2027-01-01"),
        ("grace_days", "-1"),
        ("penalty_apr", "1830"),
        ("part_name", "Cash"),
        ("part_balance", "1,2"),
    ):
        page.type(column, text)
    state = page.save()
    assert set(errors(state)) == {"settlement_amount", "pause_until", "grace_days", "penalty_apr", "part_balance"}
    assert state.summary
    assert household.household.find(card.name) == card


def test_another_balance_of_a_card_is_a_row_of_its_own_on_the_same_card(household):
    card = of_kind(household, "card")
    page = TermsViewModel(household, card.id)
    for column, text in (("part_name", "Cash"), ("part_balance", "250"), ("part_apr", "29.9")):
        page.type(column, text)
    page.choose("allocation", "highest-first")
    stored = kept(page, household, card.name)
    cash = household.household.find(f"{card.name}: Cash")
    assert stored.account == cash.account == card.name
    assert (stored.allocation, cash.balance, cash.apr) == ("highest-first", 25000, Decimal("29.9"))


def test_an_agreed_plan_of_sixty_instalments_stops_the_interest(household):
    card = of_kind(household, "card")
    page = TermsViewModel(household, card.id)
    page.type("agreed_months", "60")
    page.choose("agreed_interest", "stops")
    stored = kept(page, household, card.name)
    PlanViewModel(household).choose_budget(60000)
    assert stored.term_months == 60
    from planner.services.household_plan import least_due

    assert least_due(stored, household.today) == card.balance // 60
    again = TermsViewModel(household, card.id)
    assert again.state().sections[[one.id for one in sections_of("card")].index("agreed")].open


def test_what_was_left_alone_stays_as_it_was(household):
    for debt in household.debts:
        page = TermsViewModel(household, debt.id)
        for section in page.state().sections:
            page.unfold(section.id)
        assert page.save().done
        assert household.household.find(debt.name) == debt


def test_amounts_of_a_contract_are_hidden_with_the_rest(household):
    card = of_kind(household, "card")
    household.household.edit(card, {"credit_limit": "5123", "settlement_amount": "1777", "late_fee": "35"})
    household.refresh()
    household.hide_amounts(True)
    said = str(TermsViewModel(household, card.id).state()) + str(DebtViewModel(household, card.id).state().facts)
    assert not [amount for amount in ("5123", "1777", "5,123", "1,777") if amount in said]


def test_a_fee_plan_says_its_true_rate_while_it_is_typed_and_on_its_page(session):
    session.protect(None)
    session.change_settings(currency="CNY", welcomed="yes", zone="UTC")
    form = DebtFormViewModel(session)
    form.choose_kind("fee-instalment")
    for column, text in (("principal", "12000"), ("balance", "12000"), ("fee_percent", "0.6")):
        assert form.type(column, text).true_rate == ()
    assert [value for _, value in form.type("term_months", "12").true_rate] == ["7.20%", "13.03%", "13.84%"]
    assert form.set_early("waived").early == (
        ("due", "still due", False),
        ("waived", "let off", True),
        ("", "Don't know", False),
    )
    form.next()
    stored = form.next().done
    debt = session.find(stored)
    assert (debt.early_fees, debt.fee_percent) == ("waived", Decimal("0.6"))
    facts = dict(DebtViewModel(session, stored).state().facts)
    assert facts["True interest per year (nominal)"] == "13.03%"
    assert facts["With interest on interest (effective)"] == "13.84%"
    assert PlanViewModel(session).state().feasible


def test_no_rate_stands_on_a_page_without_its_name(household):
    card = of_kind(household, "card")
    labels = [label for label, value in DebtViewModel(household, card.id).state().facts if value.endswith("%")]
    assert labels == ["Interest per year (APR)", "With interest on interest (effective)"]


@pytest.mark.parametrize(
    ("opening", "apr", "first", "last", "paid", "stated"),
    [
        ("5542.78", "15.74", "2016-12-24", "2017-01-24", ("2017-01-20", "180"), "76.61"),
        ("1932.86", "17.99", "2017-02-25", "2017-03-28", ("2017-03-17", "46"), "30.45"),
    ],
)
def test_a_real_statement_says_which_way_of_counting_fits(household, opening, apr, first, last, paid, stated):
    page = StatementViewModel(household, of_kind(household, "card").id)
    page.add_row("paid")
    said = {"opening": opening, "apr": apr, "first": first, "last": last, "stated": stated}
    for column, text in {**said, "day 0": paid[0], "amount 0": paid[1]}.items():
        page.type(column, text)
    state = page.compare()
    assert [one.id for one in state.found if one.fits] == ["act/365-compound"]
    assert state.verdict.startswith("It matches")
    assert state.rate.startswith(f"Counted with {apr}% a year. Your list has 24.99%")
    assert page.use().said.startswith("Plans count it this way")
    assert of_kind(household, "card").day_count == "act/365-compound"
    assert page.state().use == ""


def test_a_statement_that_fits_nothing_is_asked_about_and_faults_stand_together(household):
    page = StatementViewModel(household, of_kind(household, "card").id)
    page.type("apr", "")
    state = page.compare()
    assert [bool(field.error) for field in state.fields] == [True] * 5
    said = {"opening": "1000", "apr": "12", "first": "2026-10-01", "last": "2026-09-01", "stated": "99"}
    for column, text in said.items():
        page.type(column, text)
    assert page.compare().fields[3].error == "This is before the first day."
    page.type("last", "2026-10-31")
    state = page.compare()
    assert state.verdict.startswith("No usual way")
    assert not any(one.fits for one in state.found)
    assert len(state.found) == 5


def checked(page, **typed):
    for column, text in typed.items():
        page.type(column, text)
    return page.check()


def test_a_contract_is_held_against_what_really_came(household):
    household.change_settings(country="CN")
    page = ContractCheckViewModel(household, of_kind(household, "online-loan").id)
    assert page.state().fields[0].value == "1640.00"
    state = checked(page, principal="10000", received="9000", months="12", each="900")
    # the rate at which twelve times 900 is worth 9,000 today, found by halving apart from the engine
    assert dict(state.rows) == {
        "Kept back at the start": "$1,000.00",
        "Paid beyond what reached you": "$1,800.00",
        "True interest per year (nominal)": "35.07%",
        "With interest on interest (effective)": "41.30%",
    }
    assert state.law.startswith("If interest was taken off before you got the money")
    assert state.source
    household.change_settings(country="US")
    assert ContractCheckViewModel(household).check().law == ""


def test_bundled_fees_are_told_apart_and_faults_stand_together(household):
    page = ContractCheckViewModel(household)
    state = checked(page, principal="1000", received="1200", months="0", each="100", bundled="150")
    page.say_on_top(False)
    assert {field.column for field in page.check().fields if field.error} == {"received", "months", "bundled"}
    state = checked(page, received="1000", months="12", bundled="10")
    assert dict(state.rows)["Bundled fees in all"] == "$120.00"
    part = dict(state.rows)["Paid beyond what reached you"]
    page.say_on_top(True)
    assert (part, dict(page.check().rows)["Paid beyond what reached you"]) == ("$200.00", "$320.00")
